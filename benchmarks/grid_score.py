"""How much of a table's grid was read: neighbourhoods of cells, found against true.

Takes one table of a truth file and the rows that were read for it; gives counts, never judges which table is which. The measure is
the one of the ICDAR 2013 table competition (Göbel et al., "A Methodology for Evaluating Algorithms for Table Understanding in PDF
Documents"): every filled cell makes a pair with its nearest filled neighbour to the right and with the one below, along each row
and column that it covers; two grids agree where they make the same pairs. A row that is cut in two, a column that is lost, a span
too wide: each breaks the pairs around it and no others. Needs only the standard library.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, zip_longest
from typing import Any

Rows = Sequence[Sequence[Mapping[str, Any] | None]]
"""Rows of places; a merged cell stands, the same object, in every place that it covers."""
Pair = tuple[str, str, str]
"""Text of a cell, of its neighbour, and whether that stands `right` or `below`."""


def grid_score(truth_table: Mapping[str, Any], rows: Rows) -> tuple[int, int, int]:
    """(right, expected, found) pairs of neighbours; recall is right / expected, precision right / found.

    `truth_table` has `cells` with row, col, row_span, col_span and text, as a truth file has them. `rows` is what `rows_of` makes of
    the cells that were read.
    """
    expected, found = pairs(rows_of(truth_table["cells"])), pairs(rows)
    return sum((expected & found).values()), sum(expected.values()), sum(found.values())


def rows_of(cells: Sequence[Mapping[str, Any]]) -> Rows:
    """The rows of a table from its cells (of a truth file, or of `gouji tables FILE --format json`)."""
    height = max((cell["row"] + (cell.get("row_span") or 1) for cell in cells), default=0)
    width = max((cell["col"] + (cell.get("col_span") or 1) for cell in cells), default=0)
    rows: list[list[Mapping[str, Any] | None]] = [[None] * width for _ in range(height)]
    for cell in cells:
        for r in range(cell["row"], cell["row"] + (cell.get("row_span") or 1)):
            for c in range(cell["col"], cell["col"] + (cell.get("col_span") or 1)):
                rows[r][c] = cell
    return rows


def pairs(rows: Rows) -> Counter[Pair]:
    """The neighbourhoods of the filled cells. Two cells are neighbours once, however many rows or columns they share."""
    columns = zip_longest(*rows)
    met = {(id(a), id(b)): (plain(a["text"]), plain(b["text"]), "right") for row in rows for a, b in _neighbours(row)}
    under = {(id(a), id(b)): (plain(a["text"]), plain(b["text"]), "below") for column in columns for a, b in _neighbours(column)}
    return Counter([*met.values(), *under.values()])


def _neighbours(line: Sequence[Mapping[str, Any] | None]) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """Filled cells that follow one another on the line, nothing but empty places between."""
    filled = [cell for cell in line if cell is not None and plain(cell["text"])]
    return ((a, b) for a, b in pairwise(filled) if a is not b)


def plain(text: str) -> str:
    """The text as it is compared: without blanks, full-width forms and half-width ones alike."""
    return "".join(unicodedata.normalize("NFKC", text).split())
