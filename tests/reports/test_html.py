"""The HTML report is one file, shows the evidence on the page, and escapes what it quotes."""

from __future__ import annotations

import base64
import io
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from PIL import Image

from disclosure.fact import Entity, Place, Sentence
from disclosure.geometry import Box
from disclosure.page import Page
from disclosure.report import Report
from disclosure.table import Cell
from reports.html import render
from reports.html.cards import quoted
from reports.html.crops import SHOWN, TALL, behind, crops, strips
from reports.html.readings import tagged
from tests.tiny_report import tiny_document, tiny_picture, tiny_report

VOID = {"meta", "br"}


class Checker(HTMLParser):
    """Keeps the tags that are open."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.open += [] if tag in VOID else [tag]

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def page() -> str:
    return render(tiny_report(), tiny_picture, {"T001": "合计等于各项之和"})


def test_nothing_is_fetched(page: str) -> None:
    links = re.findall(r'(?:href|src)="([^"#][^"]{0,20})', page)
    assert links
    assert all(link.startswith("data:image/jpeg") for link in links)
    assert "<script" not in page
    assert "url(" not in page


def test_every_tag_is_closed(page: str) -> None:
    checker = Checker()
    checker.feed(page)
    assert checker.open == []


def test_findings_are_there_with_both_languages_and_figures(page: str) -> None:
    for text in (
        "比各项之和 1598.85万元 多 2.00万元",
        "the parts add up to 1598.85万元",
        "1,600.85万元",
        "识别可信度 70%",
        "坏.pdf is protected.",
        "合计等于各项之和",
    ):
        assert text in page
    assert page.index("未能核对的文件") < page.index('id="error-1"') < page.index('id="doubt-1"') < page.index('id="coverage-1"')


def test_what_a_document_says_is_escaped(page: str) -> None:
    assert "样本 &lt;1&gt;.pdf" in page
    assert "样本 <1>.pdf" not in page


def test_each_mark_lies_on_its_figure(page: str) -> None:
    box = tiny_document().facts["t3"].place.box
    assert f'class="m-stated" x="{box.x0 - 1.5:.1f}" y="{box.y0 - 1.5:.1f}"' in page


def test_a_picture_is_stored_once_and_shows_the_figures() -> None:
    report = tiny_report()
    documents = {document.id: document for document in report.documents}
    shown = [crop for finding in report.findings for crop in crops(finding.evidence, documents)[0]]
    made = strips(shown, tiny_picture, documents)
    assert len(made) == 2, "two pages with evidence, one strip each"
    assert all(any(s.box.y0 <= c.box.y0 and c.box.y1 <= s.box.y1 for s in made) for c in shown)
    image = Image.open(io.BytesIO(base64.b64decode(made[0].uri.partition(",")[2])))
    assert image.mode == "L"
    assert abs(image.width / image.height - made[0].box.width / made[0].box.height) < 0.02


def test_evidence_down_a_whole_page_is_cut_to_the_stated_figure() -> None:
    report = tiny_report()
    evidence = report.findings[0].evidence
    far = [
        replace(item, place=replace(item.place, box=Box(420, y, 470, y + 12)))
        for item, y in zip(evidence * 3, range(60, 820, 55), strict=False)
    ]
    shown, folded, hidden = crops(far, {document.id: document for document in report.documents})
    assert shown[0].stated and shown[0].box.height < TALL
    assert folded[0].box.height > TALL and not hidden


def test_evidence_on_a_page_that_is_not_there_is_left_out() -> None:
    report = tiny_report()
    item = report.findings[0].evidence[0]
    lost = replace(item, place=replace(item.place, page=99))
    assert crops([lost], {document.id: document for document in report.documents}) == ([], [], 0)


def test_an_empty_run_is_a_page_too() -> None:
    assert "勾稽报告" in render(Report(), tiny_picture)
    assert "坏.pdf" in render(Report(errors=tiny_report().errors), tiny_picture)


def test_the_figure_is_marked_in_its_quote() -> None:
    assert quoted("增长 <25%>。", "25%") == "增长 &lt;<mark>25%</mark>&gt;。"
    assert quoted("25%", "25%") == ""


def test_overlapping_entities_keep_the_longer_one() -> None:
    sentence = Sentence("x", "社会保障支出", (), entities=(Entity("ACCOUNT", 0, 6, "社会保障支出"), Entity("CUE", 4, 6, "支出")))
    assert tagged(sentence, {}) == '<span class="e e-account" title="科目">社会保障支出</span>'


def test_a_number_that_was_not_read_as_data_is_told_apart() -> None:
    sentence = Sentence("x", "公开01表", (), entities=(Entity("QUANTITY", 2, 4, "01", "01"),))
    assert tagged(sentence, {}) == '公开<span class="e e-unread" title="未作为数据读取的数字">01</span>表'


def test_a_table_heading_far_up_the_page_is_shown_above_the_crop() -> None:
    report = tiny_report()
    document = report.documents[0]
    heads = (Cell(0, 0, "科目", 1, Box(90, 40, 240, 60)), Cell(0, 1, "决算数", 1, Box(240, 40, 500, 60)))
    cells = (*heads, *(replace(cell, row=cell.row + 1) for cell in document.tables[0].cells))
    headed = replace(document, tables=(replace(document.tables[0], cells=cells, header_rows=1),))
    shown, _, _ = crops(report.findings[0].evidence, {document.id: headed})
    assert shown[0].head and shown[0].head.y0 < 40 < 60 <= shown[0].head.y1 < shown[0].box.y0
    picture = strips(shown, tiny_picture, {document.id: headed})
    assert all(behind(shown[0], box, picture) for box in (shown[0].box, shown[0].head))


def test_many_places_are_counted_and_none_is_shown_twice() -> None:
    report = tiny_report()
    document = report.documents[0]
    pages = tuple(Page(number, 595, 842) for number in range(1, 12))
    item = report.findings[0].evidence[0]
    spread = [replace(item, place=Place(number, Box(420, 300, 470, 312))) for number in range(1, 12)]
    shown, folded, hidden = crops([*spread, *spread], {document.id: replace(document, pages=pages)})
    assert (len(shown), len(folded), hidden) == (SHOWN, SHOWN, 11 - 2 * SHOWN)
    assert len({(crop.page, crop.box) for crop in (*shown, *folded)}) == 2 * SHOWN
