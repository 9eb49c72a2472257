"""PDFs drawn for tests: a one-page table whose total is wrong, as text, as a picture, and both in one file; and broken files."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

FONT = Path("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc")
TITLE = "一般公共预算财政拨款支出决算表"
ROWS = (
    ("科目编码", "科目名称", "本年支出", "基本支出", "项目支出"),
    ("", "合计", "1,610.95", "1,200.50", "398.35"),
    ("205", "教育支出", "1,200.50", "1,000.50", "200.00"),
    ("208", "社会保障和就业支出", "310.25", "200.00", "110.25"),
    ("221", "住房保障支出", "88.10", "0.00", "88.10"),
)
"""本年支出 prints 1,610.95 where the parts add up to 1,598.85."""
LEFT, TOP, HEIGHT = 60.0, 140.0, 24.0
WIDTHS = (70.0, 150.0, 85.0, 85.0, 85.0)


def born(total: str = "1,610.95") -> bytes:
    """The table as a born-digital page; with `total` 1,598.85 nothing in it is wrong."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    pdfmetrics.registerFont(TTFont("zh", str(FONT)))
    canvas.setFont("zh", 15)
    canvas.drawCentredString(A4[0] / 2, A4[1] - 90, TITLE)
    canvas.setFont("zh", 10.5)
    canvas.drawString(LEFT, A4[1] - TOP + 8, "公开部门：某县教育局")
    canvas.drawRightString(LEFT + sum(WIDTHS), A4[1] - TOP + 8, "单位：万元")
    _table(canvas, total)
    canvas.drawString(
        LEFT, A4[1] - TOP - HEIGHT * len(ROWS) - 40, "2023年度教育支出1,200.50万元，比上年增加200.50万元，增长20.05%。"
    )
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _table(canvas: Canvas, total: str) -> None:
    """The ruled grid with its words; figures stand to the right."""
    edges = [LEFT + sum(WIDTHS[:n]) for n in range(len(WIDTHS) + 1)]
    lines = [A4[1] - TOP - HEIGHT * n for n in range(len(ROWS) + 1)]
    for x in edges:
        canvas.line(x, lines[0], x, lines[-1])
    for y in lines:
        canvas.line(edges[0], y, edges[-1], y)
    rows = [ROWS[0], (*ROWS[1][:2], total, *ROWS[1][3:]), *ROWS[2:]]
    for top, row in zip(lines, rows, strict=False):
        for column, text in enumerate(row):
            if text[:1].isdigit() and column > 1:
                canvas.drawRightString(edges[column + 1] - 6, top - 16, text)
            else:
                canvas.drawString(edges[column] + 6, top - 16, text)


def scan(turn: float = 0.6) -> bytes:
    """The same page as a picture, a little askew (degrees), at 150 dpi."""
    image = pdfium.PdfDocument(born())[0].render(scale=150 / 72, grayscale=True).to_pil()
    image = image.rotate(turn, resample=Image.Resampling.BICUBIC, fillcolor=255)
    out = io.BytesIO()
    image.save(out, "PDF", resolution=150)
    return out.getvalue()


def mixed() -> bytes:
    """A born-digital page, then a scanned one."""
    return joined(born(), scan())


def joined(*files: bytes) -> bytes:
    """All their pages in one file."""
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        for data in files:
            with pikepdf.open(io.BytesIO(data)) as part:
                pdf.pages.extend(part.pages)
        pdf.save(out)
    return out.getvalue()


def blank_picture() -> bytes:
    """One page, a picture of white paper."""
    out = io.BytesIO()
    Image.new("L", (620, 877), 255).save(out, "PDF", resolution=75)
    return out.getvalue()


def encrypted() -> bytes:
    """The born-digital page behind a password."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(born())) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="o", user="u"))
    return out.getvalue()


BROKEN = {
    "encrypted": encrypted,
    "empty_file": lambda: b"",
    "unknown_kind": lambda: b"a list of words",
    "damaged": lambda: b"PK\x03\x04 a spreadsheet",
    "truncated": lambda: born()[: len(born()) // 2],
    "blank": blank_picture,
}
"""What makes a file of each sort of failure, by its code."""
