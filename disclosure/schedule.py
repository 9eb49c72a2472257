"""A table understood: what it is, what its rows and columns mean, and the figures as facts.

Rows are logical: a table of two lanes (收入 beside 支出) has two logical rows on one printed line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TypeVar

from disclosure.fact import Fact, Measure, Place
from disclosure.quantity import Unit

Name = TypeVar("Name")


class RowKind(StrEnum):
    """What part a row plays in its table's arithmetic."""

    LINE = "line"
    OF_WHICH = "of_which"  # 其中: a part, but the parts listed need not be all
    SUBTOTAL = "subtotal"  # 小计, 本年收入合计
    TOTAL = "total"  # 合计, 总计


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures. `path` are its header words from the top down, `name` the canonical name of the last that matters."""

    id: str
    index: int
    lane: int
    path: tuple[str, ...]
    name: str
    measure: Measure = Measure.OTHER
    unit: Unit | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A logical row. `label` is canonical (numbering and blanks stripped), `code` its account code; `parent` is a row id.

    `level` counts from 0; `place` is where the label is printed.
    """

    id: str
    index: int
    lane: int
    label: str
    code: str | None = None
    kind: RowKind = RowKind.LINE
    level: int = 0
    parent: str | None = None
    place: Place | None = None
    printed: str = ""


@dataclass(frozen=True)
class Schedule:
    """One understood table.

    `kind` is a key of the registry of schedule kinds (`final.summary` … `budget.three_public`, `unknown`); `lanes` names the lanes
    (收入, 支出), one empty name where there is one lane. `facts` hold every figure; blank money cells of recognised rows are facts
    with `blank` set. `notes` are the lines under the table.
    """

    id: str
    kind: str
    title: str
    unit: Unit | None
    pages: tuple[int, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    facts: tuple[Fact, ...]
    tables: tuple[str, ...] = ()
    lanes: tuple[str, ...] = ("",)
    part: str = ""
    notes: tuple[str, ...] = ()
    confidence: float = 1.0

    @cached_property
    def _figures(self) -> dict[tuple[str | None, str | None], Fact]:
        return {(fact.row, fact.column): fact for fact in self.facts}

    @cached_property
    def _below(self) -> dict[str | None, list[Row]]:
        return _grouped((row.parent, row) for row in self.rows)

    @cached_property
    def _labelled(self) -> dict[str, list[Row]]:
        return _grouped((row.label, row) for row in self.rows)

    @cached_property
    def _coded(self) -> dict[str | None, list[Row]]:
        return _grouped((row.code, row) for row in self.rows)

    def at(self, row: Row | None, column: Column | None) -> Fact | None:
        """The figure there, None where either is missing or nothing was read."""
        return self._figures.get((row.id, column.id)) if row and column else None

    def children(self, row: Row) -> list[Row]:
        """The rows directly below it in the hierarchy."""
        return list(self._below.get(row.id, ()))

    def row(self, label: str, lane: int | None = None) -> Row | None:
        """The only row with that canonical label (in that lane), None where there is none or more than one."""
        found = [r for r in self._labelled.get(label, ()) if lane in (None, r.lane)]
        return found[0] if len(found) == 1 else None

    def coded(self, code: str) -> Row | None:
        """The only row with that account code, None where there is none or more than one."""
        found = self._coded.get(code, ())
        return found[0] if len(found) == 1 else None

    def column(self, name: str, lane: int | None = None) -> Column | None:
        """The only column with that canonical name (in that lane), None where there is none or more than one."""
        found = [c for c in self.columns if c.name == name and lane in (None, c.lane)]
        return found[0] if len(found) == 1 else None

    def figures(self, row: Row) -> Iterator[tuple[Column, Fact]]:
        """The row's columns with their figures, left to right."""
        for column in self.columns:
            fact = self.at(row, column)
            if fact is not None:
                yield column, fact


def _grouped(pairs: Iterable[tuple[Name, Row]]) -> dict[Name, list[Row]]:
    """Rows by name, in print order."""
    groups: dict[Name, list[Row]] = {}
    for name, row in pairs:
        groups.setdefault(name, []).append(row)
    return groups
