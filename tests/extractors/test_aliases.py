"""Names that users add: titles of tables, names of accounts in tables and in the text."""

from __future__ import annotations

import pytest

from disclosure.settings import Aliases
from extractors.language import read_sentences
from extractors.schedules import read_schedules
from tests.extractors.reading import paragraph
from tests.tiny import tiny_tables

LEDGER = """
# 部门收支决算一览表
单位：万元
| 收入 | < | 支出 | < |
| 项目 | 决算数 | 项目 | 决算数 |
---
| 一、一般公共预算财政拨款收入 | 90.00 | 一、一般公共服务支出 | 100.00 |
| 二、其他收入 | 10.00 | | |
| 本年收入合计 | 100.00 | 本年支出合计 | 100.00 |
| 总计 | 100.00 | 总计 | 100.00 |
"""
TITLES = Aliases(tables={"部门收支决算一览表": "final.summary"})


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("部门收支决算一览表", "final.summary"),
        ("2022年度部门收支决算一览表", "final.summary"),
        ("财政拨款部门收支决算一览表", "unknown"),
    ],
)
def test_a_title_of_ones_own_names_a_kind(title: str, kind: str) -> None:
    tables = tiny_tables(LEDGER.replace("部门收支决算一览表", title))
    assert read_schedules(tables)[0].kind == "unknown"
    assert read_schedules(tables, TITLES)[0].kind == kind


def test_a_known_title_that_is_longer_still_wins() -> None:
    tables = tiny_tables(LEDGER.replace("部门收支决算一览表", "收入支出决算总表"))
    assert read_schedules(tables, Aliases(tables={"决算总表": "final.income"}))[0].kind == "final.summary"


def test_a_row_gets_the_proper_name_and_keeps_what_is_printed() -> None:
    drawing = """
# 一般公共预算财政拨款基本支出决算表
单位：万元
| 经济分类编码 | 科目名称 | 决算数 |
---
| 310 | 资本性支出 | 3.00 |
| 31021 | 文物和陈制品购置 | 3.00 |
"""
    aliases = Aliases(accounts={"文物和陈制品购置": "文物和陈列品购置"})
    row = read_schedules(tiny_tables(drawing), aliases)[0].rows[1]
    assert (row.label, row.printed) == ("文物和陈列品购置", "文物和陈制品购置")


def test_an_account_in_the_text_is_the_proper_one() -> None:
    said = "社会保障和就业支出（类）人力资源和社会保障管理事务（款）社保经办所（项）支出决算为6.00万元。"
    plain = read_sentences([paragraph(said)], (), 2022)[0]
    aliased = read_sentences([paragraph(said)], (), 2022, Aliases(accounts={"社保经办所": "社会保险经办机构"}))[0]
    assert plain.facts[0].code is None
    assert aliased.facts[0].code == "2080109"


def test_other_names_in_one_reading_do_not_stay_for_the_next() -> None:
    said = "工资与福利开支支出决算为6.00万元。"
    aliased = read_sentences([paragraph(said)], (), 2022, Aliases(accounts={"工资与福利开支": "工资福利支出"}))[0]
    plain = read_sentences([paragraph(said)], (), 2022)[0]
    assert "工资福利支出" in {entity.norm for entity in aliased.entities}
    assert "工资福利支出" not in {entity.norm for entity in plain.entities}
