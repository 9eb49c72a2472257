"""Headings that span columns where no rule says so: a heading stands in the middle of what it spans.

Takes the regions of a grid without full rules and the boxes of its text (points), gives the regions with headings widened over
the empty cells beside them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from disclosure.geometry import Box
from extractors.tables.grid import Region

_CENTRED = 6.0
"""A heading within this distance (points) of the middle counts as centred: edges lie somewhere in the gaps between words."""


def widen_headings(
    regions: Sequence[Region],
    xs: Sequence[float],
    body: int,
    text_in: Callable[[Region], Box | None],
    is_drawn: Callable[[int, Region], bool],
) -> list[Region]:
    """Regions above row `body`, each heading widened to the stretch of empty neighbours whose middle it stands on.

    `text_in` gives the box of a region's text, None where it is empty; `is_drawn` whether a vertical rule stands at that column edge beside the region.
    """
    left = set(regions)
    for region in sorted(regions):
        if region in left and region[0] + region[2] <= body and (text := text_in(region)):
            wide = _widest(region, sorted(left), xs, text.centre[0], text_in, is_drawn)
            if len(wide) > 1:
                left -= set(wide)
                left.add((region[0], wide[0][1], region[2], sum(part[3] for part in wide)))
    return sorted(left)


def _widest(
    region: Region,
    regions: Sequence[Region],
    xs: Sequence[float],
    middle: float,
    text_in: Callable[[Region], Box | None],
    is_drawn: Callable[[int, Region], bool],
) -> list[Region]:
    """The widest stretch of regions around this one in whose middle the heading stands; nothing heads an empty cell otherwise."""
    row = [r for r in regions if (r[0], r[2]) == (region[0], region[2])]
    at = row.index(region)
    starts, ends = [at], [at]
    while starts[-1] > 0 and _free(row[starts[-1] - 1], row[starts[-1]], text_in, is_drawn):
        starts.append(starts[-1] - 1)
    while ends[-1] + 1 < len(row) and _free(row[ends[-1] + 1], row[ends[-1]], text_in, is_drawn):
        ends.append(ends[-1] + 1)

    def off(start: int, end: int) -> float:
        return abs((xs[row[start][1]] + xs[row[end][1] + row[end][3]]) / 2 - middle)

    fits = [(e - s, -off(s, e), s, e) for s in starts for e in ends if off(s, e) <= _CENTRED]
    if not fits:
        return [region]
    _, _, start, end = max(fits)
    return row[start : end + 1]


def _free(
    other: Region, beside: Region, text_in: Callable[[Region], Box | None], is_drawn: Callable[[int, Region], bool]
) -> bool:
    """Whether the neighbour is empty, touches, and no vertical rule stands between."""
    touches = other[1] + other[3] == beside[1] or beside[1] + beside[3] == other[1]
    edge = max(other[1], beside[1])
    return touches and text_in(other) is None and not is_drawn(edge, other)
