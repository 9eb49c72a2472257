"""Grids of three-line tables and of tables ruled in part: the drawn rules completed by what the words show.

Takes a block (its rules) and the words inside, gives a grid. Rows are the bands between rules; a band in which columns hold
several figures, one under the other, is cut into a row for each. Columns are cut in the gaps between neighbours. Cells with no
rule between them in a ruled column are one.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from disclosure.geometry import Box, union
from disclosure.page import Word
from extractors.tables.blocks import Block
from extractors.tables.carrying import cleared
from extractors.tables.columns import find_edges, leeway
from extractors.tables.grid import CLOSE, Grid, Region, Segment, Slot, distinct, is_ruled, merge_cells
from extractors.tables.pieces import Piece, read_pieces
from extractors.tables.rows import Cut, split_band
from extractors.tables.spans import Sheet, join_empty, widen_texts

_TRUST = 0.9
"""Trust in a grid that was completed rather than drawn."""

_TRUST_UNRULED = 0.85
"""The same where only the outline is known."""


@dataclass(frozen=True)
class _Layout:
    xs: list[float]
    ys: list[float]
    across: list[Segment]
    pieces: list[Piece]


def complete_grid(page: int, block: Block, words: Sequence[Word], carried: Sequence[float] = ()) -> Grid | None:
    """The grid of a block, None where the words show fewer than two columns or no two rows.

    `carried` are column edges of the page before, where the table goes on from it.
    """
    inside = [word for word in words if block.box.grow(1.0).holds(word.box.centre)]
    pieces = read_pieces(inside, block)
    if len(pieces) < 4:
        return None
    across = [*block.across, *_row_cuts(block, pieces)]
    ys = distinct([y for y, _, _ in across])
    xs = _column_edges(block, pieces, across, ys, carried)
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
    cuts: list[Cut] = []
    bands = sorted({(p.top, p.bottom) for p in pieces})
    for top, bottom in bands:
        members = [p for p in pieces if (p.top, p.bottom) == (top, bottom)]
        cuts += split_band(members)
    return [line for group in _settle(cuts, pieces) for line in _as_rules(group, block.box)]


def _settle(cuts: Sequence[Cut], pieces: Sequence[Piece]) -> list[list[Cut]]:
    """Cuts between which nothing is printed are one cut."""
    groups: list[list[Cut]] = []
    for cut in sorted(cuts, key=lambda c: c.y):
        if groups and not any(groups[-1][-1].y < piece.box.centre[1] < cut.y for piece in pieces):
            groups[-1].append(cut)
        else:
            groups.append([cut])
    return groups


def _as_rules(cuts: Sequence[Cut], box: Box) -> Iterator[Segment]:
    """The cut from side to side, left out where one text belongs to both rows."""
    y, start = sum(cut.y for cut in cuts) / len(cuts), box.x0
    for x0, x1 in sorted(stretch for cut in cuts for stretch in cut.whole):
        yield y, start, max(x0, start)
        start = max(x1, start)
    yield y, start, max(box.x1, start)


def _column_edges(
    block: Block, pieces: Sequence[Piece], across: Sequence[Segment], ys: Sequence[float], carried: Sequence[float]
) -> list[float]:
    """Outer edges, drawn verticals, ends of short rules, and cuts in the gaps of each row."""
    box = block.box
    ends = [x for _, x0, x1 in block.across for x in (x0, x1) if box.x0 + CLOSE < x < box.x1 - CLOSE]
    drawn = [x for x, _, _ in block.down if box.x0 + CLOSE < x < box.x1 - CLOSE]
    rows = []
    for top, bottom in itertools.pairwise(ys):
        rows.append([p.box for p in pieces if _reaches(p, top, bottom, across)])
    fixed = distinct([*drawn, *ends])
    figures = {p.box for p in pieces if p.is_figure}
    inner = find_edges(rows, sorted([*fixed, *cleared(carried, [p.box for p in pieces], fixed)]), figures)
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
    """Headings and labels widened over the columns that they span, empty cells cut as those around them."""
    sheet = _sheet(layout, block)
    return join_empty(widen_texts(regions, sheet), sheet)


def _sheet(layout: _Layout, block: Block) -> Sheet:
    xs, ys, pieces = layout.xs, layout.ys, layout.pieces
    first = min((p.box.centre[1] for p in pieces if p.is_figure), default=ys[-1])
    body = max(k for k, y in enumerate(ys) if y <= first or k == 0)
    drawn = distinct([block.box.x0, block.box.x1, *(x for x, _, _ in block.down)])

    def inside(region: Region) -> list[Piece]:
        r, c, rs, cs = region
        cell = Box(xs[c], ys[r], xs[c + cs], ys[r + rs])
        return [p for p in pieces if cell.holds(p.box.centre)]

    def text_in(region: Region) -> Box | None:
        found = inside(region)
        return union(p.box for p in found) if found else None

    def is_figure(region: Region) -> bool:
        return any(p.is_figure for p in inside(region))

    def is_drawn(edge: int, region: Region) -> bool:
        return is_ruled(block.down, xs[edge], ys[region[0]], ys[region[0] + region[2]])

    return Sheet(xs, [leeway(x, [p.box for p in pieces], drawn) for x in xs], body, cache(text_in), cache(is_figure), is_drawn)


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
