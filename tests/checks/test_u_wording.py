"""U rules: unit words, years, template residue, names."""

from __future__ import annotations

from checks.judge import check
from tests.checks.made import document, found, relations
from tests.checks.test_m_tables import BASIC, GENERAL

BASIC_LINE = "# 六、一般公共预算财政拨款基本支出决算情况说明\n一般公共预算财政拨款基本支出216.01万元。其中：人员经费201.43万元，占93.25%；公用经费14.58{}，占6.75%。"


def test_a_slip_of_the_unit_word_is_told_once() -> None:
    findings = check(document(BASIC_LINE.format("元"), GENERAL + BASIC))[1]
    assert [(f.rule, f.family) for f in findings if f.status == "discrepancy"] == [("U001", "unit")]


def test_the_sentence_itself_shows_the_slip() -> None:
    line = "# 五、情况\n年初预算为215.94万元，支出决算为208.09元，完成年初预算的96.36%。"
    made = document(line)
    assert found(made, "U001") == ["discrepancy"]
    assert "discrepancy" not in found(document(line.replace("208.09元", "208.09万元")), "U001")
    assert found(made, "N008") == ["holds"]


def test_a_right_unit_word_holds() -> None:
    assert "discrepancy" not in found(document(BASIC_LINE.format("万元"), GENERAL + BASIC), "U001")


def test_a_coarse_figure_is_no_slip() -> None:
    line = "# 六、一般公共预算财政拨款基本支出决算情况说明\n一般公共预算财政拨款基本支出0.02万元。"
    made = document(line, GENERAL)
    assert found(made, "U001") == []
    assert found(made, "M010") == ["discrepancy"]


def test_year() -> None:
    line = "# 二、机构设置\n本单位{}。"
    assert found(document(line.format("2021年部门决算汇总公开单位构成包括本级")), "U004") == ["discrepancy"]
    assert found(document(line.format("2022年部门决算汇总公开单位构成包括本级")), "U004") == ["holds"]
    assert found(document(line.format("与2021年部门决算相比有所增加")), "U004") == []
    assert found(document(line.format("根据《2021年部门决算编制通知》填报")), "U004") == []


def test_a_file_of_both_kinds_or_of_no_year_is_left_alone() -> None:
    line = "# 二、机构设置\n2021年部门决算公开。"
    assert found(document(line, kinds=("final_accounts", "budget")), "U004") == []


def test_residue() -> None:
    line = "# 七、情况\n“三公”经费支出减少0.15万元，{}27.78%。"
    assert found(document(line.format("下降（增长）")), "U006") == ["discrepancy"]
    assert found(document(line.format("下降")), "U006") == []
    assert found(document("# 七、情况\n增减变化（增加或减少）情况见下表。"), "U006") == []


def test_an_empty_template_is_one_finding() -> None:
    lines = "\n".join(f"第{n}项支出XX万元，占XX%。" for n in "一二三四五六七")
    assert found(document("# 一、情况\n" + lines), "U006") == ["discrepancy"]


def test_section_numbers() -> None:
    twice = "# 五、支出情况说明\n无。\n# 五、基本支出情况说明\n无。"
    fine = "# 五、支出情况说明\n无。\n# 六、基本支出情况说明\n无。\n# 五、支出情况说明\n无。"
    assert found(document(twice), "U005") == ["discrepancy"]
    assert found(document(fine), "U005") == []


def test_name_of_the_organisation() -> None:
    org = "江川市平湖区水务局"
    table = "# {}2022年度部门决算表\n单位：万元\n| 项目 | 决算数 |\n---\n| 合计 | 1.00 |"
    assert found(document("# 一、情况\n无。", table.format("江川市水务局"), org=org), "U008") == ["discrepancy"]
    assert found(document("# 一、情况\n无。", table.format(org), org=org), "U008") == ["holds"]
    assert found(document("# 一、情况\n按江川市水务局通知执行。", org=org), "U008") == []


MONEY = "收入合计251.21万元，其中财政拨款收入244.97万元，其他收入6.24万元。\n"


def test_a_figure_without_its_unit() -> None:
    line = "# 二、情况\n" + MONEY + "年初预算为215.94万元，支出决算为{}，完成年初预算的96.36%。"
    assert found(document(line.format("208.09")), "U002") == ["discrepancy"]
    assert found(document(line.format("208.09万元")), "U002") == []
    assert [str(r.severity) for r in relations(document(line.format("208.09万")), "U002")] == ["info"]


def test_rates_persons_and_texts_without_units_are_left_alone() -> None:
    assert found(document("# 二、情况\n" + MONEY + "财政拨款收入占97.52，惠及12万人。"), "U002") == []
    assert found(document("# 二、情况\n支出决算为208.09，年初预算为215.94。"), "U002") == []


def test_lists_are_numbered_in_order() -> None:
    lines = "# 一、指标\n" + "\n".join(f"（{{{n}}}）第{n}类指标：已完成。" for n in range(5))
    assert found(document(lines.format(1, 2, 3, 4, 5)), "U005") == []
    assert found(document(lines.format(1, 2, 3, 4, 3)), "U005") == ["discrepancy"]
    assert found(document(lines.format(1, 2, 3, 5, 6)), "U005") == ["discrepancy"]
    assert found(document(lines.format(1, 2, 3, 1, 2)), "U005") == []
    assert found(document(lines.format(1, 2, 3, 5, 6), scanned=True), "U005") == []
    classes = "# 一、支出\n9．卫生健康支出（类）支出20.10万元。\n19．住房保障支出（类）支出25.00万元。"
    assert found(document(classes), "U005") == [], "classes without figures are left out"


def test_titles_are_numbered_without_a_gap() -> None:
    text = "# 一、收入\n无。\n# 二、支出\n{}\n# 四、资产\n无。"
    assert found(document(text.format("无。")), "U005") == ["discrepancy"]
    assert found(document(text.format("无。三、采购无。")), "U005") == []


def test_an_account_that_was_renamed() -> None:
    item = "# （三）具体情况\n1.{}（类）行政事业单位医疗（款）行政单位医疗（项）。\n支出决算为4.00万元。"
    assert found(document(item.format("医疗卫生与计划生育支出"), year=2022), "U007") == ["discrepancy"]
    assert found(document(item.format("医疗卫生与计划生育支出"), year=2018), "U007") == []
    assert found(document(item.format("卫生健康支出"), year=2022), "U007") == []


def test_a_name_with_one_character_changed() -> None:
    org = "江川市平湖区规划和自然资源局"
    line = "# 一、情况\n{}2022年度没有政府性基金支出。"
    made = relations(document(line.format("江川市平湖区规划与自然资源局"), org=org), "U008")
    assert [(str(r.verdict), str(r.severity)) for r in made] == [("discrepancy", "info")]
    assert found(document(line.format(org), org=org), "U008") == []
    assert found(document(line.format("江川市平湖区第一小学"), org="江川市平湖区第二小学"), "U008") == []


def test_punctuation_set_twice() -> None:
    assert found(document("# 一、情况\n支出增加，。主要原因是人员增加。"), "U009") == ["discrepancy"]
    assert found(document("# 一、情况\n支出增加……主要原因是人员增加——新进两人。"), "U009") == []
    assert found(document("# 一、情况\n支出增加，。主要原因是人员增加。", scanned=True), "U009") == []


def test_a_name_or_date_that_was_not_filled_in() -> None:
    assert found(document("# 一、情况\n本部门为XX局下属单位。"), "U006") == ["discrepancy"]
    assert found(document("# 一、情况\n截至2022年×月，车辆0辆。"), "U006") == ["discrepancy"]
    assert found(document("# 一、情况\n面积3×4平方米，王××同志负责。"), "U006") == []


def test_brackets_come_in_pairs() -> None:
    line = "# 一、情况\n公务用车购置及运行维护费0万元（其中购置费0万元{}。\n公务接待费0万元。\n均与上年持平。"
    assert found(document(line.format("）")), "U009") == []
    assert found(document(line.format("")), "U009") == ["discrepancy"]
    assert found(document(line.format(""), scanned=True), "U009") == []
    assert found(document("# 一、情况\n本单位职责：1）编制计划；2）组织实施。"), "U009") == [], "numbers of a list"
    assert found(document(line.format("。运行费0万元）").replace("。均", "均")), "U009") == [], "closed a sentence later"


CAPTIONS = """
# 2024年部门支出预算总表
{first}
| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
---
| 205 | 教育支出 | 300000 | 200000 | 100000 |
| 合计 | < | 300000 | 200000 | 100000 |
# 2024年部门一般公共预算支出功能分类预算表
{second}
| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
---
| 205 | 教育支出 | 300000 | 200000 | 100000 |
| 合计 | < | 300000 | 200000 | 100000 |
# 部门“三公”经费和机关运行经费预算表
{third}
| 三公经费预算数 | < | 机关运行经费预算数 |
| 合计 | 公务用车运行费 | ^ |
---
| 9.98 | 9.98 | 9.97 |
"""


def captioned(first: str, second: str, third: str) -> list[str]:
    """U003 over three tables with these captions."""
    return found(document("", CAPTIONS.format(first=first, second=second, third=third), kinds=("budget",)), "U003")


def test_a_table_without_a_unit_among_tables_of_several() -> None:
    assert captioned("单位：元", "", "单位：万元") == ["discrepancy"]
    assert captioned("单位：元", "单位：元", "单位：万元") == []
    assert captioned("单位：万元", "", "单位：万元") == [], "it can be told from the others"


def test_a_figure_where_the_sentence_was_cut_lacks_no_unit() -> None:
    assert found(document("# 二、情况\n" + MONEY + "其中：财政拨款收入9746.50"), "U002") == []
