"""Word documents: paragraphs and tables in their order, with headings, automatic numbers and merged cells.

Takes the bytes of a DOCX file, gives a `Manuscript`. Deleted and hidden text, headers, footers and comments are left out; text boxes
are read where they are anchored. A new page begins where the file says that one began. A table that only arranges other things is taken
apart. Refuses packages that are broken or too large; no entity is resolved and nothing outside the file is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from lxml import etree

from disclosure.messages import Text, say
from extractors import errors
from extractors.inputs import packages
from extractors.inputs.manuscript import Entry, Leaf, Manuscript, Passage, Piece, Rows
from extractors.inputs.numbering import Numbering, read_numbering
from extractors.inputs.texts import MAX_CELLS, MAX_PASSAGES, check_area, is_grid, joined, pieces, tidy
from extractors.inputs.wordtext import breaks_page, drawn, level_of, raw_text, tag_of, value_of

MAX_PART = 32 * 1024 * 1024
"""Most bytes of a part of text that is parsed into a tree."""
_WRAPPERS = frozenset({"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"})
_BROKEN = (OpcError, etree.LxmlError, KeyError, AttributeError, TypeError, IndexError, *packages.BROKEN)
"""What python-docx raises for packages whose parts are not what they should be."""


@dataclass
class _Reader:
    """What was read so far. Names count paragraphs with text and tables from the top, as a person would."""

    name: str
    styles: dict[str, str]
    numbering: Numbering
    leaves: list[Leaf] = field(default_factory=list)
    items: list[Passage | Rows] = field(default_factory=list)
    passages: int = 0
    tables: int = 0
    paragraphs: int = 0

    def turn(self) -> None:
        """A new page begins."""
        if self.items:
            self.leaves.append(Leaf(tuple(self.items)))
            self.items = []

    def say(self, text: str, level: int | None = None) -> None:
        """A paragraph, or nothing where the text is blank."""
        found = pieces(text)
        if not found:
            return
        self.passages += 1
        called = f"第{self.passages}段"
        self.items.append(Passage(tuple(Piece(part, called) for part in found), level))


def read_word(name: str, data: bytes) -> Manuscript:
    """The document. Raises DamagedError, EncryptedError, BombError, TooManyCellsError."""
    with packages.opened(name, data) as package:
        for _ in packages.xml_chunks(name, package, MAX_PART):
            """Looking is all: a part that may not be parsed raises here."""
    try:
        document = docx.Document(BytesIO(data))
        body, styles = document.element.body, {style.style_id: style.name or "" for style in document.styles}
    except _BROKEN as error:
        raise errors.DamagedError(name, where="DOCX") from error
    try:
        reader = _Reader(name, styles, read_numbering(document))
        _blocks(body, reader)
        pictures = sum(1 for _ in drawn(body))
    except ValueError as error:  # a number that is none
        raise errors.DamagedError(name, where="DOCX") from error
    reader.turn()
    return Manuscript(tuple(reader.leaves), tuple(_remarks(pictures)))


def _remarks(pictures: int) -> Iterator[Text]:
    if pictures:
        yield say("remark.pictures", count=pictures)


def _blocks(parent: Any, reader: _Reader) -> None:
    """Paragraphs and tables below an element, wrappers opened."""
    for child in parent:
        tag = tag_of(child)
        if tag == "p":
            _paragraph(child, reader)
        elif tag == "tbl":
            _table(child, reader)
        elif tag in _WRAPPERS:
            _blocks(child, reader)


def _paragraph(element: Any, reader: _Reader) -> None:
    """A paragraph with its automatic number; its text boxes after it."""
    reader.paragraphs += 1
    if reader.paragraphs > MAX_PASSAGES:
        raise errors.TooManyCellsError(reader.name, where="DOCX", limit=MAX_PASSAGES)
    if breaks_page(element):
        reader.turn()
    style = reader.styles.get(value_of(element, "pPr", "pStyle") or "", "")
    number = reader.numbering.next(element)
    for k, line in enumerate(raw_text(element).split("\n")):
        reader.say((number if not k else "") + line, level_of(element, style) if not k else None)
    for box in element.iter("{*}txbxContent"):
        if not any(tag_of(above) == "Fallback" for above in box.iterancestors()):
            _blocks(box, reader)


def _table(element: Any, reader: _Reader) -> None:
    """A table; one that holds other tables, or has but one column or row of text, only arranges what is in it."""
    if next(element.iterdescendants("{*}tbl"), None) is None:
        called = f"表{reader.tables + 1}"
        entries = tuple(_entries(element, reader, called))
        if is_grid(entries):
            check_area(reader.name, called, entries)
            reader.tables += 1
            reader.items.append(Rows(entries))
            return
    for cell in _cells_of(element):
        _blocks(cell, reader)


def _cells_of(element: Any) -> Iterator[Any]:
    """The cells of a table, not those of tables inside it."""
    for row in _below(element, "tr"):
        yield from _below(row, "tc")


def _below(element: Any, wanted: str) -> Iterator[Any]:
    """Children of that tag, also inside wrappers."""
    for child in element:
        tag = tag_of(child)
        if tag == wanted:
            yield child
        elif tag in _WRAPPERS:
            yield from _below(child, wanted)


def _entries(element: Any, reader: _Reader, called: str) -> Iterator[Entry]:
    """The cells at their positions, those merged downwards as one."""
    open_: dict[int, tuple[int, int, str, int, int]] = {}
    count = 0
    rows = [row for row in _below(element, "tr") if value_of(row, "trPr", "del") is None]
    for r, row in enumerate(rows):
        c = max(0, int(value_of(row, "trPr", "gridBefore") or 0))
        continued: set[int] = set()
        for cell in _below(row, "tc"):
            across = max(1, int(value_of(cell, "tcPr", "gridSpan") or 1))
            merge = value_of(cell, "tcPr", "vMerge")
            before = open_.get(c)
            if merge is not None and merge != "restart" and before and before[3] == across:
                open_[c] = (*before[:4], before[4] + 1)
            else:
                if before:
                    yield _entry(c, before, called)
                open_[c] = (r, c, _cell_text(cell, reader), across, 1)
            continued.add(c)
            c += across
            count += 1
            if count > MAX_CELLS or c > MAX_CELLS:
                raise errors.TooManyCellsError(reader.name, where=called, limit=MAX_CELLS)
        for gone in [at for at in open_ if at not in continued]:
            yield _entry(gone, open_.pop(gone), called)
    for at, held in open_.items():
        yield _entry(at, held, called)


def _entry(col: int, held: tuple[int, int, str, int, int], called: str) -> Entry:
    row, _, text, across, down = held
    return Entry(row, col, text, f"{called}第{row + 1}行第{col + 1}列", down, across)


def _cell_text(cell: Any, reader: _Reader) -> str:
    """The text of a cell's paragraphs with their automatic numbers."""
    lines = []
    for paragraph in cell.iter("{*}p"):
        lines += [tidy(line) for line in (reader.numbering.next(paragraph) + raw_text(paragraph)).split("\n")]
    return joined(lines)
