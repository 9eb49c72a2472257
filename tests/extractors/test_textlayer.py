"""Words of the text layer stand where a viewer shows them, and columns stay apart."""

from __future__ import annotations

import pypdfium2 as pdfium
import pytest
from sheets import text_pdf

from disclosure.geometry import Box
from extractors.textlayer import read_characters, read_text_page

ROW = "/F1 10 Tf 1 0 0 1 50 200 Tm (192.43) Tj 1 0 0 1 90 200 Tm (302) Tj 1 0 0 1 50 180 Tm (1,075,000) Tj"


def words(data: bytes, invisible: bool = False) -> dict[str, Box]:
    document = pdfium.PdfDocument(data)
    return {word.text: word.box for word in read_text_page(document, 0, invisible).words}


def test_figures_of_neighbouring_columns_stay_apart() -> None:
    assert list(words(text_pdf(ROW))) == ["192.43", "302", "1,075,000"]


def test_boxes_count_from_the_top_left_corner() -> None:
    box = words(text_pdf(ROW))["192.43"]
    assert box.x0 == pytest.approx(50, abs=0.5)
    assert box.width == pytest.approx(5 * 5.56 + 2.78, abs=0.5)
    assert 88 < box.y0 < 95 and 99 < box.y1 < 105


@pytest.mark.parametrize(("rotate", "corner"), [(90, (200, 50)), (180, (350, 200)), (270, (100, 350))])
def test_a_turned_page_is_read_as_it_is_shown(rotate: int, corner: tuple[float, float]) -> None:
    document = pdfium.PdfDocument(text_pdf("/F1 10 Tf 1 0 0 1 50 200 Tm (1) Tj", rotate=rotate))
    (char,) = read_characters(document, 0)
    assert char.box.holds(corner, slack=6)


def test_the_crop_box_moves_the_corner() -> None:
    box = words(text_pdf(ROW, crop=(40, 100, 300, 250)))["192.43"]
    assert box.x0 == pytest.approx(10, abs=0.5)
    assert 38 < box.y0 < 45


def test_letters_drawn_one_by_one_are_one_word() -> None:
    drawn = "/F1 10 Tf " + " ".join(f"1 0 0 1 {50 + 5.56 * i} 200 Tm ({digit}) Tj" for i, digit in enumerate("7235"))
    assert list(words(text_pdf(drawn))) == ["7235"]


def test_words_drawn_out_of_order_are_read_in_order() -> None:
    drawn = "/F1 10 Tf 1 0 0 1 55.56 200 Tm (6) Tj 1 0 0 1 50 200 Tm (3) Tj"
    assert list(words(text_pdf(drawn))) == ["36"]


def test_bold_by_printing_twice_is_read_once() -> None:
    drawn = "/F1 10 Tf 1 0 0 1 50 200 Tm (25) Tj 1 0 0 1 50.3 200 Tm (25) Tj"
    assert list(words(text_pdf(drawn))) == ["25"]


def test_text_that_is_not_shown_is_left_out() -> None:
    drawn = "/F1 10 Tf 3 Tr 1 0 0 1 50 200 Tm (25) Tj 0 Tr 1 0 0 1 50 150 Tm (36) Tj"
    assert list(words(text_pdf(drawn))) == ["36"]
    assert list(words(text_pdf(drawn), invisible=True)) == ["25", "36"]
