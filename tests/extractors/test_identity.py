"""Who speaks of which year: read from titles and captions, None where they do not say."""

from __future__ import annotations

import pytest

from disclosure.geometry import Box
from disclosure.page import Page, Paragraph, Span
from extractors.identity import Identity, kind_of, read_identity


def identify(*lines: tuple[int, str]) -> Identity:
    """The identity of a file with those paragraphs, each with its page."""
    paragraphs = [Paragraph(text, (Span(0, len(text), page, Box(0, 0, 10, 10)),)) for page, text in lines]
    pages = [Page(number, 595.0, 842.0) for number in range(1, max(page for page, _ in lines) + 1)]
    return read_identity("anything.pdf", pages, paragraphs, ())


def test_a_cover_says_all() -> None:
    found = identify((1, "城川市东山区民政局"), (1, "2022年度部门决算"), (2, "第二部分2022年度部门决算表"))
    assert (found.org, found.fiscal_year, found.kinds, found.level) == (
        "城川市东山区民政局",
        2022,
        ("final_accounts",),
        "department",
    )


def test_captions_give_the_name() -> None:
    found = identify((1, "收入支出决算总表"), (1, "公开01表 部门：城川市东山区民政局 单位：万元"))
    assert found.org == "城川市东山区民政局"


def test_a_unit_under_its_own_accounts() -> None:
    assert identify((1, "城川市东山区第一小学2023年度单位决算")).level == "unit"


def test_a_budget() -> None:
    found = identify((1, "2025年部门预算"), (1, "预算主管部门：城川市东山街道办事处"))
    assert (found.fiscal_year, found.kinds, found.org) == (2025, ("budget",), "城川市东山街道办事处")


def test_a_year_in_chinese_figures() -> None:
    assert identify((1, "城川市民政局二〇二一年度部门决算")).fiscal_year == 2021


def test_document_numbers_and_dates_are_no_year() -> None:
    found = identify((1, "城川市民政局部门绩效评价报告"), (2, "根据某府发〔2015〕23号、某办〔2016〕5号，2024年2月28日"))
    assert found.fiscal_year is None and found.kinds == ("evaluation_report",)


def test_a_placeholder_is_no_name() -> None:
    assert identify((1, "某省XX局2024年度部门决算")).org is None


def test_attached_reports_are_parts_of_their_own() -> None:
    found = identify(
        (1, "城川市民政局2022年度部门决算"),
        (2, "收入支出决算总表"),
        (9, "2022年度部门整体支出绩效评价报告"),
        (10, "本报告按照实际账目填报，与决算报表有差异。"),
        (12, "2022年度项目支出绩效自评表"),
        (13, "2022年度项目支出绩效自评表"),
    )
    assert [(p.kind, p.first_page, p.last_page) for p in found.parts] == [
        ("final_accounts", 1, 8),
        ("evaluation_report", 9, 11),
        ("self_evaluation", 12, 12),
        ("self_evaluation", 13, 13),
    ]
    assert found.parts[1].scope == {"账面"}


@pytest.mark.parametrize(
    "text",
    [
        "十四、重点项目预算的绩效评价结果等情况说明",
        "附件：1.2022年度项目支出绩效自评表",
        "我局开展了绩效自评，形成了绩效自评报告",
        "第四部分名词解释",
    ],
)
def test_what_only_mentions_a_report_begins_no_part(text: str) -> None:
    assert kind_of(text) is None


def test_one_wrong_year_on_the_cover_does_not_make_all_others_wrong() -> None:
    parts = [(n, f"第{n}部分城川市民政局2022年度部门决算") for n in range(2, 8)]
    assert identify((1, "城川市民政局2023年度部门决算"), *parts).fiscal_year == 2022


def test_a_cover_and_one_title_are_told_apart_by_what_the_text_speaks_of() -> None:
    text = [(2, f"2022年度{word}支出一百万元，主要用于日常工作。") for word in ("基本", "项目", "其他")]
    assert identify((1, "城川市民政局2021年度部门决算"), (2, "2022年度部门决算情况说明"), *text).fiscal_year == 2022
    assert identify((1, "城川市民政局2022年度部门决算"), (2, "2021年度部门决算情况说明")).fiscal_year == 2022
