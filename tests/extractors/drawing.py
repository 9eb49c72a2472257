"""Draws small tables for the tests: words and rules on a page, and the PDF that shows them."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from disclosure.geometry import Box
from disclosure.page import Page, Word
from extractors.scans import ScannedPage, Segment
from extractors.searchable import write_searchable

SIZE = 9.0
WIDTH, HEIGHT = 595.0, 842.0


def word(text: str, x: float, y: float, size: float = SIZE) -> Word:
    """A word whose left end is at x and whose middle is at y (points)."""
    width = sum(size if unicodedata.east_asian_width(c) in "WF" else size / 2 for c in text)
    return Word(text, Box(x, y - size / 2, x + width, y + size / 2))


def centred(text: str, x: float, y: float, size: float = SIZE) -> Word:
    """A word whose middle is at (x, y)."""
    width = word(text, 0, 0, size).box.width
    return word(text, x - width / 2, y, size)


def across(y: float, x0: float, x1: float) -> Segment:
    """A horizontal rule."""
    return Segment(x0, y, x1, y, 0.8)


def down(x: float, y0: float, y1: float) -> Segment:
    """A vertical rule."""
    return Segment(x, y0, x, y1, 0.8)


def ruled(xs: Sequence[float], ys: Sequence[float]) -> list[Segment]:
    """A full grid of rules."""
    return [across(y, xs[0], xs[-1]) for y in ys] + [down(x, ys[0], ys[-1]) for x in xs]


def fill(xs: Sequence[float], ys: Sequence[float], rows: Sequence[Sequence[str]]) -> list[Word]:
    """Texts centred in the cells of a grid; empty texts leave a cell blank."""
    return [
        centred(text, (xs[c] + xs[c + 1]) / 2, (ys[r] + ys[r + 1]) / 2)
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
        if text
    ]


def page(number: int, words: Sequence[Word]) -> Page:
    """A page with those words."""
    return Page(number, WIDTH, HEIGHT, tuple(words))


def pdf(pages: Sequence[Page], rules: Sequence[Sequence[Segment]]) -> bytes:
    """The PDF of the pages with their rules drawn as lines."""
    return write_searchable([ScannedPage(p, b"", WIDTH, HEIGHT, tuple(r)) for p, r in zip(pages, rules, strict=True)], drawn=True)
