"""D017 to D022: projects' own reports against themselves and against the report on the whole."""

from tests.checks.drawn_forms import project
from tests.checks.parted import file, found, relations

BODY = """
== self_evaluation | 某县水利站整体支出绩效自评报告
# 二、部门资金基本情况
2022年项目支出年初预算数为8万元，全部为河道管护费。
2022年追加预算安排{added}万元，主要用于聘用人员和河道管护。
2022年下达省级资金51.25万元。其中：山塘整修资金20.75万元；渠道清淤资金{canal}万元。
2022年末项目资金无结余。
"""

LABOUR = """
== self_evaluation | 2022年度项目支出绩效自评报告（巡护劳务费）
（4）成本指标：巡护人员工资及社保{cost}万元，完成率100%。
# 二、项目资金申报及使用情况
此项目资金在年初预算中申报，年中由县财政批复，共42.36万元。
此项目资金{arrived}万元，于2022年中由县财政下达预算指标，到位率100%。
“巡护劳务费”在当期完成了项目的总体实施，执行率{rate}%。
"""

UPKEEP = """
== self_evaluation | 2022年度项目支出绩效自评报告（河道管护费）
此项目资金在年初预算中由县财政下达8万元，年中追加{extra}万元，用于河道日常管护。
# 二、项目资金申报及使用情况
此项目资金年中由县财政批复，共{whole}万元。
此项目资金26.17万元，到位率100%。
“河道管护费”在当期完成了项目的总体实施，执行率100%。
"""

GIVEN = """
== self_evaluation | 2022年度项目支出绩效自评报告（{name}）
此项目资金{amount}万元，于2022年中由县财政下达预算指标，到位率100%。
“{name}”在当期完成了项目的总体实施，执行率100%。
"""


def whole(
    added: str = "60.53",
    canal: str = "30.50",
    cost: str = "42.36",
    arrived: str = "42.36",
    rate: str = "100",
    extra: str = "18.17",
    total: str = "26.17",
    named: str = "30.50",
):  # type: ignore[no-untyped-def]
    parts = [
        BODY.format(added=added, canal=canal),
        LABOUR.format(cost=cost, arrived=arrived, rate=rate),
        UPKEEP.format(extra=extra, whole=total),
        GIVEN.format(name="山塘整修资金", amount="20.75"),
        GIVEN.format(name="渠道清淤资金", amount=named),
    ]
    return file("".join(parts))


def test_arrival_is_over_what_was_approved_or_listed() -> None:
    assert found("D017", whole()) == ["holds"] * 4
    broken = [r for r in relations("D017", whole(arrived="40.36")) if r.verdict != "holds"]
    assert [(str(r.verdict), r.expected and str(r.expected.value)) for r in broken] == [("discrepancy", "95.28")]


def test_start_and_addition_make_up_the_whole() -> None:
    assert found("D018", whole()) == ["holds", "holds"]
    assert "discrepancy" in found("D018", whole(extra="18.71"))


def test_a_cut_in_the_year_blocks_the_sum() -> None:
    assert found("D018", file(UPKEEP.format(extra="18.71", whole="26.17") + "年底财政收回0.54万元。")) == []


def test_the_amount_of_a_project_in_both_reports() -> None:
    assert set(found("D019", whole())) == {"holds"}
    assert found("D019", whole(named="30.60")).count("discrepancy") == 1
    assert "discrepancy" not in found("D019", whole(named="31.50")), "told by the rate of arrival"
    assert found("D017", whole(named="31.50")).count("discrepancy") == 1


def test_instalments_are_no_repetition() -> None:
    text = (
        GIVEN.format(name="山塘整修资金", amount="20.75") + "# 三、资金\n第一批由县财政下达12万元。\n第二批由县财政下达8.75万元。"
    )
    assert "discrepancy" not in found("D019", file(text))


def test_cost_against_what_was_approved() -> None:
    assert found("D021", whole()) == ["holds"]
    assert found("D021", whole(cost="40.00")) == ["discrepancy"]


def test_sums_announced_are_told_only_where_they_hold() -> None:
    assert found("D020", whole()) == ["holds", "holds", "holds"]
    assert set(found("D020", whole(added="70.53"))) == {"holds"}


def test_a_sum_announced_with_two_digits_changed_over() -> None:
    assert set(found("D020", whole(added="75.63"))) == {"holds"}, "another figure: the projects may not be all"
    broken = [r for r in relations("D020", whole(added="65.03")) if r.verdict == "discrepancy"]
    assert [(str(r.severity), r.expected and str(r.expected.value)) for r in broken] == [("info", "60.53")]


FUNDS = "| 资金 | 合计 | {0} | {0} | {0} | 10 | 100% | 10 | |"
COUNTED = "== evaluation_report | 部门预算绩效评价报告\n该类项目总数{n}个，涉及预算总金额{total}万元。"


def test_all_projects_and_their_budget() -> None:
    forms = "\n".join(project(name, FUNDS.format(amount)) for name, amount in (("甲项目", "12.50"), ("乙项目", "7.26")))
    assert found("D022", file(COUNTED.format(n=2, total="19.76"), forms)) == ["holds"]
    assert found("D022", file(COUNTED.format(n=2, total="19.77"), forms)) == ["rounding"]
    assert found("D022", file(COUNTED.format(n=2, total="21.00"), forms)) == ["discrepancy"]
    assert found("D022", file(COUNTED.format(n=3, total="21.00"), forms)) == []


def test_nothing_left_against_the_rates_of_execution() -> None:
    assert found("C040", whole()) == ["holds"]
    assert found("C040", whole(rate="91.3")) == ["discrepancy"]


def test_names_of_projects_are_told_as_verified() -> None:
    assert found("D005", whole()) == ["holds"] * 3
