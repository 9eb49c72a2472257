"""Tables that run over pages become one table.

Takes fragments in reading order. A fragment continues the one on the page before when nothing but running heads stands between
them, it has no title of its own (or repeats title and header), and its columns lie where the other's do. Repeated header rows
are dropped; forms with their own titles stay apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from disclosure.geometry import Box
from disclosure.table import Cell
from extractors.tables.grid import distinct

_ALIGNED = 4.0
"""Column edges this near (points) on two pages are the same."""
_LOOSE = 24.0
"""The same where edges were put into gaps between words: somewhere in the same gap."""


_NOWHERE = Box(0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True)
class Fragment:
    """The part of a table on one page, with what stands around it.

    `first` and `last` say whether nothing of the page's body stands above or below it.
    """

    page: int
    xs: tuple[float, ...]
    cells: tuple[Cell, ...]
    header_rows: int
    flavor: str
    trust: float
    title: str = ""
    unit: str | None = None
    notes: tuple[str, ...] = ()
    first: bool = False
    last: bool = False
    box: Box = _NOWHERE

    @property
    def rows(self) -> int:
        """Number of rows."""
        return max(cell.row + cell.row_span for cell in self.cells)


_SHIFT = 30.0
"""How far (points) a table may stand from its place on the page before."""


def join_fragments(fragments: Sequence[Fragment]) -> list[list[Fragment]]:
    """Fragments grouped into tables; within a group columns and rows count over the whole table."""
    groups: list[list[Fragment]] = []
    for fragment in fragments:
        if groups and continues(groups[-1], fragment):
            groups[-1] = _append(groups[-1], fragment)
        else:
            groups.append([fragment])
    return groups


def continues(group: Sequence[Fragment], fragment: Fragment) -> bool:
    """Whether the fragment carries on the table of that group."""
    before = group[-1]
    if fragment.page != before.page + 1 or not (before.last and fragment.first) or before.notes:
        return False
    named = fragment.title and not _same_table(group, fragment)
    slack = _ALIGNED if {before.flavor, fragment.flavor} == {"lattice"} else _LOOSE
    return not named and _aligned(before.xs, fragment.xs, slack)


def _same_table(group: Sequence[Fragment], fragment: Fragment) -> bool:
    """Whether a fragment with a title repeats the table's title and whole header, and is no second table with a total of its own."""
    first = group[0]
    if not same_text(fragment.title, first.title) or not first.header_rows or repeated_rows(first, fragment) < first.header_rows:
        return False
    return "续" in fragment.title or not (_has_total(fragment) and any(_has_total(part) for part in group))


def _has_total(fragment: Fragment) -> bool:
    return any("".join(cell.text.split()) in {"合计", "总计"} for cell in fragment.cells)


def same_text(one: str, other: str) -> bool:
    """Equal but for blanks and the word 续(表)."""
    strip = str.maketrans("", "", " \u3000（）()")
    return one.translate(strip).replace("续表", "").replace("续", "") == other.translate(strip).replace("续表", "").replace(
        "续", ""
    )


def _aligned(one: Sequence[float], other: Sequence[float], slack: float) -> bool:
    """Same width, not far shifted (pages lie askew in a scanner), and the edges of one all among the other's."""
    if abs(one[0] - other[0]) > _SHIFT or abs((one[-1] - one[0]) - (other[-1] - other[0])) > 2 * _ALIGNED:
        return False
    few, many = sorted((_from_left(one), _from_left(other)), key=len)
    return all(any(abs(x - y) <= slack for y in many) for x in few)


def _from_left(xs: Sequence[float]) -> list[float]:
    return [x - xs[0] for x in xs]


def _append(group: list[Fragment], fragment: Fragment) -> list[Fragment]:
    """The group with the fragment's cells renumbered after it, on the columns of both."""
    xs = _common(group[0], fragment)
    moved = [replace(f, cells=_recolumn(f, xs), xs=tuple(x + f.xs[0] for x in xs)) for f in (*group, fragment)]
    head, tail = moved[:-1], moved[-1]
    repeated = repeated_rows(group[0], fragment)
    start = max(cell.row + cell.row_span for cell in head[-1].cells) - repeated
    cells = tuple(replace(cell, row=cell.row + start) for cell in tail.cells if cell.row >= repeated)
    return [*head, replace(tail, cells=cells)]


def _common(first: Fragment, fragment: Fragment) -> tuple[float, ...]:
    """Column edges for both, from the table's left edge: all of them where rules are drawn, else those of the one that has more."""
    one, other = _from_left(first.xs), _from_left(fragment.xs)
    if first.flavor == fragment.flavor == "lattice":
        return tuple(distinct([*one, *other], 2 * _ALIGNED))
    return tuple(one if len(one) >= len(other) else other)


def _recolumn(fragment: Fragment, xs: Sequence[float]) -> tuple[Cell, ...]:
    place = [min(range(len(xs)), key=lambda k: abs(xs[k] - x)) for x in _from_left(fragment.xs)]
    return tuple(replace(c, col=place[c.col], col_span=max(1, place[c.col + c.col_span] - place[c.col])) for c in fragment.cells)


def repeated_rows(first: Fragment, fragment: Fragment) -> int:
    """With how many of the table's header rows the fragment begins again (a row of column numbers is often left out)."""
    for count in range(min(first.header_rows, fragment.rows), 0, -1):
        wanted = _texts(first, count)
        if wanted and wanted == _texts(fragment, count):
            return count
    return 0


def _texts(fragment: Fragment, rows: int) -> list[str]:
    """Texts of the cells that begin in the first `rows` rows, in order."""
    cells = sorted((c for c in fragment.cells if c.row < rows), key=lambda c: (c.row, c.col))
    return ["".join(c.text.split()) for c in cells if c.text.strip()]
