"""From a file to pages that the tables step can read: the text layer where it can be trusted, recognition where it cannot.

Takes a `Source`, gives a `Reading`: born-digital pages as they are, scanned pages straightened. Each recognised page is an artifact,
so an interrupted run goes on where it stopped. Files of both kinds of pages are read page by page.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pikepdf

from disclosure.page import Page
from extractors.layers import Layer, judge_layer, with_layer
from extractors.opening import Source
from extractors.scans import ScannedPage
from extractors.searchable import write_searchable
from extractors.spreads import numbered
from extractors.textlayer import read_text_page
from store.artifacts import Key
from workers.pages import PageJob
from workers.stages import SCAN
from workers.workshop import Workshop


@dataclass(frozen=True)
class Reading:
    """The words of a file: its pages in order, and for those that were recognised (index from 0) what else was seen of them.

    Boxes of a recognised page are in the straightened page. A picture of two pages side by side is two pages here.
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
    wanted: dict[int, Layer] = {}
    with source.document() as document:
        for index in range(source.page_count):
            page = read_text_page(document, index)
            layer = judge_layer(document, index, page)
            pages[index] = replace(page, words=()) if layer is Layer.NONE else page
            if layer is not Layer.WHOLE:
                wanted[index] = layer
            else:
                workshop.progress(source.name, index + 1 - len(wanted), source.page_count)
    scans = {}
    for done, (index, scanned) in enumerate(_recognised(source, list(wanted), workshop), source.page_count - len(wanted) + 1):
        if scanned.page.words:  # a blank page is no scan, and makes none of its document
            kept = wanted[index] is Layer.PART
            scans[index] = replace(scanned, page=with_layer(scanned.page, pages[index])) if kept else scanned
        workshop.progress(source.name, done, source.page_count)
    return _laid_out(source, pages, scans)


def _laid_out(source: Source, pages: Mapping[int, Page], scans: Mapping[int, ScannedPage]) -> Reading:
    """The pages one after the other, numbered as they are read: of two in one picture the left one first."""
    found: list[Page] = []
    seen: dict[int, ScannedPage] = {}
    for index in sorted(pages):
        scanned = scans.get(index)
        for part in (scanned, *scanned.more) if scanned else ():
            seen[len(found)] = part
            found.append(numbered(part.page, len(found) + 1))
        if not scanned:
            found.append(numbered(pages[index], len(found) + 1))
    return Reading(source, tuple(found), seen)


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
    if len(scans) == len(reading.pages):
        return searchable
    pages = [reading.pages[index] for index in sorted(scans)]
    return _replaced(source.data, searchable, [(page.origin.number if page.origin else page.number) - 1 for page in pages])


def _replaced(original: bytes, searchable: bytes, where: Sequence[int]) -> bytes:
    """`original` with its pages at `where` (from 0) taken from `searchable`, in order; one may be replaced by two."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(original)) as pdf, pikepdf.open(io.BytesIO(searchable)) as fresh:
        for at in reversed(range(len(where))):
            if at and where[at - 1] == where[at]:
                pdf.pages.insert(where[at] + 1, fresh.pages[at])
            else:
                pdf.pages[where[at]] = fresh.pages[at]
        pdf.save(out)
    return out.getvalue()
