"""D009–D012, D031–D034: rules between the documents of a dossier, each on a pair that breaks it and one that does not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checks.dossier import check_dossier
from checks.registry import all_rules, run, select
from disclosure.document import Document, Part
from disclosure.dossier import Dossier, dossiers
from disclosure.relation import Relation
from tests.checks import made, test_d_projects

ORG = "澄川县水务局"
SUMMARY = """
# 收入支出决算总表
单位：万元
| 项目 | 决算数 | 项目 | 决算数 |
---
| 一、一般公共预算财政拨款收入 | {income} | 一、农林水支出 | {income} |
| 本年收入合计 | {income} | 本年支出合计 | {income} |
| 年初结转和结余 | {opening} | 年末结转和结余 | {closing} |
| 总计 | {total} | 总计 | {total} |
"""
OVERALL = "# 一、收入支出决算总体情况说明\n2023年度本年收入合计{income}万元，{change}。"
FUNCTION = """
# 一般公共预算支出功能分类预算表
单位：元
| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
---
| 213 | 农林水支出 | {whole} | {whole} | 0 |
| 21303 | 水利 | {whole} | {whole} | 0 |
| 2130301 | 行政运行 | {run} | {run} | 0 |
| 2130305 | {last} | 500000 | 500000 | 0 |
"""


def accounts(year: int, text: str = "", **figures: str) -> Document:
    """A department's final accounts of that year."""
    known = {"income": "100.00", "opening": "0.00", "closing": "0.00", "total": "100.00"} | figures
    return _named(made.document(text, SUMMARY.format(**known), year=year, org=ORG), year, "accounts")


def budget(year: int, text: str = "", run: str = "1500000", whole: str = "2000000", last: str = "水利工程建设") -> Document:
    drawn = FUNCTION.format(run=run, whole=whole, last=last)
    return _named(made.document(text, drawn, year=year, org=ORG, kinds=("budget",)), year, "budget")


def _named(document: Document, year: int, kind: str, level: str | None = "department") -> Document:
    return replace(document, id=f"{kind}{year}{level}", name=f"{kind}-{year}.pdf", sha256=f"{kind}{year}{level}", level=level)


def relations(code: str, *documents: Document) -> list[Relation]:
    """What one rule says of the one dossier that the documents form; every piece of evidence lies in one of them."""
    (dossier,) = dossiers(documents)
    found, _ = check_dossier(dossier, select(all_rules(), [code]))
    assert {e.document for one in found for e in one.operands} <= {document.id for document in documents}
    return list(found)


def verdicts(code: str, *documents: Document) -> list[str]:
    return [str(one.verdict) for one in relations(code, *documents)]


@pytest.mark.parametrize(
    ("change", "expected"),
    [("比上年增加20.00万元", "holds"), ("比上年增加2.00万元", "discrepancy"), ("比上年减少20.00万元", "discrepancy")],
)
def test_d010_and_d031_a_stated_change_fits_last_years_accounts(change: str, expected: str) -> None:
    newer = accounts(2023, OVERALL.format(income="120.00", change=change), income="120.00", total="120.00")
    assert verdicts("D010", newer, accounts(2022)) == [expected]
    assert verdicts("D031", newer, accounts(2022)) == [expected]


def test_a_change_is_not_checked_where_last_years_accounts_are_not_the_only_ones() -> None:
    newer = accounts(2023, OVERALL.format(income="120.00", change="比上年增加2.00万元"), income="120.00", total="120.00")
    again = replace(accounts(2022), id="again", sha256="again")
    assert verdicts("D010", newer, accounts(2022), again) == []
    assert verdicts("D010", newer, accounts(2021)) == []


def test_d010_unchanged_means_equal() -> None:
    text = OVERALL.format(income="100.00", change="与上年持平")
    assert verdicts("D031", accounts(2023, text), accounts(2022)) == ["holds"]
    assert verdicts("D031", accounts(2023, text), accounts(2022, income="99.00", total="99.00")) == ["discrepancy"]


@pytest.mark.parametrize("against", ["决算数与年初预算数持平", "比年初预算增加2.00万元", "与2023年预算数持平"])
def test_d031_what_is_compared_with_the_budget_says_nothing_of_last_year(against: str) -> None:
    newer = accounts(2023, OVERALL.format(income="120.00", change=against), income="120.00", total="120.00")
    assert verdicts("D010", newer, accounts(2022)) == verdicts("D031", newer, accounts(2022)) == []


def test_d031_a_budget_is_compared_with_the_budget_of_last_year() -> None:
    newer = accounts(2023, OVERALL.format(income="120.00", change="比2022年预算数增加2.00万元"), income="120.00", total="120.00")
    assert verdicts("D031", newer, accounts(2022)) == ["discrepancy"]


@pytest.mark.parametrize(("closing", "expected"), [("13.83", ["holds"]), ("13.38", ["discrepancy"])])
def test_d011_what_was_left_is_what_is_there(closing: str, expected: list[str]) -> None:
    assert verdicts("D011", accounts(2023, opening="13.83"), accounts(2022, closing=closing)) == expected


def test_d011_an_adjustment_that_is_told_is_not_reported() -> None:
    newer = accounts(2023, "# 说明\n年初结转和结余按审计意见调整了0.45万元。", opening="13.83")
    assert verdicts("D011", newer, accounts(2022, closing="13.38")) == []


ITEM = (
    "# 一般公共预算支出决算具体情况\n1.农林水支出（类）水利（款）行政运行（项）。"
    "年初预算为{initial}万元，支出决算为160.00万元，完成年初预算的{rate}%。"
)


@pytest.mark.parametrize(
    ("initial", "rate", "expected"), [("150.00", "106.67", ["holds"]), ("105.00", "152.38", ["discrepancy"])]
)
def test_d009_the_initial_budget_is_the_one_that_was_published(initial: str, rate: str, expected: list[str]) -> None:
    final = accounts(2023, ITEM.format(initial=initial, rate=rate))
    assert verdicts("D009", final, budget(2023)) == expected
    assert verdicts("D009", final, budget(2022)) == []


def test_d009_an_item_of_that_name_under_another_section_is_another_account() -> None:
    text = ITEM.format(initial="105.00", rate="152.38").replace("水利（款）", "农业农村（款）")
    assert verdicts("D009", accounts(2023, text), budget(2023)) == []


@pytest.mark.parametrize(("income", "expected"), [("80.00", {"holds"}), ("180.00", {"discrepancy"})])
def test_d012_a_unit_is_no_larger_than_its_department(income: str, expected: set[str]) -> None:
    unit = _named(accounts(2023, income=income, total=income), 2023, "accounts", "unit")
    assert set(verdicts("D012", accounts(2023), unit)) == expected


TOLD = "# 主要支出内容\n1.“农林水支出（类）{section}（款）{item}（项）”科目150.00万元，主要用于人员经费。"


def test_d032_one_account_has_one_name() -> None:
    before = budget(2022, TOLD.format(section="水利", item="行政运行"))
    same, moved = (
        budget(2023, TOLD.format(section="水利", item="行政运行")),
        budget(2023, TOLD.format(section="农林水", item="水利")),
    )
    assert verdicts("D032", same, before) == ["holds"]
    assert verdicts("D032", moved, before) == ["discrepancy"]


def test_d033_accounts_that_came_or_went_are_told() -> None:
    assert verdicts("D033", budget(2023), budget(2022)) == ["holds"]
    (told,) = relations("D033", budget(2023), _without_last(budget(2022)))
    assert str(told.verdict) == "discrepancy" and told.args["came"] == "水利工程建设" and told.args["went"] == "无"


def _without_last(document: Document) -> Document:
    (schedule,) = document.schedules
    return replace(document, schedules=(replace(schedule, rows=schedule.rows[:-1]),))


@pytest.mark.parametrize(("area", "expected"), [("17550", ["holds"]), ("17505", ["discrepancy"])])
def test_d034_a_building_keeps_its_size(area: str, expected: list[str]) -> None:
    text = "# 项目概况\n本工程为水文站业务用房建设，总建筑面积为{}平方米，安排资金{}万元。"
    newer, older = budget(2023, text.format(area, "80.00")), budget(2022, text.format("17550", "20.00"))
    assert verdicts("D034", newer, older) == expected


def test_files_bound_together_say_what_the_parts_of_one_file_say() -> None:
    """The same reports as one file and as two: what concerns both halves is the same, each figure cited in its own file."""
    one = replace(test_d_projects.whole(total="26.71"), org=ORG)
    cut = next(n for n, part in enumerate(one.parts) if n)
    halves = [_half(one, "body", one.parts[:cut]), _half(one, "annexes", one.parts[cut:])]
    (dossier,) = dossiers(halves)
    between, _ = check_dossier(dossier)
    alone = [relation for relation in run(one, select(all_rules(), ["D"])) if _reaches_over(relation, one.parts[cut].first_page)]
    assert alone and {_said(relation) for relation in between} == {_said(relation) for relation in alone}
    pages = {
        e.document: {x.place.page for r in between for x in r.operands if x.document == e.document}
        for r in between
        for e in r.operands
    }
    assert pages == {"body": {1}, "annexes": pages["annexes"]} and max(pages["annexes"]) <= len(one.parts)


def _half(document: Document, name: str, parts: tuple[Part, ...]) -> Document:
    """A document of some of the parts, which keep their page numbers."""
    ids = {part.id for part in parts}
    sentences = tuple(sentence for sentence in document.sentences if sentence.part in ids)
    return replace(document, id=name, name=f"{name}.pdf", sha256=name, parts=parts, sentences=sentences)


def _reaches_over(relation: Relation, page: int) -> bool:
    return {operand.place.page < page for operand in relation.operands} == {True, False}


def _said(relation: Relation) -> tuple[str, str, tuple[str, ...]]:
    return relation.rule, str(relation.verdict), tuple(operand.text for operand in relation.operands)


def test_documents_without_a_name_form_no_dossier() -> None:
    assert dossiers([replace(accounts(2022), org=None), replace(accounts(2023), org=None)]) == ()
    (one,) = dossiers([replace(accounts(2022), org=f"{ORG}（本级）"), accounts(2023)])
    assert isinstance(one, Dossier) and len(one.documents) == 2


def test_d010_last_years_text_is_believed_only_where_a_slip_sets_it_apart_from_its_table() -> None:
    newer = accounts(2023, OVERALL.format(income="1257.97", change="比上年增加234.50万元"), income="1257.97", total="1257.97")
    for said, expected in (("1023.47", "holds"), ("1028.47", "discrepancy"), ("873.21", "holds")):
        older = accounts(
            2022, OVERALL.format(income=said, change="与上年持平").replace("2023", "2022"), income="1023.47", total="1023.47"
        )
        assert verdicts("D010", newer, older) == [expected]
