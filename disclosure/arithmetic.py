"""Do printed numbers agree? Each function takes quantities, gives an `Outcome`, and has no constant of tolerance.

The classes are graded by what rounding alone can do (n parts rounded to quantum q: the sum's residual is bounded by (n+1)q/2 and
has the standard deviation sqrt(Σq²/12) of independent uniform errors). All figures are in base units (元, 1 = 100%).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from disclosure.quantity import Interval, Quantity


class Verdict(StrEnum):
    """What came of a relation; the words of the JSON contract."""

    HOLDS = "holds"
    ROUNDING = "rounding"
    DISCREPANCY = "discrepancy"
    RECONCILED = "reconciled"
    SUSPECT_OCR = "suspect_ocr"
    UNRESOLVED = "unresolved"
    UNDEFINED = "undefined"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A verdict, the value that was computed (base units, None where undefined) and stated minus computed."""

    verdict: Verdict
    computed: Decimal | None
    delta: Decimal | None = None
    span: Interval | None = None


def equal(stated: Quantity, other: Quantity) -> Outcome:
    """The same quantity printed twice, perhaps with different precision or unit."""
    delta = stated.base - other.base
    fine, coarse = sorted((stated, other), key=lambda q: q.quantum)
    if delta == 0 or (coarse.quantum and _round(fine.base, coarse.quantum) == coarse.base):
        verdict = Verdict.HOLDS
    elif abs(delta) <= max(coarse.quantum, (fine.quantum + coarse.quantum) / 2):
        verdict = Verdict.ROUNDING
    else:
        verdict = Verdict.DISCREPANCY
    return Outcome(verdict, other.base, delta, other.interval)


def total(stated: Quantity, parts: Sequence[Quantity], signs: Sequence[int] | None = None) -> Outcome:
    """stated = Σ sign·part; the residual is judged against what n+1 roundings can add up to."""
    signs = signs or [1] * len(parts)
    computed = sum((s * p.base for s, p in zip(signs, parts, strict=True)), Decimal(0))
    delta = stated.base - computed
    bound = (stated.quantum + sum((p.quantum for p in parts), Decimal(0))) / 2
    coarsest = max([stated.quantum, *(p.quantum for p in parts)])
    if delta == 0:
        verdict = Verdict.HOLDS
    elif abs(delta) <= max(bound, coarsest if bound else Decimal(0)):
        verdict = Verdict.ROUNDING
    else:
        verdict = Verdict.DISCREPANCY
    return Outcome(verdict, computed, delta, Interval(computed - bound, computed + bound))


def ratio(stated: Quantity, part: Quantity, whole: Quantity) -> Outcome:
    """A percentage or multiple: stated = part / whole. Undefined where the whole may be zero."""
    if whole.base == 0 or whole.interval.has_zero:
        return Outcome(Verdict.UNDEFINED, None)
    return _rate(stated, part.base / whole.base, part.interval / whole.interval)


def growth(stated: Quantity, current: Quantity, change: Quantity, direction: int) -> Outcome:
    """A rate from the current value and its change: change / (current ∓ change); `change` is printed without its sign.

    `direction` is +1 for an increase, -1 for a decrease. Exact bounds: the rate rises with the change and falls with the current value.
    """
    c, d = current.interval, change.interval
    low = c.lo - d.hi if direction > 0 else c.lo + d.lo
    prior = current.base - direction * change.base
    if prior == 0 or low <= 0:
        return Outcome(Verdict.UNDEFINED, None)
    if direction > 0:
        span = Interval(d.lo / (c.hi - d.lo), d.hi / (c.lo - d.hi))
    else:
        span = Interval(d.lo / (c.hi + d.lo), d.hi / (c.lo + d.hi))
    return _rate(stated, change.base / prior, span)


def growth_over(stated: Quantity, current: Quantity, prior: Quantity) -> Outcome:
    """A signed rate from current and prior value: current / prior - 1. Undefined where the prior may be zero."""
    if prior.base == 0 or prior.interval.has_zero:
        return Outcome(Verdict.UNDEFINED, None)
    quotient = current.interval / prior.interval
    return _rate(stated, current.base / prior.base - 1, Interval(quotient.lo - 1, quotient.hi - 1))


def product(stated: Quantity, factors: Sequence[Quantity]) -> Outcome:
    """stated = product of the factors, all in base units (元/人 x 人 x 月)."""
    value, span = Decimal(1), Interval(Decimal(1), Decimal(1))
    for factor in factors:
        value, span = value * factor.base, span * factor.interval
    delta = stated.base - value
    verdict = Verdict.HOLDS if delta == 0 else Verdict.ROUNDING if span.meets(stated.interval) else Verdict.DISCREPANCY
    return Outcome(verdict, value, delta, span)


def at_most(lesser: Quantity, greater: Quantity) -> Outcome:
    """lesser <= greater, broken only where the intervals leave no doubt and the excess is more than one printed place."""
    delta = lesser.base - greater.base
    if delta <= 0:
        verdict = Verdict.HOLDS
    elif delta <= max(lesser.quantum, greater.quantum):
        verdict = Verdict.ROUNDING
    else:
        verdict = Verdict.DISCREPANCY
    return Outcome(verdict, greater.base, delta, greater.interval)


def _rate(stated: Quantity, computed: Decimal, span: Interval) -> Outcome:
    """A stated rate against the span that its operands allow; a rate that was cut instead of rounded counts as rounding."""
    delta = stated.base - computed
    if span.meets(stated.interval):
        verdict = Verdict.HOLDS
    elif span.meets(stated.truncated):
        verdict = Verdict.ROUNDING
    else:
        verdict = Verdict.DISCREPANCY
    return Outcome(verdict, computed, delta, span)


def _round(value: Decimal, quantum: Decimal) -> Decimal:
    """`value` rounded half up to whole quanta (quantum may be any positive size, such as 100 元)."""
    return (value / quantum).quantize(Decimal(1), rounding=ROUND_HALF_UP) * quantum
