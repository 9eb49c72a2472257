"""The tables of a budget against one another (X101-X107)."""

from __future__ import annotations

from collections.abc import Iterator

from checks.registry import rule
from checks.rules.t_common import bounded, equals
from checks.rules.t_fiscal_summary import FUNDS, fund_lines
from checks.rules.t_lanes import figure, function_lines, grand_total, only_lane
from checks.rules.t_rows import whole_of
from checks.rules.t_three_public import ABROAD, BUYING, HOSTING, RUNNING, only_items
from checks.rules.x_common import classes, equal_all, is_zero, same_cells, total_of, trusted
from disclosure.document import Document
from disclosure.fact import Fact, Measure
from disclosure.relation import Relation
from disclosure.schedule import Column, Schedule

SUMMARY, INCOME, SPENT, FISCAL = "budget.summary", "budget.income", "budget.expenditure", "budget.fiscal_summary"
FUND_TABLES = ("budget.general_function", "budget.fund_function", "budget.capital_function")
GENERAL, BASIC, PUBLIC = FUND_TABLES[0], "budget.general_basic_economic", "budget.three_public"
PUBLIC_ACCOUNTS = (("30212", ABROAD), ("30217", HOSTING), ("30231", RUNNING), ("31013", BUYING))

Pair = tuple[str, Fact | None, Fact | None]


@rule("X101", family="table_vs_table")
def summary_and_detail(document: Document) -> Iterator[Relation]:
    """收支预算总表＝收入、支出预算总表

    查什么：收入总计与收入预算表合计，支出总计与支出预算表合计，各功能科目与支出预算表同类；收支同科目编列时逐科目相等。
    为什么：同一个数在两张表上，必须一致。
    依据：部门预算公开表式的表间关系。
    例：报错——总表 208 类 19604064，支出表 19604046；不报——相等。
    不报的情形：缺表；名称不能对应；收支两表多数科目不同（口径不同）。
    容差：末位一个单位以内列为尾差。
    """
    summary, income, spent = trusted(document, SUMMARY), trusted(document, INCOME), trusted(document, SPENT)
    if summary and income:
        yield from _pairs(
            document, [("收入总计（总表与收入预算表）", figure(summary, grand_total(summary, "收入")), total_of(income))]
        )
    if summary and spent:
        pairs: list[Pair] = [("支出总计（总表与支出预算表）", figure(summary, grand_total(summary, "支出")), total_of(spent))]
        yield from _pairs(document, [*pairs, *_class_pairs(summary, None, spent, "总表与支出预算表")])
    if income and spent:
        columns = [(whole_of(income), whole_of(spent))]
        yield from same_cells(document, "（收入预算表与支出预算表）", income, spent, columns, equals)


@rule("X102", family="table_vs_table")
def fiscal_budget(document: Document) -> Iterator[Relation]:
    """收支预算总表的财政拨款收入＝财政拨款总表的收入总计

    查什么：财政拨款收入及三项资金在两张总表上的数；全部为财政拨款时，支出总计与各功能科目也相等。
    为什么：同一个数在两张表上，必须一致。
    依据：部门预算公开表式的表间关系。
    例：报错——156211123 与 156211132；不报——相等。
    不报的情形：缺表；财政拨款总表有上年结转。
    容差：末位一个单位以内列为尾差。
    """
    summary, fiscal = trusted(document, SUMMARY), trusted(document, FISCAL)
    if summary is None or fiscal is None or any("结转" in row.label for row in fiscal.rows):
        return
    rows = [row for row in summary.rows if row.label in ("财政拨款收入", "财政拨款") and row.lane == only_lane(summary, "收入")]
    line = figure(summary, rows[0]) if len(rows) == 1 else None
    whole, ours, theirs = figure(fiscal, grand_total(fiscal, "收入")), fund_lines(summary), fund_lines(fiscal)
    pairs: list[Pair] = [("财政拨款收入（两张总表）", line, whole)]
    pairs += [(f"{f}收入（两张总表）", figure(summary, ours.get(f)), figure(fiscal, theirs.get(f))) for f in FUNDS]
    income = figure(summary, grand_total(summary, "收入"))
    if income and whole and income.quantity.base == whole.quantity.base:
        lines = dict(function_lines(fiscal))
        pairs.append(
            ("支出总计（两张总表）", figure(summary, grand_total(summary, "支出")), figure(fiscal, grand_total(fiscal, "支出")))
        )
        pairs += [
            (f"{c} {r.label}（两张总表）", figure(summary, r), figure(fiscal, lines.get(c))) for c, r in function_lines(summary)
        ]
    yield from _pairs(document, pairs)


@rule("X103", family="table_vs_table")
def fund_tables(document: Document) -> Iterator[Relation]:
    """财政拨款总表各资金栏＝相应功能分类预算表

    查什么：一般公共预算、政府性基金、国有资本经营预算的支出合计与各类支出。
    为什么：同一个数在两张表上，必须一致。
    依据：部门预算公开表式的表间关系。
    例：报错——一般公共预算 208 类在两表相差 100；不报——相等。
    不报的情形：缺表；名称不能对应；两处都为空。
    容差：末位一个单位以内列为尾差。
    """
    fiscal = trusted(document, FISCAL)
    for fund, kind in zip(FUNDS, FUND_TABLES, strict=True):
        detail = trusted(document, kind)
        column = fiscal.column(fund, only_lane(fiscal, "支出")) if fiscal else None
        if fiscal is None or detail is None or column is None:
            continue
        total = fiscal.at(grand_total(fiscal, "支出"), column)
        if any("结转下年" in row.label for row in fiscal.rows):
            total = None
        pairs: list[Pair] = [(f"{fund}支出（财政拨款总表与功能分类表）", total, total_of(detail))]
        yield from _pairs(document, [*pairs, *_class_pairs(fiscal, column, detail, f"{fund}，财政拨款总表与功能分类表")])


@rule("X104", family="table_vs_table")
def basic_budget(document: Document) -> Iterator[Relation]:
    """一般公共预算基本支出＝经济分类预算表合计；不大于支出预算表的基本支出

    查什么：功能分类表合计行的基本支出与经济分类表合计；一般公共预算各科目与支出预算表同科目（全部为一般公共预算时相等）。
    为什么：同一笔支出按不同分类列示，总数相同。
    依据：部门预算公开表式的表间关系。
    例：报错——99706020 与 99706002；不报——相等。
    不报的情形：缺表。
    容差：末位一个单位以内列为尾差。
    """
    general, basic, spent = trusted(document, GENERAL), trusted(document, BASIC), trusted(document, SPENT)
    if general and basic:
        yield from _pairs(document, [("基本支出（功能分类与经济分类）", total_of(general, "基本支出"), total_of(basic))])
    if general and spent:
        whole, part = total_of(spent), total_of(general)
        same = whole is not None and part is not None and whole.quantity.base == part.quantity.base
        columns = [
            (whole_of(spent), whole_of(general)),
            *((spent.column(n), general.column(n)) for n in ("基本支出", "项目支出")),
        ]
        if same:
            names = ("", "基本支出", "项目支出")
            totals = [(total_of(spent, *filter(None, [n])), total_of(general, *filter(None, [n]))) for n in names]
            titles = [f"合计 {name}（支出预算表与一般公共预算表）" for name in names]
            yield from _pairs(document, [(title, *pair) for title, pair in zip(titles, totals, strict=True)])
            yield from same_cells(document, "（支出预算表与一般公共预算表）", spent, general, columns, equals)
        else:
            flipped = [(theirs, ours) for ours, theirs in columns]
            yield from same_cells(document, "（一般公共预算表与支出预算表）", general, spent, flipped, bounded)


@rule("X105", family="table_vs_table")
def public_budget(document: Document) -> Iterator[Relation]:
    """经济分类预算中的出国、接待、公务用车科目不大于“三公”经费预算

    查什么：30212、30217、30231、31013 与“三公”经费预算表相应项目，按各自单位折算。
    为什么：基本支出只是“三公”经费的一部分。
    依据：政府收支分类科目：30212、30217、30231、31013 分别为因公出国（境）费用、公务接待费、公务用车运行维护费、公务用车购置；部门预算公开表式。
    例：报错——30231 为 299750 元，“三公”运行费 9.98 万元；不报——99750 元与 9.98 万元。
    不报的情形：缺表；没有这一科目。
    容差：末位一个单位以内列为尾差。
    """
    basic, public = trusted(document, BASIC), trusted(document, PUBLIC)
    if basic is None or public is None:
        return
    planned = only_items(public, Measure.BUDGET, Measure.INITIAL_BUDGET)
    for code, name in PUBLIC_ACCOUNTS:
        if name in planned:
            fact = basic.at(basic.coded(code), whole_of(basic))
            yield from bounded(document, f"{code} {name}（经济分类预算与“三公”经费预算）", fact, planned[name])


@rule("X106", family="table_vs_table")
def running_costs(document: Document) -> Iterator[Relation]:
    """机关运行经费不大于公用经费合计

    查什么：“三公”经费和机关运行经费预算表的机关运行经费，与经济分类预算表的公用经费合计。
    为什么：机关运行经费只包括行政和参公单位的公用经费。
    依据：部门预算公开表式：机关运行经费是公用经费的一部分，部分不大于整体。
    例：报错——机关运行经费 1200 万元，公用经费 1082.77 万元；不报——464.64 与 1082.77。
    不报的情形：缺表。
    容差：末位一个单位以内列为尾差。
    """
    basic, public = trusted(document, BASIC), trusted(document, PUBLIC)
    if basic is None or public is None:
        return
    running, whole = only_items(public, Measure.BUDGET, Measure.INITIAL_BUDGET).get("机关运行经费"), total_of(basic, "公用经费")
    if running is not None and whole is not None and not is_zero(whole):
        yield from bounded(document, "机关运行经费与公用经费", running, whole)


@rule("X107", family="table_vs_table")
def unit_natures(document: Document) -> Iterator[Relation]:
    """单位收支总表的人员经费、公用经费、项目支出＝经济分类表、支出预算表的相应合计

    查什么：总表支出总计行分列的人员、公用、项目，与经济分类表的人员、公用合计及支出预算表的项目合计。
    为什么：总数相等而结构不符，说明人员、公用、项目之间串列。
    依据：单位预算公开表式的表间关系。
    例：报错——总表人员 100，经济分类表 90；不报——相等。
    不报的情形：总表没有这三栏；有非一般公共预算的基本支出。
    容差：末位一个单位以内列为尾差。
    """
    summary, basic, spent = trusted(document, SUMMARY), trusted(document, BASIC), trusted(document, SPENT)
    row = grand_total(summary, "支出") if summary else None
    if summary is None or row is None:
        return
    pairs: list[Pair] = []
    if basic and spent and _same(total_of(spent, "基本支出"), total_of(basic)):
        pairs += [
            (f"{n}（总表与经济分类表）", summary.at(row, summary.column(n, row.lane)), total_of(basic, n))
            for n in ("人员经费", "公用经费")
        ]
    if spent:
        pairs.append(
            ("项目支出（总表与支出预算表）", summary.at(row, summary.column("项目支出", row.lane)), total_of(spent, "项目支出"))
        )
    yield from _pairs(document, pairs)


def _pairs(document: Document, pairs: list[Pair]) -> Iterator[Relation]:
    yield from equal_all(document, pairs)


def _class_pairs(summary: Schedule, column: Column | None, detail: Schedule, between: str) -> list[Pair]:
    rows, whole = dict(classes(detail)), whole_of(detail)
    return [
        (f"{c} {r.label}（{between}）", figure(summary, r, column), detail.at(rows.get(c), whole))
        for c, r in function_lines(summary)
    ]


def _same(left: Fact | None, right: Fact | None) -> bool:
    return left is not None and right is not None and left.quantity.base == right.quantity.base
