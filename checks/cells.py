"""Which table cell a figure of the narrative must equal, by meaning: topic of the section, indicator, measure → one cell.

The map is `cells.csv`: `row` and `column` hold canonical names (alternatives with |); an empty row is the only row of figures, an
empty column the lane's only column; `lane` is a number, * for any. Where a cell cannot be told for certain there is no match.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from checks import topics
from checks.narrative import MONEY, told
from checks.notes import in_books
from checks.once import once
from disclosure.document import Document
from disclosure.fact import ClaimKind, Fact, Measure, Sentence
from disclosure.schedule import Column, Row, Schedule

ACTUAL = frozenset({Measure.ACTUAL, Measure.OTHER})
PLANNED = frozenset({Measure.BUDGET, Measure.INITIAL_BUDGET, Measure.ADJUSTED_BUDGET})
_MEASURES = {"actual": ACTUAL, "planned": PLANNED | {Measure.OTHER}}
_FOREIGN = ("change", "rate", "prior", "component", "addition", "deduction")
"""Roles of claims whose figures are not the indicator itself."""
_WHOLE_YEAR = re.compile(r"全年预算|调整后|调整预算")


@dataclass(frozen=True, slots=True)
class Cell:
    """One line of the map."""

    rule: str
    topic: str
    indicator: str
    measure: str
    kind: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    lane: str
    shape: str


@dataclass(frozen=True, slots=True)
class Match:
    """A figure of the narrative and the cell it speaks of; `cell` is None where the table lacks it."""

    rule: str
    shape: str
    fact: Fact
    cell: Fact | None
    sentence: Sentence
    empty: bool = False
    """Whether the table shows no figure at all."""


@cache
def cell_map() -> tuple[Cell, ...]:
    """The map. Raises ValueError where a line is not well formed."""
    lines = csv.DictReader(files("checks").joinpath("cells.csv").read_text("utf-8").splitlines())
    found = []
    for number, line in enumerate(lines, 2):
        if line["measure"] not in _MEASURES or line["shape"] not in ("equal", "at_most", "at_least"):
            raise ValueError(f"cells.csv, line {number}: unknown measure or shape")
        rows, columns = (tuple(part for part in line[key].split("|") if part) for key in ("row", "column"))
        head = (line["rule"], line["topic"], line["indicator"], line["measure"], line["kind"])
        found.append(Cell(*head, rows, columns, line["lane"], line["shape"]))
    return tuple(found)


@cache
def _cells_of() -> dict[str, tuple[Cell, ...]]:
    """The map's lines by indicator, each in the map's order."""
    names = {cell.indicator for cell in cell_map()}
    return {name: tuple(cell for cell in cell_map() if cell.indicator == name) for name in names}


def matches(document: Document, *rules: str) -> Iterator[Match]:
    """Every figure of the narrative that the map gives a cell for, of these rules (all where none is named)."""
    return (match for match in _matches(document) if not rules or match.rule in rules)


@once
def _matches(document: Document) -> tuple[Match, ...]:
    return tuple(_read(document))


def _read(document: Document) -> Iterator[Match]:
    foreign = foreign_facts(document)
    parts = {part.id for part in document.parts if part.kind in ("final_accounts", "budget")}
    for sentence in document.sentences:
        if sentence.table or (document.parts and sentence.part and sentence.part not in parts):
            continue
        topic = topics.of(sentence)
        for fact in sentence.facts:
            if fact.id not in foreign and not in_books(fact):
                yield from _of_fact(document, sentence, topic, fact)


@once
def foreign_facts(document: Document) -> frozenset[str]:
    """Ids of figures that claims use as a change, a rate or last year's value."""
    claims = told(document, ClaimKind.GROWTH, ClaimKind.SHARE, ClaimKind.COMPLETION, ClaimKind.ROLLFORWARD, ClaimKind.DIFFERENCE)
    return frozenset(fact.id for one in claims for role, fact in one.roles if role in _FOREIGN)


def of_year(document: Document, fact: Fact) -> bool:
    """Whether the figure is of the document's year, or of a year that is not said."""
    return fact.year is None or document.fiscal_year is None or fact.year == document.fiscal_year


def _of_fact(document: Document, sentence: Sentence, topic: str | None, fact: Fact) -> Iterator[Match]:
    if fact.quantity.dimension != MONEY or fact.code or not of_year(document, fact) or fact.quantity.hedge:
        return
    for cell in _cells_of().get(fact.indicator, ()):
        fits = cell.topic in ("*", topic) and fact.measure in _MEASURES[cell.measure]
        if not fits or _explicit(cell, fact) is False:
            continue
        schedule = document.only(cell.kind)
        if schedule and not (cell.measure == "planned" and _other_budget(document, schedule, fact)):
            yield Match(cell.rule, cell.shape, fact, find(schedule, cell), sentence, _is_empty(schedule))


@once
def _is_empty(schedule: Schedule) -> bool:
    return not any(figure.quantity.value for figure in schedule.facts)


def _explicit(cell: Cell, fact: Fact) -> bool:
    """In the table of 三公 a planned and an actual figure stand side by side: a figure without a word for which is neither."""
    return cell.kind != "final.three_public" or cell.measure != "planned" or fact.measure is not Measure.OTHER


def _other_budget(document: Document, schedule: Schedule, fact: Fact) -> bool:
    """Whether the table shows the budget as adjusted during the year while the text gives the one at its start (or the reverse)."""
    if schedule.kind.startswith("budget."):
        return fact.measure is Measure.ADJUSTED_BUDGET
    adjusted = _is_adjusted(document, schedule.id)
    return adjusted if fact.measure is Measure.INITIAL_BUDGET else not adjusted and fact.measure is Measure.ADJUSTED_BUDGET


@once
def _is_adjusted(document: Document, name: str) -> bool:
    """Whether the notes or columns of the table of that id say that its budget is the one for the whole year."""
    schedule = next(schedule for schedule in document.schedules if schedule.id == name)
    notes = [*schedule.notes, *(s.text for s in document.sentences if s.table in schedule.tables)]
    columns = any(column.measure is Measure.ADJUSTED_BUDGET for column in schedule.columns)
    return columns or any(_WHOLE_YEAR.search(note) for note in notes)


def find(schedule: Schedule, cell: Cell) -> Fact | None:
    """The one cell of the map's line in this table, None where it is missing or not certain."""
    if schedule.kind == "final.three_public":
        return _of_three(schedule, cell)
    row = _row(schedule, cell)
    column = _column(schedule, cell, row) if row else None
    return schedule.at(row, column) or _turned(schedule, cell)


def _of_three(schedule: Schedule, cell: Cell) -> Fact | None:
    """The one figure of 三公 of the line's name and measure, whether items and measures stand in columns or in rows."""
    wanted = ACTUAL - {Measure.OTHER} if cell.measure == "actual" else PLANNED
    found = [fact for fact in schedule.facts if fact.indicator in cell.columns and fact.measure in wanted]
    if len(found) > 1:
        labels = {row.id: row.label for row in schedule.rows}
        # A heading without figures may carry the name of the line below it.
        found = [fact for fact in found if not fact.blank] if len({labels.get(fact.row or "") for fact in found}) == 1 else []
    return found[0] if len(found) == 1 else None


def _turned(schedule: Schedule, cell: Cell) -> Fact | None:
    """The figure of a table that gives in columns what the line expects in rows: the total's row under the column of that name."""
    column = next((column for name in cell.rows if (column := schedule.column(name))), None)
    return schedule.at(schedule.row("合计"), column) if not cell.columns else None


def _row(schedule: Schedule, cell: Cell) -> Row | None:
    lane = int(cell.lane) if cell.lane.isdigit() else None
    if not cell.rows:
        rows = {fact.row for fact in schedule.facts if fact.row}
        found = [row for row in schedule.rows if row.id in rows]
        return found[0] if len(found) == 1 else None
    return next((row for name in cell.rows if (row := schedule.row(name, lane))), None)


def _column(schedule: Schedule, cell: Cell, row: Row) -> Column | None:
    mine = [c for c in schedule.columns if c.lane == row.lane]
    if not cell.columns:
        filled = [c for c in mine if schedule.at(row, c)]
        whole = [c for c in filled if c.name == "合计"]
        return filled[0] if len(filled) == 1 else whole[0] if len(whole) == 1 else None
    for name in cell.columns:
        found = [c for c in mine if c.name == name]
        if found:
            return found[0] if len(found) == 1 else None
    return None
