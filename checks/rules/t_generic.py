"""Tables of no known kind: totals that their words suggest, believed only where the table itself bears them out (T200-T202).

A hypothesis (this column divides into those, this row adds up those) is kept when it holds wherever it says something but for one place in
five at most, and holds at least three times over figures that are not trivial. Then the places where it fails are worth showing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checks.registry import rule
from checks.rules.t_common import TRUSTED, Sum, across, hierarchy, named, sums
from disclosure.arithmetic import Verdict
from disclosure.document import Document
from disclosure.relation import Relation
from disclosure.schedule import Column, Row, RowKind, Schedule

SUPPORT = 3
"""Non-trivial places where a hypothesis must hold before its failures are believed: three in a row are no coincidence."""

SHARE = 5
"""At most one failure per this many places that hold: more would be a wrong hypothesis rather than a wrong figure."""

_TOTALS = ("合计", "总计", "小计")


@rule("T200", family="table_row_formula")
def row_totals(document: Document) -> Iterator[Relation]:
    """其他表格：合计栏＝其余各栏之和

    查什么：不属于已知表式的表，名为合计（小计、总计）的栏与它后面各栏之和。
    为什么：任何表都可能有行内加总，错误同样要看得见。
    依据：表头自称“合计（小计、总计）”：合计为各栏之和；这个关系须在同一表内多处成立才采用。
    例：报错——十行中九行成立，一行合计 10.00 而各栏之和 9.00；不报——关系在多数行不成立（表头另有含义）。
    不报的情形：成立的行少于三行；失败多于成立的五分之一。
    容差：由各数的末位推算。
    """
    for schedule in _unknown(document):
        for whole, parts in _divisions(schedule):
            yield from _believed(list(sums(document, across(schedule, whole, parts))))


@rule("T201", family="table_sum")
def column_totals(document: Document) -> Iterator[Relation]:
    """其他表格：合计行＝以上各行之和

    查什么：不属于已知表式的表，合计行与各明细行之和，逐栏核对。
    为什么：任何表都可能有列加总，错误同样要看得见。
    依据：行名自称“合计”：合计为以上各行之和；这个关系须在同一表内多栏成立才采用。
    例：报错——四栏中三栏成立，一栏不成立；不报——只有一栏且不成立。
    不报的情形：有小计行；成立的栏少于三栏；失败多于成立的五分之一。
    容差：由各数的末位推算。
    """
    for schedule in _unknown(document):
        yield from _believed(list(sums(document, _column_sums(schedule))))


@rule("T202", family="account_hierarchy")
def account_totals(document: Document) -> Iterator[Relation]:
    """其他表格：按科目编码，上级科目＝下级科目之和

    查什么：不属于已知表式、但列有科目编码的表，各栏的科目层级。
    为什么：科目层级是编码规则决定的，不依赖表名。
    依据：政府收支分类科目的编码规则（类 3 位、款 5 位、项 7 位，下级编码以上级编码开头）。
    例：报错——多数科目成立，一个类级科目不等于各款之和；不报——表只摘列部分科目。
    不报的情形：成立的少于三处；失败多于成立的五分之一。
    容差：由各数的末位推算。
    """
    for schedule in _unknown(document):
        yield from _believed(list(sums(document, hierarchy(schedule))))


def _unknown(document: Document) -> Iterator[Schedule]:
    return (s for s in document.schedules if s.kind == "unknown" and s.confidence >= TRUSTED and s.facts)


def _divisions(schedule: Schedule) -> Iterator[tuple[Column, list[Column]]]:
    """Total columns with the columns after them, up to the next total, of the same lane, unit and measure."""
    for position, whole in enumerate(schedule.columns):
        if not whole.name.endswith(_TOTALS):
            continue
        parts: list[Column] = []
        for column in schedule.columns[position + 1 :]:
            if column.lane != whole.lane or column.name.endswith(_TOTALS):
                break
            if column.unit == whole.unit and column.measure == whole.measure:
                parts.append(column)
        if len(parts) >= 2:
            yield whole, parts


def _column_sums(schedule: Schedule) -> Iterator[Sum]:
    closings = [
        row for row in schedule.rows if row.code is None and row.kind is not RowKind.LINE and row.kind is not RowKind.OF_WHICH
    ]
    if len(closings) != 1 or len(schedule.lanes) > 1:
        return
    rows: list[Row] = [r for r in schedule.rows if r.kind is RowKind.LINE and r.parent in (None, closings[0].id) and r.label]
    if len(rows) < 2:
        return
    for column in schedule.columns:
        parts = tuple(schedule.at(row, column) for row in rows)
        yield Sum("total", named(schedule, closings[0], column), schedule.at(closings[0], column), parts)


def _believed(relations: Sequence[Relation]) -> Iterator[Relation]:
    """The relations if they support their own hypothesis, else none."""
    held = [r for r in relations if r.verdict in (Verdict.HOLDS, Verdict.ROUNDING) and _tells(r)]
    failed = [r for r in relations if r.verdict is Verdict.DISCREPANCY]
    if len(held) >= SUPPORT and len(failed) * SHARE <= len(held):
        yield from relations


def _tells(relation: Relation) -> bool:
    """Whether at least two parts are not zero: a total equal to its only part proves little."""
    parts = [e.fact for e in relation.operands if e.role == "operand" and e.fact is not None]
    return sum(1 for fact in parts if fact.quantity.value != 0) >= 2
