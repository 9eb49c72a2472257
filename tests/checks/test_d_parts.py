"""D005, D013, D023 to D028, U010, U014, C040, C041: what several parts of one file say of the same thing."""

from checks.judge import check
from tests.checks.drawn_forms import overall, project
from tests.checks.parted import file, found, relations

REPORT = "== self_evaluation | 2022年度某县水利站整体支出绩效自评报告\n"
ANNEX = "== self_evaluation | 2022年度项目支出绩效自评报告（巡护劳务费）\n"

BASE = """
# 2022年度部门整体支出绩效评价基础数据表
| 财政供养人员情况（人） | 编制数 | < | 2022年实际在职人数 | < | 控制率 | < |
| ^ | 30 | < | 28 | < | 93.33% | < |
| 经费控制情况（万元） | 2021年决算数 | < | 2022年预算数 | < | 2022年决算数 | < |
| 三公经费 | 2.10 | < | 2.00 | < | 1.95 | < |
| 1、公务用车购置和维护经费 |  | < |  | < |  | < |
| 其中：公车购置 |  | < |  | < |  | < |
| 公车运行维护 |  | < |  | < |  | < |
| 2、出国经费 |  | < |  | < |  | < |
| 3、公务接待 | 2.10 | < | 2.00 | < | 1.95 | < |
| 公用经费 | 50.10 | < | 61.20 | < | 61.18 | < |
"""


def test_people_counted_in_two_parts() -> None:
    text = (
        REPORT + "# 人员情况\n核定编制30人，年末在职人员{}人。另外聘用人员6人。" + ANNEX.join(["\n", "主要用于6名聘用人员工资。"])
    )
    assert found("D013", file(text.format(28), BASE)) == ["holds", "holds", "holds"]
    assert found("D013", file(text.format(27), BASE)).count("discrepancy") == 1


def test_people_served_are_not_people_employed() -> None:
    text = REPORT + "# 人员情况\n年末在职人员28人。\n# 绩效\n全县参保在职人员8600人。"
    assert "discrepancy" not in found("D013", file(text))


def test_two_counts_in_one_place_and_a_witness() -> None:
    text = REPORT + "# 人员情况\n年末实有在职人员45人。其中：实有在职人员28人，退休人员17人。"
    broken = [r for r in relations("D013", file(text, BASE)) if r.verdict == "discrepancy"]
    assert [(r.stated and str(r.stated.value), r.expected and str(r.expected.value)) for r in broken] == [("45", "28")]


def test_people_on_posts_and_posts() -> None:
    text = REPORT + "# 人员情况\n核定编制{}人。年末在编人员28人，退休人员9人。"
    assert found("D023", file(text.format(30))) == ["holds"]
    assert found("D023", file(text.format(26))) == ["discrepancy"]


TOLD = REPORT + "# 一、支出情况\n2022年度基本支出金额300.00万元，其中工资福利支出230.50万元，公用经费支出{}万元。"


def test_an_indicator_of_the_report_in_the_basic_data() -> None:
    forms = project() + "\n" + BASE
    assert found("D024", file(TOLD.format("61.18"), forms)) == ["holds"]
    assert found("D024", file(TOLD.format("51.18"), forms)) == ["discrepancy"]
    assert found("D024", file(TOLD.format("51.18").replace("2022年度", "2021年度"), forms)) == []


def test_income_and_expenditure_budgeted() -> None:
    text = (
        REPORT
        + "# 一、年初预算安排情况\n2022年年初部门预算安排806.08万元。\n支出预算数{}万元，其中：基本支出800.08万元，项目支出6万元。"
    )
    assert found("D025", file(text.format("806.08"))) == ["holds"]
    assert found("D025", file(text.format("860.08"))) == ["discrepancy"]


def test_parts_listed_stay_within_the_whole() -> None:
    assert found("D028", file(TOLD.format("61.18"))) == ["holds"]
    broken = relations("D028", file(TOLD.format("91.18")))
    assert [(str(r.verdict), str(r.severity)) for r in broken] == [("discrepancy", "warning")]
    assert found("D028", file(TOLD.format("69.51"))) == [], "a printed place is no excess"
    mixed = TOLD.replace("工资福利支出", "人员经费").replace("公用经费支出", "办公用房维修支出")
    assert found("D028", file(mixed.format("91.18"))) == [], "one may hold the other"


PASSAGE = "{}全年深入乡镇村组开展用水安全宣传和节水灌溉技术现场辅导活动{}场，惠及灌区种植大户和农民群众。"


def test_a_passage_repeated_with_another_figure() -> None:
    text = REPORT + PASSAGE.format("一是", "126") + "\n" + ANNEX + PASSAGE.format("（1）数量指标：", "{}")
    assert found("D026", file(text.format("162"))) == ["discrepancy"]
    assert "discrepancy" not in found("D026", file(text.format("126")))


def test_reports_on_two_projects_share_their_phrases() -> None:
    other = ANNEX.replace("巡护劳务费", "河道管护费")
    text = ANNEX + PASSAGE.format("", "126") + "\n" + other + PASSAGE.format("", "162")
    assert found("D026", file(text)) == []


def test_the_superior_and_the_own_name() -> None:
    text = REPORT + "某县河湖水利站\n某县河湖水利站为某县水利管理局所属的二级机构。"
    form = project().replace("| 资金（万元）", "| 主管部门 | < | {} | < | 实施单位 | {} | < | < | < |\n| 资金（万元）", 1)
    sound = form.format("某县水利管理局", "某县河湖水利站")
    slip = form.format("某县水利管理局", "某县河湖水文站")
    assert found("D005", file(text, sound, org="某县河湖水利站")) == ["holds", "holds"]
    assert "discrepancy" in found("D005", file(text, slip, org="某县河湖水利站"))
    short = form.format("水利管理局", "县河湖水利站")
    assert "discrepancy" not in found("D005", file(text, short, org="某县河湖水利站"))


COVER = "== self_evaluation | 整体支出绩效自评报告\n二〇二三年{}\n" + REPORT + "本站承担河道管护。\n" * 9 + "2023年4月30日"


def test_dates_of_cover_and_signature() -> None:
    assert found("U010", file(COVER.format("四月三十日"))) == ["holds", "holds", "holds"]
    assert found("U010", file(COVER.format("四月"))) == ["holds", "holds", "holds"]
    assert found("U010", file(COVER.format("五月")))[0] == "discrepancy"


def test_a_report_signed_before_its_year_is_over() -> None:
    text = REPORT + "本站承担河道管护。\n2022年4月30日"
    assert found("U010", file(text)) == ["discrepancy"]


def test_years_of_titles_and_periods() -> None:
    other = ANNEX.replace("巡护劳务费", "河道管护费")
    third = ANNEX.replace("巡护劳务费", "山塘整修资金")
    period = "时效指标：2022年1-12月使用资金。\n"
    text = REPORT + "本站承担河道管护。\n" + ANNEX + period + other + period + third + "时效指标：{}年1-12月使用资金。"
    assert set(found("U014", file(text.format(2022)))) == {"holds"}
    assert found("U014", file(text.format(2021))).count("discrepancy") == 1
    assert (
        found(
            "U014",
            file(REPORT + "本站承担河道管护。\n" + ANNEX + period + other.replace("2022", "2021") + period + third + period),
        ).count("discrepancy")
        == 1
    )


def test_columns_of_the_basic_data_and_rows_without_figures() -> None:
    assert found("U014", file(REPORT + "本站承担河道管护。", BASE)) == ["holds", "holds"]
    assert found("U014", file(REPORT + "本站承担河道管护。", BASE, year=2023)) == ["discrepancy"]


def test_rows_of_the_basic_data_that_are_blank_throughout() -> None:
    text, run = REPORT + "本站承担河道管护。", "| 公车运行维护 |  | < |  | < |  | < |"
    assert set(found("C041", file(text, BASE))) == {"holds"}
    left_out = BASE.replace(run, run.replace("| < |  | < |  | < |", "| < | 2.00 | < | 1.90 | < |"))
    (broken,) = [r for r in relations("C041", file(text, left_out)) if r.verdict == "discrepancy"]
    assert (broken.message, broken.args["figure"], str(broken.severity)) == ("C041.filled", "2.00", "info")
    summed = left_out.replace(
        "| 1、公务用车购置和维护经费 |  | < |  | < |  | < |", "| 1、公务用车购置和维护经费 | 0 | < | 2.00 | < | 1.90 | < |"
    )
    assert "discrepancy" not in found("C041", file(text, summed)), "its figures are the business of T111"


def test_no_fund_expenditure_against_the_form() -> None:
    lines = "| 资金 | 合计 | 200 | 300 | 285 | 10 | 95% | 9.5 | |\n| ^ | 其中：政府性基金拨款 | {0} | {0} | {0} | | | | |"
    text = REPORT + "# 三、政府性基金预算支出情况\n本部门无政府性基金预算支出。"
    assert found("C040", file(text, project(funds=lines.format("")))) == ["holds"]
    assert found("C040", file(text, project(funds=lines.format("12.00")))) == ["discrepancy"]
    assert found("C040", file(text.replace("本部门无", "如无"), project(funds=lines.format("12.00")))) == []


def test_a_name_that_was_merged_away() -> None:
    text = REPORT + "2019年原某县河道管理所、某县山塘管理所两所合并为某县河湖水利站。\n本站建立了《某县{}财务管理制度》。"
    assert found("D030", file(text.format("河道管理所"))) == ["discrepancy"]
    assert found("D030", file(text.format("河湖水利站"))) == []


def test_reception_is_no_more_than_running_costs() -> None:
    text = REPORT + "本站承担河道管护。"
    assert found("D027", file(text, BASE)) == ["holds"]
    assert found("D027", file(text, BASE.replace("61.18", "1.18"))) == []


def test_running_costs_are_no_more_than_basic_expenditure() -> None:
    """D027: the form's 基本支出 against the 公用经费 of the basic data."""
    text, form = REPORT + "本站承担河道管护。", overall(funds=GENERAL.format("551.84"))
    for printed, broken in (("65.81", False), ("460.34", False), ("660.00", True)):
        made = file(text, form + "\n" + BASE.replace("61.18", printed))
        told = [r for r in relations("D027", made) if "基本支出" in r.args["subject"] and "公用经费" in r.args["subject"]]
        assert [str(r.verdict) for r in told if r.verdict == "discrepancy"] == ["discrepancy"] * broken, printed


STAFF = BASE.replace("| ^ | 30 | < | 28 | < | 93.33% | < |", "| ^ | 31 | < | 37 | < | {} | < |")


def test_the_rate_of_control() -> None:
    """P020: 37 of 31 posts are 119.35%; that they are more is told apart."""

    def verdicts(rate: str) -> list[str]:
        return [str(r.verdict) for r in relations("P020", file(REPORT + "本站。", STAFF.format(rate))) if "÷" in r.formula]

    assert verdicts("119.35%") == ["holds"]
    assert verdicts("119.3%") == ["rounding"]
    assert verdicts("109.35%") == ["discrepancy"]
    within = STAFF.replace("| 37 |", "| 30 |").format("96.77%")
    assert "discrepancy" not in found("P020", file(REPORT + "本站。", within))
    over = [r for r in relations("P020", file(REPORT + "本站。", STAFF.format("119.35%"))) if r.verdict == "discrepancy"]
    assert [(r.family, str(r.severity)) for r in over] == [("target_vs_actual", "warning")]


SPENT = """
# 2022年度部门整体支出绩效评价基础数据表
| 经费控制情况（万元） | 2021年决算数 | < | 2022年预算数 | < | 2022年决算数 | < |
| 项目支出 | 100 | < | 300.00 | < | {} | < |
| 公用经费 | 50.10 | < | 61.20 | < | 61.18 | < |
"""


def test_project_spending_of_the_basic_data_and_the_form() -> None:
    def verdicts(spent: str) -> list[str]:
        return found("D006", file(REPORT + "本站。", SPENT.format(spent) + project()))

    assert verdicts("285.00") == ["holds", "holds"]
    assert verdicts("285.4") == ["holds", "holds"], "the form prints no decimals"
    assert verdicts("295.00") == ["holds", "discrepancy"]


EXPENDITURE = """
# 支出决算表
单位：万元
| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
---
| 213 | 农林水支出 | 551.84 | 460.33 | 91.51 |
| 合计 | < | 551.84 | 460.33 | 91.51 |
"""


def test_the_report_against_the_final_accounts() -> None:
    text = REPORT + "# 三、支出情况\n2022年度本单位项目支出{}万元。"
    assert found("D002", file(text.format("91.51"), EXPENDITURE)) == ["holds"]
    assert found("D002", file(text.format("91.52"), EXPENDITURE)) == ["rounding"]
    assert found("D002", file(text.format("95.51"), EXPENDITURE)) == ["discrepancy"]
    note = "\n因此与决算报表数据有4.00万元项目支出的差异，特此说明。"
    explained = check(file(text.format("95.51") + note, EXPENDITURE))[0]
    assert [str(r.verdict) for r in explained if r.rule == "D002"] == ["reconciled"]
    assert found("D002", file(text.format("95.51"))) == [], "no final accounts in the file"


GENERAL = """
| 资金 | 年度资金总额 | 500 | 600 | 551.84 | 10 | 91.97% | 9.2 | |
| ^ | 按收入性质分： | < | < | < | 按支出性质分： | < | < | < |
| ^ | 其中：一般公共预算：{} | < | < | < | 其中：基本支出：460.33 | < | < | < |
| ^ | 其他资金： | < | < | < | 项目支出：91.51 | < | < | < |
"""


def test_the_section_on_the_general_budget_against_the_form() -> None:
    """D029: what the report lists as general budget expenditure is the form's general budget."""
    text = (
        REPORT
        + "# 二、一般公共预算支出情况\n## （一）基本支出情况\n2022年度基本支出金额460.33万元。\n## （二）项目支出情况\n2022年度项目支出决算数91.51万元。"
    )
    assert found("D029", file(text, overall(funds=GENERAL.format("551.84")))) == ["holds"]
    assert found("D029", file(text, overall(funds=GENERAL.format("551.03")))) == ["discrepancy"]
    assert found("D029", file(text.replace("一般公共预算", ""), overall(funds=GENERAL.format("551.03")))) == []
