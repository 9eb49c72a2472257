"""Messages say which of two figures is greater, call an empty cell empty, and say nothing twice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checks import relate
from checks.findings import message
from disclosure.arithmetic import Verdict
from tests.tiny_report import fact, tiny_document

DOCUMENT = tiny_document()


@pytest.mark.parametrize(
    ("printed", "side", "english"), [("90.00", "少 10.00万元", "10.00万元 less"), ("110.00", "多 10.00万元", "more")]
)
def test_a_difference_has_a_side_and_no_sign(printed: str, side: str, english: str) -> None:
    parts = [fact("a", "60.00", 1, 0, 0), fact("b", "40.00", 1, 0, 20)]
    told = message(relate.total(DOCUMENT, "合计", fact("s", printed, 1, 0, 40), parts))
    assert side in told.zh and english in told.en
    assert "-" not in told.zh
    assert told.zh.endswith("（60.00万元 + 40.00万元）。") and told.en.endswith("(60.00万元 + 40.00万元).")


def test_a_sum_of_one_part_shows_no_working() -> None:
    told = message(relate.total(DOCUMENT, "合计", fact("s", "90.00", 1, 0, 40), [fact("a", "60.00", 1, 0, 0)]))
    assert "（" not in told.zh and "(" not in told.en


def test_an_empty_cell_is_called_empty_in_both_languages() -> None:
    blank = replace(fact("s", "0", 1, 0, 40, "支出决算表 项目支出"), blank=True)
    told = message(relate.equal(DOCUMENT, "项目支出", blank, fact("a", "60.00", 1, 0, 0, "总表 项目支出")))
    assert "为 空白" in told.zh and "says blank" in told.en and "空白" not in told.en
    turned = message(relate.equal(DOCUMENT, "项目支出", fact("a", "60.00", 1, 0, 0, "总表 项目支出"), blank))
    assert "为 空白，前者多 60.00万元" in turned.zh and "says blank" in turned.en


def test_words_that_two_labels_share_are_told_once() -> None:
    left, right = (
        fact("a", "62.12", 1, 0, 0, "基础数据表 采购金额 决算数"),
        fact("b", "50.00", 1, 0, 20, "基础数据表 采购金额 预算数"),
    )
    told = message(relate.at_most(DOCUMENT, "采购金额", left, right))
    assert "基础数据表 采购金额 决算数（62.12万元）不应大于预算数（50.00万元），超出 12.12万元" in told.zh


def test_a_name_ends_before_the_verb() -> None:
    assert relate.tidy("其中地上建筑面积为") == "其中地上建筑面积"
    assert relate.tidy("公共服务办件量达到") == "公共服务办件量"
    assert relate.tidy("作为") == "作为"


def test_one_rounding_is_told_as_one() -> None:
    made = relate.total(
        DOCUMENT, "合计", fact("s", "100.01", 1, 0, 40), [fact("a", "60.00", 1, 0, 0), fact("b", "40.00", 1, 0, 20)]
    )
    assert made.verdict is Verdict.ROUNDING
    assert message(made).zh.startswith("尾差，") and "例如" not in message(made).zh
    assert message(made, 3).zh.startswith("尾差 3 处")
