"""M007, M103: the account items of the text against the rows of the table."""

from __future__ import annotations

from collections.abc import Iterator

from checks import relate
from checks.cells import ACTUAL
from checks.items import Item, amounts, items, planned, rows_named, table_of, total_cell
from checks.registry import rule
from checks.slips import slips
from disclosure.document import Document
from disclosure.fact import Measure
from disclosure.relation import Relation


@rule("M007", family="narrative_vs_table")
def final_items(document: Document) -> Iterator[Relation]:
    """各项支出决算与决算表

    查什么：逐项说明的“支出决算”等于支出决算表中同名同级科目的合计。
    为什么：逐项说明是公众核对的主要内容。
    依据：部门决算公开范本第五节（三）。
    例：行政运行文1511.89、表1511.89 → 成立；文1151.89 → 报。
    不报的情形：科目名在表中没有或不止一行（名称不符另由 M008 提示）。
    容差：较粗一处的印列末位。
    """
    yield from _compared(document, "final.", ACTUAL)


@rule("M103", family="narrative_vs_table")
def budget_items(document: Document) -> Iterator[Relation]:
    """各项支出预算与功能分类预算表

    查什么：逐项说明的预算数（同一条内每一处）等于支出功能分类预算表中同名同级科目的合计。
    为什么：同一条目首句与后句的数也须一致。
    依据：部门预算公开范本的编制说明。
    例：文350.35、表3,503,499元 → 成立；后句文352.67 → 报。
    不报的情形：科目名在表中没有或不止一行；上年数、执行数、增减额。
    容差：较粗一处的印列末位。
    """
    yield from _compared(document, "budget.", planned(document))


def _compared(document: Document, prefix: str, measures: frozenset[Measure]) -> Iterator[Relation]:
    found = slips(document)
    for item in items(document):
        schedule = table_of(document, item, prefix)
        mine = amounts(document, item, measures)
        if schedule is None or not mine:
            continue
        rows = rows_named(schedule, item)
        cell = total_cell(schedule, rows[0]) if len(rows) == 1 else None
        for fact in mine:
            fact = found[fact.id].repaired if fact.id in found else fact
            if cell:
                yield relate.equal(document, f"{_name(item)}（文与表）", fact, cell)
            else:
                yield relate.unresolved(
                    document, f"{_name(item)}（文与表）", "ambiguous_figure" if rows else "missing_figure", [fact]
                )


def _name(item: Item) -> str:
    return f"{item.path[2]}（项）"
