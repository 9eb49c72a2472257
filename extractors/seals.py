"""Seals are taken off the print, and print that is itself coloured stays.

Takes a BGR picture, gives a gray one. A seal is told by its shape, not by its colour: a ring, or a frame of a seal's size that leaves no
row and no column of itself blank. Red headings and red figures have no such shape; they become black. Refuses to touch what is larger
than a seal, such as the red rules of a form.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.ocr.engine import Image
from extractors.pixels import TINGED, Mask, shrunk

_SMALL = 4
_FAINT = 18
"""How far the channels of a pixel of ink lie apart at least, once it is mixed with the paper around it."""
_RIM = 6
"""The same at the rim of a seal's strokes."""
_UNDER, _OVER = 0.55, 0.68
"""In the ink's own channel, as shares of the paper's brightness: print under a seal is darker than the one, the seal brighter than the other."""
_LEAST, _MOST = 0.5, 2.4
"""Inches from side to side of a seal: a name's square of 1.4 cm, a company's oval of 6 cm."""
_LEAST_CUT, _LEAST_STRIP = 0.9, 0.18
"""Inches along the edge of the sheet, and away from it, of a seal that was set over several sheets."""
_FLAT = 2.2
"""A seal is not this many times as long as high."""
_NEAR = 0.13
"""Inches between the parts of one seal."""
_SOLID = 0.7
"""More of its box than this is filled by a coloured area, not by a seal."""
_WHOLE = 0.9
"""Share of the rows and columns of a seal that have ink."""
_ROUND = 0.55
"""Share of a ring that must be inked."""
_SPREAD = 0.07
_LIKE, _MANY = 0.25, 3
"""So many candidates of like height (to this share) side by side are large letters, not seals."""

_RED, _BLUE = 2, 0
_Box = NDArray[np.int32]


def suppress_seals(image: Image, dpi: float) -> Image:
    """Gray, with seals taken for paper; black print under a seal stays readable, and coloured print is black."""
    if image.ndim == 2:
        return image
    gray: Image = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    small = shrunk(image, _SMALL)
    for ink in (_RED, _BLUE):
        mask = _inked(small, ink, _FAINT)
        if np.count_nonzero(mask) > 20:
            _suppress(gray, image, ink, _grown(_zones(mask, dpi / _SMALL), gray.shape))
    return gray


def _inked(image: Image, ink: int, least: int) -> Mask:
    """1 where the picture is of that colour by at least so much."""
    own = image[:, :, ink]
    others = [image[:, :, channel] for channel in range(3) if channel != ink]
    mask: Mask = (cv2.subtract(own, cv2.max(*others)) > least).astype(np.uint8)
    return mask


def _suppress(gray: Image, image: Image, ink: int, zones: Mask) -> None:
    """In the zones of seals, what is light in the ink's own channel is paper; elsewhere, what is coloured is print."""
    own, inside = image[:, :, ink], zones.astype(bool)
    darkest = np.minimum(gray, cv2.max(*(image[:, :, channel] for channel in range(3) if channel != ink)))
    print_ = _inked(image, ink, TINGED).astype(bool) & ~inside
    gray[print_] = darkest[print_]
    if inside.any():
        paper = float(np.percentile(gray[inside], 80))
        # The rim of a stroke is only tinged; left as it is, it would be the ghost of a rule.
        rim = _inked(image, ink, _RIM).astype(bool) & inside
        seal = _inked(image, ink, TINGED).astype(bool) & inside
        gray[rim] = np.minimum(own[rim], round(paper))
        gray[seal] = _lighten(paper)[own[seal]]


def _lighten(paper: float) -> Image:
    """What becomes of each brightness in the ink's own channel: a seal is made as bright as the paper around it, no brighter."""
    table = np.interp(np.arange(256), (0, _UNDER * paper, _OVER * paper, 255), (0, _UNDER * paper, paper, paper))
    light: Image = table.astype(np.uint8)
    return light


def _zones(mask: Mask, inch: float) -> Mask:
    """1 where seals lie; `inch` is pixels."""
    zones = np.zeros_like(mask)
    reach = 2 * round(_NEAR * inch / 2) + 1
    near = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach)))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(near, connectivity=8)
    candidates = []
    for label, (x, y, w, h, _area) in enumerate(stats.tolist()):
        if not label or max(w, h) < _LEAST * inch:
            continue
        part = mask[y : y + h, x : x + w] * (labels[y : y + h, x : x + w] == label)
        if _has_size(stats[label], mask.shape, inch) and _is_closed(part):
            candidates.append((label, stats[label]))
        else:
            for centre, radius in _rings(part, inch):
                cv2.circle(zones, (x + centre[0], y + centre[1]), radius, 1, -1)
    for label in _apart(candidates):
        points = np.argwhere(labels == label)[:, ::-1].astype(np.int32)
        cv2.fillConvexPoly(zones, cv2.convexHull(points), 1)
    spread = round(_SPREAD * inch)
    spread_out: Mask = cv2.dilate(zones, np.ones((2 * spread + 1, 2 * spread + 1), np.uint8))
    return spread_out


def _has_size(box: _Box, shape: tuple[int, ...], inch: float) -> bool:
    """Whether the box has the size of a seal, or of the part of one that an edge of the sheet cuts off."""
    x, y, w, h = (int(value) for value in box[:4])
    long, short = max(w, h), min(w, h)
    if _LEAST * inch <= short and long <= min(_MOST * inch, _FLAT * short):
        return True
    margin = 0.15 * inch
    beside = (x < margin or x + w > shape[1] - margin) if h >= w else (y < margin or y + h > shape[0] - margin)
    return beside and _LEAST_CUT * inch <= long <= _MOST * inch and short >= _LEAST_STRIP * inch


def _is_closed(part: Mask) -> bool:
    """Whether hardly a row or column of the part is blank, as between lines of print, and the part is not an area of colour."""
    rows, columns = float(part.any(axis=1).mean()), float(part.any(axis=0).mean())
    return min(rows, columns) >= _WHOLE and float(part.mean()) < _SOLID


def _rings(part: Mask, inch: float) -> Iterator[tuple[tuple[int, int], int]]:
    """Circles of a seal's size in the mask, though print or rules of the same colour touch them: (centre, radius)."""
    if min(part.shape) < _LEAST * inch:
        return
    soft = cv2.GaussianBlur(part * 255, (3, 3), 0)
    least, most = round(_LEAST * inch / 2), round(_MOST * inch / 2)
    found = cv2.HoughCircles(soft, cv2.HOUGH_GRADIENT, 1.5, least, param1=120, param2=22, minRadius=least, maxRadius=most)
    thick = cv2.dilate(part, np.ones((3, 3), np.uint8))
    for x, y, radius in found[0][:8] if found is not None else ():
        angles = np.linspace(0, 2 * np.pi, 120, endpoint=False)
        xs = np.clip(np.round(x + radius * np.cos(angles)).astype(int), 0, part.shape[1] - 1)
        ys = np.clip(np.round(y + radius * np.sin(angles)).astype(int), 0, part.shape[0] - 1)
        if float(thick[ys, xs].mean()) >= _ROUND:
            yield (round(float(x)), round(float(y))), round(float(radius))


def _apart(candidates: Sequence[tuple[int, _Box]]) -> list[int]:
    """Labels of the candidates that are no letters of one large line."""
    kept = []
    for label, box in candidates:
        alike = [other for _, other in candidates if abs(other[3] - box[3]) <= _LIKE * box[3]]
        level = [other for other in alike if abs(other[1] - box[1]) <= _LIKE * box[3]]
        if len(level) < _MANY:
            kept.append(label)
    return kept


def _grown(zones: Mask, shape: tuple[int, ...]) -> Mask:
    """The zones at the size of the picture."""
    grown: Mask = cv2.resize(zones, (shape[1], shape[0]), interpolation=cv2.INTER_NEAREST)
    return grown
