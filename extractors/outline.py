"""The outline of a sheet that was photographed on a table: its four corners in the picture.

Takes a picture, gives the corners or None. Refuses everything that is not plainly a bright sheet with darker ground on all sides, so that
a scan, whose paper reaches the edges, is never bent.
"""

from __future__ import annotations

from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.ocr.engine import Image
from extractors.pixels import shrunk

Quad = NDArray[np.float64]
"""Four corners as pixel points: top left, top right, bottom right, bottom left."""

_SMALL = 800
_LEAST_SHARE, _MOST_SHARE = 0.35, 0.95
_SHAPE = 1.2
"""Shapes (width by height) that differ by less than this factor are taken for one, seen from the side."""
_A_SERIES = 2**0.5
_STRAIGHT = 0.012
"""How far the outline may leave a side, as a share of its length."""


def find_outline(picture: Image) -> Quad | None:
    """The corners of the sheet, None where the picture is no photograph of one."""
    times = max(round(max(picture.shape[:2]) / _SMALL), 1)
    small = shrunk(picture, times)
    small = small if small.ndim == 2 else cv2.cvtColor(small, cv2.COLOR_BGR2GRAY)
    sheet = None if _reaches_edge(small) else _sheet(small)
    if sheet is None:
        return None
    quad = _corners(sheet)
    if quad is None or not _plausible(quad, sheet, small.shape[:2]):
        return None
    corners: Quad = quad * times
    return corners


def frame_of(corners: Quad, size: tuple[int, int]) -> tuple[int, int]:
    """Width and height in pixels of the frame to spread the sheet in: the picture's own where the sheet has about its shape."""
    sides = [float(np.hypot(*(b - a))) for a, b in pairwise([*corners, corners[0]])]
    across, down = (sides[0] + sides[2]) / 2, (sides[1] + sides[3]) / 2
    shape = across / down
    if abs(np.log(shape * size[1] / size[0])) < np.log(_SHAPE):
        return size
    # Seen from the side a sheet looks shorter than it is: what is nearly a sheet of the A series is one.
    for known in (_A_SERIES, 1 / _A_SERIES):
        if abs(np.log(shape / known)) < np.log(_SHAPE):
            shape = known
    long = max(across, down)
    return (round(long), round(long / shape)) if shape > 1 else (round(long * shape), round(long))


def _reaches_edge(gray: Image) -> bool:
    """Whether most of the picture's edge is as bright as its paper: seen at a glance, for nearly all scans."""
    glance = shrunk(gray, 8)
    level, _ = cv2.threshold(glance, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    edge = np.concatenate((glance[0], glance[-1], glance[:, 0], glance[:, -1]))
    return float((edge > level).mean()) > 0.5


def _sheet(gray: Image) -> NDArray[np.int32] | None:
    """The convex outline of the large bright area, None where it reaches the edge of the picture."""
    smooth = cv2.medianBlur(gray, 9)
    _, bright = cv2.threshold(smooth, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    bright = cv2.morphologyEx(bright, cv2.MORPH_OPEN, np.ones((9, 9), np.uint8))
    contours, _ = cv2.findContours(bright, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    if not contours:
        return None
    hull: NDArray[np.int32] = cv2.convexHull(max(contours, key=cv2.contourArea))
    height, width = gray.shape[:2]
    x, y, w, h = cv2.boundingRect(hull)
    inside = x > 2 and y > 2 and x + w < width - 2 and y + h < height - 2
    share = cv2.contourArea(hull) / (width * height)
    return hull if inside and _LEAST_SHARE < share < _MOST_SHARE else None


def _corners(hull: NDArray[np.int32]) -> Quad | None:
    """Where the four longest sides of the outline meet; a corner lost in a shadow is found again."""
    polygon = cv2.approxPolyDP(hull, _STRAIGHT * cv2.arcLength(hull, True), True).reshape(-1, 2).astype(np.float64)
    if len(polygon) < 4:
        return None
    sides = [(a, b) for a, b in pairwise([*polygon, polygon[0]])]
    longest = sorted(range(len(sides)), key=lambda i: -float(np.hypot(*(sides[i][1] - sides[i][0]))))[:4]
    chosen = [sides[i] for i in sorted(longest)]
    points = [_meet(*one, *two) for one, two in pairwise([*chosen, chosen[0]])]
    if any(point is None for point in points):
        return None
    return _ordered(np.array(points))


def _meet(a: Quad, b: Quad, c: Quad, d: Quad) -> Quad | None:
    """Where the lines through a, b and c, d cross, None where they are nearly parallel."""
    one, two = b - a, d - c
    cross = one[0] * two[1] - one[1] * two[0]
    if abs(cross) < 0.5 * np.hypot(*one) * np.hypot(*two):
        return None
    share = ((c - a)[0] * two[1] - (c - a)[1] * two[0]) / cross
    point: Quad = a + share * one
    return point


def _ordered(points: Quad) -> Quad:
    """Clockwise from the top left."""
    middle = points.mean(axis=0)
    turned = points[np.argsort(np.arctan2(points[:, 1] - middle[1], points[:, 0] - middle[0]))]
    first = int(np.argmin(turned.sum(axis=1)))
    quad: Quad = np.roll(turned, -first, axis=0)
    return quad


def _plausible(quad: Quad, hull: NDArray[np.int32], shape: tuple[int, ...]) -> bool:
    """Whether the corners lie in the picture and enclose hardly more than the outline."""
    height, width = shape[:2]
    slack = 0.03 * max(width, height)
    within = bool(np.all(quad > -slack) and np.all(quad[:, 0] < width + slack) and np.all(quad[:, 1] < height + slack))
    ratio = cv2.contourArea(quad.astype(np.float32)) / cv2.contourArea(hull)
    return within and 0.97 < ratio < 1.2
