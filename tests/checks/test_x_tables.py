"""Rules between tables: for each family tables that agree, that are off by rounding, and that do not agree."""

from __future__ import annotations

from collections import Counter

import pytest

from checks.registry import all_rules, run, select
from disclosure.document import Document
from disclosure.relation import Relation
from extractors.schedules import read_schedules
from tests.tiny import tiny_tables

FINAL = """
# 收入支出决算总表
单位：万元
| 收入 | < | 支出 | < |
| 项目 | 决算数 | 项目 | 决算数 |
---
| 一、一般公共预算财政拨款收入 | 90.00 | 一、教育支出 | {education} |
| 二、政府性基金预算财政拨款收入 | | 二、社会保障和就业支出 | 60.00 |
| 三、国有资本经营预算财政拨款收入 | | | |
| 四、其他收入 | 10.00 | | |
| 本年收入合计 | 100.00 | 本年支出合计 | 100.00 |
| 年初结转和结余 | {opening} | 年末结转和结余 | {opening} |
| 总计 | 100.00 | 总计 | 100.00 |
# 收入决算表
单位：万元
| 科目编码 | 科目名称 | 本年收入合计 | 财政拨款收入 | 其他收入 |
---
| 合计 | < | 100.00 | 90.00 | {other} |
| 205 | 教育支出 | 40.00 | 30.00 | 10.00 |
| 208 | 社会保障和就业支出 | 60.00 | 60.00 | |
# 支出决算表
单位：万元
| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
---
| 合计 | < | 100.00 | 70.00 | 30.00 |
| 205 | 教育支出 | 40.00 | 30.00 | 10.00 |
| 208 | 社会保障和就业支出 | 60.00 | 40.00 | 20.00 |
# 财政拨款收入支出决算总表
单位：万元
| 收入 | < | 支出 | < | < | < |
| 项目 | 金额 | 项目 | 合计 | 一般公共预算财政拨款 | 政府性基金预算财政拨款 |
---
| 一、一般公共预算财政拨款 | 90.00 | 一、教育支出 | 30.00 | 30.00 | |
| 二、政府性基金预算财政拨款 | | 二、社会保障和就业支出 | 60.00 | 60.00 | |
| 本年收入合计 | 90.00 | 本年支出合计 | 90.00 | 90.00 | |
| 年初财政拨款结转和结余 | | 年末财政拨款结转和结余 | | | |
| 总计 | 90.00 | 总计 | 90.00 | 90.00 | |
# 一般公共预算财政拨款支出决算表
单位：万元
| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
---
| 合计 | < | 90.00 | 60.00 | 30.00 |
| 205 | 教育支出 | 30.00 | 20.00 | 10.00 |
| 208 | 社会保障和就业支出 | {fiscal} | 40.00 | 20.00 |
# 一般公共预算财政拨款基本支出决算表
单位：万元
| 科目编码 | 科目名称 | 决算数 | 科目编码 | 科目名称 | 决算数 |
---
| 301 | 工资福利支出 | 50.00 | 302 | 商品和服务支出 | 10.00 |
| 30101 | 基本工资 | 50.00 | 30217 | 公务接待费 | 10.00 |
| 人员经费合计 | < | 50.00 | 公用经费合计 | < | {running} |
# 财政拨款“三公”经费支出决算表
单位：万元
| 合计 | < | 公务接待费 | < |
| 预算数 | 决算数 | 预算数 | 决算数 |
---
| 12.00 | {hosting} | 12.00 | {hosting} |
"""

GOOD = {
    "education": "40.00",
    "opening": "",
    "other": "10.00",
    "fiscal": "60.00",
    "running": "10.00",
    "hosting": "10.00",
}


def relations(drawing: str, *codes: str) -> tuple[Relation, ...]:
    document = Document("d", "d.pdf", "0", (), schedules=read_schedules(tiny_tables(drawing)))
    return run(document, select(all_rules(), codes))


def verdicts(code: str, **figures: str) -> Counter[str]:
    return Counter(relation.verdict.value for relation in relations(FINAL.format(**(GOOD | figures)), code))


def test_tables_that_agree() -> None:
    assert set(Counter(r.verdict.value for r in relations(FINAL.format(**GOOD), "X"))) == {"holds"}


@pytest.mark.parametrize(
    ("code", "slot", "near", "wrong"),
    [
        ("X003", "other", "10.01", "12.00"),
        ("X005", "education", "40.01", "41.00"),
        ("X008", "fiscal", "60.01", "61.00"),
        ("X009", "fiscal", "60.01", "61.00"),
        ("X010", "running", "10.01", "11.00"),
        ("X011", "hosting", "9.99", "8.00"),
    ],
)
def test_near_misses_are_rounding_and_real_ones_are_not(code: str, slot: str, near: str, wrong: str) -> None:
    assert verdicts(code, **{slot: near})["rounding"] == 1
    assert verdicts(code, **{slot: near})["discrepancy"] == 0
    assert verdicts(code, **{slot: wrong})["discrepancy"] == 1


def test_income_equals_spending_only_without_balances() -> None:
    assert verdicts("X019") == {"holds": 3}
    assert not verdicts("X019", opening="5.00")
    spent = FINAL.format(**GOOD).replace(
        "| 205 | 教育支出 | 40.00 | 30.00 | 10.00 |", "| 205 | 教育支出 | 41.00 | 30.00 | 11.00 |", 2
    )
    broken = spent.replace("| 205 | 教育支出 | 41.00 | 30.00 | 11.00 |", "| 205 | 教育支出 | 40.00 | 30.00 | 10.00 |", 1)
    assert [r.verdict.value for r in relations(broken, "X019")].count("discrepancy") == 1


def test_a_fiscal_part_must_equal_the_whole_only_where_all_income_is_fiscal() -> None:
    # 205 has other income, so its fiscal part may be less; 208 has none.
    assert verdicts("X009", fiscal="50.00")["discrepancy"] == 1
    assert verdicts("X009", fiscal="50.00", opening="5.00")["discrepancy"] == 0


def test_an_account_of_a_part_missing_from_the_whole() -> None:
    extra = FINAL.format(**GOOD).replace(
        "| 205 | 教育支出 | 30.00 | 20.00 | 10.00 |", "| 206 | 科学技术支出 | 30.00 | 20.00 | 10.00 |"
    )
    assert [r.verdict.value for r in relations(extra, "X015")] == ["discrepancy"]
    assert "discrepancy" not in [r.verdict.value for r in relations(FINAL.format(**GOOD), "X015")]


BUDGET = """
# 2024年部门财务收支预算总表
单位：元
| 本年收入 | < | 本年支出 | < |
| 项目 | 预算数 | 项目 | 预算数 |
---
| 一、财政拨款收入 | 300,000 | 一、教育支出 | 100,000 |
| 1. 一般公共预算资金 | 300,000 | 二、卫生健康支出 | 200,000 |
| 收入总计 | 300,000 | 支出总计 | 300,000 |
# 2024年部门支出预算总表
单位：元
| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
---
| 205 | 教育支出 | 100,000 | 100,000 | 0 |
| 210 | 卫生健康支出 | {health} | 50,000 | 150,000 |
| 合计 | < | 300,000 | 150,000 | 150,000 |
# 2024年部门一般公共预算支出功能分类预算表
单位：元
| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
---
| 205 | 教育支出 | 100,000 | 100,000 | 0 |
| 210 | 卫生健康支出 | 200,000 | 50,000 | 150,000 |
| 合计 | < | 300,000 | 150,000 | 150,000 |
# 2024年部门一般公共预算基本支出部门预算经济分类预算表
单位：元
| 科目编码 | 科目名称 | 合计 | 人员经费 | 公用经费 |
---
| 301 | 工资福利支出 | 50,250 | 50,250 | 0 |
| 302 | 商品和服务支出 | 99,750 | 0 | 99,750 |
| 30231 | 公务用车运行维护费 | 99,750 | 0 | 99,750 |
| 合计 | < | 150,000 | 50,250 | 99,750 |
# 部门“三公”经费和机关运行经费预算表
单位：万元
| 三公经费预算数 | < | 机关运行经费预算数 |
| 合计 | 公务用车运行费 | ^ |
---
| {cars} | {cars} | {running} |
"""


@pytest.mark.parametrize(
    ("code", "health", "cars", "running", "wrong"),
    [
        ("X101", "200,000", "9.98", "9.97", 0),
        ("X101", "190,000", "9.98", "9.97", 1),
        ("X104", "190,000", "9.98", "9.97", 1),
        ("X104", "200,000", "9.98", "9.97", 0),
        ("X105", "200,000", "9.98", "9.97", 0),
        ("X105", "200,000", "9.00", "9.97", 1),
        ("X106", "200,000", "9.98", "9.97", 0),
        ("X106", "200,000", "9.98", "99.70", 1),
        ("T107", "200,000", "9.98", "9.97", 0),
        ("T107", "200,000", "99750", "9.97", 1),
    ],
)
def test_budget_tables(code: str, health: str, cars: str, running: str, wrong: int) -> None:
    found = relations(BUDGET.format(health=health, cars=cars, running=running), code)
    assert found and sum(r.verdict.value == "discrepancy" for r in found) == wrong
