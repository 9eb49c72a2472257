"""N032: contradicting direction words."""

import pytest

from disclosure.arithmetic import Verdict
from tests.checks.made import document, relations


@pytest.mark.parametrize(
    ("said", "verdicts"),
    [
        ("增加43.97万元，下降21.22%", [Verdict.DISCREPANCY]),
        ("增加43.97万元，增长21.22%", [Verdict.HOLDS]),
        ("减少43.97万元，下降14.90%", [Verdict.HOLDS]),
        ("增加43.97万元，下降（增长）21.22%", []),
    ],
)
def test_the_words_at_change_and_rate(said: str, verdicts: list[Verdict]) -> None:
    made = document(f"# 一、收入支出决算总体情况说明\n2022年度收、支总计251.21万元。与上年相比，{said}。")
    assert [r.verdict for r in relations(made, "N032")] == verdicts
