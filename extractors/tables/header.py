"""How many rows from the top of a table are its header.

Takes the cells, gives a count; 0 where the first row already looks like a label with its value, as in forms.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from disclosure.numerals import read_cell
from disclosure.table import Cell, Table
from extractors.tables.surroundings import is_caption

_COLUMN_NAMES = re.compile(r"^(栏次|列号|列次|序列|栏目)$")
_ORDINAL = re.compile(r"^[（(]?(\d{1,2}|[A-Z]|[甲乙丙丁])[）)]?([=＝].*)?$")
_FORMULA = re.compile(r"^(\d{1,2}|[A-Z])[=＝+＋\-－*×()（）\dA-Z÷/%％]+$")


def count_header_rows(cells: Sequence[Cell]) -> int:
    """Rows of header: the first row with everything it spans and splits into, and a row of column numbers (栏次 1 2 3)."""
    grid = Table("", (), tuple(cells)).grid()
    if not grid:
        return 0
    top = _first_titled_row(grid)
    if top >= len(grid) or not _is_heading(grid[top]):
        return 0
    rows = top + max((c.row_span for c in grid[top] if c and c.row == top), default=1)
    rows = _grow(grid, rows)
    while rows < len(grid) and _numbers_columns(grid[rows]):
        rows += 1
    return 0 if _is_form(grid[rows:]) else min(rows, len(grid))


def inner_title(cells: Sequence[Cell]) -> str:
    """The title inside the frame: the text of a first row that is one cell over the whole width, empty where there is none."""
    top = [cell for cell in cells if cell.row == 0]
    whole = len(top) == 1 and len({cell.col for cell in cells}) > 1
    text = top[0].text if whole else ""
    return text if len(text) <= 60 and not is_caption(text) and not text.endswith(("。", "：", ":")) else ""


def _is_form(body: Sequence[Sequence[Cell | None]]) -> bool:
    """Whether the rows are cut into columns in many ways, as in a form of labels and values: then no row heads the others."""
    if len(body) < 5:
        return False
    patterns = Counter(tuple(c.col for c in {id(c): c for c in row if c}.values()) for row in body)
    inner = sum(_heads_figures(row) for row in body)
    return patterns.most_common(1)[0][1] < 0.6 * len(body) or 0 < inner < 0.3 * len(body)


def _heads_figures(row: Sequence[Cell | None]) -> bool:
    """Whether a row inside the table is itself a row of headings: four words or more side by side and no digit."""
    texts = [c.text for c in {id(c): c for c in row if c}.values() if c.text.strip()]
    return len(texts) >= 4 and not any(char.isdigit() for text in texts for char in text)


def _first_titled_row(grid: Sequence[Sequence[Cell | None]]) -> int:
    """Skips a title and captions inside the frame: a single cell over the whole width, 部门：… 单位：…"""
    row = 0
    while row + 1 < len(grid) and len(grid[row]) > 1 and _is_inner_caption(grid[row]):
        row += 1
    return row


def _is_inner_caption(row: Sequence[Cell | None]) -> bool:
    cells = {id(c): c for c in row if c}.values()
    texts = [c.text for c in cells if c.text.strip()]
    return len(cells) == 1 or (bool(texts) and all(is_caption(text) for text in texts))


def _is_heading(row: Sequence[Cell | None]) -> bool:
    cells = {id(c): c for c in row if c}.values()
    texts = [c.text for c in cells if c.text.strip()]
    return len(texts) >= 2 and all(read_cell(text) is None for text in texts)


def _grow(grid: Sequence[Sequence[Cell | None]], rows: int) -> int:
    """Takes in rows below as long as a header cell that spans columns is split into headings there.

    A row of figures stays outside even so: 类 款 项 may stand beside the total's figures.
    """
    while rows < len(grid):
        parents = [c for c in {id(c): c for c in grid[rows - 1] if c}.values() if c.col_span > 1 and c.text.strip()]
        split = [p for p in parents if _is_split(grid[rows], p)]
        if not split or any(c and c.row == rows and read_cell(c.text) for c in grid[rows]):
            break
        spans = [
            c.row_span for c in grid[rows] if c and c.row == rows and any(p.col <= c.col < p.col + p.col_span for p in split)
        ]
        rows = min(len(grid), rows + max(spans, default=1))
    return rows


def _is_split(row: Sequence[Cell | None], parent: Cell) -> bool:
    """Whether the cells under a spanning header cell are headings themselves: several, with words and no figures."""
    under = {id(c): c for c in row[parent.col : parent.col + parent.col_span] if c and c is not parent}.values()
    texts = [c.text.strip() for c in under]
    return len(texts) > 1 and sum(map(bool, texts)) > 1 and all(read_cell(t) is None for t in texts if t)


def _numbers_columns(row: Sequence[Cell | None]) -> bool:
    """Whether the row numbers the columns: 栏次 1 2 3, A B C=A-B, or bare ordinals that go up one by one."""
    texts = [c.text.replace(" ", "") for c in {id(c): c for c in row if c}.values() if c.text.strip()]
    named = any(_COLUMN_NAMES.match(text) for text in texts)
    others = [t for t in texts if not _COLUMN_NAMES.match(t)]
    if not all(_ORDINAL.match(t) or _FORMULA.match(t) for t in others):
        return False
    numbers = [int(t) for t in others if t.isdigit()]
    return named or (
        len(others) > 2 and (not numbers or (numbers == list(range(numbers[0], numbers[0] + len(numbers))) and numbers[0] <= 1))
    )
