"""A corrected version against the one before."""

from __future__ import annotations

from checks.compare import compare
from checks.judge import check
from disclosure.comparison import Comparison
from tests.checks.made import document

TEXT = "# 一、收入支出决算总体情况说明\n2022年度支出总计{total}万元，比上年增加{change}万元，增长{rate}%。"
TABLE = """
# 收入决算表
单位：万元
| 科目编码 | 科目名称 | 合计 | 财政拨款收入 |
---
| 208 | 社会保障和就业支出 | {first} | {first} |
| 210 | 卫生健康支出 | 20.00 | 20.00 |
| 合计 | < | {sum} | {sum} |
"""


def version(total: str = "120.00", change: str = "20.00", rate: str = "20.00", first: str = "80.00", sum: str = "100.00"):  # type: ignore[no-untyped-def]
    return document(TEXT.format(total=total, change=change, rate=rate), TABLE.format(first=first, sum=sum))


def compared(**changes: str) -> Comparison:
    """The comparison of a version with a wrong rate and a wrong total with one where these figures are otherwise."""
    old, new = version(rate="25.00", sum="101.00"), version(**({"rate": "25.00", "sum": "101.00"} | changes))
    return compare(old, check(old)[1], new, check(new)[1])


def test_nothing_changed() -> None:
    made = compared()
    assert made.figures == made.gone == made.new == ()
    assert {old.rule for old, _ in made.still} >= {"N001", "T101"} or len(made.still) >= 2


def test_a_corrected_figure_takes_its_finding_away() -> None:
    made = compared(rate="20.00")
    assert [finding.rule for finding in made.gone] == ["N001"] and made.new == ()
    (change,) = made.figures
    assert change.old and change.new and (change.old.text, change.new.text) == ("25.00%", "20.00%")


def test_a_figure_that_is_still_wrong_is_the_same_finding() -> None:
    """The fingerprint tells the numbers, and they moved: what is said of which figures is the same."""
    made = compared(rate="24.00")
    assert made.gone == made.new == ()
    assert any(old.rule == "N001" and old.fingerprint != new.fingerprint for old, new in made.still)


def test_a_new_mistake_is_new() -> None:
    old, new = version(), version(change="30.00", total="130.00")
    made = compare(old, check(old)[1], new, check(new)[1])
    assert [finding.rule for finding in made.new] == ["N001"] and made.gone == made.still == ()
    assert {(c.old.text, c.new.text) for c in made.figures if c.old and c.new} == {
        ("120.00万元", "130.00万元"),
        ("20.00万元", "30.00万元"),
    }


def test_a_row_that_is_gone_is_told() -> None:
    old, new = version(), document(TEXT.format(total="120.00", change="20.00", rate="20.00"))
    made = compare(old, (), new, ())
    assert {change.old.text for change in made.figures if change.old and change.new is None} >= {"80.00", "20.00", "100.00"}
