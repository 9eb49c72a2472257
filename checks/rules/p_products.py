"""标准、人数与金额 of self-evaluation forms: P013, P015."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from checks import forms, relate
from checks.registry import rule
from checks.rules.p_tiers import MONTHS, summed, tiers
from checks.targets import TIED
from disclosure import arithmetic
from disclosure.arithmetic import Outcome, Verdict
from disclosure.document import Document
from disclosure.evaluation import Evaluation, IndicatorLine
from disclosure.fact import Fact, Measure
from disclosure.quantity import Interval, Quantity
from disclosure.relation import Relation, Severity


@dataclass(frozen=True, slots=True)
class Standard:
    """An amount per person with what it is per; `line` is its indicator."""

    fact: Fact
    scope: frozenset[str]
    line: IndicatorLine


@rule("P013", family="count_vs_amount", severity=Severity.WARNING)
def standard_times_persons(document: Document) -> Iterator[Relation]:
    """补助标准乘以人数等于执行数

    查什么：项目只有一个人均标准和一个人数时，标准 × 人数（× 月数）是否等于执行数；标准分档而每档写明人数的，各档标准 × 人数之和是否等于执行数。
    为什么：金额、人数、标准三者对不上，至少有一个数填错。
    依据：算术恒等式：定额补助的支出＝Σ（标准×人数×期间）；项目支出绩效自评表的成本指标（补助标准）、数量指标（人数）与执行数出自同一次发放。
    例：标准 100元/人/年，实际 1158 人，执行数 11.88 万元 → 报（11.58 万元）；1188 人 → 不报；
    “110元/1000人，150元/500人”（每年），执行数 18.50 万元 → 不报，20.50 万元 → 提示信息。
    不报的情形：有多个标准或多个人数而没有逐档对应；没有写明每月还是每年而按年、按十二个月都不等；标准是平均数、按月计或分档的，只作提示（人数在年内会变动）。
    容差：标准的末位（含截尾）乘以人数，分档的相加。
    """
    for form in forms.projects(document):
        amount, count, standard = forms.amount(form, Measure.ACTUAL), _persons(form), _standard(form)
        if amount and (listed := tiers(form)):
            scope = frozenset(word for standard_, _ in listed for word in standard_.scope)
            yield summed(document, f"{forms.title(form)} 各档标准×人数", amount, listed, _periods(scope))
            continue
        if amount is None or count is None or standard is None:
            continue
        subject = f"{forms.title(form)} 标准×人数"
        periods = _periods(standard.scope)
        if periods is None:
            yield relate.unresolved(document, subject, "no_period", [amount, count, standard.fact])
        else:
            yield _product(document, subject, amount, count, standard, periods)


@rule("P015", family="table_sum", severity=Severity.WARNING)
def persons_split(document: Document) -> Iterator[Relation]:
    """各档人数之和等于总人数

    查什么：补助标准分档列出的人数（如“11.25元/1276人”）之和，是否等于同名的总人数。
    为什么：分档人数是测算金额的基础。
    依据：算术恒等式：总人数＝Σ各档人数（每人只在一档）。
    例：缴费补贴人数 1855，分档 1276、15、564 → 不报；分档之和 1800 → 报。
    不报的情形：找不到同名的总人数；有的标准没有读到对应的人数。
    容差：无，人数是精确数。
    """
    for form in document.evaluations:
        for side in ("targets", "actuals"):
            yield from _split(document, form, side)


def _split(document: Document, form: Evaluation, side: str) -> Iterator[Relation]:
    facts: list[Fact] = [fact for line in form.indicators for fact in getattr(line, side)]
    tied = [fact for fact in facts if TIED in fact.scope]
    for stem in dict.fromkeys(_stem(form, fact) for fact in tied):
        parts = [fact for fact in tied if _stem(form, fact) == stem]
        whole = forms.one(f for f in facts if TIED not in f.scope and f.quantity.dimension == "people" and _stem(form, f) == stem)
        rates = [fact for fact in facts if fact.quantity.dimension == "money" and _stem(form, fact) == stem]
        subject = f"{forms.title(form)} {stem}人数"
        if whole and len(rates) > len(parts):
            yield relate.unresolved(document, subject, "missing_figure", [whole, *parts])
        elif whole and len(parts) > 1:
            yield relate.total(document, subject, whole, parts)


def _stem(form: Evaluation, fact: Fact) -> str:
    return re.sub(r"补助标准|标准|总?人数$", "", forms.own(form, fact))


def _persons(form: Evaluation) -> Fact | None:
    """The only number of persons that was reached; a bare number counts where its indicator speaks of persons."""
    found = [
        fact
        for line in form.indicators
        for fact in line.actuals
        if TIED not in fact.scope
        and (fact.quantity.dimension == "people" or (not fact.quantity.dimension and forms.says("persons", line.name)))
    ]
    return found[0] if len(found) == 1 else None


def _standard(form: Evaluation) -> Standard | None:
    """The only amount per person; the completed value's where it is money, else the target's. What it is per is said by either."""
    found = []
    for line in form.indicators:
        stated = [f for f in line.targets if _per_person(f, line)], [f for f in line.actuals if _per_person(f, line)]
        facts = stated[1] or stated[0]
        scope = frozenset(word for side in stated for fact in side for word in fact.scope)
        found += [Standard(fact, scope, line) for fact in facts]
    return found[0] if len(found) == 1 and "每人" in found[0].scope else None


def _per_person(fact: Fact, line: IndicatorLine) -> bool:
    terms = {"每人", "每月", "每年", "平均", "按人数"} & fact.scope
    return (
        fact.quantity.dimension == "money" and bool(terms) and ("标准" in line.name or forms.says("cost", line.kind + line.group))
    )


def _periods(scope: frozenset[str]) -> Decimal | None:
    """How many periods a year holds; None where the standard does not say, or says two."""
    months, years = "每月" in scope, "每年" in scope
    return None if months == years or "每天" in scope or "每次" in scope else MONTHS if months else Decimal(1)


def _product(document: Document, subject: str, amount: Fact, count: Fact, standard: Standard, periods: Decimal) -> Relation:
    money = standard.fact.quantity
    factors = [replace(count.quantity, exact=True), Quantity(periods, exact=True)]
    outcome = arithmetic.product(amount.quantity, [money, *factors])
    cut = Interval(money.truncated.lo * factors[0].base * periods, money.truncated.hi * factors[0].base * periods)
    if outcome.verdict is Verdict.DISCREPANCY and cut.meets(amount.quantity.interval):
        outcome = Outcome(Verdict.ROUNDING, outcome.computed, outcome.delta, cut)
    formula = f"{relate.shown(standard.fact)} × {relate.shown(count)}" + (f" × {periods}月" if periods != 1 else "")
    made = relate.judged(document, subject, outcome, amount, [standard.fact, count], formula, "P013")
    review = "平均" in standard.scope or periods != 1
    return replace(made, severity=Severity.INFO if review else None)
