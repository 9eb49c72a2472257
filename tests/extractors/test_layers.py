"""A text layer is trusted as far as it says what is printed, and no further."""

from __future__ import annotations

import pikepdf
import pypdfium2 as pdfium
import pytest
from sheets import blank, scan_pdf, text_pdf, write

from disclosure.geometry import Box, Transform
from disclosure.page import Page, Word
from extractors.layers import Layer, has_print, is_usable, judge_layer, with_layer
from extractors.textlayer import read_text_page
from tests import wear

ROW = "/F1 10 Tf 1 0 0 1 50 200 Tm (192.43) Tj 1 0 0 1 90 200 Tm (302) Tj 1 0 0 1 50 180 Tm (1,075,000) Tj"
HERE = Box(0, 0, 100, 10)


def page_of(*texts: str) -> Page:
    return Page(1, 595, 842, tuple(Word(text, HERE) for text in texts))


def judged(data: bytes, index: int = 0) -> Layer:
    document = pdfium.PdfDocument(data)
    return judge_layer(document, index, read_text_page(document, index))


@pytest.mark.parametrize(
    "text",
    [
        "收入支出决算总表（单位：万元）",
        "251.21",
        "其中：“三公”经费0.27万元，占0%。",
        "㎡①②—×",
        "- 7 -",
        "\uf06c一、部门主要职责及机构设置情况，收支总体情况",
    ],
)
def test_print_is_usable(text: str) -> None:
    assert is_usable(page_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\ue001\ue002\ue003 251.21",
        "\ufffd\ufffd\ufffd年",
        "\x01\x02\x03\x04",
        "ÊÕÈëÖ§³ö¾öËã×Ü±í",
        "噜鈡鑱彿緪躔龕齾矗",
        "FDQJVKX!#$%&'()*+:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_abcdef",
        "巳昔杞剀诎嗾菪鹈邃绺蘅煨胥噻赧戬狁氲沩犸孑唳瘅篁铘翮蜞酞麂衄鲮",
    ],
)
def test_garbage_is_not(text: str) -> None:
    assert not is_usable(page_of(text))


def test_figures_in_a_font_without_a_character_map_are_garbage_though_the_words_are_right() -> None:
    words = "本部门年度财政拨款支出合计万元其中基本支出万元项目支出万元比上年增加万元主要是人员经费和公用经费增加" * 2
    assert is_usable(page_of(words, "\ue031"))
    assert not is_usable(page_of(words, "\ue031\ue032", "\ue035\ue036", "\ue031\ue039"))


def test_a_born_digital_page_is_taken_as_it_is() -> None:
    assert judged(wear.printed()) is Layer.WHOLE
    assert judged(text_pdf(ROW)) is Layer.WHOLE


def test_a_blank_page_needs_no_engine() -> None:
    """White paper, and white paper with a hole, a shadow at its edge and grain."""
    white = wear.paper(text_pdf("", (595, 842)))
    for page in (white, wear.noisy(wear.punched(white))):
        data = wear.jpeg_pdf(page)
        assert not has_print(pdfium.PdfDocument(data), 0)
        assert judged(data) is Layer.WHOLE


def test_a_page_with_nothing_but_a_page_number_is_not_blank() -> None:
    sheet = blank()
    write(sheet, (800, 1080), "7")
    assert judged(scan_pdf(sheet)) is Layer.NONE


def test_a_picture_with_a_stamped_page_number_is_known_in_part() -> None:
    assert judged(over(scan(), "BT /F1 10 Tf 1 0 0 1 290 20 Tm (Page 7) Tj ET")) is Layer.PART


def test_text_that_an_ocr_program_laid_under_the_picture_is_not_trusted() -> None:
    """The layer is painted first and the picture over it: nobody sees it, and nobody ever checked it."""
    junk = " ".join(f"1 0 0 1 60 {700 - 20 * n} Tm (1,234.5{n} 88.00 OCR junk 777.77) Tj" for n in range(10))
    assert judged(over(scan(), f"BT /F1 10 Tf {junk} ET", under=True)) is Layer.NONE
    assert judged(over(scan(), f"BT /F1 10 Tf 3 Tr {junk} ET")) is Layer.NONE
    assert judged(over(scan(), f"BT /F1 10 Tf {junk} ET")) is Layer.PART, "print over a picture is seen"


def test_a_table_pasted_as_a_picture_makes_the_layer_a_part() -> None:
    assert judged(pasted(wear.printed(), wear.printed(5))) is Layer.PART


def test_a_picture_without_print_leaves_the_layer_whole() -> None:
    shapes = wear.paper(text_pdf("", (595, 842)))
    shapes.picture[300:1400, 200:1300] = (60, 140, 90)
    shapes.picture[500:900, 400:700] = (200, 120, 40)
    assert judged(pasted(wear.printed(), wear.jpeg_pdf(shapes))) is Layer.WHOLE


def test_words_of_the_layer_stay_and_those_of_the_picture_come_in() -> None:
    layer = Page(1, 595, 842, (Word("合计", Box(50, 100, 80, 112)), Word("302", Box(90, 100, 110, 112))))
    read = Page(1, 595, 842, (Word("台计302", Box(49, 99, 111, 113), 0.9), Word("88.10", Box(50, 300, 80, 312), 0.97)), True)
    assert [word.text for word in with_layer(read, layer).words] == ["合计", "302", "88.10"]
    moved = Page(1, 595, 842, read.words, True, Transform((1, 0, 9, 0, 1, 9, 0, 0, 1)))
    assert with_layer(moved, layer) == moved


def scan() -> bytes:
    return wear.jpeg_pdf(wear.noisy(wear.paper(wear.printed(), 100)))


def over(data: bytes, content: str, under: bool = False) -> bytes:
    """The page with text (PDF operators) painted over its picture, or before it."""

    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        page.Resources.Font = pikepdf.Dictionary(F1=font)
        page.contents_add(content.encode("ascii"), prepend=under)

    return wear.changed(data, change)


def pasted(data: bytes, other: bytes) -> bytes:
    """The page with the upper half of the other file's first page as a picture at its foot, where it is blank."""
    picture = wear.paper(other, 110).picture
    return wear.with_image(data, picture[: picture.shape[0] // 2], (40, 20, 555, 330))
