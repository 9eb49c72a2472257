"""The text layer of a PDF page: characters with their boxes, joined into words.

Takes an open PDF and a page index, gives a `Page` whose boxes are points from the top-left corner of the page as a viewer shows it
(crop box and rotation applied). A word is a run of characters on one line without a visible gap; figures in neighbouring columns
stay apart. Text that a viewer does not show (render mode 3, off the page) is left out unless it is asked for. Refuses nothing: a page
without a layer has no words. Whether a layer can be trusted is for `extractors.layers` to say.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from ctypes import byref
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from disclosure.geometry import Box, union
from disclosure.page import Page, Word

_JOIN = 0.3
"""A gap up to this share of the type size is inside a word."""
_JOIN_HAN = 0.6
"""The same between two Chinese characters, which justification may spread."""
_SAME_LINE = 0.3
"""How far, in type sizes, the middles of two characters of one line may lie apart."""


@dataclass(frozen=True, slots=True)
class Character:
    """One glyph: its text, its advance box in points and its type size (the height of that box)."""

    text: str
    box: Box

    @property
    def size(self) -> float:
        """Type size in points, as far as the box tells."""
        return max(self.box.height, 1.0)


def read_text_page(document: pdfium.PdfDocument, index: int, invisible: bool = False) -> Page:
    """Page `index` (from 0) with the words of its text layer; `invisible` adds text that is there only to be searched."""
    page = document[index]
    try:
        width, height = page.get_size()
        words = join_words(_characters(page, invisible))
        return Page(index + 1, width, height, tuple(words))
    finally:
        page.close()


def read_characters(document: pdfium.PdfDocument, index: int, invisible: bool = False) -> tuple[Character, ...]:
    """The glyphs of page `index` (from 0) in the order of the file, blanks left out."""
    page = document[index]
    try:
        return tuple(_characters(page, invisible))
    finally:
        page.close()


def image_boxes(document: pdfium.PdfDocument, index: int) -> tuple[Box, ...]:
    """The shown parts of the images of page `index` (from 0), in points of the page as a viewer shows it."""
    page = document[index]
    try:
        width, height = page.get_size()
        to_view = _viewer(page)
        paper = Box(0, 0, width, height)
        images = [to_view(*image.get_bounds()) for image in page.get_objects([raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)]
        return tuple(common for box in images if (common := box.overlap(paper)))
    finally:
        page.close()


def is_han(char: str) -> bool:
    """Whether the character is a Chinese one."""
    return "\u3400" <= char <= "\u9fff" or char == "〇"


def join_words(characters: Iterable[Character]) -> list[Word]:
    """Words of the characters: runs in the order of the file first, then runs that continue each other on a line."""
    runs: list[list[Character]] = []
    for char in characters:
        if runs and _continues(runs[-1][-1], char):
            if not _is_double(runs[-1], char):
                runs[-1].append(char)
        else:
            runs.append([char])
    words = [_word(run) for line in _lines(runs) for run in _merge(line)]
    return [word for word in words if word.text]


def _word(run: Sequence[Character]) -> Word:
    return Word("".join(char.text for char in run), union(char.box for char in run))


def _continues(left: Character, right: Character) -> bool:
    """Whether `right` follows `left` in the same word."""
    size = min(left.size, right.size)
    if abs(left.box.centre[1] - right.box.centre[1]) > _SAME_LINE * size or max(left.size, right.size) > 1.7 * size:
        return False
    both_han = is_han(left.text[-1]) and is_han(right.text[0])
    limit = (_JOIN_HAN if both_han else _JOIN) * size
    return -0.6 * size - left.box.width * 0.5 <= right.box.x0 - left.box.x1 <= limit


def _is_double(run: Sequence[Character], char: Character) -> bool:
    """Whether the character is printed a second time over one of the last, as programs do to fake bold."""
    return any(old.text == char.text and char.box.share_inside(old.box) > 0.6 for old in run[-3:])


def _lines(runs: Sequence[list[Character]]) -> list[list[list[Character]]]:
    """Runs grouped by line, top down; a line is judged by its first run so that offset cells do not chain."""
    lines: list[list[list[Character]]] = []
    for run in sorted(runs, key=lambda r: (r[0].box.centre[1], r[0].box.x0)):
        first = lines[-1][0][0] if lines else None
        if first and abs(run[0].box.centre[1] - first.box.centre[1]) <= _SAME_LINE * min(first.size, run[0].size):
            lines[-1].append(run)
        else:
            lines.append([run])
    return lines


def _merge(line: list[list[Character]]) -> list[list[Character]]:
    """Runs of a line from left to right, joined where one continues the other."""
    merged: list[list[Character]] = []
    for run in sorted(line, key=lambda r: r[0].box.x0):
        if not merged or not _continues(merged[-1][-1], run[0]):
            merged.append(list(run))
        elif not _is_reprint(merged[-1], run):
            merged[-1].extend(run)
    return merged


def _is_reprint(run: Sequence[Character], other: Sequence[Character]) -> bool:
    return all(_is_double(run, char) for char in other)


def _characters(page: pdfium.PdfPage, invisible: bool) -> list[Character]:
    """The glyphs of the page that are shown, in the order of the file; a blank is a gap, not a glyph."""
    text = page.get_textpage()
    try:
        width, height = page.get_size()
        paper, to_view, found = Box(0, 0, width, height), _viewer(page), []
        for index in range(text.count_chars()):
            code = raw.FPDFText_GetUnicode(text, index)
            if raw.FPDFText_IsGenerated(text, index) == 1 or _is_space(code):
                continue
            if not invisible and _is_hidden(text, index):
                continue
            box = _char_box(text, index, to_view)
            if box is not None and paper.holds(box.centre):
                found.append(Character(_printed(code), box))
        return found
    finally:
        text.close()


def _is_space(code: int) -> bool:
    return code in (0x200B, 0xFEFF, 0xAD) or (code < 0x110000 and chr(code).isspace())


def _printed(code: int) -> str:
    """The character, U+FFFD for what has no Unicode value; control codes are kept so that garbage can be told."""
    if code == 0 or code == 0xFFFE or 0xD800 <= code < 0xE000 or code >= 0x110000:
        return "\ufffd"
    char = chr(code)
    # Only the radicals and compatibility ideographs that some fonts map Hanzi to; the width of figures is kept as printed.
    return unicodedata.normalize("NFKC", char) if "\u2e80" <= char <= "\u2fdf" or "\uf900" <= char <= "\ufaff" else char


def _is_hidden(text: Any, index: int) -> bool:
    """Whether the glyph is in render mode 3 or 7 (nothing is painted)."""
    item = raw.FPDFText_GetTextObject(text, index)
    return bool(item) and raw.FPDFTextObj_GetTextRenderMode(item) in (
        raw.FPDF_TEXTRENDERMODE_INVISIBLE,
        raw.FPDF_TEXTRENDERMODE_CLIP,
    )


def _char_box(text: Any, index: int, to_view: Callable[[float, float, float, float], Box]) -> Box | None:
    """The advance box of a glyph: its sides from the advance width, its height not beyond half a type size around the ink."""
    loose = raw.FS_RECTF()
    if not raw.FPDFText_GetLooseCharBox(text, index, byref(loose)):
        return None
    box = to_view(loose.left, loose.bottom, loose.right, loose.top)
    return box if box.width > 0 and box.height > 0 else None


def _viewer(page: pdfium.PdfPage) -> Callable[[float, float, float, float], Box]:
    """The map from a rectangle in PDF user space (left, bottom, right, top) to the page as a viewer shows it."""
    left, bottom, right, top = _visible(page)
    turn = page.get_rotation()

    def to_view(x0: float, y0: float, x1: float, y1: float) -> Box:
        if turn == 90:
            return Box(y0 - bottom, x0 - left, y1 - bottom, x1 - left)
        if turn == 180:
            return Box(right - x1, y0 - bottom, right - x0, y1 - bottom)
        if turn == 270:
            return Box(top - y1, right - x1, top - y0, right - x0)
        return Box(x0 - left, top - y1, x1 - left, top - y0)

    return to_view


def _visible(page: pdfium.PdfPage) -> tuple[float, float, float, float]:
    """The crop box inside the media box, as PDFium shows it: left, bottom, right, top in user space."""
    media, crop = page.get_mediabox(), page.get_cropbox()
    left, bottom = max(media[0], crop[0]), max(media[1], crop[1])
    right, top = min(media[2], crop[2]), min(media[3], crop[3])
    return (left, bottom, right, top) if left < right and bottom < top else media
