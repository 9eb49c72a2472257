"""C031–C033: statements that there is nothing, no deviation, or nothing but one kind, against the rest of the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from checks import relate, targets, topics
from checks.narrative import MONEY, in_part, squeeze, words
from checks.once import once
from checks.registry import rule
from disclosure.document import Document
from disclosure.evaluation import IndicatorLine
from disclosure.fact import Sentence
from disclosure.relation import Evidence, Relation, Severity

_NOTHING = re.compile(r"^(?:无|没有)[。；]?$")
_LABEL = 36
"""Characters up to which a line without a full stop is the label of the one after it."""
_SPECIAL = re.compile(r"专项(?:（项目）)?资金")
_RECEIVED = re.compile(
    r"(?:中央|省级|市级|县级|区级|上级|专项)(?:财政)?(?:补助|专项|转移支付|项目)?(?:资金|经费)[^，。；\d]{0,12}(?=\d)"
)
_DEVIATION = re.compile(r"偏离|偏差")
_NONE = re.compile(r"(?:没有|不存在|未发生|未出现|未存在|无)[^，。；]{0,10}(?:偏离|偏差)[^，。；]{0,16}")
_PROBLEMS = re.compile(r"存在的?(?:主要)?问题")
_ONLY = re.compile(r"全部(?:为|是|用于)(?P<kind>项目支出|基本支出)")
_TABLES = {"fund": "final.government_fund", "capital": "final.state_capital"}
_CITED = 3


@rule("C031", family="zero_statement", severity=Severity.INFO)
def no_special_funds(document: Document) -> Iterator[Relation]:
    """专项资金填“无”

    查什么：“专项资金安排及支出情况”填“无”的，同一报告没有另列上级、省级等专项资金的金额。
    为什么：前面写无、后面列钱，前后口径不一。
    依据：部门预算整体绩效自评报告范本“专项资金安排及支出情况”（没有的填“无”）。
    例：专项资金栏填“无”，下文“下达省级资金36.74万元” → 提示信息；全文没有这类金额 → 成立。
    不报的情形：填“无”的不是专项资金；金额为零；另一部分（附件）所写。
    容差：无。
    """
    for label, sentence in _empty(document):
        if not _SPECIAL.search(label):
            continue
        found = [seen for other in in_part(document, sentence.part) for seen in _received(document, other)]
        yield relate.worded(document, f"“{label}”", bool(found), [*_whole(document, sentence), *found[:_CITED]], "C031")


@rule("C032", family="cross_section", severity=Severity.WARNING)
def no_deviation(document: Document) -> Iterator[Relation]:
    """“没有偏离绩效目标”

    查什么：报告写“没有偏离绩效目标”“无偏差”或在偏离原因栏填“无”的，自评表没有未完成的指标和扣分，另一处也没有写存在问题。
    为什么：表上有未完成的指标而正文说没有偏离，是自相矛盾。
    依据：项目支出绩效评价管理办法（财预〔2020〕10号）：偏离绩效目标的须分析原因；自评表“偏差原因分析及改进措施”栏。
    例：写“没有执行偏离绩效目标的情况”，而表中目标4000人、完成1855人 → 提示；指标都完成而有扣分，或别处写了存在的问题 → 提示信息；指标都完成、没有扣分，别处也没有写问题 → 成立。
    不报的情形：没有自评表，别处也没有写问题；单个项目的报告。
    容差：按指标值的方向比较，印列末位的一半以内视为完成。
    """
    single = {part.id for part in document.parts if "项目" in part.title and "整体" not in part.title}
    for sentence, seen in _denials(document):
        if sentence.part in single:
            continue
        missed, deducted = _missed(document)
        problems = () if missed or deducted else _problems(document, sentence)
        cited = [*seen, *islice(missed or deducted or problems, 2 * _CITED)]
        if len(cited) > len(seen) or document.evaluations:
            made = relate.worded(document, "绩效目标的偏离", len(cited) > len(seen), cited, "C032")
            family = "zero_statement" if problems else ""
            yield made if missed else replace(made, severity=Severity.INFO, family=family)


@rule("C033", family="zero_statement", severity=Severity.WARNING)
def nothing_else(document: Document) -> Iterator[Relation]:
    """“全部为项目支出”

    查什么：基金、国有资本经营预算说明写“全部为项目支出”（基本支出）的，决算表合计行没有另一种支出。
    为什么：文字与表的支出性质必须一致。
    依据：政府性基金预算、国有资本经营预算财政拨款支出决算表表式（合计分列基本支出、项目支出）。
    例：写“全部为项目支出”而表列基本支出5.00万元 → 提示；基本支出为零 → 成立。
    不报的情形：表缺失或没有分列。
    容差：无。
    """
    for sentence in document.sentences:
        schedule = document.only(_TABLES.get(topics.of(sentence) or "", ""))
        flat = squeeze(sentence.text)
        match = _ONLY.search(flat.text)
        if schedule is None or match is None or sentence.table:
            continue
        other = "基本支出" if match["kind"] == "项目支出" else "项目支出"
        cell = schedule.at(schedule.row("合计"), schedule.column(other))
        if cell:
            cited = [*words(document, sentence, flat, *match.span(), role="stated"), relate.evidence(document, cell)]
            shown = relate.shown(cell)
            yield relate.worded(document, f"“{match[0]}”", cell.quantity.value != 0, cited, "C033", other=other, figure=shown)


def _empty(document: Document) -> Iterator[tuple[str, Sentence]]:
    """The places that say nothing but 无, with the label they stand under: the line before, else the title of the section."""
    before: Sentence | None = None
    for sentence in document.sentences:
        if _NOTHING.match(squeeze(sentence.text).text) and not sentence.table:
            line = squeeze(before.text).text if before and before.heading == sentence.heading else ""
            label = line if line and len(line) <= _LABEL and line[-1] not in "。；" else "".join(sentence.heading[-1:])
            yield squeeze(label).text, sentence
        before = sentence


def _received(document: Document, sentence: Sentence) -> Iterator[Evidence]:
    """Money of a special kind that a sentence gives an amount for."""
    flat = squeeze(sentence.text)
    for match in _RECEIVED.finditer(flat.text):
        at = flat.original(match.end() - 1, match.end())[1]
        for fact in sentence.facts:
            if fact.quantity.dimension == MONEY and fact.quantity.value and 0 <= fact.start - at <= 1:
                yield relate.evidence(document, fact)


def _denials(document: Document) -> Iterator[tuple[Sentence, list[Evidence]]]:
    for label, sentence in _empty(document):
        if _DEVIATION.search(label):
            yield (
                sentence,
                [
                    relate.quoted(document, e.place, e.text, f"{label}：{e.text}", label, "stated")
                    for e in _whole(document, sentence)
                ],
            )
    for sentence in document.sentences:
        flat = squeeze(sentence.text)
        match = _NONE.search(flat.text)
        if match and not sentence.table:
            yield sentence, words(document, sentence, flat, *match.span(), role="stated")


@once
def _missed(document: Document) -> tuple[list[Evidence], list[Evidence]]:
    """What the forms show: values that miss their target, and scores below the weight."""
    missed: list[Evidence] = []
    deducted: list[Evidence] = []
    for form in document.evaluations:
        for line in form.indicators:
            bad = [pair for pair in targets.pairs(form, line) if pair.alike and pair.way is targets.Way.UP and not pair.met]
            missed += [relate.evidence(document, fact) for pair in bad for fact in (pair.target, pair.actual)]
            deducted += _deduction(document, line)
    return missed, deducted


def _deduction(document: Document, line: IndicatorLine) -> list[Evidence]:
    return [relate.evidence(document, line.score)] if line.score and targets.deducted(line) else []


def _problems(document: Document, denial: Sentence) -> Iterator[Evidence]:
    """What other parts say under a title of problems."""
    return (evidence for part, evidence in _problems_told(document) if part != denial.part)


@once
def _problems_told(document: Document) -> tuple[tuple[str, Evidence], ...]:
    """What is said under titles of problems, with the part that says it."""
    found: list[tuple[str, Evidence]] = []
    for sentence in document.sentences:
        titled = bool(sentence.heading) and _PROBLEMS.search(sentence.heading[-1])
        flat = squeeze(sentence.text)
        if titled and not flat.text.startswith(("无", "没有")) and flat.text.endswith("。"):
            found += [(sentence.part, seen) for seen in words(document, sentence, flat, 0, len(flat.text))]
    return tuple(found)


def _whole(document: Document, sentence: Sentence) -> list[Evidence]:
    flat = squeeze(sentence.text)
    return words(document, sentence, flat, 0, len(flat.text), role="stated")
