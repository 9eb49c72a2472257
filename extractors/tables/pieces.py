"""Pieces: words of one printed line that belong together, and the rules above and below them.

Takes the words of a block (points), gives pieces: what column gaps are measured between.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from disclosure.geometry import Box, union
from disclosure.numerals import is_blank, read_cell
from disclosure.page import Word
from extractors.tables.blocks import Block
from extractors.tables.fill import text_lines

_HAN = re.compile(r"^[\u4e00-\u9fff]$")
_MONEY = re.compile(r"\d\.\d\d$")
"""The end of a figure of money: what follows it at a distance is the next column's."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of one line with its box; `top` and `bottom` are the rules (y in points) between which its cell lies."""

    text: str
    box: Box
    top: float
    bottom: float

    @property
    def is_figure(self) -> bool:
        """Whether it is a number, a code or a stroke for an empty cell: what never wraps."""
        return read_cell(self.text) is not None or (is_blank(self.text) and bool(self.text))


def read_pieces(words: Sequence[Word], block: Block) -> list[Piece]:
    """The pieces of a block, line by line."""
    pieces: list[Piece] = []
    for line in text_lines(words):
        run: list[Word] = []
        for word in line:
            if run and not _together(run[-1], word, block):
                pieces.append(_piece(run, block))
                run = []
            run.append(word)
        pieces.append(_piece(run, block))
    return pieces


def _together(left: Word, right: Word, block: Block) -> bool:
    """Whether two neighbours on a line are one piece: near, no vertical rule between; spaced single characters reach further."""
    gap, size = right.box.x0 - left.box.x1, max(type_size(left), type_size(right))
    y = left.box.centre[1]
    if any(left.box.x1 - 2 <= x <= right.box.x0 + 2 and a - 2 <= y <= b + 2 for x, a, b in block.down):
        return False
    single = bool(_HAN.match(left.text) and _HAN.match(right.text))
    figures = left.text[-1].isdigit() and (right.text[0].isdigit() or bool(_MONEY.search(left.text)))
    return gap < (2.5 if single else 0.25 if figures else 0.5) * size


def type_size(word: Word) -> float:
    """How wide (points) a Chinese character of the word is set, its height where it has none: boxes of some fonts are far higher."""
    wide = sum("\u2e80" <= char <= "\uffef" for char in word.text)
    return min(word.box.width / (wide + (len(word.text) - wide) / 2), word.box.height) if wide else word.box.height


def _piece(run: Sequence[Word], block: Block) -> Piece:
    box = union(word.box for word in run)
    y = box.centre[1]
    over = [s for s in block.across if min(s[2], box.x1) - max(s[1], box.x0) > 0.5 * box.width]
    top = max((s[0] for s in over if s[0] <= y), default=block.box.y0)
    bottom = min((s[0] for s in over if s[0] > y), default=block.box.y1)
    return Piece("".join(word.text for word in run), box, top, bottom)
