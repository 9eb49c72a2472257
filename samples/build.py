"""Draws the sample anew: `python -m samples.build` writes the born-digital PDF, its scan and their truth beside this file.

The born-digital PDF comes out byte for byte the same wherever the same fonts and the same lock are installed. Refuses to write
anything when a planted problem cannot be found on exactly one page of what was drawn.
"""

from __future__ import annotations

import json
from pathlib import Path

import pypdfium2

from samples.draw import draw
from samples.scan import DPI, Sheet, scan
from samples.source import DOCUMENT, Problem, plant, read_blocks, read_problems

ORGANISATION = "澄川县社会保险服务中心"
STEM = Path(__file__).with_name("chengchuan-2022")
Found = tuple[int, list[float]]


def born() -> bytes:
    """The born-digital PDF with every planted problem in it."""
    return draw(read_blocks(plant(DOCUMENT.read_text("utf-8"), read_problems())), ORGANISATION)


def clean() -> bytes:
    """The same document without any planted problem: nothing in it may be reported as a discrepancy."""
    return draw(read_blocks(DOCUMENT.read_text("utf-8")), ORGANISATION)


def truth(pdf: bytes, sheets: list[Sheet]) -> dict[str, object]:
    """What is wrong and where. Boxes are PDF points of the born-digital page from its top-left corner."""
    document = pypdfium2.PdfDocument(pdf)
    problems = read_problems()
    return {
        "document": {
            "organisation": ORGANISATION,
            "fiscal_year": 2022,
            "kinds": ["final_accounts", "self_evaluation"],
            "pages": len(document),
        },
        "problems": [_describe(problem, *find(document, problem.quote, problem.on)) for problem in problems],
        "scan": {"dpi": DPI, "pages": [{"page": n, "matrix_pt_to_px": sheet.matrix} for n, sheet in enumerate(sheets, 1)]},
    }


def find(document: pypdfium2.PdfDocument, quote: str, on: str = "") -> Found:
    """Page (from 1) and box of the only place that reads so, blanks aside, on a page that holds `on`. Raises ValueError for none or several."""
    found: list[Found] = []
    for index in range(len(document)):
        page = document[index]
        text = page.get_textpage()
        where = [n for n in range(text.count_chars()) if text.get_text_range(n, 1).strip()]
        printed = "".join(text.get_text_range(n, 1) for n in where)
        at = printed.find(quote) if on in printed else -1
        while at >= 0:
            boxes = [text.get_charbox(n) for n in where[at : at + len(quote)]]
            found.append((index + 1, _around(boxes, page.get_height())))
            at = printed.find(quote, at + 1)
    if len(found) != 1:
        raise ValueError(f"{quote!r} is printed {len(found)} times, not once")
    return found[0]


def _around(boxes: list[tuple[float, float, float, float]], height: float) -> list[float]:
    left, bottom, right, top = zip(*boxes, strict=True)
    return [round(v, 1) for v in (min(left), height - max(top), max(right), height - min(bottom))]


def _describe(problem: Problem, page: int, box: list[float]) -> dict[str, object]:
    fields = ("id", "family", "status", "title", "quote", "numbers")
    return {**{name: getattr(problem, name) for name in fields}, "page": page, "bbox": box}


def main() -> None:
    """Writes the three files."""
    pdf = born()
    scanned, sheets = scan(pdf)
    described = json.dumps(truth(pdf, sheets), ensure_ascii=False, indent=1)
    STEM.with_name(STEM.name + "-born.pdf").write_bytes(pdf)
    STEM.with_name(STEM.name + "-scan.pdf").write_bytes(scanned)
    STEM.with_name(STEM.name + "-truth.json").write_text(described + "\n", "utf-8")


if __name__ == "__main__":
    main()
