"""扣分 of self-evaluation forms: P008, P010."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from checks import forms, relate, targets
from checks.registry import rule
from checks.targets import Pair, Way
from disclosure.arithmetic import Outcome, Verdict
from disclosure.document import Document
from disclosure.evaluation import Evaluation, IndicatorLine
from disclosure.fact import Fact
from disclosure.relation import Relation, Severity


@rule("P008", family="score_formula", severity=Severity.INFO)
def deduction_without_reason(document: Document) -> Iterator[Relation]:
    """扣分应说明原因

    查什么：得分低于分值的指标，偏差原因栏是否空白；已达到指标值仍被扣分的，另作说明。
    为什么：没有原因的扣分说明评分依据不清，改进措施也无从谈起。
    依据：项目支出绩效自评表表式“偏差原因分析及改进措施”栏：未完成或扣分的指标应说明原因。
    例：满意度指标值 ≥95%，完成 95%，得分 8/10，原因栏空白 → 报（提示）；写了原因 → 不报。
    不报的情形：原因栏已填写。
    容差：无。
    """
    for form in document.evaluations:
        for line in form.indicators:
            if line.score and line.weight and targets.deducted(line):
                yield _deduction(document, form, line, line.score, line.weight)


@rule("P010", family="score_formula", severity=Severity.INFO)
def proportional_score(document: Document) -> Iterator[Relation]:
    """没有完成的定量指标，得分不超过完成比例

    查什么：正向定量指标没有完成而有扣分时，得分是否不大于 分值 × 完成值 ÷ 指标值（一格多数的取完成最好的一项）。
    为什么：扣分明显轻于未完成的程度，得分就不可信。
    依据：项目支出绩效自评表备注：定量指标正向的得分＝权重×完成值÷目标值，反向的得分＝权重×目标值÷完成值，得分不得突破权重总额。
    例：4000 人只完成 1855 人，20 分得 18 分 → 报（提示）；完成 3600 人得 18 分 → 不报。
    不报的情形：得满分的（由 P009 报出）；反向指标；口径不同；评分规则另有规定的请以规定为准。
    容差：得分印到整数的，允许四舍五入。
    """
    for form in document.evaluations:
        for line in form.indicators:
            found = targets.pairs(form, line)
            if targets.deducted(line) and found and all(p.alike and p.way is Way.UP for p in found):
                yield from _proportion(document, form, line, found)


def _deduction(document: Document, form: Evaluation, line: IndicatorLine, score: Fact, weight: Fact) -> Relation:
    found = targets.pairs(form, line)
    judged = [p for p in found if p.alike and p.way is not Way.UNKNOWN]
    met = bool(judged) and all(p.met for p in judged)
    cited = [relate.evidence(document, score, "stated"), relate.evidence(document, weight)]
    cited += [relate.evidence(document, fact) for p in found for fact in (p.target, p.actual)]
    words = {"weight": relate.shown(weight), "score": relate.shown(score)}
    key = "P008.met" if met else "P008"
    return relate.worded(document, forms.named(form, line), not line.reason, cited, key, **words)


def _proportion(document: Document, form: Evaluation, line: IndicatorLine, found: tuple[Pair, ...]) -> Iterator[Relation]:
    score, weight = line.score, line.weight
    if score is None or weight is None or any(p.target.quantity.base <= 0 for p in found) or all(p.met for p in found):
        return
    best = min(max(p.actual.quantity.base / p.target.quantity.base for p in found), Decimal(1))
    due = weight.quantity.base * best
    excess = score.quantity.base - due
    grain = replace(score.quantity, exact=False).quantum
    outcome = Outcome(Verdict.DISCREPANCY if excess > grain / 2 else Verdict.HOLDS, due, excess)
    facts = [weight, *(fact for p in found for fact in (p.actual, p.target))]
    formula = f"{relate.shown(weight)} × {_shares(found)}"
    made = relate.judged(document, forms.named(form, line), outcome, score, facts, formula, "P010")
    words = {"actual": line.actual, "target": line.target, "score": relate.shown(score), "due": made.args["expected"]}
    yield replace(made, args={**made.args, **words})


def _shares(found: tuple[Pair, ...]) -> str:
    return "、".join(f"{relate.shown(p.actual)}/{relate.shown(p.target)}" for p in found)
