"""From a file to pages that the tables step can read: the text layer where it can be trusted, recognition where it cannot.

Takes a `Source`, gives a `Reading`: born-digital pages as they are, scanned pages straightened. Each recognised page is an artifact,
so an interrupted run goes on where it stopped. Files of both kinds of pages are read page by page.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

import pikepdf
import pypdfium2 as pdfium

from disclosure.page import Page
from extractors.ocr import load_engine
from extractors.opening import Source
from extractors.scans import ScannedPage, read_scan
from extractors.searchable import write_searchable
from extractors.textlayer import needs_ocr, read_text_page
from store.artifacts import Key
from workers.stages import SCAN
from workers.workshop import Workshop


@dataclass(frozen=True)
class Reading:
    """The words of a file: its pages in order, and for those that were recognised (index from 0) what else was seen of them.

    Boxes of a recognised page are in the straightened page.
    """

    source: Source
    pages: tuple[Page, ...]
    scans: dict[int, ScannedPage]

    def for_tables(self) -> bytes:
        """A PDF for the table finder, page k of it in the coordinates of `pages[k]`: recognised pages with their rules drawn."""
        return combined(self, drawn=True)

    def for_people(self) -> bytes:
        """A PDF whose every page can be searched: recognised pages as straightened pictures under invisible text."""
        return combined(self, drawn=False)


def read_pages(source: Source, workshop: Workshop) -> Reading:
    """Every page of the file, in order."""
    pages: list[Page] = []
    scans: dict[int, ScannedPage] = {}
    with source.document() as document:
        for index in range(source.page_count):
            page = read_text_page(document, index)
            if needs_ocr(document, index, page):
                scanned = _scan(source, document, index, workshop)
                if scanned.page.words:  # a blank page is no scan, and makes none of its document
                    scans[index], page = scanned, scanned.page
            pages.append(page)
            workshop.progress(source.name, index + 1, source.page_count)
    return Reading(source, tuple(pages), scans)


def _scan(source: Source, document: pdfium.PdfDocument, index: int, workshop: Workshop) -> ScannedPage:
    """One recognised page, from the store where it is there."""
    key = Key(source.sha256, f"{SCAN.name}-{workshop.engine}-{index + 1:04d}", SCAN.version)
    return workshop.store.keep(key, ScannedPage, lambda: read_scan(document, index, load_engine(workshop.engine)))


def combined(reading: Reading, drawn: bool) -> bytes:
    """The file with its recognised pages replaced; the file itself where nothing was recognised."""
    scans, source = reading.scans, reading.source
    if not scans:
        return source.data
    searchable = write_searchable([scans[index] for index in sorted(scans)], drawn)
    if len(scans) == source.page_count:
        return searchable
    return _replaced(source.data, searchable, sorted(scans))


def _replaced(original: bytes, searchable: bytes, where: Sequence[int]) -> bytes:
    """`original` with its pages at `where` (from 0) taken from `searchable`, in order."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(original)) as pdf, pikepdf.open(io.BytesIO(searchable)) as fresh:
        for index, page in zip(where, fresh.pages, strict=True):
            pdf.pages[index] = page
        pdf.save(out)
    return out.getvalue()
