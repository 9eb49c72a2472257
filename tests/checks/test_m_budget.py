"""M101 to M106: budgets, text in 万元 and tables in 元."""

from __future__ import annotations

from tests.checks.made import document, found

FUNCTION = """
# 一般公共预算支出功能分类预算表
单位：元
| 功能分类科目编码 | 功能分类科目名称 | 合计 | 基本支出 | 项目支出 |
---
| 221 | 住房保障支出 | 6503499 | 6503499 | |
| 22102 | 住房改革支出 | 6503499 | 6503499 | |
| 2210201 | 住房公积金 | 3503499 | 3503499 | |
| 2210203 | 购房补贴 | 3000000 | 3000000 | |
| 合计 | < | 6503499 | 6503499 | |
"""


def item(first: str, then: str) -> str:
    return (
        "# 2024年部门预算编制说明\n"
        f"1. “住房保障支出（类）住房改革支出（款）住房公积金（项）”{first}万元，主要用于住房公积金。"
        f"2023年当年预算执行数为348.52万元，2024年预算安排{then}万元，比2023年预算执行数增加0.53%。"
    )


def test_every_mention_of_an_item_is_compared() -> None:
    right = document(item("350.35", "350.35"), FUNCTION, year=2024, kinds=("budget",))
    wrong = document(item("350.35", "352.67"), FUNCTION, year=2024, kinds=("budget",))
    assert set(found(right, "M103")) == {"holds"}
    assert found(wrong, "M103").count("discrepancy") == 1


def test_last_years_figure_is_not_compared() -> None:
    made = document(item("350.35", "350.35"), FUNCTION, year=2024, kinds=("budget",))
    assert len(found(made, "M103")) == 2


def test_totals_after_conversion() -> None:
    line = "# 2024年部门预算编制说明\n2024年，一般公共预算拨款支出预算{}万元。"
    assert found(document(line.format("650.35"), FUNCTION, year=2024, kinds=("budget",)), "M102") == ["holds"]
    assert found(document(line.format("653.05"), FUNCTION, year=2024, kinds=("budget",)), "M102") == ["discrepancy"]
