"""D032: the names under which two years' texts speak of one account."""

from __future__ import annotations

from collections.abc import Iterator

from checks import relate
from checks.across import far, settled
from checks.cells import ACTUAL
from checks.items import Item, amounts, bare, class_row, items, label_of, planned, rows_named, table_of, total_cell, under
from checks.registry import across
from disclosure import arithmetic
from disclosure.document import Document
from disclosure.dossier import Dossier
from disclosure.fact import Fact
from disclosure.relation import Evidence, Relation
from disclosure.schedule import Row, Schedule

Told = tuple[Item, Row, Fact, tuple[str, str, str]]
"""An item of the text, its row of the table, its amount, and the proper names of class, section and item."""
_KINDS = (("final_accounts", "final."), ("budget", "budget."))
_LEVELS = ("类", "款", "项")


@across("D032")
def account_names(dossier: Dossier) -> Iterator[Relation]:
    """同一科目的名称两年一致

    查什么：本年与上年正文逐项说明同一科目（表中同一科目编码）时，所写的类、款、项名称是否一致。
    为什么：表中的科目没有变、正文的名称却变了，多为科目层级错位或抄错行；单看一年不知道哪个对。
    依据：政府收支分类科目：同一编码的科目名称相同。
    例：上年写“计划生育事务（款）计划生育服务（项）”，本年同一科目写“卫生健康支出（款）计划生育事务（项）” → 提示；本年表中也改了名 → 不提示。
    不报的情形：本年表中的科目名称也变了（科目调整）；正文的科目在表中找不到唯一的一行；只差末尾“支出”二字。
    容差：名称去空格、引号与末尾“支出”后比较。
    """
    for kind, prefix in _KINDS:
        for newer, older in dossier.neighbours(kind):
            before = {told[1].code or "": told for told in _told(older, prefix)}
            for told in _told(newer, prefix):
                if (last := before.get(told[1].code or "")) and _same_names(told[3], last[3]):
                    yield settled(_compared(newer, older, told, last))


def _compared(newer: Document, older: Document, told: Told, last: Told) -> Relation:
    item, row, fact, _ = told
    broken = not _same_names(item.path, last[0].path)
    operands = [*_named(newer, item, "stated"), relate.evidence(newer, far(newer, fact))]
    operands += [*_named(older, last[0], "operand"), relate.evidence(older, far(older, last[2]))]
    words = {
        "written": _written(item.path),
        "other": _written(last[0].path),
        "year": str(older.fiscal_year),
        "code": row.code or "",
    }
    return relate.worded(newer, f"{row.label}（{row.code}）", broken, operands, "D032", **words)


def _told(document: Document, prefix: str) -> Iterator[Told]:
    """The items of the text whose row and amount are certain."""
    measures = ACTUAL if prefix == "final." else planned(document)
    for item in items(document):
        schedule, mine = table_of(document, item, prefix), amounts(document, item, measures)
        row = _row(schedule, item, mine) if schedule and len({fact.quantity.base for fact in mine}) == 1 else None
        if schedule and row and all(names := tuple(label_of(schedule, row, digits) for digits in (3, 5, 7))):
            yield item, row, mine[0], (names[0], names[1], names[2])


def _row(schedule: Schedule, item: Item, mine: list[Fact]) -> Row | None:
    """By its names; else the only row of its class with the item's amount."""
    rows = rows_named(schedule, item)
    if not rows and (top := class_row(schedule, item)):
        rows = [row for row in under(schedule, top) if (cell := total_cell(schedule, row)) and _agree(mine[0], cell)]
    return rows[0] if len(rows) == 1 else None


def _agree(fact: Fact, cell: Fact) -> bool:
    same = arithmetic.equal(fact.quantity, cell.quantity).verdict
    return bool(fact.quantity.value) and same in (arithmetic.Verdict.HOLDS, arithmetic.Verdict.ROUNDING)


def _same_names(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return [bare(name) for name in one] == [bare(name) for name in other]


def _named(document: Document, item: Item, role: str) -> list[Evidence]:
    found = None if item.titled else relate.passage(document, item.sentence, item.start, item.end, role)
    return [found] if found else []


def _written(path: tuple[str, str, str]) -> str:
    return "".join(f"{name}（{level}）" for name, level in zip(path, _LEVELS, strict=True))
