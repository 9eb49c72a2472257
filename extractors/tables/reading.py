"""All tables of a PDF, in the order of steps: grids, words into cells, false tables out, surroundings, joined over pages.

Takes the PDF's bytes and its pages with words in the coordinates of that PDF (points, top-left); page k of the PDF is `pages[k]`.
Gives tables in reading order. Works the same on born-digital PDFs and on searchable scans.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from disclosure.fact import Place
from disclosure.geometry import Box
from disclosure.page import Page
from disclosure.table import Table
from extractors.tables.completing import complete_grids
from extractors.tables.fill import fill_grid
from extractors.tables.grid import Grid
from extractors.tables.header import count_header_rows, inner_title
from extractors.tables.join import Fragment, join_fragments
from extractors.tables.lattice import readable, ruled_grids
from extractors.tables.rules import drawn_pages
from extractors.tables.sift import is_table
from extractors.tables.surroundings import Line, find_unit, free_lines, is_running, look_around
from extractors.tables.trust import DOUBTFUL, grid_confidence

_MANY = 60
"""Fewer words than this (page) prove nothing about the direction of the print."""


def read_tables(pdf: bytes, pages: Sequence[Page]) -> tuple[Table, ...]:
    """The tables of the PDF, joined over pages, in reading order, ids t1, t2, …"""
    pages = [replace(page, words=()) if is_sideways(page) else page for page in pages]
    if not any(page.words for page in pages):
        return ()
    with tempfile.TemporaryDirectory(prefix="gouji-") as folder:
        path = Path(folder, "pages.pdf")
        path.write_bytes(readable(pdf))
        drawn, pictures = drawn_pages(path)
        grids = ruled_grids(path, pages, drawn, pictures)
        grids = complete_grids(path, pages, grids, drawn, pictures)
    fragments: list[Fragment] = []
    for page in pages:
        fragments += read_page(page, [grid for grid in grids if grid.page == page.number])
    return tuple(to_table(f"t{k}", group) for k, group in enumerate(join_fragments(fragments), 1))


def is_sideways(page: Page) -> bool:
    """Whether the print runs up or down the page, so that its words are single characters: nothing can be read in it."""
    single = sum(len(word.text) == 1 for word in page.words)
    return len(page.words) > _MANY and single > 0.8 * len(page.words)


def read_page(page: Page, grids: Sequence[Grid]) -> list[Fragment]:
    """The table fragments of one page, top to bottom."""
    filled = [(grid, fill_grid(grid, page.words)) for grid in sorted(grids, key=lambda g: (g.ys[0], g.xs[0]))]
    outer = free_lines(page, [grid.box for grid in grids])
    kept = [(grid, cells) for grid, cells in filled if is_table(grid, cells, page, _is_first(grid.box, [], outer, page))]
    boxes = [grid.box for grid, _ in kept]
    lines = free_lines(page, boxes)
    fragments = []
    for grid, cells in kept:
        around = look_around(grid.box, lines, *_neighbours(grid.box, boxes, page))
        header = count_header_rows(cells)
        unit = around.unit or find_unit([c.text for c in cells if c.row < header])
        first = _is_first(grid.box, boxes, [line for line in lines if line not in around.captions], page)
        last = _is_last(grid.box, boxes, lines, page)
        title = around.title or inner_title(cells)
        trust = grid_confidence(grid, cells, header, page.words)
        if trust < DOUBTFUL:
            cells = tuple(replace(cell, confidence=min(cell.confidence, trust)) for cell in cells)
        fragments.append(
            Fragment(page.number, grid.xs, cells, header, grid.flavor, trust, title, unit, around.notes, first, last, grid.box)
        )
    return fragments


def _neighbours(box: Box, boxes: Sequence[Box], page: Page) -> tuple[float, float]:
    """Where the table above ends and the table below begins (y in points)."""
    ceiling = max((b.y1 for b in boxes if b.y1 <= box.y0 + 1), default=0.0)
    floor = min((b.y0 for b in boxes if b.y0 >= box.y1 - 1), default=page.height)
    return ceiling, floor


def _is_first(box: Box, boxes: Sequence[Box], lines: Sequence[Line], page: Page) -> bool:
    over = [line for line in lines if line.box.y1 <= box.y0 + 2 and not is_running(line, page)]
    return not over and all(b.y0 >= box.y0 for b in boxes)


def _is_last(box: Box, boxes: Sequence[Box], lines: Sequence[Line], page: Page) -> bool:
    under = [line for line in lines if line.box.y0 >= box.y1 - 2 and not is_running(line, page)]
    return not under and all(b.y1 <= box.y1 for b in boxes)


def to_table(name: str, group: Sequence[Fragment]) -> Table:
    """The fragments of one table as a table."""
    first = group[0]
    cells = tuple(cell for fragment in group for cell in fragment.cells)
    notes = tuple(note for fragment in group for note in fragment.notes)
    unit = next((fragment.unit for fragment in group if fragment.unit), None)
    trust = min(fragment.trust for fragment in group)
    pages = tuple(fragment.page for fragment in group)
    places = tuple(Place(fragment.page, fragment.box) for fragment in group)
    return Table(name, pages, cells, first.title, unit, first.header_rows, trust, notes, first.flavor, places)
