"""Rules inside tables: for each family a table that fails, one that is off by rounding, one that holds."""

from __future__ import annotations

from collections import Counter

import pytest

from checks.registry import all_rules, run, select
from disclosure.document import Document
from disclosure.relation import Relation
from extractors.schedules import read_schedules
from tests.tiny import tiny_tables


def relations(drawing: str, *codes: str) -> tuple[Relation, ...]:
    document = Document("d", "d.pdf", "0", (), schedules=read_schedules(tiny_tables(drawing)))
    return run(document, select(all_rules(), codes))


def verdicts(drawing: str, *codes: str) -> Counter[str]:
    return Counter(relation.verdict.value for relation in relations(drawing, *codes))


SUMMARY = """
# 收入支出决算总表
单位：万元
| 收入 | < | 支出 | < |
| 项目 | 决算数 | 项目 | 决算数 |
---
| 一、一般公共预算财政拨款收入 | 90.00 | 一、一般公共服务支出 | 40.00 |
| 二、其他收入 | {other} | 二、社会保障和就业支出 | 60.00 |
| 本年收入合计 | 100.00 | 本年支出合计 | 100.00 |
| 使用非财政拨款结余 | | 结余分配 | |
| 年初结转和结余 | 5.00 | 年末结转和结余 | {closing} |
| 总计 | 105.00 | 总计 | 105.00 |
"""


@pytest.mark.parametrize(("other", "verdict"), [("10.00", "holds"), ("10.01", "rounding"), ("11.00", "discrepancy")])
def test_t001_income_lines(other: str, verdict: str) -> None:
    assert verdicts(SUMMARY.format(other=other, closing="5.00"), "T001") == {verdict: 1}


@pytest.mark.parametrize(("closing", "verdict"), [("5.00", "holds"), ("5.01", "rounding"), ("", "discrepancy")])
def test_t004_expenditure_total(closing: str, verdict: str) -> None:
    assert verdicts(SUMMARY.format(other="10.00", closing=closing), "T004") == {verdict: 1}


def test_t005_both_sides() -> None:
    even = SUMMARY.format(other="10.00", closing="5.00")
    assert verdicts(even, "T005") == {"holds": 1}
    assert verdicts(even.replace("| 总计 | 105.00 | 总计", "| 总计 | 106.00 | 总计"), "T005") == {"discrepancy": 1}


def test_t006_negative_amount() -> None:
    assert verdicts(SUMMARY.format(other="-10.00", closing="5.00"), "T006") == {"discrepancy": 1}
    assert not verdicts(SUMMARY.format(other="10.00", closing="5.00"), "T006")


def test_an_unread_figure_is_unresolved_never_a_pass() -> None:
    found = relations(SUMMARY.format(other="1O.oo", closing="5.00"), "T001")
    assert [(r.verdict.value, r.reason) for r in found] == [("unresolved", "missing_figure")]


EXPENDITURE = """
# 支出决算表
单位：万元
| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
---
| 合计 | < | 45.00 | 8.00 | 37.00 |
| 208 | 社会保障和就业支出 | 45.00 | 8.00 | {project} |
| 20801 | 人力资源和社会保障管理事务 | 8.00 | 8.00 | |
| 2080109 | 社会保险经办机构 | 8.00 | 8.00 | |
| 20830 | 财政代缴社会保险费支出 | 12 | | 12 |
| 20899 | 其他社会保障和就业支出 | 25 | | 25 |
"""


def test_t020_t021_hold() -> None:
    assert set(verdicts(EXPENDITURE.format(project="37.00"), "T020", "T021", "T092", "T094")) == {"holds"}


def test_t020_t021_rounding() -> None:
    found = verdicts(EXPENDITURE.format(project="37.01"), "T020", "T021")
    assert found["rounding"] == 3 and "discrepancy" not in found


def test_a_blank_class_cell_is_a_finding_of_its_own() -> None:
    found = [r for r in relations(EXPENDITURE.format(project=""), "T020", "T021", "T092") if r.verdict.value == "discrepancy"]
    assert sorted(r.rule for r in found) == ["T020", "T021", "T092"]
    sound = relations(EXPENDITURE.format(project="37.00"), "T020", "T021", "T092")
    assert {r.verdict.value for r in sound} == {"holds"}
    blank = next(r for r in found if r.rule == "T092")
    assert blank.expected is not None and blank.expected.value == 37 and blank.operands[0].role == "stated"


def test_a_column_that_mostly_fails_discredits_itself() -> None:
    shifted = """
    # 支出决算表
    单位：万元
    | 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
    ---
    | 合计 | < | 10.00 | 10.00 | |
    | 201 | 一般公共服务支出 | 10.00 | 70.00 | |
    | 20101 | 甲 | 10.00 | 20.00 | |
    | 2010101 | 乙 | 10.00 | 3.00 | |
    """
    found = relations(shifted, "T021")
    assert "discrepancy" not in {r.verdict.value for r in found}
    assert {r.reason for r in found if r.verdict.value == "unresolved"} == {"distrusted_table"}


BASIC = """
# 一般公共预算财政拨款基本支出决算表
单位：万元
| 科目编码 | 科目名称 | 决算数 | 科目编码 | 科目名称 | 决算数 |
---
| 301 | 工资福利支出 | {staff} | 302 | 商品和服务支出 | 3.00 |
| 30101 | 基本工资 | 6.00 | 30201 | 办公费 | 1.00 |
| 30102 | 津贴补贴 | 4.00 | 30202 | 印刷费 | 2.00 |
| 人员经费合计 | < | {staff} | 公用经费合计 | < | 3.00 |
"""


@pytest.mark.parametrize(("staff", "verdict"), [("10.00", "holds"), ("10.01", "rounding"), ("9.90", "discrepancy")])
def test_t050_economic_classes(staff: str, verdict: str) -> None:
    found = relations(BASIC.format(staff=staff), "T050")
    assert [r.verdict.value for r in found] == [verdict, "holds"]
    assert verdicts(BASIC.format(staff=staff), "T051", "T052") == {"holds": 2}


FISCAL = """
# 财政拨款收入支出决算总表
单位：万元
| 收入 | < | 支出 | < | < | < |
| 项目 | 金额 | 项目 | 合计 | 一般公共预算财政拨款 | 政府性基金预算财政拨款 |
---
| 一、一般公共预算财政拨款 | 90.00 | 一、一般公共服务支出 | 50.00 | 50.00 | |
| 二、政府性基金预算财政拨款 | 10.00 | 二、城乡社区支出 | 47.00 | 40.00 | {fund} |
| 本年收入合计 | 100.00 | 本年支出合计 | 97.00 | 90.00 | 7.00 |
| 年初财政拨款结转和结余 | | 年末财政拨款结转和结余 | 3.00 | | 3.00 |
| 一般公共预算财政拨款 | | | | | |
| 政府性基金预算财政拨款 | | | | | |
| 总计 | 100.00 | 总计 | 100.00 | 90.00 | 10.00 |
"""


@pytest.mark.parametrize(("fund", "verdict"), [("7.00", "holds"), ("7.01", "rounding"), ("8.00", "discrepancy")])
def test_t031_fiscal_expenditure(fund: str, verdict: str) -> None:
    found = verdicts(FISCAL.format(fund=fund), "T031")
    assert found[verdict] >= 2 and sum(found.values()) == 11


def test_t030_t032_t033_hold() -> None:
    assert verdicts(FISCAL.format(fund="7.00"), "T030") == {"holds": 2}
    assert verdicts(FISCAL.format(fund="7.00"), "T032") == {"holds": 1}
    assert verdicts(FISCAL.format(fund="7.00"), "T033") == {"holds": 2}
    assert verdicts(FISCAL.format(fund="7.00").replace("| 3.00 | | 3.00 |", "| 3.00 | | |"), "T033")["discrepancy"] == 1


PUBLIC = """
# 财政拨款“三公”经费支出决算表
单位：万元
| 预算数 | < | < | < | < | < | 决算数 | < | < | < | < | < |
| 合计 | 因公出国（境）费 | 公务用车购置及运行费 | < | < | 公务接待费 | 合计 | 因公出国（境）费 | 公务用车购置及运行费 | < | < | 公务接待费 |
| ^ | ^ | 小计 | 公务用车购置费 | 公务用车运行费 | ^ | ^ | ^ | 小计 | 公务用车购置费 | 公务用车运行费 | ^ |
---
| 5.00 | | 3.00 | | 3.00 | 2.00 | {total} | | 2.50 | | 2.50 | {hosting} |
"""


@pytest.mark.parametrize(("total", "verdict"), [("3.50", "holds"), ("3.51", "rounding"), ("3.90", "discrepancy")])
def test_t060_three_items(total: str, verdict: str) -> None:
    found = verdicts(PUBLIC.format(total=total, hosting="1.00"), "T060")
    assert found[verdict] >= 1 and sum(found.values()) == 2


def test_t061_t062_cars_and_budget() -> None:
    assert verdicts(PUBLIC.format(total="3.50", hosting="1.00"), "T061", "T062")["discrepancy"] == 0
    assert verdicts(PUBLIC.format(total="5.00", hosting="2.50"), "T062")["discrepancy"] == 1


FUND = """
# 政府性基金预算财政拨款收入支出决算表
单位：万元
| 项目 | < | 年初结转和结余 | 本年收入 | 本年支出 | < | < | 年末结转和结余 |
| 科目编码 | 科目名称 | ^ | ^ | 小计 | 基本支出 | 项目支出 | ^ |
---
| 合计 | < | 1.00 | 5.00 | 4.00 | | 4.00 | {closing} |
| 212 | 城乡社区支出 | 1.00 | 5.00 | 4.00 | | 4.00 | 2.00 |
"""


@pytest.mark.parametrize(("closing", "verdict"), [("2.00", "holds"), ("2.01", "rounding"), ("1.00", "discrepancy")])
def test_t070_roll_forward(closing: str, verdict: str) -> None:
    assert verdicts(FUND.format(closing=closing), "T070")[verdict] >= 1


BUDGET = """
# 2024年部门财务收支预算总表
单位：元
| 本年收入 | < | 本年支出 | < |
| 项目 | 预算数 | 项目 | 预算数 |
---
| 一、财政拨款收入 | 300 | 一、一般公共服务支出 | 100 |
| 1. 一般公共预算资金 | 300 | 二、教育支出 | 200 |
| 2. 政府性基金 | | 三、卫生健康支出 | {health} |
| 二、事业收入 | | | |
| 收入总计 | 300 | 支出总计 | 300 |
"""


@pytest.mark.parametrize(("health", "verdict"), [("", "holds"), ("1", "rounding"), ("20", "discrepancy")])
def test_t101_budget_summary(health: str, verdict: str) -> None:
    assert verdicts(BUDGET.format(health=health), "T101")[verdict] >= 1
    assert verdicts(BUDGET.format(health=health), "T095") == {"holds": 1}


BASE = """
# 2023年度部门整体支出绩效评价基础数据表
| 财政供养人员情况（人） | 编制数 | 2023年实际在职人数 | 控制率 |
| ^ | 31 | 37 | {rate} |
| 经费控制情况 | 2022年决算数 | 2023年预算数 | 2023年决算数 |
| 三公经费 | 0.55 | 1.00 | 0.58 |
| 1、公务用车购置和维护经费 | | | |
| 其中：公车购置 | | | |
| 公车运行维护 | | | |
| 2、出国经费 | | | |
| 3、公务接待 | 0.55 | 1.00 | 0.58 |
| 项目支出：（一个专项一行） | 10.00 | 20.00 | 30.00 |
| 1、甲专项 | 4.00 | 8.00 | 12.01 |
| 2、乙专项 | 6.00 | 12.00 | {second} |
| 公用经费 | 50.00 | 60.00 | 70.00 |
| 其中：办公费 | 10.00 | 10.00 | 80.00 |
"""


def test_base_data_sums_and_bounds() -> None:
    assert verdicts(BASE.format(rate="119.35%", second="18.00"), "T110") == {"holds": 5, "rounding": 1}
    assert verdicts(BASE.format(rate="119.35%", second="12.00"), "T110")["discrepancy"] == 1
    assert verdicts(BASE.format(rate="119.35%", second="18.00"), "T112") == {"holds": 2, "discrepancy": 1}
    assert verdicts(BASE.format(rate="119.35%", second="18.00").replace("80.00", "70.00"), "T112") == {"holds": 3}


def test_a_numbered_row_whose_label_was_not_read_leaves_the_sum_open() -> None:
    lost = BASE.format(rate="119.35%", second="18.00").replace("| 1、甲专项", "| ")
    made = verdicts(lost, "T110")
    assert "discrepancy" not in made
    assert made["unresolved"] == 1


@pytest.mark.parametrize(("rate", "verdict"), [("119.35%", "holds"), ("119.36%", "discrepancy"), ("119.4%", "holds")])
def test_base_data_staffing_rate(rate: str, verdict: str) -> None:
    assert verdicts(BASE.format(rate=rate, second="18.00"), "T113") == {verdict: 1}


def generic(rows: list[str]) -> str:
    header = "# 下属单位经费情况表\n单位：万元\n| 单位名称 | 合计 | 人员经费 | 公用经费 |\n---\n"
    return header + "\n".join(f"| 单位{i} | {row} |" for i, row in enumerate(rows))


def test_a_hypothesis_needs_support_before_it_alarms() -> None:
    good = ["3.00 | 2.00 | 1.00"] * 5
    assert verdicts(generic([*good, "9.00 | 2.00 | 1.00"]), "T200") == {"holds": 5, "discrepancy": 1}
    assert not verdicts(generic(["9.00 | 2.00 | 1.00", "3.00 | 2.00 | 1.00"]), "T200")


def test_codes_and_names() -> None:
    orphan = EXPENDITURE.format(project="37.00").replace("| 20801 |", "| 20802 |")
    assert [r.rule for r in relations(orphan, "T090")] == ["T090"]
    assert not relations(EXPENDITURE.format(project="37.00"), "T090", "T091")
    typo = EXPENDITURE.format(project="37.00").replace("社会保险经办机构", "社会保险经办机钩")
    assert [r.rule for r in relations(typo, "T091")] == ["T091"]


def test_an_empty_form_says_nothing() -> None:
    empty = FUND.format(closing="")
    for figure in ("1.00", "5.00", "4.00", "2.00"):
        empty = empty.replace(figure, "")
    assert not relations(empty, "T", "X")


def test_a_table_that_lost_its_last_page_raises_no_alarm() -> None:
    torn = """
    # 2024年部门支出预算总表
    单位：元
    | 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
    ---
    | 201 | 一般公共服务支出 | 50 | 50 | 0 |
    | 20101 | 甲 | 50 | 50 | 0 |
    | 208 | 社会保障和就业支出 | 900 | 900 | 0 |
    | 20805 | 乙 | 100 | 100 | 0 |
    """
    found = relations(torn, "T108")
    assert Counter(r.verdict.value for r in found) == {"holds": 2, "unresolved": 2}


def test_the_three_items_may_stand_in_rows() -> None:
    down = """
    # 一般公共预算财政拨款“三公”经费支出决算表
    单位：万元
    | 项目 | 年初预算数 | 决算统计数 |
    ---
    | 一、“三公”经费支出合计 | 5.00 | {total} |
    | 1.因公出国（境）费 | | |
    | 2.公务用车购置及运行维护费 | 3.00 | 2.00 |
    | （1）公务用车购置费 | | |
    | （2）公务用车运行维护费 | 3.00 | 2.00 |
    | 3.公务接待费 | 2.00 | 1.00 |
    """
    assert verdicts(down.format(total="3.00"), "T060", "T061") == {"holds": 4}
    assert verdicts(down.format(total="4.00"), "T060") == {"holds": 1, "discrepancy": 1}


def test_blocks_of_income_and_spending_are_divided_apart() -> None:
    blocks = """
    # 一般公共预算财政拨款支出决算表
    单位：万元
    | 项目 | < | 本年收入 | < | < | 本年支出 | < | < |
    | 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 | 合计 | 基本支出 | 项目支出 |
    ---
    | 205 | 教育支出 | 5.00 | 3.00 | 2.00 | 6.00 | 3.00 | 2.00 |
    """
    assert verdicts(blocks, "T040") == {"holds": 1, "discrepancy": 1}
    assert verdicts(blocks.replace("| 6.00 |", "| 5.01 |"), "T040") == {"holds": 1, "rounding": 1}


def test_a_summary_under_this_year_and_carried_over() -> None:
    nested = """
    # 财政拨款收支总表
    单位：万元
    | 收入 | < | 支出 | < | < |
    | 项目 | 预算数 | 项目 | 合计 | 一般公共预算 |
    ---
    | 一、本年收入 | 300.00 | 一、本年支出 | {spent} | {spent} |
    | （一）一般公共预算拨款 | 300.00 | （一）一般公共服务支出 | 100.00 | 100.00 |
    | 二、上年结转 | 10.00 | （二）教育支出 | 210.00 | 210.00 |
    | | | 二、结转下年 | | |
    | 收入总计 | 310.00 | 支出总计 | 310.00 | 310.00 |
    """
    assert set(verdicts(nested.format(spent="310.00"), "T095", "T104")) == {"holds"}
    assert verdicts(nested.format(spent="300.00"), "T095", "T104")["discrepancy"] == 4


NATURES = """
# 收入支出决算总表
单位：万元
| 收入 | < | 支出（按支出性质） | < |
| 项目 | 决算数 | 项目 | 决算数 |
---
| 一、一般公共预算财政拨款收入 | 100.00 | 一、基本支出 | 60.00 |
| | | 人员经费 | {staff} |
| | | 公用经费 | 20.00 |
| | | 二、项目支出 | {project} |
| | | 三、上缴上级支出 | |
| 本年收入合计 | 100.00 | 本年支出合计 | 100.00 |
"""


@pytest.mark.parametrize(
    ("staff", "project", "expected"),
    [
        ("40.00", "40.00", {"holds": 2}),
        ("40.00", "40.01", {"holds": 1, "rounding": 1}),
        ("40.00", "30.00", {"holds": 1, "discrepancy": 1}),
        ("50.00", "40.00", {"holds": 1, "discrepancy": 1}),
    ],
)
def test_t007_expenditure_by_nature(staff: str, project: str, expected: dict[str, int]) -> None:
    assert verdicts(NATURES.format(staff=staff, project=project), "T007") == expected
    assert not verdicts(SUMMARY.format(other="10.00", closing="5.00"), "T007")
