"""执行率与执行得分 of self-evaluation forms: P001, P002, P012."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from checks import forms, relate
from checks.registry import rule
from disclosure.arithmetic import Outcome, Verdict
from disclosure.document import Document
from disclosure.evaluation import Evaluation
from disclosure.fact import Measure
from disclosure.quantity import Interval, Quantity
from disclosure.relation import Relation, Severity

LOW = Decimal("0.9")
"""执行率 below which the forms themselves ask for a reason (预算执行率未达到90%的需说明原因)."""


@rule("P001", family="execution_rate")
def execution_rate(document: Document) -> Iterator[Relation]:
    """自评表的执行率等于执行数除以预算数

    查什么：资金合计行的执行率是否等于全年执行数 ÷ 全年（调整后）预算数；表中没有全年预算数时，以表中唯一的预算数为分母。
    为什么：执行率是预算执行得分的依据，写错会直接带偏总分。
    依据：项目支出绩效自评表备注：预算数为调整后财政资金总额（含上年结转结余），执行数为实际支出数，执行率＝执行数÷预算数。
    例：全年预算数 200，执行数 190，执行率写 90% → 报；写 95% 或 95.00% → 不报。
    不报的情形：预算数为零或空白；执行率没有百分号且无法判断是否为百分数。
    容差：只取决于各数印列的位数；截尾而非四舍五入的，记为尾差。
    """
    for form in document.evaluations:
        rate, actual, budget = form.execution_rate, forms.amount(form, Measure.ACTUAL), forms.denominator(form)
        subject = f"{forms.title(form)} 预算执行率"
        if rate and actual and budget:
            yield relate.ratio(document, subject, rate, actual, budget)
        elif rate:
            yield relate.unresolved(document, subject, "missing_figure", (rate, actual, budget))


@rule("P002", family="score_formula", severity=Severity.WARNING)
def execution_score(document: Document) -> Iterator[Relation]:
    """预算执行得分等于分值乘以执行率

    查什么：预算执行得分是否等于 分值 × 执行率（最高为分值）。
    为什么：得分 100 填进 10 分的行、或没有计分依据的扣分，都会让总分失真。
    依据：项目支出绩效自评表表式：得分＝分值×执行率，最高不得超过分值上限。
    例：分值 10，执行率 94.38%，得分 8 → 报（应为 9.44）；得分 9.4 或 9 → 不报。
    不报的情形：没有执行率、分值或得分。
    容差：得分印到整数的，按整数四舍五入；其余按印列位数。
    """
    for form in document.evaluations:
        weight, rate, score = form.execution_weight, form.execution_rate, form.execution_score
        subject = f"{forms.title(form)} 预算执行得分"
        if weight and rate and score:
            outcome = _scored(score.quantity, weight.quantity, rate.quantity)
            formula = f"{relate.shown(weight)} × {relate.shown(rate)}"
            stated = replace(score, quantity=replace(score.quantity, exact=False))
            relation = relate.judged(document, subject, outcome, stated, [weight, rate], formula, "P002")
            yield relation
        elif score and weight:
            yield relate.unresolved(document, subject, "missing_figure", (score, weight))


@rule("P012", family="wording", severity=Severity.INFO)
def low_execution(document: Document) -> Iterator[Relation]:
    """执行率低于 90% 应说明原因

    查什么：执行率低于 90% 时，表内原因栏或正文是否说明了原因。
    为什么：自评表要求对未达到 90% 的执行率说明原因。
    依据：项目支出绩效自评表填表说明（预算执行率未达到90%的需说明原因）。
    例：执行率 72%，原因栏空白，正文也没有提到执行或结余的原因 → 报；正文写“因项目延期，预算执行率为72%” → 不报。
    不报的情形：执行率不低于 90%；表内或正文有说明。
    容差：无，按印列的执行率判断。
    """
    for form in document.evaluations:
        rate = form.execution_rate
        if rate is None or rate.quantity.base >= LOW:
            continue
        told = _told(form) or any(_explains(sentence.text) for sentence in document.sentences)
        cited = [relate.evidence(document, rate, "stated")]
        subject = f"{forms.title(form)} 执行率 {relate.shown(rate)}"
        yield relate.worded(document, subject, not told, cited, "P012")


def _scored(score: Quantity, weight: Quantity, rate: Quantity) -> Outcome:
    """score = weight x min(rate, 1); a score printed as a whole number may be rounded to it."""
    capped = min(rate.base, Decimal(1))
    value = weight.base * capped
    half = Decimal(0) if rate.base >= 1 else weight.base * rate.quantum / 2
    span = Interval(value - half, value + half)
    delta = score.base - value
    fine = replace(score, exact=False)
    whole = score.base == score.base.to_integral_value() and abs(delta) <= Decimal("0.5") and score.base < weight.base
    if delta == 0 or fine.interval.meets(span):
        verdict = Verdict.HOLDS
    elif whole or fine.truncated.meets(span):
        verdict = Verdict.ROUNDING
    else:
        verdict = Verdict.DISCREPANCY
    return Outcome(verdict, value, delta, span)


def _told(form: Evaluation) -> bool:
    """Whether the reason cell says more than the form's own printed instructions."""
    text = form.execution_reason
    return bool(text) and not ("需说明" in text or "应单独说明" in text)


def _explains(text: str) -> bool:
    return forms.says("execution", text) and forms.says("deviation", text)
