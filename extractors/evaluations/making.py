"""Making facts of a form's cells: one `Maker` per form knows the form's id, year and subject."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from disclosure.fact import Fact, Measure, Place
from disclosure.numerals import is_blank, read_cell
from disclosure.quantity import Quantity, Unit, unit
from disclosure.table import Cell
from extractors.evaluations.form import Form

_SEVERAL = re.compile(r"\d{2}(?:\.\d+)?\s+\d|\d\.\d+\s+\d|\d\s+\d{2}")
"""Two figures in one cell (10 10); digits that are only set apart (1 0) are one."""


def place(cell: Cell) -> Place:
    """Where a cell is printed."""
    return Place(cell.page, cell.box)


def points(text: str) -> Quantity | None:
    """A weight or score: an exact number of 分; None for anything else ('/', words, several numbers)."""
    read = None if _SEVERAL.search(text.strip()) else read_cell(text, unit("分"))
    if read is None or read.dimension not in ("score", ""):
        return None
    return replace(read, unit=unit("分"), exact=True)


@dataclass(frozen=True, slots=True)
class Maker:
    """Facts of one form. `source` is the evaluation's id, `subject` the project, put before every indicator and label."""

    form: Form
    source: str
    subject: str
    year: int | None

    def fact(
        self,
        cell: Cell,
        row: int,
        quantity: Quantity,
        measure: Measure,
        indicator: str,
        label: str,
        nth: int = 0,
        scope: frozenset[str] = frozenset(),
    ) -> Fact:
        """The fact that this cell (its `nth` number) states."""
        return Fact(
            id=f"{self.source}.r{row}c{cell.col}" + (f".{nth}" if nth else ""),
            quantity=quantity,
            place=place(cell),
            indicator=f"{self.subject} {indicator}".strip(),
            measure=measure,
            year=self.year,
            scope=scope,
            label=f"{self.subject or '整体'}：{label}",
            quote=self.form.quote(row),
            source=self.source,
            row=f"r{row}",
            column=f"c{cell.col}",
            confidence=cell.confidence,
            alternatives=cell.alternatives if read_cell(cell.text) else (),
        )

    def points(self, row: int, col: int | None, measure: Measure, indicator: str) -> Fact | None:
        """The weight or score in that cell, None where there is none."""
        cell = self.form.cell(row, col)
        read = points(cell.text) if cell else None
        word = "分值" if measure is Measure.WEIGHT else "得分"
        return self.fact(cell, row, read, measure, indicator, f"{indicator} {word}") if cell and read else None

    def money(self, row: int, col: int, measure: Measure, indicator: str, header: str, caption: Unit | None) -> Fact | None:
        """The amount in that cell under the caption's unit, None where the cell is blank or holds anything but money."""
        cell = self.form.cell(row, col)
        if cell is None or is_blank(cell.text):
            return None
        read = read_cell(cell.text, caption)
        if read is None or read.dimension not in ("money", ""):
            return None
        return self.fact(cell, row, read, measure, indicator, f"{indicator} {header}".strip())
