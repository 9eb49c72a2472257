"""The committed sample is what its source says, and its truth can be looked up on its pages."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path

import cv2
import numpy as np
import pypdfium2
import pytest

from samples.build import clean, find, truth
from samples.scan import scan
from samples.source import DOCUMENT, Table, plant, read_blocks, read_problems


def committed(sample: Path, ending: str) -> bytes:
    return sample.with_name(sample.name + ending).read_bytes()


def words(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    return [document[index].get_textpage().get_text_bounded() for index in range(len(document))]


def test_drawing_again_gives_the_same_pages(sample: Path, drawn: bytes) -> None:
    assert words(drawn) == words(committed(sample, "-born.pdf"))


def test_scanning_again_gives_the_same_sheets(sample: Path) -> None:
    """Compared as pixels: two builds of the JPEG library may differ in bytes."""
    again, sheets = scan(committed(sample, "-born.pdf"))
    kept = pypdfium2.PdfDocument(committed(sample, "-scan.pdf"))
    fresh = pypdfium2.PdfDocument(again)
    assert len(kept) == len(fresh) == len(sheets)
    for index in (0, len(kept) - 1):
        one, two = (np.array(d[index].render(scale=1, grayscale=True).to_pil(), dtype=int) for d in (kept, fresh))
        assert np.abs(one - two).mean() < 1.0


def test_truth_is_what_the_pages_say(sample: Path) -> None:
    kept = json.loads(committed(sample, "-truth.json"))
    pdf = committed(sample, "-born.pdf")
    assert kept["problems"] == json.loads(json.dumps(truth(pdf, [])["problems"]))


def test_truth_leads_to_the_ink_on_the_scan(sample: Path) -> None:
    """The matrix of each page takes the box of a problem to dark pixels of the scan."""
    kept = json.loads(committed(sample, "-truth.json"))
    document = pypdfium2.PdfDocument(committed(sample, "-scan.pdf"))
    for problem in kept["problems"][:3]:
        image = np.array(document[problem["page"] - 1].render(scale=kept["scan"]["dpi"] / 72, grayscale=True).to_pil())
        matrix = np.array(kept["scan"]["pages"][problem["page"] - 1]["matrix_pt_to_px"])
        x0, y0, x1, y1 = problem["bbox"]
        corners = cv2.transform(np.array([[[x0, y0], [x1, y1]]], dtype=float), matrix)[0]
        (left, top), (right, bottom) = corners.astype(int)
        assert image[top:bottom, left:right].min() < 110


def test_problems_are_the_only_difference_to_the_right_document(sample: Path, drawn: bytes) -> None:
    """Every discrepancy changes its page; tables and narrative pages without a problem come out as in the document that is right."""
    pages = [n for n, (wrong, right) in enumerate(zip(words(drawn), words(clean()), strict=True), 1) if wrong != right]
    problems = json.loads(committed(sample, "-truth.json"))["problems"]
    planted = {problem["page"] for problem in problems if problem["status"] == "discrepancy"}
    narrated = {find(pypdfium2.PdfDocument(drawn), "（二）项目绩效自评结果")[0]}
    assert set(pages) == planted | narrated


def test_an_edit_that_does_not_match_once_is_refused() -> None:
    problem = read_problems()[0]
    with pytest.raises(ValueError, match="stands 0 times"):
        plant("", (problem,))


def test_accounts_of_the_right_document_add_up() -> None:
    """Class = Σ sections = Σ items in every coded table of the source, per column: the ground that the truth stands on."""
    coded = re.compile(r"\d{3}(\d{2}){0,2}")
    checked = 0
    for table in read_blocks(DOCUMENT.read_text("utf-8")):
        if not isinstance(table, Table) or table.options["id"] == "basic":
            continue
        figures = {row[0]: [Decimal(cell or 0) for cell in row[2:]] for row in table.rows if coded.fullmatch(row[0])}
        for code, values in figures.items():
            below = [v for c, v in figures.items() if len(c) == len(code) + 2 and c.startswith(code)]
            if below:
                assert values == [sum(column, Decimal(0)) for column in zip(*below, strict=True)], (table.options["id"], code)
                checked += 1
    assert checked > 30
