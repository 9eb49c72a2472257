"""Web pages: their tables and paragraphs in reading order.

Takes the bytes of an HTML file in whatever encoding, gives a `Manuscript`. Nothing is fetched, no entity outside the file is resolved, no
script is run. What a browser does not show is left out, and so are navigation and footers. A table that only arranges other tables
is taken apart. Refuses files whose tables are larger than any disclosure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

from disclosure.messages import Text, say
from extractors import errors
from extractors.inputs.manuscript import Leaf, Manuscript, Passage, Piece, Rows
from extractors.inputs.texts import MAX_PASSAGES, check_area, is_grid, pieces
from extractors.inputs.webtable import BLOCKS, DROPPED, entries_of, is_hidden

MAX_BYTES = 32 * 1024 * 1024
MAX_TAGS = 400_000
"""Most tags, closing ones included: a page of a disclosure has some ten thousand."""
_HEADING = re.compile(r"h([1-6])")
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_CHINESE = frozenset({"gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk"})
_DEEPEST = 200


@dataclass
class _Reader:
    """What was read so far; names count paragraphs and tables as a person would."""

    items: list[Passage | Rows] = field(default_factory=list)
    line: list[str] = field(default_factory=list)
    level: int | None = None
    passages: int = 0
    tables: int = 0
    pictures: int = 0

    def close(self) -> None:
        """The text gathered since the last block becomes a passage."""
        found, level = pieces("".join(self.line)), self.level
        self.line = []
        if found:
            self.passages += 1
            name = f"第{self.passages}段"
            self.items.append(Passage(tuple(Piece(text, name) for text in found), level))


def read_webpage(name: str, data: bytes) -> Manuscript:
    """The page. Raises DamagedError for what no parser makes a tree of, TooManyCellsError for tables beyond the limit."""
    if len(data) > MAX_BYTES:
        raise errors.TooLargeError(name, size=len(data) >> 20, limit=MAX_BYTES >> 20)
    if data.count(b"<") > MAX_TAGS:
        raise errors.TooManyCellsError(name, where="HTML", limit=MAX_TAGS)
    try:
        tree = BeautifulSoup(decoded(data), "lxml")
    except (ValueError, AssertionError, RecursionError) as error:
        raise errors.DamagedError(name, where="lxml") from error
    reader = _Reader()
    _walk(name, tree, reader, 0)
    reader.close()
    return Manuscript((Leaf(tuple(reader.items)),), tuple(_remarks(reader)))


def _remarks(reader: _Reader) -> Iterator[Text]:
    if reader.pictures:
        yield say("remark.pictures", count=reader.pictures)


def decoded(data: bytes) -> str:
    """The text: by its byte order mark, else as it declares, else UTF-8 where that fits, else GB 18030."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    found = _CHARSET.search(data[:4096])
    declared = found[1].decode("ascii").lower() if found else ""
    # What is declared as GB 2312 holds characters of its successors as a rule.
    for encoding in ("gb18030" if declared in _CHINESE else "utf-8", "utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("gb18030" if declared in _CHINESE else "utf-8", "replace")


def _walk(name: str, parent: Tag, reader: _Reader, depth: int) -> None:
    """Text and tables below a tag, in order."""
    for node in parent.children:
        if isinstance(node, Tag):
            _tag(name, node, reader, depth)
        elif type(node) is NavigableString:
            reader.line.append(str(node) if parent.name == "pre" else re.sub(r"[ \t\r\n\f]+", " ", str(node)))


def _tag(name: str, tag: Tag, reader: _Reader, depth: int) -> None:
    if tag.name in DROPPED or is_hidden(tag):
        return
    if tag.name == "img":
        reader.pictures += 1
        return
    if tag.name == "table" and tag.find("table") is None:
        reader.close()
        _table(name, tag, reader)
        return
    block, heading = tag.name in BLOCKS, _HEADING.fullmatch(tag.name)
    if block:
        reader.close()
    if heading:
        reader.level = int(heading[1])
    if depth < _DEEPEST:
        _walk(name, tag, reader, depth + 1)
    else:
        reader.line.append(tag.get_text(" "))
    if block:
        reader.close()
    if heading:
        reader.level = None
    if reader.passages > MAX_PASSAGES:
        raise errors.TooManyCellsError(name, where="HTML", limit=MAX_PASSAGES)


def _table(name: str, table: Tag, reader: _Reader) -> None:
    """A table, or the paragraphs of one that only arranges text. Its caption goes before it."""
    caption = table.find("caption")
    if isinstance(caption, Tag):
        reader.line.append(caption.get_text())
        reader.close()
    number = reader.tables + 1
    entries = tuple(entries_of(name, table, f"表{number}"))
    if is_grid(entries):
        check_area(name, f"表{number}", entries)
        reader.tables = number
        reader.items.append(Rows(entries))
        return
    for entry in entries:
        reader.line.append(entry.text)
        reader.close()
