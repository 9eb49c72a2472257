"""Logical rows: label and code of every lane of a printed line, and which row stands under which.

Parents come from account codes first (the longest prefix that has a row), then from numbering and 其中. A row whose parent is not
certain has none. Wrapped or repeated header lines and lines that only number the columns are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from disclosure.fact import Place
from disclosure.numerals import is_blank
from disclosure.schedule import Row, RowKind
from disclosure.table import Cell
from extractors.schedules.header import Head, Line, is_code, is_numbering_line
from extractors.schedules.text import depth, is_of_which, label, squeeze

_LEADING_CODE = re.compile(r"^([1-9]\d{2}(?:\d{2}){0,2})(?=[^\d.,年%])(.+)$")
_TOTALS = frozenset({"合计", "总计", "收入总计", "支出总计", "收入合计", "支出合计"})
_CARRY = re.compile(r"^(?:年初|年末|上年|结转下年).*结[转余]")


@dataclass(frozen=True, slots=True)
class Printed:
    """A logical row and the printed line it stands on.

    `covered` is the last column that its label covers; `named` says that it has a label or code, or that its lane has no such column.
    """

    row: Row
    line: Line
    covered: int
    named: bool


def read_rows(grid: Sequence[Line], end: int, heads: Sequence[Head], prefix: str) -> tuple[Printed, ...]:
    """The logical rows below the header, lane by lane on each line, parents set."""
    top = [[squeeze(c.text) if c else "" for c in line] for line in grid[:end]]
    found: list[Printed] = []
    for index in range(end, len(grid)):
        line = grid[index]
        if is_numbering_line(line) or [squeeze(c.text) if c else "" for c in line] in top:
            continue
        found.extend(_lanes_of(line, index, heads, prefix))
    parents = _parents([printed.row for printed in found])
    return tuple(replace(p, row=replace(p.row, parent=parents.get(p.row.id))) for p in found)


def _lanes_of(line: Line, index: int, heads: Sequence[Head], prefix: str) -> Iterator[Printed]:
    for lane in sorted({head.lane for head in heads}):
        mine = [head for head in heads if head.lane == lane]
        stubs = [c for c in _cells(line, [h.index for h in mine if h.role in ("code", "label")]) if c.col >= mine[0].index]
        stubs = [cell for cell in stubs if not is_blank(cell.text)]
        figures = any(not is_blank(cell.text) for cell in _cells(line, [h.index for h in mine if h.role == "figure"]))
        code, text, cell = _identify(line, mine, stubs or _strays(line, mine))
        if cell is None and not figures:
            continue
        place = Place(cell.page, cell.box) if cell else _place(line, mine)
        covered = cell.col + cell.col_span - 1 if cell else mine[0].index - 1
        name = label(text)
        depths = depth(text)
        level = len(code) // 2 - 1 if code else depths or 0
        row = Row(f"{prefix}-r{index}-{lane}", index, lane, name, code, _kind(name, text, code), level, None, place, text)
        named = bool(name or code) or not any(h.role in ("code", "label") for h in mine)
        yield Printed(row, line, covered, named)


def _strays(line: Line, mine: Sequence[Head]) -> list[Cell]:
    """Names of subtotals that a merged cell has put into a figure column of the lane."""
    inside = [c for c in _cells(line, [h.index for h in mine if h.role == "figure"]) if c.col >= mine[0].index]
    return [cell for cell in inside if label(cell.text).endswith(("合计", "总计", "小计"))]


def _identify(line: Line, mine: Sequence[Head], stubs: list[Cell]) -> tuple[str | None, str, Cell | None]:
    """Code, label as printed and the cell that names the row."""
    # A lone 0 where a name belongs is how some systems print an empty row.
    texts = [cell for cell in stubs if not is_blank(cell.text) and squeeze(cell.text) != "0"]
    if not texts:
        return None, "", None
    parts = [squeeze(c.text) for c in _cells(line, [h.index for h in mine if h.role == "code"]) if not is_blank(c.text)]
    code = _code(parts)
    named = [cell for cell in texts if not squeeze(cell.text).isdigit()]
    cell = named[-1] if named else texts[-1]
    text = squeeze(cell.text) if named else ""
    leading = _LEADING_CODE.match(text)
    if code is None and leading:
        code, text = leading[1], leading[2]
    return code, text, cell


def _code(parts: list[str]) -> str | None:
    """The account code from one cell or from 类, 款, 项 cells; cumulative parts (208, 20801) give the longest."""
    digits = [part for part in parts if part.isdigit()]
    if not digits or len(digits) < len(parts):
        return None
    if is_code(digits[-1]) and (len(digits) == 1 or digits[-1].startswith(digits[0])):
        return digits[-1]
    joined = "".join([digits[0], *(part.zfill(2) for part in digits[1:])])
    return joined if is_code(joined) else None


def _kind(name: str, text: str, code: str | None) -> RowKind:
    if is_of_which(text):
        return RowKind.OF_WHICH
    if code is None and name in _TOTALS:
        return RowKind.TOTAL
    if code is None and (name.endswith("合计") or name.endswith("小计")):
        return RowKind.SUBTOTAL
    return RowKind.LINE


def _parents(rows: list[Row]) -> dict[str, str]:
    coded = {row.code: row for row in reversed(rows) if row.code}
    total = [row for row in rows if row.kind is RowKind.TOTAL and row.label == "合计"]
    parents: dict[str, str] = {}
    for row in rows:
        if row.code is None:
            continue
        above = [coded[row.code[:n]] for n in (5, 3) if n < len(row.code) and row.code[:n] in coded]
        if above:
            parents[row.id] = above[0].id
        elif len(total) == 1:
            parents[row.id] = total[0].id
    for lane in {row.lane for row in rows}:
        parents |= _by_numbering([row for row in rows if row.lane == lane and row.code is None])
    return parents


def _by_numbering(rows: list[Row]) -> dict[str, str]:
    """Parents of rows without codes: a deeper numbering stands under the shallower one above it, 其中 under the row above it."""
    parents: dict[str, str] = {}
    path: list[tuple[int, Row]] = []
    opened: Row | None = None
    last: Row | None = None
    for row in rows:
        level = depth(row.printed)
        if row.kind in (RowKind.TOTAL, RowKind.SUBTOTAL):
            path, opened = [], None
        elif _CARRY.match(row.label):
            path, opened = [], row
        elif opened is not None:
            parents[row.id] = opened.id
        elif row.kind is RowKind.OF_WHICH and last is not None:
            parents[row.id] = last.id
        elif level is not None:
            path = [(depth_, above) for depth_, above in path if depth_ < level]
            if path:
                parents[row.id] = path[-1][1].id
            path.append((level, row))
        if row.kind is RowKind.LINE:
            last = row
    return parents


def _cells(line: Line, columns: Sequence[int]) -> list[Cell]:
    """The cells in those columns, a merged cell once."""
    found: dict[int, Cell] = {}
    for column in columns:
        cell = line[column]
        if cell is not None:
            found.setdefault(id(cell), cell)
    return list(found.values())


def _place(line: Line, mine: Sequence[Head]) -> Place | None:
    cell = next((line[head.index] for head in mine if line[head.index] is not None), None)
    return Place(cell.page, cell.box) if cell else None
