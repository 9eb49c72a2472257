"""Columns carried over a page break: a table that goes on without its header may show no text in a column, which is there all the same.

Takes a block of rules at the top of a page and the grid at the foot of the page before (points), gives the column edges to start
from. Gives none where anything else stands between the two, where they are not equally wide, or where texts contradict the edges.
"""

from __future__ import annotations

from collections.abc import Sequence

from disclosure.geometry import Box
from disclosure.page import Page
from extractors.tables.blocks import Block
from extractors.tables.grid import Grid
from extractors.tables.surroundings import Line, free_lines, is_running

_SHIFT = 30.0
"""How far (points) a table may stand from its place on the page before."""
_WIDER = 8.0
"""How much wider or narrower (points) it may be."""
_GIVE = 24.0
"""How far (points) an edge that was put into a gap between texts may move: it lay somewhere in that gap."""


def carried_edges(
    block: Block, page: Page, lines: Sequence[Line], before: Page | None, grids: Sequence[Grid]
) -> tuple[float, ...]:
    """The inner column edges of the table that the block goes on with. `lines` are the page's, `grids` those of the page before."""
    if before is None or not grids or any(line.box.y1 <= block.box.y0 + 2 and not is_running(line, page) for line in lines):
        return ()
    last = max(grids, key=lambda grid: grid.ys[-1])
    under = [line for line in free_lines(before, [grid.box for grid in grids]) if line.box.y0 >= last.ys[-1] - 2]
    shift = block.box.x0 - last.xs[0]
    if (
        any(not is_running(line, before) for line in under)
        or abs(shift) > _SHIFT
        or abs(block.box.width - last.box.width) > _WIDER
    ):
        return ()
    return tuple(x + shift for x in last.xs[1:-1])


def cleared(edges: Sequence[float], texts: Sequence[Box], fixed: Sequence[float]) -> list[float]:
    """The carried edges moved off the texts that they cut, without those that a drawn edge stands for; none if one cannot be moved."""
    moved: list[float] = []
    for edge in (x for x in edges if not any(abs(x - f) < _GIVE / 2 for f in fixed)):
        cut = [box for box in texts if box.x0 + 1.5 < edge < box.x1 - 1.5 and abs(box.centre[0] - edge) > 0.25 * box.width]
        low = max((box.x1 for box in cut if box.centre[0] < edge), default=edge)
        high = min((box.x0 for box in cut if box.centre[0] > edge), default=edge)
        if low > edge > high or low - edge > _GIVE or edge - high > _GIVE:
            return []
        moved.append(low + 1 if low > edge else high - 1 if high < edge else edge)
    return moved
