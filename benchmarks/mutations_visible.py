"""Which slips the checks could see at all: relations of the sound document whose own arithmetic breaks when the figure changes.

A relation says what it computed in its formula; its shape (sum, quotient, rate of change …) is told from that and believed only if
it gives the relation's own difference again. The changed figure is then put into the same function of `disclosure.arithmetic`, so
the bound is the relation's own. What is only shown for information is not counted, nor is what did not hold before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from benchmarks.mutations_edit import Edit
from checks.relate import amount
from disclosure import arithmetic
from disclosure.arithmetic import Outcome, Verdict
from disclosure.fact import Fact, Measure, Place
from disclosure.quantity import Quantity
from disclosure.relation import Relation, Severity

FINE = (Verdict.HOLDS, Verdict.ROUNDING)
Weigh = Callable[[Sequence[Quantity]], Outcome]


@dataclass(frozen=True)
class Shape:
    """A relation's arithmetic: of the stated figure and the operands, and of the same with the direction turned round."""

    relation: Relation
    facts: tuple[Fact, ...]
    weigh: Weigh
    turned: Weigh | None = None


def shapes(relations: Sequence[Relation]) -> list[Shape]:
    """The shapes of the relations that hold and would be shown if they did not."""
    shown = (r for r in relations if r.verdict in FINE and r.severity is not Severity.INFO)
    return [shape for relation in shown if (shape := shape_of(relation))]


def shape_of(relation: Relation) -> Shape | None:
    """The relation's arithmetic, None where it has none that gives its verdict and difference again."""
    cited = [operand.fact for operand in relation.operands if operand.role != "note"]
    facts = tuple(fact for fact in cited if fact is not None)
    if len(facts) != len(cited) or len(facts) < 2 or relation.delta is None:
        return None
    for weigh, turned in _candidates(relation.formula, facts):
        outcome = weigh([fact.quantity for fact in facts])
        if outcome.delta is not None and outcome.verdict in FINE and _same(relation, outcome.delta, facts):
            return Shape(relation, facts, weigh, turned)
    return None


def visible(edit: Edit, known: Sequence[Shape], relations: Sequence[Relation]) -> list[Relation]:
    """The relations that must break under the slip."""
    if edit.kind == "year":
        fine = (r for r in relations if r.verdict in FINE and r.family == "year")
        return [relation for relation in fine if cites(relation, edit.marks)]
    if edit.kind == "direction":
        return [shape.relation for shape in known if _turns(shape, edit)]
    return [shape.relation for shape in known if _breaks(shape, edit)]


def cites(relation: Relation, marks: Sequence[Place]) -> bool:
    """Whether the relation shows one of these places."""
    return any(_covers(operand.place, mark) for operand in relation.operands for mark in marks)


def _covers(place: Place, mark: Place) -> bool:
    """Whether two places are the same printed thing: half of the smaller lies inside the other."""
    common = place.box.overlap(mark.box) if place.page == mark.page else None
    return common is not None and common.area >= min(place.box.area, mark.box.area) / 2


def _breaks(shape: Shape, edit: Edit) -> bool:
    if not any(fact.id in edit.changes for fact in shape.facts):
        return False
    return shape.weigh([_changed(fact, edit.changes) for fact in shape.facts]).verdict is Verdict.DISCREPANCY


def _changed(fact: Fact, changes: dict[str, Quantity]) -> Quantity:
    """What the relation would take of the fact: a rule may have dropped the sign or lent it the precision of its neighbours."""
    new = changes.get(fact.id)
    if new is None:
        return fact.quantity
    value = abs(new.value) if fact.quantity.value > 0 else new.value
    return replace(fact.quantity, value=value, unit=new.unit)


def _turns(shape: Shape, edit: Edit) -> bool:
    """Whether a relation of the claim breaks when its direction is turned round."""
    names = [fact.id for fact in shape.facts]
    if shape.turned is None or shape.relation.family not in ("growth", "wording", "narrative_sum"):
        return False
    if shape.relation.family == "wording":
        mine = set(names) <= edit.claimed
    elif shape.relation.family == "growth":
        mine = bool(edit.linked & {names[0], names[-1]})
    else:
        return any(
            _sum_turned(shape, at)
            for at, f in enumerate(shape.facts)
            if at and f.id in edit.linked and f.measure is Measure.CHANGE
        )
    return mine and shape.turned([fact.quantity for fact in shape.facts]).verdict is Verdict.DISCREPANCY


def _sum_turned(shape: Shape, at: int) -> bool:
    """Whether a sum of changes breaks when one of them goes the other way."""
    quantities = [fact.quantity for fact in shape.facts]
    quantities[at] = replace(quantities[at], value=-quantities[at].value)
    return shape.weigh(quantities).verdict is Verdict.DISCREPANCY


def _candidates(formula: str, facts: Sequence[Fact]) -> Iterator[tuple[Weigh, Weigh | None]]:
    """The arithmetic that a formula's signs speak of."""
    count = len(facts)
    if "≤" in formula and count == 2:
        yield lambda q: arithmetic.at_most(q[0], q[1]), lambda q: arithmetic.at_most(q[1], q[0])
    elif "≥" in formula and count == 2:
        yield lambda q: arithmetic.at_most(q[1], q[0]), lambda q: arithmetic.at_most(q[0], q[1])
    elif "÷ (" in formula and count == 3:
        way = 1 if " - " in formula else -1
        yield _growth(way), _growth(-way)
    elif "− 1" in formula and count == 3:
        yield lambda q: arithmetic.growth_over(q[0], q[1], q[2]), None
    elif "÷" in formula and count == 3:
        yield lambda q: arithmetic.ratio(q[0], q[1], q[2]), None
    elif "×" in formula:
        yield lambda q: arithmetic.product(q[0], q[1:]), None
    elif "=" in formula and count == 2:
        yield lambda q: arithmetic.equal(q[0], q[1]), None
    elif formula and not set(formula) & set("≤≥÷×="):
        sum_ = _sum(_signs(formula, facts))
        yield sum_, sum_


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
    like = facts[0].quantity if not facts[0].blank else facts[1].quantity
    shown = amount(delta, like)
    return shown.unit == relation.delta.unit and abs(abs(shown.value) - abs(relation.delta.value)) <= Decimal(1).scaleb(
        -max(like.places, 0)
    )
