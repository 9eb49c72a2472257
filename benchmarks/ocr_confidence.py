#!/usr/bin/env python3
"""How far a recognised figure may believe itself: the corpus's scanned figures by the confidence they were read with.

    python benchmarks/ocr_confidence.py --only 003,002 --forms scan-c,scan-d --pages 6,9,13

Reads pages of $GOUJI_CORPUS afresh and compares every word that holds figures with the figures that the truth has in its place. Prints,
per range of confidence, how many were right; then the wrong ones that claimed to be sure. Nothing is appended to RESULTS.md.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
from scoring import CORPUS

from disclosure.page import Word
from extractors.ocr import load_engine
from extractors.ocr.engine import OcrEngine
from extractors.readings import whole_figures
from extractors.scans import read_scan

NUMBER = re.compile(r"\d[\d,，]*(?:\.\d+)?")
FLOORS = (0.0, 0.5, 0.6, 0.8, 0.9, 0.95, 0.99, 1.01)


@dataclass(frozen=True)
class Judged:
    """A word with figures beside what is printed there."""

    where: str
    word: Word
    printed: list[str]

    @property
    def right(self) -> bool:
        """Whether the figures read are those that are printed, in their order."""
        return figures(self.word.text) == self.printed


def figures(text: str) -> list[str]:
    return [re.sub(r"[,，]", "", found) for found in NUMBER.findall(whole_figures(text))]


def judge(document: str, form: str, pages: set[int], engine: OcrEngine) -> Iterator[Judged]:
    """Every word of the pages (numbers of the scan; all for none) that holds or ought to hold a figure."""
    truth = json.loads((CORPUS / document / "truth.json").read_text("utf-8"))
    scan = truth["scans"][form]
    numbers = {page["page"]: page["numbers"] for page in truth["pages"]}
    with pdfium.PdfDocument(CORPUS / document / f"{document}-{form}.pdf") as pdf:
        for page in scan["pages"]:
            if pages and page["page"] not in pages:
                continue
            found = read_scan(pdf, page["page"] - 1, engine).page
            matrix = np.diag([72 / scan["dpi"]] * 2 + [1]) @ np.array(page["matrix_pt_to_px"])
            places = [(*onto(matrix, number["bbox"]), number["text"]) for number in numbers[page["src_page"]]]
            for word in found.words:
                box = found.to_original.box(word.box)
                printed = sorted((x, text) for x, y, text in places if box.holds((x, y), slack=1.0))
                wanted = [figure for _, text in printed for figure in figures(text)]
                if wanted or figures(word.text):
                    yield Judged(f"{document} {form} p{page['page']}", word, wanted)


def onto(matrix: np.ndarray, box: list[float]) -> tuple[float, float]:
    """The middle of a box of the born page, in points of the scan."""
    x, y, w = matrix @ ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2, 1)
    return float(x / w), float(y / w)


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="003", help="documents, by comma")
    parser.add_argument("--forms", default="scan-c", help="forms, by comma")
    parser.add_argument("--pages", default="", help="pages of the scan, by comma; all where not given")
    parser.add_argument("--ocr", default="paddleocr", choices=("paddleocr", "rapidocr"))
    return parser.parse_args()


def main() -> int:
    args, words, started = options(), [], time.perf_counter()
    engine = load_engine(args.ocr)
    pages = {int(number) for number in args.pages.split(",") if number}
    for document in args.only.split(","):
        for form in args.forms.split(","):
            if Path(CORPUS, document, f"{document}-{form}.pdf").exists():
                words += judge(document, form, pages, engine)
    for low, high in pairwise(FLOORS):
        inside = [word for word in words if low <= word.word.confidence < high]
        right = sum(word.right for word in inside)
        print(
            f"{low:4.2f} … {min(high, 1):4.2f}   {right:5d} of {len(inside):5d} right"
            + (f"  {right / len(inside):.2%}" if inside else "")
        )
    wrong = [word for word in words if not word.right]
    sure = [word for word in wrong if word.word.confidence >= 0.9]
    print(f"wrong {len(wrong)}, of them sure {len(sure)} · {time.perf_counter() - started:.0f} s")
    for word in sure:
        print(f"  {word.where}: {word.printed} read as {word.word.text!r} ({word.word.confidence})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
