"""基础数据表与自评表 in one file: D006."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from checks import forms, relate
from checks.registry import rule
from disclosure.document import Document
from disclosure.fact import Fact, Measure
from disclosure.quantity import Unit
from disclosure.relation import Relation
from disclosure.schedule import Row, Schedule


@rule("D006", family="table_vs_table")
def base_data(document: Document) -> Iterator[Relation]:
    """基础数据表的项目支出与自评表一致

    查什么：绩效评价基础数据表中的项目支出预算数、决算数，是否等于项目自评表合计和整体支出自评表按支出性质列示的项目支出。
    为什么：同一套自评材料的数据应当一致。
    依据：绩效评价基础数据表、自评表表式（项目支出预算数、决算数即自评表的预算数、执行数）；算术恒等式：项目支出＝Σ各项目执行数。
    例：基础数据表项目支出决算 95.00，自评表 91.51 → 报；91.52 与 91.51 → 尾差。
    不报的情形：基础数据表没有唯一的项目支出行；所附项目自评表不止一张而合计不等（可能未全部公开）。
    容差：按印列位数，末位一个单位以内为尾差。
    """
    for schedule in document.of_kind("evaluation.base_data"):
        row = forms.one_row(row for row in schedule.rows if row.label.startswith("项目支出"))
        if row is None:
            continue
        for measure, mine in _figures(document, schedule, row):
            yield from _against(document, measure, mine)


def _figures(document: Document, schedule: Schedule, row: Row) -> Iterator[tuple[Measure, Fact]]:
    """The row's budget and final figure of the year, under the unit that all forms of the file share where the table prints none."""
    year = document.fiscal_year or max((fact.year or 0 for _, fact in schedule.figures(row)), default=0)
    for column, fact in schedule.figures(row):
        if fact.blank or fact.year != year or column.measure not in (Measure.BUDGET, Measure.ADJUSTED_BUDGET, Measure.ACTUAL):
            continue
        unit = fact.quantity.unit or _common_unit(document)
        yield column.measure, replace(fact, quantity=fact.quantity.in_unit(unit))


def _against(document: Document, measure: Measure, mine: Fact) -> Iterator[Relation]:
    done = measure is Measure.ACTUAL
    found = [forms.amount(form, Measure.ACTUAL) if done else forms.denominator(form) for form in forms.projects(document)]
    amounts = [fact for fact in found if fact]
    word = "决算数" if done else "预算数"
    if len(amounts) == 1:
        yield relate.equal(document, f"基础数据表项目支出{word}与项目自评表", mine, amounts[0])
    elif amounts and len(amounts) == len(found):
        relation = relate.total(document, f"基础数据表项目支出{word}与各项目自评表合计", mine, amounts)
        if relation.delta is None or relation.delta.value == Decimal(0):
            yield relation
    form = forms.overall(document)
    lines = [line for line in form.funds if line.basis and line.name == "项目支出"] if form and done else []
    other = forms.one(fact for line in lines for fact in line.figures)
    if other:
        yield relate.equal(document, f"基础数据表项目支出{word}与整体支出自评表", mine, other)


def _common_unit(document: Document) -> Unit | None:
    units = {f.quantity.unit for form in document.evaluations for line in form.funds for f in line.figures if f.quantity.unit}
    return units.pop() if len(units) == 1 else None
