"""False tables: page frames, shadows, seals, and boxes around running text look ruled but are none.

Takes a grid with its cells, says whether it is a table. Judges by evidence on the page only: cells, words, sizes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from disclosure.numerals import read_cell
from disclosure.page import Page
from disclosure.table import Cell
from extractors.tables.grid import Grid

_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")
_LONG = 120
"""A cell with more characters than this is running text."""


def is_table(grid: Grid, cells: Sequence[Cell], page: Page, first: bool) -> bool:
    """Whether the grid holds a table: several cells with text, side by side somewhere, not a frame round paragraphs.

    `first` says that nothing stands above it on its page: it may go on from the page before, without a heading.
    """
    filled = [cell for cell in cells if cell.text.strip()]
    if len(filled) < 2 or grid.shape[1] < 2:
        return False
    if len({cell.col for cell in filled}) < 2:
        return False
    if grid.flavor != "lattice" and _is_drawing(cells, first):
        return False
    return not _frames_text(grid, filled, page)


def is_coarse(cells: Sequence[Cell]) -> bool:
    """Whether the rules leave rows or columns unparted: most figures share their cell with other figures.

    Either many stand in one cell, or as many in one cell as in another beside it: so rows stand that no rule parts.
    """
    counts = [len(_FIGURE.findall(cell.text)) for cell in cells]
    crowded = sum(n for n in counts if n > 3)
    return sum(counts) > 4 and max(crowded, _stacked(cells)) > 0.4 * sum(counts)


def _stacked(cells: Sequence[Cell]) -> int:
    """How many figures stand in cells that hold nothing but several, as another cell of the row does."""
    several = [(cell.row, len(cell.text.split())) for cell in cells if all(map(read_cell, cell.text.split()))]
    alike = Counter(place for place in several if place[1] > 1)
    return sum(count * times for (_, count), times in alike.items() if times > 1)


def _is_drawing(cells: Sequence[Cell], first: bool) -> bool:
    """A chart: its frame and grid lines make cells, but nothing heads them and few are filled."""
    top = [cell.text.strip() for cell in cells if cell.row == 0]
    if all(top) and not any(read_cell(text) for text in top):
        return False
    headed = len(_heads(cells)) >= min(2, len(top)) and (first or not any(read_cell(text) for text in top))
    filled = sum(bool(cell.text.strip()) for cell in cells)
    return not headed or filled < 0.2 * len(cells)


def _heads(cells: Sequence[Cell]) -> set[int]:
    """The columns that have words above the first row of figures, or in the first row: a heading may take several lines."""
    figures = min((cell.row for cell in cells if read_cell(cell.text)), default=0)
    return {cell.col for cell in cells if cell.text.strip() and cell.row <= max(figures - 1, 0)}


def _frames_text(grid: Grid, filled: Sequence[Cell], page: Page) -> bool:
    """A frame: nearly the whole page, and one cell holds nearly everything."""
    most = max(filled, key=lambda cell: len(cell.text))
    share = len(most.text) / sum(len(cell.text) for cell in filled)
    covers = grid.box.area > 0.6 * page.width * page.height
    return len(filled) <= 4 and len(most.text) > _LONG and (share > 0.8 or covers)
