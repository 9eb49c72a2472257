"""A small disclosure of a made-up bureau in every form that a file may have; consistent to the cent unless something is planted.

The tables and the text are the same whatever the form: `disclosure(**changes)` gives them, and `word`, `workbook`, `webpage` and
`picture` write them with the libraries that users' programs are like.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

import docx
import openpyxl
from docx.enum.text import WD_ALIGN_PARAGRAPH
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

ORG = "青禾县水务局"
YEAR = 2023
Row = tuple[object, ...]


@dataclass(frozen=True)
class Sheet:
    """A table with what stands above it. `head` rows come first; `None` continues the cell to the left, `...` the one above."""

    name: str
    title: str
    head: tuple[Row, ...]
    rows: tuple[Row, ...]


def sheets(fiscal: float = 1480.5) -> tuple[Sheet, ...]:
    """收入支出决算总表 and 支出决算表; `fiscal` is the first figure of the income side."""
    summary = (
        ("一、一般公共预算财政拨款收入", 1, fiscal, "一、社会保障和就业支出", 14, 210.3),
        ("二、其他收入", 2, 19.5, "二、农林水支出", 15, 1254.2),
        ("", 3, None, "三、住房保障支出", 16, 35.5),
        ("本年收入合计", 4, 1500, "本年支出合计", 17, 1500),
        ("年初结转和结余", 5, 20, "年末结转和结余", 18, 20),
        ("总计", 6, 1520, "总计", 19, 1520),
    )
    spending = (
        ("", "合计", 1500, 1100.5, 399.5),
        ("208", "社会保障和就业支出", 210.3, 210.3, None),
        ("20805", "行政事业单位养老支出", 210.3, 210.3, None),
        ("2080505", "机关事业单位基本养老保险缴费支出", 210.3, 210.3, None),
        ("213", "农林水支出", 1254.2, 854.7, 399.5),
        ("21303", "水利", 1254.2, 854.7, 399.5),
        ("2130301", "行政运行", 854.7, 854.7, None),
        ("2130305", "水利工程建设", 399.5, None, 399.5),
        ("221", "住房保障支出", 35.5, 35.5, None),
        ("22102", "住房改革支出", 35.5, 35.5, None),
        ("2210201", "住房公积金", 35.5, 35.5, None),
    )
    return (
        Sheet(
            "收入支出决算总表",
            f"{YEAR}年度收入支出决算总表",
            (("收入", None, None, "支出", None, None), ("项目", "行次", "决算数", "项目", "行次", "决算数")),
            summary,
        ),
        Sheet(
            "支出决算表",
            f"{YEAR}年度支出决算表",
            (("项目", None, "本年支出合计", "基本支出", "项目支出"), ("科目编码", "科目名称", ..., ..., ...)),
            spending,
        ),
    )


def text(growth: str = "25.00") -> tuple[tuple[int, str], ...]:
    """Headings (with their level) and paragraphs (level 0)."""
    return (
        (1, "第三部分 2023年度部门决算情况说明"),
        (2, "一、收入支出决算总体情况说明"),
        (0, f"2023年度收入总计1,520.00万元，支出总计1,520.00万元。与上年相比，收入总计增加304.00万元，增长{growth}%。"),
        (2, "二、支出决算情况说明"),
        (0, "2023年度支出合计1,500.00万元，其中：基本支出1,100.50万元，占73.37%；项目支出399.50万元，占26.63%。"),
    )


def printed(value: object) -> str:
    """A figure as a disclosure prints it."""
    return f"{value:,.2f}" if isinstance(value, float) or (isinstance(value, int) and value > 19) else str(value or "")


def workbook(tables: tuple[Sheet, ...] | None = None, said: tuple[tuple[int, str], ...] = ()) -> bytes:
    """One worksheet per table, figures as numbers with a number format, and one for the text where there is any."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for table in tables or sheets():
        _worksheet(book.create_sheet(table.name), table)
    if said:
        sheet = book.create_sheet("情况说明")
        for number, (_, line) in enumerate(said, 1):
            sheet.cell(number, 1, line)
    return _saved(book)


def _worksheet(sheet: object, table: Sheet) -> None:
    width = len(table.rows[0])
    sheet["A1"] = table.title
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=width)
    sheet["A1"].font, sheet["A1"].alignment = Font(size=16, bold=True), Alignment(horizontal="center")
    sheet.cell(2, 1, f"部门：{ORG}")
    sheet.cell(2, width, "单位：万元")
    thin = Side(style="thin")
    for r, row in enumerate((*table.head, *table.rows), 3):
        for c, value in enumerate(row, 1):
            cell = sheet.cell(r, c)
            cell.border = Border(thin, thin, thin, thin)
            if value is not None and value is not ...:
                cell.value = value
            if isinstance(value, int | float) and not (isinstance(value, int) and value < 20):
                cell.number_format = "#,##0.00"
    for r, c, down, across in _merges(table):
        sheet.merge_cells(start_row=r + 3, start_column=c + 1, end_row=r + 2 + down, end_column=c + across)


def _merges(table: Sheet) -> list[tuple[int, int, int, int]]:
    """Row, column (from 0), rows and columns of the merged cells of the head."""
    found = []
    for r, row in enumerate(table.head):
        for c, value in enumerate(row):
            if value is None or value is ...:
                continue
            across = next((k for k in range(1, len(row) - c) if row[c + k] is not None), len(row) - c)
            down = next((k for k in range(1, len(table.head) - r) if table.head[r + k][c] is not ...), len(table.head) - r)
            if across * down > 1:
                found.append((r, c, down, across))
    return found


def _saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def word(tables: tuple[Sheet, ...] | None = None, said: tuple[tuple[int, str], ...] | None = None) -> bytes:
    """A cover, the tables, then the text."""
    document = docx.Document()
    document.add_paragraph(f"{ORG}{YEAR}年度部门决算", style="Title")
    document.add_page_break()
    for table in tables or sheets():
        document.add_paragraph(table.title).alignment = WD_ALIGN_PARAGRAPH.CENTER
        document.add_paragraph(f"部门：{ORG}\t\t单位：万元")
        made = document.add_table(len(table.head) + len(table.rows), len(table.rows[0]), style="Table Grid")
        for r, row in enumerate((*table.head, *table.rows)):
            for c, value in enumerate(row):
                if value is not None and value is not ...:
                    made.cell(r, c).text = printed(value)
        for r, c, down, across in _merges(table):
            made.cell(r, c).merge(made.cell(r + down - 1, c + across - 1))
        document.add_page_break()
    for level, line in said if said is not None else text():
        document.add_heading(line, level) if level else document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def webpage(tables: tuple[Sheet, ...] | None = None, said: tuple[tuple[int, str], ...] | None = None) -> str:
    """The page, as a content system writes it."""
    parts = [f"<html><head><meta charset=utf-8><title>x</title></head><body><nav>首页</nav><h1>{ORG}{YEAR}年度部门决算</h1>"]
    for table in tables or sheets():
        parts.append(f"<p align=center>{table.title}</p><p>部门：{ORG}　　　　单位：万元</p><table border=1>")
        spans = {(r, c): (down, across) for r, c, down, across in _merges(table)}
        for r, row in enumerate((*table.head, *table.rows)):
            head = r < len(table.head)
            cells = [(c, v) for c, v in enumerate(row) if not head or (v is not None and v is not ...)]
            made = (
                f"<td rowspan={spans.get((r, c), (1, 1))[0]} colspan={spans.get((r, c), (1, 1))[1]}>{printed(v)}</td>"
                for c, v in cells
            )
            parts.append(f"<tr>{''.join(made)}</tr>")
        parts.append("</table>")
    for level, line in said if said is not None else text():
        parts.append(f"<h{level}>{line}</h{level}>" if level else f"<p>　　{line}</p>")
    return "".join(parts) + "<script>var a = 1;</script></body></html>"


def zipped(**members: bytes) -> bytes:
    """A ZIP archive; a name may be given with `__` for a dot."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "."), data)
    return out.getvalue()


def last_column(table: Sheet) -> str:
    """The letters of the table's last column in its worksheet."""
    return get_column_letter(len(table.rows[0]))
