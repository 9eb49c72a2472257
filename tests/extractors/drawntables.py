"""Draws one small 决算 table in many ways, as a PDF or as its scan: ruled, ruled in part, three lines, no rule, wrapped, continued.

A `Drawn` table is cells with spans and alignment; a style says which borders of the cells are printed. All styles share the truth.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate
from pathlib import Path

import pypdfium2 as pdfium
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.extractors.sheets import scan_pdf
from tests.missing import absent

FONTS = ("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc", "/usr/share/fonts/truetype/arphic/uming.ttc")
SIZE, LEAD = 9.5, 13.5
PORTRAIT, LANDSCAPE = (595.0, 842.0), (842.0, 595.0)
STYLES = ("ruled", "open sides", "rows only", "columns only", "three lines", "three lines, short rules", "unruled")
Spot = tuple[int, int, int, int, str]
"""Row, column, row span, column span, text; a line feed is a wrapped line."""


@dataclass(frozen=True)
class Drawn:
    """A table to draw: spots, column widths in points, how each column is set (l, c, r), rows of header."""

    spots: tuple[Spot, ...]
    widths: tuple[float, ...]
    align: str
    header: int
    title: str = "支出决算表"
    unit: str = "单位：万元"

    @property
    def rows(self) -> int:
        return max(r + rs for r, _, rs, _, _ in self.spots)

    @cached_property
    def xs(self) -> list[float]:
        return list(accumulate(self.widths, initial=0.0))

    @cached_property
    def ys(self) -> list[float]:
        """Row edges below the table's top; a row is as high as its lines need."""
        lines = [1] * self.rows
        for r, _, rs, _, text in self.spots:
            if rs == 1:
                lines[r] = max(lines[r], text.count("\n") + 1)
        return list(accumulate((n * LEAD + 8 for n in lines), initial=0.0))

    @property
    def truth(self) -> set[Spot]:
        """What a reader must find: the filled cells with their spans, lines of a cell joined."""
        return {(r, c, rs, cs, text.replace("\n", "")) for r, c, rs, cs, text in self.spots if text}

    def part(self, first: int, last: int, header: bool) -> Drawn:
        """Rows `first` to `last` (exclusive), under the header again or without it."""
        top = self.header if header else 0
        head = tuple(s for s in self.spots if header and s[0] < self.header)
        body = tuple((s[0] - first + top, *s[1:]) for s in self.spots if first <= s[0] < last)
        return replace(self, spots=(*head, *body), header=top)


def rows(*lines: Sequence[str], at: int = 0) -> Iterator[Spot]:
    """Plain rows from row `at` on."""
    for r, line in enumerate(lines, at):
        yield from ((r, c, 1, 1, text) for c, text in enumerate(line))


BODY = (
    ("201", "一般公共服务支出", "300.00", "200.00", "60.00", "40.00"),
    ("20103", "政府办公厅（室）及相关机构事务", "300.00", "200.00", "60.00", "40.00"),
    ("208", "社会保障和就业支出", "120.55", "100.00", "20.55", ""),
    ("20805", "行政事业单位养老支出", "90.35", "90.35", "", ""),
    ("210", "卫生健康支出", "45.66", "45.66", "", ""),
    ("221", "住房保障支出", "34.00", "30.00", "", "4.00"),
)
PLAIN = Drawn(
    tuple(rows(("科目编码", "科目名称", "本年支出合计", "人员经费", "公用经费", "项目支出"), *BODY)),
    (62, 170, 72, 62, 62, 62),
    "llrrrr",
    1,
)
MERGED = Drawn(
    (
        (0, 0, 1, 2, "项目"),
        (0, 2, 2, 1, "本年支出合计"),
        (0, 3, 1, 2, "基本支出"),
        (0, 5, 2, 1, "项目支出"),
        (1, 0, 1, 1, "科目编码"),
        (1, 1, 1, 1, "科目名称"),
        (1, 3, 1, 1, "人员经费"),
        (1, 4, 1, 1, "公用经费"),
        (2, 0, 1, 2, "栏次"),
        *((2, c, 1, 1, str(c - 1)) for c in range(2, 6)),
        (3, 0, 1, 2, "合计"),
        *((3, c, 1, 1, t) for c, t in enumerate(("500.21", "375.66", "80.55", "44.00"), 2)),
        *rows(*BODY, at=4),
    ),
    PLAIN.widths,
    "llrrrr",
    3,
)
WRAPPED = Drawn(
    tuple(
        rows(
            ("科目编码", "科目名称", "本年支出\n合计", "人员经费", "公用经费", "项目支出"),
            BODY[0],
            ("2080505", "机关事业单位基本养老保\n险缴费支出", "90.35", "90.35", "", ""),
            BODY[4],
            ("2101101", "行政单位医疗及公务员医\n疗补助和其他行政事业单\n位医疗支出", "45.66", "45.66", "", ""),
            BODY[5],
        )
    ),
    (62, 112, 60, 62, 62, 62),
    "llrrrr",
    1,
)


HEADERS_ONLY = replace(PLAIN, spots=(*PLAIN.spots[:6], *rows(("",) * 6, ("",) * 6, at=1)), title="政府性基金预算支出决算表")
INCOME = replace(
    PLAIN,
    spots=tuple(rows(("科目编码", "科目名称", "本年收入合计", "财政拨款收入"), *(line[:4] for line in BODY))),
    widths=(62, 200, 90, 90),
    align="llrr",
    title="收入决算表",
)


def canvas(size: tuple[float, float] = PORTRAIT) -> tuple[Canvas, io.BytesIO]:
    """An empty PDF with a Chinese font set."""
    font = next((name for name in FONTS if Path(name).exists()), None)
    if font is None:
        absent("a TrueType font with Chinese (Debian: fonts-wqy-zenhei)")
        raise AssertionError
    pdfmetrics.registerFont(TTFont("hard", font, subfontIndex=0))
    out = io.BytesIO()
    return Canvas(out, pagesize=size, invariant=1), out


def draw(sheet: Canvas, table: Drawn, style: str, top: float = 150.0, caption: bool = True) -> float:
    """The table on the canvas, `top` points from the upper edge; gives where it ends."""
    width, height = sheet._pagesize
    left = (width - table.xs[-1]) / 2
    if caption:
        sheet.setFont("hard", 15)
        sheet.drawCentredString(width / 2, height - top + 38, table.title)
        sheet.setFont("hard", SIZE)
        sheet.drawRightString(left + table.xs[-1], height - top + 6, table.unit)
    sheet.setLineWidth(0.8)
    for x0, y0, x1, y1 in borders(table, style):
        sheet.line(left + x0, height - top - y0, left + x1, height - top - y1)
    sheet.setFont("hard", SIZE)
    for spot in table.spots:
        _write(sheet, table, spot, left, height - top)
    return top + table.ys[-1]


def _write(sheet: Canvas, table: Drawn, spot: Spot, left: float, top: float) -> None:
    r, c, rs, cs, text = spot
    x0, x1 = table.xs[c] + left, table.xs[c + cs] + left
    lines = text.split("\n")
    y = top - (table.ys[r] + table.ys[r + rs]) / 2 + (len(lines) - 1) * LEAD / 2 - 0.36 * SIZE
    how = "c" if r < table.header or cs > 1 else table.align[c]
    for k, line in enumerate(lines):
        at = {"l": x0 + 3, "r": x1 - 3 - pdfmetrics.stringWidth(line, "hard", SIZE), "c": 0.0}[how]
        at = at or (x0 + x1 - pdfmetrics.stringWidth(line, "hard", SIZE)) / 2
        sheet.drawString(at, y - k * LEAD, line)


def note(sheet: Canvas, text: str, y: float) -> None:
    """A line of text under a table."""
    sheet.setFont("hard", SIZE)
    sheet.drawString(76, sheet._pagesize[1] - y, text)


def borders(table: Drawn, style: str) -> set[tuple[float, float, float, float]]:
    """The rules of a style: x0, y0, x1, y1 from the table's upper left corner."""
    xs, ys = table.xs, table.ys
    outer = {(0.0, ys[0], xs[-1], ys[0]), (0.0, ys[-1], xs[-1], ys[-1])}
    across = {(xs[c], ys[r + rs], xs[c + cs], ys[r + rs]) for r, c, rs, cs, _ in table.spots} | outer
    down = {(xs[c + k], ys[r], xs[c + k], ys[r + rs]) for r, c, rs, cs, _ in table.spots for k in (0, cs)}
    inner = {line for line in down if 0 < line[0] < xs[-1]}
    head = {(0.0, ys[table.header], xs[-1], ys[table.header])} if table.header else set()
    short = {(x0, y, x1, y) for x0, y, x1, _ in across if 0 < y < ys[table.header] and (x0, y, x1) not in _under_rows(table)}
    return {
        "ruled": across | down,
        "open sides": across | inner,
        "rows only": across,
        "columns only": outer | head | down,
        "three lines": outer | head,
        "three lines, short rules": outer | head | short,
        "unruled": set(),
    }[style]


def _under_rows(table: Drawn) -> set[tuple[float, float, float]]:
    """Lower borders of header cells that span no column: those that a short rule leaves out."""
    return {(table.xs[c], table.ys[r + rs], table.xs[c + cs]) for r, c, rs, cs, _ in table.spots if cs == 1}


def born(*pages: Sequence[tuple[Drawn, str]], size: tuple[float, float] = PORTRAIT, captions: Sequence[bool] = ()) -> bytes:
    """A PDF: on each page tables with their styles, one under the other. `captions` says for each page whether titles are printed."""
    sheet, out = canvas(size)
    for number, tables in enumerate(pages):
        top = 150.0
        shown = captions[number] if captions else True
        for table, style in tables:
            top = draw(sheet, table, style, top if shown else 70.0, shown) + 90.0
        sheet.showPage()
    sheet.save()
    return out.getvalue()


def scanned(pdf: bytes, dpi: int = 200) -> bytes:
    """The PDF as a scanner gives it: pictures, nothing else."""
    with pdfium.PdfDocument(pdf) as document:
        sheets = [page.render(scale=dpi / 72).to_pil().convert("RGB") for page in document]
    return scan_pdf(*sheets, dpi=dpi)
