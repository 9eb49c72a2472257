"""A scanned page becomes words: straighten, find the grid, cut, recognise, and put the readings in their places.

Takes an open PDF, a page index and an OCR engine; gives a `ScannedPage`: the words in the straightened page, its picture, and its rules.
Neighbouring cells never share a word. Refuses nothing: a page without print has no words.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import pypdfium2 as pdfium

from disclosure.geometry import Box
from disclosure.page import Origin, Page, Word
from extractors.cutting import cut_pieces, without_rules
from extractors.ocr.engine import Image, OcrEngine, crop
from extractors.paper import Sheet, take_sheets
from extractors.readings import level_words, points, stacked_words
from extractors.rules import Grid, find_grid
from extractors.second import read_again

_JPEG_QUALITY = 72


@dataclass(frozen=True, slots=True)
class Segment:
    """A printed rule from (x0, y0) to (x1, y1), level or upright, `width` thick; points of the straightened page."""

    x0: float
    y0: float
    x1: float
    y1: float
    width: float


@dataclass(frozen=True)
class ScannedPage:
    """A recognised page. `image` is the JPEG of the straightened page with seals and all; width and height are points.

    `lines` are the rules that were found in it, free of shadows and page edges; `cells` the boxes that they close in.
    """

    page: Page
    image: bytes
    width: float
    height: float
    lines: tuple[Segment, ...] = ()
    cells: tuple[Box, ...] = ()
    more: tuple[ScannedPage, ...] = ()
    """Where the picture shows two pages side by side this is the left one, and here is the right one."""


@dataclass(frozen=True)
class Prepared:
    """A page that is ready to be recognised: its sheets, straightened and cleaned, each with its grid."""

    origin: Origin
    sheets: tuple[tuple[Sheet, Grid], ...]


def read_scan(document: pdfium.PdfDocument, index: int, engine: OcrEngine) -> ScannedPage:
    """Page `index` (from 0) as recognised by the engine."""
    return read_prepared(prepare(document, index), engine)


def prepare(document: pdfium.PdfDocument, index: int) -> Prepared:
    """Page `index` (from 0) straightened, cleaned and searched for rules: all that comes before recognition."""
    origin = Origin(index + 1, *document.get_page_size(index))
    sheets = take_sheets(document, index)
    return Prepared(origin, tuple((sheet, find_grid(sheet.clean, sheet.scale * 72)) for sheet in sheets))


def read_prepared(prepared: Prepared, engine: OcrEngine) -> ScannedPage:
    """The prepared page as recognised by the engine."""
    first, *more = (_read_sheet(sheet, grid, prepared.origin, engine) for sheet, grid in prepared.sheets)
    return replace(first, more=tuple(more)) if more else first


def _read_sheet(sheet: Sheet, grid: Grid, origin: Origin, engine: OcrEngine) -> ScannedPage:
    """One straightened page as recognised by the engine; `origin` is the page of the file that shows it."""
    words = tuple(read_words(sheet, grid, engine))
    whole = (sheet.width, sheet.height) == (origin.width, origin.height)
    page = Page(origin.number, sheet.width, sheet.height, words, True, sheet.to_original, origin=None if whole else origin)
    cells = tuple(points(cell, sheet.scale) for cell in grid.cells)
    return ScannedPage(page, _jpeg(sheet.picture), sheet.width, sheet.height, _segments(grid, sheet.scale), cells)


def read_words(sheet: Sheet, grid: Grid, engine: OcrEngine) -> list[Word]:
    """The words of a straightened page, from the top; boxes in points."""
    print_ = without_rules(sheet.clean, grid, sheet.scale * 72)
    pieces = cut_pieces(engine.detect(sheet.clean), grid, print_)
    level = [piece for piece in pieces if not piece.stacked]
    pictures = [crop(print_.image, piece.cut) for piece in level]
    readings = engine.recognise(pictures)
    figures = read_again(level, readings, pictures, engine)
    words = level_words(level, readings, pictures, figures, sheet.scale)
    words += stacked_words([piece for piece in pieces if piece.stacked], print_, engine, sheet.scale)
    return sorted(words, key=lambda word: (word.box.y0, word.box.x0))


def _segments(grid: Grid, scale: float) -> tuple[Segment, ...]:
    level = [(r.start, r.at, r.end, r.at, r.width) for r in grid.across]
    upright = [(r.at, r.start, r.at, r.end, r.width) for r in grid.down]
    return tuple(Segment(*(round(value / scale, 2) for value in line)) for line in level + upright)


def _jpeg(picture: Image) -> bytes:
    """The picture as JPEG."""
    done, data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, _JPEG_QUALITY])
    if not done:
        raise ValueError("the page picture could not be written as JPEG")
    return bytes(data)
