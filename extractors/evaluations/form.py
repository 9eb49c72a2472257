"""Where the blocks of a self-evaluation form lie: its header rows, and what each column of them holds.

Takes a table, gives a `Form`. A table is a form when a header row names first-level and lower indicators beside scores or
completed values; a list of goals without either (绩效目标申报表) is not one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from disclosure.table import Cell, Table
from extractors.evaluations.words import bare, clean, words

Grid = list[list[Cell | None]]
LEVELS = ("group", "kind", "name")
NUMERALS = "一二三四"
LEVEL = re.compile(r"^[^\u4e00-\u9fff]*(?P<numeral>[一二三四])?级(?:绩效)?指标")  # 一 is often read as a dash
BUDGETS = ("initial_budget", "adjusted_budget", "budget", "actual")


@dataclass(frozen=True)
class Form:
    """A recognised form. `funds` and `indicators` map a role to the columns that hold it, left to right."""

    table: Table
    grid: Grid
    title: str
    indicator_row: int
    indicators: dict[str, tuple[int, ...]]
    funds_row: int | None = None
    funds: dict[str, tuple[int, ...]] | None = None

    def text(self, row: int, col: int | None) -> str:
        """The cleaned text there, empty where there is no cell."""
        cell = self.cell(row, col)
        return clean(cell.text) if cell else ""

    def cell(self, row: int, col: int | None) -> Cell | None:
        """The cell that covers that place."""
        return self.grid[row][col] if col is not None and 0 <= row < len(self.grid) else None

    def row(self, row: int) -> list[Cell]:
        """The row's cells, each once, left to right."""
        return distinct(self.grid[row])

    def quote(self, row: int) -> str:
        """The row as a reader sees it, without the label of its whole block."""
        cells = [c for c in self.row(row) if not (c.col == 0 and c.row_span > 1)]
        return " ".join(filter(None, (clean(c.text) for c in cells)))


def recognise(table: Table) -> Form | None:
    """The form that the table is, None where it is none."""
    grid = table.grid()
    found = _indicator_header(grid)
    if found is None:
        return None
    row, roles = found
    title = clean(table.title) or _inner_title(grid)
    if not ({"score", "actual"} & set(roles)) or not (words().title.search(title) or "score" in roles):
        return None
    funds_row, funds = _funds_header(grid, row)
    return Form(table, grid, title, row, roles, funds_row, funds)


def distinct(cells: list[Cell | None]) -> list[Cell]:
    """The cells of one row, each once, left to right."""
    found: list[Cell] = []
    for cell in cells:
        if cell is not None and (not found or found[-1] is not cell):
            found.append(cell)
    return found


def _indicator_header(grid: Grid) -> tuple[int, dict[str, tuple[int, ...]]] | None:
    for index, row in enumerate(grid):
        roles = _roles(row, words().indicators) | _levels(row)
        if "group" in roles and ({"kind", "name"} & set(roles)) and ({"weight", "score", "actual", "target"} & set(roles)):
            return index, roles
    return None


def _levels(row: list[Cell | None]) -> dict[str, tuple[int, ...]]:
    """The columns of the levels: by their numeral, and where recognition lost it (级指标) by their order."""
    found: dict[str, tuple[int, ...]] = {}
    level = -1
    for cell in distinct(row):
        match = LEVEL.search(bare(cell.text))
        if match:
            level = NUMERALS.index(match["numeral"]) if match["numeral"] else level + 1
            if level < len(LEVELS):
                found.setdefault(LEVELS[level], (cell.col,))
    return found


def _funds_header(grid: Grid, before: int) -> tuple[int | None, dict[str, tuple[int, ...]] | None]:
    """The header of the funds block above the indicators: budget and execution side by side, or either beside a rate."""
    for index, row in enumerate(grid[:before]):
        roles = _roles(row, words().funds)
        roles = {role: kept for role, cols in roles.items() if (kept := tuple(c for c in cols if _holds_numbers(grid, index, c)))}
        money = [role for role in BUDGETS if role in roles]
        if len(money) >= 2 or (money and "execution_rate" in roles):
            return index, roles
    return None, None


def _holds_numbers(grid: Grid, header: int, col: int) -> bool:
    """Whether the column may hold figures: the cell below its header is its own and not a label."""
    below = grid[header + 1][col] if header + 1 < len(grid) else None
    if below is None or below is grid[header][col]:
        return below is None
    return not re.search(r"[\u4e00-\u9fff]{2}", clean(below.text)) or len(clean(below.text)) > 30


def _roles(row: list[Cell | None], section: Mapping[str, re.Pattern[str]]) -> dict[str, tuple[int, ...]]:
    """Role → columns; each header cell has the first role whose words it shows."""
    found: dict[str, tuple[int, ...]] = {}
    for cell in distinct(row):
        text = bare(cell.text)
        if not text or len(text) > 16:
            continue
        role = next((name for name, pattern in section.items() if pattern.search(text)), None)
        if role:
            found[role] = (*found.get(role, ()), cell.col)
    return found


def _inner_title(grid: Grid) -> str:
    """A title printed as the first row of the table itself."""
    cells = distinct(grid[0]) if grid else []
    filled = [clean(c.text) for c in cells if clean(c.text)]
    return filled[0] if len(filled) == 1 else ""
