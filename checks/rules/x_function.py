"""Tables by functional account against one another: income and spending, spending and its fiscal part (X009, X014, X015, X017, X019)."""

from __future__ import annotations

from collections.abc import Iterator

from checks import relate
from checks.registry import rule
from checks.rules.t_common import bounded, doubted, equals, says_nothing
from checks.rules.t_fiscal_summary import FUNDS, fund_lines
from checks.rules.t_lanes import figure
from checks.rules.t_rows import whole_of
from checks.rules.x_common import is_zero, same_cells, shared_codes, total_of, trusted
from disclosure.document import Document
from disclosure.fact import Fact
from disclosure.relation import Relation, Severity
from disclosure.schedule import Column, Row, Schedule

SUMMARY, FISCAL, INCOME, SPENT = "final.summary", "final.fiscal_summary", "final.income", "final.expenditure"
GENERAL, FUND, CAPITAL = "final.general_expenditure", "final.government_fund", "final.state_capital"


@rule("X009", family="table_vs_table")
def fiscal_part(document: Document) -> Iterator[Relation]:
    """一般公共预算支出不大于支出决算表同科目；只有财政拨款的科目应当相等

    查什么：两表都有的每一个科目，合计、基本支出、项目支出逐栏核对。
    为什么：一般公共预算支出是全部支出的一部分；没有其他来源的科目，两表应为同一个数。
    依据：部门决算公开表式：一般公共预算财政拨款支出是支出决算的一部分，部分不大于整体。
    例：报错——支出表项目支出空白，一般公共预算表 36.88；不报——1084.02 与 1096.91（有非财政结转）。
    不报的情形：缺表；一般公共预算数为零；多数不符（口径不同）。
    容差：末位一个单位以内列为尾差。
    """
    spent, general = trusted(document, SPENT), trusted(document, GENERAL)
    if spent is None or general is None:
        return
    pure = _pure_codes(document)
    for name in ("", "基本支出", "项目支出"):
        ours = whole_of(spent) if not name else spent.column(name)
        theirs = whole_of(general) if not name else general.column(name)
        if ours is None or theirs is None:
            continue
        made: list[Relation] = []
        for code, row, other in shared_codes(spent, general):
            subject = f"{code} {row.label} {ours.name}（支出决算表与一般公共预算支出表）"
            full, part = spent.at(row, ours), general.at(other, theirs)
            made.extend(equals(document, subject, full, part) if code in pure else bounded(document, subject, part, full))
        made.extend(
            bounded(document, f"合计 {ours.name}（支出决算表与一般公共预算支出表）", _total(general, theirs), _total(spent, ours))
        )
        yield from doubted(made, "scope_differs")


@rule("X019", family="table_vs_table")
def income_spent(document: Document) -> Iterator[Relation]:
    """没有结转结余时，收入决算表与支出决算表同科目相等

    查什么：总表的年初、年末结转和结余分配全为零时，每一科目的本年收入等于本年支出。
    为什么：收入全部用完，又没有结转，分科目的收支应当相等。
    依据：部门决算公开表式的平衡关系：没有年初、年末结转结余和结余分配时，收入与支出相等。
    例：报错——2080109 收入 208.09，支出 200.00；不报——有年末结转的单位。
    不报的情形：有任何结转结余；多数科目不符（收支科目口径不同）。
    容差：末位一个单位以内列为尾差。
    """
    summary, income, spent = trusted(document, SUMMARY), trusted(document, INCOME), trusted(document, SPENT)
    if summary is None or income is None or spent is None or not _no_balances(summary):
        return
    pairs = [(whole_of(income), whole_of(spent))]
    yield from equals(document, "合计（收入决算表与支出决算表）", total_of(income), total_of(spent))
    yield from same_cells(document, "（收入决算表与支出决算表）", income, spent, pairs, equals)


@rule("X014", family="table_vs_table", severity=Severity.WARNING)
def other_spending(document: Document) -> Iterator[Relation]:
    """非财政拨款支出不大于非财政拨款收入与结转结余

    查什么：支出合计减去各项财政拨款支出，不超过非财政收入、非财政年初结转与使用非财政拨款结余之和。
    为什么：没有来源的支出不可能发生。
    依据：部门决算公开表式的平衡关系（财决01表审核公式 31行＝88行）去掉财政拨款部分之后的余项。
    例：报错——非财政支出 10，非财政来源共 6；不报——支出 6.24，来源 6.24。
    不报的情形：缺表；有数未读出。
    容差：由各数的末位推算。
    """
    summary, spent, fiscal = trusted(document, SUMMARY), trusted(document, SPENT), trusted(document, FISCAL)
    if summary is None or spent is None or fiscal is None:
        return
    income = figure(summary, summary.row("总计", 0))
    whole, fiscal_income = total_of(spent), figure(fiscal, fiscal.row("总计", 0))
    fiscal_spent = figure(fiscal, fiscal.row("本年支出合计"))
    facts = (whole, fiscal_spent, income, fiscal_income)
    if any(fact is None or fact.blank for fact in facts):
        return
    assert whole and fiscal_spent and income and fiscal_income
    excess = (whole.quantity.base - fiscal_spent.quantity.base) - (income.quantity.base - fiscal_income.quantity.base)
    slack = sum(fact.quantity.quantum for fact in (whole, fiscal_spent, income, fiscal_income)) / 2
    if excess > slack and relate.comparable([whole, fiscal_spent, income, fiscal_income]):
        yield relate.total(document, "非财政拨款支出与来源", whole, [fiscal_spent, income, fiscal_income], (1, 1, -1))


@rule("X015", family="table_vs_table", severity=Severity.WARNING)
def missing_accounts(document: Document) -> Iterator[Relation]:
    """财政拨款各支出表的科目都应在支出决算表中

    查什么：一般公共预算、政府性基金、国有资本经营预算支出表有数的科目，支出决算表也应列出。
    为什么：财政拨款支出是全部支出的一部分，科目不能多出来。
    依据：部门决算公开表式：支出决算表列全部支出，财政拨款支出的科目都在其中。
    例：报错——一般公共预算表有 2080801，支出决算表没有；不报——支出决算表只列到款级。
    不报的情形：支出决算表的层级更浅；该行金额为零。
    容差：不适用。
    """
    spent = trusted(document, SPENT)
    if spent is None:
        return
    listed = {row.code for row in spent.rows if row.code}
    depths = {len(code) for code in listed}
    for kind in (GENERAL, FUND, CAPITAL):
        detail = trusted(document, kind)
        for row in detail.rows if detail else ():
            if detail is None or not row.code or len(row.code) not in depths or row.place is None or not _has_amount(detail, row):
                continue
            cited = [relate.quoted(document, row.place, row.code, f"{row.code} {row.label}", detail.title)]
            if row.code not in listed:
                yield relate.worded(document, f"{row.code} {row.label}", True, cited, "X015", table=detail.title)


@rule("X017", family="table_vs_table", severity=Severity.WARNING)
def empty_funds(document: Document) -> Iterator[Relation]:
    """财政拨款总表有政府性基金或国有资本收入的，相应决算表不应为空

    查什么：总表上该项收入有数，而明细表没有任何数。
    为什么：有收入就应当有收支明细。
    依据：部门决算公开表式：总表列有某项财政拨款收入的，该项的决算表列其收支。
    例：报错——基金收入 100，基金表全空；不报——两处都空。
    不报的情形：缺表。
    容差：不适用。
    """
    fiscal = trusted(document, FISCAL)
    for fund, kind in ((FUNDS[1], FUND), (FUNDS[2], CAPITAL)):
        detail = document.only(kind)
        line = figure(fiscal, fund_lines(fiscal).get(fund)) if fiscal else None
        if detail is None or line is None or says_nothing([line]) or detail.confidence < 1:
            continue
        cited = [relate.evidence(document, line)]
        yield relate.worded(document, f"{fund}收入", says_nothing(detail.facts), cited, "X017", table=detail.title)


def _pure_codes(document: Document) -> set[str]:
    """Accounts whose spending can only be general fiscal money: all income fiscal, no other balances, no other fund."""
    summary, fiscal, income = trusted(document, SUMMARY), trusted(document, FISCAL), trusted(document, INCOME)
    if summary is None or fiscal is None or income is None or not _no_balances(summary):
        return set()
    whole, part = whole_of(income), income.column("财政拨款收入")
    others = {row.code for kind in (FUND, CAPITAL) if (s := document.only(kind)) for row in s.rows}
    pure = set()
    for row in income.rows:
        left, right = income.at(row, whole), income.at(row, part)
        if row.code and row.code not in others and left and right and left.quantity.base == right.quantity.base != 0:
            pure.add(row.code)
    return pure


def _no_balances(summary: Schedule) -> bool:
    """Whether every balance of the summary table is printed as nothing."""
    rows = [row for row in summary.rows if "结余" in row.label or "结转" in row.label]
    facts: list[Fact | None] = [figure(summary, row) for row in rows]
    return len(rows) >= 2 and is_zero(*facts)


def _total(schedule: Schedule, column: Column) -> Fact | None:
    return schedule.at(schedule.row("合计"), column)


def _has_amount(schedule: Schedule, row: Row) -> bool:
    return not says_nothing(fact for _, fact in schedule.figures(row))
