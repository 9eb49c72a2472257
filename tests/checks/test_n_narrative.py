"""N rules: a failing, a near-miss and a passing line for each."""

from __future__ import annotations

import pytest

from checks.judge import check
from tests.checks.made import document, found, relations

OVERALL = "# 一、收入支出决算总体情况说明\n"


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        ("2022年度收、支总计251.21万元。与上年相比，增加43.97万元，增长21.22%。", "holds"),
        ("2022年度收、支总计251.21万元。与上年相比，减少43.97万元，下降14.90%。", "holds"),
        ("2022年度收、支总计251.21万元。与上年相比，增加43.97万元，增长21.20%。", "discrepancy"),
        ("2022年度收、支总计251.21万元。与上年相比，增加43.97万元，增长69.2%。", "discrepancy"),
    ],
)
def test_growth_rate(line: str, verdict: str) -> None:
    assert found(document(OVERALL + line), "N001") == [verdict]


def test_growth_over_a_prior_that_is_printed() -> None:
    line = "2021年预算执行数为114.00万元，2022年预算安排{}万元，比2021年预算执行数减少{}%。"
    assert found(document(OVERALL + line.format("110.60", "2.98")), "N002") == ["holds"]
    assert found(document(OVERALL + line.format("110.60", "3.98")), "N002") == ["discrepancy"]


def test_direction_against_the_figures_is_one_finding() -> None:
    line = OVERALL + "2021年预算执行数为9.00万元，2022年预算安排11.91万元，比2021年预算执行数{}32.33%。"
    assert "discrepancy" not in found(document(line.format("增加")), "N003")
    made = document(line.format("减少"))
    assert found(made, "N003") == ["discrepancy"]
    assert "discrepancy" not in found(made, "N002")


def test_level_is_level() -> None:
    line = "# 一、情况\n年初预算为{}万元，支出决算为10.00万元。决算数与预算数{}。"
    assert found(document(line.format("10.00", "基本持平")), "N004") == ["holds"]
    assert found(document(line.format("10.05", "基本持平")), "N004") == ["holds"]
    assert found(document(line.format("12.00", "持平")), "N004") == ["discrepancy"]


def test_no_rate_over_zero() -> None:
    line = OVERALL + "2021年预算执行数为{}万元，2022年预算安排25.00万元，比2021年预算执行数增加100.00%。"
    assert found(document(line.format("0.00")), "N013") == ["discrepancy"]
    assert found(document(line.format("12.50")), "N013") == []


def test_share() -> None:
    line = "# 三、支出决算情况说明\n本年支出合计251.21万元，其中：基本支出214.33万元，占{}%；项目支出36.88万元，占14.68%。"
    assert found(document(line.format("85.32")), "N005") == ["holds", "holds"]
    assert found(document(line.format("85.31")), "N005") == ["rounding", "holds"]
    assert found(document(line.format("85.23")), "N005") == ["discrepancy", "holds"]


def test_shares_add_up() -> None:
    line = "# 三、支出决算情况说明\n本年支出合计251.21万元，其中：基本支出214.33万元，占{}%；项目支出36.88万元，占14.68%。"
    assert found(document(line.format("85.32")), "N006") == ["holds"]
    assert found(document(line.format("85.31")), "N006") == ["rounding"]
    wrong = document(line.format("85.23"))
    assert found(wrong, "N006") == ["discrepancy"]
    assert [f.rule for f in check(wrong)[1]] == ["N005"], "one wrong share is told once"
    assert found(document(line.replace("36.88", "26.88").format("85.32")), "N006") == [], "not all of the whole"


def test_shares_of_a_small_whole_may_miss_a_hundred_by_more() -> None:
    """Shares computed from amounts of two decimals: one unit in a part moves its share by a quarter per cent."""
    head = "# 五、一般公共预算财政拨款支出决算情况说明\n一般公共预算财政拨款支出{}万元，主要用于以下方面："
    small = "教育支出（类）2.83万元，占78.61%；卫生健康支出（类）0.28万元，占7.78%；住房保障支出（类）0.48万元，占13.33%。"
    assert found(document(head.format("3.60") + small), "N006") == ["rounding"]
    large = "教育支出（类）283.00万元，占78.61%；卫生健康支出（类）28.00万元，占7.78%；住房保障支出（类）49.00万元，占13.61%。"
    assert found(document(head.format("360.00") + large), "N006") == ["holds"]


def test_breakdown() -> None:
    line = "# 十二、政府采购支出说明\n政府采购支出总额{}万元，其中：政府采购货物支出0.27万元、政府采购工程支出0万元、政府采购服务支出1.00万元。"
    assert found(document(line.format("1.27")), "N007") == ["holds"]
    assert found(document(line.format("1.28")), "N007") == ["rounding"]
    assert found(document(line.format("2.27")), "N007") == ["discrepancy"]


def test_a_list_that_is_not_complete_is_only_bounded() -> None:
    line = "# 十二、政府采购支出说明\n政府采购支出总额{}万元，其中：政府采购货物支出0.27万元。"
    assert found(document(line.format("5.00")), "N007") == ["holds"]
    assert found(document(line.format("0")), "N007") == ["discrepancy"]


def test_complements_are_complete() -> None:
    line = "# 一、项目概况\n规划建筑面积13459平方米，其中地上建筑面积{}平方米，地下建筑面积5356平方米。"
    assert found(document(line.format("8103")), "N019") == ["holds"]
    assert found(document(line.format("8013")), "N019") == ["discrepancy"]


def test_parts_that_are_not_complements_are_not_added() -> None:
    line = "# 一、项目概况\n规划建筑面积13459平方米，其中办公用房8013平方米，库房5356平方米。"
    assert "discrepancy" not in found(document(line), "N019")


def test_classes_told_apart_by_their_order() -> None:
    line = "# 二、人员情况\n补助对象共{}人，其中甲类7人、乙类6人。"
    assert "discrepancy" in found(document(line.format("12")), "N017")
    assert "discrepancy" not in found(document(line.format("13")), "N017")
    assert "discrepancy" not in found(document(line.format("20")), "N017"), "there may be a third class"
    assert "discrepancy" not in found(document("# 二、人员情况\n职工共12人，其中党员7人、女性6人。"), "N017"), "one may be both"


def test_changes_add_up() -> None:
    line = (
        "# 一、2022年“三公”经费预算情况说明\n2022年“三公”经费预算数为37.91万元，比2021年预算减少10万元。其中："
        "因公出国（境）费0万元，比2021年预算持平；公务用车购置及运行费36.56万元，比2021年预算减少{}万元；"
        "公务接待费1.35万元，比2021年预算持平。"
    )
    made = document(line.format("10"), kinds=("budget",))
    assert "discrepancy" not in found(made, "N018")
    assert "holds" not in found(document(line.format("8"), kinds=("budget",)), "N018")


def test_completion() -> None:
    line = "# 五、情况\n年初预算为{}万元，支出决算为208.09万元，完成年初预算的96.36%。"
    assert found(document(line.format("215.94")), "N008") == ["holds"]
    assert found(document(line.format("251.94")), "N008") == ["discrepancy"]
    assert found(document(line.format("0")), "N008") == []
    assert found(document(line.format("0")), "N014") == ["discrepancy"]
    assert found(document(line.format("215.94")), "N014") == []


def test_greater_and_less() -> None:
    line = "# 五、情况\n年初预算为{}万元，支出决算为25.00万元，决算数小于年初预算数的主要原因是厉行节约。"
    assert found(document(line.format("30.00")), "N009") == ["holds"]
    assert found(document(line.format("20.00")), "N009") == ["discrepancy"]


def test_one_figure_has_one_value() -> None:
    line = "# 十、机关运行经费支出说明\n2022年度机关运行经费支出{}万元。\n2022年度机关运行经费支出14.58万元，主要用于办公。"
    assert found(document(line.format("14.58")), "N011") == ["holds"]
    assert found(document(line.format("14.59")), "N011") == ["rounding"]
    assert found(document(line.format("15.48")), "N011") == ["discrepancy"]


def test_a_whole_and_its_part_cannot_share_a_name() -> None:
    wrong = "# 二、人员情况\n2022年末我单位实有在职人员54人。其中：实有在职人员37人，退休人员17人。"
    right = "# 二、人员情况\n2022年末我单位实有人员54人。其中：实有在职人员37人，退休人员17人。"
    assert found(document(wrong), "N011") == ["discrepancy"]
    assert found(document(right), "N011") == []


def test_a_rate_has_its_sign() -> None:
    assert found(document(OVERALL + "收入总计增加1193.20万元，增长13.95。"), "N015") == ["discrepancy"]
    assert found(document(OVERALL + "收入总计增加1193.20万元，增长13.95%。"), "N015") == []
    assert found(document(OVERALL + "项目占地13.95亩，增长点较多。"), "N015") == []
    assert found(document(OVERALL + "收入总计增加1193.20万元，增长13.95。", confidence=0.5), "N015") == [], "a doubtful reading"


@pytest.mark.parametrize(
    ("line", "verdicts"),
    [
        ("宣传事务支出110.60万元，比上年减少2.98%。主要原因是：宣传事务经费增加。", ["discrepancy"]),
        ("宣传事务支出110.60万元，比上年减少2.98%。主要原因是：宣传事务经费减少。", ["holds"]),
        ("宣传事务支出110.60万元，比上年减少2.98%。主要原因是：上年一次性经费增加。", []),
        ("宣传事务支出110.60万元，比上年减少2.98%。主要原因是：人员退休，退休费增加。", []),
        ("财政拨款收支总计与上年持平。主要原因：项目进度推迟，减少支付。", ["discrepancy"]),
        ("财政拨款收支总计与上年持平。主要原因：经费保持不变。", []),
    ],
)
def test_reason(line: str, verdicts: list[str]) -> None:
    assert found(document(OVERALL + line), "N023") == verdicts


def test_share_above_all() -> None:
    made = document("# 一、情况\n办件量242044件，占全部办件量的105.2%。")
    assert found(made, "N016") in ([], ["discrepancy"])
    assert "discrepancy" not in found(document("# 一、情况\n办件量242044件，占全部办件量的15%。"), "N016")


def test_two_relations_of_one_wrong_figure_are_one_finding() -> None:
    line = "# 一、项目概况\n建筑面积13459平方米，其中地上建筑面积8013平方米（其中计容面积7998平方米，不计容面积105平方米），地下建筑面积5356平方米。"
    findings = check(document(line))[1]
    assert len([f for f in findings if f.rule == "N019"]) == 1
    assert len(findings[0].relations) == 2


def test_a_rate_without_its_operands_says_nothing() -> None:
    assert relations(document(OVERALL + "收入总计比上年增长21.22%。"), "N001") == ()


def test_a_passage_repeated() -> None:
    line = "全年开展养老保险业务培训12次，参训人员共计350人，发放各类宣传资料{}份。"
    text = "# 一、履职情况\n{}\n# 附件\n## 一、完成情况\n{}"
    same, other = text.format(line.format(800), line.format(800)), text.format(line.format(800), line.format(880))
    assert set(found(document(same), "N025")) == {"holds"}
    assert found(document(other), "N025").count("discrepancy") == 1


def test_sentences_of_one_pattern_about_two_things_are_not_compared() -> None:
    text = "# 一、项目甲\n该项目全年预算数为25万元，执行数为25万元。\n# 二、项目乙\n该项目全年预算数为53万元，执行数为53万元。"
    assert "discrepancy" not in found(document(text), "N025")


def test_the_budget_of_a_report_goes_on_from_its_start() -> None:
    text = (
        "# 二、部门资金基本情况\n2022年年初部门预算安排1106.08万元。\n2022年追加预算安排55.63万元，主要用于人员经费。\n"
        "2022年下达省级资金36.74万元。\n# 三、绩效目标完成情况\n调整预算数{}万元，决算数{}万元，执行率100%。"
    )
    assert "holds" in found(document(text.format("1198.45", "1198.45"), kinds=("self_evaluation",)), "N020")
    wrong = relations(document(text.format("1339.13", "1339.13"), kinds=("self_evaluation",)), "N020")
    assert [(r.verdict, r.severity) for r in wrong] == [("discrepancy", "warning")]
    taken = text.format("1339.13", "1339.13") + "\n2022年收回资金20.00万元。"
    assert "discrepancy" not in found(document(taken, kinds=("self_evaluation",)), "N020")


def test_start_and_additions_in_one_sentence() -> None:
    line = "# 二、预算收支情况\n2022年预算收入{}万元，其中年初预算7253.94万元，调整追加226.78万元。"
    assert found(document(line.format("7480.72")), "N020") == ["holds"]
    assert found(document(line.format("7840.72")), "N020") == ["discrepancy"]
