"""Groups of broken relations that one repair would mend: one figure that is wrong in sums and in rates alike, a figure in the wrong column.

A repair gives one figure the value that one of its broken relations asks for, or moves a figure into the empty cell of another column.
It is believed where every relation of the groups that it joins holds under it and no sound relation breaks. Takes groups of one
cause each, gives fewer; the relation that tells a cause best stands first. A direction word joins what it breaks in one claim.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_FLOOR, Decimal
from itertools import islice

from checks.causes import telling
from checks.shapes import FINE, Shape, shape_of
from disclosure import arithmetic
from disclosure.arithmetic import Verdict
from disclosure.fact import Fact
from disclosure.quantity import Quantity, unit
from disclosure.relation import Relation

Groups = Sequence[Sequence[Relation]]
_STEPS = 12
"""Steps of the secant method; it is exact after one where the relation is linear."""
_ASKED = 2
"""Relations of one group that are asked for a figure's value: what mends all of them is what any of them asks for."""
_MOST = 24
"""Groups of one figure from which on it is the reading of a whole column that failed, and no single figure."""


@dataclass(frozen=True, slots=True)
class Repair:
    """What figures should say, by id, and the groups that this mends."""

    changes: Mapping[str, Quantity]
    groups: tuple[int, ...]
    mended: int


def joined(groups: Groups, relations: Sequence[Relation]) -> list[list[Relation]]:
    """The groups, those that one repair mends put together; the order of their first stays."""
    case = _Case(groups, relations)
    found = sorted((*_single(case), *_moved(case)), key=lambda repair: (-repair.mended, repair.groups))
    owner, causes = list(range(len(groups))), dict[int, str]()
    taken: set[int] = set()
    for repair in found:
        if not taken & set(repair.groups):
            taken |= set(repair.groups)
            causes[repair.groups[0]] = next(iter(repair.changes))
            for n in repair.groups:
                owner[n] = repair.groups[0]
    merged: dict[int, list[Relation]] = defaultdict(list)
    for n, group in enumerate(groups):
        merged[owner[n]] += group
    return [_in_order(group, causes.get(n)) for n, group in merged.items()]


def _in_order(group: list[Relation], cause: str | None) -> list[Relation]:
    return group if cause is None else sorted(group, key=lambda relation: telling(relation, cause))


def moved(group: Sequence[Relation]) -> tuple[Fact, Fact] | None:
    """The figure and the empty cell of its row into which it would have to move to mend the whole group; None where no move does."""
    if len(group) < 2:
        return None
    case = _Case([group], ())
    found = [repair for repair in _moves(case, least=1) if repair.groups == (0,)]
    if len(found) != 1:
        return None
    to, at = (case.facts[name] for name in found[0].changes)
    return at, to


def pointed(group: Sequence[Relation]) -> str | None:
    """The id of the one figure whose repair mends the whole group where several stand in all its relations; None where several could."""
    cited = [{o.fact.id for o in relation.operands if o.fact and o.role != "note"} for relation in group]
    shared = set.intersection(*cited) if len(cited) > 1 else set()
    if not shared:
        return None
    case = _Case([group], ())
    able = [
        name for name in sorted(shared) if any(case.mends(0, {name: value}) for value in islice(case.asking(name, (0,)), _ASKED))
    ]
    return able[0] if len(able) == 1 else None


class _Case:
    """The groups with the arithmetic of their relations, and where each figure stands."""

    def __init__(self, groups: Groups, relations: Sequence[Relation]) -> None:
        self.groups = groups
        self.shapes = [[shape_of(relation) for relation in group] for group in groups]
        self.facts: dict[str, Fact] = {}
        self.standing: dict[str, list[int]] = defaultdict(list)
        for n, group in enumerate(groups):
            cited = [o.fact for relation in group for o in relation.operands if o.fact and o.role != "note"]
            for fact in {fact.id: fact for fact in cited}.values():
                self.facts.setdefault(fact.id, fact)
                self.standing[fact.id].append(n)
        self._relations = relations
        self._sound: dict[str, list[Shape]] | None = None

    def asking(self, name: str, numbers: Sequence[int]) -> Iterator[Quantity]:
        """The values that single relations of these groups ask of a figure: what is exact first, bounds last."""
        told = [pair for n in numbers for pair in zip(self.groups[n], self.shapes[n], strict=True)]
        for relation, shape in sorted(told, key=lambda pair: pair[1] is not None and pair[1].bound):
            mine = shape is not None and any(fact.id == name for fact in shape.facts)
            value = solve(shape, name) if shape and mine else asked(relation).get(name)
            if value is not None:
                yield value

    def mends(self, n: int, changes: Mapping[str, Quantity]) -> bool:
        """Whether every relation of the group cites what is changed and then holds."""
        return all(_mended(relation, shape, changes) for relation, shape in zip(self.groups[n], self.shapes[n], strict=True))

    def breaks(self, changes: Mapping[str, Quantity]) -> bool:
        """Whether a sound relation would not hold any more."""
        if self._sound is None:
            self._sound = self._index()
        return any(shape.under(changes).verdict is Verdict.DISCREPANCY for name in changes for shape in self._sound.get(name, ()))

    def _index(self) -> dict[str, list[Shape]]:
        """The sound relations of the figures of the groups."""
        index: dict[str, list[Shape]] = defaultdict(list)
        for relation in self._relations:
            names = {o.fact.id for o in relation.operands if o.fact} & self.facts.keys()
            shape = shape_of(relation) if names and relation.verdict in FINE else None
            for name in names if shape else ():
                index[name].append(shape)  # type: ignore[arg-type]
        return index


def _mended(relation: Relation, shape: Shape | None, changes: Mapping[str, Quantity]) -> bool:
    if shape is not None:
        return any(fact.id in changes for fact in shape.facts) and shape.under(changes).verdict in FINE
    wanted = asked(relation)
    return bool(wanted) and all(
        name in changes and arithmetic.equal(changes[name], quantity).verdict in FINE for name, quantity in wanted.items()
    )


def asked(relation: Relation) -> dict[str, Quantity]:
    """What a relation about the writing of one figure says that it should be, by the figure's id; empty for any other."""
    first = relation.operands[0] if relation.operands else None
    if relation.delta is not None or relation.expected is None or first is None or first.fact is None or first.role != "stated":
        return {}
    should, old = relation.expected, first.fact.quantity
    places = max(0, -int(should.value.as_tuple().exponent))
    return {first.fact.id: replace(old, value=should.value, unit=unit(should.unit) or old.unit, places=places)}


def solve(shape: Shape, name: str) -> Quantity | None:
    """What the figure would have to say for the relation to hold, to the places that the relation determines; None where it does not."""
    old = next(fact.quantity for fact in shape.facts if fact.id == name)

    def off(value: Decimal) -> Decimal | None:
        return shape.under({name: replace(old, value=value)}).delta

    last, value = old.value, old.value + (abs(old.value) / 100 or Decimal(1))
    before, slope = off(last), Decimal(0)
    for _ in range(_STEPS):
        now = off(value)
        if before is None or now is None or now == before or value == last:
            break
        slope = (now - before) / (value - last)
        last, before, value = value, now, value - now / slope
    if not slope or value * old.value < 0:
        return None
    known = _places(shape, slope)
    places = max(old.places, *(f.quantity.places for f in shape.facts)) if known is None else known
    rounded = value.quantize(Decimal(1).scaleb(-places))
    return replace(old, value=rounded, places=places)


def _places(shape: Shape, slope: Decimal) -> int | None:
    """The decimals that a rate determines of a figure; None for a relation of amounts, which determines all of them."""
    stated = shape.facts[0].quantity
    if stated.dimension != "rate":
        return None
    width = stated.quantum / abs(slope)
    return int(-width.log10().to_integral_value(ROUND_FLOOR)) - 1 if width else None


def _single(case: _Case) -> Iterator[Repair]:
    """Repairs of one figure that mend several groups."""
    for name, numbers in case.standing.items():
        if not 1 < len(numbers) <= _MOST:
            continue
        best: Repair | None = None
        for value in case.asking(name, numbers):
            changes = {name: value}
            mended = tuple(n for n in numbers if case.mends(n, changes))
            size = sum(len(case.groups[n]) for n in mended)
            if len(mended) > 1 and (best is None or size > best.mended) and not case.breaks(changes):
                best = Repair(changes, mended, size)
        if best:
            yield best


def _moved(case: _Case) -> Iterator[Repair]:
    return _moves(case, least=2)


def _moves(case: _Case, least: int) -> Iterator[Repair]:
    """Repairs that move a figure into an empty cell of its row and mend at least so many groups."""
    empty: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name, fact in case.facts.items():
        if fact.row and fact.blank:
            empty[fact.source, fact.row].append(name)
    for name, fact in case.facts.items():
        for other in empty.get((fact.source, fact.row or ""), ()) if fact.quantity.value else ():
            nothing = replace(fact.quantity, value=Decimal(0))
            changes = {other: fact.quantity, name: nothing}
            numbers = dict.fromkeys((*case.standing[other], *case.standing[name]))
            mended = tuple(sorted(n for n in numbers if case.mends(n, changes)))
            if len(mended) >= least and len(mended) == len(numbers) <= _MOST and not case.breaks(changes):
                yield Repair(changes, mended, sum(len(case.groups[n]) for n in mended))
