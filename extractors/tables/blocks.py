"""Where tables without a full grid stand: stretches of the page between horizontal rules of the same width.

Takes a page's rules and its printed lines (points, top-left), gives blocks. A single rule, a frame or a rule under a running
head is no block; captions and notes part one block from the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from disclosure.geometry import Box
from extractors.tables.grid import CLOSE, Segment
from extractors.tables.rules import Rules
from extractors.tables.surroundings import Line, parts_tables

_SAME_EDGE = 8.0
"""Rules whose ends differ by no more than this (points) belong to one table."""
_SHORTEST = 0.25
"""A table is at least this share of the page wide."""


@dataclass(frozen=True)
class Block:
    """A table's outline with the rules inside it."""

    box: Box
    across: tuple[Segment, ...]
    down: tuple[Segment, ...]

    @property
    def levels(self) -> list[float]:
        """The y of each rule, top to bottom, double rules taken once."""
        return levels(self.across)


def levels(across: Sequence[Segment]) -> list[float]:
    """The distinct y of horizontal rules, top to bottom."""
    found: list[float] = []
    for y, _, _ in sorted(across):
        if not found or y - found[-1] > CLOSE:
            found.append(y)
    return found


def find_blocks(rules: Rules, lines: Sequence[Line], page_width: float, taken: Sequence[Box]) -> list[Block]:
    """The blocks of a page outside the boxes already taken by tables, top to bottom."""
    across = [s for s in rules.across if not any(box.holds(((s[1] + s[2]) / 2, s[0]), 3.0) for box in taken)]
    blocks: list[Block] = []
    for run in _runs(across, lines, page_width):
        x0, x1 = min(s[1] for s in run), max(s[2] for s in run)
        y0, y1 = run[0][0], run[-1][0]
        down = tuple(s for s in rules.down if x0 - CLOSE <= s[0] <= x1 + CLOSE and s[1] < y1 - CLOSE and s[2] > y0 + CLOSE)
        if len(levels(run)) >= 2:
            blocks.append(Block(Box(x0, y0, x1, y1), tuple(run), down))
    return blocks


def _runs(across: Sequence[Segment], lines: Sequence[Line], page_width: float) -> list[list[Segment]]:
    """Consecutive rules within the same outer ends, parted where something else than a table stands between them."""
    runs: list[list[Segment]] = []
    for rule in sorted(across):
        if runs and _belongs(rule, runs[-1]) and not _parted(runs[-1], rule, lines):
            runs[-1].append(rule)
        elif rule[2] - rule[1] > _SHORTEST * page_width:
            runs.append([rule])
    return runs


def _belongs(rule: Segment, run: Sequence[Segment]) -> bool:
    x0, x1 = min(s[1] for s in run), max(s[2] for s in run)
    return rule[1] >= x0 - _SAME_EDGE and rule[2] <= x1 + _SAME_EDGE


def _parted(run: Sequence[Segment], rule: Segment, lines: Sequence[Line]) -> bool:
    """Whether captions, notes or prose stand between the run and the next rule."""
    between = [line for line in lines if run[-1][0] + CLOSE < line.box.centre[1] < rule[0] - CLOSE]
    width = max(s[2] for s in run) - min(s[1] for s in run)
    heights = sorted(line.box.height for line in lines)
    return parts_tables(between, width, heights[len(heights) // 2] if heights else 0.0)
