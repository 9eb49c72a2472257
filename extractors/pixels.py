"""What several steps of the paper side do with the pixels of a picture: make it small, see whether it has colour, move it.

Takes and gives gray or BGR pictures of 8 bits. Refuses nothing.
"""

from __future__ import annotations

from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.ocr.engine import Image

Homography: TypeAlias = NDArray[np.float64]
"""A map of pixels to pixels of another picture, 3x3."""
Mask: TypeAlias = NDArray[np.uint8]
"""1 where something is, else 0."""

TINGED = 28
"""How far the channels of a pixel of coloured ink lie apart, at least."""


def shrunk(image: Image, times: int) -> Image:
    """The picture with every `times` x `times` pixels made one, their mean; what is left over at the right and below is dropped."""
    height, width = image.shape[0] // times, image.shape[1] // times
    whole = image[: height * times, : width * times]
    # Only where the sizes divide exactly does OpenCV take its fast way.
    small: Image = cv2.resize(whole, (width, height), interpolation=cv2.INTER_AREA)
    return small


def without_colour(image: Image) -> Image:
    """The picture with one channel where it has no colour to keep."""
    sample = image[::4, ::4]
    blue, green, red = cv2.split(sample)
    lightest, darkest = cv2.max(cv2.max(blue, green), red), cv2.min(cv2.min(blue, green), red)
    coloured = np.count_nonzero(cv2.subtract(lightest, darkest) > TINGED)
    return image if coloured > 50 else cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)


def warp(image: Image, move: Homography, size: tuple[int, int] | None = None) -> Image:
    """The picture moved, into a frame of `size` (width, height) or its own; what comes in at the edges continues the paper."""
    frame = size or (image.shape[1], image.shape[0])
    moved: Image = cv2.warpPerspective(image, move, frame, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return moved


def without_runs(ink: Mask, length: int) -> Mask:
    """The ink without straight runs of at least `length` pixels along rows or columns, and without what is beside them: rules."""
    across = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    down = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((length, 1), np.uint8))
    rest = ink.copy()
    rest[cv2.dilate(across | down, np.ones((3, 3), np.uint8)) > 0] = 0
    return rest


def blobs(mask: Mask) -> NDArray[np.int32]:
    """Boxes of the connected parts of the mask: rows of x, y, width, height, number of pixels."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    found: NDArray[np.int32] = stats[1:]
    return found
