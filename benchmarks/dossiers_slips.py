"""Every printed figure that a relation between documents rests on, and the slips that can be made of it.

Takes a clean `Case` and its relations; gives `Slip`s: which paper, where in it, what stands there instead, and which relations must
break by it beyond their own bound. A figure that is not found once in its paper is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random

from benchmarks.archive_papers import Paper
from benchmarks.dossiers_cases import Case
from benchmarks.mutations_kinds import DIRECTION, FIGURE_KINDS, only_number, opposite, other_unit, slip
from benchmarks.mutations_visible import shapes
from checks.shapes import Shape
from disclosure.arithmetic import Verdict
from disclosure.document import Document
from disclosure.fact import Fact, Measure, Place, Sentence
from disclosure.quantity import Quantity, unit
from disclosure.relation import Evidence, Relation
from samples.source import Block, Table

IMPLIED = "D010"
KINDS = (*FIGURE_KINDS, "unit", "direction")


@dataclass(frozen=True)
class Spot:
    """Where a figure is printed: paper, block, and characters of its text; in a table also the row and column."""

    paper: int
    block: int
    start: int
    end: int
    cell: tuple[int, int] | None = None


@dataclass(frozen=True)
class Slip:
    """One wrong figure or word. `witnesses` are the relations that held and must break, `mark` is where it is printed."""

    kind: str
    spot: Spot
    old: str
    new: str
    mark: Place
    witnesses: tuple[Relation, ...]


def slips(case: Case, relations: Sequence[Relation], kind: str, chance: Random) -> Iterator[Slip]:
    """Every slip of that kind that some relation must see, each figure once."""
    known = shapes_of(relations)
    seen: set[Spot] = set()
    for shape in known:
        for evidence in shape.relation.operands:
            spot = _spot(case, evidence) if evidence.fact else None
            if spot is None or spot in seen or evidence.fact is None:
                continue
            seen.add(spot)
            yield from _made(case, known, evidence.fact, Spotted(spot, evidence), kind, chance)


@dataclass(frozen=True)
class Spotted:
    """A figure of a relation and where it is printed."""

    spot: Spot
    evidence: Evidence


def apply(case: Case, planted: Slip) -> Paper:
    """The paper with the slip in it."""
    paper, spot = case.papers[planted.spot.paper], planted.spot
    block = paper.blocks[spot.block]
    text = _printed(block, spot)
    changed = _retyped(block, spot, text[: spot.start] + planted.new + text[spot.end :])
    return replace(paper, blocks=(*paper.blocks[: spot.block], changed, *paper.blocks[spot.block + 1 :]))


def _made(case: Case, known: Sequence[Shape], fact: Fact, at: Spotted, kind: str, chance: Random) -> Iterator[Slip]:
    text = _printed(case.papers[at.spot.paper].blocks[at.spot.block], at.spot)
    printed = text[at.spot.start : at.spot.end]
    made = _figure(fact, printed, kind, chance) if kind in FIGURE_KINDS else None
    if kind == "unit" and at.spot.cell is None:
        made = _unit(fact, printed)
    if kind == "direction" and at.spot.cell is None and fact.measure is Measure.CHANGE:
        found = list(DIRECTION.finditer(text, max(0, at.spot.start - 8), at.spot.start))
        if found:
            spot = replace(at.spot, start=found[-1].start(), end=found[-1].end())
            turned = replace(fact.quantity, value=-fact.quantity.value)
            yield from _seen(known, fact, turned, Slip(kind, spot, found[-1][0], opposite(found[-1][0]), at.evidence.place, ()))
    if made:
        old, new, quantity = made
        start = at.spot.start + printed.index(old)
        spot = replace(at.spot, start=start, end=start + len(old))
        yield from _seen(known, fact, quantity, Slip(kind, spot, old, new, at.evidence.place, ()))


def shapes_of(relations: Sequence[Relation]) -> list[Shape]:
    """The arithmetic of the relations that hold; where what is stated follows from two figures (D010), that of their sum."""
    found = shapes([relation for relation in relations if relation.rule != IMPLIED])
    for relation in (one for one in relations if one.rule == IMPLIED):
        *parts, stated = relation.operands
        found += [replace(one, relation=relation) for one in shapes([replace(relation, operands=(stated, *parts))])]
    return found


def _seen(known: Sequence[Shape], fact: Fact, quantity: Quantity, planted: Slip) -> Iterator[Slip]:
    """The slip, where a relation breaks by it."""
    broken = [s.relation for s in known if _breaks(s, fact, quantity)]
    if broken:
        yield replace(planted, witnesses=tuple(broken))


def _breaks(shape: Shape, fact: Fact, quantity: Quantity) -> bool:
    if fact.id not in {one.id for one in shape.facts}:
        return False
    if quantity.value == -fact.quantity.value:  # a word of direction: the sign is the word's
        return (
            shape.weigh([quantity if one.id == fact.id else one.quantity for one in shape.facts]).verdict is Verdict.DISCREPANCY
        )
    return shape.under({fact.id: quantity}).verdict is Verdict.DISCREPANCY


def _figure(fact: Fact, printed: str, kind: str, chance: Random) -> tuple[str, str, Quantity] | None:
    number = only_number(printed)
    new = slip(kind, number[0], chance) if number else None
    if number is None or new is None or fact.blank or not fact.quantity.value:
        return None
    value = Decimal(new.replace(",", ""))
    return number[0], new, replace(fact.quantity, value=value.copy_sign(fact.quantity.value), text=new)


def _unit(fact: Fact, printed: str) -> tuple[str, str, Quantity] | None:
    symbol = fact.quantity.unit.symbol if fact.quantity.unit else ""
    new = other_unit(symbol)
    if new is None or not printed.endswith(symbol) or not fact.quantity.value:
        return None
    return printed, printed.removesuffix(symbol) + new, fact.quantity.in_unit(unit(new))


def _spot(case: Case, evidence: Evidence) -> Spot | None:
    """Where the figure is printed, None where that is not certain."""
    fact = evidence.fact
    if fact is None:
        return None
    at = next(n for n, document in enumerate(case.documents) if document.id == evidence.document)
    document = case.documents[at]
    if fact.row is None and fact.end:
        sentence = next((s for s in document.sentences if _within(s, fact, evidence.place)), None)
        return _in_text(case.papers[at], at, sentence, fact) if sentence else None
    return _in_table(case.papers[at], at, document, evidence.place, fact)


def _within(sentence: Sentence, fact: Fact, place: Place) -> bool:
    return any(one.place == place and (one.start, one.end) == (fact.start, fact.end) for one in sentence.facts)


def _in_text(paper: Paper, at: int, sentence: Sentence, fact: Fact) -> Spot | None:
    held = [n for n, b in enumerate(paper.blocks) if isinstance(b, Block) and sentence.text in b.text]
    if len(held) != 1 or _printed(paper.blocks[held[0]], None).count(sentence.text) != 1:
        return None
    begin = _printed(paper.blocks[held[0]], None).index(sentence.text)
    return Spot(at, held[0], begin + fact.start, begin + fact.end)


def _in_table(paper: Paper, at: int, document: Document, place: Place, fact: Fact) -> Spot | None:
    tables = [n for n, block in enumerate(paper.blocks) if isinstance(block, Table)]
    if len(tables) != len(document.tables):
        return None
    for n, table in zip(tables, document.tables, strict=True):
        for cell in table.cells:
            if cell.page == place.page and cell.box == place.box:
                block = paper.blocks[n]
                assert isinstance(block, Table)
                text = block.rows[cell.row][cell.col] if cell.row < len(block.rows) else ""
                found = text.find(fact.quantity.text)
                return Spot(at, n, found, found + len(fact.quantity.text), (cell.row, cell.col)) if found >= 0 else None
    return None


def _printed(block: Block | Table, spot: Spot | None) -> str:
    if isinstance(block, Block):
        return block.text
    assert spot is not None and spot.cell is not None
    return block.rows[spot.cell[0]][spot.cell[1]]


def _retyped(block: Block | Table, spot: Spot, text: str) -> Block | Table:
    if isinstance(block, Block):
        return replace(block, text=text)
    assert spot.cell is not None
    row, column = spot.cell
    rows = [list(line) for line in block.rows]
    rows[row][column] = text
    return replace(block, rows=tuple(map(tuple, rows)))
