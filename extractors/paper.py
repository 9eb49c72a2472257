"""A page as a sheet of paper: its picture, taken out of a photograph if it is one, right way up, free of seals and shadows, straight.

Takes an open PDF and a page index, gives a `Sheet`, or two where the picture shows two pages side by side: the straightened picture as
it is (for people), the same cleaned (for machines), and the map back to the page as the file shows it. Refuses nothing; a page without
structure is taken as it lies.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw

from disclosure.geometry import Transform
from extractors.ocr.engine import Image
from extractors.opening import image_pixels
from extractors.orientation import quarter_turns, turned
from extractors.outline import find_outline, frame_of
from extractors.pixels import Homography, shrunk, warp, without_colour
from extractors.seals import suppress_seals
from extractors.skew import skew
from extractors.spreads import find_fold

DPI = 200
"""Resolution at which pages are rendered where no embedded scan suggests another."""
_LEAST_DPI, _MOST_DPI = 150, 220
MAX_PIXELS = 12_000_000
"""Most pixels of a rendered page: A3 at 250 dpi."""
_LEAST_TURN = 0.1
"""Degrees by which a page of a spread must lie askew to be turned once more."""


@dataclass(frozen=True)
class Sheet:
    """A straightened page. `picture` is gray or BGR, `clean` gray on white paper without seals; both have `scale` pixels per point.

    `width` and `height` are points of the straightened page; `angle` is how far it was turned counter-clockwise, in degrees, after
    `quarters` right angles clockwise.
    """

    picture: Image
    clean: Image
    width: float
    height: float
    scale: float
    angle: float
    to_original: Transform
    quarters: int = 0


def take_sheet(document: pdfium.PdfDocument, index: int) -> Sheet:
    """Page `index` (from 0), rendered, cleaned and straightened, whole even where it shows two pages."""
    page = document[index]
    try:
        size = page.get_size()
        picture, scale = render(page)
    finally:
        page.close()
    sheet = _flat(without_colour(picture), size, scale)
    quarters = quarter_turns(sheet.clean, scale * 72)
    return _straight(_turned(sheet, quarters))


def take_sheets(document: pdfium.PdfDocument, index: int) -> tuple[Sheet, ...]:
    """The page, or the left and the right one of two that lie side by side in its picture."""
    sheet = take_sheet(document, index)
    fold = find_fold(sheet.clean, sheet.scale * 72)
    if fold is None:
        return (sheet,)
    return _half(sheet, 0, fold), _half(sheet, fold, sheet.clean.shape[1])


def render(page: pdfium.PdfPage) -> tuple[Image, float]:
    """The page as a viewer shows it, BGR, and its pixels per point: the embedded scan's own where one covers the page."""
    width, height = page.get_size()
    dpi = min(max(_embedded_dpi(page), _LEAST_DPI), _MOST_DPI)
    scale = min(dpi / 72, (MAX_PIXELS / (width * height)) ** 0.5)
    image: Image = page.render(scale=scale, rev_byteorder=False).to_numpy()[:, :, :3]
    return np.ascontiguousarray(image), image.shape[1] / width


def flatten(gray: Image) -> Image:
    """The gray picture on even white paper: shadows and yellowed edges divided out."""
    small = shrunk(gray, 8)
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((7, 7), np.uint8)), 15)
    paper = cv2.resize(paper, (gray.shape[1], gray.shape[0]), interpolation=cv2.INTER_LINEAR)
    flat: Image = cv2.divide(gray, cv2.max(paper, np.full_like(paper, 64)), scale=250)
    return flat


def _flat(picture: Image, size: tuple[float, float], scale: float) -> Sheet:
    """The picture as a sheet, cleaned; a photographed sheet is spread out, in a frame of its own shape."""
    corners = find_outline(picture)
    if corners is None:
        return Sheet(picture, _clean(picture, scale), *size, scale, 0.0, Transform())
    frame = frame_of(corners, (picture.shape[1], picture.shape[0]))
    width, height = frame
    edge = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    move: Homography = cv2.getPerspectiveTransform(corners.astype(np.float32), edge)
    picture = warp(picture, move, frame)
    return Sheet(picture, _clean(picture, scale), width / scale, height / scale, scale, 0.0, _back(move, scale))


def _clean(picture: Image, scale: float) -> Image:
    return flatten(suppress_seals(picture, scale * 72))


def _turned(sheet: Sheet, quarters: int) -> Sheet:
    """The sheet turned clockwise by right angles."""
    if not quarters:
        return sheet
    width, height = sheet.width, sheet.height
    # Where a point of the turned sheet came from; the sizes in points are those of the sheet before.
    back = {
        1: (0.0, 1.0, 0.0, -1.0, 0.0, height, 0.0, 0.0, 1.0),
        2: (-1.0, 0.0, width, 0.0, -1.0, height, 0.0, 0.0, 1.0),
        3: (0.0, -1.0, width, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0),
    }[quarters]
    size = (width, height) if quarters == 2 else (height, width)
    origin = _after(sheet.to_original, Transform(back))
    picture, clean = turned(sheet.picture, quarters), turned(sheet.clean, quarters)
    return Sheet(picture, clean, *size, sheet.scale, sheet.angle, origin, quarters)


def _straight(sheet: Sheet, least: float = 0.0) -> Sheet:
    """The sheet turned so that its lines lie level, where they are askew by more than `least` degrees."""
    angle = skew(sheet.clean)
    if abs(angle) <= least:
        return sheet
    height, width = sheet.clean.shape[:2]
    turn = np.vstack([cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0), (0, 0, 1)])
    origin = _after(sheet.to_original, _back(turn, sheet.scale))
    picture, clean = warp(sheet.picture, turn), warp(sheet.clean, turn)
    return replace(sheet, picture=picture, clean=clean, angle=sheet.angle + angle, to_original=origin)


def _half(sheet: Sheet, start: int, end: int) -> Sheet:
    """The columns `start` to `end` of the picture as a sheet of their own, straightened once more."""
    shift = Transform((1.0, 0.0, start / sheet.scale, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0))
    picture, clean = (np.ascontiguousarray(image[:, start:end]) for image in (sheet.picture, sheet.clean))
    size = ((end - start) / sheet.scale, sheet.height)
    half = replace(sheet, picture=picture, clean=clean, width=size[0], to_original=_after(sheet.to_original, shift))
    return _straight(half, _LEAST_TURN)


def _after(second: Transform, first: Transform) -> Transform:
    """The transform that does `first`, then `second`."""
    if second.is_identity:
        return first
    return _transform(np.reshape(second.matrix, (3, 3)) @ np.reshape(first.matrix, (3, 3)))


def _back(move: Homography, scale: float) -> Transform:
    """From points of the moved page to points of the one before, for a movement of pixels."""
    zoom = np.diag((scale, scale, 1.0))
    return _transform(np.linalg.inv(zoom) @ np.linalg.inv(move) @ zoom)


def _transform(matrix: Homography) -> Transform:
    a, b, c, d, e, f, g, h, i = (float(value) for value in (matrix / matrix[2, 2]).ravel())
    return Transform((a, b, c, d, e, f, g, h, i))


def _embedded_dpi(page: pdfium.PdfPage) -> float:
    """Resolution of the image that covers the page, the finer one where it is not the same both ways; `DPI` where there is none."""
    width, height = page.get_size()
    for image in page.get_objects([raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = image.get_bounds()
        area = (right - left) * (top - bottom)
        if area > 0.8 * width * height:
            across, down = image_pixels(image)
            sides = sorted(((right - left) / 72, (top - bottom) / 72))
            few, many = sorted((across, down))
            # An image may be placed turned: the resolutions are those of its sides in either order that are more alike.
            straight, crossed = (few / sides[0], many / sides[1]), (many / sides[0], few / sides[1])
            return float(max(min(straight, crossed, key=lambda two: max(two) / min(two))))
    return float(DPI)
