"""财政拨款收入支出决算总表: sides, funds and their roll-forward (T030-T033)."""

from __future__ import annotations

from collections.abc import Iterator

from checks.registry import rule
from checks.rules.t_common import Sum, named, schedules, sums
from checks.rules.t_lanes import balance, closing_sums, figure, grand_total, line_sums, lines, only_lane, year_total
from disclosure.document import Document
from disclosure.relation import Relation
from disclosure.schedule import Row, Schedule

FISCAL = "final.fiscal_summary"
FUNDS = ("一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款")
_ALIASES = {
    **dict.fromkeys((FUNDS[0], "一般公共预算", "一般公共预算资金", "一般公共预算拨款", "一般公共预算财政拨款收入"), FUNDS[0]),
    **dict.fromkeys(("一般公共预算拨款收入", "一般公共预算收入"), FUNDS[0]),
    **dict.fromkeys((FUNDS[1], "政府性基金", "政府性基金预算", "政府性基金预算资金", "政府性基金预算财政拨款收入"), FUNDS[1]),
    **dict.fromkeys(("政府性基金预算拨款", "政府性基金预算拨款收入", "政府性基金预算收入", "政府性基金拨款收入"), FUNDS[1]),
    **dict.fromkeys((FUNDS[2], "国有资本经营预算", "国有资本经营预算资金", "国有资本经营预算财政拨款收入"), FUNDS[2]),
    **dict.fromkeys(
        ("国有资本经营预算拨款", "国有资本经营预算拨款收入", "国有资本经营预算收入", "国有资本经营财政拨款"), FUNDS[2]
    ),
}


def fund_of(row: Row) -> str | None:
    """Which of the three funds a line names."""
    return _ALIASES.get(row.label)


def fund_lines(schedule: Schedule) -> dict[str, Row]:
    """The income lines by fund, top-level or under 财政拨款收入; a fund named twice is left out."""
    lane, found = only_lane(schedule, "收入"), dict[str, list[Row]]()
    opening = {row.id for row in schedule.rows if "结转" in row.label}
    for row in schedule.rows:
        if row.lane == lane and row.parent not in opening and (fund := fund_of(row)):
            found.setdefault(fund, []).append(row)
    return {fund: rows[0] for fund, rows in found.items() if len(rows) == 1}


def opening_lines(schedule: Schedule) -> dict[str, Row]:
    """The sub-lines of 年初财政拨款结转和结余 by fund."""
    parents = [row for row in schedule.rows if "结转" in row.label and schedule.children(row)]
    if len(parents) != 1:
        return {}
    return {fund: row for row in schedule.children(parents[0]) if (fund := fund_of(row))}


def closing_row(schedule: Schedule) -> Row | None:
    """年末财政拨款结转和结余 of the expenditure lane."""
    lane = only_lane(schedule, "支出")
    found = [r for r in schedule.rows if r.lane == lane and r.label.startswith(("年末", "结转下年")) and "结" in r.label]
    return found[0] if len(found) == 1 else None


@rule("T030", family="table_sum")
def fiscal_income(document: Document) -> Iterator[Relation]:
    """财政拨款总表收入侧：本年收入合计＝三项拨款之和；总计＝本年收入＋年初结转和结余

    查什么：收入侧各行与合计、总计。
    为什么：财政拨款的来源只有三项，加总必须等于合计。
    依据：部门决算公开表式：财政拨款收入支出决算总表的行间关系，合计、总计为各行之和。
    例：报错——2940.05＋21.63 而总计 2940.05；不报——总计 2961.69（尾差）。
    不报的情形：行的层次不清；有数未读出。
    容差：由各数的末位推算。
    """
    for schedule in schedules(document, FISCAL):
        yield from sums(document, [*line_sums(schedule, "收入"), *closing_sums(schedule, "收入")])


@rule("T031", family="table_sum")
def fiscal_expenditure(document: Document) -> Iterator[Relation]:
    """财政拨款总表支出侧：每行合计＝三项之和；本年支出＝各行之和；总计＝本年支出＋年末结转和结余

    查什么：支出侧的横向与纵向关系，逐栏核对。
    为什么：分资金来源的支出必须与合计相符。
    依据：部门决算公开表式：财政拨款收入支出决算总表的行间、栏间关系，合计为各项之和。
    例：报错——合计 100，一般公共预算 80，政府性基金 10；不报——尾差。
    不报的情形：行的层次不清；有数未读出。
    容差：由各数的末位推算。
    """
    for schedule in schedules(document, FISCAL):
        yield from sums(document, [*fund_rows(schedule), *line_sums(schedule, "支出"), *closing_sums(schedule, "支出")])


@rule("T032", family="balance")
def fiscal_balance(document: Document) -> Iterator[Relation]:
    """财政拨款总表：收入总计＝支出总计

    查什么：收支两侧总计相等。
    为什么：财政拨款收入加年初结转，必等于支出加年末结转。
    依据：部门决算公开表式：财政拨款收入支出决算总表收支两侧以同一总计收束。
    例：报错——收入总计 2961.68，支出总计 2940.05；不报——两侧同为 2961.68。
    不报的情形：任一侧总计未读出。
    容差：末位一个单位以内列为尾差。
    """
    for schedule in schedules(document, FISCAL):
        yield from balance(document, schedule)


@rule("T033", family="balance")
def fund_roll_forward(document: Document) -> Iterator[Relation]:
    """财政拨款总表：每种资金 年初结转＋本年收入＝本年支出＋年末结转

    查什么：一般公共预算、政府性基金、国有资本经营预算各自的收支滚动。
    为什么：总计平衡而分资金不平，说明资金之间串列。
    依据：部门决算公开表式：财政拨款收入支出决算总表按资金分列年初、本年收入、本年支出、年末，总计两侧相等。
    例：报错——年初 0、收入 100、支出 80、年末 0；不报——年末 20。
    不报的情形：表中不分资金列示年末结转。
    容差：由各数的末位推算。
    """
    for schedule in schedules(document, FISCAL):
        yield from sums(document, _rolls(schedule))


def fund_rows(schedule: Schedule) -> Iterator[Sum]:
    """Per row of the expenditure lane: 合计 = Σ funds."""
    lane = only_lane(schedule, "支出")
    whole = schedule.column("合计", lane) if lane is not None else None
    parts = [c for name in FUNDS if (c := schedule.column(name, lane))]
    if whole is None or len(parts) < 2:
        return
    for row in schedule.rows:
        if row.lane == lane and row.label:
            yield Sum("funds", named(schedule, row), schedule.at(row, whole), tuple(schedule.at(row, c) for c in parts))


def _rolls(schedule: Schedule) -> Iterator[Sum]:
    lane, opening, income = only_lane(schedule, "支出"), opening_lines(schedule), fund_lines(schedule)
    spent, closing = year_total(schedule, "支出"), closing_row(schedule)
    if lane is None or spent is None or closing is None:
        return
    for fund in FUNDS:
        column = schedule.column(fund, lane)
        if column is None or fund not in opening or fund not in income:
            continue
        parts = (figure(schedule, opening[fund]), figure(schedule, income[fund]), schedule.at(spent, column))
        yield Sum("roll", f"{schedule.title} {fund} 收支滚动", schedule.at(closing, column), parts, (1, 1, -1))


__all__ = ["FUNDS", "closing_row", "fund_lines", "fund_of", "fund_rows", "grand_total", "lines", "opening_lines", "year_total"]
