"""控制率 of the basic data table (绩效评价基础数据表): P020."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from checks import relate
from checks.registry import rule
from disclosure.document import Document
from disclosure.fact import Fact, Measure
from disclosure.relation import Relation, Severity
from disclosure.schedule import Column, Row, Schedule

RATE = "控制率"
LIMITED = ("三公经费", "公务接待", "公务用车", "公车", "出国", "因公出国", "政府采购")
"""Rows whose budget is a limit: what exceeds it must have been approved and explained."""
NORMS = ("编制", "批复", "预算", "核定", "概算")


@rule("P020", family="table_row_formula")
def control_rate(document: Document) -> Iterator[Relation]:
    """控制率等于实际数除以核定数

    查什么：基础数据表中的控制率（在职人数 ÷ 编制数，实际规模 ÷ 批复规模，实际投资 ÷ 预算投资）；决算数、实际数是否不超过预算数、核定数。
    为什么：控制率是整体支出绩效评价的基础指标，超过 100% 应作说明。
    依据：部门整体支出绩效评价指标体系：在职人员控制率＝在职人员数÷编制数×100%，编制数以机构编制部门核定批复为准；绩效评价基础数据表表式。
    例：编制 31，在职 37，控制率 109.35% → 报（119.35%）；控制率 119.35% 计算正确，但超编 → 另作提示；编制 31，在职 30，控制率 96.77% → 不报。
    不报的情形：整行填零（没有此项）；一行有多个可作分母的数。
    容差：按印列位数。超过核定数一个末位单位以内，记为尾差。
    """
    for schedule in document.schedules:
        for column in schedule.columns:
            if column.name.endswith(RATE) or (column.path and column.path[-1].endswith(RATE)):
                yield from _rates(document, schedule, column)
        if schedule.kind == "evaluation.base_data":
            yield from _limits(document, schedule)


def _rates(document: Document, schedule: Schedule, column: Column) -> Iterator[Relation]:
    """The two columns just before the rate are the norm and the actual figure."""
    before = sorted((c for c in schedule.columns if c.index < column.index and c.lane == column.lane), key=lambda c: c.index)[-2:]
    if len(before) != 2 or not any(word in "".join(before[0].path) for word in NORMS):
        return
    for row in schedule.rows:
        rate, norm, actual = (schedule.at(row, c) for c in (column, *before))
        if rate and norm and actual and _shown(rate, norm, actual) and norm.quantity.value:
            name = column.path[-1] if column.path else column.name
            yield relate.ratio(document, f"{_word(row)}{name}", rate, actual, norm)
            excess = relate.at_most(document, f"{_word(row)}{name}", actual, norm)
            yield replace(excess, family="target_vs_actual", severity=Severity.WARNING)


def _limits(document: Document, schedule: Schedule) -> Iterator[Relation]:
    """The year's final figure against its budget, row by row."""
    budget = [c for c in schedule.columns if c.measure in (Measure.BUDGET, Measure.ADJUSTED_BUDGET)]
    actual = (
        [c for c in schedule.columns if c.measure is Measure.ACTUAL and _year(schedule, c) == _year(schedule, budget[0])]
        if budget
        else []
    )
    if len(budget) != 1 or len(actual) != 1:
        return
    for row in schedule.rows:
        plan, done = schedule.at(row, budget[0]), schedule.at(row, actual[0])
        if plan and done and _shown(plan, done):
            relation = relate.at_most(document, f"基础数据表 {row.label} 决算与预算", done, plan)
            severity = Severity.WARNING if row.label.startswith(LIMITED) else Severity.INFO
            yield replace(relation, family="target_vs_actual", severity=severity)


def _shown(*facts: Fact) -> bool:
    return not any(fact.blank for fact in facts)


def _year(schedule: Schedule, column: Column) -> int | None:
    years = {fact.year for row in schedule.rows for c, fact in schedule.figures(row) if c is column}
    return years.pop() if len(years) == 1 else None


def _word(row: Row) -> str:
    return f"{row.label} " if row.label else ""
