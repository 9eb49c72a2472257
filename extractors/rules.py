"""The ruled grid of a page picture: long horizontal and vertical lines, and the cells between them.

Takes the cleaned, straightened gray picture and its resolution; gives segments and boxes in pixels. Refuses what only looks like a rule:
strokes of letters, the edge of the page, the rim of a shadow, lines that meet nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.ocr.engine import Image, PixelBox

_LEAST_ACROSS = 0.32
"""Shortest horizontal run in inches that may be part of a rule; type of ordinary size has no stroke as long."""
_LEAST_DOWN = 0.15
_WIDEST = 0.035
"""Thickest rule in inches."""
_BRIDGE = 0.12
"""Widest interruption of a rule in inches (drop-outs, a seal) that is taken for a fault of the scan."""
_FRAME = 0.12
"""Lines this close to the edge of the sheet, in inches, are its edge or its shadow."""
_REACH = 0.06
"""How far in inches the end of a rule may miss the rule that it meets."""
_CRUMBS = 0.4
"""How far in inches a broken rule is followed to the rule that it should meet."""
_LONG = 1.0
"""Nothing but a rule is longer than this many inches down the page."""
_SOLID = 0.85
"""A shorter one is a rule only if this share of it is ink: strokes of two lines of type in one cell, one below the other, are less."""
_CONTRAST = 14


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight rule: from `start` to `end` along its direction, at `at` across it, `width` thick; pixels."""

    at: float
    start: float
    end: float
    width: float = 2.0

    @property
    def length(self) -> float:
        """Extent along the rule."""
        return self.end - self.start


@dataclass(frozen=True)
class Grid:
    """The rules of a page and the cells that they close in; pixels."""

    across: tuple[Rule, ...] = ()
    down: tuple[Rule, ...] = ()
    cells: tuple[PixelBox, ...] = ()


def find_grid(clean: Image, dpi: float) -> Grid:
    """The rules and closed cells of the picture."""
    ink = _line_ink(clean)
    across = _runs(ink, dpi, _LEAST_ACROSS)
    down = _runs(np.ascontiguousarray(ink.T), dpi, _LEAST_DOWN)
    height, width = clean.shape[:2]
    across, down = _off_frame(across, height, dpi), _off_frame(down, width, dpi)
    across, down = _extended(across, down, ink, dpi), _extended(down, across, ink.T, dpi)
    down = [rule for rule in down if rule.length > _LONG * dpi or _is_solid(rule, ink.T)]
    across, down = _meeting(across, down, dpi)
    return Grid(tuple(across), tuple(down), tuple(_cells(across, down, clean.shape[:2], dpi)))


def rule_mask(grid: Grid, shape: tuple[int, ...], grow: int = 1) -> NDArray[np.bool_]:
    """True where a rule is drawn, `grow` pixels more on either side."""
    mask = np.zeros(shape[:2], np.uint8)
    for rule in grid.across:
        half = rule.width / 2 + grow
        mask[_span(rule.at - half, rule.at + half), _span(rule.start - grow, rule.end + grow)] = 1
    for rule in grid.down:
        half = rule.width / 2 + grow
        mask[_span(rule.start - grow, rule.end + grow), _span(rule.at - half, rule.at + half)] = 1
    return mask.astype(bool)


def _span(low: float, high: float) -> slice:
    return slice(max(int(np.floor(low)), 0), max(int(np.ceil(high)), 0))


def _line_ink(clean: Image) -> Image:
    """1 where a pixel is darker than its surroundings: finds thin pale lines as well as black ones, but not the inside of shades."""
    around = cv2.blur(clean, (41, 41))
    ink: Image = (cv2.subtract(around, clean) > _CONTRAST).astype(np.uint8)
    return ink


def _runs(ink: Image, dpi: float, least: float) -> list[Rule]:
    """Rules that lie along the rows of the mask."""
    length = max(int(least * dpi), 12)
    # A rule that leans by a pixel or two still makes one run after thickening across.
    thick = cv2.dilate(ink, np.ones((3, 1), np.uint8))
    runs = cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones((1, length), np.uint8)) & thick
    count, _, stats, centres = cv2.connectedComponentsWithStats(runs, connectivity=8)
    found = []
    for label in range(1, count):
        x, _, w, h, area = (int(v) for v in stats[label])
        width = max(area / w - 2, 1.0)
        if width <= _WIDEST * dpi and h <= _WIDEST * dpi + 0.03 * w:
            found.append(Rule(float(centres[label][1]), float(x), float(x + w), width))
    return _joined(found, dpi)


def _joined(rules: Sequence[Rule], dpi: float) -> list[Rule]:
    """Pieces of one rule made whole."""
    joined: list[Rule] = []
    for rule in sorted(rules, key=lambda r: (r.start, r.at)):
        for i, other in enumerate(joined):
            near = abs(rule.at - other.at) <= max(3.0, rule.width, other.width)
            if near and rule.start - other.end <= _BRIDGE * dpi:
                joined[i] = _merge(other, rule)
                break
        else:
            joined.append(rule)
    return sorted(joined, key=lambda r: (r.at, r.start))


def _merge(one: Rule, two: Rule) -> Rule:
    total = one.length + two.length
    at = (one.at * one.length + two.at * two.length) / total
    return Rule(at, min(one.start, two.start), max(one.end, two.end), max(one.width, two.width))


def _off_frame(rules: Sequence[Rule], size: int, dpi: float) -> list[Rule]:
    """Without the lines along the edge of the sheet."""
    margin = _FRAME * dpi
    return [rule for rule in rules if margin < rule.at < size - margin]


def _extended(rules: Sequence[Rule], others: Sequence[Rule], ink: Image, dpi: float) -> list[Rule]:
    """Rules drawn out to the crossing rule beyond their end, where crumbs of ink lead there."""
    extended = []
    for rule in rules:
        crossings = [o.at for o in others if o.start - _REACH * dpi <= rule.at <= o.end + _REACH * dpi]
        start = max((at for at in crossings if 0 < rule.start - at <= _CRUMBS * dpi), default=rule.start)
        end = min((at for at in crossings if 0 < at - rule.end <= _CRUMBS * dpi), default=rule.end)
        start = start if _inked(ink, rule.at, start, rule.start) else rule.start
        end = end if _inked(ink, rule.at, rule.end, end) else rule.end
        extended.append(Rule(rule.at, start, end, rule.width))
    return extended


def _inked(ink: Image, at: float, start: float, end: float) -> bool:
    """Whether at least half of the stretch along the rows around `at` is ink."""
    band = ink[_span(at - 2, at + 2), _span(start, end)]
    return band.size > 0 and float(band.any(axis=0).mean()) >= 0.5


def _is_solid(rule: Rule, ink: Image) -> bool:
    """Whether the rule, drawn out as it was, is printed nearly all along."""
    band = ink[_span(rule.at - 1, rule.at + 2), _span(rule.start, rule.end)]
    return band.size > 0 and float(band.any(axis=0).mean()) >= _SOLID


def _meeting(across: list[Rule], down: list[Rule], dpi: float) -> tuple[list[Rule], list[Rule]]:
    """Vertical rules that meet two horizontal ones, and horizontal rules that meet a vertical one or stand free at length.

    A horizontal rule needs no partner: tables of three lines have none. A vertical line that meets no horizontal one is a stroke of a
    letter, the rim of a shadow or a fold.
    """
    reach = _REACH * dpi
    while True:
        kept_down = [rule for rule in down if sum(_touch(rule, other, reach) for other in across) >= 2]
        free = 1.0 * dpi
        kept_across = [r for r in across if r.length >= free or any(_touch(other, r, reach) for other in kept_down)]
        if len(kept_down) == len(down) and len(kept_across) == len(across):
            return across, down
        across, down = kept_across, kept_down


def _touch(down: Rule, across: Rule, reach: float) -> bool:
    """Whether a vertical and a horizontal rule meet or cross."""
    return down.start - reach <= across.at <= down.end + reach and across.start - reach <= down.at <= across.end + reach


def _cells(across: Sequence[Rule], down: Sequence[Rule], shape: tuple[int, ...], dpi: float) -> list[PixelBox]:
    """Boxes of the areas that rules close in on all sides, from the top."""
    reach = _REACH * dpi
    longer = [Rule(r.at, r.start - reach, r.end + reach, r.width) for r in across]
    taller = [Rule(r.at, r.start - reach, r.end + reach, r.width) for r in down]
    lines = rule_mask(Grid(tuple(longer), tuple(taller)), shape, grow=0)
    count, _, stats, _ = cv2.connectedComponentsWithStats((~lines).astype(np.uint8), connectivity=4)
    height, width = shape[:2]
    cells = []
    for label in range(1, count):
        x, y, w, h, area = (int(v) for v in stats[label])
        inside = x > 0 and y > 0 and x + w < width and y + h < height
        if inside and min(w, h) >= 0.05 * dpi and area >= 0.75 * w * h:
            cells.append((x, y, x + w, y + h))
    return sorted(cells, key=lambda c: (c[1], c[0]))
