"""Text outside tables, re-flowed: words become lines, lines become paragraphs that read on over line and page breaks.

Takes pages (words with boxes) and the tables found on them; gives paragraphs in reading order, each character mapped to a page and
a box, each paragraph under the path of section titles above it. Page numbers, running heads and the words of tables are left out.
A table of contents is kept with `part="toc"`, so that nobody mistakes its lines for sections. Refuses nothing: a page without words
gives no paragraphs. Columns of text side by side are not told apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from disclosure.page import Page, Paragraph
from disclosure.table import Table
from extractors.flow import Block, blocks
from extractors.headings import Outline, contents, level_of
from extractors.lines import Line, body_lines

_NOTE_STARTS = ("注:", "注：", "注1", "备注", "说明:", "说明：", "(说明", "（说明", "(注", "（注")
_NOTE_REACH = 60.0
"""How far below a table a note may begin, in points."""


def read_paragraphs(pages: Sequence[Page], tables: Sequence[Table]) -> tuple[Paragraph, ...]:
    """The paragraphs of the text outside tables, in reading order, titles included. Boxes are in the pages' own coordinates."""
    return outlined(blocks(body_lines(pages, tables)), tables)


def outlined(found: Sequence[Block], tables: Sequence[Table]) -> tuple[Paragraph, ...]:
    """The blocks as paragraphs: each under its headings, tables of contents and notes of tables marked."""
    listed = contents(found)
    outline = Outline()
    paragraphs = []
    notes = _notes(found, tables)
    for index, block in enumerate(found):
        if index in listed:
            paragraphs.append(Paragraph(block.text, block.spans, part="toc"))
            continue
        level = None if index in notes else level_of(block)
        path = outline.above(level) if level else outline.path
        paragraphs.append(Paragraph(block.text, block.spans, path, table=notes.get(index)))
        if level:
            outline.enter(level, block.text)
    return tuple(paragraphs)


def _notes(found: Sequence[Block], tables: Sequence[Table]) -> dict[int, str]:
    """Which blocks are notes of which table: those that begin as notes do, right below it, and their continuations."""
    notes: dict[int, str] = {}
    for index, block in enumerate(found):
        table = _table_above(block.first, tables)
        goes_on = table is not None and notes.get(index - 1) == table.id and _continues_note(block.text)
        if table is not None and (goes_on or _begins_note(block.text)):
            notes[index] = table.id
    return notes


def _begins_note(text: str) -> bool:
    return text.startswith(_NOTE_STARTS) or _says_empty(text)


def _continues_note(text: str) -> bool:
    return text[:1].isdigit() or _begins_note(text)


def _says_empty(text: str) -> bool:
    return any(word in text for word in ("本表无数据", "本表为空", "空表", "故本表", "此表无数据"))


def _table_above(line: Line, tables: Sequence[Table]) -> Table | None:
    """The table whose lowest cell on this line's page lies nearest above the line, None where none is near."""
    nearest, distance = None, _NOTE_REACH
    for table, bottom in _bottoms(line.page, tables):
        gap = line.box.y0 - bottom
        if -3.0 <= gap < distance:
            nearest, distance = table, gap
    return nearest


def _bottoms(page: int, tables: Sequence[Table]) -> Iterator[tuple[Table, float]]:
    """Every table on that page with its lower edge there."""
    for table in tables:
        edges = [cell.box.y1 for cell in table.cells if cell.page == page]
        if edges:
            yield table, max(edges)
