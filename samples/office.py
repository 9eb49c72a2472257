"""The sample in the other forms that people have: a Word document, a workbook, a web page; made, not kept.

Takes the blocks of `samples.source`, gives bytes. In the workbook figures are numbers with a format, every table has a sheet, and the
text between tables has sheets of its own, one paragraph per row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from io import BytesIO

import docx
import openpyxl
from docx.enum.text import WD_ALIGN_PARAGRAPH
from openpyxl.styles import Alignment, Border, Side
from openpyxl.worksheet.worksheet import Worksheet

from samples.source import Block, Table

Span = tuple[int, int, int, int]
"""Row and column (from 0) of a merged cell, rows and columns that it covers."""
_FIGURE = re.compile(r"-?[\d,]+\.\d+|-?[1-9]\d{0,4}|0")
_LEVELS = {"part": 1, "part_here": 1, "heading": 2, "subheading": 3}
_FRAME = Border(*(Side(style="thin"),) * 4)


def word(blocks: Iterable[Block | Table], organisation: str) -> bytes:
    """Paragraphs, headings by their styles, tables with merged cells; parts open a page."""
    document = docx.Document()
    for block in blocks:
        if isinstance(block, Table):
            if "same_page" not in block.options:
                document.add_page_break()
            for text in _above(block, organisation):
                document.add_paragraph(text).alignment = WD_ALIGN_PARAGRAPH.CENTER
            _word_table(document, block)
        elif block.kind != "contents":
            if block.kind == "part":
                document.add_page_break()
            for line in block.text.splitlines():
                level = _LEVELS.get(block.kind)
                document.add_heading(line, level) if level else document.add_paragraph(line)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _word_table(document: docx.document.Document, table: Table) -> None:
    made = document.add_table(len(table.rows), len(table.rows[0]), style="Table Grid")
    grid = [list(row.cells) for row in made.rows]
    for r, c, text in _cells(table):
        grid[r][c].text = text
    for r, c, down, across in _spans(table):
        grid[r][c].merge(grid[r + down - 1][c + across - 1])


def workbook(blocks: Iterable[Block | Table], organisation: str) -> bytes:
    """A sheet for each table, named as it is, and for each run of text between them."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    sheet: Worksheet | None = None
    for block in blocks:
        if isinstance(block, Table):
            sheet = book.create_sheet(f"{len(book.worksheets) + 1} {block.options['title'][:24]}")
            _sheet(sheet, block, organisation)
        elif block.kind != "contents":
            if sheet is None or (block.kind != "note" and not sheet.title.startswith("文字")):
                sheet = book.create_sheet(f"文字{len(book.worksheets) + 1}")
            for line in block.text.splitlines():
                sheet.append([line])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet(sheet: Worksheet, table: Table, organisation: str) -> None:
    """Title and captions, then the cells in their frames."""
    title, *captions = _above(table, organisation)
    width = len(table.rows[0])
    sheet.append([title])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=width)
    sheet["A1"].alignment = Alignment(horizontal="center")
    for caption in captions:
        first, _, last = caption.partition("\t")
        sheet.append([first, *[None] * (width - 2), last.strip() or None])
    top = sheet.max_row + 1
    for r in range(len(table.rows)):
        for c in range(width):
            sheet.cell(top + r, 1 + c).border = _FRAME
    for r, c, text in _cells(table):
        cell = sheet.cell(top + r, 1 + c)
        if _FIGURE.fullmatch(text):
            places = len(text.partition(".")[2])
            cell.value = float(text.replace(",", "")) if places else int(text)
            cell.number_format = ("#,##0" if "," in text else "0") + ("." + "0" * places if places else "")
        else:
            cell.value = text
    for r, c, down, across in _spans(table):
        sheet.merge_cells(start_row=top + r, start_column=1 + c, end_row=top + r + down - 1, end_column=c + across)


def webpage(blocks: Iterable[Block | Table], organisation: str) -> bytes:
    """The page with tables as a browser shows them."""
    body = "\n".join(line for block in blocks for line in _markup(block, organisation))
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>\n{body}\n</body></html>'.encode()


def _markup(block: Block | Table, organisation: str) -> Iterator[str]:
    if isinstance(block, Table):
        spans = {(r, c): (down, across) for r, c, down, across in _spans(block)}
        yield from (f"<p>{escape(text)}</p>" for text in _above(block, organisation))
        yield "<table>"
        rows: dict[int, list[str]] = {r: [] for r in range(len(block.rows))}
        for r, c, text in _cells(block):
            down, across = spans.get((r, c), (1, 1))
            rows[r].append(f'<td rowspan="{down}" colspan="{across}">{escape(text)}</td>')
        yield from (f"<tr>{''.join(cells)}</tr>" for cells in rows.values())
        yield "</table>"
    elif block.kind != "contents":
        tag = f"h{_LEVELS[block.kind]}" if block.kind in _LEVELS else "p"
        yield from (f"<{tag}>{escape(line)}</{tag}>" for line in block.text.splitlines())


def _above(table: Table, organisation: str) -> list[str]:
    """Title, form number, and the line of department and unit."""
    options = table.options
    captions = [options["form"], f"部门：{organisation}\t\t单位：万元"] if "form" in options else []
    return [options["title"], *captions]


def _cells(table: Table) -> Iterator[tuple[int, int, str]]:
    """Every cell that begins somewhere, with its text."""
    for r, row in enumerate(table.rows):
        yield from ((r, c, text) for c, text in enumerate(row) if text not in {"<", "^"})


def _spans(table: Table) -> Iterator[Span]:
    for r, c, _ in _cells(table):
        across = next((k for k in range(1, len(table.rows[0]) - c) if table.rows[r][c + k] != "<"), len(table.rows[0]) - c)
        down = next((k for k in range(1, len(table.rows) - r) if table.rows[r + k][c] != "^"), len(table.rows) - r)
        if across * down > 1:
            yield r, c, down, across
