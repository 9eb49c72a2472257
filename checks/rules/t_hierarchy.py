"""Accounts and their parts: 合计 = Σ 类, 类 = Σ 款, 款 = Σ 项 in every column of every table by accounts (T011, T021, T041, T108, T092, T094)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from checks.once import once
from checks.registry import rule
from checks.rules.t_common import Sum, hierarchy, hierarchy_by_parent, named, schedules, sums, total_row
from checks.rules.t_rows import income_rows, spending_rows
from disclosure.arithmetic import Verdict
from disclosure.document import Document
from disclosure.relation import Relation, Severity
from disclosure.schedule import Schedule

FINAL_OTHERS = ("final.general_expenditure", "final.government_fund", "final.state_capital")
BUDGETS = (
    *("budget.income", "budget.expenditure", "budget.general_function"),
    *("budget.fund_function", "budget.capital_function", "budget.general_basic_economic"),
)


def account_sums(document: Document, schedule: Schedule) -> Iterator[Relation]:
    """The hierarchy's sums; where the table may have lost its end, those that the missing rows would change do not alarm."""
    closed: list[Sum] = []
    open_: list[Sum] = []
    last = _last_chain(schedule) if _torn(document, schedule) else set()
    for parent, equation in hierarchy_by_parent(schedule):
        (open_ if parent.id in last else closed).append(equation)
    yield from sums(document, closed)
    for relation in sums(document, open_):
        failed = relation.verdict is Verdict.DISCREPANCY
        yield replace(relation, verdict=Verdict.UNRESOLVED, reason="distrusted_table") if failed else relation


def _torn(document: Document, schedule: Schedule) -> bool:
    """Whether rows may be missing at the end: no 合计 anywhere, or a nameless table of accounts that could be its continuation."""
    return total_row(schedule) is None or _has_loose_end(document)


@once
def _has_loose_end(document: Document) -> bool:
    loose = (s for s in document.schedules if s.kind == "unknown" and not s.title)
    return any(sum(1 for row in s.rows if row.code) >= 2 for s in loose)


def _last_chain(schedule: Schedule) -> set[str]:
    """The ids of the rows above the last account, itself included."""
    rows = {row.id: row for row in schedule.rows}
    coded = [row for row in schedule.rows if row.code]
    chain: set[str] = set()
    row = coded[-1] if coded else None
    while row is not None and row.id not in chain:
        chain.add(row.id)
        row = rows.get(row.parent or "")
    return chain


@rule("T011", family="account_hierarchy")
def income_accounts(document: Document) -> Iterator[Relation]:
    """收入决算表：合计＝各类之和，类＝各款之和，款＝各项之和

    查什么：收入决算表每一栏，上级科目等于其下级科目之和。
    为什么：上下级不平，说明某一科目漏列、重列或数字抄错。
    依据：政府收支分类科目的类、款、项层级；部门决算公开表式。
    例：报错——208 为 25.00，20801 为 20.00、20899 为 4.00；不报——20899 为 5.01（尾差）。
    不报的情形：下级未列出；有数未读出；整栏多数不平（疑为表格识别错误）。
    容差：由各数的末位推算。
    """
    for schedule in schedules(document, "final.income"):
        yield from account_sums(document, schedule)


@rule("T021", family="account_hierarchy")
def expenditure_accounts(document: Document) -> Iterator[Relation]:
    """支出决算表：合计＝各类之和，类＝各款之和，款＝各项之和

    查什么：支出决算表每一栏，上级科目等于其下级科目之和。
    为什么：上下级不平，说明某一科目漏列、重列或数字抄错。
    依据：政府收支分类科目的类、款、项层级；部门决算公开表式。
    例：报错——合计 36.88，208 空白；不报——相差末位一个单位（尾差）。
    不报的情形：下级未列出；有数未读出；整栏多数不平（疑为表格识别错误）。
    容差：由各数的末位推算。
    """
    for schedule in schedules(document, "final.expenditure"):
        yield from account_sums(document, schedule)


@rule("T041", family="account_hierarchy")
def fiscal_accounts(document: Document) -> Iterator[Relation]:
    """财政拨款各支出决算表：上级科目＝下级科目之和

    查什么：一般公共预算、政府性基金、国有资本经营预算支出决算表每一栏的科目层级。
    为什么：上下级不平，说明某一科目漏列、重列或数字抄错。
    依据：政府收支分类科目的类、款、项层级。
    例：报错——212 为 30.00，21201 为 20.00、21202 为 9.00；不报——相差末位一个单位（尾差）。
    不报的情形：下级未列出；有数未读出；整栏多数不平（疑为表格识别错误）。
    容差：由各数的末位推算。
    """
    for schedule in schedules(document, *FINAL_OTHERS):
        yield from account_sums(document, schedule)


@rule("T108", family="account_hierarchy")
def budget_accounts(document: Document) -> Iterator[Relation]:
    """部门预算各表：上级科目＝下级科目之和

    查什么：收入、支出、功能分类及经济分类预算表每一栏的科目层级。
    为什么：预算按元编列，上下级应当完全相等。
    依据：政府收支分类科目的类、款、项层级；部门预算公开表式。
    例：报错——301 为 100000，各款之和 99000；不报——以万元列示时相差末位一个单位（尾差）。
    不报的情形：下级未列出；有数未读出；整栏多数不平（疑为表格识别错误）。
    容差：由各数的末位推算。
    """
    for schedule in schedules(document, *BUDGETS):
        yield from account_sums(document, schedule)


@rule("T092", family="table_sum")
def blank_totals(document: Document) -> Iterator[Relation]:
    """合计空白而分项有数

    查什么：上级科目或行合计的单元格空白，而它的下级或分栏有不为零的数。
    为什么：空白等于零，与分项矛盾；多为漏填。
    依据：政府收支分类科目的层级：上级科目的金额为其下级之和，下级不为零则上级不为空。
    例：报错——208 行项目支出空白，下级 11.88、25.00；不报——下级也全部空白。
    不报的情形：整栏的合计都空白（表式如此）。
    容差：无；空白即缺。
    """
    for schedule in schedules(document, "final.income", "final.expenditure", *FINAL_OTHERS, *BUDGETS):
        equations = [*hierarchy(schedule), *income_rows(schedule), *spending_rows(schedule)]
        yield from sums(document, equations, blank_total=True)


@rule("T094", family="table_sum", severity=Severity.INFO)
def leaf_sums(document: Document) -> Iterator[Relation]:
    """合计＝最末级科目之和

    查什么：跳过中间层级，合计直接等于全部最末级科目之和。
    为什么：中间层级有两处错误相互抵消时，只有这个关系会露出来。
    依据：政府收支分类科目的层级。
    例：报错——合计 50.00，末级之和 40.00；不报——尾差。
    不报的情形：只有一级科目的表；多数不平的表。
    容差：由各数的末位推算；末级科目多时误差可以累积。
    """
    for schedule in schedules(document, "final.income", "final.expenditure", *FINAL_OTHERS, *BUDGETS):
        yield from sums(document, _leaves(schedule))


def _leaves(schedule: Schedule) -> Iterator[Sum]:
    top = total_row(schedule)
    if top is None:
        return
    parents = {row.parent for row in schedule.rows}
    leaves = [row for row in schedule.rows if row.code and row.id not in parents]
    if not any(row.parent not in (None, top.id) for row in leaves):
        return
    for column in schedule.columns:
        parts = tuple(schedule.at(row, column) for row in leaves)
        yield Sum("leaves", f"{named(schedule, top, column)}（末级科目）", schedule.at(top, column), parts)
