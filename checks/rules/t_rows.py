"""Rows of the tables by accounts: the total column is the sum of the columns that divide it (T010, T020, T040, T070, T080, T103, T105)."""

from __future__ import annotations

from collections.abc import Iterator

from checks.registry import rule
from checks.rules.t_common import Sum, across, pick, schedules, sums
from disclosure.document import Document
from disclosure.relation import Relation
from disclosure.schedule import Column, Schedule

WHOLE = ("本年收入合计", "本年支出合计", "合计", "本年支出", "本年收入")
INCOME = ("财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入")
SPENDING = ("基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出")
_SUMMED = (("合计",), ("小计",), ("总计",))
STAFF = ("人员经费", "公用经费")


def whole_of(schedule: Schedule) -> Column | None:
    """The column that holds each row's total: by name, else the one that carries the name of the whole table."""
    found = pick(schedule, *WHOLE)
    if found is not None:
        return found
    named_last = [c for c in schedule.columns if c.path and c.path[-1] in ("合计", "小计", "总计")]
    return named_last[0] if len(named_last) == 1 else None


def spending_rows(schedule: Schedule) -> Iterator[Sum]:
    """Per row: total = 基本支出 + 项目支出 + the other kinds of spending, for every block of columns that has the first two."""
    for block in _blocks(schedule):
        parts = [c for c in block if c.name in SPENDING]
        wholes = [c for c in block if c not in parts and (c.name in WHOLE or c.path[-1:] in _SUMMED)]
        if [c.name for c in parts].count("基本支出") == [c.name for c in parts].count("项目支出") == len(wholes) == 1:
            yield from across(schedule, wholes[0], parts)


def _blocks(schedule: Schedule) -> list[list[Column]]:
    """Columns that stand under the same header word."""
    blocks: dict[tuple[int, tuple[str, ...]], list[Column]] = {}
    for column in schedule.columns:
        blocks.setdefault((column.lane, column.path[:-1]), []).append(column)
    return list(blocks.values())


def income_rows(schedule: Schedule) -> Iterator[Sum]:
    """Per row: total = Σ sources. Every column beside the total must be a known source, else the list may not be complete."""
    whole = whole_of(schedule)
    parts = [c for c in schedule.columns if c is not whole]
    if parts and all(c.name in INCOME for c in parts):
        yield from across(schedule, whole, parts)


@rule("T010", family="table_row_formula")
def income_table_rows(document: Document) -> Iterator[Relation]:
    """收入决算表各行：本年收入合计＝各项来源之和

    查什么：收入决算表每一行，本年收入合计等于财政拨款收入、上级补助收入、事业收入、经营收入、附属单位上缴收入、其他收入之和。
    为什么：行内不平，说明某一栏漏填、错列或抄错。
    依据：部门决算公开表式：收入决算表的本年收入合计由其后各来源栏组成，合计为各项之和。
    例：报错——合计 10.00，财政拨款 8.00、其他 1.00；不报——合计 10.00，财政拨款 8.00、其他 2.01（尾差）。
    不报的情形：表中有无法识别的栏目，或该行有未读出的数。
    容差：由各数的末位推算（n 个数各舍入一次的可能误差），无固定容差。
    """
    for schedule in schedules(document, "final.income"):
        yield from sums(document, income_rows(schedule))


@rule("T020", family="table_row_formula")
def expenditure_table_rows(document: Document) -> Iterator[Relation]:
    """支出决算表各行：本年支出合计＝基本＋项目＋上缴上级＋经营＋对附属单位补助

    查什么：支出决算表每一行的合计等于各类支出之和。
    为什么：某一类支出漏填时，只有这一行的横向关系会露出来。
    依据：部门决算公开表式：支出决算表的本年支出合计由其后各类支出栏组成，合计为各项之和。
    例：报错——合计 244.97，基本 208.09，项目空白；不报——项目 36.87（尾差）。
    不报的情形：没有基本支出、项目支出两栏的表。
    容差：由各数的末位推算。
    """
    for schedule in schedules(document, "final.expenditure"):
        yield from sums(document, spending_rows(schedule))


@rule("T040", family="table_row_formula")
def general_expenditure_rows(document: Document) -> Iterator[Relation]:
    """一般公共预算财政拨款支出决算表各行：合计＝基本支出＋项目支出

    查什么：每一行的合计（小计）等于基本支出与项目支出之和。
    为什么：基本与项目的划分是预算管理的基础，合计与划分必须一致。
    依据：部门决算公开表式：一般公共预算财政拨款支出决算表的合计（小计）分为基本支出与项目支出两栏。
    例：报错——合计 30.00，基本 20.00，项目 5.00；不报——项目 10.01（尾差）。
    不报的情形：没有基本、项目两栏的表。
    容差：由各数的末位推算。
    """
    for schedule in schedules(document, "final.general_expenditure"):
        yield from sums(document, spending_rows(schedule))


@rule("T070", family="balance")
def fund_table_rows(document: Document) -> Iterator[Relation]:
    """政府性基金预算收支决算表各行：年初结转＋本年收入－本年支出＝年末结转；本年支出＝基本＋项目

    查什么：每一行的收支滚动关系和支出的两部分之和。
    为什么：结转滚动不平，说明年初数、收入、支出或年末数之一有误。
    依据：部门决算公开表式：政府性基金预算财政拨款收入支出决算表列年初结转、本年收入、本年支出（基本、项目）、年末结转。
    例：报错——年初 1.00、收入 5.00、支出 4.00、年末 1.00；不报——年末 2.01（尾差）。
    不报的情形：表中没有年初或年末栏。
    容差：由各数的末位推算。
    """
    yield from _rolling(document, "final.government_fund")


@rule("T080", family="balance")
def capital_table_rows(document: Document) -> Iterator[Relation]:
    """国有资本经营预算支出决算表各行：合计＝基本＋项目；有结转栏的，年初＋收入－支出＝年末

    查什么：每一行支出的两部分之和，以及结转滚动关系。
    为什么：与政府性基金表相同。
    依据：部门决算公开表式：国有资本经营预算财政拨款支出决算表的合计分为基本支出与项目支出，列有结转栏的随收支滚动。
    例：报错——合计 5.00、基本 0、项目 4.00；不报——项目 5.01（尾差）。
    不报的情形：空表；没有相应栏目的表。
    容差：由各数的末位推算。
    """
    yield from _rolling(document, "final.state_capital")


@rule("T103", family="table_row_formula")
def budget_rows(document: Document) -> Iterator[Relation]:
    """预算收入、支出及功能分类预算表各行：合计＝各栏之和

    查什么：收入预算表每一行的合计等于各来源之和；支出及功能分类预算表每一行的合计等于基本支出与项目支出之和。
    为什么：预算表按元编列，行内应当完全相等。
    依据：部门预算公开表式：收入、支出及功能分类预算表的合计为其后各栏之和。
    例：报错——合计 257700，基本 0，项目 257000；不报——以万元两位小数列示时相差 0.01（尾差）。
    不报的情形：有无法识别的来源栏，或没有基本、项目两栏。
    容差：由各数的末位推算。
    """
    for schedule in schedules(document, "budget.income"):
        yield from sums(document, income_rows(schedule))
    for schedule in schedules(
        document, "budget.expenditure", "budget.general_function", "budget.fund_function", "budget.capital_function"
    ):
        yield from sums(document, spending_rows(schedule))


@rule("T105", family="table_row_formula")
def economic_budget_rows(document: Document) -> Iterator[Relation]:
    """基本支出经济分类预算表各行：合计＝人员经费＋公用经费

    查什么：每一行的合计等于人员经费与公用经费之和。
    为什么：同一科目的支出只能归入人员或公用，两者之和就是合计。
    依据：部门预算公开表式：一般公共预算基本支出经济分类预算表的合计分为人员经费与公用经费。
    例：报错——合计 30000，人员 0，公用 20000；不报——30000＝0＋30000。
    不报的情形：没有人员经费、公用经费两栏的表。
    容差：由各数的末位推算。
    """
    for schedule in schedules(document, "budget.general_basic_economic", "final.general_basic"):
        parts = [c for name in STAFF if (c := schedule.column(name))]
        if len(parts) == len(STAFF):
            yield from sums(document, across(schedule, whole_of(schedule), parts))


def _rolling(document: Document, kind: str) -> Iterator[Relation]:
    for schedule in schedules(document, kind):
        yield from sums(document, spending_rows(schedule))
        opening, closing = schedule.column("年初结转和结余"), schedule.column("年末结转和结余")
        income, spent = schedule.column("本年收入"), whole_of_spending(schedule)
        if opening is None or closing is None or income is None or spent is None:
            continue
        columns = [opening, income, spent]
        for equation in across(schedule, closing, columns):
            yield from sums(document, [Sum("roll", equation.subject, equation.stated, equation.parts, (1, 1, -1))])


def whole_of_spending(schedule: Schedule) -> Column | None:
    """The column of this year's spending in a table that also holds income and balances."""
    return pick(schedule, "本年支出", "本年支出合计", "合计")
