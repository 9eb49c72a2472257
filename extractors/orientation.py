"""Which way up a page lies: upright, on its head, or on one of its sides.

Takes the cleaned gray picture, gives the quarter turns that make it upright. Whether lines run across or down is told by the shapes
that print makes when its gaps are closed, which costs milliseconds. Top and bottom only a reader can tell apart: the small classifier
of the OCR weights looks at a few lines. Refuses to turn a page that does not say clearly how it lies.
"""

from __future__ import annotations

import logging
from functools import cache
from typing import TYPE_CHECKING

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.ocr.engine import Image, as_colour
from extractors.pixels import Mask, blobs, shrunk, without_runs

if TYPE_CHECKING:
    from extractors.ocr.session import OpenVinoSession

logger = logging.getLogger(__name__)

_LOOK_DPI = 75
"""About the resolution at which lines are looked for."""
_INK = 185
_RULE = 0.35
"""Inches of straight ink that are a rule and no stroke."""
_GAP = 0.06
"""Inches between the characters of a line, at most."""
_LEAST, _MOST = 0.06, 0.4
"""Inches that a line is high."""
_LONG = 3
"""A line is this many times as long as high."""
_ENOUGH = 0.5
"""Square inches of lines that must be seen before a page is turned on its side."""
_CLEAR = 3.0
"""How many times more lines must run one way than the other."""
_PLAIN = 0.6
"""A page with more than this share of its print in lines across need not be looked at for lines down."""
_LOOKS = 6
"""How many lines the classifier is shown, and the least number of them that can turn a page on its head."""
_LEAST_LOOKS = 4
_OVER = 0.25
"""A page is on its head where the classifier gives "upright" less than this, on the mean of the lines."""
_WIDE = 4
"""The classifier sees pictures this many times as wide as high."""
_HEIGHT = 48

Lines = NDArray[np.int32]


def quarter_turns(clean: Image, dpi: float) -> int:
    """How many times (0 to 3) the picture must be turned clockwise by a right angle to be upright; 0 where nothing tells."""
    times = max(round(dpi / _LOOK_DPI), 1)
    small = shrunk(clean, times)
    across, down = _lines(small, dpi / times)
    if not down.size or _mass(down) < max(_CLEAR * _mass(across), _ENOUGH * (dpi / times) ** 2):
        return 2 if _upside_down(clean, across, times) else 0
    return 3 if _upside_down(turned(clean, 1), _turned(down, small.shape[0]), times) else 1


def printed_lines(small: Image, inch: float) -> Lines:
    """What looks like lines of print running across a small gray picture, `inch` pixels to the inch, the longest first.

    Rows of x, y, width, height and number of pixels.
    """
    return _long(_ink(small, inch), inch)[0]


def turned(image: Image, quarters: int) -> Image:
    """The picture turned clockwise by right angles."""
    return np.ascontiguousarray(np.rot90(image, -quarters)) if quarters else image


def _lines(small: Image, inch: float) -> tuple[Lines, Lines]:
    """What looks like lines of print running across, and running down; `inch` is pixels."""
    ink = _ink(small, inch)
    across, printed = _long(ink, inch)
    if _mass(across) > _PLAIN * printed:
        return across, across[:0]
    down, _ = _long(np.ascontiguousarray(ink.T), inch)
    return across, down[:, [1, 0, 3, 2, 4]]


def _ink(small: Image, inch: float) -> Mask:
    """Where print is, without rules and without what lies at the edge."""
    ink = without_runs((small < _INK).astype(np.uint8), round(_RULE * inch))
    edge = round(0.08 * inch)
    ink[:edge], ink[-edge:], ink[:, :edge], ink[:, -edge:] = 0, 0, 0, 0
    return ink


def _long(ink: Mask, inch: float) -> tuple[Lines, float]:
    """The lines of print that run along the rows of the mask, the longest first, and the pixels of all print."""
    found = blobs(cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, max(round(_GAP * inch), 3)), np.uint8)))
    width, height = found[:, 2], found[:, 3]
    lines = found[(height >= _LEAST * inch) & (height <= _MOST * inch) & (width > _LONG * height)]
    return lines[np.argsort(-lines[:, 2], kind="stable")], _mass(found)


def _turned(lines: Lines, height: int) -> Lines:
    """Boxes of a picture of that height as boxes of the picture turned clockwise."""
    moved = lines[:, [1, 0, 3, 2, 4]].copy()
    moved[:, 0] = height - lines[:, 1] - lines[:, 3]
    return moved


def _mass(lines: Lines) -> float:
    """Pixels of all the lines."""
    return float(lines[:, 4].sum())


def _upside_down(clean: Image, lines: Lines, times: int) -> bool:
    """Whether the lines, whose boxes are those of the picture made so many times smaller, stand on their heads."""
    pictures = [picture for line in lines[:_LOOKS] if (picture := _stretch(clean, times * line)).size]
    if len(pictures) < _LEAST_LOOKS:
        return False
    upright = upright_shares(pictures)
    return upright is not None and float(upright.mean()) < _OVER and bool(np.median(upright) < _OVER)


def _stretch(clean: Image, line: Lines) -> Image:
    """The middle of a line, as wide as the classifier looks."""
    x, y, width, height = (int(value) for value in line[:4])
    pad = max(3, height // 6)
    wide = min(width, _WIDE * (height + 2 * pad) - 2 * pad)
    x += (width - wide) // 2
    return clean[max(y - pad, 0) : y + height + pad, max(x - pad, 0) : x + wide + pad]


def upright_shares(pictures: list[Image]) -> NDArray[np.float64] | None:
    """How surely (0..1) each line picture is upright and not on its head; None where the weights are not installed."""
    session = _classifier()
    if session is None:
        return None
    batch = np.zeros((len(pictures), 3, _HEIGHT, _WIDE * _HEIGHT), np.float32)
    for place, picture in zip(batch, pictures, strict=True):
        width = min(_WIDE * _HEIGHT, -(-_HEIGHT * picture.shape[1] // picture.shape[0]))
        place[:, :, :width] = cv2.resize(as_colour(picture), (width, _HEIGHT)).transpose(2, 0, 1) / 127.5 - 1
    (shares,) = session.run([session.get_outputs()[0].name], {session.get_inputs()[0].name: batch})
    return shares[:, 0].astype(np.float64)


@cache
def _classifier() -> OpenVinoSession | None:
    """The classifier, loaded once per process."""
    from extractors.ocr import weights  # what computes it takes a second to load, and born-digital pages never need it
    from extractors.ocr.session import OpenVinoSession

    try:
        return OpenVinoSession(weights.weights_file(weights.ORIENTATION))
    except FileNotFoundError as error:
        logger.warning("%s: pages that lie on their heads are not turned", error)
        return None
