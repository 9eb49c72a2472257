"""The ruled grid of one table on one page: where its cells are, before any word is put in.

Takes edge coordinates and line segments in PDF points (origin top-left), gives rectangles of cells with their spans.
Refuses nothing: a region whose rules contradict each other is cut into rows, and the grid's trust says so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from disclosure.geometry import Box

CLOSE = 3.0
"""Two rules nearer than this (points) are one rule drawn double."""

Segment = tuple[float, float, float]
"""A line as (position, from, to): y, x0, x1 for a horizontal one, x, y0, y1 for a vertical one; points."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell of the grid: its position, its spans and its box in points."""

    row: int
    col: int
    row_span: int
    col_span: int
    box: Box


@dataclass(frozen=True)
class Grid:
    """One table's cells on one page. `xs` and `ys` are the column and row edges, `trust` (0..1) how sure the rules are."""

    page: int
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    slots: tuple[Slot, ...]
    flavor: str
    trust: float = 1.0

    @property
    def box(self) -> Box:
        """The outline in points."""
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return len(self.ys) - 1, len(self.xs) - 1


def build_grid(
    page: int, xs: Sequence[float], ys: Sequence[float], across: Sequence[Segment], down: Sequence[Segment], flavor: str
) -> Grid | None:
    """The grid between those edges; cells with no rule between them are one merged cell. None for fewer than one cell."""
    xs, ys = distinct(xs), distinct(ys)
    ys = _trim(ys, xs, across, down)
    xs = _trim(xs, ys, down, across)
    if len(xs) < 2 or len(ys) < 2:
        return None

    def open_right(row: int, col: int) -> bool:
        return not is_ruled(down, xs[col + 1], ys[row], ys[row + 1])

    def open_below(row: int, col: int) -> bool:
        return not is_ruled(across, ys[row + 1], xs[col], xs[col + 1])

    regions, torn = merge_cells(len(ys) - 1, len(xs) - 1, open_right, open_below)
    slots = [Slot(r, c, rs, cs, Box(xs[c], ys[r], xs[c + cs], ys[r + rs])) for r, c, rs, cs in regions]
    return Grid(page, tuple(xs), tuple(ys), tuple(slots), flavor, 1.0 - 0.5 * torn / max(len(slots), 1))


def _trim(edges: list[float], others: Sequence[float], along: Sequence[Segment], cross: Sequence[Segment]) -> list[float]:
    """The edges without outer rows that are not closed: no rule at their outer edge, and few of the crossing rules reach into them.

    A rule that runs on into the text beside the table makes such a row (a stroke of a letter taken for its continuation).
    """

    def is_open(outer: float, inner: float) -> bool:
        low, high = sorted((outer, inner))
        reaching = sum(is_ruled(cross, other, low, high) for other in others)
        return not is_ruled(along, outer, others[0], others[-1]) and reaching < 0.5 * len(others)

    if len(others) < 2:
        return edges
    while len(edges) > 2 and is_open(edges[0], edges[1]):
        edges = edges[1:]
    while len(edges) > 2 and is_open(edges[-1], edges[-2]):
        edges = edges[:-1]
    return edges


def distinct(edges: Sequence[float], close: float = CLOSE) -> list[float]:
    """The edges in order, those nearer than `close` points to each other taken as one (their mean)."""
    groups: list[list[float]] = []
    for edge in sorted(edges):
        if groups and edge - groups[-1][-1] < close:
            groups[-1].append(edge)
        else:
            groups.append([edge])
    return [sum(group) / len(group) for group in groups]


def is_ruled(lines: Sequence[Segment], position: float, start: float, end: float) -> bool:
    """Whether lines at that position (within `CLOSE`) cover more than half of the way from start to end."""
    parts = sorted((max(a, start), min(b, end)) for at, a, b in lines if abs(at - position) <= CLOSE and b > start and a < end)
    covered, reached = 0.0, start
    for a, b in parts:
        covered += max(0.0, b - max(a, reached))
        reached = max(reached, b)
    return covered > 0.5 * (end - start)


Region = tuple[int, int, int, int]
"""Row, column, row span, column span."""


def merge_cells(
    rows: int, cols: int, open_right: Callable[[int, int], bool], open_below: Callable[[int, int], bool]
) -> tuple[list[Region], int]:
    """Join neighbours that no rule parts. Gives the rectangles and how many joined regions were not rectangles."""
    group = {(r, c): (r, c) for r in range(rows) for c in range(cols)}

    def find(cell: tuple[int, int]) -> tuple[int, int]:
        while group[cell] != cell:
            group[cell] = group[group[cell]]
            cell = group[cell]
        return cell

    for r, c in list(group):
        if c + 1 < cols and open_right(r, c):
            group[find((r, c + 1))] = find((r, c))
        if r + 1 < rows and open_below(r, c):
            group[find((r + 1, c))] = find((r, c))
    members: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for cell in group:
        members.setdefault(find(cell), []).append(cell)
    regions: list[Region] = []
    torn = 0
    for cells in members.values():
        rectangle = _bounds(cells)
        if rectangle[2] * rectangle[3] == len(cells):
            regions.append(rectangle)
        else:
            torn += 1
            regions += _cut_into_rows(cells, open_right)
    return sorted(regions), torn


def _bounds(cells: Sequence[tuple[int, int]]) -> Region:
    rows, cols = [r for r, _ in cells], [c for _, c in cells]
    return min(rows), min(cols), max(rows) - min(rows) + 1, max(cols) - min(cols) + 1


def _cut_into_rows(cells: Sequence[tuple[int, int]], open_right: Callable[[int, int], bool]) -> list[Region]:
    """A region that is no rectangle, cut into runs of one row."""
    regions: list[Region] = []
    for r, c in sorted(cells):
        last = regions[-1] if regions else None
        if last and last[0] == r and last[1] + last[3] == c and open_right(r, c - 1):
            regions[-1] = (r, last[1], 1, last[3] + 1)
        else:
            regions.append((r, c, 1, 1))
    return regions
