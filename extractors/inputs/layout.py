"""A manuscript laid out on pages that were never printed, so that everything after reading works as it does for a PDF.

Takes a `Manuscript`, gives pages with words and named spots, its tables with their exact cells, and its passages as blocks of lines.
The layout is plain and always the same: passages down the page, cells in ruled boxes, wrapped where they are long; coordinates are
points from the top-left corner. A page is as wide and as high as what stands on it. Refuses nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from disclosure.geometry import Box, union
from disclosure.page import Page, Spot, Word
from disclosure.table import Cell, Table
from extractors.flow import Block
from extractors.inputs.manuscript import Manuscript, Passage, Rows
from extractors.inputs.paging import HEIGHT, MARGIN, PITCH, SIZE, WIDTH, broken, size_of
from extractors.inputs.setting import columns, extent, heights, wrapped
from extractors.inputs.texts import is_figure
from extractors.lines import Line
from extractors.tables.header import count_header_rows, inner_title
from extractors.tables.surroundings import Surroundings, find_unit, free_lines, look_around

PAD = 4.0
"""Between a cell's border and its text."""
APART = 3 * SIZE
"""Between what stands side by side on one line: more than any gap inside a text."""


@dataclass(frozen=True)
class Layout:
    """Everything with its place. `blocks` are the passages in order; tables have ids t1, t2, …"""

    pages: tuple[Page, ...]
    tables: tuple[Table, ...]
    blocks: tuple[Block, ...]


@dataclass
class _Sheet:
    """A page in the making: where the next line goes, and what stands on it so far."""

    number: int
    name: str
    width: float
    y: float = MARGIN
    words: list[Word] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)
    passages: list[tuple[Passage, list[list[Word]]]] = field(default_factory=list)
    tables: list[list[Cell]] = field(default_factory=list)


def lay_out(manuscript: Manuscript) -> Layout:
    """The manuscript on pages: one per worksheet, and for running text a new one where the file or the paper's height asks for it."""
    pages: list[Page] = []
    tables: list[Table] = []
    blocks: list[Block] = []
    for leaf in manuscript.leaves:
        for items in broken(leaf):
            sheet = _fill(items, len(pages) + 1, leaf.name)
            page = _page(sheet)
            pages.append(page)
            tables += _tables(sheet, page, len(tables))
            blocks += [_block(passage, lines, page) for passage, lines in sheet.passages]
    return Layout(tuple(pages), tuple(tables), tuple(blocks))


def _fill(items: Sequence[Passage | Rows], number: int, name: str) -> _Sheet:
    """The items one below the other."""
    edges = {index: columns(item, SIZE, PAD) for index, item in enumerate(items) if isinstance(item, Rows)}
    width = max([WIDTH, *(2 * MARGIN + xs[-1] for xs in edges.values())])
    sheet = _Sheet(number, name, width)
    for index, item in enumerate(items):
        if isinstance(item, Rows):
            stretch = max(1.0, (width - 2 * MARGIN) / edges[index][-1])
            _set_table(sheet, item, [MARGIN + stretch * x for x in edges[index]])
        else:
            _set_passage(sheet, item)
    return sheet


def _set_passage(sheet: _Sheet, passage: Passage) -> None:
    """A paragraph over several lines, or its pieces side by side on one."""
    size = size_of(passage)
    if len(passage.pieces) > 1:
        lines = [_side_by_side(sheet, passage, size)]
    else:
        piece = passage.pieces[0]
        lines = []
        for text in wrapped(piece.text, (sheet.width - 2 * MARGIN) / size):
            x = (sheet.width - extent(text) * size) / 2 if passage.level == 1 else MARGIN
            lines.append([_word(text, x, sheet.y, size)])
            sheet.y += PITCH * size
        sheet.spots.append(Spot(piece.name, union(word.box for line in lines for word in line)))
    sheet.words += [word for line in lines for word in line]
    sheet.passages.append((passage, lines))
    sheet.y += 0.4 * size


def _side_by_side(sheet: _Sheet, passage: Passage, size: float) -> list[Word]:
    """The pieces on one line: the first to the left, the last to the right where there is room, the others between."""
    words: list[Word] = []
    x = MARGIN
    share = (sheet.width - 2 * MARGIN) / len(passage.pieces)
    for index, piece in enumerate(passage.pieces):
        width = extent(piece.text) * size
        last = index == len(passage.pieces) - 1
        left = max(x, sheet.width - MARGIN - width if last else MARGIN + index * share)
        word = _word(piece.text, left, sheet.y, size)
        words.append(word)
        sheet.spots.append(Spot(piece.name, word.box))
        x = word.box.x1 + APART
    sheet.width = max(sheet.width, x - APART + MARGIN)
    sheet.y += PITCH * size
    return words


def _word(text: str, x: float, y: float, size: float) -> Word:
    return Word(text, Box(x, y, x + extent(text) * size, y + size))


def _set_table(sheet: _Sheet, rows: Rows, xs: Sequence[float]) -> None:
    """Cells in their boxes, their text wrapped inside."""
    tall = heights(rows, xs, SIZE, PAD, PITCH)
    sheet.y += PAD
    ys = [sheet.y]
    for height in tall:
        ys.append(ys[-1] + height)
    cells = []
    for entry in rows.entries:
        box = Box(xs[entry.col], ys[entry.row], xs[entry.col + entry.col_span], ys[entry.row + entry.row_span])
        cells.append(Cell(entry.row, entry.col, entry.text, sheet.number, box, entry.row_span, entry.col_span))
        sheet.spots.append(Spot(entry.name, box))
        lines = wrapped(entry.text, (box.width - 2 * PAD) / SIZE) if entry.text else []
        top = box.y0 + (box.height - len(lines) * PITCH * SIZE) / 2 + (PITCH - 1) / 2 * SIZE
        sheet.words += [_in_cell(text, box, top + k * PITCH * SIZE) for k, text in enumerate(lines)]
    sheet.tables.append(cells)
    sheet.y = ys[-1] + 2 * PAD


def _in_cell(text: str, box: Box, y: float) -> Word:
    """A line of a cell: figures to the right, words to the left."""
    width = extent(text) * SIZE
    return _word(text, max(box.x0 + PAD, box.x1 - PAD - width) if is_figure(text) else box.x0 + PAD, y, SIZE)


def _page(sheet: _Sheet) -> Page:
    height = max(HEIGHT, sheet.y + MARGIN)
    return Page(sheet.number, sheet.width, height, tuple(sheet.words), name=sheet.name, spots=tuple(sheet.spots))


def _block(passage: Passage, lines: Sequence[Sequence[Word]], page: Page) -> Block:
    """The passage as the paragraphs step takes it."""
    made = tuple(Line(page.number, tuple(line), page.width, page.height) for line in lines)
    return Block(made, title=passage.level == 1, level=passage.level)


def _tables(sheet: _Sheet, page: Page, before: int) -> list[Table]:
    """The sheet's tables with the titles, units and notes that stand around them."""
    boxes = [union(cell.box for cell in cells) for cells in sheet.tables]
    lines = free_lines(page, boxes)
    edges = [0.0, *(y for box in boxes for y in (box.y0, box.y1)), page.height]
    gaps = list(pairwise(edges))[::2]
    found = []
    for index, (cells, box) in enumerate(zip(sheet.tables, boxes, strict=True)):
        around = look_around(box, lines, gaps[index][0], gaps[index + 1][1])
        found.append(_table(f"t{before + index + 1}", page.number, cells, around))
    return found


def _table(id_: str, page: int, cells: Sequence[Cell], around: Surroundings) -> Table:
    header = count_header_rows(cells)
    unit = around.unit or find_unit([cell.text for cell in cells if cell.row < header])
    return Table(id_, (page,), tuple(cells), around.title or inner_title(cells), unit, header, 1.0, around.notes, "exact")
