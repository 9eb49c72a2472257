"""From a file to pages that the tables step can read: the text layer where it can be trusted, recognition where it cannot.

Takes a `Source`, gives a `Reading`: born-digital pages as they are, scanned pages straightened. Each recognised page is an artifact,
so an interrupted run goes on where it stopped. Files of both kinds of pages are read page by page.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pikepdf

from disclosure.page import Page
from extractors.opening import Source
from extractors.scans import ScannedPage
from extractors.searchable import write_searchable
from extractors.textlayer import needs_ocr, read_text_page
from store.artifacts import Key
from workers.pages import PageJob
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
    pages: dict[int, Page] = {}
    wanted: list[int] = []
    with source.document() as document:
        for index in range(source.page_count):
            page = read_text_page(document, index)
            pages[index] = page
            if needs_ocr(document, index, page):
                wanted.append(index)
            else:
                workshop.progress(source.name, index + 1 - len(wanted), source.page_count)
    scans = {}
    for done, (index, scanned) in enumerate(_recognised(source, wanted, workshop), source.page_count - len(wanted) + 1):
        if scanned.page.words:  # a blank page is no scan, and makes none of its document
            scans[index], pages[index] = scanned, scanned.page
        workshop.progress(source.name, done, source.page_count)
    return Reading(source, tuple(pages[index] for index in sorted(pages)), dict(sorted(scans.items())))


def _recognised(source: Source, wanted: Sequence[int], workshop: Workshop) -> Iterator[tuple[int, ScannedPage]]:
    """The recognised pages: first those that the store has, then the others as they are done."""
    jobs = []
    for index in wanted:
        key = Key(source.sha256, f"{SCAN.name}-{workshop.engine}-{index + 1:04d}", SCAN.version)
        kept = workshop.store.load(key, ScannedPage)
        if kept is None:
            jobs.append(PageJob(index, workshop.engine, workshop.store, key))
        else:
            yield index, kept
    yield from workshop.readers.read(source, jobs)


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
