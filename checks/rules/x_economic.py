"""Basic expenditure by economic account against the tables beside it (X010, X011, X016)."""

from __future__ import annotations

from collections.abc import Iterator

from checks import relate
from checks.registry import rule
from checks.rules.t_common import bounded, equals, says_nothing
from checks.rules.t_economic import amount, cost_total
from checks.rules.t_three_public import ABROAD, BUYING, HOSTING, RUNNING, only_items
from checks.rules.x_common import total_of, trusted
from disclosure.document import Document
from disclosure.fact import Measure
from disclosure.relation import Relation, Severity

BASIC, GENERAL, PUBLIC = "final.general_basic", "final.general_expenditure", "final.three_public"
PUBLIC_ACCOUNTS = (("30212", ABROAD), ("30217", HOSTING), ("30231", RUNNING), ("31013", BUYING))
SIBLINGS = (("30108", "2080505"), ("30109", "2080506"), ("30113", "2210201"))


@rule("X010", family="table_vs_table")
def basic_expenditure(document: Document) -> Iterator[Relation]:
    """一般公共预算基本支出＝人员经费合计＋公用经费合计

    查什么：一般公共预算支出表合计行的基本支出，等于基本支出表的人员、公用经费合计之和。
    为什么：同一笔基本支出分别按功能和经济分类列示，总数相同。
    依据：部门决算公开表式：基本支出决算（明细）表分列的人员经费、公用经费，即支出决算表的基本支出。
    例：报错——208.09 与 193.51＋13.58；不报——193.51＋14.58。
    不报的情形：缺表；没有合计行。
    容差：由各数的末位推算。
    """
    general, basic = trusted(document, GENERAL), trusted(document, BASIC)
    stated = total_of(general, "基本支出")
    if general is None or basic is None or stated is None:
        return
    rows = [cost_total(basic, word) for word in ("人员经费", "公用经费")]
    parts = [fact for row in rows if (fact := amount(basic, row)) is not None]
    if len(parts) == 2 and not says_nothing([stated, *parts]):
        yield relate.total(document, "基本支出（功能分类与经济分类）", stated, parts)


@rule("X011", family="table_vs_table")
def public_accounts(document: Document) -> Iterator[Relation]:
    """基本支出中的出国、接待、公务用车科目不大于“三公”经费决算数

    查什么：30212、30217、30231、31013 与“三公”经费表相应项目的决算数。
    为什么：基本支出只是“三公”经费的一部分，不能比全部还多。
    依据：政府收支分类科目：30212、30217、30231、31013 分别为因公出国（境）费用、公务接待费、公务用车运行维护费、公务用车购置；部门决算公开表式。
    例：报错——30217 为 8.31，“三公”接待 0.30；不报——0.39 与 0.39。
    不报的情形：缺表；基本支出中没有这一科目。
    容差：末位一个单位以内列为尾差。
    """
    basic, public = trusted(document, BASIC), trusted(document, PUBLIC)
    if basic is None or public is None:
        return
    actual = only_items(public, Measure.ACTUAL)
    for code, name in PUBLIC_ACCOUNTS:
        if name in actual:
            subject = f"{code} {name}（基本支出与“三公”经费）"
            yield from bounded(document, subject, amount(basic, basic.coded(code)), actual[name])


@rule("X016", family="table_vs_table", severity=Severity.INFO)
def sibling_accounts(document: Document) -> Iterator[Relation]:
    """养老保险、职业年金、住房公积金在经济分类与功能分类中的数

    查什么：30108 与 2080505、30109 与 2080506、30113 与 2210201 的基本支出。
    为什么：多数单位这几个科目一一对应，不等时值得看一眼。
    依据：政府收支分类科目：经济分类与功能分类中同名的缴费科目；不强制相等，只作提示。
    例：提示——30113 为 187.19，2210201 为 180.00；不提示——两者相等。
    不报的情形：没有相应的功能科目。
    容差：末位一个单位以内列为尾差。
    """
    basic, general = trusted(document, BASIC), trusted(document, GENERAL)
    if basic is None or general is None:
        return
    column = general.column("基本支出")
    for economic, function in SIBLINGS:
        left, right = amount(basic, basic.coded(economic)), general.at(general.coded(function), column)
        if left is not None and right is not None and not says_nothing([left]) and not says_nothing([right]):
            yield from equals(document, f"{economic} 与 {function}（经济分类与功能分类）", left, right)
