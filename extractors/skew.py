"""How far a page lies askew: the angle at which its lines of text and its rules become level.

Takes the cleaned gray picture, gives degrees. Refuses nothing: a page without print counts as straight.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from extractors.ocr.engine import Image
from extractors.pixels import shrunk

MAX_SKEW = 6.5
"""Largest skew in degrees that is looked for: sheets put on the glass by hand reach five, feeders stay well below it."""
_INK = 160
_FEW = 150
_ROUGH, _FINE = 15_000, 60_000
"""How many marks are looked at while the angle is sought, and while it is made exact."""


def skew(clean: Image) -> float:
    """Degrees by which the picture must be turned (counter-clockwise) so that its lines lie level; 0 where nothing tells."""
    ys, xs = _marks(clean)
    if len(xs) < _FEW:
        return 0.0
    best = 0.0
    for step, reach, most in ((0.25, MAX_SKEW, _ROUGH), (0.05, 0.25, _FINE), (0.01, 0.05, _FINE)):
        every = max(1, len(xs) // most)
        angles = best + np.arange(-round(reach / step), round(reach / step) + 1) * step
        scores = [_sharpness(xs[::every], ys[::every], float(angle)) for angle in angles]
        best = float(angles[int(np.argmax(scores))])
    return round(best, 2) if abs(best) >= 0.02 else 0.0


def _marks(clean: Image) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Pixels at the lower edges of what is printed: the edges of text lines and rules, without the mass of shaded areas."""
    small = shrunk(clean, 2)
    dark = small < _INK
    margin_y, margin_x = small.shape[0] // 40, small.shape[1] // 40
    edge = dark[:-1] & ~dark[1:]
    edge[:margin_y], edge[-margin_y:], edge[:, :margin_x], edge[:, -margin_x:] = False, False, False, False
    ys, xs = np.nonzero(edge)
    return ys.astype(np.float64), xs.astype(np.float64)


def _sharpness(xs: NDArray[np.float64], ys: NDArray[np.float64], angle: float) -> float:
    """How strongly the marks gather in rows when sheared level by `angle` degrees."""
    rows = (ys - xs * np.tan(np.radians(angle)) + 1000).astype(np.int64)
    counts = np.bincount(np.maximum(rows, 0)).astype(np.float64)
    return float(np.sum(counts * counts))
