"""M014, M015, C004: groups, persons and vehicles beside the amounts of 三公经费, and whether they are told at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checks import relate
from checks.cells import ACTUAL, PLANNED
from checks.figures import figure, section, text_of
from checks.narrative import squeeze
from checks.registry import rule
from disclosure.document import Document
from disclosure.fact import Fact, Measure
from disclosure.relation import Relation, Severity


@dataclass(frozen=True, slots=True)
class Pair:
    """An amount and the counts that go with it.

    `mutual`: no amount means no count. `named` is how a text speaks of the item, `told` how it gives the counts, `what` their name.
    """

    amount: str
    counts: tuple[str, ...]
    named: str
    told: str
    what: str
    mutual: bool = True


PAIRS = (
    Pair("因公出国（境）费", ("因公出国（境）团组数", "因公出国（境）人次"), "出国", "团组|人次|批次|团次", "团组数、人次数"),
    Pair("公务用车购置费", ("购置公务用车数",), "购置", "[辆台]", "购置数"),
    Pair("公务用车运行维护费", ("公务用车保有量",), "运行", "保有|[辆台]", "保有量", mutual=False),
    Pair(
        "公务接待费",
        ("公务接待批次", "公务接待人次", "国内公务接待批次", "国内公务接待人次"),
        "接待",
        "批|人次|团组|[0-9]人|次",
        "批次、人数",
    ),
)
_FOREIGN = ("外事接待批次", "外事接待人次")
_TABLES = {"final_accounts": "final.three_public", "budget": "budget.three_public"}


@rule("M014", family="count_vs_amount", severity=Severity.WARNING)
def counts(document: Document) -> Iterator[Relation]:
    """“三公”经费的金额与数量

    查什么：出国费与团组数、人次，购置费与购置数，接待费与批次、人数同有同无；有运行维护费则公务用车保有量不为零。
    为什么：有钱没有事，或有事没有钱，必有一处漏填或沿用旧稿。
    依据：地方预决算公开操作规程（财预〔2016〕143号）要求同时公开金额与数量。
    例：接待费0.94万元而接待0批次 → 提示；接待费0万元、0批次 → 成立；有保有量而没有运行费 → 不提示。
    不报的情形：金额或数量没有写，或前后写了不同的数（由 N011 报）；国内接待为零而有外事接待。
    容差：无。
    """
    for pair in PAIRS:
        amount = _amount(document, pair)
        for indicator in pair.counts if amount else ():
            count = figure(document, indicator, "three_public")
            if amount and count and not (indicator.startswith("国内") and _any(document, _FOREIGN)):
                yield _together(document, pair, amount, count)


@rule("M015", family="missing_part", severity=Severity.WARNING)
def items_told(document: Document) -> Iterator[Relation]:
    """“三公”经费逐项说明

    查什么：“三公”经费决算表中有数的项目（出国、购置、运行维护、接待），说明中都提到。
    为什么：发生了支出而不作说明，公开不完整。
    依据：地方预决算公开操作规程（“三公”经费按项目公开并说明）。
    例：表列购置费18.60万元而说明通篇没有“购置” → 提示；表列为零 → 不提示。
    不报的情形：没有“三公”经费说明一节；表缺失。
    容差：无。
    """
    text = text_of(document, "three_public")
    for pair in PAIRS if len(list(section(document, "three_public"))) > 1 else ():
        cell = _cell(document, pair.amount)
        if cell and cell.quantity.value:
            yield relate.worded(
                document, pair.amount, pair.named not in text, [relate.evidence(document, cell, "stated")], "M015"
            )


@rule("C004", family="missing_part", severity=Severity.WARNING)
def counts_told(document: Document) -> Iterator[Relation]:
    """“三公”经费的数量说明

    查什么：决算说明中有出国、购置、运行维护、接待支出的，同时说明团组数、人次、购置数、保有量、接待批次与人数。
    为什么：只有金额没有数量，无法看出标准是否合规。
    依据：地方预决算公开操作规程（财预〔2016〕143号）；2015年专项检查中未公开接待批次、人数的部门最多。
    例：接待费3.20万元而没有写批次、人数 → 提示；写“接待12批次、96人次” → 不提示。
    不报的情形：金额为零；没有“三公”经费说明一节；预算公开。
    容差：无；只要全文出现过该数量的说法即不报。
    """
    if "final_accounts" not in document.kinds or len(list(section(document, "three_public"))) < 2:
        return
    text = "".join(squeeze(sentence.text).text for sentence in document.sentences if not sentence.table)
    for pair in PAIRS:
        amount = _amount(document, pair)
        if amount and amount.quantity.value and amount.row is None:
            told = any(re.search(pair.told, text[m.start() : m.start() + 200]) for m in re.finditer(pair.named, text))
            yield relate.worded(
                document, pair.amount, not told, [relate.evidence(document, amount, "stated")], "C004", what=pair.what
            )


def _together(document: Document, pair: Pair, amount: Fact, count: Fact) -> Relation:
    """Whether amount and count are both there or both zero."""
    spent, some = amount.quantity.value != 0, count.quantity.value != 0
    broken = (spent and not some) or (pair.mutual and some and not spent)
    cited = [relate.evidence(document, count, "stated"), relate.evidence(document, amount)]
    return relate.worded(
        document, pair.amount, broken, cited, "M014", amount=relate.shown(amount), count=f"{count.indicator}{relate.shown(count)}"
    )


def _amount(document: Document, pair: Pair) -> Fact | None:
    """What was spent (in a budget: planned) on the item: as the text says, else as the table shows."""
    final = "final_accounts" in document.kinds
    measures = ACTUAL if final else PLANNED | {Measure.OTHER}
    return figure(document, pair.amount, "three_public", measures) or _cell(document, pair.amount)


def _cell(document: Document, name: str) -> Fact | None:
    """The table's figure of the item, None where it is not certain."""
    kind = _TABLES["final_accounts" if "final_accounts" in document.kinds else "budget"]
    schedule = document.only(kind)
    if schedule is None:
        return None
    wanted = {Measure.ACTUAL} if kind.startswith("final") else PLANNED | {Measure.OTHER}
    columns = {column.id for column in schedule.columns if column.name == name and column.measure in wanted}
    found = [fact for fact in schedule.facts if fact.column in columns]
    return found[0] if len(found) == 1 else None


def _any(document: Document, indicators: tuple[str, ...]) -> bool:
    """Whether any of these counts is given and not zero."""
    return any((fact := figure(document, name, "three_public")) and fact.quantity.value for name in indicators)
