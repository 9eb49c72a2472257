"""Page pictures for reports: the original page as a viewer shows it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image

from extractors.assemble import ID_LENGTH


def pictures(paths: Iterable[Path]) -> Callable[[str, int, int], Image.Image]:
    """A function (document id, page from 1, dpi) → picture, for documents made of these files. It raises KeyError for others."""
    known = {_identity(path): path for path in paths if path.is_file()}

    @lru_cache(maxsize=1)
    def opened(document: str) -> pdfium.PdfDocument:
        return pdfium.PdfDocument(known[document])

    def picture(document: str, page: int, dpi: int) -> Image.Image:
        image: Image.Image = opened(document)[page - 1].render(scale=dpi / 72).to_pil()
        return image

    return picture


def _identity(path: Path) -> str:
    """The id that a document of this file has."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:ID_LENGTH]
