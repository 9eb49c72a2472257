"""基本支出决算表 by economic classification: classes and their items, staff and running costs (T050-T052)."""

from __future__ import annotations

from collections.abc import Iterator

from checks.registry import rule
from checks.rules.t_common import Sum, hierarchy, named, schedules, sums
from disclosure.document import Document
from disclosure.fact import Fact
from disclosure.relation import Relation, Severity
from disclosure.schedule import Row, Schedule

BASIC = "final.general_basic"
STAFF_CLASSES = ("301", "303")
RUNNING_CLASSES = ("302", "307", "309", "310", "311", "312", "313", "399")


def amount(schedule: Schedule, row: Row | None) -> Fact | None:
    """The row's figure in the only figure column of its lane, or in its total column."""
    if row is None:
        return None
    mine = [c for c in schedule.columns if c.lane == row.lane]
    totals = [c for c in mine if c.path and c.path[-1] in ("合计", "小计")] or mine
    return schedule.at(row, totals[0]) if len(totals) == 1 else None


def cost_total(schedule: Schedule, word: str) -> Row | None:
    """人员经费合计 or 公用经费合计."""
    return schedule.row(f"{word}合计") or schedule.row(f"{word}小计")


@rule("T050", family="table_sum")
def economic_classes(document: Document) -> Iterator[Relation]:
    """基本支出经济分类：类＝各款之和

    查什么：301、302、303、307、310、399 等每一类等于其下各款之和；多栏并列、跨页的表合在一起算。
    为什么：类与款不平，或有款漏列，或有数抄错。
    依据：政府收支分类科目的支出经济分类层级。
    例：报错——301 为 192.43，各款之和 192.53；不报——303 为 1.08，各款之和 1.07（尾差）。
    不报的情形：只列到类；有数未读出。
    容差：由各数的末位推算；款越多，各自舍入的误差可以累积。
    """
    for schedule in schedules(document, BASIC):
        yield from sums(document, hierarchy(schedule))


@rule("T051", family="table_sum")
def staff_costs(document: Document) -> Iterator[Relation]:
    """人员经费合计＝工资福利支出（301）＋对个人和家庭的补助（303）

    查什么：人员经费合计与两类之和。
    为什么：人员经费由这两类构成，不平即有一处填错。
    依据：部门决算公开表式对人员经费、公用经费的划分。
    例：报错——193.51 而 192.43＋2.08；不报——相差末位一个单位（尾差）。
    不报的情形：没有合计行；有数未读出。
    容差：由各数的末位推算。
    """
    for schedule in schedules(document, BASIC):
        yield from sums(document, _class_sum(schedule, "人员经费", STAFF_CLASSES))


@rule("T052", family="table_sum")
def running_costs(document: Document) -> Iterator[Relation]:
    """公用经费合计＝302＋307＋309＋310＋311＋312＋313＋399

    查什么：公用经费合计与所列各类之和。
    为什么：公用经费由人员经费以外的各类构成，不平即有一处填错。
    依据：部门决算公开表式对人员经费、公用经费的划分。
    例：报错——184.65 而 171.07＋10.58；不报——171.07＋13.58。
    不报的情形：没有合计行；有数未读出。
    容差：由各数的末位推算。
    """
    for schedule in schedules(document, BASIC):
        yield from sums(document, _class_sum(schedule, "公用经费", RUNNING_CLASSES))


@rule("T053", family="table_sum", severity=Severity.INFO)
def economic_leaves(document: Document) -> Iterator[Relation]:
    """人员、公用经费合计＝各款之和

    查什么：跳过类级，合计直接等于全部款级科目之和。
    为什么：类级有两处错误相互抵消时，只有这个关系会露出来。
    依据：政府收支分类科目的支出经济分类层级；部门决算公开表式对人员经费、公用经费的划分。
    例：报错——公用经费合计 14.58，各款之和 14.06；不报——尾差。
    不报的情形：只列到类；有数未读出。
    容差：由各数的末位推算。
    """
    for schedule in schedules(document, BASIC):
        for word, classes in (("人员经费", STAFF_CLASSES), ("公用经费", RUNNING_CLASSES)):
            items = [row for row in schedule.rows if row.code and len(row.code) == 5 and row.code.startswith(classes)]
            total = cost_total(schedule, word)
            if items and total is not None:
                parts = tuple(amount(schedule, row) for row in items)
                yield from sums(document, [Sum(word, f"{named(schedule, total)}（各款）", amount(schedule, total), parts)])


def _class_sum(schedule: Schedule, word: str, classes: tuple[str, ...]) -> Iterator[Sum]:
    total = cost_total(schedule, word)
    rows = [row for code in classes if (row := schedule.coded(code)) is not None]
    if total is not None and rows:
        parts = tuple(amount(schedule, row) for row in rows)
        yield Sum(word, named(schedule, total), amount(schedule, total), parts)
