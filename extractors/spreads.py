"""Two pages on one picture, as when an open volume lies on the glass: where the fold is.

Takes the cleaned, straightened gray picture, gives the column of the fold or None. Refuses everything that is not plainly two pages: the
sheet must lie across, nothing may be printed over the fold from top to bottom, and both halves must be full of lines of their own. So a
wide table is never cut in two.
"""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from disclosure.page import Origin, Page
from extractors.ocr.engine import Image
from extractors.pixels import Mask, blobs, shrunk

_INK = 170
_LEAST_SHAPE, _MOST_SHAPE = 1.15, 1.8
"""Width by height of two pages side by side."""
_MIDDLE = 0.08
"""How far from the middle, as a share of the width, the fold may lie."""
_LEAST_GAP = 0.035
"""Share of the width that the two inner margins have together, at least."""
_EDGE = 0.03
"""Share of the height at top and bottom that is not looked at."""
_SPECKS = 0.004
_FOLD = 0.05
"""Inches that the dark line of a fold may be wide."""
_GAP = 0.15
_LONG = 0.5
"""Share of a half's width that a full line has."""
_LINES = 4
"""Full lines (or rules) in a half that is a page."""


def find_fold(clean: Image, dpi: float) -> int | None:
    """The column, in pixels, where the left page ends and the right one begins; None where the picture is one page."""
    height, width = clean.shape[:2]
    if not _LEAST_SHAPE <= width / height <= _MOST_SHAPE:
        return None
    ink = (shrunk(clean, 2) < _INK).astype(np.uint8)
    edge = round(_EDGE * ink.shape[0])
    ink = ink[edge:-edge]
    gap = _gap(ink, dpi / 2)
    if gap is None:
        return None
    # The margins beside a fold are seldom alike, so the middle of the picture is the better guess, well inside the gap.
    inset = (gap[1] - gap[0]) // 5
    fold = min(max(ink.shape[1] // 2, gap[0] + inset), gap[1] - inset)
    both = all(_full_lines(half, dpi / 2) >= _LINES for half in (ink[:, : gap[0]], ink[:, gap[1] :]))
    return 2 * fold if both else None


def numbered(page: Page, number: int) -> Page:
    """The page under that number; where it had another, it knows which page of the file it was taken from."""
    if page.number == number:
        return page
    return replace(page, number=number, origin=page.origin or Origin(page.number, page.width, page.height))


def _gap(ink: Mask, inch: float) -> tuple[int, int] | None:
    """The widest run of columns near the middle without print: from and to; the line of the fold is no print."""
    share = ink.mean(axis=0)
    blank = _bridged(share <= _SPECKS, round(_FOLD * inch))
    width = len(blank)
    starts = np.flatnonzero(np.diff(np.concatenate(([0], blank.astype(np.int8), [0]))) == 1)
    ends = np.flatnonzero(np.diff(np.concatenate(([0], blank.astype(np.int8), [0]))) == -1)
    runs = [(int(a), int(b)) for a, b in zip(starts, ends, strict=True) if b - a >= _LEAST_GAP * width]
    near = [run for run in runs if abs((run[0] + run[1]) / 2 - width / 2) <= _MIDDLE * width]
    return max(near, key=lambda run: run[1] - run[0], default=None)


def _bridged(blank: NDArray[np.bool_], wide: int) -> NDArray[np.bool_]:
    """Blank columns, and dark ones between them that are no wider than a fold."""
    closed = cv2.morphologyEx(blank.astype(np.uint8)[None, :], cv2.MORPH_CLOSE, np.ones((1, 2 * (wide // 2) + 1), np.uint8))
    bridged: NDArray[np.bool_] = closed[0].astype(bool)
    return bridged


def _full_lines(half: Mask, inch: float) -> int:
    """How many lines of print or rules run over most of the half."""
    if not half.size:
        return 0
    closed = cv2.morphologyEx(half, cv2.MORPH_CLOSE, np.ones((1, round(_GAP * inch)), np.uint8))
    found = blobs(closed)
    level = found[(found[:, 3] < 0.5 * inch) | (found[:, 2] > 2 * found[:, 3])]
    return int(np.count_nonzero(level[:, 2] >= _LONG * half.shape[1])) + _rules_in_grids(closed, half.shape[1])


def _rules_in_grids(ink: Mask, width: int) -> int:
    """How many long rules there are: in a ruled table they hang together and are one blob."""
    rules = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, round(_LONG * width)), np.uint8))
    return len(blobs(rules))
