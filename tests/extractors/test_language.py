"""Numbers are attached to what they measure, or to nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest

from disclosure.document import Part
from disclosure.fact import Measure
from disclosure.page import Paragraph
from extractors.language import build_pipeline, read_sentences
from extractors.language.folding import fold
from tests.extractors.reading import fact, facts, paragraph, read


def test_the_pipeline_is_built_once() -> None:
    assert build_pipeline() is build_pipeline()
    assert "gouji_tagger" in build_pipeline().pipe_names


@pytest.mark.parametrize("text", ["1,727.58万元", "8.34万", "69.2%", "13个百分点", "2022年", "2080109", "0台（套）", "500元/月"])
def test_a_number_is_one_token_with_its_unit(text: str) -> None:
    doc = build_pipeline()(fold(f"为{text}。"))
    assert fold(text) in [token.text for token in doc]


def test_an_indicator_with_period_and_organisation_before_it() -> None:
    found = fact(read("城川市某某区人力资源局2023年度收入支出总计1,234.50万元。"), "1,234.50万元")
    assert (found.indicator, found.measure, found.year) == ("收支总计", Measure.ACTUAL, 2023)
    assert found.quantity.value == Decimal("1234.50") and found.quantity.unit and found.quantity.unit.symbol == "万元"


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("2023年度收、支总计均为10.00万元。", "收支总计"),
        ("“三公”经费财政拨款支出决算为10.00万元。", "三公经费"),
        ("本部门机关运行经费支出10.00万元。", "机关运行经费"),
        ("公务用车运行维护费支出决算为10.00万元。", "公务用车运行维护费"),
        ("货物采购金额10.00万元。", "政府采购货物支出"),
        ("授予小微企业合同金额10.00万元。", "授予小微企业合同金额"),
        ("其他收入10.00万元。", "其他收入"),
    ],
)
def test_wordings_of_indicators(text: str, indicator: str) -> None:
    assert fact(read(text), "10.00万元").indicator == indicator


@pytest.mark.parametrize(
    "text",
    [
        "聘用人员经费10.00万元。",
        "基本支出公用经费不足部分10.00万元。",
        "退休人员支出10.00万元。",
        "水费、电费10.00万元。",
        "工作经费10.00万元。",
        "主要用于办公费10.00万元。",
        "主要原因是公用经费支出10.00万元。",
    ],
)
def test_a_narrower_thing_is_not_the_indicator(text: str) -> None:
    """A name inside a longer noun phrase, behind 主要用于 or in a reason, is no indicator."""
    assert fact(read(text), "10.00万元").indicator == ""


def test_measures_of_one_subject() -> None:
    found = read("一般公共预算财政拨款支出年初预算为500.00万元，全年预算数为520.00万元，支出决算为480.00万元。")
    assert [(f.indicator, f.measure) for f in facts(found)] == [
        ("一般公共预算财政拨款支出", Measure.INITIAL_BUDGET),
        ("一般公共预算财政拨款支出", Measure.ADJUSTED_BUDGET),
        ("一般公共预算财政拨款支出", Measure.ACTUAL),
    ]


def test_a_budget_prints_budget_figures() -> None:
    found = fact(read("2024年本部门财政拨款收入90.00万元。", year=2024, kind="budget"), "90.00万元")
    assert found.measure is Measure.BUDGET


def test_the_fund_in_the_name_is_no_budget_measure() -> None:
    assert fact(read("一般公共预算财政拨款收入90.00万元。"), "90.00万元").measure is Measure.ACTUAL


def test_an_account_path_gives_name_and_code() -> None:
    text = "1.卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）：支出决算为12.30万元。"
    found = fact(read(text), "12.30万元")
    assert (found.indicator, found.code) == ("行政单位医疗", "2101101")


def test_an_account_path_with_a_name_that_is_not_listed_has_no_code() -> None:
    found = fact(read("2.卫生健康支出（类）某某事务（款）其他某某支出（项）。年初预算为5.00万元。"), "5.00万元")
    assert found.indicator == "其他某某支出" and found.code is None


def test_an_item_title_gives_its_figures_their_account() -> None:
    title = "1、教育支出（类）普通教育（款）小学教育（项）。"
    parts = (Part("p1", "final_accounts", "", 1, 9),)
    found = read_sentences([paragraph(title), paragraph("年初预算为7.00万元，支出决算为6.00万元。", [title])], parts, 2023)
    assert fact(found, "6.00万元").indicator == "小学教育"


def test_an_item_never_takes_the_subject_of_the_list_above() -> None:
    found = read("一般公共预算财政拨款支出决算为9.00万元。其中：", "1.某某工作事项：支出决算为4.00万元。")
    assert fact(found, "4.00万元").indicator == ""


def test_scope_words_stay_with_the_figure() -> None:
    assert fact(read("财政拨款基本支出10.00万元。"), "10.00万元").scope == {"财政拨款"}
    inherited = read("人员经费10.00万元。", heading=["六、一般公共预算财政拨款基本支出决算情况说明"])
    assert fact(inherited, "10.00万元").scope == {"财政拨款", "一般公共预算"}
    assert fact(read("基本支出10.00万元。", heading=["三、支出决算情况说明"]), "10.00万元").scope == frozenset()


def test_years_codes_law_names_and_ordinals_are_no_facts() -> None:
    text = "1.根据《2021年某某办法》（某财〔2017〕89号）第12条、附件2-1，2023年1-12月按2080109科目执行，第3期共有4个科室。"
    assert [f.quantity.text for f in facts(read(text))] == ["4个"]


def test_thresholds_are_part_of_a_name() -> None:
    found = read("单位价值50万元以上通用设备3台（套）。")
    assert [(f.quantity.text, f.indicator) for f in facts(found)] == [("3台（套）", "单价50万元以上通用设备")]


@pytest.mark.parametrize(("text", "hedge"), [("约16万人", "约"), ("不低于95%", "不低于"), ("90%以上", "以上"), ("≥90%", "≥")])
def test_hedges(text: str, hedge: str) -> None:
    assert facts(read(f"服务对象满意度{text}。"))[0].quantity.hedge == hedge


def test_counts_are_exact_and_money_is_not() -> None:
    found = read("在职人员12人，人员经费30万元。")
    assert fact(found, "12人").quantity.exact and not fact(found, "30万元").quantity.exact


def test_a_bare_ten_thousand_is_money_only_where_the_words_say_so() -> None:
    money = fact(read("国内公务接待支出0.39万。"), "0.39万").quantity.unit
    people = fact(read("参保情况8.34万。"), "8.34万").quantity.unit
    assert money and money.symbol == "万元" and people and people.symbol == "万"


def test_counts_beside_each_other() -> None:
    found = read("国内公务接待2批次，16人次，共计支出0.20万元。")
    assert fact(found, "2批次").indicator == "国内公务接待批次"
    assert fact(found, "16人次").indicator == "国内公务接待人次"
    assert fact(found, "0.20万元").indicator == "国内公务接待费"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("其中，国内接待费支出3.00万元，共计接待33批次、198人次。", ["国内公务接待费", "国内公务接待批次", "国内公务接待人次"]),
        ("国（境）外接待费支出0.00万元，共计接待1批次、4人次。", ["外事接待费", "外事接待批次", "外事接待人次"]),
        ("安排国内公务接待16批次，接待人次144人次。", ["国内公务接待批次", "国内公务接待人次"]),
        ("全年按规定更新购置公务用车1辆，金额1.47万元。", ["购置公务用车数", "公务用车购置费"]),
        ("车辆编制5辆，在编实有车辆4辆。", ["车辆编制数", "车辆"]),
        ("截至2023年12月31日，单位共有公务用车7辆。", ["公务用车保有量"]),
        ("截至2023年末，本部门机关及所属单位共有车辆9辆。", ["车辆"]),
        ("全年支出涉及因公出国（境）团组1个，累计3人次。", ["因公出国（境）团组数", "因公出国（境）人次"]),
        ("单价50万元以上的通用设备1台（套）。", ["单价50万元以上通用设备"]),
        ("全年用于保障机构正常运转的日常支出5.00万元。", ["基本支出"]),
    ],
)
def test_figures_that_follow_from_one_another(text: str, expected: list[str]) -> None:
    assert [f.indicator for f in facts(read(text))] == expected


def test_an_organisation_whose_name_holds_another() -> None:
    found = read("2023年度，某某市人民政府办公室政府采购支出总额9.00万元。")
    assert fact(found, "9.00万元").indicator == "政府采购支出总额"


def test_a_count_ends_a_purpose() -> None:
    found = read("公务用车运行维护费6.00万元，主要用于燃料、维修等，截至2023年末，公务用车保有量为6辆。")
    assert fact(found, "6辆").indicator == "公务用车保有量"


def test_a_fund_is_the_scope_of_its_balance() -> None:
    found = fact(read("2023年度政府性基金预算财政拨款收入年初结转和结余3.00万元。"), "3.00万元")
    assert (found.indicator, found.scope) == ("年初结转和结余", {"财政拨款", "政府性基金预算"})


def test_a_paragraph_that_begins_with_a_figure_has_no_subject_of_its_own() -> None:
    found = read("12.00万元。", heading=["五、一般公共预算财政拨款支出决算情况说明"])
    assert fact(found, "12.00万元").indicator == ""


def test_blanks_and_full_width_forms_of_a_recognised_page() -> None:
    found = read("2023 年 度 基本支出 1, 234. 56 万元，占 支出合计 的 61. 2％。")
    assert found[0].text == "2023年度基本支出1,234.56万元，占支出合计的61.2％。"
    assert [f.quantity.value for f in facts(found)] == [Decimal("1234.56"), Decimal("61.2")]


def test_the_box_is_that_of_the_number() -> None:
    """Ten points a character, half of that for digits: 基本支出 takes 4 of the 10 ems of the line."""
    text = "基本支出1234.5万元。"
    found = fact(read(text), "1234.5万元")
    em = 10.0 * len(text) / 10.0
    assert found.place.box.x0 == pytest.approx(4 * em, abs=0.1)
    assert found.place.box.x1 == pytest.approx(9 * em, abs=0.1)


def test_a_number_over_a_page_break_has_the_box_of_its_first_part() -> None:
    line = paragraph("基本支出12.5")
    rest = paragraph("0万元。", page=2)
    joined = Paragraph(
        line.text + rest.text,
        (*line.spans, *(type(s)(s.start + len(line.text), s.end + len(line.text), s.page, s.box) for s in rest.spans)),
    )
    found = fact(read_sentences([joined], (), 2023), "12.50万元")
    assert found.place.page == 1


def test_ids_are_the_same_in_every_run() -> None:
    first, second = (facts(read("基本支出10万元，占5%。项目支出3万元。")) for _ in range(2))
    assert [f.id for f in first] == [f.id for f in second] == ["s1.f1", "s1.f2", "s2.f1"]


def test_contents_give_no_sentences() -> None:
    assert read_sentences([Paragraph("一、基本支出10万元", (), part="toc")], (), 2023) == ()
