"""Words to lines: the words outside tables, grouped by height on the page, without page numbers and running heads.

Takes pages and tables, gives `Line` values in reading order (page, then from the top). Knows nothing of paragraphs.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from disclosure.geometry import Box, union
from disclosure.page import Page, Span, Word
from disclosure.table import Table

_PAGE_NUMBER = re.compile(
    r"^[-—–－―_·•.\s]*(第?\s*\d{1,4}\s*页?|\d{1,4}\s*/\s*\d{1,4}|第\s*\d+\s*页\s*[,，]?\s*共\s*\d+\s*页)[-—–－―_·•.\s]*$"
)
_MARGIN = 0.09
"""Share of the page height at top and bottom where page numbers and running heads stand."""
_REPEATS = 3
_HAN = re.compile(r"[\u4e00-\u9fff，。；：、（）“”《》]+")
_ASCII = re.compile(r"[A-Za-z0-9]")


@dataclass(frozen=True)
class Line:
    """One printed line: its words from left to right."""

    page: int
    words: tuple[Word, ...]
    width: float
    height: float

    @cached_property
    def box(self) -> Box:
        """The box around all words, in points."""
        return union(word.box for word in self.words)

    @cached_property
    def size(self) -> float:
        """Size of the type in points: how wide a Chinese character is set (boxes of other fonts are higher than their type)."""
        widths = [(_em(w), w.text) for w in self.words if _HAN.fullmatch(w.text)]
        widths = widths or [(_em(w), w.text) for w in self.words if _HAN.search(w.text)]
        each = sorted(size for size, text in widths or [(w.box.height, w.text) for w in self.words] for _ in text)
        return each[len(each) // 2]

    @cached_property
    def text(self) -> str:
        """The words joined; a blank only between latin words and over wide gaps."""
        return joined(self.words)[0]

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """Where each word's characters stand in `text`."""
        return tuple(
            Span(start, end, self.page, word.box, word.confidence)
            for (start, end), word in zip(joined(self.words)[1], self.words, strict=True)
        )


def _em(word: Word) -> float:
    """How wide (points) a Chinese character of the word is set, digits and Latin letters taken as half as wide."""
    wide = sum(unicodedata.east_asian_width(char) in "WFA" for char in word.text)
    return word.box.width / (wide + (len(word.text) - wide) / 2)


def joined(words: Sequence[Word]) -> tuple[str, list[tuple[int, int]]]:
    """The text of words on one line, and the range of each word in it."""
    text, ranges = "", []
    for before, word in zip((None, *words), words, strict=False):
        printed = word.text.strip()
        if before is not None and text and printed:
            text += _gap(before, word)
        ranges.append((len(text), len(text) + len(printed)))
        text += printed
    return text, ranges


def _gap(left: Word, right: Word) -> str:
    """A blank where one is meant: over more than two characters' width, or between latin words that stand apart."""
    distance = right.box.x0 - left.box.x1
    em = max(min(left.box.height, right.box.height), 1.0)
    latin = _ASCII.match(left.text.strip()[-1:]) and _ASCII.match(right.text.strip()[:1])
    return " " if distance > 2 * em or (latin and distance > 0.15 * em) else ""


def body_lines(pages: Sequence[Page], tables: Sequence[Table]) -> list[Line]:
    """The lines of all pages outside tables, without page numbers and running heads."""
    lines = [line for page in pages for line in _page_lines(page, _table_boxes(page.number, tables))]
    running = _running(lines)
    return [line for line in lines if not _is_furniture(line, running)]


def _table_boxes(page: int, tables: Sequence[Table]) -> list[Box]:
    """The stretch of page that each table covers, with the header that a continuation page repeats."""
    found = []
    for table in tables:
        boxes = [cell.box for cell in table.cells if cell.page == page] + [p.box for p in table.places if p.page == page]
        if boxes:
            found.append(union(boxes).grow(2.0))
    return found


def _page_lines(page: Page, covered: Sequence[Box]) -> Iterator[Line]:
    words = [w for w in page.words if w.text.strip() and not any(box.holds(w.box.centre) for box in covered)]
    for row in _rows(words):
        yield Line(page.number, tuple(sorted(row, key=lambda w: w.box.x0)), page.width, page.height)


def _rows(words: Iterable[Word]) -> list[list[Word]]:
    """Words grouped into rows from the top: a word joins the row near it that it overlaps most and collides with least."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (round(w.box.centre[1], 1), w.box.x0)):
        near = [row for row in rows[-3:] if not _collides(row, word)]
        best = max(near, key=lambda row: _shared(row, word), default=None)
        if best is not None and _shared(best, word) > 0.5:
            best.append(word)
        else:
            rows.append([word])
    return sorted(rows, key=lambda row: sorted(w.box.centre[1] for w in row)[len(row) // 2])


def _shared(row: Sequence[Word], word: Word) -> float:
    """Which share of the lesser height the word has in common with the word of the row that stands nearest to it."""
    other = min(row, key=lambda w: max(w.box.x0 - word.box.x1, word.box.x0 - w.box.x1)).box
    common = min(other.y1, word.box.y1) - max(other.y0, word.box.y0)
    return common / max(min(other.height, word.box.height), 0.1)


def _collides(row: Sequence[Word], word: Word) -> bool:
    """Whether the word would stand on top of one of the row's words."""
    return any(min(w.box.x1, word.box.x1) - max(w.box.x0, word.box.x0) > 0.3 * min(w.box.width, word.box.width) for w in row)


def _in_margin(line: Line) -> bool:
    middle = line.box.centre[1]
    return middle < line.height * _MARGIN or middle > line.height * (1 - _MARGIN)


def _key(line: Line) -> str:
    return re.sub(r"\d+", "#", "".join(line.text.split()))


def _running(lines: Sequence[Line]) -> frozenset[str]:
    """Texts that stand in the margin of several pages, digits aside: running heads and feet."""
    seen = Counter(key for key, _ in {(_key(line), line.page) for line in lines if _in_margin(line)})
    return frozenset(key for key, count in seen.items() if count >= _REPEATS)


def _is_furniture(line: Line, running: frozenset[str]) -> bool:
    return _in_margin(line) and (bool(_PAGE_NUMBER.match(line.text)) or _key(line) in running)
