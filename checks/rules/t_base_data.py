"""绩效评价基础数据表: expenses by year and their parts, staff against posts (T110-T113)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from checks import relate
from checks.registry import rule
from checks.rules.t_common import Sum, named, says_nothing, schedules, sums
from disclosure import arithmetic
from disclosure.arithmetic import Verdict
from disclosure.document import Document
from disclosure.fact import Fact
from disclosure.relation import Relation
from disclosure.schedule import Row, RowKind, Schedule

BASE = "evaluation.base_data"
_HEADS = ("三公经费", "项目支出", "公用经费", "基本支出", "政府采购金额", "部门基本支出预算调整")


@rule("T110", family="table_sum")
def public_expenses(document: Document) -> Iterator[Relation]:
    """基础数据表：“三公”经费、项目支出＝其下编号各行之和

    查什么：“三公”经费等于公务用车、出国、接待之和；项目支出等于各专项之和；逐年逐栏核对。
    为什么：基础数据表是绩效评价的依据，分项与合计必须一致。
    依据：绩效评价基础数据表表式（一个专项一行）。
    例：报错——项目支出 91.51，各专项之和 81.51；不报——143.25 与 143.24（尾差）。
    不报的情形：没有编号的下级行；编号不连续（有一行没有读出）；有数未读出。
    容差：由各数的末位推算。
    """
    for schedule in schedules(document, BASE):
        for head in ("三公经费", "项目支出"):
            parent, members = _group(schedule, head)
            numbered = [row for row in members if row.printed[:1].isdigit()]
            if parent is not None and numbered and not _all_there(numbered):
                yield relate.unresolved(document, f"{schedule.title} {head}", "missing_figure")
            elif parent is not None and numbered:
                yield from sums(document, _columns(schedule, parent, numbered))


@rule("T111", family="table_sum")
def cars(document: Document) -> Iterator[Relation]:
    """基础数据表：公务用车经费＝购置＋运行维护

    查什么：公务用车购置和维护经费等于公车购置与公车运行维护之和。
    为什么：分项与合计必须一致。
    依据：绩效评价基础数据表表式。
    例：报错——合计 3.00，运行 2.00，购置 0；不报——尾差。
    不报的情形：没有这两行；两行都空白。
    容差：由各数的末位推算。
    """
    for schedule in schedules(document, BASE):
        _, members = _group(schedule, "三公经费")
        parent = [row for row in members if "公务用车" in row.label and "维护" in row.label]
        parts = [row for row in members if row.label in ("公车购置", "公车运行维护", "公务用车购置", "公务用车运行维护")]
        if len(parent) == 1 and len(parts) == 2:
            yield from sums(document, _columns(schedule, parent[0], parts))


@rule("T112", family="account_hierarchy")
def running_costs(document: Document) -> Iterator[Relation]:
    """基础数据表：公用经费“其中”各行之和不大于公用经费

    查什么：“其中”列举的办公费、水电差旅费、会议培训费之和不超过公用经费。
    为什么：部分大于整体，必有一处填错。
    依据：绩效评价基础数据表表式；“其中”不必列全，因此不要求相等。
    例：报错——公用经费 50.00，其中各行之和 60.00；不报——65.82 与 0.93。
    不报的情形：没有“其中”行；有数未读出。
    容差：由各数的末位推算。
    """
    for schedule in schedules(document, BASE):
        parent, members = _group(schedule, "公用经费")
        if parent is None or not members or members[0].kind is not RowKind.OF_WHICH:
            continue
        for column in schedule.columns:
            stated = schedule.at(parent, column)
            parts = [fact for row in members if (fact := schedule.at(row, column)) is not None]
            if stated is not None and not stated.blank and not says_nothing(parts) and len(parts) == len(members):
                yield _within(document, named(schedule, parent, column), stated, parts)


@rule("T113", family="table_row_formula")
def staffing(document: Document) -> Iterator[Relation]:
    """基础数据表：控制率＝实际在职人数÷编制数

    查什么：财政供养人员控制率与人数、编制数。
    为什么：控制率是评价指标的打分依据。
    依据：绩效评价基础数据表表式。
    例：报错——37÷31 写作 109.35%；不报——119.35%。
    不报的情形：编制数为零；栏目不能识别。
    容差：由控制率的末位推算。
    """
    for schedule in document.schedules:
        columns = {key: [c for c in schedule.columns if key in c.name] for key in ("编制数", "在职人数", "控制率")}
        if any(len(found) != 1 for found in columns.values()) or not schedule.rows:
            continue
        row = schedule.rows[0]
        posts, staff, rate = (schedule.at(row, columns[key][0]) for key in ("编制数", "在职人数", "控制率"))
        if posts and staff and rate and not any(fact.blank for fact in (posts, staff, rate)):
            yield relate.ratio(document, "财政供养人员控制率", rate, staff, posts)


def _group(schedule: Schedule, head: str) -> tuple[Row | None, list[Row]]:
    """The row that begins with `head` and the rows below it up to the next head."""
    starts = [i for i, row in enumerate(schedule.rows) if row.label.startswith(head) and row.kind is RowKind.LINE]
    if len(starts) != 1:
        return None, []
    members: list[Row] = []
    for row in schedule.rows[starts[0] + 1 :]:
        if row.label.startswith(_HEADS) and not row.printed[:1].isdigit():
            break
        members.append(row)
    return schedule.rows[starts[0]], members


def _columns(schedule: Schedule, parent: Row, parts: list[Row]) -> Iterator[Sum]:
    for column in schedule.columns:
        figures = tuple(schedule.at(row, column) for row in parts)
        yield Sum(column.id, named(schedule, parent, column), schedule.at(parent, column), figures)


def _within(document: Document, subject: str, stated: Fact, parts: list[Fact]) -> Relation:
    outcome = arithmetic.total(stated.quantity, [part.quantity for part in parts])
    if outcome.delta is not None and outcome.delta >= 0:
        outcome = replace(outcome, verdict=Verdict.HOLDS)
    formula = " + ".join(relate.shown(part) for part in parts if not part.blank) + f" ≤ {relate.shown(stated)}"
    return relate.judged(document, subject, outcome, stated, parts, formula, "T112")


def _all_there(numbered: Sequence[Row]) -> bool:
    """Whether the rows are numbered from 1 without a gap: a gap is a row whose label was not read."""
    numbers = [int(found[0]) for row in numbered if (found := re.match(r"\d+", row.printed))]
    return numbers == list(range(1, len(numbers) + 1))
