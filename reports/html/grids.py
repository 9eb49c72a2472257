"""Understood tables as they were read, row by row and cell by cell, their figures to be clicked.

A figure goes back into the cell that it was read from by its place; what fits no cell is listed below the table.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from disclosure.document import Document
from disclosure.fact import Fact
from disclosure.schedule import RowKind, Schedule
from disclosure.table import Cell, Table
from reports.html.links import TONES
from reports.html.numbers import Figure
from reports.html.readings import button
from reports.places import stands


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell: its text with its figures in it, its spans, whether it is a heading, whether its row is a total."""

    text: Markup
    rows: int
    columns: int
    heading: bool
    total: bool
    number: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """One table: title, what it is, pages, rows of cells, figures that fit no cell, and how many figures have each tone."""

    title: str
    about: str
    known: bool
    rows: list[list[GridCell]]
    stray: list[Markup]
    tones: list[tuple[str, int]]
    figures: int


def grids(document: Document, figures: Mapping[str, Figure]) -> list[Grid]:
    """Every table with a figure that was read as data, in print order."""
    facts: dict[str, list[Fact]] = defaultdict(list)
    known: dict[str, str] = {}
    schedules: dict[str, Schedule] = {}
    for schedule in document.schedules:
        for table in schedule.tables:
            facts[table] += schedule.facts
            schedules[table] = schedule
            known[table] = "" if schedule.kind == "unknown" else schedule.title or "（无标题）"
    for form in document.evaluations:
        facts[form.table] += form.facts
        known[form.table] = form.title or form.subject or "自评表"
    return [
        _grid(document, table, known.get(table.id, ""), facts[table.id], schedules.get(table.id), figures)
        for table in document.tables
        if facts.get(table.id)
    ]


def _grid(
    document: Document, table: Table, title: str, facts: Sequence[Fact], schedule: Schedule | None, figures: Mapping[str, Figure]
) -> Grid:
    facts = [fact for fact in facts if fact.id in figures and fact.place.page in table.pages]
    homes, stray = _homes(table, facts)
    totals = {row.index for row in schedule.rows if row.kind is not RowKind.LINE} if schedule else set()
    rows: dict[int, list[GridCell]] = defaultdict(list)
    for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.col)):
        held = [figures[fact.id] for fact in homes.get((cell.row, cell.col), ())]
        heading, total = cell.row < table.header_rows, cell.row in totals
        number = bool(held) and len(cell.text.strip()) <= len(held[0].text) + 1
        rows[cell.row].append(GridCell(_filled(cell.text, held), cell.row_span, cell.col_span, heading, total, number))
    own = [figures[fact.id] for fact in facts]
    height, width = table.shape
    about = " · ".join(filter(None, (stands(document, table), table.unit and f"单位：{table.unit}", f"{height} 行 {width} 列")))
    loose = [button(figures[fact.id], f"{fact.label} {figures[fact.id].text}".strip()) for fact in stray]
    count = [(tone, sum(figure.tone == tone for figure in own)) for tone in TONES[: TONES.index("agreed")]]
    tones = [(tone, number) for tone, number in count if number]
    return Grid(
        title or table.title or "（无标题）", about, bool(title), [rows[row] for row in range(height)], loose, tones, len(own)
    )


def _homes(table: Table, facts: Iterable[Fact]) -> tuple[dict[tuple[int, int], list[Fact]], list[Fact]]:
    """The facts by cell, and those that stand in none: the smallest cell around a fact's middle is its own."""
    homes: dict[tuple[int, int], list[Fact]] = defaultdict(list)
    stray = []
    exact = {(cell.page, cell.box): cell for cell in table.cells}
    for fact in facts:
        cell = exact.get((fact.place.page, fact.place.box)) or _around(table.cells, fact)
        if cell is None:
            stray.append(fact)
        else:
            homes[cell.row, cell.col].append(fact)
    return homes, stray


def _around(cells: Iterable[Cell], fact: Fact) -> Cell | None:
    centre = fact.place.box.centre
    inside = [cell for cell in cells if cell.page == fact.place.page and cell.box.holds(centre)]
    return min(inside, key=lambda cell: cell.box.area, default=None)


def _filled(text: str, figures: Sequence[Figure]) -> Markup:
    """The cell's text with each figure in it as a button; a figure that is not found in the text stands for the whole of it."""
    out, rest = Markup(), text
    for figure in figures:
        before, found, after = rest.partition(figure.text) if figure.text else (rest, "", "")
        if found:
            out, rest = out + escape(before) + button(figure, found), after
        else:
            out, rest = out + button(figure, before.strip() or "空白"), ""
    return out + escape(rest)
