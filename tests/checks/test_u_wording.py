"""U rules: unit words, years, template residue, names."""

from __future__ import annotations

from checks.judge import check
from tests.checks.made import document, found
from tests.checks.test_m_tables import BASIC, GENERAL

BASIC_LINE = "# 六、一般公共预算财政拨款基本支出决算情况说明\n一般公共预算财政拨款基本支出216.01万元。其中：人员经费201.43万元，占93.25%；公用经费14.58{}，占6.75%。"


def test_a_slip_of_the_unit_word_is_told_once() -> None:
    findings = check(document(BASIC_LINE.format("元"), GENERAL + BASIC))[1]
    assert [(f.rule, f.family) for f in findings if f.status == "discrepancy"] == [("U001", "unit")]


def test_the_sentence_itself_shows_the_slip() -> None:
    line = "# 五、情况\n年初预算为215.94万元，支出决算为208.09元，完成年初预算的96.36%。"
    made = document(line)
    assert found(made, "U001") == ["discrepancy"]
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
