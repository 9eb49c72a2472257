"""A scanned page becomes words, one per cell and never across two, in the place where the scan has them."""

from __future__ import annotations

import pypdfium2 as pdfium
import pytest
from PIL import Image
from sheets import blank, scan_pdf, seal, table, turned, write

from extractors.ocr import load_engine
from extractors.readings import whole_figures
from extractors.scans import ScannedPage, read_scan

XS, YS = (200, 620, 720, 880, 1020, 1400), (300, 350, 400, 450, 500, 550)
TEXTS = (
    ("项目", "行次", "预算数", "决算数", "备注"),
    ("一、社会保障和就业支出", "8", "192.43", "302", "—"),
    ("二、其他支出", "9", "1,706.24", "11.88", ""),
    ("三、结转", "", "", "0", "-3.50"),
    ("合计", "10", "1,898.67", "313.88", "见附注"),
)


def sheet() -> Image.Image:
    page = blank()
    table(page, XS, YS, TEXTS)
    write(page, (200, 700), "本部门2022年度机关运行经费支出14.58万元，增长69.2%。")
    return page


def scan(page: Image.Image) -> ScannedPage:
    return read_scan(pdfium.PdfDocument(scan_pdf(page)), 0, load_engine("paddleocr"))


@pytest.mark.parametrize("degrees", [0.0, 0.8])
def test_every_cell_has_its_own_words(degrees: float) -> None:
    page = scan(turned(sheet(), degrees))
    assert len(page.cells) == 25
    cells = sorted(page.cells, key=lambda box: (round(box.y0 / 6), box.x0))
    read = ["".join(w.text for w in page.page.words if cell.holds(w.box.centre)) for cell in cells]
    assert ["—" if text in ("一", "-") else text for text in read] == [text for row in TEXTS for text in row]


def test_a_seal_over_the_figures_does_not_hide_them() -> None:
    page = sheet()
    seal(page, (990, 480))
    found = scan(page)
    assert {"192.43", "302", "1,706.24", "11.88", "1,898.67", "313.88"} <= {word.text for word in found.page.words}
    assert len(found.cells) == 25


def test_a_figure_that_runs_into_a_border_is_doubted() -> None:
    """The 1 of 1,706.24 is printed on the rule: what can be read is not sure, however clear the rest looks."""
    page = blank()
    table(page, (200, 620, 730, 900), (300, 350, 400), (("其他支出", "1,706.24", "11.88"), ("合计", "302", "25")))
    words = {word.text: word.confidence for word in scan(page).page.words}
    assert words["11.88"] > 0.9 and words["302"] > 0.9
    assert all(sure <= 0.6 for text, sure in words.items() if text.endswith("706.24"))


def test_words_lead_back_to_the_skewed_scan() -> None:
    straight, skewed = scan(sheet()), scan(turned(sheet(), 1.0))
    (word,) = [w for w in skewed.page.words if w.text == "合计"]
    (truth,) = [w for w in straight.page.words if w.text == "合计"]
    assert word.box.centre == pytest.approx(truth.box.centre, abs=1.5)
    x, y = skewed.page.to_original.point(*word.box.centre)
    assert abs(x - truth.box.centre[0]) > 0.2 and (x, y) == pytest.approx(truth.box.centre, abs=5)


def test_figures_without_rules_between_them_stay_apart() -> None:
    page = blank()
    for row, top in enumerate((300, 360, 420)):
        for x, text in ((200, "社会保障支出"), (600, f"1,234.5{row}"), (790, f"88.0{row}"), (980, f"{row}02")):
            write(page, (x, top), text)
    texts = [word.text for word in scan(page).page.words]
    assert sorted(t for t in texts if t[0].isdigit()) == [
        "002",
        "1,234.50",
        "1,234.51",
        "1,234.52",
        "102",
        "202",
        "88.00",
        "88.01",
        "88.02",
    ]


def test_characters_that_stand_under_one_another() -> None:
    page = blank()
    table(page, (200, 260, 700), (300, 620), (("", "质量指标"),))
    for n, char in enumerate("产出指标"):
        write(page, (214, 350 + 55 * n), char, 32)
    words = [w for w in scan(page).page.words if w.box.x1 < 260 / 200 * 72]
    assert "".join(word.text for word in words) == "产出指标"


def test_a_page_without_print_has_no_words() -> None:
    page = scan(blank())
    assert (page.page.words, page.lines, page.cells) == ((), (), ())


def test_the_page_keeps_its_size_and_knows_that_it_is_a_scan() -> None:
    page = scan(sheet())
    assert page.page.scanned and page.page.number == 1
    assert (page.width, page.height) == pytest.approx((1654 / 200 * 72, 1169 / 200 * 72), abs=0.1)
    assert page.image[:2] == b"\xff\xd8"


@pytest.mark.parametrize(
    ("read", "whole"),
    [
        ("251. 21", "251.21"),
        ("2 946.25万元", "2946.25万元"),
        ("1, 706.24", "1,706.24"),
        ("收入（单位：万元）", "收入（单位：万元）"),
        ("2022 年 3 月", "2022 年 3 月"),
    ],
)
def test_figures_split_by_a_blank_are_made_whole(read: str, whole: str) -> None:
    assert whole_figures(read) == whole
