"""Small things that the readers of text files share: blanks, lines side by side, cells of several lines, what is a table.

Takes and gives plain text and entries; refuses tables larger than any disclosure.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from extractors import errors
from extractors.inputs.manuscript import Entry

MAX_CELLS = 200_000
"""Most cells of a file's tables: the largest disclosure has some thousands."""
MAX_PASSAGES = 50_000
_BLANKS = re.compile(r"[ \t\r\n\f\v\u00a0\u2002-\u200a\u202f\u3000]+")
_APART = re.compile(r"(?:\t|[ \u00a0\u3000]{3,})\s*")
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0e-\x1f]")
_LATIN = re.compile(r"[0-9A-Za-z.,%‰+\-]")
_FIGURE = re.compile(r"[\d,.，．%％+\-]+")
_CAPTION = re.compile(r"[:：]")
_LONGEST_PIECE = 60
_ENTRY = re.compile(r"\t\s*(\d{1,3})$")
"""The page number at the end of a line of a table of contents."""


def visible(text: str) -> str:
    """The text without marks that are not seen."""
    return _UNSEEN.sub("", text)


def tidy(text: str) -> str:
    """The text without marks that are not seen, with single blanks, and without a blank beside a Chinese character."""
    text = _BLANKS.sub(" ", _UNSEEN.sub("", text)).strip()
    return re.sub(r"(?<=[\u2e80-\u9fff\uff00-\uffef]) | (?=[\u2e80-\u9fff\uff00-\uffef])", "", text)


def pieces(text: str) -> list[str]:
    """A paragraph's text; where a tab or a row of blanks sets captions apart (部门：…   单位：万元) its pieces."""
    text = _ENTRY.sub(r"…………\1", _UNSEEN.sub("", text).strip())
    parts = [tidy(part) for part in _APART.split(text)]
    parts = [part for part in parts if part]
    beside = len(parts) > 1 and all(len(part) <= _LONGEST_PIECE for part in parts) and any(_CAPTION.search(p) for p in parts)
    if beside and not text.endswith("。"):
        return parts
    whole = tidy(text)
    return [whole] if whole else []


def joined(lines: Iterable[str]) -> str:
    """The lines of one cell as one text: nothing between Chinese lines, a blank where figures or Latin words would run together."""
    text = ""
    for line in filter(None, lines):
        apart = text and _LATIN.match(text[-1]) and _LATIN.match(line[0])
        text += (" " if apart else "") + line
    return text


def is_grid(entries: Sequence[Entry]) -> bool:
    """Whether the cells make a table: at least two rows, and two of the columns have text."""
    filled = [entry for entry in entries if entry.text]
    return len({entry.col for entry in filled}) > 1 and len({entry.row for entry in filled}) > 1


def check_area(name: str, where: str, entries: Sequence[Entry]) -> None:
    """Raises TooManyCellsError for a table whose rows times columns are beyond the limit, however few of its cells exist."""
    rows, columns = max(entry.row + entry.row_span for entry in entries), max(entry.col + entry.col_span for entry in entries)
    if rows * columns > MAX_CELLS:
        raise errors.TooManyCellsError(name, where=where, limit=MAX_CELLS)


def is_figure(text: str) -> bool:
    """Whether a text is a number and nothing else."""
    return bool(_FIGURE.fullmatch(unicodedata.normalize("NFKC", text.strip())))
