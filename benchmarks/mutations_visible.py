"""Which slips the checks could see at all: relations of the sound document whose own arithmetic breaks when the figure changes.

The changed figure is put into the relation's own arithmetic (`checks.shapes`), so the bound is the relation's own. What is only shown
for information is not counted, nor is what did not hold before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from benchmarks.mutations_edit import Edit
from checks.shapes import FINE, Shape, shape_of
from disclosure.arithmetic import Verdict
from disclosure.fact import Fact, Measure, Place
from disclosure.quantity import Quantity
from disclosure.relation import Relation, Severity


def shapes(relations: Sequence[Relation]) -> list[Shape]:
    """The shapes of the relations that hold and would be shown if they did not."""
    shown = (r for r in relations if r.verdict in FINE and r.severity is not Severity.INFO)
    return [shape for relation in shown if (shape := shape_of(relation))]


def visible(edit: Edit, known: Sequence[Shape], relations: Sequence[Relation]) -> list[Relation]:
    """The relations that must break under the slip."""
    if edit.kind == "year":
        fine = (r for r in relations if r.verdict in FINE and r.family == "year")
        return [relation for relation in fine if _of_year(relation, edit)]
    if edit.kind == "direction":
        return [shape.relation for shape in known if _turns(shape, edit)]
    return [shape.relation for shape in known if _breaks(shape, edit)]


def _of_year(relation: Relation, edit: Edit) -> bool:
    """Whether the relation shows the year itself: another year may stand in the same line."""
    shown = [operand for operand in relation.operands if edit.old in operand.text]
    return any(_covers(operand.place, mark) for operand in shown for mark in edit.marks)


def cites(relation: Relation, marks: Sequence[Place]) -> bool:
    """Whether the relation shows one of these places."""
    return any(_covers(operand.place, mark) for operand in relation.operands for mark in marks)


def _covers(place: Place, mark: Place) -> bool:
    """Whether two places are the same printed thing: half of the smaller lies inside the other."""
    common = place.box.overlap(mark.box) if place.page == mark.page else None
    return common is not None and common.area >= min(place.box.area, mark.box.area) / 2


def _breaks(shape: Shape, edit: Edit) -> bool:
    changes = {fact.id: _taken(fact, new) for fact in shape.facts if (new := edit.changes.get(fact.id))}
    return bool(changes) and shape.under(changes).verdict is Verdict.DISCREPANCY


def _taken(fact: Fact, new: Quantity) -> Quantity:
    """What a relation takes of a changed figure keeps the precision that it had there."""
    return replace(fact.quantity, value=new.value, unit=new.unit)


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
