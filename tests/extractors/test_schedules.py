"""Tables understood: kinds, lanes, headers, codes, hierarchy, precision. Each table is drawn as it would be printed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from disclosure.fact import Measure
from disclosure.schedule import RowKind, Schedule
from extractors.schedules import read_schedules
from extractors.schedules.kind import kind_of
from extractors.schedules.text import depth, label
from extractors.schedules.vocabulary import mended
from tests.tiny import tiny_table, tiny_tables

SUMMARY = """
# 收入支出决算总表
单位：万元
| 收入 | < | < | 支出 | < | < |
| 项目 | 行次 | 决算数 | 项目 | 行次 | 决算数 |
| 栏次 |  | 1 | 栏次 |  | 2 |
---
| 一、一般公共预算财政拨款收入 | 1 | 90.00 | 一、一般公共服务支出 | 32 | |
| 八、其他收入 | 8 | 10 | 八、社会保障和就业支出 | 39 | 100.00 |
| 本年收入合计 | 27 | 100.00 | 本年支出合计 | 58 | 100.00 |
| 年初结转和结余 | 29 | | 年末结转和结余 | 60 | |
| 总计 | 31 | 100.00 | 总计 | 62 | 100.00 |
"""

EXPENDITURE = """
# 支出决算表
单位：万元
| 项目 | < | 本年支出合计 | 基本支出 | 项目支出 | 上缴上级支出 |
| 功能分类科目编码 | 科目名称 | ^ | ^ | ^ | ^ |
| 栏次 | < | 1 | 2 | 3 | 4 |
---
| 合计 | < | 33.10 | 8.10 | 25 | |
| 208 | 社会保障和就业支出 | 33.10 | 8.10 | 25 | |
| 20801 | 人力资源和社会保障管理事务 | 8.10 | 8.10 | | |
| 2080109 | 社会保险经办机构 | 8.10 | 8.10 | | |
| 20899 | 其他社会保障和就业支出 | 25 | | 25 | |
"""


def only(drawing: str) -> Schedule:
    found = read_schedules([tiny_table(drawing)])
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("收入支出决算总表", "final.summary"),
        ("支出决算表", "final.expenditure"),
        ("一般公共预算财政拨款支出决算表", "final.general_expenditure"),
        ("一般公共预算财政拨款支出决算明细表", "unknown"),
        ("2024年部门一般公共预算基本支出部门预算经济分类预算表", "budget.general_basic_economic"),
        ("部门“三公”经费和机关运行经费预算表", "budget.three_public"),
        ("表1 部门收支总表", "budget.summary"),
        ("财政拨款收支总表", "budget.fiscal_summary"),
        ("政府性基金收支总表", "unknown"),
        ("一般公共预算财政拨款支决算表", "final.general_expenditure"),
        ("2023年度部门整体支出绩效评价基础数据表", "evaluation.base_data"),
        ("财政拨款“三公”经费、行政参公单位机关运行经费情况表", "final.three_public"),
        ("一般公共预算财政拨款“三公”经费及会议费、培训费支出决算表", "final.three_public"),
        ("收入决算表（按单位）", "unknown"),
        ("收入决算表（按科目）", "final.income"),
    ],
)
def test_the_most_specific_title_names_the_kind(title: str, kind: str) -> None:
    assert kind_of(title, ()).key == kind


def test_headers_decide_where_the_title_is_missing() -> None:
    assert only(SUMMARY.replace("# 收入支出决算总表", "")).kind == "unknown"
    words = ["本年收入合计", "本年支出合计", "四、上级补助收入", "结余分配"]
    assert kind_of("", words).key == "final.summary"


def test_lanes_are_rows_of_their_own_and_line_numbers_are_no_amounts() -> None:
    schedule = only(SUMMARY)
    assert schedule.lanes == ("收入", "支出")
    assert [c.lane for c in schedule.columns] == [0, 1]
    other = schedule.row("其他收入", 0)
    fact = schedule.at(other, schedule.columns[0])
    assert fact is not None and fact.quantity.value == 10 and fact.quantity.places == 2
    assert schedule.at(other, schedule.columns[1]) is None
    blank = schedule.at(schedule.row("年末结转和结余"), schedule.columns[1])
    assert blank is not None and blank.blank and blank.quantity.exact
    assert all(fact.quantity.value not in (1, 27, 31, 58) for fact in schedule.facts)


def test_codes_make_the_hierarchy_and_columns_lend_precision() -> None:
    schedule = only(EXPENDITURE)
    assert schedule.kind == "final.expenditure"
    assert [c.name for c in schedule.columns] == ["本年支出合计", "基本支出", "项目支出", "上缴上级支出"]
    top, section = schedule.coded("208"), schedule.coded("20801")
    assert top is not None and section is not None and section.parent == top.id
    total = schedule.row("合计")
    assert total is not None and total.kind is RowKind.TOTAL and [r.code for r in schedule.children(total)] == ["208"]
    fact = schedule.at(schedule.coded("20899"), schedule.column("项目支出"))
    assert fact is not None and fact.quantity.quantum == Decimal(100)
    assert fact.indicator == "其他社会保障和就业支出" and fact.code == "20899" and fact.measure is Measure.ACTUAL
    whole = schedule.at(total, schedule.column("基本支出"))
    assert whole is not None and whole.indicator == "基本支出"


def test_codes_in_three_columns_beside_the_total() -> None:
    schedule = only("""
    # 2024年部门支出预算总表
    单位：元
    | 项目 | < | < | < | 支出预算 | < | < |
    | 功能分类科目编码 | < | < | 功能分类科目名称 | 合计 | 基本支出 | 项目支出 |
    | 类 | 款 | 项 | ^ | ^ | ^ | ^ |
    ---
    | 201 | | | 一般公共服务支出 | 257,700 | 0 | 257,700 |
    | 201 | 05 | | 统计信息事务 | 257,700 | 0 | 257,700 |
    | 201 | 05 | 7 | 专项普查活动 | 257,700 | 0 | 257,700 |
    | 合计 | < | < | < | 257,700 | 0 | 257,700 |
    """)
    assert [row.code for row in schedule.rows] == ["201", "20105", "2010507", None]
    assert len(schedule.facts) == 12


def test_the_total_may_stand_in_the_line_of_the_code_levels() -> None:
    schedule = only("""
    # 支出决算表
    单位：万元
    | 项目 | < | < | < | 本年支出合计 | 基本支出 | 项目支出 |
    | 科目编码 | < | < | 科目名称 | ^ | ^ | ^ |
    ---
    | 类 | 款 | 项 | 合计 | 3.00 | 1.00 | 2.00 |
    | 201 | | | 一般公共服务支出 | 3.00 | 1.00 | 2.00 |
    | 201 | 06 | | 财政事务 | 3.00 | 1.00 | 2.00 |
    """)
    assert [(r.code, r.label) for r in schedule.rows] == [(None, "合计"), ("201", "一般公共服务支出"), ("20106", "财政事务")]


def test_a_subtotal_whose_label_reaches_over_lanes_keeps_its_figure() -> None:
    schedule = only("""
    # 一般公共预算财政拨款基本支出决算表
    单位：万元
    | 科目编码 | 科目名称 | 决算数 | 科目编码 | 科目名称 | 决算数 | 科目编码 | 科目名称 | 决算数 |
    ---
    | 301 | 工资福利支出 | 5.00 | 302 | 商品和服务支出 | 2.00 | 310 | 资本性支出 | |
    | 30101 | 基本工资 | 5.00 | 30201 | 办公费 | 2.00 | 31002 | 办公设备购置 | |
    | 人员经费合计 | < | 5.00 | 公用经费合计 | < | < | < | < | 2.00 |
    """)
    total = schedule.row("公用经费合计")
    assert total is not None and [f.quantity.value for _, f in schedule.figures(total)] == [2]
    capital = schedule.coded("31002")
    assert capital is not None and capital.parent == getattr(schedule.coded("310"), "id", None)


def test_a_subtotal_named_in_a_figure_column_keeps_its_figure() -> None:
    schedule = only("""
    # 一般公共预算财政拨款基本支出决算表
    单位：万元
    | 科目编码 | 科目名称 | 决算数 | 科目编码 | 科目名称 | 决算数 | 科目编码 | 科目名称 | 决算数 |
    ---
    | 301 | 工资福利支出 | 5.00 | 302 | 商品和服务支出 | 2.00 | 310 | 资本性支出 | |
    | 30101 | 基本工资 | 5.00 | 30201 | 办公费 | 2.00 | 31002 | 办公设备购置 | |
    | | 人员经费合计 | 5.00 | | | 公用经费合计 | < | | 2.00 |
    """)
    total = schedule.row("公用经费合计")
    assert total is not None and [f.quantity.value for _, f in schedule.figures(total)] == [2]


@pytest.mark.parametrize("blocked", [True, False])
def test_budget_and_final_columns_of_the_three_public_table(blocked: bool) -> None:
    header = (
        "| 预算数 | < | < | 决算数 | < | < |\n| 合计 | 因公出国(境)费 | 公务接待费 | 合计 | 因公出国(境)费 | 公务接待费 |"
        if blocked
        else "| 合计 | < | 因公出国(境)费 | < | 公务接待费 | < |\n| 预算数 | 决算数 | 预算数 | 决算数 | 预算数 | 决算数 |"
    )
    schedule = only(f"# 财政拨款“三公”经费支出决算表\n单位：万元\n{header}\n---\n| 2.85 | 0.39 | | | 2.85 | 0.39 |")
    assert {c.measure for c in schedule.columns} == {Measure.BUDGET, Measure.ACTUAL}
    assert sorted({c.name for c in schedule.columns}) == ["公务接待费", "合计", "因公出国（境）费"]
    assert len(schedule.facts) == 6


def test_items_of_the_three_public_table_may_stand_in_rows() -> None:
    schedule = only("""
    # 财政拨款“三公”经费、行政参公单位机关运行经费情况表
    单位：元
    | 项目 | 行次 | 预算数 | 决算统计数 |
    ---
    | 一、“三公”经费支出 | 1 | — | — |
    | （一）支出合计 | 2 | 50.00 | 40.00 |
    | 1．因公出国（境）费 | 3 | 0.00 | 0.00 |
    | 3．公务接待费 | 7 | 50.00 | 40.00 |
    """)
    found = {(fact.indicator, fact.measure): fact.quantity.value for fact in schedule.facts if not fact.blank}
    assert found["三公经费", Measure.ACTUAL] == 40
    assert found["公务接待费", Measure.BUDGET] == 50


def test_budget_and_final_lines_of_the_three_public_table() -> None:
    schedule = only("""
    # 一般公共预算财政拨款“三公”经费及会议费、培训费支出决算表
    单位：万元
    | 项目 | 小计 | 公务接待费 | 会议费 |
    ---
    | 预算数 | 5.00 | 5.00 | 1.00 |
    | 决算数 | 4.00 | 4.00 | 0.80 |
    """)
    hosting = {fact.measure: fact.quantity.value for fact in schedule.facts if fact.indicator == "公务接待费"}
    assert hosting == {Measure.BUDGET: 5, Measure.ACTUAL: 4}


def test_codes_of_offices_are_no_figures() -> None:
    schedule = only("""
    # 部门收入总表
    单位：元
    | 单位代码 | 单位名称 | 合计 | 其他收入 |
    ---
    | | 合计 | 7.00 | 7.00 |
    | 301001 | 本级 | 7.00 | 7.00 |
    """)
    assert [column.name for column in schedule.columns] == ["本年收入合计", "其他收入"]


def test_blocks_of_the_base_data_table() -> None:
    found = read_schedules(
        [
            tiny_table("""
    # 2023年度部门整体支出绩效评价基础数据表
    | 财政供养人员情况（人） | 编制数 | 2023年实际在职人数 | 控制率 |
    | ^ | 31 | 37 | 119.35% |
    | 经费控制情况 | 2022年决算数 | 2023年预算数 | 2023年决算数 |
    | 三公经费 | 0.55 | 1.00 | 0.58 |
    | 1、公务接待 | 0.55 | 1.00 | 0.58 |
    """)
        ]
    )
    assert [s.kind for s in found] == ["unknown", "evaluation.base_data"]
    measures = [(fact.measure, fact.year) for fact in found[1].facts[:3]]
    assert measures == [(Measure.PRIOR, 2022), (Measure.BUDGET, 2023), (Measure.ACTUAL, 2023)]


def test_an_unknown_table_is_still_read_and_a_form_is_left_alone() -> None:
    found = read_schedules(
        tiny_tables("""
    # 下属单位经费情况表
    单位：万元
    | 单位名称 | 合计 | 人员经费 | 公用经费 |
    | 甲单位 | 3.00 | 2.00 | 1.00 |
    | 合计 | 3.00 | 2.00 | 1.00 |
    # 项目支出绩效自评表
    | 一级指标 | 二级指标 | 分值 | 得分 |
    | 产出指标 | 数量指标 | 10 | 10 |
    """)
    )
    assert [(s.kind, len(s.facts)) for s in found] == [("unknown", 6)]


def test_a_missing_caption_is_borrowed_only_where_all_agree() -> None:
    borrowed = read_schedules(tiny_tables(SUMMARY + EXPENDITURE.replace("单位：万元\n", "")))
    assert [s.unit.symbol if s.unit else None for s in borrowed] == ["万元", "万元"]


@pytest.mark.parametrize(
    ("printed", "canonical", "level"),
    [
        ("一、一般公共预算财政拨款收入", "一般公共预算财政拨款收入", 0),
        ("（一）基本支出", "基本支出", 1),
        ("1. 一般公共预算资金", "一般公共预算资金", 2),
        ("其中：公车购置", "公车购置", None),
        ("社会保障和就业支出（类）", "社会保障和就业支出", None),
        ("一一般公共服务支出、", "一般公共服务支出", 0),
        ("十一农林水支出、", "农林水支出", 0),
    ],
)
def test_labels_lose_what_only_orders_them(printed: str, canonical: str, level: int | None) -> None:
    assert (label(printed), depth(printed)) == (canonical, level)


@pytest.mark.parametrize(
    ("read", "meant"), [("科日编码", "科目编码"), ("本年收人合计", "本年收入合计"), ("人员经费", "人员经费"), ("甲", "甲")]
)
def test_a_header_word_misread_by_one_look_alike_is_the_known_one(read: str, meant: str) -> None:
    assert mended(read) == meant
