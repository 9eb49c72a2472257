"""Pages that were never printed, drawn from what was read in them: cells in their frames, text in its place.

Takes a page and the tables on it, gives a picture of any part as an SVG data URI: sharp at every size, its text in the reader's own
Chinese font, so that no font is needed where the report is made. Knows nothing of findings.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator

from markupsafe import Markup

from disclosure.geometry import Box
from disclosure.page import Page, Word
from disclosure.table import Table

FONTS = "'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei','SimSun',sans-serif"
ASCENT = 0.84
"""Where the baseline lies in a line of type, from its top, as a share of its height."""


def sketch(page: Page, tables: Iterable[Table], box: Box) -> str:
    """The part of the page inside `box` (points) as a data URI."""
    inside = Markup().join([*_frames(page, tables, box), *_texts(page, box)])
    text = Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" width="{w:.2f}" height="{h:.2f}" viewBox="{x:.2f} {y:.2f} {w:.2f} {h:.2f}">'
        '<rect x="{x:.2f}" y="{y:.2f}" width="{w:.2f}" height="{h:.2f}" fill="#fff"/>'
        '<g fill="none" stroke="#9aa0a6" stroke-width=".6" font-family="{fonts}">{inside}</g></svg>'
    ).format(x=box.x0, y=box.y0, w=box.width, h=box.height, fonts=FONTS, inside=inside)
    return "data:image/svg+xml;base64," + base64.b64encode(text.encode()).decode()


def _frames(page: Page, tables: Iterable[Table], box: Box) -> Iterator[Markup]:
    """The cells' frames."""
    for cell in (cell for table in tables for cell in table.cells if cell.page == page.number):
        if cell.box.overlap(box):
            yield Markup('<rect x="{:.2f}" y="{:.2f}" width="{:.2f}" height="{:.2f}"/>').format(
                cell.box.x0, cell.box.y0, cell.box.width, cell.box.height
            )


def _texts(page: Page, box: Box) -> Iterator[Markup]:
    return (_text(word) for word in page.words if word.box.overlap(box))


def _text(word: Word) -> Markup:
    """The word, as wide as its box, whatever the font."""
    return Markup(
        '<text x="{:.2f}" y="{:.2f}" font-size="{:.2f}" textLength="{:.2f}" lengthAdjust="spacingAndGlyphs" fill="#202124" stroke="none">'
        "{}</text>"
    ).format(word.box.x0, word.box.y0 + ASCENT * word.box.height, word.box.height, word.box.width, word.text)
