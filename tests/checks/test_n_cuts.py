"""N024: a cut of the budget against the project's form."""

from __future__ import annotations

from dataclasses import replace

import pytest

from disclosure.evaluation import Evaluation, FundLine
from disclosure.fact import Fact, Measure, Place
from disclosure.geometry import Box
from disclosure.numerals import parse
from disclosure.quantity import unit
from tests.checks.made import document, found

PLACE = Place(1, Box(0, 0, 10, 10))


def form(initial: str, adjusted: str) -> Evaluation:
    figures = [
        Fact(f"e1.{measure}", parse(number, unit("万元")), PLACE, measure=measure)
        for number, measure in ((initial, Measure.INITIAL_BUDGET), (adjusted, Measure.ADJUSTED_BUDGET))
    ]
    return Evaluation("e1", "project", "t1", (1,), funds=(FundLine("年度资金总额", tuple(figures)),))


@pytest.mark.parametrize(("rate", "verdict"), [("20", "discrepancy"), ("26.2", "holds"), ("26.20", "holds")])
def test_cut(rate: str, verdict: str) -> None:
    made = document(f"# 三、问题\n下半年财政对公用经费和项目支出核减年初预算的{rate}%，导致执行存在差异。")
    assert found(replace(made, evaluations=(form("124.00", "91.51"),)), "N024") == [verdict]


def test_without_a_form_or_with_a_raised_budget_nothing_is_said() -> None:
    made = document("# 三、问题\n下半年财政对项目支出核减年初预算的20%。")
    assert found(made, "N024") == []
    assert found(replace(made, evaluations=(form("91.51", "124.00"),)), "N024") == []
