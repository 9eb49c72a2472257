"""How wide text is set, where it wraps, and how large a table's columns and rows become.

Widths are in type sizes: 1 for a Chinese character, a half for others. Figures, words of Latin letters and what belongs to them are
never broken. Takes text and tables, gives lines and edges in points; refuses nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from extractors.inputs.manuscript import Rows

_ATOM = re.compile(r"[A-Za-z0-9.,%‰+\-/:@_]+|\s+|.", re.DOTALL)
_CLOSING = "，。、；：！？）》”’%％)]】"
"""What never begins a line."""
_WIDEST = 24.0
"""A column is made no wider than this for its longest cell; longer text wraps."""
_NARROWEST = 2.0


def extent(text: str) -> float:
    """The width of the text in type sizes."""
    return sum(map(_advance, text))


@lru_cache(maxsize=4096)
def _advance(char: str) -> float:
    return 1.0 if unicodedata.east_asian_width(char) in "WF" else 0.5


def wrapped(text: str, width: float) -> list[str]:
    """The text in lines of at most that width where it can be broken; always at least one line."""
    lines, line, used = [], "", 0.0
    for atom in _ATOM.findall(text):
        wide = extent(atom)
        if line and used + wide > width and atom not in _CLOSING and not atom.isspace():
            lines.append(line.rstrip())
            line, used = "", 0.0
        if line or not atom.isspace():
            line += atom
            used += wide
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def columns(rows: Rows, size: float, pad: float) -> list[float]:
    """The edges of the columns in points from the table's left, each as wide as its own cells ask for."""
    count = max(entry.col + entry.col_span for entry in rows.entries)
    widths = [_NARROWEST] * count
    for entry in rows.entries:
        if entry.col_span == 1:
            widths[entry.col] = max(widths[entry.col], min(_asked(entry.text), _WIDEST))
    for entry in rows.entries:
        own = sum(widths[entry.col : entry.col + entry.col_span])
        longest = max((extent(atom) for atom in _ATOM.findall(entry.text)), default=0.0)
        if entry.col_span > 1 and own < longest:
            widths[entry.col + entry.col_span - 1] += longest - own
    edges = [0.0]
    for width in widths:
        edges.append(edges[-1] + width * size + 2 * pad)
    return edges


def _asked(text: str) -> float:
    """The width a cell asks for: its text on one line up to a limit, and never less than its longest figure."""
    longest = max((extent(atom) for atom in _ATOM.findall(text)), default=0.0)
    return max(longest, min(extent(text), _WIDEST)) + 0.1


def heights(rows: Rows, xs: Sequence[float], size: float, pad: float, pitch: float) -> list[float]:
    """The height of each row in points, so that every cell's lines find room."""
    count = max(entry.row + entry.row_span for entry in rows.entries)
    tall = [pitch * size + pad] * count
    for entry in sorted(rows.entries, key=lambda entry: entry.row_span):
        width = (xs[entry.col + entry.col_span] - xs[entry.col] - 2 * pad) / size
        wanted = len(wrapped(entry.text, width)) * pitch * size + pad
        own = sum(tall[entry.row : entry.row + entry.row_span])
        if wanted > own:
            tall[entry.row + entry.row_span - 1] += wanted - own
    return tall
