"""A scanned page becomes words: straighten, find the grid, cut, recognise, and put the readings in their places.

Takes an open PDF, a page index and an OCR engine; gives a `ScannedPage`: the words in the straightened page, its picture, and its rules.
Neighbouring cells never share a word. Refuses nothing: a page without print has no words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import pypdfium2 as pdfium

from disclosure.geometry import Box
from disclosure.numerals import NUMBER, heal
from disclosure.page import Page, Word
from extractors.cutting import Piece, Print, cut_pieces, ink_box, without_rules
from extractors.ocr.engine import Image, OcrEngine, PixelBox, Reading, crop
from extractors.paper import Sheet, take_sheet
from extractors.rules import Grid, find_grid

_JPEG_QUALITY = 72
_DOUBTFUL = 0.5
"""A reading surer than this is kept."""
_HIDDEN = 0.6
"""Confidence of a figure that runs into a border, or may have lost its decimals, is at most this."""
_FIGURES = re.compile(r"[-+−－]?\d[\d ., \u3000]*\d")
_DASHES = frozenset({"_", "__", "ー", "~"})
"""What a dash that stands alone in a cell is misread for."""
_SPECK = r"(?:[^\w\s()（）%‰+\-−－–—△▲/¥￥]|_)"
"""A mark that is no part of a printed figure: neither letter, digit, sign, bracket, rate nor currency of these tables."""
_SPECKED = re.compile(rf"{_SPECK}?({NUMBER}){_SPECK}?")
_POINTS = frozenset(".,·")
"""Marks that may be all that is left of a decimal point and the digits beside it."""
_SEVERAL = re.compile(rf"(?:{NUMBER}%?)(?:\s+{NUMBER}%?)+")


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


def read_scan(document: pdfium.PdfDocument, index: int, engine: OcrEngine) -> ScannedPage:
    """Page `index` (from 0) as recognised by the engine."""
    sheet = take_sheet(document, index)
    grid = find_grid(sheet.clean, sheet.scale * 72)
    page = Page(index + 1, sheet.width, sheet.height, tuple(read_words(sheet, grid, engine)), True, sheet.to_original)
    cells = tuple(_points(cell, sheet.scale) for cell in grid.cells)
    return ScannedPage(page, _jpeg(sheet.picture), sheet.width, sheet.height, _segments(grid, sheet.scale), cells)


def read_words(sheet: Sheet, grid: Grid, engine: OcrEngine) -> list[Word]:
    """The words of a straightened page, from the top; boxes in points."""
    print_ = without_rules(sheet.clean, grid, sheet.scale * 72)
    pieces = cut_pieces(engine.detect(sheet.clean), grid, print_)
    level = [piece for piece in pieces if not piece.stacked]
    readings = engine.recognise([crop(print_.image, piece.cut) for piece in level])
    words = [word for piece, reading in zip(level, readings, strict=True) for word in _words(piece, reading, sheet.scale)]
    words += _stacked_words([piece for piece in pieces if piece.stacked], print_, engine, sheet.scale)
    return sorted(words, key=lambda word: (word.box.y0, word.box.x0))


def whole_figures(text: str) -> str:
    """The text with every number that a blank split made whole; everything else as it was read."""
    return _FIGURES.sub(lambda match: heal(match[0]), text)


def _words(piece: Piece, reading: Reading, scale: float) -> Iterator[Word]:
    """The words of one line picture: one, or several where figures stand side by side without a rule between."""
    text = whole_figures(reading.text.strip())
    if not text or reading.confidence < _DOUBTFUL:
        return
    if text in _DASHES:
        text = "—"
    if piece.in_cell or not _SEVERAL.fullmatch(text) or not reading.centres:
        specked = _SPECKED.fullmatch(text) if piece.in_cell else None
        # A speck at either end of a lone figure is dirt; what was read stays as the other reading.
        others = (text,) if specked and specked[1] != text else ()
        lost = (piece.touching and any(map(str.isdigit, text))) or bool(others and _POINTS & {text[0], text[-1]})
        sure = min(reading.confidence, _HIDDEN) if lost else reading.confidence
        yield Word(specked[1] if specked else text, _points(piece.ink, scale), round(sure, 4), others)
        return
    for token in re.finditer(r"\S+", reading.text):
        x0, x1 = _stretch(piece, reading, token.start(), token.end())
        box = (x0, piece.ink[1], x1, piece.ink[3])
        yield Word(whole_figures(token[0]), _points(box, scale), round(reading.confidence, 4))


def _stretch(piece: Piece, reading: Reading, start: int, end: int) -> tuple[int, int]:
    """From where to where characters `start:end` of the reading stand, in pixels."""
    left, right = piece.cut[0], piece.cut[2]
    half = 0.25 * (piece.ink[3] - piece.ink[1])
    first, last = (left + reading.centres[i] * (right - left) for i in (start, end - 1))
    return max(round(first - half), piece.ink[0]), min(round(last + half), piece.ink[2])


def _stacked_words(pieces: Sequence[Piece], page: Print, engine: OcrEngine, scale: float) -> list[Word]:
    """Words of characters that stand under one another, read as if they stood side by side."""
    towers = [(piece, _characters(piece, page)) for piece in pieces]
    readings = engine.recognise([_side_by_side(page.image, boxes) for _, boxes in towers])
    words = []
    for (piece, boxes), reading in zip(towers, readings, strict=True):
        text = "".join(reading.text.split())
        if not text or reading.confidence < _DOUBTFUL:
            continue
        sure = round(reading.confidence, 4)
        if len(text) == len(boxes):
            words += [Word(char, _points(box, scale), sure) for char, box in zip(text, boxes, strict=True)]
        else:
            words.append(Word(text, _points(piece.ink, scale), sure))
    return words


def _characters(piece: Piece, page: Print) -> list[PixelBox]:
    """Boxes of the characters of a column, cut where rows are blank; strokes of one character are kept together by its width."""
    x0, y0, x1, y1 = piece.ink
    rows = np.asarray(page.ink[y0:y1, x0:x1].any(axis=1))
    least, boxes, start = 0.7 * (x1 - x0), [], 0
    for y in range(1, len(rows) + 1):
        ended = y == len(rows) or (not rows[y] and y - start >= least)
        if ended and (box := ink_box(page.ink, (x0, y0 + start, x1, y0 + y))):
            boxes.append(box)
            start = y
    return boxes


def _side_by_side(image: Image, boxes: Sequence[PixelBox]) -> Image:
    """The pictures of the boxes in one row, on paper."""
    height = max(box[3] - box[1] for box in boxes) + 8
    tiles = []
    for box in boxes:
        tile = crop(image, box)
        above = (height - tile.shape[0]) // 2
        tiles.append(cv2.copyMakeBorder(tile, above, height - tile.shape[0] - above, 3, 3, cv2.BORDER_CONSTANT, value=250))
    return np.hstack(tiles)


def _points(box: PixelBox, scale: float) -> Box:
    return Box(*(round(value / scale, 2) for value in box))


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
