"""Column edges where no vertical rule is drawn: from the gaps between neighbours in a row.

Takes rows of pieces of text (points), gives x positions. Every gap between two neighbours must be cut by an edge; edges are put
where they cut the most gaps and the fewest words, so that rows of a regular table share them and odd rows get their own.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Sequence

from disclosure.geometry import Box
from extractors.tables.grid import CLOSE

Gap = tuple[float, float]


def find_edges(rows: Sequence[Sequence[Box]], fixed: Sequence[float], figures: Collection[Box] = frozenset()) -> list[float]:
    """Inner column edges: the fixed ones (rules), and one for every gap that they leave uncut; `figures` are boxes that span no columns."""
    gaps = [gap for row in rows for gap in _gaps(row)]
    edges = list(fixed)
    heights = sorted(box.height for row in rows for box in row)
    wide = 2.0 * heights[len(heights) // 2] if heights else 0.0
    left = [gap for gap in gaps if not any(gap[0] - 1 <= x <= gap[1] + 1 for x in edges)]
    while left:
        edge, votes = _best_cut(left, rows, figures)
        if (
            votes < 2
            and _crossings(edge, rows) > 1
            and not any(gap[0] <= edge <= gap[1] and gap[1] - gap[0] > wide for gap in left)
        ):
            left = [gap for gap in left if not gap[0] <= edge <= gap[1]]
            continue
        edges.append(edge)
        left = [gap for gap in left if not gap[0] <= edge <= gap[1]]
    return sorted(edges)


def _gaps(row: Sequence[Box]) -> list[Gap]:
    """The blank stretches between neighbouring pieces of a row."""
    gaps: list[Gap] = []
    reached: float | None = None
    for box in sorted(row, key=lambda b: b.x0):
        if reached is not None and box.x0 > reached:
            gaps.append((reached, box.x0))
        reached = max(box.x1, reached if reached is not None else box.x1)
    return gaps


def _best_cut(gaps: Sequence[Gap], rows: Sequence[Sequence[Box]], figures: Collection[Box]) -> tuple[float, int]:
    """The x that cuts most gaps, there the one that cuts fewest words, there the middle; and how many gaps it cuts."""
    marks = sorted({x for gap in gaps for x in gap})
    best: tuple[int, int, float, Gap] = (-1, 0, 0.0, (0.0, 0.0))
    for a, b in itertools.pairwise(marks):
        middle = (a + b) / 2
        votes = sum(gap[0] <= middle <= gap[1] for gap in gaps)
        if votes and (votes, 0) >= (best[0], 0):
            best = max(best, (votes, -_crossings(middle, rows), b - a, (a, b)))
    low, high = _clear(_beside(best[3], rows, figures), rows)
    return (low + high) / 2, best[0]


def _clear(gap: Gap, rows: Sequence[Sequence[Box]]) -> Gap:
    """The widest part of the gap that texts of the columns beside it leave free; a text in the middle of the gap spans both."""
    inside = [box for row in rows for box in row if box.x0 < gap[1] and box.x1 > gap[0] and not gap[0] <= box.centre[0] <= gap[1]]
    low = max((box.x1 for box in inside if box.centre[0] < gap[0]), default=gap[0])
    high = min((box.x0 for box in inside if box.centre[0] > gap[1]), default=gap[1])
    return (max(low, gap[0]), min(high, gap[1])) if low < high else gap


def _beside(gap: Gap, rows: Sequence[Sequence[Box]], figures: Collection[Box]) -> Gap:
    """The gap without the figures in its middle: set flush right under a short heading, they belong to the heading nearer to them."""
    boxes = [box for row in rows for box in row]
    left = [box.centre[0] for box in boxes if abs(box.x1 - gap[0]) < CLOSE]
    right = [box.centre[0] for box in boxes if abs(box.x0 - gap[1]) < CLOSE]
    low, high = gap
    for box in boxes:
        if box in figures and gap[0] <= box.centre[0] <= gap[1] and left and right:
            at = box.centre[0]
            if min(abs(at - x) for x in left) <= min(abs(at - x) for x in right):
                low = max(low, box.x1)
            else:
                high = min(high, box.x0)
    return (low, high) if low < high else gap


def leeway(edge: float, boxes: Sequence[Box], drawn: Sequence[float]) -> Gap:
    """From where to where the edge could be moved before it touches a text; a drawn one stays where it is."""
    if any(abs(edge - x) <= CLOSE for x in drawn):
        return edge, edge
    low = max((box.x1 for box in boxes if box.x1 <= edge + 1), default=edge)
    high = min((box.x0 for box in boxes if box.x0 >= edge - 1), default=edge)
    return min(low, edge), max(high, edge)


def _crossings(x: float, rows: Sequence[Sequence[Box]]) -> int:
    """How many pieces of text the position runs through."""
    return sum(box.x0 + 1 < x < box.x1 - 1 for row in rows for box in row)
