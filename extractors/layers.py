"""Whether the text layer of a page may be taken for what is printed on it: as a whole, as a part of it, or not at all.

Takes an open PDF, a page index and the words of its layer. A layer is no use where it is absent, is the debris of a broken character
map, is not painted (text that an OCR program laid under a picture), or runs up the page. It is a part where a picture holds print of
its own: a stamped page number on a scan, a table pasted as a picture. Refuses nothing; where nothing speaks against a layer it is good.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from enum import Enum
from functools import cache
from pathlib import Path

import cv2
import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw

from disclosure.geometry import Box
from disclosure.page import Page, Word
from extractors.ocr.engine import Image
from extractors.orientation import printed_lines
from extractors.pixels import blobs, shrunk
from extractors.textlayer import image_boxes, is_han

_BAD_SHARE = 0.05
_BAD_RUNS = 3
"""So many runs of two and more impossible characters are figures in a font without a character map; a lone one is a bullet."""
_RARE_SHARE = 0.3
_ENOUGH_HAN = 30
_COMMON_SHARE = 0.35
"""Of running Chinese text at least seven tenths are among the commonest characters, of wrongly mapped text about a tenth."""
_ENOUGH_LATIN = 40
_LATIN_SHARE = 0.6
_SPARSE = 60
_PICTURED = 0.25
"""Share of the page that its pictures cover at least, for print in them to be looked for."""
_UNREAD, _UNREAD_SHARE = 8.0, 0.3
"""Inches of lines in pictures, and their share of the layer's lines, from which on the layer is only a part."""
_SOLID = 0.8
_MANY = 60
_PAINTED = 24
_PRINT = 185
_GOOD_CATEGORIES = frozenset({"Lu", "Ll", "Nd", "Nl", "No", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "So", "Pc", "Sk"})
_POINT = 1.0
"""Pixels per point of the small pictures that are looked at here."""
_STILL = 2.0
"""Points by which straightening may move a page whose layer is kept."""


class Layer(Enum):
    """What a text layer is worth."""

    WHOLE = "whole"
    PART = "part"
    NONE = "none"


def judge_layer(document: pdfium.PdfDocument, index: int, page: Page) -> Layer:
    """What the layer of page `index` (from 0), whose words are those of `page`, is worth. That of a blank page is all there is."""
    if not page.words and not has_print(document, index):
        return Layer.WHOLE
    if not is_usable(page) or _runs_upwards(page):
        return Layer.NONE
    images = image_boxes(document, index)
    covered = max((box.area for box in images), default=0.0) / (page.width * page.height)
    if covered > 0.5 and not _is_painted(document, index, page):
        return Layer.NONE
    if covered > 0.5 and sum(len(word.text) for word in page.words) < _SPARSE:
        return Layer.PART
    pictured = sum(box.area for box in images) / (page.width * page.height)
    return Layer.PART if pictured >= _PICTURED and _print_in_pictures(document, index, page, images) else Layer.WHOLE


def is_usable(page: Page) -> bool:
    """Whether the text layer reads as text: not absent, and not the debris of fonts without a character map."""
    text = "".join(word.text for word in page.words)
    if not text or sum(not _is_good(char) for char in text) > _BAD_SHARE * len(text):
        return False
    bad = re.sub(
        r"[^\ufffd]+", " ", "".join("\ufffd" if not _is_good(char) else char for char in " ".join(w.text for w in page.words))
    )
    if sum(len(run) > 1 for run in bad.split()) >= _BAD_RUNS:
        return False
    han = [char for char in text if is_han(char)]
    if not han:
        latin = sum(char.isascii() and not char.isdigit() and char not in ".,-%" for char in text)
        return latin < max(_ENOUGH_LATIN, _LATIN_SHARE * len(text))
    if len(han) >= _ENOUGH_HAN and sum(char in _common() for char in han) < _COMMON_SHARE * len(han):
        return False
    return sum(not _is_encoded(char) for char in han) <= max(_RARE_SHARE * len(han), 3)


def has_print(document: pdfium.PdfDocument, index: int) -> bool:
    """Whether page `index` (from 0) has anything on it besides specks, punch holes and the edge of the paper."""
    gray = _rendered(document, index)
    paper = cv2.resize(cv2.medianBlur(cv2.dilate(shrunk(gray, 4), np.ones((7, 7), np.uint8)), 15), gray.shape[::-1])
    ink = (cv2.divide(gray, cv2.max(paper, np.full_like(paper, 64)), scale=250) < _PRINT).astype(np.uint8)
    edge = round(0.02 * min(ink.shape))
    ink[:edge], ink[-edge:], ink[:, :edge], ink[:, -edge:] = 0, 0, 0, 0
    return any(_may_be_print(blob, ink.shape) for blob in blobs(ink).tolist())


def with_layer(recognised: Page, layer: Page) -> Page:
    """The recognised page with the words of the layer in place of the readings of the same print, where the page lies as it lay."""
    corners = [(x, y) for x in (0.0, layer.width) for y in (0.0, layer.height)]
    moved = [recognised.to_original.point(*corner) for corner in corners]
    if recognised.origin or any(abs(a - c) + abs(b - d) > _STILL for (a, b), (c, d) in zip(corners, moved, strict=True)):
        return recognised
    read = [word for word in recognised.words if not _is_known(word, layer.words)]
    return replace(recognised, words=tuple(sorted([*layer.words, *read], key=lambda w: (w.box.y0, w.box.x0))))


def _is_known(word: Word, layer: Sequence[Word]) -> bool:
    """Whether the layer has what the word was read from."""
    shared = (common.area for other in layer if (common := word.box.overlap(other.box)))
    return sum(shared) > 0.35 * word.box.area


def _runs_upwards(page: Page) -> bool:
    """Whether the print runs up or down the page, so that its words are single characters."""
    return len(page.words) > _MANY and sum(len(word.text) == 1 for word in page.words) > 0.8 * len(page.words)


def _rendered(document: pdfium.PdfDocument, index: int, painted: bool = True) -> Image:
    """A small gray picture of the page, without its text where that is not to be painted."""
    page = document[index]
    try:
        for item in () if painted else page.get_objects([raw.FPDF_PAGEOBJ_TEXT], max_depth=5):
            raw.FPDFTextObj_SetTextRenderMode(item, raw.FPDF_TEXTRENDERMODE_INVISIBLE)
        scale = _POINT * min(1.0, 2000 / max(page.get_size()))
        image: Image = page.render(scale=scale, grayscale=True).to_numpy()
        return np.ascontiguousarray(image[:, :, 0] if image.ndim == 3 else image)
    finally:
        page.close()


def _is_painted(document: pdfium.PdfDocument, index: int, page: Page) -> bool:
    """Whether the words are seen: whether most of their places look different without them."""
    change = cv2.absdiff(_rendered(document, index), _rendered(document, index, painted=False))
    seen = [bool((part := _part(change, word.box, page)).size and part.max() > _PAINTED) for word in page.words]
    return sum(seen) >= 0.5 * len(seen)


def _part(image: Image, box: Box, page: Page) -> Image:
    """The box, in points of the page, of the page's picture."""
    scale = image.shape[1] / page.width
    x0, y0, x1, y1 = (max(round(value * scale), 0) for value in box.as_list())
    return image[y0 : max(y1, y0 + 1), x0 : max(x1, x0 + 1)]


def _print_in_pictures(document: pdfium.PdfDocument, index: int, page: Page, images: Sequence[Box]) -> bool:
    """Whether the pictures of the page hold lines of print, many beside those of the layer."""
    gray = _rendered(document, index)
    unread = np.full_like(gray, 255)
    for box in images:
        _part(unread, box, page)[:] = _part(gray, box, page)
    for word in page.words:
        _part(unread, word.box.grow(1.0), page)[:] = 255
    inch = 72 * gray.shape[1] / page.width
    dark = unread < _PRINT
    lines = [(x, y, w, h) for x, y, w, h, _ in printed_lines(unread, inch).tolist()]
    written = sum(w for x, y, w, h in lines if dark[y : y + h, x : x + w].mean() < _SOLID) / inch
    read = sum(word.box.width for word in page.words) / 72
    return bool(written >= max(_UNREAD, _UNREAD_SHARE * read))


def _may_be_print(blob: Sequence[int], shape: tuple[int, ...]) -> bool:
    """Whether a spot of ink may be a character or a rule: no speck, no hole near the edge, no shadow along it."""
    x, y, width, height, area = blob
    if max(width, height) < 3 or area < 4:
        return False
    near = min(x, y, shape[1] - x - width, shape[0] - y - height) < 0.1 * min(shape)
    hole = near and min(width, height) > 8 and max(width, height) < 30 and area > 0.6 * width * height
    shadow = near and max(width / shape[1], height / shape[0]) > 0.5
    return not hole and not shadow


def _is_good(char: str) -> bool:
    """Whether a disclosure may print the character: Hanzi, kana-free CJK signs, ASCII, usual symbols; no private use, no mojibake."""
    if char.isascii():
        return char.isprintable()
    if is_han(char) or "\u3000" <= char <= "\u303f" or "\uff00" <= char <= "\uffef":
        return True
    if "\u00c0" <= char <= "\u02af" and char not in "×÷":  # what GBK bytes look like when they are read as Latin-1
        return False
    usual = "\u2000" <= char <= "\u2bff" or char in "·×÷±°§¥£©®—…" or "\u0391" <= char <= "\u03c9" or "\u3200" <= char <= "\u33ff"
    return usual and unicodedata.category(char) in _GOOD_CATEGORIES


def _is_encoded(char: str) -> bool:
    """Whether a Chinese character is one of the 6763 of GB 2312, which ordinary print hardly ever leaves."""
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


@cache
def _common() -> frozenset[str]:
    """The commonest characters of Chinese and of public accounts. Raises ValueError where the file holds anything else, or one twice."""
    lines = Path(__file__).with_name("common_characters.txt").read_text("utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        if not line or not all(map(is_han, line)):
            raise ValueError(f"common_characters.txt, line {number}: not Chinese characters only")
    text = "".join(lines)
    if len(set(text)) != len(text):
        raise ValueError("common_characters.txt: a character stands there twice")
    return frozenset(text)
