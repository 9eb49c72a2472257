"""“三公”经费表: totals of its items, and final accounts against budget (T060-T062, T106)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from checks.registry import rule
from checks.rules.t_common import Sum, bounded, named, schedules, sums
from disclosure.document import Document
from disclosure.fact import Fact, Measure
from disclosure.relation import Relation, Severity
from disclosure.schedule import Row, Schedule

FINAL, BUDGET = "final.three_public", "budget.three_public"
WHOLE = ("三公经费", "合计")
ABROAD, CARS, BUYING, RUNNING, HOSTING = (
    *("因公出国（境）费", "公务用车购置及运行维护费"),
    *("公务用车购置费", "公务用车运行维护费", "公务接待费"),
)
NAMES = frozenset({*WHOLE, ABROAD, CARS, BUYING, RUNNING, HOSTING})
LISTED = 3
"""A table lists its items in rows when at least this many rows are named after one; fewer may be a chance."""

Items = dict[str, Fact]


def items(schedule: Schedule) -> Iterator[tuple[str, Row, Items]]:
    """(measure, row, figure by item) for every printed row, or for every column where the items stand in rows.

    An item that stands twice under one measure drops the whole measure.
    """
    listed = [row for row in schedule.rows if row.label in NAMES]
    if len(listed) >= LISTED:
        yield from _down(schedule, listed)
        return
    for row in schedule.rows:
        figures = sorted(schedule.figures(row), key=lambda pair: pair[1].measure.value)
        for measure, group in groupby(figures, key=lambda pair: pair[1].measure.value):
            pairs = [(column.name, fact) for column, fact in group]
            if len({name for name, _ in pairs}) == len(pairs):
                yield measure, row, dict(pairs)


def _down(schedule: Schedule, listed: list[Row]) -> Iterator[tuple[str, Row, Items]]:
    measures = [column.measure for column in schedule.columns]
    labels = [row.label for row in listed]
    # A heading without figures may carry the name of the line below it.
    listed = [row for row in listed if labels.count(row.label) == 1 or any(not fact.blank for _, fact in schedule.figures(row))]
    if len({row.label for row in listed}) < len(listed):
        return
    for column in (c for c in schedule.columns if measures.count(c.measure) == 1):
        yield column.measure.value, listed[0], {row.label: fact for row in listed if (fact := schedule.at(row, column))}


def whole(found: Items) -> Fact | None:
    """The total of the three public expenses."""
    return next((found[name] for name in WHOLE if name in found), None)


def only_items(schedule: Schedule, *measures: Measure) -> Items:
    """The items under the first of those measures that the table has; empty where it has a measure twice, as with a row per office."""
    found = list(items(schedule))
    by_measure = {measure: items_ for measure, _, items_ in found}
    if len(by_measure) < len(found):
        return {}
    return next((by_measure[m.value] for m in measures if m.value in by_measure), {})


@rule("T060", family="table_sum")
def three_items(document: Document) -> Iterator[Relation]:
    """“三公”经费决算表：合计＝出国＋公务用车＋接待

    查什么：预算数与决算数分别核对，合计等于三项之和。
    为什么：“三公”经费是社会最关注的数字，合计与分项必须一致。
    依据：部门决算公开表式：“三公”经费支出决算表的合计分为三项，合计为各项之和。
    例：报错——合计 2.85，接待 2.00，其余为零；不报——相差末位一个单位（尾差）。
    不报的情形：栏目不能识别；有数未读出。
    容差：由各数的末位推算。
    """
    yield from _totals(document, FINAL)


@rule("T061", family="table_sum")
def car_costs(document: Document) -> Iterator[Relation]:
    """“三公”经费决算表：公务用车小计＝购置费＋运行维护费

    查什么：预算数与决算数分别核对，公务用车小计等于购置与运行维护之和。
    为什么：小计与细分不符，说明购置或运行维护漏填。
    依据：部门决算公开表式：“三公”经费支出决算表的公务用车小计分为购置费与运行维护费。
    例：报错——小计 3.00，购置 0，运行 2.00；不报——3.00＝0＋3.00。
    不报的情形：没有小计栏；有数未读出。
    容差：由各数的末位推算。
    """
    yield from _cars(document, FINAL)


@rule("T062", family="completion_rate", severity=Severity.WARNING)
def over_budget(document: Document) -> Iterator[Relation]:
    """“三公”经费决算数不大于预算数

    查什么：每一项的决算数不超过同表的预算数。
    为什么：“三公”经费原则上不得超预算，超出须说明。
    依据：部门决算公开“三公”经费表表式（预算数与决算数同表并列）；超出预算不是算术错误，是应当说明的事项。
    例：报错——预算 1.00，决算 1.50；不报——预算 1.00，决算 1.00。
    不报的情形：没有预算数栏；决算为零。
    容差：末位一个单位以内列为尾差。
    """
    for schedule in schedules(document, FINAL):
        actual = only_items(schedule, Measure.ACTUAL)
        budget = only_items(schedule, Measure.ADJUSTED_BUDGET, Measure.BUDGET, Measure.INITIAL_BUDGET)
        for name, fact in actual.items():
            if name in budget and not budget[name].blank:
                yield from bounded(document, f"{schedule.title} {name} 决算与预算", fact, budget[name])


@rule("T106", family="table_sum")
def budget_items(document: Document) -> Iterator[Relation]:
    """“三公”经费预算表：合计＝出国＋接待＋公务用车小计；小计＝购置＋运行

    查什么：“三公”经费预算表的横向关系。
    为什么：与决算表相同。
    依据：部门预算公开表式：“三公”经费预算表的合计与小计为各项之和。
    例：报错——合计 47.91，各项之和 46.56；不报——相差末位一个单位（尾差）。
    不报的情形：栏目不能识别；有数未读出。
    容差：由各数的末位推算。
    """
    yield from _totals(document, BUDGET)
    yield from _cars(document, BUDGET)


def _totals(document: Document, kind: str) -> Iterator[Relation]:
    for schedule in schedules(document, kind):
        for measure, row, found in items(schedule):
            parts = tuple(found.get(name) for name in (ABROAD, CARS, HOSTING))
            if whole(found) is not None and all(part is not None for part in parts):
                yield from sums(document, [Sum(measure, f"{named(schedule, row)} 合计", whole(found), parts)])


def _cars(document: Document, kind: str) -> Iterator[Relation]:
    for schedule in schedules(document, kind):
        for measure, row, found in items(schedule):
            if CARS in found and BUYING in found and RUNNING in found:
                parts = (found[BUYING], found[RUNNING])
                yield from sums(document, [Sum(measure, f"{named(schedule, row)} 公务用车小计", found[CARS], parts)])
