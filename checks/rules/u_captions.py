"""U003: a table without a unit beside tables of several units."""

from __future__ import annotations

from collections.abc import Iterator

from checks import relate
from checks.registry import rule
from checks.rules.t_common import schedules
from disclosure.document import Document
from disclosure.fact import Place
from disclosure.quantity import unit
from disclosure.relation import Relation, Severity
from disclosure.schedule import Schedule

_LEAST = 3
"""Figures from which on a table is one of money and not of a stray number."""


@rule("U003", family="unit", severity=Severity.INFO)
def captions(document: Document) -> Iterator[Relation]:
    """各表单位不一时，每张表须注明单位

    查什么：同一文件的决算表、预算表用了不止一种金额单位（元、万元）时，有数的表是否都注明单位。
    为什么：各表单位相同的，漏注一张尚可推知；单位不一的，漏注的那张就不知道是元还是万元。
    依据：部门预算、部门决算公开表式：每张表右上角注明金额单位。
    例：前八张表注“单位：元”，“三公”经费表注“单位：万元”，功能分类表没有注 → 提示信息；各表都注 → 不提示；
    其余各表都是万元、一张没有注 → 不提示（由上下文可知）。
    不报的情形：扫描件（表头可能没有读出）；表中金额各自带有单位；表外紧邻的文字注明单位。
    容差：无。
    """
    tables = [schedule for schedule in schedules(document, *_kinds(document)) if len(_bare(schedule)) >= _LEAST or schedule.unit]
    units = {schedule.unit.symbol for schedule in tables if schedule.unit and schedule.unit.dimension == "money"}
    for schedule in tables if len(units) > 1 and not document.scanned else ():
        place = _place(document, schedule)
        if schedule.unit is None and place and not any(column.unit for column in schedule.columns):
            seen = [relate.quoted(document, place, schedule.title, role="stated")]
            listed = "、".join(sorted(units, key=lambda symbol: _size(symbol)))
            yield relate.worded(document, f"《{schedule.title}》", True, seen, "U003", units=listed)


def _kinds(document: Document) -> set[str]:
    return {schedule.kind for schedule in document.schedules if schedule.kind.startswith(("final.", "budget."))}


def _bare(schedule: Schedule) -> list[object]:
    """Its figures without a unit."""
    return [fact for fact in schedule.facts if fact.quantity.unit is None and fact.quantity.value]


def _size(symbol: str) -> int:
    known = unit(symbol)
    return int(known.factor) if known else 0


def _place(document: Document, schedule: Schedule) -> Place | None:
    return next((Place(t.cells[0].page, t.cells[0].box) for t in document.tables if t.id in schedule.tables and t.cells), None)
