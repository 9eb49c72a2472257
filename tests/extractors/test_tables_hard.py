"""Hard tables: one drawn 决算 table gives the same grid in every style in which offices print it, and as a scan."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pypdfium2 as pdfium
import pytest

from disclosure.geometry import Box
from disclosure.table import Cell, Table
from extractors.ocr import load_engine
from extractors.scans import read_scan
from extractors.searchable import write_searchable
from extractors.tables import read_tables
from extractors.tables.columns import find_edges
from extractors.tables.grid import Grid, Slot
from extractors.tables.trust import grid_confidence
from extractors.textlayer import read_text_page
from tests.extractors.drawntables import (
    HEADERS_ONLY,
    INCOME,
    LANDSCAPE,
    MERGED,
    PLAIN,
    STYLES,
    WRAPPED,
    Drawn,
    Spot,
    born,
    canvas,
    draw,
    note,
    scanned,
)

RULED = [style for style in STYLES if style != "unruled"]


def read(pdf: bytes) -> tuple[Table, ...]:
    """The tables of a born-digital PDF."""
    with pdfium.PdfDocument(pdf) as document:
        pages = [read_text_page(document, k) for k in range(len(document))]
    return read_tables(pdf, pages)


@cache
def read_scanned(pdf: bytes) -> tuple[Table, ...]:
    """The tables of a scan, read as the pipeline does: recognised, written as a searchable PDF, then read like any other."""
    with pdfium.PdfDocument(pdf) as document:
        scans = [read_scan(document, k, load_engine("paddleocr")) for k in range(len(document))]
    return read_tables(write_searchable(scans, drawn=True), [scan.page for scan in scans])


def spots(table: Table) -> set[Spot]:
    return {(c.row, c.col, c.row_span, c.col_span, "".join(c.text.split())) for c in table.cells if c.text}


def only(tables: tuple[Table, ...]) -> Table:
    assert len(tables) == 1, [(t.title, t.shape, t.pages) for t in tables]
    return tables[0]


def check(table: Table, drawn: Drawn) -> None:
    assert spots(table) == drawn.truth
    assert table.shape == (drawn.rows, len(drawn.widths))
    assert (table.header_rows, table.title, table.unit) == (drawn.header, drawn.title, "万元")


@pytest.mark.parametrize("style", STYLES)
def test_plain(style: str) -> None:
    check(only(read(born([(PLAIN, style)]))), PLAIN)


@pytest.mark.parametrize("style", STYLES)
def test_merged_headers(style: str) -> None:
    check(only(read(born([(MERGED, style)]))), MERGED)


@pytest.mark.parametrize("style", STYLES)
def test_wrapped_cells(style: str) -> None:
    check(only(read(born([(WRAPPED, style)]))), WRAPPED)


@pytest.mark.parametrize("style", STYLES)
def test_landscape(style: str) -> None:
    check(only(read(born([(MERGED, style)], size=LANDSCAPE))), MERGED)


@pytest.mark.parametrize("style", STYLES)
def test_two_tables_on_a_page(style: str) -> None:
    first, second = read(born([(PLAIN, style), (INCOME, style)]))
    check(first, PLAIN)
    check(second, INCOME)


@pytest.mark.parametrize("other", ["ruled", "three lines", "unruled"])
@pytest.mark.parametrize("style", ["ruled", "three lines", "unruled"])
def test_two_styles_on_a_page(style: str, other: str) -> None:
    first, second = read(born([(MERGED, style), (INCOME, other)]))
    check(first, MERGED)
    check(second, INCOME)


@pytest.mark.parametrize("style", RULED)
@pytest.mark.parametrize("again", [True, False], ids=["header again", "no header"])
def test_continued_over_pages(style: str, again: bool) -> None:
    parts = [MERGED.part(3, 6, True), MERGED.part(6, 8, again), MERGED.part(8, 10, again)]
    table = only(read(born(*([(part, style)] for part in parts), captions=[True, False, False])))
    assert table.pages == (1, 2, 3)
    check(table, MERGED)


@pytest.mark.parametrize("style", RULED)
def test_header_without_data(style: str) -> None:
    sheet, out = canvas()
    end = draw(sheet, HEADERS_ONLY, style)
    note(sheet, "注：本单位无政府性基金预算支出，故本表无数据。", end + 16)
    sheet.save()
    table = only(read(out.getvalue()))
    assert spots(table) == HEADERS_ONLY.truth
    assert (table.header_rows, table.title) == (1, HEADERS_ONLY.title)
    assert table.notes and "本表无数据" in table.notes[0]


@pytest.mark.parametrize("style", STYLES)
def test_confidence_says_how_the_grid_was_found(style: str) -> None:
    found = only(read(born([(PLAIN, style)]))).confidence
    assert found > 0.95 if style in ("ruled", "open sides") else 0.6 < found < 0.95


def test_rows_and_columns_that_were_not_parted_are_not_trusted() -> None:
    texts = ["科目", "合计", "基本", "1.00 2.00", "3.00 4.00", "5.00 6.00", "7.00 8.00", "9.00 1.00", "2.00 3.00"]
    slots = tuple(
        Slot(k // 3, k % 3, 1, 1, Box(100.0 * (k % 3), 20.0 * (k // 3), 100.0 * (k % 3 + 1), 20.0 * (k // 3 + 1)))
        for k in range(9)
    )
    cells = [Cell(slot.row, slot.col, text, 1, slot.box) for slot, text in zip(slots, texts, strict=True)]
    grid = Grid(1, (0.0, 100.0, 200.0, 300.0), (0.0, 20.0, 40.0, 60.0), slots, "lattice")
    assert grid_confidence(grid, cells, 1, []) < 0.5
    whole = [replace(cell, text=cell.text.split()[0]) for cell in cells]
    assert grid_confidence(grid, whole, 1, []) == 1.0


@pytest.mark.parametrize("style", ["ruled", "open sides", "three lines, short rules", "three lines"])
def test_scanned(style: str) -> None:
    table = only(read_scanned(scanned(born([(MERGED, style)]))))
    assert {(r, c, rs, cs) for r, c, rs, cs, _ in spots(table)} == {spot[:4] for spot in MERGED.truth}
    figures = {spot for spot in MERGED.truth if spot[4].replace(".", "").isdigit()}
    assert figures <= spots(table)
    assert table.header_rows == MERGED.header


def test_a_figure_flush_right_under_a_short_heading_is_no_heading_of_two_columns() -> None:
    """The next column is empty, so only the headings say where the edge may be."""
    heads = [Box(100, 0, 130, 10), Box(170, 0, 230, 10)]
    figures = [Box(140, 20 * n, 162, 20 * n + 10) for n in range(1, 4)]
    (edge,) = find_edges([heads, *([figure] for figure in figures)], [], set(figures))
    assert 162 < edge < 170
