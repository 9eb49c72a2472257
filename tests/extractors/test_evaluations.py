"""Self-evaluation forms from tables: layouts of several provinces, merged and blank cells, figures inside cells."""

from __future__ import annotations

import io
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pytest

from disclosure.evaluation import Evaluation
from disclosure.fact import Fact, Measure
from extractors.evaluations import read_evaluations
from extractors.tables.reading import read_tables
from extractors.textlayer import read_text_page
from tests.tiny import tiny_table

HUNAN = """
# 2023年度部门整体支出绩效自评表
| 预算部门、单位名称 | < | 某县养护中心 | < | < | < | < | < | < |
| 年度预算申请（万元） | | < | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
| ^ | 年度资金总额 | < | 531.17 | 584.69 | 551.84 | 10 | 94.38% | 8 |
| ^ | 按收入性质分： | < | < | < | 按支出性质分： | < | < | < |
| ^ | 其中：一般公共预算：551.03 | < | < | < | 其中：基本支出：460.33 | < | < | < |
| ^ | 其他资金： | < | < | < | 项目支出：91.51 | < | < | < |
| 年度总体目标 | 预期目标 | < | < | < | 实际完成情况 | < | < | < |
| 绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 自评得分 | 偏差原因分析及改进措施 |
| ^ | 产出指标(50分) | 数量指标 | 补助人数 | 养老补助人数900人, 缴费补贴人数4000人 | 养老补助人数800人, 缴费补贴人数1855人 | 12.50 | 12.50 | 减员 |
| ^ | ^ | ^ | 参保人数 | 8.34 万 | 8.34 万 | 27.5 | 27.5 | |
| ^ | ^ | 时效指标 | 拨付时限 | 2023 年底前 | 2023年底 | 10 | 10 | |
| ^ | ^ | 成本指标 | | | | | | |
| ^ | 满意度指标（10分） | 满意度指标 | 满意度 | ≥95% | 95% | 1 0 | 8 | |
| 总分 | < | < | < | < | < | 100 | 98 | 等级：优 |
"""

SICHUAN = """
# 部门预算项目支出绩效自评表（2023年度）
| 项目名称 | 51000023T000007870783-堤防维护2023 | < | < | < | < | < | < | < | < | < |
| 主管部门 | 某县水利局 | < | < | < | 实施单位（盖章） | < | 某县河道所 | < | < | < |
| 预算执行情况（10分） | 年度预算数（万元） | < | 年初预算 | 调整后预算数 | 预算执行数 | < | 预算执行率 | 权重 | 得分 | 原因 |
| ^ | 总额 | < | 10.00 | 7.50 | 7.50 | < | 100.00% | 10 | 10 | 执行率未达到90%的需说明原因 |
| ^ | 其中：财政资金 | < | 10.00 | 7.50 | 7.50 | < | 100.00% | / | / | ^ |
| ^ | 其他资金 | < | | | | < | | / | / | ^ |
| 绩效指标（90分） | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 完成值 | 权重 | 得分 | 未完成原因分析 |
| ^ | 产出指标 | 数量指标 | 巡查 | ≥ | 16 | 万人次 | | 50 | 50 | |
| ^ | 成本指标 | 经济成本 | 维护费 | ≤ | 10 | 万元 | 7.5 | 40 | 35 | |
| 合计 | < | < | < | < | < | < | < | 100 | 95 | |
"""

SCORING = """
# 评价指标体系及评分表
| 一级指标 | 分值 | 二级指标 | 分值 | 三级指标 | 分值 | 得分 |
| 决策 | 40 | 项目立项 | 5 | 立项依据 | 2 | 2 |
| ^ | ^ | ^ | ^ | 立项程序 | 3 | 3 |
| ^ | ^ | 资金投入 | 35 | 预算编制 | 35 | 30 |
| 产出 | 60 | 产出数量 | 60 | 完成率 | 60 | 60 |
| 总分 | 100 | | 100 | | 100 | 95 |
"""


def form(text: str) -> Evaluation:
    (found,) = read_evaluations([tiny_table(text)])
    return found


def shown(fact: Fact | None) -> str:
    return f"{fact.quantity.value}{fact.quantity.unit.symbol if fact.quantity.unit else ''}" if fact else ""


def test_funds_of_a_hunan_form() -> None:
    read = form(HUNAN)
    total = read.funds[0]
    assert (read.level, read.organisation, read.grade) == ("overall", "某县养护中心", "优")
    assert [(f.measure, shown(f)) for f in total.figures] == [
        (Measure.INITIAL_BUDGET, "531.17万元"),
        (Measure.ADJUSTED_BUDGET, "584.69万元"),
        (Measure.ACTUAL, "551.84万元"),
    ]
    assert [shown(f) for f in (read.execution_weight, read.execution_rate, read.execution_score)] == ["10分", "94.38%", "8分"]


def test_figures_inside_cells_keep_their_basis() -> None:
    lines = [(line.basis, line.name, [shown(f) for f in line.figures]) for line in form(HUNAN).funds if line.basis]
    assert ("按收入性质", "一般公共预算", ["551.03万元"]) in lines
    assert ("按支出性质", "项目支出", ["91.51万元"]) in lines
    assert ("按收入性质", "其他资金", []) in lines


def test_indicators_of_a_hunan_form() -> None:
    read = form(HUNAN)
    assert [(i.group, i.kind, i.name) for i in read.indicators] == [
        ("产出指标", "数量指标", "补助人数"),
        ("产出指标", "数量指标", "参保人数"),
        ("产出指标", "时效指标", "拨付时限"),
        ("满意度指标", "满意度指标", "满意度"),
    ]
    first, second, third, last = read.indicators
    assert [(f.indicator, shown(f)) for f in first.actuals] == [("养老补助人数", "800人"), ("缴费补贴人数", "1855人")]
    assert shown(second.targets[0]) == "8.34万人"
    assert third.targets == third.actuals == ()
    assert (last.targets[0].quantity.hedge, shown(last.weight), shown(last.score)) == ("≥", "10分", "8分")
    assert [(b.name, shown(b.weight), b.members) for b in read.blocks] == [
        ("产出指标", "50分", (0, 1, 2)),
        ("满意度指标", "10分", (3,)),
    ]
    assert (shown(read.total_weight), shown(read.total_score)) == ("100分", "98分")


def test_blank_cells_below_a_label_belong_to_it() -> None:
    """The same form where the grid has no merged cells but blanks."""
    rows = [line.replace("| ^ ", "|  ") for line in HUNAN.splitlines()]
    blank, merged = form("\n".join(rows)), form(HUNAN)
    assert [(i.group, i.kind, i.name) for i in blank.indicators] == [(i.group, i.kind, i.name) for i in merged.indicators]
    assert [(b.name, b.members) for b in blank.blocks] == [(b.name, b.members) for b in merged.blocks]


def test_lost_numerals_of_levels() -> None:
    """Recognition loses the 一 of 一级指标 in narrow cells; the order of the columns still tells the levels."""
    for lost in ("", "--", "…"):
        read = form(HUNAN.replace("一级指标", f"{lost}级指标").replace("三级指标", "级指标"))
        assert [(i.group, i.kind, i.name) for i in read.indicators] == [(i.group, i.kind, i.name) for i in form(HUNAN).indicators]


def test_a_total_row_without_its_label() -> None:
    read = form(HUNAN.replace("| 总分 |", "| |"))
    assert (shown(read.total_weight), shown(read.total_score), len(read.indicators)) == ("100分", "98分", 4)


def test_a_list_of_grades_to_tick_is_no_grade() -> None:
    read = form(HUNAN.replace("等级：优", "等级：优□良□中□差□"))
    assert (read.grade, read.grade_place) == ("", None)


def test_a_sichuan_form() -> None:
    read = form(SICHUAN)
    assert (read.level, read.subject, read.organisation) == ("project", "堤防维护2023", "某县河道所")
    assert [(line.name, line.of_which, len(line.figures)) for line in read.funds] == [
        ("总额", False, 3),
        ("财政资金", True, 3),
        ("其他资金", True, 0),
    ]
    first, cost = read.indicators
    assert (first.target, first.targets[0].quantity.hedge, shown(first.targets[0])) == ("≥16万人次", "≥", "16万人次")
    assert (shown(cost.targets[0]), shown(cost.actuals[0])) == ("10万元", "7.5万元")
    assert [(b.name, shown(b.weight), b.execution) for b in read.blocks] == [
        ("预算执行情况", "10分", True),
        ("绩效指标", "90分", False),
    ]
    assert (shown(read.total_weight), shown(read.total_score)) == ("100分", "95分")


def test_a_scoring_table_with_weights_on_every_level() -> None:
    read = form(SCORING)
    assert [(b.name, shown(b.weight), b.members) for b in read.blocks][:3] == [
        ("决策", "40分", (0, 1, 2)),
        ("项目立项", "5分", (0, 1)),
        ("资金投入", "35分", (2,)),
    ]
    assert [shown(i.weight) for i in read.indicators] == ["2分", "3分", "35分", "60分"]


def test_a_list_of_goals_is_not_a_form() -> None:
    goals = "# 项目支出绩效目标申报表\n| 一级指标 | 二级指标 | 三级指标 | 指标值 |\n| 产出指标 | 数量指标 | 户数 | 10户 |"
    assert read_evaluations([tiny_table(goals)]) == ()
    assert read_evaluations([tiny_table("# 支出决算表\n| 科目 | 合计 |\n| 208 | 1.00 |")]) == ()


def test_facts_stand_in_their_cells() -> None:
    read = form(HUNAN)
    assert len({fact.id for fact in read.facts}) == len(read.facts)
    assert all(fact.place.box.width > 0 and fact.quote and fact.label for fact in read.facts)


@pytest.mark.corpus
@pytest.mark.parametrize(("document", "page", "score"), [("000", 2, "98"), ("003", 35, "96"), ("002", 20, "100")])
def test_corpus_forms(corpus: Path, document: str, page: int, score: str) -> None:
    """A form as Camelot reads it, from the page it stands on."""
    source = pypdfium2.PdfDocument((corpus / document / f"{document}-born.pdf").read_bytes())
    single = pypdfium2.PdfDocument.new()
    single.import_pages(source, [page - 1])
    buffer = io.BytesIO()
    single.save(buffer)
    (read,) = read_evaluations(read_tables(buffer.getvalue(), [read_text_page(single, 0)]))
    assert read.total_score and read.total_score.quantity.value == Decimal(score)
    assert read.total_weight and read.total_weight.quantity.value == 100
    weights = [line.weight.quantity.value for line in read.indicators if line.weight]
    assert len(weights) == len(read.indicators) > 2
