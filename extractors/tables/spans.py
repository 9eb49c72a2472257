"""Cells that span columns where no rule says so: a text stands in the middle of what it spans, an empty cell is cut as its neighbours.

Takes the regions of a grid without full rules and the boxes of its text (points), gives the regions with headings and labels widened
over the empty cells beside them. Refuses to widen figures, and labels that stand where the others of their column stand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from disclosure.geometry import Box
from extractors.tables.grid import Region

_CENTRED = 6.0
"""A heading within this distance (points) of the middle counts as centred: edges lie somewhere in the gaps between words."""
_EXACT = 2.0
"""The same where the gaps that the edges may lie in are known."""
_ALIGNED = 3.0
"""Texts of one column that begin within this distance (points) are set flush."""

_INDENT = 0.5
"""Set flush left means no further than this many heights of the text from where the column may begin."""

_MOST = 0.8
"""A column of which this share begins at one place is set flush left, whatever the lengths of its texts."""

Leeway = tuple[float, float]
"""From where to where (points) a column edge may lie without touching a text."""


@dataclass(frozen=True)
class Sheet:
    """What is known of a grid: column edges, the leeway of each, the first row of figures, and what stands in a region.

    `text_in` gives the box of a region's text, None where it is empty; `is_figure` whether that text is a figure; `is_drawn` whether
    a vertical rule stands at that column edge beside the region.
    """

    xs: Sequence[float]
    leeways: Sequence[Leeway]
    body: int
    text_in: Callable[[Region], Box | None]
    is_figure: Callable[[Region], bool]
    is_drawn: Callable[[int, Region], bool]


def widen_texts(regions: Sequence[Region], sheet: Sheet) -> list[Region]:
    """Headings above the first figure and stray labels below it, widened to the empty neighbours in whose middle they stand."""
    left = set(regions)
    for region in sorted(regions):
        text = sheet.text_in(region) if region in left else None
        if text is None:
            continue
        heads = region[0] + region[2] <= sheet.body
        if heads:
            wide = _widest(region, sorted(left), sheet, text.centre[0], _CENTRED, False)
            wide = wide if len(wide) > 1 else _widest(region, sorted(left), sheet, text.centre[0], _EXACT, True)
        elif not sheet.is_figure(region) and not _is_at_home(region, text, sorted(left), sheet):
            wide = _widest(region, sorted(left), sheet, text.centre[0], _EXACT, True)
            wide = wide if wide[0] != region else [region]
        else:
            continue
        if len(wide) > 1:
            left -= set(wide)
            left.add((region[0], wide[0][1], region[2], sum(part[3] for part in wide)))
    return sorted(left)


def _is_at_home(region: Region, text: Box, regions: Sequence[Region], sheet: Sheet) -> bool:
    """Whether a label stands in its column as the others do: in the column's own middle, or flush left with others.

    Texts of one length in a column set centred begin at one place too; those say nothing.
    """
    if region[3] == 1 and _off(region[1], region[1] + 1, text.centre[0], sheet, True) <= _EXACT:
        return True
    others = [t for r in regions if r != region and r[1] == region[1] and r[0] >= sheet.body and (t := sheet.text_in(r))]
    if not others:
        return False
    middle = sorted(other.centre[0] for other in others)[len(others) // 2]
    flush = [other for other in others if abs(other.x0 - text.x0) < _ALIGNED]
    stray = [other for other in others if abs(other.centre[0] - middle) > _ALIGNED]
    astray = sum(abs(other.centre[0] - middle) > _ALIGNED for other in flush)
    at_edge = text.x0 - sheet.leeways[region[1]][1] < _INDENT * text.height
    return len(flush) >= _MOST * len(others) or (astray > 0 and (at_edge or astray >= len(stray) / 2))


def _off(first: int, last: int, middle: float, sheet: Sheet, loose: bool) -> float:
    """How far (points) `middle` is from the middle of the stretch between two edges; `loose` lets them lie anywhere in their gaps."""
    if not loose:
        return abs((sheet.xs[first] + sheet.xs[last]) / 2 - middle)
    low = (sheet.leeways[first][0] + sheet.leeways[last][0]) / 2
    high = (sheet.leeways[first][1] + sheet.leeways[last][1]) / 2
    return max(low - middle, middle - high, 0.0)


def _widest(region: Region, regions: Sequence[Region], sheet: Sheet, middle: float, slack: float, loose: bool) -> list[Region]:
    """The widest stretch of regions around this one in whose middle the text stands; nothing heads an empty cell otherwise."""
    row = [r for r in regions if (r[0], r[2]) == (region[0], region[2])]
    at = row.index(region)
    starts, ends = [at], [at]
    while starts[-1] > 0 and _free(row[starts[-1] - 1], row[starts[-1]], sheet):
        starts.append(starts[-1] - 1)
    while ends[-1] + 1 < len(row) and _free(row[ends[-1] + 1], row[ends[-1]], sheet):
        ends.append(ends[-1] + 1)
    stretches = [(s, e, _off(row[s][1], row[e][1] + row[e][3], middle, sheet, loose)) for s in starts for e in ends]
    fits = [(e - s, -off, s, e) for s, e, off in stretches if off <= slack]
    if not fits:
        return [region]
    _, _, start, end = max(fits)
    return row[start : end + 1]


def _free(other: Region, beside: Region, sheet: Sheet) -> bool:
    """Whether the neighbour is empty, touches, and no vertical rule stands between."""
    touches = other[1] + other[3] == beside[1] or beside[1] + beside[3] == other[1]
    edge = max(other[1], beside[1])
    return touches and sheet.text_in(other) is None and not sheet.is_drawn(edge, other)


def join_empty(regions: Sequence[Region], sheet: Sheet) -> list[Region]:
    """Empty cells side by side joined where the row above, or the first one below, has one cell there.

    Nothing in an empty row says where its edges are; they run on as around it.
    """
    left = set(regions)
    changed = True
    while changed:
        changed = False
        for one, other in list(_empty_pairs(sorted(left), sheet)):
            if one in left and other in left and _is_joined_around(one, other, sorted(left), sheet):
                left -= {one, other}
                left.add((one[0], one[1], one[2], one[3] + other[3]))
                changed = True
    return sorted(left)


def _empty_pairs(regions: Sequence[Region], sheet: Sheet) -> Iterator[tuple[Region, Region]]:
    """Neighbours in a row of the body, both empty, no rule between."""
    for one in regions:
        if one[0] >= sheet.body and sheet.text_in(one) is None:
            other = next((r for r in regions if (r[0], r[1], r[2]) == (one[0], one[1] + one[3], one[2])), None)
            if other and _free(other, one, sheet):
                yield one, other


def _is_joined_around(one: Region, other: Region, regions: Sequence[Region], sheet: Sheet) -> bool:
    """Whether the nearest cell with text above (else below) at the edge between the two covers just these columns."""
    edge, span = other[1], (one[1], other[1] + other[3])
    above = [r for r in regions if sheet.body <= r[0] and r[0] + r[2] <= one[0]]
    below = [r for r in regions if r[0] >= one[0] + one[2]]
    for side in (sorted(above, reverse=True), sorted(below)):
        touching = [r for r in side if r[1] <= edge <= r[1] + r[3] and sheet.text_in(r) is not None]
        if touching:
            near = [r for r in touching if r[0] == touching[0][0]]
            return all((r[1], r[1] + r[3]) == span for r in near)
    return False
