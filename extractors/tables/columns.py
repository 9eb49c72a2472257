"""Column edges where no vertical rule is drawn: from the gaps between neighbours in a row.

Takes rows of pieces of text (points), gives x positions. Every gap between two neighbours must be cut by an edge; edges are put
where they cut the most gaps and the fewest words, so that rows of a regular table share them and odd rows get their own.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from disclosure.geometry import Box

Gap = tuple[float, float]


def find_edges(rows: Sequence[Sequence[Box]], fixed: Sequence[float]) -> list[float]:
    """Inner column edges: the fixed ones (rules), and one for every gap that they leave uncut."""
    gaps = [gap for row in rows for gap in _gaps(row)]
    edges = list(fixed)
    heights = sorted(box.height for row in rows for box in row)
    wide = 2.0 * heights[len(heights) // 2] if heights else 0.0
    left = [gap for gap in gaps if not any(gap[0] - 1 <= x <= gap[1] + 1 for x in edges)]
    while left:
        edge, votes = _best_cut(left, rows)
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


def _best_cut(gaps: Sequence[Gap], rows: Sequence[Sequence[Box]]) -> tuple[float, int]:
    """The x that cuts most gaps, there the one that cuts fewest words, there the middle; and how many gaps it cuts."""
    marks = sorted({x for gap in gaps for x in gap})
    best: tuple[int, int, float, float] = (-1, 0, 0.0, 0.0)
    for a, b in itertools.pairwise(marks):
        middle = (a + b) / 2
        votes = sum(gap[0] <= middle <= gap[1] for gap in gaps)
        if votes and (votes, 0) >= (best[0], 0):
            candidate = (votes, -_crossings(middle, rows), b - a, middle)
            best = max(best, candidate)
    return best[3], best[0]


def _crossings(x: float, rows: Sequence[Sequence[Box]]) -> int:
    """How many pieces of text the position runs through."""
    return sum(box.x0 + 1 < x < box.x1 - 1 for row in rows for box in row)
