"""A table of several blocks, each with header cells of its own (绩效评价基础数据表), cut where a new header line begins.

Takes the grid; gives per block its lines, how many of them are header, and whether it is the block of money by year (上年决算数,
预算数, 决算数). A line is a header when it names at least two measures or units and holds no number.
"""

from __future__ import annotations

from collections.abc import Sequence

from disclosure.numerals import is_blank, read_cell
from disclosure.table import Cell
from extractors.schedules.header import Line
from extractors.schedules.text import squeeze

_MEASURES = ("决算数", "预算数", "编制数", "控制率", "规模", "在职人数", "投资")


def split_blocks(grid: Sequence[Line]) -> list[tuple[list[Line], int, bool]]:
    """(lines, header rows, is the money block) per block, top to bottom; lines before the first header are dropped."""
    starts = [index for index, line in enumerate(grid) if _is_header(line)]
    ends = [*starts[1:], len(grid)]
    return [(list(grid[a:b]), 1, _is_money(grid[a])) for a, b in zip(starts, ends, strict=True) if b - a > 1]


def _is_header(line: Line) -> bool:
    texts = _texts(line)
    named = sum(1 for text in texts if any(word in text for word in _MEASURES))
    return named >= 2 and not any(read_cell(text) for text in texts)


def _is_money(line: Line) -> bool:
    return sum(1 for text in _texts(line) if text.endswith(("决算数", "预算数"))) >= 2


def _texts(line: Line) -> list[str]:
    cells: dict[int, Cell] = {id(cell): cell for cell in line if cell is not None}
    return [squeeze(cell.text) for cell in cells.values() if not is_blank(cell.text)]
