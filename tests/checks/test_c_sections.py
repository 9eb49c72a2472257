"""C002, C008, C010: subjects that final accounts must speak of, the table of contents, indicator rows."""

from __future__ import annotations

from dataclasses import replace

from disclosure.document import Document
from disclosure.geometry import Box
from disclosure.page import Page, Word
from tests.checks.drawn_forms import LINES, project
from tests.checks.drawn_forms import document as with_forms
from tests.checks.drawn_forms import relations as of_forms
from tests.checks.made import document, found, relations

TABLES = (
    "\n".join(
        f"# {title}\n单位：万元\n| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |\n---\n| 合计 | < | 5.00 | 5.00 | |\n| 205 | 教育支出 | 5.00 | 5.00 | |"
        for title in ("支出决算表", "一般公共预算财政拨款支出决算表", "国有资本经营预算财政拨款支出决算表")
    )
    + """
# 收入决算表
单位：万元
| 科目编码 | 科目名称 | 本年收入合计 | 财政拨款收入 | 其他收入 |
---
| 合计 | < | 5.00 | 5.00 | |
| 205 | 教育支出 | 5.00 | 5.00 | |
# 收入支出决算总表
单位：万元
| 收入 | < | 支出 | < |
| 项目 | 决算数 | 项目 | 决算数 |
---
| 一、一般公共预算财政拨款收入 | 5.00 | 一、教育支出 | 5.00 |
| 本年收入合计 | 5.00 | 本年支出合计 | 5.00 |
| 总计 | 5.00 | 总计 | 5.00 |
"""
)
TEXT = """# 一、主要职责
本单位负责学籍管理。内设机构3个。
# 二、收入决算情况说明
本年收入合计5.00万元。
# 三、支出决算情况说明
本年支出合计5.00万元。
# 四、“三公”经费支出决算情况说明
“三公”经费支出0万元。
# 五、机关运行经费支出说明
本单位没有机关运行经费。
{}
# 七、名词解释
基本支出：指保障机构正常运转的支出。"""
PROCUREMENT = "# 六、政府采购支出说明\n{}"


def test_a_subject_that_is_nowhere_spoken_of() -> None:
    assert found(document(TEXT.format(PROCUREMENT.format("本年度没有政府采购支出。")), TABLES), "C002") == []
    (told,) = relations(document(TEXT.format(""), TABLES), "C002")
    assert (str(told.verdict), str(told.severity), told.args["subject"]) == ("discrepancy", "info", "“政府采购”")


def test_a_part_of_a_disclosure_a_budget_or_a_scan_lacks_nothing() -> None:
    assert found(document(TEXT.format("")), "C002") == []
    assert found(document("# 一、情况\n无。", TABLES), "C002") == []
    assert found(document(TEXT.format(""), TABLES, kinds=("budget",)), "C002") == []
    assert found(document(TEXT.format(""), TABLES, scanned=True), "C002") == []


def contents(*entries: str, scanned: bool = False) -> Document:
    """A document whose second page is its table of contents; the text stands on the first."""
    made = document("# 一、收入支出决算总体情况说明\n无。\n# 二、其他重要事项的情况说明\n无。", scanned=scanned)
    lines = ("目 录", *entries)
    words = tuple(Word(text, Box(50, 100 + 20 * n, 300, 112 + 20 * n)) for n, text in enumerate(lines))
    return replace(made, pages=(*made.pages, Page(2, 595, 842, words, scanned)))


def test_the_table_of_contents_names_the_titles_as_they_stand() -> None:
    right, other = "一、收入支出决算总体情况说明………3", "二、其他重要事项说明………9"
    assert found(contents(right, "二、其他重要事项的情况说明 9"), "C008") == []
    (told,) = relations(contents(right, other), "C008")
    assert told.args == {"subject": "目录“其他重要事项说明”", "other": "二、其他重要事项的情况说明"}


def test_entries_that_may_not_have_been_read_are_left_alone() -> None:
    assert found(contents("二、国有资产占用情况说明……9"), "C008") == [], "no title is near it"
    assert found(contents("二、“其他重要事项”的情况说明……9"), "C008") == [], "quotation marks only"
    assert found(contents("二、其他重要事项说明……9", scanned=True), "C008") == []


def test_an_indicator_without_its_score() -> None:
    assert of_forms("C010", with_forms(project())) == []
    (told,) = of_forms("C010", with_forms(project(lines=LINES.replace("| 100% | 100% | 20 | 20 |", "| 100% | 100% | 20 | |"))))
    assert (told.args["what"], told.args["names"]) == ("得分", "发放准确率")
    none = LINES.replace("| 30 | 30 |", "| 30 | |").replace("| 20 | 20 |", "| 20 | |")
    assert of_forms("C010", with_forms(project(lines=none))) == [], "most have none: it may be printed otherwise"
