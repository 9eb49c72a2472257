"""Draws the sample's blocks as a born-digital PDF with ruled tables, the way offices publish them.

Takes the blocks of `samples.source`; gives PDF bytes, the same for the same input (no dates, fixed ids). Needs the Debian packages
fonts-arphic-uming and fonts-wqy-zenhei; refuses to run with any other fonts, since the committed file was drawn with these.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from reportlab import rl_config
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    KeepTogether,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    TableStyle,
)
from reportlab.platypus import Table as Grid

from samples.source import Block, Table

SONG = Path("/usr/share/fonts/truetype/arphic/uming.ttc")
HEI = Path("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc")
MARGIN = {"portrait": (72.0, 56.0), "landscape": (48.0, 32.0)}
"""Left-right and top-bottom margins in points."""


def _style(font: str, size: float, lead: float, **more: object) -> ParagraphStyle:
    return ParagraphStyle(font + str(size), fontName=font, fontSize=size, leading=lead, wordWrap="CJK", **more)


STYLES = {
    "text": _style("Song", 12.5, 22, firstLineIndent=25, spaceAfter=1),
    "heading": _style("Hei", 13, 24, firstLineIndent=25, spaceBefore=3),
    "subheading": _style("Song", 12.5, 22, firstLineIndent=25),
    "note": _style("Song", 9, 13, spaceBefore=3),
    "part": _style("Hei", 19, 30, alignment=TA_CENTER, spaceAfter=14),
    "part_here": _style("Hei", 19, 30, alignment=TA_CENTER, spaceBefore=16, spaceAfter=10),
    "title": _style("Hei", 17, 30, alignment=TA_CENTER, spaceBefore=4, spaceAfter=8),
    "contents": _style("Song", 12, 19.5, leftIndent=26),
    "contents_part": _style("Hei", 12, 21, spaceBefore=3),
    "form": _style("Song", 9.5, 14, alignment=TA_RIGHT),
    "cover": _style("Hei", 28, 54, alignment=TA_CENTER),
    "cover_small": _style("Song", 16, 30, alignment=TA_CENTER),
}
ALIGN = {"l": TA_LEFT, "c": TA_CENTER, "r": TA_RIGHT}


def draw(blocks: list[Block | Table], organisation: str) -> bytes:
    """The whole document. Raises FileNotFoundError where a font is missing."""
    for name, path in (("Song", SONG), ("Hei", HEI)):
        pdfmetrics.registerFont(TTFont(name, str(path), subfontIndex=0))
    rl_config.invariant = 1
    out = BytesIO()
    document = BaseDocTemplate(out, pagesize=A4, title=f"{organisation}部门决算", author=organisation, invariant=1)
    document.addPageTemplates([_template(name) for name in MARGIN])
    document.build(list(_flow(blocks, organisation)))
    return out.getvalue()


def _template(name: str) -> PageTemplate:
    size = landscape(A4) if name == "landscape" else A4
    side, top = MARGIN[name]
    frame = Frame(side, top, size[0] - 2 * side, size[1] - 2 * top, 0, 0, 0, 0)
    return PageTemplate(name, [frame], onPage=_number, pagesize=size)


def _number(canvas: Canvas, document: BaseDocTemplate) -> None:
    if document.page > 1:
        canvas.setFont("Song", 10)
        canvas.drawCentredString(canvas._pagesize[0] / 2, 20, f"— {document.page} —")


def _flow(blocks: list[Block | Table], organisation: str) -> Iterator[Flowable]:
    """Flowables with page turns: parts open a page, each sheet of a table stands on its own, text turns back to portrait."""
    turned = "portrait"
    for block in blocks:
        wanted = "landscape" if isinstance(block, Table) and "landscape" in block.options else "portrait"
        note = isinstance(block, Block) and block.kind == "note"
        opens = isinstance(block, Table) or block.kind in {"contents", "part"}
        follows = isinstance(block, Table) and "same_page" in block.options
        if not note and not follows and (opens or wanted != turned):
            yield from (NextPageTemplate(wanted), PageBreak())
            turned = wanted
        if isinstance(block, Table):
            sheet = list(_sheet(block, organisation, turned))
            yield from [KeepTogether(sheet)] if follows else sheet
        else:
            yield from _words(block, blocks)


def _words(block: Block, blocks: list[Block | Table]) -> Iterator[Flowable]:
    if block.kind == "cover":
        *large, last = block.text.splitlines()
        yield Spacer(1, 190)
        yield from (Paragraph(line, STYLES["cover"]) for line in large)
        yield from (Spacer(1, 210), Paragraph(last, STYLES["cover_small"]))
    elif block.kind == "contents":
        yield Paragraph("目  录", STYLES["part"])
        yield from _contents(blocks)
    else:
        yield Paragraph(block.text, STYLES[block.kind])


def _contents(blocks: Iterable[Block | Table]) -> Iterator[Flowable]:
    for block in blocks:
        if isinstance(block, Table):
            if "form" in block.options:
                yield Paragraph(block.options["title"], STYLES["contents"])
        elif block.kind.startswith("part"):
            yield Paragraph(block.text, STYLES["contents_part"])
        elif block.kind == "title":
            return
        elif block.kind == "heading":
            yield Paragraph(block.text, STYLES["contents"])


def _sheet(table: Table, organisation: str, turned: str) -> Iterator[Flowable]:
    """The table with its title, its form number, the line of department and unit."""
    options = table.options
    width = (landscape(A4) if turned == "landscape" else A4)[0] - 2 * MARGIN[turned][0]
    if "label" in options:
        yield Paragraph(options["label"], STYLES["note"])
    yield Paragraph(options["title"], STYLES["title"])
    if "form" in options:
        yield Paragraph(options["form"], STYLES["form"])
        ends = [[Paragraph(f"部门：{organisation}", STYLES["note"]), Paragraph("单位：万元", STYLES["form"])]]
        yield Grid(
            ends, [width * 0.6, width * 0.4], style=[("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 0)]
        )
    yield _grid(table, width)


def _grid(table: Table, width: float) -> Grid:
    options, head = table.options, int(table.options["head"])
    shares = [float(share) for share in options["widths"].split(",")]
    roomy = "form_sheet" in options
    long = len(table.rows) > 24
    size = 9.5 if roomy else 8 if long else 9
    cells = [
        [_cell(text, size, "c" if r < head or text in {"合计", "栏次"} else options["align"][c]) for c, text in enumerate(row)]
        for r, row in enumerate(table.rows)
    ]
    pad = 5.0 if roomy else 1.1 if long else 2.6
    rules = [
        ("GRID", (0, 0), (-1, -1), 0.6, "black"),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("TOPPADDING", (0, 0), (-1, -1), pad * 0.6),
        ("BOTTOMPADDING", (0, 0), (-1, -1), pad),
        ("LEFTPADDING", (0, 0), (-1, -1), 3),
        ("RIGHTPADDING", (0, 0), (-1, -1), 3),
        *(("SPAN", *span) for span in _spans(table.rows)),
    ]
    total = sum(shares)
    return Grid(cells, [width * share / total for share in shares], repeatRows=head, style=TableStyle(rules))


def _cell(text: str, size: float, align: str) -> Paragraph | str:
    if text in {"", "<", "^"}:
        return ""
    return Paragraph(text, _style("Song", size, size + 2.2, alignment=ALIGN[align]))


def _spans(rows: tuple[tuple[str, ...], ...]) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Corners (column, row) of every merged cell."""
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text in {"<", "^"}:
                continue
            right, down = c, r
            while right + 1 < len(row) and row[right + 1] == "<":
                right += 1
            while down + 1 < len(rows) and rows[down + 1][c] == "^":
                down += 1
            if (right, down) != (c, r):
                yield (c, r), (right, down)
