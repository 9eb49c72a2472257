"""M rules: the text against the cell it speaks of."""

from __future__ import annotations

from checks.judge import check
from disclosure.relation import Severity
from tests.checks.made import document, found, relations

SUMMARY = """
# 收入支出决算总表
单位：万元
| 项目 | 决算数 | 项目 | 决算数 |
---
| 一、一般公共预算财政拨款收入 | 244.97 | 八、社会保障和就业支出 | 251.21 |
| 八、其他收入 | 6.24 | 二十三、其他支出 | |
| 本年收入合计 | 251.21 | 本年支出合计 | 251.21 |
| 总计 | 251.21 | 总计 | 251.21 |
"""
GENERAL = """
# 一般公共预算财政拨款支出决算表
单位：万元
| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
---
| 208 | 社会保障和就业支出 | 252.84 | 216.01 | 36.83 |
| 20801 | 人力资源和社会保障管理事务 | 208.09 | 208.09 | |
| 2080109 | 社会保险经办机构 | 208.09 | 208.09 | |
| 20899 | 其他社会保障和就业支出 | 44.75 | 7.92 | 36.83 |
| 2089901 | 其他社会保障补助 | 19.75 | 7.92 | 11.83 |
| 2089999 | 其他社会保障和就业支出 | 25.00 | | 25.00 |
| 合计 | < | 252.84 | 216.01 | 36.83 |
"""
BASIC = """
# 一般公共预算财政拨款基本支出决算表
单位：万元
| 经济分类科目编码 | 科目名称 | 决算数 | 经济分类科目编码 | 科目名称 | 决算数 |
---
| 301 | 工资福利支出 | 200.35 | 302 | 商品和服务支出 | 14.58 |
| 30101 | 基本工资 | 140.35 | 30201 | 办公费 | 10.04 |
| 30102 | 津贴补贴 | 60.00 | 30202 | 印刷费 | |
| 303 | 对个人和家庭的补助 | 1.08 | 30203 | 咨询费 | |
| 30302 | 退休费 | 1.08 | 30215 | 会议费 | 0.54 |
| 30310 | 个人农业生产补贴 | | 30216 | 培训费 | 4.00 |
| 人员经费合计 | < | 201.43 | 公用经费合计 | < | 14.58 |
"""
PATH = "社会保障和就业支出（类）{}（款）{}（项）"


def section(text: str) -> str:
    return f"# 五、一般公共预算财政拨款支出决算情况说明\n## （三）一般公共预算财政拨款支出决算具体情况\n{text}"


def test_totals() -> None:
    line = "# 一、收入支出决算总体情况说明\n2022年度收、支总计{}万元。与上年相比，增加43.97万元。"
    assert found(document(line.format("251.21"), SUMMARY), "M001") == ["holds", "holds"]
    assert found(document(line.format("215.21"), SUMMARY), "M001") == ["discrepancy", "discrepancy"]
    assert found(document(line.format("251.21")), "M001") == [], "no table, nothing to compare"


def test_totals_of_both_lanes_are_one_finding() -> None:
    line = "# 一、收入支出决算总体情况说明\n2022年度收、支总计215.21万元。"
    findings = check(document(line, SUMMARY))[1]
    assert [f.rule for f in findings] == ["M001"]


def test_another_year_is_not_compared() -> None:
    line = "# 一、收入支出决算总体情况说明\n2021年度收、支总计207.24万元。"
    assert found(document(line, SUMMARY), "M001") == []


def test_basic_expenditure_is_the_fiscal_one() -> None:
    line = "# 六、一般公共预算财政拨款基本支出决算情况说明\n一般公共预算财政拨款基本支出{}万元。其中：人员经费201.43万元；公用经费14.58万元。"
    assert found(document(line.format("216.01"), GENERAL + BASIC), "M010") == ["holds", "holds", "holds"]
    assert found(document(line.format("222.25"), GENERAL + BASIC), "M010") == ["discrepancy", "holds", "holds"]


def test_classes() -> None:
    line = "# 五、一般公共预算财政拨款支出决算情况说明\n一般公共预算财政拨款支出252.84万元，主要用于以下方面：社会保障和就业支出（类）{}万元，占100%。"
    assert found(document(line.format("252.84"), GENERAL), "M006") == ["holds"]
    assert found(document(line.format("258.24"), GENERAL), "M006") == ["discrepancy"]


def test_items() -> None:
    text = section(
        "1、" + PATH.format("人力资源和社会保障管理事务", "社会保险经办机构") + "。年初预算为{}万元，支出决算为{}万元。"
    )
    assert found(document(text.format("215.94", "208.09"), GENERAL), "M007") == ["holds"]
    assert found(document(text.format("215.94", "280.09"), GENERAL), "M007") == ["discrepancy"]


def test_an_item_in_a_title() -> None:
    text = section(
        "### 1、"
        + PATH.format("人力资源和社会保障管理事务", "社会保险经办机构")
        + "。\n年初预算为215.94万元，支出决算为280.09万元。"
    )
    assert found(document(text, GENERAL), "M007") == ["discrepancy"]


def test_names_of_items() -> None:
    text = section("1、" + PATH + "。年初预算为25.00万元，支出决算为25.00万元。")
    right = document(text.format("其他社会保障和就业支出", "其他社会保障和就业支出"), GENERAL)
    item = document(text.format("其他社会保障和就业支出", "其他国土资源事务支出"), GENERAL)
    section_ = document(text.format("住房保障支出", "其他社会保障和就业支出"), GENERAL)
    assert found(right, "M008") == ["holds"]
    assert found(item, "M008") == ["discrepancy"]
    assert found(section_, "M008") == ["discrepancy"]
    assert {r.severity for r in relations(item, "M008")} == {Severity.WARNING}


def test_a_name_that_only_lacks_two_characters_is_a_hint() -> None:
    text = section("1、" + PATH.format("人力资源和社会保障事务", "社会保险经办机构") + "。支出决算为208.09万元。")
    assert [r.severity for r in relations(document(text, GENERAL), "M008")] == [Severity.INFO]
    assert found(document(text, GENERAL, scanned=True), "M008") == [], "a scan may have lost them"


def test_an_unknown_name_without_a_row_of_its_amount_says_nothing() -> None:
    text = section("1、" + PATH.format("其他支出", "杂项") + "。支出决算为3.33万元。")
    assert found(document(text, GENERAL), "M008") == []


def test_head_and_items() -> None:
    text = section(
        "一般公共预算财政拨款支出年初预算为{}万元，支出决算为252.84万元。其中：\n"
        "1、" + PATH.format("人力资源和社会保障管理事务", "社会保险经办机构") + "。年初预算为215.94万元，支出决算为208.09万元。\n"
        "2、" + PATH.format("其他社会保障和就业支出", "其他社会保障补助") + "。年初预算为20.00万元，支出决算为19.75万元。\n"
        "3、" + PATH.format("其他社会保障和就业支出", "其他社会保障和就业支出") + "。年初预算为25.00万元，支出决算为25.00万元。"
    )
    assert found(document(text.format("260.94"), GENERAL), "M009") == ["holds", "holds"]
    assert found(document(text.format("360.94"), GENERAL), "M009") == ["holds", "discrepancy"]


def test_listed_accounts() -> None:
    head = "# 六、一般公共预算财政拨款基本支出决算情况说明\n一般公共预算财政拨款基本支出216.01万元。其中：人员经费201.43万元，主要包括：{}；"
    right, swapped = head.format("基本工资、津贴补贴、退休费"), head.format("基本工资、津贴补贴、个人农业生产补贴")
    assert found(document(right, GENERAL + BASIC), "M011") == ["holds"]
    assert [r.severity for r in relations(document(swapped, GENERAL + BASIC), "M011")] == [Severity.WARNING]


def test_operating_expenses_are_bounded() -> None:
    line = "# 十、机关运行经费支出说明\n2022年度机关运行经费支出{}万元。"
    assert found(document(line.format("12.00"), BASIC), "M017") == ["holds"]
    assert found(document(line.format("15.48"), BASIC), "M017") == ["discrepancy"]


def test_meetings_are_no_less_than_in_basic_expenditure() -> None:
    line = "# 十一、一般性支出情况说明\n2022年本部门开支会议费{}万元。"
    assert found(document(line.format("0.60"), BASIC), "M018") == ["holds"]
    assert found(document(line.format("0.20"), BASIC), "M018") == ["discrepancy"]
