"""Every place of a document where a slip can be planted, as edits that say what is printed instead and which facts that changes.

Takes `Material`, gives `Edit`s. Only figures that were read as facts are touched: what was never read is the accuracy benchmark's
business. Codes, line numbers and the lines of a table of contents are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from random import Random

from benchmarks.mutations_edit import Edit, sentences
from benchmarks.mutations_kinds import FIGURE_KINDS, only_number, slip
from benchmarks.mutations_reading import Material
from benchmarks.mutations_words import directions, units, years
from disclosure.document import Document
from disclosure.fact import Fact, Place
from disclosure.numerals import is_blank, read_cell
from disclosure.quantity import Quantity
from disclosure.table import Cell, Table


def edits(made: Material, kind: str, chance: Random) -> Iterator[Edit]:
    """Every place where that kind of slip can be made, once each, in print order."""
    if kind in FIGURE_KINDS:
        yield from _in_cells(made.document, kind, chance)
        yield from _in_sentences(made, kind, chance)
    elif kind == "shifted":
        yield from _shifted(made.document, chance)
    elif kind == "unit":
        yield from units(made)
    elif kind == "direction":
        yield from directions(made)
    else:
        yield from years(made, chance)


def _in_cells(document: Document, kind: str, chance: Random) -> Iterator[Edit]:
    """Figures of tables and forms; a cell of words is changed where its figure stands in it once."""
    for place, table, facts in _read_from(document):
        cells = {(cell.page, cell.box): i for i, cell in enumerate(table.cells)}
        for fact in facts:
            number = only_number(fact.quantity.text)
            at = cells.get((fact.place.page, fact.place.box))
            new = slip(kind, number[0], chance) if number else None
            if number is None or new is None or at is None or table.cells[at].text.count(fact.quantity.text) != 1:
                continue
            retyped = fact.quantity.text[: number.start()] + new + fact.quantity.text[number.end() :]
            text = table.cells[at].text.replace(fact.quantity.text, retyped)
            changed = _valued(fact, number[0], new)
            if changed:
                yield Edit(
                    kind,
                    place,
                    number[0],
                    new,
                    (fact.place,),
                    fact.label,
                    {fact.id: changed},
                    table=table.id,
                    cells=((at, text),),
                )


def _read_from(document: Document) -> Iterator[tuple[str, Table, tuple[Fact, ...]]]:
    """Tables with the figures that were read from them."""
    tables = {table.id: table for table in document.tables}
    for schedule in document.schedules:
        if len(schedule.tables) == 1:
            yield "table", tables[schedule.tables[0]], schedule.facts
    for form in document.evaluations:
        yield "form", tables[form.table], form.facts


def _valued(fact: Fact, old: str, new: str) -> Quantity | None:
    """The fact's quantity with the new number in place of the old, None where the old is not what the fact says."""
    was, now = (Decimal(text.replace(",", "")) for text in (old, new))
    if was != abs(fact.quantity.value) or fact.blank:
        return None
    return replace(fact.quantity, value=now.copy_sign(fact.quantity.value) if fact.quantity.value else now)


def _in_sentences(made: Material, kind: str, chance: Random) -> Iterator[Edit]:
    for sentence, index, offset in sentences(made):
        for fact in sentence.facts:
            number = only_number(sentence.text[fact.start : fact.end])
            new = slip(kind, number[0], chance) if number else None
            changed = _valued(fact, number[0], new) if number and new else None
            if number is None or new is None or changed is None:
                continue
            start = offset + fact.start + number.start()
            yield Edit(
                *(kind, "sentence", number[0], new, (fact.place,), sentence.text, {fact.id: changed}),
                paragraph=index,
                start=start,
                end=start + len(number[0]),
            )


def _shifted(document: Document, chance: Random) -> Iterator[Edit]:
    """A figure moved into the empty cell beside it; the column must hold figures elsewhere."""
    for place, table, facts in _read_from(document):
        if place != "table":
            continue
        grid, at = table.grid(), {id(cell): i for i, cell in enumerate(table.cells)}
        filled = {cell.col for cell in table.cells if cell.row >= table.header_rows and read_cell(cell.text) is not None}
        cells = {(cell.page, cell.box): cell for cell in table.cells}
        known = {(fact.place.page, fact.place.box): fact for fact in facts}
        for fact in facts:
            cell = cells.get((fact.place.page, fact.place.box))
            if cell is None or fact.blank or not fact.quantity.value or cell.text != fact.quantity.text:
                continue
            beside = [n for n in _beside(grid, cell) if n.col in filled and is_blank(n.text)]
            if beside:
                to = chance.choice(beside)
                changes = {fact.id: replace(fact.quantity, value=Decimal(0))}
                other = known.get((to.page, to.box))
                changes |= {other.id: fact.quantity} if other else {}
                marks = (fact.place, Place(to.page, to.box))
                moved = ((at[id(cell)], ""), (at[id(to)], cell.text))
                yield Edit("shifted", place, cell.text, "→", marks, fact.label, changes, table=table.id, cells=moved)


def _beside(grid: list[list[Cell | None]], cell: Cell) -> Iterator[Cell]:
    """The cells left and right of it that are as plain as itself."""
    for col in (cell.col - 1, cell.col + cell.col_span):
        other = grid[cell.row][col] if 0 <= col < len(grid[cell.row]) else None
        if other is not None and other.row_span == other.col_span == cell.row_span == cell.col_span == 1:
            yield other
