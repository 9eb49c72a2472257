"""Workbooks: cells as they are shown, tables where they stand, formulas by their results, and no sheet that fills the memory."""

from __future__ import annotations

import io
import re
import time
import zipfile
from collections.abc import Callable
from datetime import date

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from disclosure.errors import GoujiError
from extractors import errors
from extractors.inputs import workbook
from extractors.inputs.formats import shown
from extractors.inputs.layout import Layout, lay_out
from extractors.inputs.manuscript import Manuscript
from extractors.inputs.workbook import read_workbook
from tests import written


def made(fill: Callable[[Worksheet], object]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "表一"
    fill(sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def rows(*lines: tuple[object, ...]) -> Callable[[Worksheet], None]:
    return lambda sheet: [sheet.append(line) for line in lines] and None  # type: ignore[func-returns-value]


def read(data: bytes) -> Manuscript:
    return read_workbook("x.xlsx", data)


def laid(fill: Callable[[Worksheet], object]) -> Layout:
    return lay_out(read(made(fill)))


def grid(layout: Layout, table: int = 0) -> list[list[str]]:
    return [[cell.text if cell else "" for cell in line] for line in layout.tables[table].grid()]


def changed(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The package with one part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return out.getvalue()


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (1234.5, "#,##0.00", "1,234.50"),
        (-1234.5, "#,##0.00_);(#,##0.00)", "(1,234.50)"),
        (0, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-"),
        (12.3, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "12.30"),
        (0.12345, "0.00%", "12.35%"),
        (2.675, "0.00", "2.68"),
        (0.1 + 0.2, "General", "0.3"),
        (208, "0000000", "0000208"),
        (12345678, "0!.0000", "1234.5678"),
        (12345678, "0!.0,", "1234.6"),
        (3.0, '0.00"万元"', "3.00万元"),
        (1234.0, "[$¥-804]#,##0.00", "¥1,234.00"),
        (-0.001, "0.00", "0.00"),
        (5, "[>=10]0.0;0", "5"),
        (1e300, "General", "1" + "0" * 300),
        (date(2023, 9, 1), 'yyyy"年"m"月"d"日"', "2023年9月1日"),
        (date(2023, 9, 1), "yyyy-mm-dd", "2023-09-01"),
        ("文字", "0.00", "文字"),
        (True, "General", "TRUE"),
        (None, "0.00", ""),
    ],
)
def test_a_value_is_read_as_it_is_shown(value: object, code: str, text: str) -> None:
    assert shown(value, code) == text


def test_a_sheet_is_a_page_with_a_name_and_its_cells_have_addresses() -> None:
    layout = lay_out(read(written.workbook()))
    assert [page.name for page in layout.pages] == ["工作表 收入支出决算总表", "工作表 支出决算表"]
    table = layout.tables[0]
    assert (table.title, table.unit, table.header_rows, table.shape) == ("2023年度收入支出决算总表", "万元", 2, (8, 6))
    names = {spot.box: spot.name for spot in layout.pages[0].spots}
    figure = next(cell for cell in table.cells if cell.text == "1,480.50")
    assert names[figure.box] == "C5"
    assert {spot.name for spot in layout.pages[0].spots} >= {"A1", "A2", "F2"}, "title and captions have addresses too"


def test_merged_headings_span_what_they_span() -> None:
    table = lay_out(read(written.workbook())).tables[1]
    head = {cell.text: (cell.row_span, cell.col_span) for cell in table.cells if cell.row < 2}
    assert head["项目"] == (1, 2) and head["基本支出"] == (2, 1)


def test_words_stand_inside_their_cells() -> None:
    """Whatever reads places must find every word of a table in the box of its cell, and nothing twice."""
    layout = lay_out(read(written.workbook()))
    for page in layout.pages:
        cells = [cell for table in layout.tables for cell in table.cells if cell.page == page.number]
        inside = [word for word in page.words if any(cell.box.holds(word.box.centre) for cell in cells)]
        assert sum(len(word.text) for word in inside) == sum(len(cell.text) for cell in cells)


def test_two_tables_on_one_sheet_with_notes_between() -> None:
    layout = laid(
        rows(
            ("甲表",),
            ("单位：万元",),
            ("项目", "金额", "上年"),
            ("一", 1.5, 2.5),
            ("二", 3.5, 4.5),
            ("注：甲表的说明。",),
            (),
            ("乙表",),
            ("单位：元",),
            ("项目", "金额", "上年"),
            ("三", 15, 25),
            ("四", 35, 45),
        )
    )
    assert [(table.title, table.unit, table.shape) for table in layout.tables] == [
        ("甲表", "万元", (3, 3)),
        ("乙表", "元", (3, 3)),
    ]
    assert layout.tables[0].notes == ("注：甲表的说明。",)


def test_a_blank_row_in_a_table_does_not_part_it() -> None:
    layout = laid(rows(("项目", "金额"), ("一", 1.5), (), ("二", 3.5), ("合计", 5)))
    assert len(layout.tables) == 1 and grid(layout)[-1] == ["合计", "5"]


def test_blank_columns_are_left_out() -> None:
    layout = laid(rows(("收入", "金额", None, "支出", "金额"), ("一", 1, None, "二", 2), ("合计", 1, None, "合计", 2)))
    assert layout.tables[0].shape == (3, 4)


def test_text_in_cells_is_paragraphs_with_addresses() -> None:
    layout = laid(rows(("一、收入情况",), ("2023年度收入总计1,520.00万元。\n支出总计1,520.00万元。",)))
    assert not layout.tables
    assert [block.text for block in layout.blocks] == ["一、收入情况", "2023年度收入总计1,520.00万元。支出总计1,520.00万元。"]


def test_formulas_count_by_their_stored_results() -> None:
    data = made(rows(("项目", "金额"), ("一", 1.5), ("合计", "=SUM(B2:B2)")))
    stored = changed(
        data, "xl/worksheets/sheet1.xml", lambda xml: re.sub(rb"(<f>SUM\(B2:B2\)</f>)<v ?/?>(</v>)?", rb"\1<v>1.5</v>", xml)
    )
    found = read(stored)
    assert grid(lay_out(found))[-1] == ["合计", "1.5"] and not found.remarks


def test_a_formula_without_a_result_is_no_empty_cell() -> None:
    """Blank cells count as zero; one whose result is unknown must not."""
    found = read(made(rows(("项目", "金额"), ("一", 1.5), ("合计", "=SUM(B2:B2)"))))
    assert grid(lay_out(found))[-1] == ["合计", "=SUM(B2:B2)"]
    assert "表一!B3" in found.remarks[0].zh and "表一!B3" in found.remarks[0].en


def test_hidden_sheets_are_told_and_hidden_rows_are_read() -> None:
    def fill(sheet: Worksheet) -> None:
        rows(("项目", "金额"), ("一", 1), ("二", 2))(sheet)
        sheet.row_dimensions[2].hidden = True
        other = sheet.parent.create_sheet("底稿")
        other["A1"] = "工作底稿"
        other.sheet_state = "hidden"

    found = read(made(fill))
    assert [leaf.name for leaf in found.leaves] == ["工作表 表一"] and "底稿" in found.remarks[0].zh
    assert len(grid(lay_out(found))) == 3


def refused(data: bytes, error: type[GoujiError]) -> None:
    began = time.monotonic()
    with pytest.raises(error):
        read(data)
    assert time.monotonic() - began < 3


def sheet_xml(body: bytes) -> bytes:
    """A workbook whose first sheet holds this instead of its rows."""
    return changed(
        made(rows((1,))),
        "xl/worksheets/sheet1.xml",
        lambda xml: re.sub(rb"<sheetData>.*</sheetData>", lambda _: body, xml, flags=re.DOTALL),
    )


def test_a_million_rows() -> None:
    refused(
        sheet_xml(b"<sheetData>" + b"".join(b'<row r="%d"/>' % n for n in range(1, 1_048_577)) + b"</sheetData>"),
        errors.TooManyCellsError,
    )


def test_a_million_cells() -> None:
    refused(sheet_xml(b"<sheetData><row>" + b"<c><v>1</v></c>" * 1_000_000 + b"</row></sheetData>"), errors.TooManyCellsError)


def test_a_merged_range_over_everything() -> None:
    data = sheet_xml(
        b'<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    )
    refused(data, errors.TooManyCellsError)


def test_a_stray_cell_in_the_last_corner_costs_nothing() -> None:
    def fill(sheet: Worksheet) -> None:
        rows(("项目", "金额"), ("一", 1), ("合计", 1))(sheet)
        sheet["XFD1048576"] = "x"

    began = time.monotonic()
    assert grid(laid(fill))[-1] == ["合计", "1"]
    assert time.monotonic() - began < 2


def test_cells_along_a_diagonal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractors.inputs.regions.MAX_CELLS", 100)
    data = made(lambda sheet: [sheet.cell(n, m, "字") for n in range(1, 40) for m in (n, n + 1)])
    refused(data, errors.TooManyCellsError)


@pytest.mark.parametrize(
    "head",
    [
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]>',
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        b'<?xml version="1.0" encoding="UTF-7"?>',
    ],
)
def test_no_part_may_declare_entities_or_hide_its_tags(head: bytes) -> None:
    data = changed(written.workbook(), "xl/worksheets/sheet1.xml", lambda xml: head + re.sub(rb"<\?xml[^>]*\?>", b"", xml))
    refused(data, errors.DamagedError)


def test_parts_in_utf_16() -> None:
    data = changed(
        written.workbook(), "xl/worksheets/sheet1.xml", lambda xml: re.sub(rb"<\?xml[^>]*\?>", b"", xml).decode().encode("utf-16")
    )
    refused(data, errors.DamagedError)


def test_a_part_that_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MAX_PART", 1000)
    refused(written.workbook(), errors.BombError)


def test_a_workbook_of_nothing() -> None:
    assert not read(made(lambda sheet: None)).says_something


def test_charts_and_pictures_are_told() -> None:
    from openpyxl.chart import BarChart

    def fill(sheet: Worksheet) -> None:
        rows(("项目", "金额"), ("一", 1))(sheet)
        sheet.add_chart(BarChart(), "E5")

    assert "1 张图片或图表" in read(made(fill)).remarks[0].zh
