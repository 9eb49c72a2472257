"""Page pictures for reports: the original page as a viewer shows it. Files that were never printed have none: reports draw them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image

from extractors.assemble import ID_LENGTH
from extractors.inputs.opening import open_all
from extractors.opening import Source

_SIGNATURE = b"%PDF-"


def pictures(paths: Iterable[Path]) -> Callable[[str, int, int], Image.Image]:
    """A function (document id, page from 1, dpi) → picture, for documents made of these files. It raises KeyError for others."""
    files = [path for path in paths if path.is_file()]

    @lru_cache(maxsize=1)
    def opened(document: str) -> pdfium.PdfDocument:
        return pdfium.PdfDocument(_pdf(document, files))

    def picture(document: str, page: int, dpi: int) -> Image.Image:
        image: Image.Image = opened(document)[page - 1].render(scale=dpi / 72).to_pil()
        return image

    return picture


def _pdf(document: str, files: Iterable[Path]) -> Path | bytes:
    """The file that the document was made of where that is a PDF, else the PDF that was made of a picture, or lay in an archive."""
    others = []
    for path in files:
        with path.open("rb") as file:
            is_pdf = file.read(len(_SIGNATURE)) == _SIGNATURE
            file.seek(0)
            if is_pdf and _id(hashlib.file_digest(file, "sha256").hexdigest()) == document:
                return path
        if not is_pdf:
            others.append(path)
    found = next((source.data for source in _sources(others) if _id(source.sha256) == document), None)
    if found is None:
        raise KeyError(document)
    return found


def _sources(files: Iterable[Path]) -> Iterator[Source]:
    return (opened for path in files for opened in open_all(path) if isinstance(opened, Source))


def _id(sha256: str) -> str:
    """The id of a document of a file with that hash."""
    return sha256[:ID_LENGTH]
