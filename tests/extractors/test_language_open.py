"""Figures whose indicator no list holds are named by the words of their own sentence, or not at all."""

from __future__ import annotations

import pytest

from disclosure.fact import ClaimKind, Measure
from extractors.language.classifiers import classifiers, unit_of
from extractors.language.naming import naming
from tests.extractors.reading import claims, fact, facts, read, told


def names(text: str) -> list[tuple[str, str]]:
    """Every printed figure with its open name."""
    return [(f.quantity.text, f.subject) for f in facts(read(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("完成巡查1902人次，培训合格率100%。", [("1902人次", "完成巡查"), ("100%", "培训合格率")]),
        ("全年举办培训班3期，培训干部120人次。", [("3期", "举办培训班"), ("120人次", "培训干部")]),
        ("资助学生358名，发放资金12.5万元。", [("358名", "资助学生"), ("12.5万元", "资助学生/发放资金")]),
        ("共发放手册2000册，建成3个中心。", [("2000册", "发放手册"), ("3个", "建成中心")]),
        ("项目总投资120万元，其中中央资金80万元。", [("120万元", "项目总投资"), ("80万元", "项目总投资/中央资金")]),
        ("开展了30余次业务培训活动。", [("30余次", "开展业务培训活动")]),
        ("本年度接听热线电话1.2万余次。", [("1.2万余次", "接听热线电话")]),
        ("累计发放740名毕业生扩岗资金111万元。", [("740名", "毕业生"), ("111万元", "扩岗资金")]),
        ("内设28个展区、174台拼接屏、30台主机。", [("28个", "内设展区"), ("174台", "拼接屏"), ("30台", "主机")]),
        ("全市1403户2555人享受救助。", [("1403户", "享受救助"), ("2555人", "享受救助")]),
        ("蔬菜、水果分别实现产值648万元和433万元。", [("648万元", "蔬菜实现产值"), ("433万元", "水果实现产值")]),
        ("30万元用于工程预算编制。", [("30万元", "工程预算编制")]),
        ("完成农民养老保障工作，完成率100%。", [("100%", "完成农民养老保障工作/完成率")]),
        ("职工保险参保单位87家，参保人数2301人。", [("87家", "职工保险参保单位"), ("2301人", "职工保险参保人数")]),
    ],
)
def test_a_figure_is_named_by_its_own_clause(text: str, expected: list[tuple[str, str]]) -> None:
    assert names(text) == expected


def test_an_open_name_is_never_an_indicator() -> None:
    found = facts(read("机关单位参保人数1.92万人，其中退休人员4871人。"))
    assert [f.indicator for f in found] == ["", ""], "retirees among the insured are not the unit's own"
    assert [f.subject for f in found] == ["机关单位参保人数", "机关单位参保人数/退休人员"]
    known = fact(read("机关运行经费支出10.00万元。"), "10.00万元")
    assert (known.indicator, known.subject) == ("机关运行经费", "")


@pytest.mark.parametrize("text", ["等共5万元。", "其中：3万元。", "共计发放合计等100万元。"])
def test_what_the_words_leave_open_has_no_name(text: str) -> None:
    assert [f.subject for f in facts(read(text))] == [""]


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("群众满意度不低于95%。", Measure.TARGET),
        ("受益人数≥23人。", Measure.TARGET),
        ("应补助人数9人。", Measure.TARGET),
        ("每人每月补助500元。", Measure.STANDARD),
        ("按照每人每月300元的标准发放补助。", Measure.STANDARD),
        ("项目满分100分。", Measure.WEIGHT),
        ("综合评分为95分。", Measure.SCORE),
        ("农民人均收入4251元。", Measure.ACTUAL),
    ],
)
def test_measures_of_open_names(text: str, measure: Measure) -> None:
    assert [f.measure for f in facts(read(text))] == [measure]


def test_numbers_that_measure_nothing() -> None:
    assert facts(read("从3个方面落实第2项要求，排名第3位，近5年保持前10名。")) == []
    bound = facts(read("选派40岁以下业务骨干，在3个工作日内办结，预算结余率大于10%的项目共计2个。"))
    assert [(f.quantity.text, f.scope) for f in bound[:3]] == [
        ("40岁", frozenset({"限定"})),
        ("3个工作日", frozenset({"限定"})),
        ("10%", frozenset({"限定"})),
    ]
    assert bound[3].subject == "预算结余率大于10%的项目"


def test_a_report_lends_its_project() -> None:
    title = ("2023年度部门预算项目支出绩效自评报告（宣传费）",)
    found = read("此项目资金6.00万元，年中由财政批复，到位率100%。", heading=title)
    assert [(f.quantity.text, f.subject) for f in facts(found)] == [("6.00万元", "宣传费"), ("100%", "宣传费/到位率")]


def test_figures_that_分别_scatters_make_no_claim_of_one_subject() -> None:
    found = read("城乡居民收入分别达47197元、16135元，分别增长4%、8%。")
    assert [f.subject for f in facts(found)] == ["城镇居民收入", "农村居民收入", "城镇居民收入增长", "农村居民收入增长"]
    assert claims(found, ClaimKind.GROWTH) == []


@pytest.mark.parametrize(
    ("text", "kind", "roles"),
    [
        (
            "新增就业1200人，完成年度任务1000人的120%。",
            ClaimKind.COMPLETION,
            {"actual": ["1200人"], "budget": ["1000人"], "rate": ["120%"]},
        ),
        (
            "中央资金100万元，占总投资500万元的20%。",
            ClaimKind.SHARE,
            {"part": ["100万元"], "whole": ["500万元"], "rate": ["20%"]},
        ),
        (
            "培训学员120人，合格118人，合格率98.3%。",
            ClaimKind.COMPLETION,
            {"actual": ["118人"], "budget": ["120人"], "rate": ["98.3%"]},
        ),
        (
            "完成改造45户，每户补助1.5万元，共发放67.5万元。",
            ClaimKind.PRODUCT,
            {"amount": ["67.5万元"], "factor": ["45户", "1.5万元"]},
        ),
    ],
)
def test_relations_by_the_order_of_figures(text: str, kind: ClaimKind, roles: dict[str, list[str]]) -> None:
    assert told(read(text), kind) == [roles]


@pytest.mark.parametrize(
    "text",
    [
        "培训约120人，合格118人，合格率98.3%。",
        "补助45户，每户每月1.5万元，共67.5万元。",
        "走访120人，慰问118人，合格率98.3%。",
    ],
)
def test_relations_that_are_not_certain_are_left_out(text: str) -> None:
    found = read(text)
    assert claims(found, ClaimKind.COMPLETION) == claims(found, ClaimKind.PRODUCT) == []


def test_what_was_done_besides_is_no_part_of_a_list() -> None:
    found = read("新建渠道2.84公里，其中骨干灌渠2.29公里、骨干排渠0.55公里，修建机耕道6.49公里。")
    assert told(found, ClaimKind.BREAKDOWN) == [{"whole": ["2.84公里"], "part": ["2.29公里", "0.55公里"]}]


def test_expenditure_is_no_figure_of_what_was_carried_over() -> None:
    found = read("其中财政拨款收入1435.22万元，上年结转结余263.90万元；全年实际支出1595.59万元。")
    assert fact(found, "1595.59万元").indicator == ""


def test_a_part_without_decimals_has_those_of_its_list() -> None:
    found = read("项目资金120万元，其中：中央80.55万元，省级6万元，县级33.45万元。")
    assert [f.quantity.places for f in facts(found)] == [0, 2, 2, 2]
    assert [f.quantity.places for f in facts(read("项目资金120万元，其中：中央80.55万元，省级6万元。"))] == [0, 2, 0]


def test_the_whole_of_a_share_stands_in_its_section() -> None:
    """总支出 of another section is not what 占总支出 speaks of; 本年支出合计 is said in full."""
    from disclosure.document import Part
    from extractors.language import read_sentences
    from tests.extractors.reading import paragraph

    part = (Part("p1", "final_accounts", "", 1, 9),)
    far = paragraph("支出总计200.00万元。", ("一、总体情况",))
    near = paragraph("维修支出50.00万元，占总支出的25%。", ("三、具体情况", "（一）维修"))
    share = [c for s in read_sentences([far, near], part, 2023) for c in s.claims if c.kind is ClaimKind.SHARE]
    assert all(not claim.role("whole") for claim in share)


def test_data_files_are_read() -> None:
    assert unit_of("册") is not None and classifiers()["册"][0].dimension == "count"
    assert naming().verbs and naming().lead


_UNDER = ("五、一般公共预算财政拨款支出决算情况说明",)


@pytest.mark.parametrize("text", ["“水利”（款）2023年度决算88.59万元。", "“河道治理”（一期）2023年度决算88.59万元。"])
def test_a_name_before_a_bracket_is_not_what_the_section_is_about(text: str) -> None:
    assert not {"一般公共预算财政拨款支出"} & {f.indicator for f in facts(read(text, heading=_UNDER))}


def test_a_unit_below_the_publisher_has_figures_of_its_own() -> None:
    assert not any(f.indicator for f in facts(read("所属水利站本年支出合计78.00万元。")))
    assert [f.indicator for f in facts(read("我单位本年支出合计78.00万元。"))] == ["本年支出合计"]
