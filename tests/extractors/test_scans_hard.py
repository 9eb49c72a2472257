"""Pages as they come out of real copiers, faxes and telephones: every figure is read, and found where the page shows it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

import pypdfium2 as pdfium
import pytest

from disclosure.page import Word
from extractors.ocr import load_engine
from extractors.paper import take_sheet
from extractors.scans import ScannedPage, read_scan
from extractors.textlayer import read_text_page
from tests import wear
from tests.wear import Worn, jpeg_pdf, paper, printed

Wear = Callable[[Worn], Worn]
NEAR = 3.5
"""Points by which a figure's middle may be missed."""
BLUE = (200, 60, 40)

WORN: dict[str, Wear] = {
    "askew by 5°": partial(wear.skewed, degrees=5),
    "askew by -5°": partial(wear.skewed, degrees=-5),
    "on its right side": partial(wear.quartered, quarters=1),
    "on its head": partial(wear.quartered, quarters=2),
    "on its left side and askew": lambda page: wear.quartered(wear.skewed(page, 0.8), 3),
    "photographed in a shadow": lambda page: wear.photographed(wear.shaded(page)),
    "photographed on a pale table": partial(wear.photographed, ground=(170, 180, 190)),
    "photographed sideways": lambda page: wear.quartered(wear.photographed(page), 1),
    "in uneven light": wear.shaded,
    "punched": wear.punched,
    "sealed over its figures": wear.sealed,
    "sealed in blue": partial(wear.sealed, ink=BLUE),
}


@pytest.mark.parametrize("name", WORN)
def test_the_figures_of_a_worn_page(name: str) -> None:
    page = WORN[name](paper(printed()))
    assert missing(jpeg_pdf(wear.noisy(page)), (page, printed())) == []


@pytest.mark.parametrize(("dpi", "quality"), [(150, 40), (400, 85)])
def test_resolutions_and_compression(dpi: int, quality: int) -> None:
    page = paper(printed(), dpi)
    assert missing(jpeg_pdf(wear.noisy(page), quality), (page, printed())) == []


@pytest.mark.parametrize(("across", "down"), [(200, 100), (150, 150)])
def test_a_fax(across: int, down: int) -> None:
    """One bit per pixel; a fax of ordinary quality has half as many lines as columns to the inch."""
    page = wear.skewed(paper(printed(), 300), 0.6)
    assert missing(wear.fax_pdf(page, across, down), (page, printed())) == []


def test_print_that_is_itself_red_is_read() -> None:
    """A red heading and red figures are no seal; beside a seal they are read as well."""
    data = printed(2, red=True)
    page = wear.sealed(paper(data), (0.3, 0.6))
    scanned = read(jpeg_pdf(wear.noisy(page)))
    assert missing(b"", (page, data), scanned=scanned) == []
    assert "决算表" in "".join(word.text for word in scanned.page.words)


def test_the_picture_keeps_its_seal() -> None:
    sheet = take_sheet(pdfium.PdfDocument(jpeg_pdf(wear.sealed(paper(printed())))), 0)
    picture = sheet.picture
    assert int((picture[..., 2].astype(int) - picture[..., 1]).max()) > 100


@pytest.mark.parametrize("rotate", [90, 180])
def test_a_page_that_the_viewer_turns(rotate: int) -> None:
    """Scanned lying on its side, put right by /Rotate: nothing is left to turn."""
    data = jpeg_pdf(wear.quartered(paper(printed()), -rotate // 90), rotate=rotate)
    assert missing(data, (paper(printed()), printed())) == []


@pytest.mark.parametrize("quarters", [0, 1])
def test_two_pages_in_one_picture(quarters: int) -> None:
    """Read left, then right; every figure is found where the picture has it."""
    two = printed(1), printed(3, page="- 8 -")
    left, right = (wear.quartered(half, quarters) for half in wear.spread(*(paper(data) for data in two)))
    data = jpeg_pdf(wear.noisy(left))
    scanned = read(data)
    assert len(scanned.more) == 1
    assert missing(data, (left, two[0]), (right, two[1]), scanned=scanned) == []
    assert {word.text for word in scanned.page.words} >= set(figures(two[0]))
    assert {word.text for word in scanned.more[0].page.words} >= set(figures(two[1]))


def test_a_header_that_stands_beside_the_rows() -> None:
    words = read(jpeg_pdf(wear.noisy(wear.skewed(paper(printed()), -1)))).page.words
    side = sorted((word for word in words if word.box.x1 < 62), key=lambda word: word.box.y0)
    assert "".join(word.text for word in side).startswith("本年支出")


def read(data: bytes) -> ScannedPage:
    return read_scan(pdfium.PdfDocument(data), 0, load_engine())


def figures(data: bytes) -> dict[str, Word]:
    """The figures that the text layer of the print has."""
    words = read_text_page(pdfium.PdfDocument(data), 0).words
    return {word.text: word for word in words if re.fullmatch(r"[\d,]+\.\d\d", word.text)}


def missing(data: bytes, *pages: tuple[Worn, bytes], scanned: ScannedPage | None = None) -> list[str]:
    """Figures of the printed pages that were not read, or not where the worn page shows them."""
    scanned = scanned or read(data)
    found = [
        (word.text, part.page.to_original.box(word.box).centre) for part in (scanned, *scanned.more) for word in part.page.words
    ]
    lost = []
    for worn, print_ in pages:
        for text, word in figures(print_).items():
            x, y = worn.where(*word.box.centre)
            if not any(other == text and abs(at[0] - x) < NEAR and abs(at[1] - y) < NEAR for other, at in found):
                lost.append(text)
    return lost
