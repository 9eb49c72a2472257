"""The summary tables of final accounts against the tables behind them (X001-X008, X012, X013)."""

from __future__ import annotations

from collections.abc import Iterator

from checks import relate
from checks.registry import rule
from checks.rules.t_common import bounded, equals, says_nothing
from checks.rules.t_fiscal_summary import FUNDS, closing_row, fund_lines, opening_lines
from checks.rules.t_lanes import figure, function_lines, lines, only_lane, year_total
from checks.rules.t_rows import whole_of
from checks.rules.x_common import classes, equal_all, total_of, trusted
from disclosure.document import Document
from disclosure.fact import Fact
from disclosure.relation import Relation
from disclosure.schedule import Column, Schedule

SUMMARY, FISCAL = "final.summary", "final.fiscal_summary"
INCOME, SPENT, GENERAL = "final.income", "final.expenditure", "final.general_expenditure"
OTHERS = ("上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入")


@rule("X001", family="table_vs_table")
def income_totals(document: Document) -> Iterator[Relation]:
    """总表本年收入合计＝收入决算表合计

    查什么：收入支出决算总表的本年收入合计与收入决算表合计行。
    为什么：同一个数在两张表上，必须一致。
    依据：部门决算公开表式：两表各列本年收入合计，为同一数。
    例：报错——251.21 与 244.97；不报——251.21 与 251.20（尾差）。
    不报的情形：缺任一张表。
    容差：末位一个单位以内列为尾差。
    """
    summary, income = trusted(document, SUMMARY), trusted(document, INCOME)
    if summary and income:
        yield from equals(
            document, "本年收入合计（总表与收入决算表）", figure(summary, year_total(summary, "收入")), total_of(income)
        )


@rule("X002", family="table_vs_table")
def fiscal_income(document: Document) -> Iterator[Relation]:
    """总表三项财政拨款收入之和＝收入决算表财政拨款收入

    查什么：总表一、二、三行之和与收入决算表合计行的财政拨款收入；财政拨款总表的本年收入合计也与之相等。
    为什么：财政拨款是最大的来源，两表口径相同。
    依据：部门决算公开表式：总表一、二、三行合起来即收入决算表的财政拨款收入栏。
    例：报错——244.97＋0＋0 与 251.21；不报——尾差。
    不报的情形：缺表；总表未分列。
    容差：由各数的末位推算。
    """
    summary, income, fiscal = trusted(document, SUMMARY), trusted(document, INCOME), trusted(document, FISCAL)
    stated = total_of(income, "财政拨款收入")
    if summary and stated is not None:
        parts = [fact for row in fund_lines(summary).values() if (fact := figure(summary, row))]
        if len(parts) == len(FUNDS) and not says_nothing([stated, *parts]):
            yield relate.total(document, "财政拨款收入（收入决算表与总表）", stated, parts)
    if fiscal and stated is not None:
        yield from equals(
            document, "财政拨款收入（收入决算表与财政拨款总表）", stated, figure(fiscal, year_total(fiscal, "收入"))
        )


@rule("X003", family="table_vs_table")
def other_income(document: Document) -> Iterator[Relation]:
    """总表其余各项收入＝收入决算表相应栏

    查什么：上级补助、事业、经营、附属单位上缴、其他收入，总表的行与收入决算表合计行的栏。
    为什么：同一个数在两张表上，必须一致。
    依据：部门决算公开表式：总表四至八行与收入决算表的来源栏同名，为同一数。
    例：报错——其他收入 6.24 与 6.42；不报——6.24 与 6.24。
    不报的情形：任一表没有这一项。
    容差：末位一个单位以内列为尾差。
    """
    summary, income = trusted(document, SUMMARY), trusted(document, INCOME)
    if not (summary and income):
        return
    rows = {row.label: row for row in lines(summary, "收入")}
    pairs = [(f"{name}（总表与收入决算表）", figure(summary, rows.get(name)), total_of(income, name)) for name in OTHERS]
    yield from equal_all(document, pairs)


@rule("X004", family="table_vs_table")
def expenditure_totals(document: Document) -> Iterator[Relation]:
    """总表本年支出合计＝支出决算表合计

    查什么：收入支出决算总表的本年支出合计与支出决算表合计行。
    为什么：同一个数在两张表上，必须一致。
    依据：部门决算公开表式：两表各列本年支出合计，为同一数。
    例：报错——251.21 与 244.97；不报——尾差。
    不报的情形：缺任一张表。
    容差：末位一个单位以内列为尾差。
    """
    summary, spent = trusted(document, SUMMARY), trusted(document, SPENT)
    if summary and spent:
        yield from equals(
            document, "本年支出合计（总表与支出决算表）", figure(summary, year_total(summary, "支出")), total_of(spent)
        )


@rule("X005", family="table_vs_table")
def function_classes(document: Document) -> Iterator[Relation]:
    """总表各功能科目支出＝支出决算表同类

    查什么：总表支出侧每一行按科目名称对应到支出决算表的类级科目。
    为什么：类级支出在两表不一致，说明归类或抄录有误。
    依据：政府收支分类科目的类级名称；部门决算公开表式：两表按同一分类列支出。
    例：报错——208 在总表 244.97，在支出表 208.09；不报——326.71 与 326.72（尾差）。
    不报的情形：名称不能对应；任一表没有这一类。
    容差：末位一个单位以内列为尾差。
    """
    summary, spent = trusted(document, SUMMARY), trusted(document, SPENT)
    if summary and spent:
        rows, whole = dict(classes(spent)), whole_of(spent)
        lines_ = list(function_lines(summary))
        yield from equal_all(
            document,
            [(f"{c} {r.label}（总表与支出决算表）", figure(summary, r), spent.at(rows.get(c), whole)) for c, r in lines_],
        )


@rule("X006", family="table_vs_table")
def fund_income(document: Document) -> Iterator[Relation]:
    """总表三项财政拨款收入＝财政拨款总表相应行

    查什么：一般公共预算、政府性基金、国有资本经营预算拨款在两张总表上的数。
    为什么：同一个数在两张表上，必须一致。
    依据：部门决算公开表式：两张总表各列三项财政拨款收入，为同一数。
    例：报错——244.97 与 251.21；不报——尾差。
    不报的情形：缺表；任一表没有这一行。
    容差：末位一个单位以内列为尾差。
    """
    summary, fiscal = trusted(document, SUMMARY), trusted(document, FISCAL)
    if summary and fiscal:
        ours, theirs = fund_lines(summary), fund_lines(fiscal)
        pairs = [(f"{f}收入（两张总表）", figure(summary, ours.get(f)), figure(fiscal, theirs.get(f))) for f in FUNDS]
        yield from equal_all(document, pairs)


@rule("X007", family="table_vs_table")
def fiscal_within_whole(document: Document) -> Iterator[Relation]:
    """财政拨款支出、结转不大于总表同项

    查什么：财政拨款总表每一类支出、年初和年末结转，不超过收入支出决算总表的同一项。
    为什么：财政拨款只是全部收支的一部分。
    依据：部门决算公开表式：财政拨款是全部收支的一部分，部分不大于整体。
    例：报错——财政拨款 208 类 250.00，总表 244.97；不报——3832.36 与 3845.25。
    不报的情形：缺表；财政拨款数为零。
    容差：末位一个单位以内列为尾差。
    """
    summary, fiscal = trusted(document, SUMMARY), trusted(document, FISCAL)
    if not (summary and fiscal):
        return
    ours = dict(function_lines(summary))
    for code, row in function_lines(fiscal):
        if code in ours:
            subject = f"{code} {row.label}（财政拨款与全部支出）"
            yield from bounded(document, subject, figure(fiscal, row), figure(summary, ours[code]))
    for name in ("年初", "年末"):
        part, whole = _balance(fiscal, name), _balance(summary, name)
        if part is not None and whole is not None:
            yield from bounded(document, f"{name}结转和结余（财政拨款与全部）", part, whole)


@rule("X008", family="table_vs_table")
def general_fund(document: Document) -> Iterator[Relation]:
    """财政拨款总表一般公共预算栏＝一般公共预算财政拨款支出决算表

    查什么：本年支出合计与各类支出，在财政拨款总表的一般公共预算栏和一般公共预算支出表上的数。
    为什么：同一个数在两张表上，必须一致。
    依据：部门决算公开表式：一般公共预算财政拨款支出在两表各列一次，为同一数。
    例：报错——合计 244.97 与 208.09；不报——尾差。
    不报的情形：缺表；名称不能对应。
    容差：末位一个单位以内列为尾差。
    """
    yield from _fund_table(document, FUNDS[0], GENERAL)


@rule("X012", family="table_vs_table")
def government_fund(document: Document) -> Iterator[Relation]:
    """财政拨款总表政府性基金栏＝政府性基金预算收支决算表

    查什么：本年支出、本年收入、年初和年末结转及各类支出。
    为什么：同一个数在两张表上，必须一致。
    依据：部门决算公开表式：政府性基金预算财政拨款收支在两表各列一次，为同一数。
    例：报错——基金支出 10.00 与 12.00；不报——尾差。
    不报的情形：缺表；两处都为空。
    容差：末位一个单位以内列为尾差。
    """
    yield from _fund_table(document, FUNDS[1], "final.government_fund")


@rule("X013", family="table_vs_table")
def state_capital(document: Document) -> Iterator[Relation]:
    """财政拨款总表国有资本经营预算栏＝国有资本经营预算支出决算表

    查什么：本年支出、本年收入、年初和年末结转及各类支出。
    为什么：同一个数在两张表上，必须一致。
    依据：部门决算公开表式：国有资本经营预算财政拨款收支在两表各列一次，为同一数。
    例：报错——支出 10.00 与 12.00；不报——尾差。
    不报的情形：缺表；两处都为空。
    容差：末位一个单位以内列为尾差。
    """
    yield from _fund_table(document, FUNDS[2], "final.state_capital")


def _fund_table(document: Document, fund: str, kind: str) -> Iterator[Relation]:
    fiscal, detail = trusted(document, FISCAL), trusted(document, kind)
    if fiscal is None or detail is None:
        return
    column = fiscal.column(fund, only_lane(fiscal, "支出"))
    if column is None:
        return
    rows, spent = dict(classes(detail)), _spent(detail)
    total = fiscal.at(year_total(fiscal, "支出"), column)
    pairs = [(f"{fund}本年支出（财政拨款总表与明细表）", total, detail.at(detail.row("合计"), spent))]
    pairs += [
        (f"{fund} {code} {row.label}（财政拨款总表与明细表）", fiscal.at(row, column), detail.at(rows.get(code), spent))
        for code, row in function_lines(fiscal)
    ]
    income, opening = fund_lines(fiscal).get(fund), opening_lines(fiscal).get(fund)
    pairs += [
        (f"{fund}本年收入（财政拨款总表与明细表）", figure(fiscal, income), total_of(detail, "本年收入")),
        (f"{fund}年初结转和结余（财政拨款总表与明细表）", figure(fiscal, opening), total_of(detail, "年初结转和结余")),
        (
            f"{fund}年末结转和结余（财政拨款总表与明细表）",
            fiscal.at(closing_row(fiscal), column),
            total_of(detail, "年末结转和结余"),
        ),
    ]
    yield from equal_all(document, pairs)


def _spent(schedule: Schedule) -> Column | None:
    return schedule.column("本年支出") or whole_of(schedule)


def _balance(schedule: Schedule, name: str) -> Fact | None:
    rows = [row for row in schedule.rows if row.label.startswith(name) and "结" in row.label and row.parent is None]
    return figure(schedule, rows[0]) if len(rows) == 1 else None
