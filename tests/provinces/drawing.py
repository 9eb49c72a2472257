"""Draws blocks of text and tables as a born-digital PDF in a given look: fonts, rules, where title, form number and unit stand.

Takes the blocks of `samples.source`, whose nouns it shares; gives PDF bytes, the same for the same input.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

from reportlab import rl_config
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, NextPageTemplate, PageBreak, PageTemplate, Paragraph, Spacer
from reportlab.platypus import Table as Grid

from samples.draw import HEI, SONG
from samples.source import Block, Table

MARGINS = {"portrait": (72.0, 60.0), "landscape": (44.0, 40.0)}
ALIGN = {"l": TA_LEFT, "c": TA_CENTER, "r": TA_RIGHT}


@dataclass(frozen=True, slots=True)
class Look:
    """`rules` is grid or three (lines above, under the header and below, and under headings of several columns); `size` the size of body text in points."""

    rules: str = "grid"
    body: str = "Song"
    size: float = 14
    lead: float = 26
    form_left: bool = False
    who: str = "公开部门："
    unit_word: str = "单位："


def draw(blocks: Sequence[Block | Table], organisation: str, look: Look) -> bytes:
    """The whole document."""
    for font, path in (("Song", SONG), ("Hei", HEI)):
        pdfmetrics.registerFont(TTFont(font, str(path), subfontIndex=0))
    rl_config.invariant = 1
    out = BytesIO()
    document = BaseDocTemplate(out, pagesize=A4, invariant=1)
    document.addPageTemplates([_template(name) for name in MARGINS])
    document.build(list(_flow(blocks, organisation, look)))
    return out.getvalue()


def _template(name: str) -> PageTemplate:
    size = landscape(A4) if name == "landscape" else A4
    side, top = MARGINS[name]
    frame = Frame(side, top, size[0] - 2 * side, size[1] - 2 * top, 0, 0, 0, 0)
    return PageTemplate(name, [frame], onPage=_number, pagesize=size)


def _number(canvas: Canvas, document: BaseDocTemplate) -> None:
    canvas.setFont("Song", 10)
    canvas.drawCentredString(canvas._pagesize[0] / 2, 24, f"- {document.page} -")


def _style(font: str, size: float, lead: float, **more: object) -> ParagraphStyle:
    return ParagraphStyle(f"{font}{size}{sorted(more)}", fontName=font, fontSize=size, leading=lead, wordWrap="CJK", **more)


def _flow(blocks: Sequence[Block | Table], organisation: str, look: Look) -> Iterator[Flowable]:
    turned = "portrait"
    for index, block in enumerate(blocks):
        wide = isinstance(block, Table) and "landscape" in block.options
        note = isinstance(block, Block) and block.kind == "note"
        wanted = turned if note else "landscape" if wide else "portrait"
        opens = isinstance(block, Table) or block.kind == "part" or wanted != turned
        if index and opens and not note:
            yield from (NextPageTemplate(wanted), PageBreak())
        turned = wanted
        yield from _sheet(block, organisation, look, turned) if isinstance(block, Table) else _words(block, look)


def _words(block: Block, look: Look) -> Iterator[Flowable]:
    styles = {
        "text": _style(look.body, look.size, look.lead, firstLineIndent=2 * look.size),
        "heading": _style("Hei", look.size, look.lead, firstLineIndent=2 * look.size),
        "subheading": _style("Hei" if look.rules == "grid" else look.body, look.size, look.lead, firstLineIndent=2 * look.size),
        "part": _style("Hei", 20, 34, alignment=TA_CENTER, spaceAfter=12),
        "note": _style(look.body, 9, 13, spaceBefore=2),
        "cover": _style("Hei", 26, 52, alignment=TA_CENTER),
    }
    if block.kind == "cover":
        yield Spacer(1, 200)
    for line in block.text.splitlines():
        yield Paragraph(line, styles[block.kind])


def _sheet(table: Table, organisation: str, look: Look, turned: str) -> Iterator[Flowable]:
    """Form number, title, the line of office and unit, the grid."""
    options = table.options
    width = (landscape(A4) if turned == "landscape" else A4)[0] - 2 * MARGINS[turned][0]
    small, right = _style("Song", 9, 13), _style("Song", 9, 13, alignment=TA_RIGHT)
    if look.form_left:
        yield Paragraph(options["form"], small)
    yield Paragraph(options["title"], _style("Hei", 16, 28, alignment=TA_CENTER, spaceAfter=4))
    if not look.form_left:
        yield Paragraph(options["form"], right)
    ends = [[Paragraph(f"{look.who}{organisation}", small), Paragraph(f"{look.unit_word}{options['unit']}", right)]]
    flush = [("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 0)]
    yield Grid(ends, [width * 0.65, width * 0.35], style=flush)
    yield _grid(table, width, look)


def _grid(table: Table, width: float, look: Look) -> Grid:
    options, head = table.options, int(table.options["head"])
    shares = [float(share) for share in options["widths"].split(",")]
    size = 8 if len(table.rows) > 22 else 9
    cells = [
        [_cell(text, size, _align(options, r, c, text, head)) for c, text in enumerate(row)] for r, row in enumerate(table.rows)
    ]
    pad = 1.2 if len(table.rows) > 22 else 3
    style = [
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("TOPPADDING", (0, 0), (-1, -1), pad * 0.6), ("BOTTOMPADDING", (0, 0), (-1, -1), pad),
        ("LEFTPADDING", (0, 0), (-1, -1), 2), ("RIGHTPADDING", (0, 0), (-1, -1), 2), *_rules(look, table.rows, head),
        *(("SPAN", *span) for span in _spans(table.rows)),
    ]  # fmt: skip
    return Grid(cells, [width * share / sum(shares) for share in shares], repeatRows=head, style=style)


def _align(options: dict[str, str], row: int, column: int, text: str, head: int) -> str:
    return "c" if row < head or text in {"合计", "—"} else options["align"][column]


def _rules(look: Look, rows: Sequence[Sequence[str]], head: int) -> list[tuple[object, ...]]:
    if look.rules == "grid":
        return [("GRID", (0, 0), (-1, -1), 0.6, "black")]
    lines = [("LINEABOVE", (0, 0), (-1, 0), 1.2, "black"), ("LINEBELOW", (0, -1), (-1, -1), 1.2, "black")]
    wide = [(start, end) for start, end in _spans(rows[:head]) if end[0] > start[0] and end[1] < head - 1]
    under = [("LINEBELOW", (start[0], end[1]), end, 0.4, "black") for start, end in wide]
    return [*lines, *under, ("LINEBELOW", (0, head - 1), (-1, head - 1), 0.6, "black")]


def _cell(text: str, size: float, align: str) -> Paragraph | str:
    if text in {"", "<", "^"}:
        return ""
    return Paragraph(text, _style("Song", size, size + 2.2, alignment=ALIGN[align]))


def _spans(rows: Sequence[Sequence[str]]) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
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
