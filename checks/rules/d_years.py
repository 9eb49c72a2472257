"""D009–D011, D031: one organisation's documents of two years, or of the budget and the accounts of one year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from checks import relate
from checks.across import Change, cells_told, changes, far, same_cell, settled, told_of
from checks.items import Item, amounts, bare, items, label_of
from checks.narrative import name
from checks.near import one_slip
from checks.registry import across
from disclosure import arithmetic
from disclosure.document import Document
from disclosure.dossier import Dossier, same_level
from disclosure.fact import Fact, Measure
from disclosure.relation import Relation
from disclosure.schedule import Row, Schedule

_KINDS = ("final_accounts", "budget")
_INITIAL = frozenset({Measure.INITIAL_BUDGET})
_SECTION, _ITEM = 5, 7
"""Digits of the codes of 款 and 项."""
_OPENING, _CLOSING = ("年初结转和结余",), ("年末结转和结余",)


@across("D009")
def initial_budget(dossier: Dossier) -> Iterator[Relation]:
    """决算中的年初预算与当年预算公开

    查什么：部门决算正文逐项所写的年初预算数，是否等于同一单位当年公开的部门预算中该科目的一般公共预算支出。
    为什么：年初预算在决算里是抄来的，抄错、口径变了或预算公开与批复不符，只有把两份文件放在一起才看得见。
    依据：《中华人民共和国预算法》第十四条：部门预算、决算均应公开，年初预算即经批复公开的部门预算。
    例：预算公开“行政运行”1660.32万元，决算写年初预算1600.32万元 → 提示；换算单位后相等 → 成立。
    不报的情形：两份文件不是同一级次（部门与单位）；该年有不止一份预算；预算表中没有该科目或不止一行；同名的“项”属于另一个“款”。
    容差：较粗一处的印列末位。
    """
    for final in dossier.documents:
        if final.fiscal_year is None or "final_accounts" not in final.kinds:
            continue
        budgets = [d for d in dossier.of("budget", final.fiscal_year) if same_level(d, final) and d is not final]
        schedule = budgets[0].only("budget.general_function") if len(budgets) == 1 else None
        for item in items(final) if schedule else ():
            mine = amounts(final, item, _INITIAL)
            rows = [row for row in schedule.rows if _is_item(schedule, row, item)] if schedule else []
            column = (
                next((c for c in schedule.columns if c.name in ("合计", "一般公共预算财政拨款支出")), None) if schedule else None
            )
            cell = schedule.at(rows[0], column) if schedule and len(rows) == 1 else None
            if len(mine) == 1 and cell:
                subject = f"{item.path[2]}年初预算与{final.fiscal_year}年预算公开"
                yield settled(relate.equal(final, subject, far(final, mine[0]), far(budgets[0], cell)))


def _is_item(schedule: Schedule, row: Row, item: Item) -> bool:
    """Whether the row is the item's: by code, else by its name under the same 款 (行政运行 stands under many)."""
    if item.code:
        return row.code == item.code
    if row.code is None or len(row.code) != _ITEM or bare(row.label) != bare(item.path[2]):
        return False
    above = label_of(schedule, row, _SECTION)
    return not above or bare(above) == bare(item.path[1])


@across("D010")
def implied_prior(dossier: Dossier) -> Iterator[Relation]:
    """由增减额推得的上年数与上年公开数

    查什么：正文写“某项X，比上年增加（减少）Y”或“持平”的，X∓Y 是否等于上年同类文件公布的该项数。
    为什么：上年数不写在纸上，改了口径或抄错上年数，单看一份文件看不出来。
    依据：算术恒等式：上年数＝本年数∓增减额；上年数以上年公开的文件为准。
    例：2025年18976.76万元、增加3355.65万元，上年公开15621.11万元 → 成立；上年公开15621.61万元 → 提示。
    不报的情形：上年文件缺、级次不同或不止一份；该项在两年的表中不能一一对应。
    容差：本年数、增减额、上年数三者印列末位之和。
    """
    for newer, older, change, _, prior in _changed(dossier):
        said = _in_words(older, prior)
        stated = far(older, said or prior)
        parts = [far(newer, change.current), *([far(newer, change.amount)] if change.amount else [])]
        outcome = arithmetic.total(stated.quantity, [p.quantity for p in parts], [1, -change.way][: len(parts)])
        formula = " ".join([relate.shown(parts[0]), *(f"{'-' if change.way > 0 else '+'} {relate.shown(p)}" for p in parts[1:])])
        subject = f"{name(change.current)}：推得的{older.fiscal_year}年数"
        made = relate.judged(newer, subject, outcome, stated, parts, formula, "total")
        implied = made.expected
        # What is stated is not printed anywhere: it follows from the two figures of this year.
        operands = tuple(replace(e, role="operand") for e in (*made.operands[1:], made.operands[0]))
        yield settled(replace(made, operands=operands, stated=implied, expected=made.stated))


@across("D031")
def change_between_tables(dossier: Dossier) -> Iterator[Relation]:
    """正文所写的增减额与两年表的差

    查什么：正文写明的增减额，是否等于本年表与上年公开的同一张表同一格之差。
    为什么：增减额常由另一口径的上年数算得，两年的表放在一起一减便知。
    依据：算术恒等式：增减额＝本年表数－上年表数。
    例：正文增加3355.65万元，两年表之差33556472元 → 尾差；差33506472元 → 提示。
    不报的情形：上年文件缺、级次不同或不止一份；该项在两年的表中不能一一对应。
    容差：正文印列末位与两表印列末位之和。
    """
    for newer, older, change, cell, prior in _changed(dossier):
        subject = f"{name(change.current)}比{older.fiscal_year}年的增减额"
        if change.amount is None:
            yield settled(relate.equal(newer, f"{subject}（持平）", far(newer, change.current), far(older, prior)))
            continue
        parts = [far(newer, cell), far(older, prior)][:: change.way]
        yield settled(relate.total(newer, subject, far(newer, change.amount), parts, [1, -1]))


def _changed(dossier: Dossier) -> Iterator[tuple[Document, Document, Change, Fact, Fact]]:
    """Both documents, the stated change, and the cell of each year."""
    for kind in _KINDS:
        for newer, older in dossier.neighbours(kind):
            for change in changes(newer):
                cell = cells_told(newer)[change.current.id].cell
                prior = same_cell(older, newer, cell) if cell else None
                if cell and prior and not prior.blank:
                    yield newer, older, change, cell, prior


def _in_words(document: Document, cell: Fact) -> Fact | None:
    """The narrative's own figure of that cell: one that a slip of the hand sets apart from it, else one that agrees with it."""
    said = told_of(document).get(cell.id, ())
    slipped = next((fact for fact in said if _slipped(fact, cell)), None)
    return slipped or next((fact for fact in said if arithmetic.equal(fact.quantity, cell.quantity).verdict in _AGREE), None)


def _slipped(fact: Fact, cell: Fact) -> bool:
    """Whether one slip turns the cell's figure, as it is or as it would be printed in the unit of `fact`, into that of `fact`."""
    like = fact.quantity
    whole = cell.quantity.base / like.factor
    printed = [
        replace(like, value=value, text=f"{value:f}", places=places)
        for places in {like.places, _CENTS}
        for value in [whole.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)]
    ]
    return any(one_slip(fact, replace(cell, quantity=quantity)) for quantity in (cell.quantity, *printed))


_CENTS = 2
"""Decimals that amounts in the text have; a dropped point takes them along."""
_AGREE = (arithmetic.Verdict.HOLDS, arithmetic.Verdict.ROUNDING)


@across("D011")
def carried_over(dossier: Dossier) -> Iterator[Relation]:
    """年初结转和结余与上年年末结转和结余

    查什么：收入支出决算总表（财政拨款总表）的年初结转和结余，是否等于上年决算同一张表的年末结转和结余。
    为什么：结余从上年带到本年，中间不该变；变了应有说明。
    依据：部门决算报表编制说明：年初结转和结余为上年年末结转和结余，按规定调整的另行说明。
    例：上年年末13.83万元、本年年初13.38万元 → 提示；相等 → 成立。
    不报的情形：上年文件缺、级次不同或不止一份；表中没有唯一的一行；正文说明了年初调整。
    容差：较粗一处的印列末位。
    """
    for newer, older in dossier.neighbours("final_accounts"):
        if any("年初" in s.text and "调整" in s.text for s in newer.sentences):
            continue
        for kind in ("final.summary", "final.fiscal_summary"):
            opening, closing = _balance(newer, kind, _OPENING), _balance(older, kind, _CLOSING)
            if opening and closing:
                subject = f"年初结转和结余与{older.fiscal_year}年年末"
                yield settled(relate.equal(newer, subject, far(newer, opening), far(older, closing)))


def _balance(document: Document, kind: str, names: tuple[str, ...]) -> Fact | None:
    schedule = document.only(kind)
    row = next((row for label in names if schedule and (row := schedule.row(label))), None)
    filled = [fact for _, fact in schedule.figures(row) if fact.measure is not Measure.PRIOR] if schedule and row else []
    return filled[0] if filled and len({fact.quantity.base for fact in filled}) == 1 else None
