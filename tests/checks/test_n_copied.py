"""N030, N031, C006: purposes and reasons of another account, the nature of an expenditure, the level of the glossary."""

from __future__ import annotations

from tests.checks.made import document, found
from tests.checks.test_m_tables import GENERAL

HEAD = "# （三）一般公共预算财政拨款支出决算具体情况\n"
ITEM = "{n}.教育支出（类）{section}（款）{name}（项）{amount}万元，主要用于{what}。\n主要原因是：{why}经费增加。\n"


def item(n: int, section: str, name: str, what: str, why: str) -> str:
    return ITEM.format(n=n, section=section, name=name, amount=f"{n}0.00", what=what, why=why)


def test_a_purpose_copied_from_the_item_before() -> None:
    first = item(1, "普通教育", "小学教育", "小学教育", "小学教育")
    assert "discrepancy" not in found(document(HEAD + first + item(2, "普通教育", "初中教育", "初中教育", "初中教育")), "N030")
    assert (
        found(document(HEAD + first + item(2, "普通教育", "初中教育", "小学教育", "初中教育")), "N030").count("discrepancy") == 1
    )
    assert (
        found(document(HEAD + first + item(2, "普通教育", "初中教育", "初中教育", "小学教育")), "N030").count("discrepancy") == 1
    )


def test_a_purpose_in_words_of_its_own_is_fine() -> None:
    text = HEAD + item(1, "普通教育", "小学教育", "学校日常运转", "教师") + item(2, "普通教育", "初中教育", "校舍维修", "人员")
    assert "discrepancy" not in found(document(text), "N030")


def test_nature_of_an_expenditure() -> None:
    head = "# 五、一般公共预算财政拨款支出决算情况说明\n## （三）一般公共预算财政拨款支出决算具体情况\n"
    item = "1、社会保障和就业支出（类）其他社会保障和就业支出（款）其他社会保障和就业支出（项）。\n主要用于：{}。\n支出决算为25.00万元。"
    assert found(document(head + item.format("宣传等基本支出"), GENERAL), "N031") == ["discrepancy"]
    assert found(document(head + item.format("宣传等项目支出"), GENERAL), "N031") == ["holds"]
    assert found(document(head + item.format("宣传"), GENERAL), "N031") == []


def test_level_of_the_glossary() -> None:
    text = "# 名词解释\n（一）财政拨款收入：是{}级预算主管部门本年度从本级财政部门取得的财政拨款。"
    district = "江川市平湖区水务局"
    assert found(document(text.format("市"), org=district), "C006") == ["discrepancy"]
    assert found(document(text.format("区"), org=district), "C006") == []
    assert found(document(text.format("市"), org="江川市水务局"), "C006") == []
    assert found(document(text.format("市"), org="江川市高新区管理委员会"), "C006") == []
