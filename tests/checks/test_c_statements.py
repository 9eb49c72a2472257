"""C005, C031–C035, M026: statements that the rest of the file does not bear out."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from disclosure.document import Document, Part
from disclosure.evaluation import Evaluation, IndicatorLine
from disclosure.fact import Fact, Measure, Place
from disclosure.geometry import Box
from disclosure.quantity import Quantity, unit
from tests.checks.made import document, found, relations
from tests.checks.test_c_complete import FUND

PLACE = Place(1, Box(0, 0, 10, 10))


def with_form(made: Document, target: int, actual: int, score: int) -> Document:
    """The document with a form of one indicator of ten points."""

    def fact(id_: str, value: int, symbol: str, measure: Measure) -> Fact:
        return Fact(id_, Quantity(Decimal(value), 0, unit(symbol), str(value)), PLACE, measure=measure)

    line = IndicatorLine(
        "产出指标",
        "数量指标",
        "补贴人数",
        f"{target}人",
        f"{actual}人",
        PLACE,
        (fact("t", target, "人", Measure.TARGET),),
        (fact("a", actual, "人", Measure.ACHIEVED),),
        fact("w", 10, "分", Measure.WEIGHT),
        fact("s", score, "分", Measure.SCORE),
    )
    return replace(made, evaluations=(Evaluation("e", "project", "t9", (1,), indicators=(line,)),))


NO_DEVIATION = "# 四、存在的问题\n# 四、绩效管理情况\n各项目均按期完成，没有偏离绩效目标的情况。"


def test_no_deviation_against_the_forms() -> None:
    made = document(NO_DEVIATION)
    assert found(made, "C032") == []
    assert found(with_form(made, 4000, 4000, 10), "C032") == ["holds"]
    missed = relations(with_form(made, 4000, 1855, 8), "C032")
    assert [(str(r.verdict), str(r.severity)) for r in missed] == [("discrepancy", "warning")]
    lesser = relations(with_form(made, 4000, 4000, 8), "C032")
    assert [(str(r.verdict), str(r.severity)) for r in lesser] == [("discrepancy", "info")]


def test_nothing_under_a_title_of_deviations() -> None:
    text = "# 四、偏离绩效目标的原因\n无\n# 五、{}\n绩效目标编制有待细化。"
    parts = (Part("p1", "self_evaluation", "整体", 1, 1), Part("p2", "self_evaluation", "附件", 1, 1))

    def two(title: str) -> Document:
        made = document(text.format(title))
        sentences = tuple(replace(s, part="p2" if "五" in "".join(s.heading) else "p1") for s in made.sentences)
        return replace(made, parts=parts, sentences=sentences)

    assert found(two("存在的问题"), "C032") == ["discrepancy"]
    assert found(two("工作打算"), "C032") == []


def test_special_funds_said_not_to_exist() -> None:
    text = "# 二、资金情况\n专项资金安排及支出情况\n无\n其他资金情况\n{}"
    assert found(document(text.format("当年下达省级资金36.74万元。")), "C031") == ["discrepancy"]
    assert found(document(text.format("当年没有其他资金。")), "C031") == ["holds"]


def test_nothing_but_projects() -> None:
    line = "# 八、政府性基金预算收入支出决算情况\n本年支出105.00万元，全部为{}。"
    assert found(document(line.format("项目支出"), FUND.format("105.00")), "C033") == ["holds"]
    assert found(document(line.format("基本支出"), FUND.format("105.00")), "C033") == ["discrepancy"]


def test_a_large_change_needs_a_base_or_a_reason() -> None:
    line = "# 一、情况\n固定资产16.64万元，较上年下降{}%{}。"
    assert found(document(line.format("49.03", "")), "C005") == ["discrepancy"]
    assert found(document(line.format("4.03", "")), "C005") == []
    assert found(document(line.format("49.03", "，主要是报废车辆")), "C005") == []


def test_a_share_without_its_whole() -> None:
    line = "# 一、情况\n本中心办件量达到242044件，占全市办件总量的15%。{}"
    assert found(document(line.format("")), "C034") == ["discrepancy"]
    assert found(document(line.format("全市办件总量1613627件。")), "C034") == []


def test_a_result_that_repeats_its_target() -> None:
    text = "# 三、绩效目标完成情况\n通过以上措施，实现了参保人员满意度{}。"
    assert found(document(text.format("≥90%")), "C035") == ["discrepancy"]
    assert found(document(text.format("93.5%")), "C035") == []
    assert found(document("# 一、项目概况\n满意度指标：满意度≥90%。"), "C035") == []


def test_more_staff_than_posts() -> None:
    line = "# 一、情况\n本部门共有编制人数14人，实有人数{}人{}。"
    assert found(document(line.format("20", "")), "M026") == ["discrepancy"]
    assert found(document(line.format("12", "")), "M026") == ["holds"]
    assert found(document(line.format("20", "，其中聘用8人")), "M026") == []
