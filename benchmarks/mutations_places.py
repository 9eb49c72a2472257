"""Every place of a document where a slip can be planted, as edits that say what is printed instead and which facts that changes.

Takes `Material`, gives `Edit`s. Only figures that were read as facts are touched: what was never read is the accuracy benchmark's
business. Codes, line numbers and the lines of a table of contents are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from random import Random

from benchmarks.mutations_kinds import DIRECTION, FIGURE_KINDS, YEAR, is_choice, only_number, opposite, other_unit, slip, wrong_year
from benchmarks.mutations_reading import Material, reread, rewritten
from disclosure.document import Document
from disclosure.fact import ClaimKind, Fact, Place, Sentence
from disclosure.numerals import is_blank, read_cell
from disclosure.quantity import Quantity, unit
from disclosure.table import Cell, Table
from extractors.language.folding import place as place_of

PLACES = ("table", "form", "sentence", "title")
_REACH = 8
"""Characters between a direction word and the figure it speaks of."""


@dataclass(frozen=True)
class Edit:
    """One planted slip. `cells` are (index in the table, new text); `changes` the facts with what they say afterwards; `marks` where to look.

    `linked` are the figures that a direction word speaks of, `claimed` all figures of the claims it belongs to.
    """

    kind: str
    place: str
    old: str
    new: str
    marks: tuple[Place, ...]
    context: str = ""
    changes: dict[str, Quantity] = field(default_factory=dict)
    linked: frozenset[str] = frozenset()
    claimed: frozenset[str] = frozenset()
    table: str = ""
    cells: tuple[tuple[int, str], ...] = ()
    title: str | None = None
    paragraph: int = -1
    start: int = 0
    end: int = 0


def apply(made: Material, edit: Edit) -> Document:
    """The document as it reads with the slip in it."""
    tables, paragraphs = made.document.tables, made.paragraphs
    if edit.table:
        tables = tuple(_retyped(table, edit) if table.id == edit.table else table for table in tables)
    if edit.paragraph >= 0:
        paragraphs = rewritten(paragraphs, edit.paragraph, edit.start, edit.end, edit.new)
    return reread(made, tables, paragraphs)


def edits(made: Material, kind: str, chance: Random) -> Iterator[Edit]:
    """Every place where that kind of slip can be made, once each, in print order."""
    if kind in FIGURE_KINDS:
        yield from _in_cells(made.document, kind, chance)
        yield from _in_sentences(made, kind, chance)
    elif kind == "shifted":
        yield from _shifted(made.document, chance)
    elif kind == "unit":
        yield from _units(made)
    elif kind == "direction":
        yield from _directions(made)
    else:
        yield from _years(made, chance)


def _retyped(table: Table, edit: Edit) -> Table:
    texts = dict(edit.cells)
    cells = tuple(replace(cell, text=texts[i]) if i in texts else cell for i, cell in enumerate(table.cells))
    return replace(table, cells=cells, title=table.title if edit.title is None else edit.title)


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
                yield Edit(kind, place, number[0], new, (fact.place,), fact.label, {fact.id: changed}, table=table.id, cells=((at, text),))


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
    for sentence, index, offset in _sentences(made):
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


def _sentences(made: Material) -> Iterator[tuple[Sentence, int, int]]:
    for sentence in made.document.sentences:
        yield sentence, *made.begins[sentence.id]


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


def _units(made: Material) -> Iterator[Edit]:
    """元 for 万元 and the reverse behind a figure of a sentence."""
    for sentence, index, offset in _sentences(made):
        for fact in sentence.facts:
            symbol = fact.quantity.unit.symbol if fact.quantity.unit else ""
            new = other_unit(symbol)
            if new and sentence.text[fact.start : fact.end].endswith(symbol) and fact.quantity.value:
                end = offset + fact.end
                changes = {fact.id: fact.quantity.in_unit(unit(new))}
                where = {"paragraph": index, "start": end - len(symbol), "end": end}
                yield Edit("unit", "sentence", symbol, new, (fact.place,), sentence.text, changes, **where)  # type: ignore[arg-type]


def _directions(made: Material) -> Iterator[Edit]:
    """A direction word of a sentence that has figures."""
    claims = [claim for sentence in made.document.sentences for claim in sentence.claims]
    for sentence, index, offset in _sentences(made):
        for word in DIRECTION.finditer(sentence.text) if sentence.facts else ():
            if is_choice(sentence.text, *word.span()):
                continue
            linked = {f.id for f in sentence.facts if 0 <= f.start - word.end() <= _REACH}
            linked = {min(linked, key=lambda name: made.document.facts[name].start)} if linked else set()
            mine = [c for c in claims if linked & {name for _, name in c.roles}]
            mine += [c for c in sentence.claims if c.kind is ClaimKind.COMPARISON and word[0] in c.cue]
            claimed = {name for c in mine for _, name in c.roles} | linked
            facts = [made.document.facts[name] for name in sorted(claimed) if name in made.document.facts]
            marks = (*_mark(sentence, *word.span()), *(fact.place for fact in facts))
            where = {"paragraph": index, "start": offset + word.start(), "end": offset + word.end()}
            sides = {"linked": frozenset(linked), "claimed": frozenset(claimed)}
            yield Edit("direction", "sentence", word[0], opposite(word[0]), marks, sentence.text, **sides, **where)  # type: ignore[arg-type]


def _years(made: Material, chance: Random) -> Iterator[Edit]:
    """A year in a sentence, a section's title or a table's title."""
    for sentence, index, offset in _sentences(made):
        place = "sentence" if re.search("[，。；,;]", sentence.text) else "title"
        for year in YEAR.finditer(sentence.text):
            where = {"paragraph": index, "start": offset + year.start(), "end": offset + year.end()}
            new = wrong_year(year[0], chance)
            yield Edit("year", place, year[0], new, _mark(sentence, *year.span()), sentence.text, **where)  # type: ignore[arg-type]
    for table in made.document.tables:
        year_ = YEAR.search(table.title)
        if year_ and table.cells:
            new = wrong_year(year_[0], chance)
            title = table.title[: year_.start()] + new + table.title[year_.end() :]
            mark = Place(table.cells[0].page, table.cells[0].box)
            yield Edit("year", "title", year_[0], new, (mark,), table.title, table=table.id, title=title)


def _mark(sentence: Sentence, start: int, end: int) -> Iterable[Place] | tuple[Place, ...]:
    found = place_of(sentence.spans, sentence.text, start, end)
    return (Place(found[0], found[1]),) if found else ()
