"""What is laid over the picture can be searched, marked and copied in place; the picture itself is untouched."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pypdfium2 as pdfium
import pytest
from sheets import blank, pixels, table

from disclosure.geometry import Box
from disclosure.page import Page, Word
from extractors.scans import ScannedPage, Segment
from extractors.searchable import write_searchable
from extractors.textlayer import read_text_page

WORDS = (
    Word("一、一般公共服务支出", Box(60, 100, 162, 110)),
    Word("192.43", Box(200, 101, 232, 108.2)),
    Word("302", Box(236, 101, 251, 108.2)),
    Word("（7,235.75）", Box(300, 100, 360, 110)),
    Word("—", Box(400, 104.5, 410, 105.5)),
    Word("①㎡％", Box(420, 100, 450, 110)),
)


def scanned(words: tuple[Word, ...] = WORDS, colour: bool = True) -> ScannedPage:
    sheet = blank(1654, 1169)
    table(sheet, (150, 600, 1500), (270, 320, 500), ())
    picture = pixels(sheet) if colour else cv2.cvtColor(pixels(sheet), cv2.COLOR_BGR2GRAY)
    jpeg = bytes(cv2.imencode(".jpg", picture)[1])
    lines = (Segment(54, 97.2, 540, 97.2, 0.7), Segment(54, 97.2, 54, 180, 0.7))
    return ScannedPage(Page(1, 595.44, 420.84, words, True), jpeg, 595.44, 420.84, lines)


@pytest.mark.parametrize("drawn", [False, True])
def test_every_word_is_found_in_its_place(drawn: bool) -> None:
    document = pdfium.PdfDocument(write_searchable([scanned()], drawn))
    page = read_text_page(document, 0, invisible=True)
    assert sorted(word.text for word in page.words) == sorted(word.text for word in WORDS)
    for word in WORDS:
        (found,) = [other for other in page.words if other.text == word.text]
        assert (found.box.x0, found.box.x1) == pytest.approx((word.box.x0, word.box.x1), abs=0.6)
        assert found.box.centre[1] == pytest.approx(word.box.centre[1], abs=1.5)


def test_poppler_copies_the_same_figures(tmp_path: Path, program: Callable[[str], str]) -> None:
    path = tmp_path / "searchable.pdf"
    path.write_bytes(write_searchable([scanned()]))
    text = subprocess.run([program("pdftotext"), "-layout", path, "-"], capture_output=True, text=True, check=True).stdout
    assert text.split() == [word.text for word in WORDS]


@pytest.mark.parametrize("colour", [True, False])
def test_the_picture_is_shown_and_the_text_is_not(colour: bool) -> None:
    page = scanned(colour=colour)
    shown = pdfium.PdfDocument(write_searchable([page]))[0].render(scale=200 / 72).to_numpy()[:, :, :3]
    picture = cv2.imdecode(np.frombuffer(page.image, np.uint8), cv2.IMREAD_COLOR)
    assert np.abs(shown[:1168, :1653].astype(int) - picture[:1168, :1653].astype(int)).mean() < 3


def test_drawn_pages_hold_the_rules_alone() -> None:
    shown = pdfium.PdfDocument(write_searchable([scanned()], drawn=True))[0].render(scale=2, grayscale=True).to_numpy()
    assert shown[194, 600] < 120 and shown[300, 108] < 120
    assert shown[210, 130:320].min() > 250


def test_pages_keep_their_order_and_size() -> None:
    document = pdfium.PdfDocument(write_searchable([scanned((Word(str(n), Box(50, 50, 60, 60)),)) for n in range(3)]))
    assert [read_text_page(document, n, invisible=True).words[0].text for n in range(3)] == ["0", "1", "2"]
    assert document[1].get_size() == pytest.approx((595.44, 420.84), abs=0.01)


def test_the_same_pages_give_the_same_bytes() -> None:
    assert write_searchable([scanned()]) == write_searchable([scanned()])


def test_a_word_without_extent_is_left_out() -> None:
    document = pdfium.PdfDocument(write_searchable([scanned((Word("x", Box(5, 5, 5, 9)), Word("25", Box(50, 50, 62, 58))))]))
    assert [word.text for word in read_text_page(document, 0, invisible=True).words] == ["25"]


def test_no_pages_are_refused() -> None:
    with pytest.raises(ValueError, match="at least one page"):
        write_searchable([])
