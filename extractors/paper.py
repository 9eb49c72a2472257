"""A page as a sheet of paper: its picture, taken out of a photograph if it is one, free of seals and shadows, turned straight.

Takes an open PDF and a page index, gives a `Sheet`: the straightened picture as it is (for people), the same cleaned (for machines), and
the map back to the page as the file shows it. The straightened page keeps the size of the page in points. Refuses nothing; a page
without structure is taken as straight.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import cv2
import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw
from numpy.typing import NDArray

from disclosure.geometry import Transform
from extractors.ocr.engine import Image
from extractors.opening import image_pixels
from extractors.outline import find_outline

Homography: TypeAlias = NDArray[np.float64]

DPI = 200
"""Resolution at which pages are rendered where no embedded scan suggests another."""
_LEAST_DPI, _MOST_DPI = 150, 220
MAX_PIXELS = 12_000_000
"""Most pixels of a rendered page: A3 at 250 dpi."""
MAX_SKEW = 4.0
"""Largest skew in degrees that is looked for; scanners and feeders stay well below it."""
_RED = 28
"""How much redder than its other channels a pixel of a seal is, at least."""
_LIGHTEN = np.interp(np.arange(256), (0, 110, 165, 255), (0, 110, 250, 255)).astype(np.uint8)


@dataclass(frozen=True)
class Sheet:
    """A straightened page. `picture` is gray or BGR, `clean` gray on white paper without seals; both have `scale` pixels per point."""

    picture: Image
    clean: Image
    width: float
    height: float
    scale: float
    angle: float
    to_original: Transform


def take_sheet(document: pdfium.PdfDocument, index: int) -> Sheet:
    """Page `index` (from 0), rendered, cleaned and straightened."""
    page = document[index]
    try:
        width, height = page.get_size()
        picture, scale = render(page)
    finally:
        page.close()
    picture = _without_colour(picture)
    moved = _out_of_photograph(picture)
    if moved is not None:
        picture = _warp(picture, moved)
    clean = flatten(suppress_red(picture))
    angle = skew(clean)
    if angle:
        turn = np.vstack([cv2.getRotationMatrix2D((picture.shape[1] / 2, picture.shape[0] / 2), angle, 1.0), (0, 0, 1)])
        picture, clean = _warp(picture, turn), _warp(clean, turn)
        moved = turn if moved is None else turn @ moved
    return Sheet(picture, clean, width, height, scale, angle, Transform() if moved is None else _back(moved, scale))


def render(page: pdfium.PdfPage) -> tuple[Image, float]:
    """The page as a viewer shows it, BGR, and its pixels per point: the embedded scan's own where one covers the page."""
    width, height = page.get_size()
    dpi = min(max(_embedded_dpi(page), _LEAST_DPI), _MOST_DPI)
    scale = min(dpi / 72, (MAX_PIXELS / (width * height)) ** 0.5)
    image: Image = page.render(scale=scale, rev_byteorder=False).to_numpy()[:, :, :3]
    return np.ascontiguousarray(image), image.shape[1] / width


def suppress_red(image: Image) -> Image:
    """Gray, with red ink (seals, stamps) taken for paper: black print under a seal stays readable."""
    if image.ndim == 2:
        return image
    gray: Image = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    blue, green, red = cv2.split(image)
    seal = cv2.subtract(red, cv2.max(blue, green)) > _RED
    # What is light in the red channel is seal on paper, what is dark there is print under the seal.
    gray[seal] = _LIGHTEN[red[seal]]
    return gray


def flatten(gray: Image) -> Image:
    """The gray picture on even white paper: shadows and yellowed edges divided out."""
    small = cv2.resize(gray, None, fx=0.125, fy=0.125, interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((7, 7), np.uint8)), 15)
    paper = cv2.resize(paper, (gray.shape[1], gray.shape[0]), interpolation=cv2.INTER_LINEAR)
    flat: Image = cv2.divide(gray, cv2.max(paper, np.full_like(paper, 64)), scale=250)
    return flat


def skew(clean: Image) -> float:
    """Degrees by which the picture must be turned (counter-clockwise) so that its lines lie level; 0 where nothing tells."""
    ys, xs = _marks(clean)
    if len(xs) < 150:
        return 0.0
    best = 0.0
    for step, reach in ((0.25, MAX_SKEW), (0.05, 0.25), (0.01, 0.05)):
        angles = best + np.arange(-round(reach / step), round(reach / step) + 1) * step
        scores = [_sharpness(xs, ys, float(angle)) for angle in angles]
        best = float(angles[int(np.argmax(scores))])
    return round(best, 2) if abs(best) >= 0.02 else 0.0


def _marks(clean: Image) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Pixels at the lower edges of what is printed: the edges of text lines and rules, without the mass of shaded areas."""
    small = cv2.resize(clean, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    dark = small < 160
    margin_y, margin_x = small.shape[0] // 40, small.shape[1] // 40
    edge = dark[:-1] & ~dark[1:]
    edge[:margin_y], edge[-margin_y:], edge[:, :margin_x], edge[:, -margin_x:] = False, False, False, False
    ys, xs = np.nonzero(edge)
    every = max(1, len(xs) // 60_000)
    return ys[::every].astype(np.float64), xs[::every].astype(np.float64)


def _sharpness(xs: NDArray[np.float64], ys: NDArray[np.float64], angle: float) -> float:
    """How strongly the marks gather in rows when sheared level by `angle` degrees."""
    rows = (ys - xs * np.tan(np.radians(angle)) + 1000).astype(np.int64)
    counts = np.bincount(np.maximum(rows, 0)).astype(np.float64)
    return float(np.sum(counts * counts))


def _out_of_photograph(picture: Image) -> Homography | None:
    """The map that spreads a photographed sheet over the whole page, None where the picture is a scan."""
    corners = find_outline(picture)
    if corners is None:
        return None
    height, width = picture.shape[:2]
    page = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    spread: Homography = cv2.getPerspectiveTransform(corners.astype(np.float32), page)
    return spread


def _warp(image: Image, move: Homography) -> Image:
    """The picture moved in its frame; what comes in at the edges continues the paper."""
    size = (image.shape[1], image.shape[0])
    moved: Image = cv2.warpPerspective(image, move, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return moved


def _back(move: Homography, scale: float) -> Transform:
    """From points of the straightened page to points of the original, for a movement of pixels."""
    zoom = np.diag((scale, scale, 1.0))
    inverse = np.linalg.inv(zoom) @ np.linalg.inv(move) @ zoom
    inverse /= inverse[2, 2]
    a, b, c, d, e, f, g, h, i = (float(value) for value in inverse.ravel())
    return Transform((a, b, c, d, e, f, g, h, i))


def _without_colour(image: Image) -> Image:
    """The picture with one channel where it has no colour to keep."""
    sample = image[::4, ::4].astype(np.int16)
    coloured = (sample.max(axis=2) - sample.min(axis=2)) > _RED
    return image if np.count_nonzero(coloured) > 50 else cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)


def _embedded_dpi(page: pdfium.PdfPage) -> float:
    """Resolution of the image that covers the page, `DPI` where there is none."""
    width, height = page.get_size()
    for image in page.get_objects([raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = image.get_bounds()
        area = (right - left) * (top - bottom)
        if area > 0.8 * width * height:
            across, down = image_pixels(image)
            return float((across * down / area) ** 0.5 * 72)
    return float(DPI)
