"""Where the single line pictures are on a page: detected lines cut at the ruled grid, and what detection left over.

Line detection runs across cell borders, and a figure that swallowed its neighbour is worse than one unread. So every detected box is cut
at the rules that cross it and at wide gaps, shrunk to its ink, and cells that have ink but no box get one. Takes and gives pixels.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.ocr.engine import Image, PixelBox
from extractors.rules import Grid, Rule, rule_mask

Mask = NDArray[np.bool_]

_INK = 165
"""A cleaned pixel darker than this is print, on a page of black print; paper stands at 250."""
_PALEST = 205
"""On a page of pale or blurred print, the lightest pixel that may still be print: beyond it lies the grain of the paper."""
_GAP = 1.1
"""A blank this many line heights wide parts two words."""
_PAD = 3
_TWO_LINES, _LINE = 0.2, 0.07
"""Two lines of print are higher than this many inches together, and each than the second."""
_TOUCH = 2
_STACKED = 1.9
"""A piece this many times as high as wide is a column of single characters."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One line picture: the ink's box, the box to cut out for reading, and whether a ruled cell holds it.

    `touching` says that its ink runs into a border, under which a digit may be hidden.
    """

    ink: PixelBox
    cut: PixelBox
    in_cell: bool = False
    touching: bool = False

    @property
    def stacked(self) -> bool:
        """Whether characters stand one under the other."""
        x0, y0, x1, y1 = self.ink
        return y1 - y0 > _STACKED * (x1 - x0) and y1 - y0 > 24


@dataclass(frozen=True)
class Print:
    """The print of a page without its rules: `image` gray with the rules painted over, `ink` true where something is printed."""

    image: Image
    ink: Mask
    dpi: float


def without_rules(clean: Image, grid: Grid, dpi: float) -> Print:
    """The page with its rules painted white, so that no border is read as a digit."""
    level = _ink_level(clean, rule_mask(grid, clean.shape, grow=2), dpi)
    # Blur that makes print pale makes rules broad.
    mask = rule_mask(grid, clean.shape, grow=1 if level == _INK else 2)
    image = clean.copy()
    image[mask] = 250
    return Print(image, image < level, dpi)


def _ink_level(clean: Image, rules: Mask, dpi: float) -> int:
    """What is darker than this is print: a third of the way from the dark of the page's thin strokes to its paper.

    A pale digit must not be cut off; charts, photographs and shades do not count.
    """
    size = round(0.06 * dpi)
    thin = cv2.subtract(cv2.morphologyEx(clean, cv2.MORPH_CLOSE, np.ones((size, size), np.uint8)), clean) > 25
    strokes = clean[thin & ~rules]
    if len(strokes) < 100:
        return _INK
    usual = float(np.percentile(strokes, 20))
    return round(min(max(usual + 0.3 * (250 - usual), _INK), _PALEST))


def cut_pieces(boxes: Sequence[PixelBox], grid: Grid, page: Print) -> list[Piece]:
    """Pieces of all detected boxes, then of the ink in cells that no box covers; none twice."""
    pieces: list[Piece] = []
    for box in boxes:
        for part in _across_rules(box, grid):
            pieces.extend(_tight(part, _cell_of(part, grid.cells), page))
    pieces = _distinct(pieces)
    return sorted([*pieces, *_left_over(pieces, grid, page)], key=lambda p: (p.ink[1], p.ink[0]))


def _across_rules(box: PixelBox, grid: Grid) -> Iterator[PixelBox]:
    """The box cut at the rules that cross most of it."""
    x0, y0, x1, y1 = box
    xs = [x0, *sorted(int(r.at) for r in grid.down if x0 + 4 < r.at < x1 - 4 and _share(r, y0, y1) > 0.5), x1]
    for left, right in pairwise(xs):
        inner = [r.at for r in grid.across if y0 + 5 < r.at < y1 - 5 and _share(r, left, right) > 0.5]
        for top, bottom in pairwise([y0, *sorted(int(at) for at in inner), y1]):
            yield left, top, right, bottom


def _share(rule: Rule, low: float, high: float) -> float:
    """Which share of the stretch the rule runs along."""
    return max(min(rule.end, high) - max(rule.start, low), 0.0) / max(high - low, 1.0)


def _cell_of(box: PixelBox, cells: Sequence[PixelBox]) -> PixelBox | None:
    """The cell that holds the middle of the box."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return next((c for c in cells if c[0] <= x <= c[2] and c[1] <= y <= c[3]), None)


def _tight(box: PixelBox, cell: PixelBox | None, page: Print) -> Iterator[Piece]:
    """The box shrunk to its ink; outside of cells also parted at wide gaps."""
    limit = cell or (0, 0, page.ink.shape[1], page.ink.shape[0])
    # The detector's box may begin inside the first stroke: look a little further for ink, but never over a border.
    box = _clip((box[0] - _PAD, box[1], box[2] + _PAD, box[3]), limit)
    shrunk = ink_box(page.ink, box)
    if shrunk is None or not _is_print(shrunk, page.dpi):
        return
    parts = _lines(page, shrunk) if cell else _parted(page.ink, shrunk)
    for part in parts:
        touching = cell is not None and (part[0] - cell[0] <= _TOUCH or cell[2] - part[2] <= _TOUCH)
        yield Piece(part, _clip(_grown(part), limit), cell is not None, touching)


def _lines(page: Print, box: PixelBox) -> list[PixelBox]:
    """The box parted where blank rows lie between lines of print: detection may take two lines of a narrow cell for one.

    A stroke or dot of a character (二, 昌, ÷) is no line of its own.
    """
    x0, y0, x1, y1 = box
    if y1 - y0 < _TWO_LINES * page.dpi:
        return [box]
    rows = np.flatnonzero(page.ink[y0:y1, x0:x1].any(axis=1))
    bands = np.split(rows, np.flatnonzero(np.diff(rows) > 2) + 1)
    lines = [ink_box(page.ink, (x0, y0 + int(band[0]), x1, y0 + int(band[-1]) + 1)) for band in bands]
    if any(line is None or line[3] - line[1] < _LINE * page.dpi for line in lines):
        return [box]
    return [line for line in lines if line]


def _grown(box: PixelBox) -> PixelBox:
    pad = max(_PAD, (box[3] - box[1]) // 8)
    return box[0] - pad, box[1] - pad, box[2] + pad, box[3] + pad


def _clip(box: PixelBox, limit: PixelBox) -> PixelBox:
    return max(box[0], limit[0]), max(box[1], limit[1]), min(box[2], limit[2]), min(box[3], limit[3])


def ink_box(ink: Mask, box: PixelBox) -> PixelBox | None:
    """The smallest box around the ink in the box, None where there is none."""
    x0, y0, x1, y1 = box
    part = ink[y0:y1, x0:x1]
    rows, columns = np.flatnonzero(part.any(axis=1)), np.flatnonzero(part.any(axis=0))
    if not len(rows):
        return None
    return x0 + int(columns[0]), y0 + int(rows[0]), x0 + int(columns[-1]) + 1, y0 + int(rows[-1]) + 1


def _is_print(box: PixelBox, dpi: float) -> bool:
    """Whether the ink is large enough for a dash; smaller things are specks."""
    return max(box[2] - box[0], box[3] - box[1]) >= 0.03 * dpi


def _parted(ink: Mask, box: PixelBox) -> list[PixelBox]:
    """The box parted at blanks wider than a character."""
    x0, y0, x1, y1 = box
    columns = np.flatnonzero(ink[y0:y1, x0:x1].any(axis=0))
    wide = max(_GAP * (y1 - y0), 8)
    breaks = np.flatnonzero(np.diff(columns) > wide)
    starts, ends = [0, *(breaks + 1)], [*breaks, len(columns) - 1]
    parts = [ink_box(ink, (x0 + int(columns[s]), y0, x0 + int(columns[e]) + 1, y1)) for s, e in zip(starts, ends, strict=True)]
    return [part for part in parts if part]


def _distinct(pieces: Sequence[Piece]) -> list[Piece]:
    """Without pieces whose ink lies in another's already."""
    kept: list[Piece] = []
    for piece in sorted(pieces, key=lambda p: (-_area(p.ink), p.ink)):
        if all(_common(piece.ink, other.ink) < 0.6 * _area(piece.ink) for other in kept):
            kept.append(piece)
    return kept


def _area(box: PixelBox) -> int:
    return max(box[2] - box[0], 0) * max(box[3] - box[1], 0)


def _common(one: PixelBox, two: PixelBox) -> int:
    return _area(_clip(one, two))


def _left_over(pieces: Sequence[Piece], grid: Grid, page: Print) -> list[Piece]:
    """Lines of ink in cells outside of every piece: lone digits and dashes that detection passes over."""
    rest = page.ink.copy()
    for piece in pieces:
        x0, y0, x1, y1 = _grown(piece.ink)
        rest[max(y0, 0) : y1, max(x0, 0) : x1] = False
    found: list[Piece] = []
    for cell in grid.cells:
        inner = (cell[0] + 2, cell[1] + 2, cell[2] - 2, cell[3] - 2)
        found += [Piece(line, _clip(_grown(line), cell), True) for line in _ink_lines(rest, inner, page.dpi)]
    return found


def _ink_lines(ink: Mask, box: PixelBox, dpi: float) -> Iterator[PixelBox]:
    """Boxes of the lines of print in a cell: bands of rows with ink that holds more than specks."""
    x0, y0, x1, y1 = box
    part = np.ascontiguousarray(ink[y0:y1, x0:x1]).astype(np.uint8)
    if not part.any():
        return
    _, labels, stats, _ = cv2.connectedComponentsWithStats(part, connectivity=8)
    sizes = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT])
    solid = np.flatnonzero((sizes >= 0.03 * dpi) & (stats[:, cv2.CC_STAT_AREA] >= 12))
    solid = solid[solid > 0]
    if not len(solid):
        return
    rows = np.flatnonzero(np.isin(labels, solid).any(axis=1))
    for band in np.split(rows, np.flatnonzero(np.diff(rows) > 2) + 1):
        line = ink_box(ink, (x0, y0 + int(band[0]), x1, y0 + int(band[-1]) + 1))
        if line is not None:
            yield line
