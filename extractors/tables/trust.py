"""How far a grid can be trusted: what the page shows for it and against it, as one number from 0 to 1.

Takes a grid, its filled cells and the words of its page. Starts from how the grid was found (rules closing every cell, rules completed
by words, words alone) and takes off for what contradicts it: words that stand in no one cell, several figures in one cell, and where
the edges were inferred, figures of one column that line up in no way and rows of figures that nothing names. Below 0.5 the
grid is no evidence: what is read from it is compared with nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from disclosure.geometry import Box
from disclosure.numerals import read_cell
from disclosure.page import Word
from disclosure.table import Cell
from extractors.tables.fill import char_edges, neatness
from extractors.tables.grid import Grid

DOUBTFUL = 0.8
"""From here on nothing but the want of rules speaks against a grid: its figures are as sure as their reading. Below, no surer than it."""
_FLUSH = 3.0
"""Figures of one column end, stand or begin within this distance (points) of one position."""
_FEW = 3
"""Fewer figures than this in a column, or rows of figures in a table, prove nothing about how it is set."""


def grid_confidence(grid: Grid, cells: Sequence[Cell], header: int, words: Sequence[Word]) -> float:
    """The confidence of a table's grid on one page; its first `header` rows are headings and number their columns as they like."""
    found = grid.trust * (0.5 + 0.5 * neatness(grid, words)) * single(cells)
    if grid.flavor != "lattice":
        body = [cell for cell in cells if cell.row >= header]
        found *= (0.5 + 0.5 * lined_up(body, words)) * (0.5 + 0.5 * labelled(body))
    return round(found, 4)


def single(cells: Sequence[Cell]) -> float:
    """Of the cells that hold nothing but figures, the share that holds one; 1 where there are none.

    One cell with several may be print; it takes many for rows or columns that were not parted.
    """
    counts = [len(tokens) for cell in cells if (tokens := cell.text.split()) and all(map(read_cell, tokens))]
    several = sum(count > 1 for count in counts)
    return 1.0 if several < 2 else 1.0 - several / len(counts)


def lined_up(cells: Sequence[Cell], words: Sequence[Word]) -> float:
    """The share of figures that end, stand or begin where the others of their column do; 1 where too few could."""
    columns: dict[int, list[Box]] = {}
    for cell in cells:
        if cell.col_span == 1 and read_cell(cell.text) and (box := _ink(cell, words)):
            columns.setdefault(cell.col, []).append(box)
    full = [boxes for boxes in columns.values() if len(boxes) >= _FEW]
    good = sum(
        max(_agree([b.x1 for b in boxes]), _agree([b.centre[0] for b in boxes]), _agree([b.x0 for b in boxes])) for boxes in full
    )
    return good / sum(map(len, full)) if full else 1.0


def _ink(cell: Cell, words: Sequence[Word]) -> Box | None:
    """Where the figure of the cell is printed: without the sign or the bracket that may hang out of its column."""
    word = next((w for w in words if cell.box.holds(w.box.centre)), None)
    if word is None:
        return None
    edges = char_edges(word)
    digits = [k for k, char in enumerate(word.text) if char.isdigit()]
    return Box(edges[digits[0]], word.box.y0, edges[digits[-1] + 1], word.box.y1) if digits else None


def _agree(positions: Sequence[float]) -> int:
    """How many positions lie near the one that most lie near."""
    return max(sum(abs(x - y) <= _FLUSH for y in positions) for x in positions)


def labelled(cells: Sequence[Cell]) -> float:
    """The share of rows with two figures or more that also hold words; 1 where there are hardly any: one row needs no name."""
    figures = Counter(row for cell in cells if read_cell(cell.text) for row in _rows(cell))
    named = {row for cell in cells if cell.text.strip() and read_cell(cell.text) is None for row in _rows(cell)}
    rows = [row for row, count in figures.items() if count > 1]
    return sum(row in named for row in rows) / len(rows) if len(rows) >= _FEW else 1.0


def _rows(cell: Cell) -> range:
    return range(cell.row, cell.row + cell.row_span)
