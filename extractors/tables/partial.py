"""Grids of three-line tables and of tables ruled in part: the drawn rules completed by what the words show.

Takes a block (its rules) and the words inside, gives a grid. Rows are the bands between rules; a band in which columns hold
several figures, one under the other, is cut into a row for each. Columns are cut in the gaps between neighbours. Cells with no
rule between them in a ruled column are one.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from disclosure.geometry import Box, union
from disclosure.page import Word
from extractors.tables.blocks import Block
from extractors.tables.columns import find_edges
from extractors.tables.grid import CLOSE, Grid, Region, Segment, Slot, distinct, is_ruled, merge_cells
from extractors.tables.pieces import Piece, read_pieces
from extractors.tables.rows import split_band
from extractors.tables.spans import widen_headings

_TRUST = 0.9
"""Trust in a grid that was completed rather than drawn."""

_TRUST_UNRULED = 0.7
"""The same where only the outline is known."""


@dataclass(frozen=True)
class _Layout:
    xs: list[float]
    ys: list[float]
    across: list[Segment]
    pieces: list[Piece]


def complete_grid(page: int, block: Block, words: Sequence[Word]) -> Grid | None:
    """The grid of a block, None where the words show fewer than two columns or no two rows."""
    inside = [word for word in words if block.box.grow(1.0).holds(word.box.centre)]
    pieces = read_pieces(inside, block)
    if len(pieces) < 4:
        return None
    across = [*block.across, *_row_cuts(block, pieces)]
    ys = distinct([y for y, _, _ in across])
    xs = _column_edges(block, pieces, across, ys)
    if len(xs) < 3 or len(ys) < 3:
        return None
    layout = _Layout(xs, ys, across, pieces)
    regions, torn = merge_cells(
        len(ys) - 1, len(xs) - 1, lambda r, c: _open_right(layout, r, c), lambda r, c: _open_below(layout, r, c)
    )
    regions = _widen(layout, block, regions)
    slots = tuple(Slot(r, c, rs, cs, Box(xs[c], ys[r], xs[c + cs], ys[r + rs])) for r, c, rs, cs in regions)
    flavor, trust = ("lattice+words", _TRUST) if len(block.levels) > 2 or block.down else ("words", _TRUST_UNRULED)
    return Grid(page, tuple(xs), tuple(ys), slots, flavor, trust * (1.0 - 0.5 * torn / max(len(slots), 1)))


def _row_cuts(block: Block, pieces: Sequence[Piece]) -> list[Segment]:
    """Rules that are not drawn: between the rows of bands that hold several."""
    cuts: list[float] = []
    bands = sorted({(p.top, p.bottom) for p in pieces})
    for top, bottom in bands:
        members = [p for p in pieces if (p.top, p.bottom) == (top, bottom)]
        cuts += split_band(members)
    return [(y, block.box.x0, block.box.x1) for y in _settle(cuts, pieces)]


def _settle(cuts: Sequence[float], pieces: Sequence[Piece]) -> list[float]:
    """Cuts between which nothing is printed are one cut."""
    groups: list[list[float]] = []
    for cut in sorted(cuts):
        if groups and not any(groups[-1][-1] < piece.box.centre[1] < cut for piece in pieces):
            groups[-1].append(cut)
        else:
            groups.append([cut])
    return [sum(group) / len(group) for group in groups]


def _column_edges(block: Block, pieces: Sequence[Piece], across: Sequence[Segment], ys: Sequence[float]) -> list[float]:
    """Outer edges, drawn verticals, ends of short rules, and cuts in the gaps of each row."""
    box = block.box
    ends = [x for _, x0, x1 in across for x in (x0, x1) if box.x0 + CLOSE < x < box.x1 - CLOSE]
    drawn = [x for x, _, _ in block.down if box.x0 + CLOSE < x < box.x1 - CLOSE]
    rows = []
    for top, bottom in itertools.pairwise(ys):
        rows.append([p.box for p in pieces if _reaches(p, top, bottom, across)])
    inner = find_edges(rows, distinct([*drawn, *ends]))
    return distinct([box.x0, *inner, box.x1])


def _reaches(piece: Piece, top: float, bottom: float, across: Sequence[Segment]) -> bool:
    """Whether the piece's own cell, between the rules above and below it, covers that band."""
    y = piece.box.centre[1]
    if top <= y <= bottom:
        return True
    between = (bottom, y) if y > bottom else (y, top)
    x0, x1 = piece.box.x0, piece.box.x1
    return not any(
        between[0] - CLOSE <= at <= between[1] + CLOSE and min(b, x1) - max(a, x0) > 0.5 * (x1 - x0) for at, a, b in across
    )


def _widen(layout: _Layout, block: Block, regions: Sequence[Region]) -> list[Region]:
    """Headings widened over the columns that they span."""
    xs, ys, pieces = layout.xs, layout.ys, layout.pieces
    first = min((p.box.centre[1] for p in pieces if p.is_figure), default=ys[-1])
    body = max(k for k, y in enumerate(ys) if y <= first or k == 0)

    def text_in(region: Region) -> Box | None:
        r, c, rs, cs = region
        cell = Box(xs[c], ys[r], xs[c + cs], ys[r + rs])
        boxes = [p.box for p in pieces if cell.holds(p.box.centre)]
        return union(boxes) if boxes else None

    def is_drawn(edge: int, region: Region) -> bool:
        return is_ruled(block.down, xs[edge], ys[region[0]], ys[region[0] + region[2]])

    return widen_headings(regions, xs, body, text_in, is_drawn)


def _open_below(layout: _Layout, row: int, col: int) -> bool:
    xs, ys = layout.xs, layout.ys
    return not is_ruled(layout.across, ys[row + 1], xs[col], xs[col + 1])


def _open_right(layout: _Layout, row: int, col: int) -> bool:
    """Whether a piece of text runs over the edge on the right of that cell."""
    edge = layout.xs[col + 1]
    top, bottom = _run(layout, row, col)
    if (top, bottom) != _run(layout, row, col + 1):
        return False
    y0, y1 = layout.ys[top], layout.ys[bottom]
    return any(y0 <= p.box.centre[1] <= y1 and p.box.x0 + 1.5 < edge < p.box.x1 - 1.5 for p in layout.pieces)


def _run(layout: _Layout, row: int, col: int) -> tuple[int, int]:
    """The rows (first, last + 1) that are one cell with this one, in its column."""
    top, bottom = row, row
    while top > 0 and _open_below(layout, top - 1, col):
        top -= 1
    while bottom + 2 < len(layout.ys) and _open_below(layout, bottom, col):
        bottom += 1
    return top, bottom + 1
