"""A doubtful figure is read again; what the readings disagree about nobody claims to know, and print that is not read is no blank."""

from __future__ import annotations

import cv2
import numpy as np
import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageDraw
from sheets import DPI, blank, pixels, scan_pdf, table

from disclosure.page import Word
from extractors.cutting import Piece, cut_pieces, without_rules
from extractors.ocr import Reading, load_engine
from extractors.readings import ILLEGIBLE, level_words
from extractors.rules import Grid, find_grid
from extractors.scans import read_scan
from extractors.second import SURE, Figure, _judged, read_again
from extractors.shape import bare, folded, is_figure, is_slash

XS, YS = (200, 420, 640, 860), (300, 350, 400, 450, 500)


def words(page: Image.Image) -> list[Word]:
    return list(read_scan(pdfium.PdfDocument(scan_pdf(page)), 0, load_engine("paddleocr")).page.words)


def lone(text: str, sure: float) -> Figure:
    return Figure(0, 0, len(text), text, sure, True)


def said(text: str, sure: float) -> Reading:
    return Reading(text, sure, (), (sure,) * len(text))


@pytest.mark.parametrize(
    ("read", "like"),
    [("0:00", "0.00"), ("J0", "10"), ("208,09", "208.09"), ("2739..56", "2739.56"), ("1,234,56", "1,234.56")],
)
def test_readings_that_look_like_a_number(read: str, like: str) -> None:
    assert not is_figure(read) and folded(read) == like


@pytest.mark.parametrize("text", ["12.50", "1,706.24", "-3.5", "95%", "(1.2)", "302", "合计", "2022-12", "abc"])
def test_numbers_and_words_are_not_bent(text: str) -> None:
    assert folded(text) is None


def test_specks_beside_a_number() -> None:
    assert bare("12.50|") == ("12.50", False)
    assert bare("20899 .") == ("20899", True)
    assert bare("12.50") == ("12.50", False)


def test_readings_that_agree_are_surer_than_the_first() -> None:
    judged = _judged(lone("12.50", 0.93), [said("12.50", 0.99), said("12.50", 0.98)])
    assert judged.text == "12.50" and judged.others == () and judged.sure > 0.93


def test_readings_that_agree_without_conviction_are_not_sure() -> None:
    assert _judged(lone("190", 0.97), [said("190", 0.84), said("190", 0.95)]).sure < SURE


def test_readings_that_differ_are_all_kept_and_none_is_sure() -> None:
    judged = _judged(lone("16", 0.64), [said("46", 0.98), said("46", 0.98)])
    assert (judged.text, judged.others) == ("46", ("16",))
    assert judged.sure <= 0.6


def test_a_speck_that_one_picture_shows_is_dirt() -> None:
    judged = _judged(lone("62.12", 0.96), [said("62.12.", 0.97), said("62.12", 1.0)])
    assert judged.text == "62.12" and judged.sure > SURE


def test_in_running_text_the_first_reading_stands() -> None:
    """A crumb of the character beside it made 21.229 of 21.22 in the second picture."""
    figure = Figure(0, 3, 8, "21.22", 0.9, False)
    judged = _judged(figure, [said("21.229", 0.99), said("21.229", 0.99)])
    assert judged.text == "21.22" and judged.sure < SURE and judged.others == ("21.229",)


def test_a_figure_without_point_in_a_column_of_cents_is_read_as_it_looks() -> None:
    texts = ("12.50", "3.75", "0:00", "100.25")
    pieces = [Piece((10, 40 * n, 60, 40 * n + 20), (5, 40 * n - 2, 64, 40 * n + 22), True) for n in range(len(texts))]
    paper = np.full((24, 59), 250, np.uint8)
    found = read_again(pieces, [said(text, 0.999) for text in texts], [paper] * len(texts), load_engine("paddleocr"))
    (figure,) = found[2]
    assert (figure.text, figure.others) == ("0.00", ("0:00",)) and figure.sure <= 0.6
    assert all(found[n][0].text == text and found[n][0].sure > SURE for n, text in enumerate(texts) if n != 2)


def test_a_slash_is_no_1() -> None:
    slash, one = (np.full((30, 24), 250, np.uint8) for _ in range(2))
    cv2.line(slash, (7, 25), (16, 4), 20, 2)
    cv2.line(one, (12, 25), (12, 4), 20, 3)
    cv2.line(one, (9, 7), (12, 4), 20, 2)
    assert is_slash(slash) and not is_slash(one)
    piece = Piece((7, 4, 17, 26), (0, 0, 24, 30), True)
    (word,) = level_words([piece], [said("1", 0.96)], [slash], {}, 1.0)
    assert word.text == "/" and word.alternatives == ("1",)


def test_print_that_cannot_be_read_is_no_blank() -> None:
    page = blank()
    rows = (("项目", "预算数", "决算数"), ("支出", "192.43", "302.11"), ("补助", "11.88", ""), ("合计", "204.31", "313.99"))
    table(page, XS, YS, rows)
    scribble = np.random.default_rng(5).integers(0, 2, (13, 26)).astype(np.uint8) * 255
    page.paste(Image.fromarray(scribble).resize((52, 26), Image.Resampling.NEAREST).convert("RGB"), (760, 412))
    found = [
        word for word in words(page) if 640 < word.box.centre[0] * DPI / 72 < 860 and 400 < word.box.centre[1] * DPI / 72 < 450
    ]
    assert found and all(word.confidence < SURE for word in found)
    assert ILLEGIBLE in {word.text for word in found} or all(word.confidence <= 0.6 for word in found)


def test_pale_print_is_not_cut_off() -> None:
    """Digits at the left and right of a pale, blurred scan were lighter than the fixed threshold, and lost with full confidence."""
    page = blank()
    rows = (
        ("项目", "科目编码", "决算数"),
        ("支出", "30201", "3302.11"),
        ("补助", "31019", "1241.88"),
        ("合计", "30399", "4543.99"),
    )
    table(page, XS, YS, rows)
    picture = cv2.GaussianBlur(pixels(page), (0, 0), 2.0).astype(np.float32) * 0.55 + 110
    grain = np.random.default_rng(3).normal(0, 5, picture.shape)
    pale = Image.fromarray(np.clip(picture + grain, 0, 255).astype(np.uint8))
    read = {word.text for word in words(pale)}
    assert {"30201", "31019", "30399", "3302.11", "1241.88", "4543.99"} <= read


def test_two_lines_in_one_detected_box_are_two_pieces() -> None:
    page = Image.new("L", (400, 200), 250)
    for top in (40, 80):
        ImageDraw.Draw(page).rectangle((50, top, 120, top + 24), fill=10)
    clean = np.asarray(page, np.uint8)
    grid = Grid((), (), ((20, 20, 380, 180),))
    pieces = cut_pieces([(45, 35, 130, 110)], grid, without_rules(clean, grid, DPI))
    assert sorted(piece.ink[1] for piece in pieces) == [40, 80]
    assert find_grid(clean, DPI).cells == ()
