"""Opening a PDF: bytes on a disk, or in memory, become a `Source` that is known to be a readable PDF.

Takes a path or bytes, gives a frozen `Source`. Files of other kinds come through `extractors.inputs`. Refuses, each with its own error of `extractors.errors`: what is missing, empty, not a PDF, cut
off, damaged, locked, without pages, without anything to read, or larger than the named limits. The limits bound time and memory:
nothing is decoded before the sizes that the file declares have been looked at.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import byref, c_uint
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as raw

from disclosure.errors import GoujiError
from extractors import errors

MAX_BYTES = 512 * 1024 * 1024
MAX_PAGES = 2000
MAX_SIDE = 14400.0
"""Longest side of a page in points: 200 inches, the limit of the PDF format itself (ISO 32000-1, annex C)."""
MAX_IMAGE_PIXELS = 200_000_000
"""Most pixels of an embedded image: a sheet of A2 at 600 dpi."""

_HEADER_WITHIN = 1024
_TRAILER_WITHIN = 8192
_INK_DPI = 36
_INK_CONTRAST = 40
_INK_PIXELS = 8


@dataclass(frozen=True)
class Source:
    """A file that was opened once and found readable.

    `data` are the bytes of a PDF: the file's own, or those of one made of its pictures; `sha256` is always the file's own.
    """

    name: str
    sha256: str
    data: bytes = field(repr=False)
    page_count: int

    @contextmanager
    def document(self) -> Iterator[pdfium.PdfDocument]:
        """The PDF, open for as long as the block lasts. Raises DamagedError where PDFium refuses it."""
        document = _load(self.name, self.data)
        try:
            yield document
        finally:
            document.close()


def open_source(path: Path) -> Source:
    """Reads and checks a PDF file. Raises the errors of `extractors.errors`."""
    return open_pdf(path.name, read_bytes(path))


def open_pdf(name: str, data: bytes, sha256: str = "") -> Source:
    """Checks a PDF in memory; `sha256` is that of the file it was made of, where that was none. Raises as `open_source` does."""
    _check_envelope(name, data)
    document = _load(name, data)
    try:
        _check_pages(name, document)
        return Source(name, sha256 or hashlib.sha256(data).hexdigest(), data, len(document))
    finally:
        document.close()


def read_bytes(path: Path) -> bytes:
    """The bytes of a regular file of bearable size. Raises MissingFileError, UnreadableFileError, TooLargeError."""
    try:
        if not path.is_file():
            if path.exists():
                raise errors.UnreadableFileError(path.name, reason="not a regular file")
            raise errors.MissingFileError(path.name)
        if path.stat().st_size > MAX_BYTES:
            raise errors.TooLargeError(path.name, size=path.stat().st_size >> 20, limit=MAX_BYTES >> 20)
        return path.read_bytes()
    except OSError as error:
        raise errors.UnreadableFileError(path.name, reason=error.strerror or type(error).__name__) from error


def _check_envelope(name: str, data: bytes) -> None:
    """The header and the end of the file, before any parser sees it."""
    if not data:
        raise errors.EmptyFileError(name)
    if b"%PDF-" not in data[:_HEADER_WITHIN]:
        raise errors.NotPdfError(name)
    # PDFium would rebuild a cut file from the objects that are left, and figures would be missing without a word.
    if b"startxref" not in data[-_TRAILER_WITHIN:] and b"startxref" not in data.rstrip(b"\0\r\n\t ")[-_TRAILER_WITHIN:]:
        raise errors.TruncatedError(name)


def _load(name: str, data: bytes) -> pdfium.PdfDocument:
    """The document as PDFium opens it."""
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise _diagnosis(name, data) from error


def _diagnosis(name: str, data: bytes) -> GoujiError:
    """Why PDFium refused the file. Its own error code may stem from an earlier file, so a second parser is asked."""
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            return errors.DamagedError(name, where="PDFium") if len(pdf.pages) else errors.NoPagesError(name)
    except pikepdf.PasswordError:
        return errors.EncryptedError(name)
    except pikepdf.PdfError:
        return errors.DamagedError(name, where="PDFium, QPDF")


def _check_pages(name: str, document: pdfium.PdfDocument) -> None:
    """Number and size of the pages, and that at least one of them has something on it."""
    count = len(document)
    if not count:
        raise errors.NoPagesError(name)
    if count > MAX_PAGES:
        raise errors.TooManyPagesError(name, pages=count, limit=MAX_PAGES)
    anything = False
    for index in range(count):
        page = _page(name, document, index)
        try:
            _check_size(name, index, page)
            anything = anything or _has_text(page) or _has_ink(page)
        finally:
            page.close()
    if not anything:
        raise errors.BlankError(name, pages=count)


def _page(name: str, document: pdfium.PdfDocument, index: int) -> pdfium.PdfPage:
    try:
        return document[index]
    except pdfium.PdfiumError as error:
        raise errors.DamagedError(name, where=f"p. {index + 1}") from error


def _check_size(name: str, index: int, page: pdfium.PdfPage) -> None:
    """The declared size of the page and of every image on it."""
    width, height = page.get_size()
    if not 0 < width <= MAX_SIDE or not 0 < height <= MAX_SIDE:
        raise errors.PageTooLargeError(name, page=index + 1, width=round(width), height=round(height), limit=round(MAX_SIDE))
    for image in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        across, down = image_pixels(image)
        if across * down > MAX_IMAGE_PIXELS:
            raise errors.ImageTooLargeError(name, page=index + 1, width=across, height=down)


def image_pixels(image: Any) -> tuple[int, int]:
    """Declared width and height of an embedded image, in pixels, without decoding it."""
    across, down = c_uint(), c_uint()
    raw.FPDFImageObj_GetImagePixelSize(image, byref(across), byref(down))
    return across.value, down.value


def _has_text(page: pdfium.PdfPage) -> bool:
    """Whether the text layer holds anything but blanks."""
    text = page.get_textpage()
    try:
        return bool(text.get_text_range(0, min(text.count_chars(), 2000)).strip())
    finally:
        text.close()


def _has_ink(page: pdfium.PdfPage) -> bool:
    """Whether the page, rendered small, has more than a few specks that stand out from its paper."""
    import numpy as np  # takes longer than the whole check of a file that is known

    width, height = page.get_size()
    scale = _INK_DPI / 72 * min(1.0, 1000 / max(width, height))
    bitmap = page.render(scale=scale, grayscale=True)
    gray = bitmap.to_numpy()
    return bool(np.count_nonzero(np.median(gray) - gray.astype(np.int16) > _INK_CONTRAST) > _INK_PIXELS)
