"""N011: one figure printed twice in the narrative with two values."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise, product

from checks import relate, topics
from checks.cells import ACTUAL, foreign_facts
from checks.items import amounts, items, planned
from checks.narrative import name, squeeze, told
from checks.notes import in_books
from checks.registry import rule
from checks.slips import slips
from disclosure.document import Document
from disclosure.fact import ClaimKind, Fact, Measure
from disclosure.relation import Relation

HEADS = {
    "overall": {"收支总计", "收入总计", "支出总计"},
    "income": {"本年收入合计", "财政拨款收入"},
    "expenditure": {"本年支出合计", "基本支出", "项目支出"},
    "fiscal_overall": {"收支总计", "收入总计", "支出总计"},
    "general_expenditure": {"一般公共预算财政拨款支出"},
    "general_basic": {"基本支出", "人员经费", "公用经费"},
    "three_public": {
        "三公经费",
        "因公出国（境）费",
        "公务用车购置及运行维护费",
        "公务用车购置费",
        "公务用车运行维护费",
        "公务接待费",
    },
    "operating": {"机关运行经费"},
    "procurement": {"政府采购支出总额", "政府采购预算"},
}
"""Indicators that are one and the same figure wherever they stand in a section of that topic."""
_ACCOUNT = re.compile(r"（[类款项]）")
_LEAD = re.compile(r"^其中[：，]?")
_WORDS = 4
PRINTED = frozenset({Measure.ACTUAL, Measure.INITIAL_BUDGET, Measure.ADJUSTED_BUDGET, Measure.BUDGET})


@rule("N011", family="cross_section")
def twice(document: Document) -> Iterator[Relation]:
    """同一数前后一致

    查什么：同一节里同一指标、同一年度、同一种数（预算、决算）、同一口径写了两次的，两次相同；总数与其分项同名而数不同的，名称有误。
    为什么：总述与分述分别改稿，常留下一处旧数。
    依据：部门决算管理办法：决算应当收支真实、数额准确、内容完整；算术恒等式：同一指标、同一年度、同一口径、同一种数只有一个值。
    例：决算数先写257.14后写245.53 → 报；269.85与269.86 → 尾差。
    不报的情形：口径词、年度、预决算类别、单位任一不同；指标不是总量指标；名词解释与附件。
    容差：较粗一处的印列末位。
    """
    found = slips(document)
    for facts in _same_figures(document).values():
        first = found[facts[0].id].repaired if facts[0].id in found else facts[0]
        for again in facts[1:]:
            other = found[again.id].repaired if again.id in found else again
            yield relate.equal(document, f"{name(first)}前后两次", other, first, "N011")
    yield from _in_items(document)
    yield from _namesakes(document)


def _in_items(document: Document) -> Iterator[Relation]:
    """The amount of an account item where the same item gives it again, slips of the unit word set right."""
    found = slips(document)
    for item in items(document):
        for measures in (ACTUAL, planned(document) - ACTUAL) if "budget" not in document.kinds else (planned(document),):
            printed = [found[fact.id].repaired if fact.id in found else fact for fact in amounts(document, item, measures)]
            for first, other in product(printed[:1], printed[1:]):
                if first.measure == other.measure:
                    yield relate.equal(document, f"{item.path[2]}（项）前后两次", other, first, "N011")


def _same_figures(document: Document) -> dict[tuple[object, ...], list[Fact]]:
    foreign = foreign_facts(document)
    groups: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for sentence in document.sentences:
        topic = topics.of(sentence)
        if sentence.table or _ACCOUNT.search(squeeze("".join((*sentence.heading, sentence.text))).text):
            continue
        for fact in sentence.facts:
            certain = topic in HEADS and fact.indicator in HEADS[topic] and fact.measure in PRINTED and fact.year is not None
            if certain and fact.id not in foreign and not in_books(fact) and not fact.quantity.hedge and not fact.code:
                dimension = fact.quantity.dimension
                groups[topic, fact.indicator, fact.measure, fact.year, fact.scope, fact.part, dimension].append(fact)
    return groups


def _namesakes(document: Document) -> Iterator[Relation]:
    """A whole and one of several parts that bear one name: 在职人员54人。其中：在职人员37人，退休人员17人."""
    for before, sentence in pairwise(document.sentences):
        if sentence.heading == before.heading and squeeze(sentence.text).text.startswith("其中") and before.facts:
            whole = before.facts[-1]
            parts = [fact for fact in sentence.facts if relate.comparable([whole, fact])]
            if whole.quantity.unit and len(parts) > 1:
                yield from _of_whole(document, whole, parts)
    for one in told(document, ClaimKind.BREAKDOWN):
        head = one.one("whole")
        if head and len(one.all("part")) > 1:
            yield from _of_whole(document, head, one.all("part"))


def _of_whole(document: Document, whole: Fact, parts: Sequence[Fact]) -> Iterator[Relation]:
    same = [part for part in parts if part.indicator in ("", whole.indicator) and _printed_alike(whole, part)]
    if len(same) == 1 and relate.comparable([whole, *same]) and whole.measure == same[0].measure:
        yield relate.equal(document, f"{name(whole)}（总数与分项同名）", whole, same[0], "N011")


def _printed_alike(whole: Fact, part: Fact) -> bool:
    """Whether the very words before the two figures are the same, not only what they mean."""
    words = _LEAD.sub("", squeeze(part.label).text)
    return len(words) >= _WORDS and squeeze(whole.label).text.endswith(words)
