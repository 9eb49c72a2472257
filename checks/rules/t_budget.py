"""Summary tables of budgets: sides and totals, columns of the unit form, units of the 三公 table (T101, T102, T104, T107)."""

from __future__ import annotations

from collections.abc import Iterator

from checks.registry import rule
from checks.rules.t_common import Sum, bounded, named, schedules, sums
from checks.rules.t_fiscal_summary import fund_rows
from checks.rules.t_lanes import balance, closing_sums, figure, grand_total, line_sums, only_lane
from checks.rules.t_three_public import BUDGET, only_items, whole
from disclosure.document import Document
from disclosure.fact import Measure
from disclosure.relation import Relation
from disclosure.schedule import Schedule

SUMMARY, FISCAL = "budget.summary", "budget.fiscal_summary"
NATURES = ("人员经费", "公用经费", "项目支出")


@rule("T101", family="table_sum")
def budget_summary(document: Document) -> Iterator[Relation]:
    """收支预算总表：两侧合计＝各行之和；收入总计＝支出总计

    查什么：收入、支出两侧各行之和等于合计（有上年结转、结转下年的计入总计），两侧总计相等。
    为什么：总表是预算的入口，不平则后面各表都不可信。
    依据：部门预算公开表式的平衡关系。
    例：报错——各行之和 156211123 而总计 156211223；不报——两侧同为 156211123。
    不报的情形：行的层次不清；有数未读出。
    容差：由各数的末位推算；按元编列时应完全相等。
    """
    yield from _sides(document, SUMMARY)


@rule("T102", family="table_row_formula")
def natures(document: Document) -> Iterator[Relation]:
    """单位收支预算总表：每行合计＝人员经费＋公用经费＋项目支出

    查什么：支出侧分列人员经费、公用经费、项目支出的总表，每行合计等于三者之和。
    为什么：支出只能归入其中一种，三者之和就是合计。
    依据：单位预算公开表式的栏间关系。
    例：报错——合计 100，人员 60，公用 20，项目 10；不报——项目 20。
    不报的情形：没有这三栏的总表。
    容差：由各数的末位推算。
    """
    for schedule in schedules(document, SUMMARY):
        yield from sums(document, _natures(schedule))


@rule("T104", family="table_sum")
def fiscal_budget(document: Document) -> Iterator[Relation]:
    """财政拨款收支预算总表：各行、各栏之和与两侧平衡

    查什么：收入侧、支出侧各行之和，支出侧每行分资金之和，两侧总计相等。
    为什么：财政拨款的来源与去向必须相等。
    依据：部门预算公开表式的平衡关系。
    例：报错——支出总计与收入总计相差 100；不报——两侧相等。
    不报的情形：行的层次不清；有数未读出。
    容差：由各数的末位推算。
    """
    yield from _sides(document, FISCAL)
    for schedule in schedules(document, FISCAL):
        yield from sums(document, fund_rows(schedule))


@rule("T107", family="unit")
def budget_units(document: Document) -> Iterator[Relation]:
    """“三公”经费预算不大于支出预算总计（折算为元之后）

    查什么：按各表所注单位折算后，“三公”经费预算合计不超过支出总计。
    为什么：总表常以元、“三公”表常以万元编列；单位注错，大小会颠倒。
    依据：部门预算公开表式：每张表自注金额单位；“三公”经费是支出预算的一部分，部分不大于整体。
    例：报错——“三公”表实为元而注万元，折算后大于总支出；不报——47.91 万元与 156211123 元。
    不报的情形：任一表没有单位。
    容差：末位一个单位以内列为尾差。
    """
    summary, public = document.only(SUMMARY), document.only(BUDGET)
    if summary is None or public is None:
        return
    total = figure(summary, grand_total(summary, "支出"))
    expense = whole(only_items(public, Measure.BUDGET, Measure.INITIAL_BUDGET))
    if expense is not None and total is not None and not total.blank:
        yield from bounded(document, "“三公”经费预算与支出总计", expense, total)


def _sides(document: Document, kind: str) -> Iterator[Relation]:
    for schedule in schedules(document, kind):
        for name in ("收入", "支出"):
            yield from sums(document, [*line_sums(schedule, name), *closing_sums(schedule, name)])
        yield from balance(document, schedule)


def _natures(schedule: Schedule) -> Iterator[Sum]:
    lane = only_lane(schedule, "支出")
    # Under a header word for the whole side the total takes that word's name.
    wholes = [c for c in schedule.columns if c.lane == lane and (c.name == "合计" or c.path[-1:] == ("合计",))]
    parts = [c for name in NATURES if (c := schedule.column(name, lane))]
    if lane is None or len(wholes) != 1 or len(parts) != len(NATURES):
        return
    for row in (r for r in schedule.rows if r.lane == lane and r.label):
        yield Sum("natures", named(schedule, row), schedule.at(row, wholes[0]), tuple(schedule.at(row, c) for c in parts))
