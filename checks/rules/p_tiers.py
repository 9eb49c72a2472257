"""Subsidies at several standards, each with its own number of persons, for P013. No rule stands here.

Takes a form, gives its tiers: pairs of a standard and the persons that it applies to (11.25元/1276人), as the completed values print
them. Gives none unless every standard of the form has its persons.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from checks import relate
from checks.targets import TIED
from disclosure import arithmetic
from disclosure.arithmetic import Outcome, Verdict
from disclosure.document import Document
from disclosure.evaluation import Evaluation
from disclosure.fact import Fact
from disclosure.quantity import Interval, Quantity
from disclosure.relation import Relation, Severity

MONTHS = Decimal(12)
Tier = tuple[Fact, Fact]


def tiers(form: Evaluation) -> tuple[Tier, ...]:
    """The standards with their persons, in print order; empty where there are fewer than two, or one has none."""
    found: list[Tier] = []
    for line in form.indicators:
        figures = [fact for fact in line.actuals if fact.quantity.dimension in ("money", "people")]
        own = [(a, b) for a, b in pairwise(figures) if a.quantity.dimension == "money" and TIED in b.scope]
        if len(own) != sum(TIED in fact.scope for fact in figures):
            return ()
        if own and len(own) != sum(fact.quantity.dimension == "money" for fact in figures):
            return ()
        found += own
    return tuple(found) if len(found) > 1 else ()


def summed(document: Document, subject: str, amount: Fact, found: Sequence[Tier], periods: Decimal | None) -> Relation:
    """amount = Σ standard × persons (× months). Without a period it is judged only where a year's or twelve months' sum fits."""
    outcomes = [_outcome(amount.quantity, found, n) for n in ([periods] if periods else [Decimal(1), MONTHS])]
    best = min(outcomes, key=lambda outcome: outcome.verdict is Verdict.DISCREPANCY)
    facts = [fact for tier in found for fact in tier]
    if periods is None and best.verdict is Verdict.DISCREPANCY:
        return relate.unresolved(document, subject, "no_period", [amount, *facts])
    months = "" if best is outcomes[0] and periods != MONTHS else f" × {MONTHS}月"
    formula = " + ".join(f"{relate.shown(standard)} × {relate.shown(count)}{months}" for standard, count in found)
    made = relate.judged(document, subject, best, amount, facts, formula, "P013.tiers")
    return replace(made, severity=Severity.INFO)


def _outcome(amount: Quantity, found: Sequence[Tier], periods: Decimal) -> Outcome:
    value, span = Decimal(0), Interval(Decimal(0), Decimal(0))
    for standard, count in found:
        factors = [replace(count.quantity, exact=True), Quantity(periods, exact=True)]
        part = arithmetic.product(amount, [standard.quantity, *factors])
        assert part.computed is not None and part.span is not None
        value, span = value + part.computed, span + part.span
    delta = amount.base - value
    verdict = Verdict.HOLDS if delta == 0 else Verdict.ROUNDING if span.meets(amount.interval) else Verdict.DISCREPANCY
    return Outcome(verdict, value, delta, span)
