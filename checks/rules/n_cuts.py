"""N024: how much of a budget is said to have been cut."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from checks import relate
from checks.narrative import squeeze
from checks.registry import rule
from disclosure import arithmetic
from disclosure.document import Document
from disclosure.fact import Fact, Measure, Sentence
from disclosure.relation import Relation, Severity

_CUT = re.compile(
    r"(?P<who>[^，。；]{0,30}?项目(?:支出|经费|资金))[^，。；]{0,6}?(?:核减|压减|调减|压缩|削减|扣减)(?:了)?(?:年初|部门)?预算(?:数|总额)?的"
    r"(?P<rate>\d+(?:\.\d+)?%)"
)


@rule("N024", family="narrative_vs_table", severity=Severity.WARNING)
def cut(document: Document) -> Iterator[Relation]:
    """核减比例

    查什么：写“项目支出核减年初预算的X%”而自评表列有该项目的年初预算数与全年预算数时，X = （年初 − 全年）÷ 年初。
    为什么：核减比例常按文件要求照写，与实际调整数不符。
    依据：算术恒等式：核减比例＝（年初预算数－全年预算数）÷年初预算数。
    例：年初124.00、全年91.51，写核减20% → 实为26.20%，提示；写核减26.2% → 成立。
    不报的情形：自评表不止一张；没有年初数或全年数；全年数大于年初数。
    容差：印列位数所允许的区间。
    """
    pair = _budgets(document)
    if pair is None:
        return
    initial, adjusted = pair
    gone = replace(initial.quantity, value=initial.quantity.value - adjusted.quantity.value)
    for sentence in document.sentences:
        flat = squeeze(sentence.text)
        for match in _CUT.finditer(flat.text):
            rate = _rate(sentence, *flat.original(*match.span("rate")))
            if rate:
                outcome = arithmetic.ratio(rate.quantity, gone, initial.quantity)
                formula = f"({relate.shown(initial)} - {relate.shown(adjusted)}) ÷ {relate.shown(initial)}"
                yield relate.judged(document, "项目支出核减比例", outcome, rate, [initial, adjusted], formula, "ratio")


def _budgets(document: Document) -> tuple[Fact, Fact] | None:
    """Budget at the start of the year and as adjusted, of the only project that has a form."""
    forms = [form for form in document.evaluations if form.level == "project"]
    lines = [line for line in forms[0].funds if not line.of_which] if len(forms) == 1 else []
    by_measure = {fact.measure: fact for line in lines[:1] for fact in line.figures}
    initial, adjusted = by_measure.get(Measure.INITIAL_BUDGET), by_measure.get(Measure.ADJUSTED_BUDGET)
    if not initial or not adjusted or initial.quantity.unit != adjusted.quantity.unit:
        return None
    return (initial, adjusted) if 0 < adjusted.quantity.value < initial.quantity.value else None


def _rate(sentence: Sentence, start: int, end: int) -> Fact | None:
    found = [fact for fact in sentence.facts if fact.start < end and fact.end > start and fact.quantity.dimension == "rate"]
    return found[0] if len(found) == 1 else None
