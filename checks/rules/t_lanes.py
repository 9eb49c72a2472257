"""The arithmetic of tables with an income lane beside an expenditure lane. No rule stands here.

A lane reads: lines, this year's total, balances, grand total. Some layouts have no this year's total; then the lines add up to the grand
total. A lane whose lines are partly numbered and partly not, or are not known functions or sources, is left alone: its levels are a guess.
"""

from __future__ import annotations

import csv
import itertools
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from checks.rules.t_common import CLOSINGS, Sum, equals, named
from disclosure.document import Document
from disclosure.fact import Fact
from disclosure.relation import Relation
from disclosure.schedule import Column, Row, RowKind, Schedule

_SOURCE_WORDS = ("收入", "拨款", "资金", "预算", "结转", "结余", "基金")

_HEADS = ("本年支出", "结转下年", "年终结转结余", "年末结转和结余", "结转下年支出")


@cache
def function_classes() -> dict[str, str]:
    """Class code by the name of its line, older names included. Raises ValueError for a code that has not three digits."""
    text = files("checks.rules").joinpath("t_classes.csv").read_text("utf-8")
    found = {row["name"]: row["code"] for row in csv.DictReader(text.splitlines())}
    if bad := [name for name, code in found.items() if len(code) != 3]:
        raise ValueError(f"t_classes.csv: not class codes: {bad}")
    return found


def lanes_named(schedule: Schedule, name: str) -> list[int]:
    """The lanes of that name."""
    return [lane for lane, title in enumerate(schedule.lanes) if title == name]


def only_lane(schedule: Schedule, name: str) -> int | None:
    """The one lane of that name."""
    found = lanes_named(schedule, name)
    return found[0] if len(found) == 1 else None


def closings(schedule: Schedule, lane: int) -> list[Row]:
    """本年…合计 and 总计 of a lane, top to bottom."""
    return [r for r in schedule.rows if r.lane == lane and r.kind in CLOSINGS and r.code is None]


def grand_total(schedule: Schedule, name: str) -> Row | None:
    """The last closing row of the lane, if it is a total."""
    lane = only_lane(schedule, name)
    found = closings(schedule, lane) if lane is not None else []
    return found[-1] if found and found[-1].kind is RowKind.TOTAL else None


def year_total(schedule: Schedule, name: str) -> Row | None:
    """本年收入合计 or 本年支出合计 of the lane; None where the lane has no closing row but the grand total."""
    lane = only_lane(schedule, name)
    found = closings(schedule, lane) if lane is not None else []
    return found[0] if len(found) >= 2 else None


def lines(schedule: Schedule, name: str) -> list[Row]:
    """The lines above the first closing row of the lane, sub-lines left out."""
    lane = only_lane(schedule, name)
    if lane is None:
        return []
    first = min((row.index for row in closings(schedule, lane)), default=None)
    mine = [r for r in schedule.rows if r.lane == lane and r.kind is RowKind.LINE and r.label]
    return [row for row in mine if row.parent is None and first is not None and row.index < first]


def figure(schedule: Schedule, row: Row | None, column: Column | None = None) -> Fact | None:
    """The row's figure in that column, or in the only (else the total) column of its lane."""
    if row is None:
        return None
    mine = [c for c in schedule.columns if c.lane == row.lane]
    totals = [c for c in mine if c.name == "合计"]
    chosen = column or (mine[0] if len(mine) == 1 else totals[0] if len(totals) == 1 else None)
    return schedule.at(row, chosen)


def line_sums(schedule: Schedule, name: str) -> Iterator[Sum]:
    """First closing row = Σ lines, per column of the lane."""
    rows = lines(schedule, name)
    lane = only_lane(schedule, name)
    if lane is None or not rows or not _plain(schedule, rows, name):
        return
    first = closings(schedule, lane)[0]
    for column in (c for c in schedule.columns if c.lane == lane):
        parts = tuple(schedule.at(row, column) for row in rows)
        yield Sum(f"lines{lane}", named(schedule, first, column), schedule.at(first, column), parts)


def closing_sums(schedule: Schedule, name: str) -> Iterator[Sum]:
    """Each later closing row = the one before it + the top-level rows between them, per column of the lane."""
    lane = only_lane(schedule, name)
    ends = closings(schedule, lane) if lane is not None else []
    for before, after in itertools.pairwise(ends):
        between = [
            row
            for row in schedule.rows
            if row.lane == lane
            and before.index < row.index < after.index
            and row.kind is RowKind.LINE
            and row.parent is None
            and row.label
        ]
        for column in (c for c in schedule.columns if c.lane == lane):
            parts = tuple(schedule.at(row, column) for row in (before, *between))
            yield Sum(f"closing{lane}", named(schedule, after, column), schedule.at(after, column), parts)


def carried_sums(schedule: Schedule) -> Iterator[Sum]:
    """Each row without a code that has sub-lines = Σ those, unless they are 其中 lines or all blank."""
    for parent in schedule.rows:
        children = [row for row in schedule.children(parent) if row.label]
        if parent.code or not children or any(row.kind is not RowKind.LINE or row.code for row in children):
            continue
        for column in (c for c in schedule.columns if c.lane == parent.lane):
            parts = tuple(schedule.at(row, column) for row in children)
            # Sub-lines that are all blank are a form left unused, not a split of the parent.
            if any(part is not None and not part.blank for part in parts):
                yield Sum("carried", named(schedule, parent, column), schedule.at(parent, column), parts)


def balance(document: Document, schedule: Schedule) -> Iterator[Relation]:
    """Both grand totals agree; with no balances on either side both totals of the year agree, too."""
    income, spent = grand_total(schedule, "收入"), grand_total(schedule, "支出")
    if income is None or spent is None:
        return
    yield from equals(document, f"{schedule.title} 收入总计与支出总计", figure(schedule, income), figure(schedule, spent))


def function_lines(schedule: Schedule) -> Iterator[tuple[str, Row]]:
    """(class code, row) of the expenditure lane's lines that are known functions, each code once."""
    codes, lane = function_classes(), only_lane(schedule, "支出")
    seen: dict[str, list[Row]] = {}
    for row in (r for r in schedule.rows if r.lane == lane and r.kind is RowKind.LINE and not r.code):
        if code := codes.get(row.label, codes.get(row.label + "支出")):
            seen.setdefault(code, []).append(row)
    yield from ((code, rows[0]) for code, rows in seen.items() if len(rows) == 1)


def _plain(schedule: Schedule, rows: list[Row], name: str) -> bool:
    """Whether the lines are one flat list whose members we know."""
    numbered = {row.printed[:1] in "一二三四五六七八九十" or row.printed.endswith("、") for row in rows}
    if name == "支出":
        functions = {row.id for _, row in function_lines(schedule)}
        known = sum(1 for row in rows if row.id in functions or row.label in _HEADS)
        return len(numbered) == 1 and known * 5 >= len(rows) * 4
    return len(numbered) == 1 and all(any(word in row.label for word in _SOURCE_WORDS) for row in rows)
