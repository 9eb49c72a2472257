"""Slips of the unit word (208.09元 for 208.09万元), told by a table cell or by the sentence's own arithmetic.

A slip needs a witness: the cell that the figure must equal has the same digits under another unit, or a relation of the sentence
fails as printed and holds exactly once the odd unit is set right. Without a witness there is no slip.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from checks.cells import ACTUAL, matches
from checks.items import amounts, items, planned, rows_named, total_cell
from checks.narrative import MONEY, Told, told
from checks.once import once
from checks.weigh import swapped, weigh
from disclosure import arithmetic
from disclosure.arithmetic import Verdict
from disclosure.document import Document
from disclosure.fact import ClaimKind, Fact, Measure
from disclosure.quantity import Quantity, Unit, unit
from disclosure.schedule import Schedule

_UNITS = ("元", "万元", "亿元")
_DIGITS = 3
"""A figure of fewer significant digits agrees with too many others when it is rounded (0.3亿元 with any 0.25–0.35)."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A figure as printed, the same with the unit that it must have, and the figures that show it."""

    printed: Fact
    repaired: Fact
    witnesses: tuple[Fact, ...]


@once
def slips(document: Document) -> dict[str, Slip]:
    """The slips of the unit word in the narrative, by the id of the figure."""
    found: dict[str, Slip] = {}
    for fact, cell in (*_cells(document), *_rows(document)):
        slip = _against(fact, cell)
        if slip:
            found.setdefault(fact.id, slip)
    common = Counter(fact.quantity.unit for sentence in document.sentences for fact in sentence.facts if _is_money(fact))
    for one in told(document, ClaimKind.SHARE, ClaimKind.COMPLETION, ClaimKind.GROWTH, ClaimKind.BREAKDOWN):
        slip = _inside(repair(one, found), common)
        if slip:
            found.setdefault(slip.printed.id, slip)
    return found


def repair(one: Told, found: dict[str, Slip]) -> Told:
    """The claim with the unit words set right."""
    for _, fact in one.roles:
        if fact.id in found:
            one = swapped(one, fact, found[fact.id].repaired)
    return one


def _cells(document: Document) -> Iterator[tuple[Fact, Fact]]:
    return ((m.fact, m.cell) for m in matches(document) if m.cell and m.shape == "equal")


def _rows(document: Document) -> Iterator[tuple[Fact, Fact]]:
    """Amounts of account items with the cells of their rows."""
    for kind, measures in (("final.general_expenditure", ACTUAL), ("budget.general_function", planned(document))):
        schedule = document.only(kind)
        if schedule:
            yield from _of_items(document, schedule, measures)


def _of_items(document: Document, schedule: Schedule, measures: frozenset[Measure]) -> Iterator[tuple[Fact, Fact]]:
    for item in items(document):
        rows = rows_named(schedule, item)
        cell = total_cell(schedule, rows[0]) if len(rows) == 1 else None
        if cell:
            yield from ((fact, cell) for fact in amounts(document, item, measures))


def _against(fact: Fact, cell: Fact) -> Slip | None:
    """The slip that a cell shows: as printed the figure differs, with another unit it is the same to the last digit."""
    if not (_is_money(fact) and _is_money(cell)) or not fact.quantity.value or not cell.quantity.value:
        return None
    if arithmetic.equal(fact.quantity, cell.quantity).verdict is not Verdict.DISCREPANCY:
        return None
    for other in _others(fact.quantity):
        repaired = fact.quantity.in_unit(other)
        same = repaired.base == cell.quantity.base or len(str(fact.quantity.value).strip("0.").replace(".", "")) >= _DIGITS
        if same and arithmetic.equal(repaired, cell.quantity).verdict is Verdict.HOLDS:
            return Slip(fact, replace(fact, quantity=repaired), (cell,))
    return None


def _inside(one: Told, common: Counter[Unit | None]) -> Slip | None:
    """The slip that a claim's own arithmetic shows: one figure's unit differs from the others', and only that breaks the relation."""
    outcome = weigh(one)
    if outcome is None or outcome.verdict is not Verdict.DISCREPANCY:
        return None
    for fact in _odd(one.money, common):
        like = next(other.quantity.unit for other in one.money if other.quantity.unit != fact.quantity.unit)
        repaired = replace(fact, quantity=fact.quantity.in_unit(like))
        after = weigh(swapped(one, fact, repaired))
        if after and after.verdict is Verdict.HOLDS and fact.quantity.value:
            rest = tuple(other for _, other in one.roles if other.id != fact.id)
            return Slip(fact, repaired, rest)
    return None


def _odd(money: Sequence[Fact], common: Counter[Unit | None]) -> list[Fact]:
    """The one figure whose unit no other of the claim shares and which is the rarer of the two in the document (of
    equals the smaller unit): where most figures of a claim had their unit wrong, the right one would stand alone.
    """
    counts = Counter(fact.quantity.unit for fact in money)
    if len(counts) != 2:
        return []
    rare, usual = sorted(counts, key=lambda unit_: (common[unit_], unit_.factor if unit_ else 0))
    return [fact for fact in money if fact.quantity.unit == rare] if counts[rare] == 1 and common[rare] <= common[usual] else []


def _others(quantity: Quantity) -> Iterator[Unit]:
    return (u for symbol in _UNITS if (u := unit(symbol)) and u != quantity.unit)


def _is_money(fact: Fact) -> bool:
    return fact.quantity.dimension == MONEY
