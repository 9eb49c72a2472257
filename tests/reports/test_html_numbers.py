"""Every number in the HTML report opens to what was understood of it, in sentences and in tables."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from disclosure.quantity import Quantity, unit
from reports.html import render
from reports.html.grids import grids
from reports.html.links import links
from reports.html.numbers import LOOSE, numbers, precision
from tests.tiny_report import tiny_document, tiny_picture, tiny_report


@pytest.fixture(scope="module")
def page() -> str:
    return render(tiny_report(), tiny_picture, {"T001": "合计等于各项之和"})


def test_every_button_opens_something_and_every_link_leads_somewhere(page: str) -> None:
    anchors = re.findall(r' id="([^"]+)"', page)
    assert len(anchors) == len(set(anchors))
    opened = set(re.findall(r'popovertarget="([^"]+)"', page))
    assert len(opened) == len(tiny_document().facts)
    assert opened <= set(anchors)
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(anchors)


def test_a_number_tells_its_interval_its_place_and_its_relations() -> None:
    report = tiny_report()
    found = numbers(report.documents[0], links(report), 1)
    total = found.known[list(found.figures).index("t3")]
    lines = dict(total.lines)
    assert total.title == "1,600.85万元"
    assert lines["精度"] == "印至 0.01万元，代表 1,600.845 至 1,600.855万元"
    assert lines["位置"].startswith("第 1 页")
    assert total.links[0].verdict == "discrepancy" and total.links[0].href == f"#f-{report.findings[0].id}"
    assert {link.role for link in total.links} == {"印列", "依据"}


def test_a_doubtful_reading_tells_how_sure_it_is_and_what_else_it_may_be() -> None:
    report = tiny_report()
    document = report.documents[0]
    shaky = replace(document.schedules[0].facts[0], confidence=0.62, alternatives=("1,209.50",))
    doubted = replace(document, schedules=(replace(document.schedules[0], facts=(shaky,)),))
    lines = dict(numbers(doubted, links(report), 1).known[0].lines)
    assert (lines["可信度"], lines["另可读作"]) == ("识别 62%", "1,209.50")


def test_a_number_without_an_indicator_is_marked(page: str) -> None:
    assert LOOSE in page
    attached = replace(tiny_document().schedules[0].facts[0], indicator="教育支出")
    document = replace(tiny_document(), schedules=(replace(tiny_document().schedules[0], facts=(attached,)),))
    found = numbers(document, links(tiny_report()), 1)
    assert [found.figures["t0"].loose, found.figures["n0"].loose] == [False, True]


def test_figures_stand_in_their_cells_in_the_colour_of_what_they_take_part_in() -> None:
    report = tiny_report()
    document = report.documents[0]
    (grid,) = grids(document, numbers(document, links(report), 1).figures)
    assert (grid.figures, grid.stray) == (4, [])
    assert [len(row) for row in grid.rows] == [2, 2, 2, 2]
    assert "t-error" in grid.rows[3][1].text and ">1,600.85</button>" in grid.rows[3][1].text
    assert dict(grid.tones)["error"] == 4


def test_a_figure_that_fits_no_cell_is_listed_below_its_table() -> None:
    report = tiny_report()
    document = report.documents[0]
    empty = replace(document, tables=(replace(document.tables[0], cells=document.tables[0].cells[:2]),))
    (grid,) = grids(empty, numbers(empty, links(report), 1).figures)
    assert len(grid.stray) == 3


def test_precision_is_told_in_the_printed_unit() -> None:
    assert precision(Quantity(Decimal(5), 0, unit("人"), exact=True)) == "计数，为准确值"
    assert precision(Quantity(Decimal("-1.5"), 1, unit("%"))) == "印至 0.1%，代表 -1.55 至 -1.45%"
    assert precision(Quantity(Decimal(20000), -4, unit("元"))) == "印至 10000元，代表 15,000 至 25,000元"


def test_differences_say_which_is_greater(page: str) -> None:
    assert "多 2.00万元" in page.replace("</span><strong>", " ")
    assert "相差 -" not in page
