"""C rules: empty tables, missing tables, counted lists."""

from __future__ import annotations

from tests.checks.made import document, found

FUND = """
# 政府性基金预算财政拨款收入支出决算表
单位：万元
| 科目编码 | 科目名称 | 年初结转和结余 | 本年收入 | 本年支出 | < | < | 年末结转和结余 |
| ^ | ^ | ^ | ^ | 小计 | 基本支出 | 项目支出 | ^ |
---
| 合计 | < | | {0} | {0} | | {0} | |
"""
NOTE = {"t1": "注：本单位没有政府性基金收入，也没有使用政府性基金安排的支出，故本表无数据。"}


def test_a_note_of_an_empty_table() -> None:
    assert found(document("", FUND.format(""), notes=NOTE), "C003") == ["holds"]
    assert found(document("", FUND.format("105.00"), notes=NOTE), "C003") == ["discrepancy"]
    assert found(document("", FUND.format("105.00"), notes={"t1": "注：如本年度没有政府性基金，则本表无数据。"}), "C003") == []


def test_a_statement_of_nothing() -> None:
    line = "# 八、政府性基金预算收入支出决算情况\n本单位2022年度无政府性基金预算财政拨款收入和支出。"
    assert found(document(line, FUND.format("")), "C003") == ["holds"]
    assert found(document(line, FUND.format("105.00")), "C003") == ["discrepancy"]
    assert found(document(line), "C003") == []


def test_counted_lists() -> None:
    line = "# 一、机构\n我单位内设科室{}个，分别为：办公室、财务科、综合科。"
    assert found(document(line.format("3")), "C011") == ["holds"]
    assert found(document(line.format("三")), "C011") == ["holds"]
    assert found(document(line.format("4")), "C011") == ["discrepancy"]


def test_open_and_doubtful_lists_are_left_alone() -> None:
    assert found(document("# 一、机构\n我单位内设科室5个，分别为：办公室、财务科等。"), "C011") == []
    assert found(document("# 一、机构\n我单位内设科室3个，分别为：办公室、财务科和综合科。"), "C011") == ["holds"]
    assert found(document("# 一、机构\n我单位内设科室4个，分别为：企业养老、失业保险、城乡居民养老。"), "C011") == []


def test_missing_tables_need_most_of_the_others() -> None:
    assert found(document("# 一、情况\n无。", FUND.format("")), "C001") == []


def test_a_list_cut_off_by_the_page_is_read_on_or_left_alone() -> None:
    cut = "# 一、机构\n我单位内设科室3个，分别为：办公室、财务科、\n综合科。"
    assert found(document(cut), "C011") == ["holds"]
    assert found(document("# 一、机构\n我单位内设科室3个，分别为：办公室、财务科、"), "C011") == []


def test_a_lost_comma_is_no_missing_office() -> None:
    assert found(document("# 一、机构\n我单位内设科室3个，分别为：办公室、财务科综合科。"), "C011") == ["holds"]
