"""Turns the drawn sample into what an office scanner makes of it: gray, a little crooked, noisy, JPEG.

Takes PDF bytes; gives the scan as PDF bytes and, per page, the matrix that maps a point of the drawn page (PDF points) to a pixel of
the scan. The same input gives the same scan: every page has its own seed. Pages keep their size.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

import cv2
import numpy as np
import pikepdf
import pypdfium2
from numpy.typing import NDArray

DPI = 200
QUALITY = 38
MOST_SKEW = 0.6
"""Degrees to either side."""
NOISE = 3.0
"""Standard deviation in gray levels (0..255)."""
SEED = 2022


@dataclass(frozen=True, slots=True)
class Sheet:
    """One scanned page: its JPEG, its size in pixels and points, and the 2x3 matrix from points to pixels."""

    jpeg: bytes
    pixels: tuple[int, int]
    points: tuple[float, float]
    matrix: list[list[float]]


def scan(pdf: bytes) -> tuple[bytes, list[Sheet]]:
    """The scanned document and its sheets."""
    document = pypdfium2.PdfDocument(pdf)
    sheets = [_sheet(document[index], index) for index in range(len(document))]
    return _bind(sheets), sheets


def _sheet(page: pypdfium2.PdfPage, index: int) -> Sheet:
    luck = np.random.default_rng(SEED + index)
    flat = np.array(page.render(scale=DPI / 72, grayscale=True).to_pil())
    height, width = flat.shape
    angle = luck.uniform(-MOST_SKEW, MOST_SKEW)
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    turned = cv2.warpAffine(flat, turn, (width, height), flags=cv2.INTER_AREA, borderValue=255)
    jpeg = cv2.imencode(".jpg", _worn(turned, luck), [cv2.IMWRITE_JPEG_QUALITY, QUALITY, cv2.IMWRITE_JPEG_OPTIMIZE, 1])[
        1
    ].tobytes()
    scale = np.diag([DPI / 72, DPI / 72, 1.0])
    return Sheet(jpeg, (width, height), page.get_size(), (turn @ scale).round(5).tolist())


def _worn(image: NDArray[np.uint8], luck: np.random.Generator) -> NDArray[np.uint8]:
    """Soft edges, paper that is not quite white, toner that is not quite black, grain."""
    soft = cv2.GaussianBlur(image, (0, 0), 0.6).astype(np.float32)
    shade = 26 + soft * ((246 - 26) / 255)
    grain = cv2.GaussianBlur(luck.normal(0, 1, image.shape).astype(np.float32), (0, 0), 0.9)
    return np.clip(shade + grain * NOISE * (soft < 250), 0, 255).astype(np.uint8)


def _bind(sheets: list[Sheet]) -> bytes:
    """One PDF page per sheet, the image filling it. Free of dates and random ids."""
    with pikepdf.new() as document:
        for sheet in sheets:
            width, height = sheet.points
            document.add_blank_page(page_size=(width, height))
            page = document.pages[-1]
            page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Scan=_image(document, sheet)))
            page.Contents = document.make_stream(f"{width} 0 0 {height} 0 0 cm /Scan Do".encode())
        out = BytesIO()
        document.save(out, static_id=True)
        return out.getvalue()


def _image(document: pikepdf.Pdf, sheet: Sheet) -> pikepdf.Stream:
    image = document.make_stream(sheet.jpeg)
    image.stream_dict = pikepdf.Dictionary(
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=sheet.pixels[0],
        Height=sheet.pixels[1],
        ColorSpace=pikepdf.Name.DeviceGray,
        BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
    )
    return image
