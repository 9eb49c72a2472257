"""What a recogniser must be able to do, and how one is loaded.

An engine finds lines of text (`detect`), reads pictures of single lines (`recognise`), and does both (`read`). Images are numpy arrays,
gray or BGR, 8 bits; boxes are pixels `(x0, y0, x1, y1)`. Refuses an unknown engine name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

Image: TypeAlias = NDArray[np.uint8]
PixelBox: TypeAlias = tuple[int, int, int, int]

DEFAULT_ENGINE = "paddleocr"
ENGINES = ("paddleocr", "rapidocr")

_HEIGHT = 48
"""Height in pixels to which the recognition models scale a line."""
_BUCKET = 1.5
"""Line pictures are widened to the next multiple of this many heights, so that few tensor shapes occur."""
_LONGEST = 60.0
"""Longest line in heights that the models read without squeezing it (3200 of 48 pixels, less a margin)."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one line picture says. `centres` are the middles of its characters as shares (0..1) of the picture's width.

    `confidence` is the mean over the characters; `sure` the confidence of each, empty where the engine does not tell.
    """

    text: str
    confidence: float
    centres: tuple[float, ...] = ()
    sure: tuple[float, ...] = ()

    def least(self, start: int, end: int) -> float:
        """Confidence of the least sure of the characters `start:end` that are no blanks; of the whole reading where none is known.

        The mean over a line hides one doubtful digit among many clear characters.
        """
        known = (
            [s for s, char in zip(self.sure[start:end], self.text[start:end], strict=True) if not char.isspace()]
            if self.sure
            else []
        )
        return min(known, default=self.confidence)


@dataclass(frozen=True, slots=True)
class Line:
    """A line found in an image: its text, its box in pixels and the middles of its characters in pixels."""

    text: str
    box: PixelBox
    confidence: float
    xs: tuple[float, ...] = ()


class OcrEngine(Protocol):
    """A recogniser. `version` changes whenever its readings may change."""

    name: str
    version: str

    def detect(self, image: Image) -> list[PixelBox]:
        """Boxes of the lines of text in the image."""
        ...

    def recognise(self, crops: Sequence[Image]) -> list[Reading]:
        """One reading per line picture, in the same order."""
        ...

    def read(self, image: Image) -> list[Line]:
        """The lines of the image."""
        ...


@cache
def load_engine(name: str = DEFAULT_ENGINE) -> OcrEngine:
    """The engine of that name, loaded once per process. Raises ValueError for an unknown name."""
    if name == "paddleocr":
        from extractors.ocr.paddle import PaddleEngine

        return PaddleEngine()
    if name == "rapidocr":
        from extractors.ocr.rapid import RapidEngine

        return RapidEngine()
    raise ValueError(f"unknown OCR engine {name!r}; known: {', '.join(ENGINES)}")


def read_lines(engine: OcrEngine, image: Image) -> list[Line]:
    """Detection and recognition after one another: how an engine that has both reads a whole image."""
    boxes = engine.detect(image)
    readings = engine.recognise([crop(image, box) for box in boxes])
    return [_line(box, reading) for box, reading in zip(boxes, readings, strict=True) if reading.text.strip()]


def crop(image: Image, box: PixelBox) -> Image:
    """The part of the image in the box."""
    x0, y0, x1, y1 = box
    return np.ascontiguousarray(image[y0:y1, x0:x1])


def as_colour(image: Image) -> Image:
    """The image with three channels, as the models want it."""
    return cv2.cvtColor(image, cv2.COLOR_GRAY2BGR) if image.ndim == 2 else image


def upright_box(quad: Any, width: int, height: int) -> PixelBox:
    """The box around a quadrangle of pixel points, clipped to the image."""
    points = np.asarray(quad, dtype=np.float64).reshape(-1, 2)
    x0, y0 = np.floor(points.min(axis=0)).astype(int)
    x1, y1 = np.ceil(points.max(axis=0)).astype(int)
    return max(int(x0), 0), max(int(y0), 0), min(int(x1), width), min(int(y1), height)


def widened(image: Image) -> tuple[Image, float]:
    """The line picture with paper added on the right up to the next bucket of widths, and the share of it that is the original."""
    image = as_colour(image)
    height, width = image.shape[:2]
    target = int(np.ceil(width / height / _BUCKET) * _BUCKET * height)
    if target <= width or width / height > _LONGEST:
        return image, 1.0
    paper = [float(v) for v in np.percentile(image.reshape(-1, 3), 90, axis=0)]
    return cv2.copyMakeBorder(image, 0, 0, 0, target - width, cv2.BORDER_CONSTANT, value=paper), width / target


def _line(box: PixelBox, reading: Reading) -> Line:
    xs = tuple(box[0] + centre * (box[2] - box[0]) for centre in reading.centres)
    return Line(reading.text, box, reading.confidence, xs)
