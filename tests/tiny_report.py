"""A small report for tests: one two-page document with something of every kind in it, and a picture of its pages."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from PIL import Image, ImageDraw

from checks import relate
from checks.findings import gather
from checks.registry import Rule, run
from disclosure.arithmetic import Verdict
from disclosure.document import Document
from disclosure.fact import Entity, Fact, Place, Sentence
from disclosure.geometry import Box
from disclosure.messages import Text
from disclosure.page import Page, Span, Word
from disclosure.quantity import Quantity, unit
from disclosure.relation import Severity
from disclosure.report import Failure, Report, cover
from disclosure.schedule import Schedule
from disclosure.table import Cell, Table

SHA = "c0ffee" + "0" * 58
ROWS = (("教育支出", "1,200.50"), ("社会保障和就业支出", "310.25"), ("住房保障支出", "88.10"), ("合计", "1,600.85"))


def fact(name: str, text: str, page: int, x: float, y: float, label: str = "", symbol: str = "万元", sure: float = 1.0) -> Fact:
    value = Decimal(text.replace(",", ""))
    quantity = Quantity(value, len(text.partition(".")[2]), unit(symbol), text)
    box = Box(x, y, x + 6 * len(text), y + 12)
    return Fact(
        name, quantity, Place(page, box), label=label, quote=f"{label} {text}{symbol}", source="s", row=name, confidence=sure
    )


def tiny_document() -> Document:
    """A table that does not add up by two, and a sentence with a wrong rate."""
    cells = [fact(f"t{n}", text, 1, 420, 200 + 24 * n, label) for n, (label, text) in enumerate(ROWS)]
    words = [Word(label, Box(90, 200 + 24 * n, 240, 212 + 24 * n)) for n, (label, _) in enumerate(ROWS)]
    words += [Word(cell.quantity.text, cell.place.box) for cell in cells]
    text = "2023年教育支出1,200.50万元，比上年增加200.50万元，增长25%。"
    spoken = (
        fact("n0", "1,200.50", 2, 190, 120, "教育支出"),
        fact("n1", "200.50", 2, 300, 120, "教育支出 增加"),
        fact("n2", "25", 2, 400, 120, "教育支出 增长", "%", 0.7),
    )
    entities = (
        Entity("PERIOD", 0, 5, "2023年", "2023"),
        Entity("INDICATOR", 5, 9, "教育支出"),
        Entity("QUANTITY", 9, 19, "1,200.50万元"),
    )
    sentence = Sentence("x", text, (Span(0, len(text), 2, Box(90, 118, 500, 134)),), entities=entities, facts=spoken)
    spoken = tuple(
        replace(found, start=start, end=end) for found, (start, end) in zip(spoken, ((9, 19), (24, 32), (35, 38)), strict=True)
    )
    boxes = [(word.box, cell.place.box) for word, cell in zip(words, cells, strict=False)]
    grid = [Cell(n, c, row[c], 1, boxes[n][c]) for n, row in enumerate(ROWS) for c in (0, 1)]
    return Document(
        SHA[:16],
        "样本 <1>.pdf",
        SHA,
        (Page(1, 595, 842, tuple(words), True), Page(2, 595, 842, (Word(text, Box(90, 118, 500, 134)),))),
        "某县教育局",
        2023,
        ("final_accounts",),
        "department",
        tables=(Table("t", (1,), tuple(grid), "支出决算表", "万元", 0, 0.97),),
        schedules=(Schedule("s", "final.expenditure", "支出决算表", unit("万元"), (1,), (), (), tuple(cells), tables=("t",)),),
        sentences=(sentence,),
    )


def tiny_report(errors: bool = True) -> Report:
    """Every verdict once, findings gathered, coverage counted, one file that failed."""
    document = tiny_document()
    facts = document.facts
    parts = [facts[name] for name in ("t0", "t1", "t2")]
    odd = fact("odd", "1,598.86", 1, 300, 272, "合计（另表）")
    made = {
        "T001": [relate.total(document, "支出合计", facts["t3"], parts), relate.equal(document, "支出合计", odd, facts["t3"])],
        "N001": [relate.growth(document, "教育支出增长", facts["n2"], facts["n0"], facts["n1"], 1)],
        "N007": [relate.equal(document, "教育支出", facts["n0"], facts["t0"])],
        "N009": [relate.unresolved(document, "某项", "missing_table"), relate.unresolved(document, "另一项", "missing_table")],
        "T009": [relate.total(document, "尾差", fact("r", "1,598.86", 1, 420, 330, "总计"), parts)],
    }
    rules = [
        Rule(code, "table_sum" if code[0] == "T" else "growth", Severity.ERROR, "标题", lambda d, r=found: iter(r))
        for code, found in made.items()
    ]
    relations = list(run(document, rules))
    from checks.suspect import set_apart

    relations = list(set_apart(relations))
    findings = gather(document, relations)
    failures = (Failure("坏.pdf", "encrypted", Text("坏.pdf 设有打开密码。", "坏.pdf is protected.")),) if errors else ()
    coverage = cover(document.id, [*made, "N050"], relations)
    assert {r.verdict for r in relations} >= {Verdict.HOLDS, Verdict.DISCREPANCY, Verdict.SUSPECT_OCR, Verdict.UNRESOLVED}
    return Report((document,), tuple(relations), findings, coverage, failures)


def tiny_picture(document: str, page: int, dpi: int) -> Image.Image:
    """A page with a line where each figure is."""
    image = Image.new("RGB", (round(595 * dpi / 72), round(842 * dpi / 72)), "white")
    draw = ImageDraw.Draw(image)
    scale = dpi / 72
    for found in tiny_document().facts.values():
        if found.place.page == page:
            box = found.place.box
            draw.text((box.x0 * scale, box.y0 * scale), found.quantity.text, fill="black", font_size=11 * scale)
    return image
