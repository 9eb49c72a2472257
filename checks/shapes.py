"""The arithmetic of a relation, found again: what it would say if one of its figures were another.

A relation says what it computed in its formula; its shape (sum, quotient, rate of change …) is told from that and believed only if
it gives the relation's own difference again. Other figures can then be put into the same function of `disclosure.arithmetic`, so
the bound is the relation's own. Relations about words, and those whose arithmetic is not told so, have no shape.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from checks.relate import amount
from disclosure import arithmetic
from disclosure.arithmetic import Outcome, Verdict
from disclosure.fact import Fact
from disclosure.quantity import Quantity
from disclosure.relation import Relation

FINE = (Verdict.HOLDS, Verdict.ROUNDING)
Weigh = Callable[[Sequence[Quantity]], Outcome]
_ALL = "≤ 100%"
_ALL_OF_IT = Quantity(Decimal(1), exact=True)
"""The bound of a rate that has no other figure beside it."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A relation's arithmetic: of the stated figure and the operands, and of the same with the direction turned round."""

    relation: Relation
    facts: tuple[Fact, ...]
    weigh: Weigh
    turned: Weigh | None = None
    bound: bool = False
    """Whether it only says that one figure is not greater than another."""

    def under(self, changes: Mapping[str, Quantity]) -> Outcome:
        """The outcome with other quantities in place of some figures' own, by their ids."""
        return self.weigh([_changed(fact, changes) for fact in self.facts])


def shape_of(relation: Relation) -> Shape | None:
    """The relation's arithmetic, None where it has none that gives its verdict and difference again."""
    cited = [operand.fact for operand in relation.operands if operand.role != "note"]
    facts = tuple(fact for fact in cited if fact is not None)
    alone = relation.formula.endswith(_ALL)
    if len(facts) != len(cited) or len(facts) < 2 - alone or relation.delta is None:
        return None
    for weigh, turned in _candidates(relation.formula, facts):
        outcome = weigh([fact.quantity for fact in facts])
        if (
            outcome.delta is not None
            and _told(outcome.verdict) == _told(relation.verdict)
            and _same(relation, outcome.delta, facts)
        ):
            return Shape(relation, facts, weigh, turned, any(sign in relation.formula for sign in "≤≥"))
    return None


def _told(verdict: Verdict) -> bool:
    """Whether it is fine; what is doubtful or explained was first a discrepancy."""
    return verdict in FINE


def _changed(fact: Fact, changes: Mapping[str, Quantity]) -> Quantity:
    """What the relation would take of the fact: a rule may have dropped the sign or lent it the precision of its neighbours."""
    new = changes.get(fact.id)
    if new is None:
        return fact.quantity
    value = abs(new.value) if fact.quantity.value > 0 else new.value
    return replace(new, value=value)


def _candidates(formula: str, facts: Sequence[Fact]) -> Iterator[tuple[Weigh, Weigh | None]]:
    """The arithmetic that a formula's signs speak of."""
    count = len(facts)
    if formula.endswith(_ALL) and count == 1:
        yield lambda q: arithmetic.at_most(q[0], _ALL_OF_IT), None
    elif "≤" in formula and count == 2:
        yield lambda q: arithmetic.at_most(q[0], q[1]), lambda q: arithmetic.at_most(q[1], q[0])
    elif "≥" in formula and count == 2:
        yield lambda q: arithmetic.at_most(q[1], q[0]), lambda q: arithmetic.at_most(q[0], q[1])
    elif "÷ (" in formula and count == 3:
        way = 1 if " - " in formula else -1
        yield _growth(way), _growth(-way)
    elif "− 1" in formula and count == 3:
        yield lambda q: arithmetic.growth_over(_signed(q[0], q[1], q[2]), q[1], q[2]), None
    elif "÷" in formula and count == 3:
        yield lambda q: arithmetic.ratio(q[0], q[1], q[2]), None
    elif "×" in formula:
        yield lambda q: arithmetic.product(q[0], q[1:]), None
        yield lambda q: arithmetic.product(q[0], [_capped(factor) for factor in q[1:]]), None
    elif "=" in formula and count == 2:
        yield lambda q: arithmetic.equal(q[0], q[1]), None
    elif formula and not set(formula) & set("≤≥÷×="):
        sum_ = _sum(_signs(formula, facts))
        yield sum_, sum_


def _signed(rate: Quantity, current: Quantity, prior: Quantity) -> Quantity:
    """The rate as rules compare it: by its size, with the sign that the two years give it."""
    size = abs(rate.value)
    return replace(rate, value=size if current.base >= prior.base else -size)


def _capped(factor: Quantity) -> Quantity:
    """A rate that counts as all where it is more: nobody scores more than the full marks."""
    return _ALL_OF_IT if factor.dimension == "rate" and factor.base > 1 else factor


def _growth(way: int) -> Weigh:
    return lambda q: arithmetic.growth(q[0], q[1], q[2], way)


def _sum(signs: Sequence[int]) -> Weigh:
    return lambda q: arithmetic.total(q[0], q[1:], signs)


def _signs(formula: str, facts: Sequence[Fact]) -> list[int]:
    """The sign of each part: those with a figure stand in the formula in their order, blank ones count as they come."""
    terms = iter(re.split(r" (?=[+-] )", formula))
    return [1 if part.blank else -1 if next(terms, "").startswith("- ") else 1 for part in facts[1:]]


def _same(relation: Relation, delta: Decimal, facts: Sequence[Fact]) -> bool:
    assert relation.delta is not None
    like = facts[0].quantity if not facts[0].blank or len(facts) == 1 else facts[1].quantity
    shown = amount(delta, like)
    return shown.unit == relation.delta.unit and abs(abs(shown.value) - abs(relation.delta.value)) <= Decimal(1).scaleb(
        -max(like.places, 0)
    )
