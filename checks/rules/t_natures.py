"""收入支出决算总表 by nature, where the whole layout of 财决01表 is published: T007."""

from __future__ import annotations

from collections.abc import Iterator

from checks.registry import rule
from checks.rules.t_common import Sum, named, schedules, sums
from disclosure.document import Document
from disclosure.relation import Relation
from disclosure.schedule import Column, Row, Schedule

_NATURES = ("基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出")
_BASIC = (("人员经费", "人员支出"), ("公用经费", "日常公用经费", "公用支出"))


@rule("T007", family="table_sum")
def by_nature(document: Document) -> Iterator[Relation]:
    """收入支出决算总表：按性质分的支出之和＝本年支出合计

    查什么：总表同时按支出性质列示的，本年支出合计等于基本支出、项目支出、上缴上级支出、经营支出、对附属单位补助支出之和；
    基本支出等于人员经费与公用经费之和。
    为什么：同一笔支出按功能、按性质各分一次，两种分法的合计必须相等。
    依据：财决01表审核公式 84行＝（58＋61＋63＋64＋65）行，58行＝（59＋60）行。
    例：报错——基本 60.00、项目 30.00 而本年支出合计 100.00；不报——项目 40.01（尾差）、总表只按功能分类列示。
    不报的情形：没有按性质列示；性质各行不在同一侧或名称重复；有数未读出。
    容差：由各数的末位推算。
    """
    for schedule in schedules(document, "final.summary"):
        basic, project = schedule.row("基本支出"), schedule.row("项目支出")
        if basic is None or project is None or basic.lane != project.lane:
            continue
        rows = [row for name in _NATURES if (row := schedule.row(name, basic.lane))]
        for column in (c for c in schedule.columns if c.lane == basic.lane):
            yield from sums(document, _equations(schedule, column, rows, basic))


def _equations(schedule: Schedule, column: Column, rows: list[Row], basic: Row) -> Iterator[Sum]:
    whole = schedule.row("本年支出合计", basic.lane)
    if whole:
        parts = tuple(schedule.at(row, column) for row in rows)
        yield Sum("natures", named(schedule, whole, column), schedule.at(whole, column), parts)
    found = [next((row for name in names if (row := schedule.row(name, basic.lane))), None) for names in _BASIC]
    if all(found):
        parts = tuple(schedule.at(row, column) for row in found)
        yield Sum("basic", named(schedule, basic, column), schedule.at(basic, column), parts)
