"""Readings become words: one per piece of print, or several where figures stand side by side or one of them is in doubt.

Takes pieces with their readings and judged figures (pixels), gives words (points). Ink in a cell that nobody can read becomes a word
that says so, `ILLEGIBLE`: an unread cell is not an empty one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import cv2
import numpy as np

from disclosure.geometry import Box
from disclosure.numerals import NUMBER, heal
from disclosure.page import Word
from extractors.cutting import Piece, Print, ink_box
from extractors.ocr.engine import Image, OcrEngine, PixelBox, Reading, crop
from extractors.second import DISPUTED, SURE, Figure, stretch
from extractors.shape import bare, is_slash

ILLEGIBLE = "〓"
"""Stands for print that could not be read: the printers' sign for a missing character. Neither a number nor a blank."""
_DOUBTFUL = 0.5
"""A reading surer than this is kept; no figure that is kept claims less, as figures below are those of a doubtful grid."""
_DASHES = frozenset({"_", "__", "ー", "~"})
"""What a dash that stands alone in a cell is misread for."""
_SLASHES = frozenset("1lI|!！/i丨")
"""What a slash that stands alone in a cell is read for."""
_FIGURES = re.compile(r"[-+−－]?\d[\d ., \u3000]*\d")
_SEVERAL = re.compile(rf"(?:{NUMBER}%?)(?:\s+{NUMBER}%?)+")
_TALL, _BROAD = (0.6, 1.8), 0.25
"""Unread ink between these shares of the usual height of print in the cells, and this broad, is a character and no crumb of a rule."""


def level_words(
    pieces: Sequence[Piece],
    readings: Sequence[Reading],
    pictures: Sequence[Image],
    figures: Mapping[int, Sequence[Figure]],
    scale: float,
) -> list[Word]:
    """The words of the pieces whose characters stand side by side; `figures` by the number of their piece."""
    usual, words = _usual_height(pieces, readings), []
    for at, (piece, reading, picture) in enumerate(zip(pieces, readings, pictures, strict=True)):
        text = reading.text.strip()
        if piece.in_cell and (not text or text in _SLASHES) and is_slash(picture):
            words.append(Word("/", points(piece.ink, scale), _DOUBTFUL, (text,) if text not in ("", "/") else ()))
        elif text and reading.confidence >= _DOUBTFUL:
            words += _words(piece, reading, figures.get(at, ()), scale)
        elif piece.in_cell and usual and _is_character(piece, usual):
            words.append(
                Word(ILLEGIBLE, points(piece.ink, scale), round(min(reading.confidence, 0.5), 4), (text,) if text else ())
            )
    return words


def whole_figures(text: str) -> str:
    """The text with every number that a blank split made whole; everything else as it was read."""
    return _FIGURES.sub(lambda match: heal(match[0]), text)


def _usual_height(pieces: Sequence[Piece], readings: Sequence[Reading]) -> float:
    """Height in pixels of the print in the page's cells, 0 where too little of it was read to tell."""
    read = [p.ink[3] - p.ink[1] for p, r in zip(pieces, readings, strict=True) if p.in_cell and r.confidence >= SURE]
    return float(np.median(read)) if len(read) >= 4 else 0.0


def _is_character(piece: Piece, usual: float) -> bool:
    """Whether unread ink is as high and broad as a character."""
    width, height = piece.ink[2] - piece.ink[0], piece.ink[3] - piece.ink[1]
    return _TALL[0] * usual <= height <= _TALL[1] * usual and width >= _BROAD * usual


def _words(piece: Piece, reading: Reading, figures: Sequence[Figure], scale: float) -> Iterator[Word]:
    """The words of one reading."""
    text = whole_figures(reading.text.strip())
    if figures and figures[0].lone:
        yield _lone(piece, reading, figures[0], scale)
    elif text in _DASHES:
        yield Word("—", points(piece.ink, scale), round(reading.confidence, 4))
    elif not piece.in_cell and _SEVERAL.fullmatch(text) and reading.centres:
        yield from _apart(piece, reading, figures, [m.span() for m in re.finditer(r"\S+", reading.text)], scale)
    else:
        shaky = [f for f in figures if f.sure < SURE]
        yield from (
            _apart(piece, reading, shaky, _around(shaky, len(reading.text)), scale)
            if shaky
            else ([Word(text, points(piece.ink, scale), round(reading.confidence, 4))])
        )


def _lone(piece: Piece, reading: Reading, figure: Figure, scale: float) -> Word:
    """A figure that fills its piece. A speck at either end is dirt; what was read stays as the other reading."""
    text, pointed = bare(figure.text)
    lost = piece.touching or pointed
    sure = min(figure.sure, DISPUTED) if lost else figure.sure
    first = whole_figures(reading.text.strip())
    others = dict.fromkeys((*figure.others, *([first] if first != text else [])))
    return Word(text, points(piece.ink, scale), round(max(sure, _DOUBTFUL), 4), tuple(other for other in others if other != text))


def _around(figures: Sequence[Figure], length: int) -> list[tuple[int, int]]:
    """The reading parted at the figures: they, and what stands between them."""
    at, parts = 0, []
    for figure in figures:
        parts += [(at, figure.start), (figure.start, figure.end)]
        at = figure.end
    return [(start, end) for start, end in (*parts, (at, length)) if end > start]


def _apart(
    piece: Piece, reading: Reading, figures: Sequence[Figure], parts: Sequence[tuple[int, int]], scale: float
) -> Iterator[Word]:
    """A word for each part of the reading, in its own place, with the doubt of the figure in it."""
    for start, end in parts:
        text = reading.text[start:end].strip()
        if not text:
            continue
        x0, x1 = _between(piece, reading, start, end)
        box = points((x0, piece.ink[1], x1, piece.ink[3]), scale)
        shaky = next((f for f in figures if start <= f.start and f.end <= end and f.sure < SURE), None)
        if shaky is None:
            yield Word(whole_figures(text), box, round(reading.confidence, 4))
        else:
            around = reading.text[start : shaky.start].lstrip(), reading.text[shaky.end : end].rstrip()
            yield Word(
                shaky.text.join(around),
                box,
                round(max(shaky.sure, _DOUBTFUL), 4),
                tuple(other.join(around) for other in shaky.others),
            )


def _between(piece: Piece, reading: Reading, start: int, end: int) -> tuple[int, int]:
    """From where to where characters `start:end` of the reading stand, in pixels; close to them where a blank stands beside them."""
    left, width, half = piece.cut[0], piece.cut[2] - piece.cut[0], 0.25 * (piece.ink[3] - piece.ink[1])
    first, last = (left + share * width for share in stretch(reading, start, end))
    if start and reading.text[start - 1].isspace():
        first = left + reading.centres[start] * width - half
    if end < len(reading.text) and reading.text[end].isspace():
        last = left + reading.centres[end - 1] * width + half
    x0, x1 = max(round(first), piece.ink[0]), min(round(last), piece.ink[2])
    return x0, max(x1, x0 + 1)


def stacked_words(pieces: Sequence[Piece], page: Print, engine: OcrEngine, scale: float) -> list[Word]:
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
            words += [Word(char, points(box, scale), sure) for char, box in zip(text, boxes, strict=True)]
        else:
            words.append(Word(text, points(piece.ink, scale), sure))
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


def points(box: PixelBox, scale: float) -> Box:
    """The box in points."""
    return Box(*(round(value / scale, 2) for value in box))
