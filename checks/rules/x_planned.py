"""X018, D014: what two documents of one organisation and year print of the same thing: a budget, or the same accounts in two versions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from checks import relate
from checks.across import far, same_cell, settled
from checks.cells import PLANNED, cell_map, find
from checks.registry import across
from disclosure.document import Document
from disclosure.dossier import Dossier, same_level
from disclosure.fact import Fact, Measure
from disclosure.relation import Relation, Severity
from disclosure.schedule import RowKind, Schedule

_WHOLE_YEAR = re.compile(r"全年预算|调整后|调整预算")


@across("X018")
def planned(dossier: Dossier) -> Iterator[Relation]:
    """“三公”经费决算表的预算数＝同年预算公开的“三公”经费预算

    查什么：部门决算“三公”经费表的（年初）预算数，是否逐项等于同一单位当年公开的“三公”经费预算表。
    为什么：年初预算只有一个数；不等说明决算公开改写了预算，完成率随之失实。
    依据：部门决算公开范本“三公”经费表（预算数与决算数对照）；财政预决算领域基层政务公开标准目录：“三公”经费支出表与预算对比说明增减变化。
    例：预算公开接待费2.00，决算表预算数2.50 → 提示；2.00与2.00 → 成立；决算表注明“预算数为全年预算数（调整后）” → 不核对。
    不报的情形：决算表的预算数是全年（调整后）预算数；两份文件级次不同；该年有不止一份预算；任一表没有该项或两处都空。
    容差：末位一个单位以内列为尾差。
    """
    for final in (d for d in dossier.documents if "final_accounts" in d.kinds and d.fiscal_year):
        budgets = [d for d in dossier.of("budget", final.fiscal_year or 0) if same_level(d, final) and d is not final]
        mine, theirs = final.only("final.three_public"), budgets[0].only("budget.three_public") if len(budgets) == 1 else None
        if mine and theirs and not _adjusted(final, mine):
            for name, stated, other in _items(mine, theirs):
                if stated.quantity.value or other.quantity.value:
                    subject = f"{name}预算与{final.fiscal_year}年预算公开"
                    yield settled(relate.equal(final, subject, far(final, stated), far(budgets[0], other)))


@across("D014", severity=Severity.INFO)
def versions(dossier: Dossier) -> Iterator[Relation]:
    """同一决算（预算）的两个版本

    查什么：同一单位、同一年度、同一种文件公布了两份的，两份各表合计行的数是否相同。
    为什么：两个版本的数不同而没有说明，读者不知以哪一份为准。
    依据：部门决算管理办法：决算应当收支真实、数额准确、内容完整；算术恒等式：同一单位同一年度的同一数只有一个值。
    例：先后两份2022年度部门决算，支出合计分别为251.21万元与260.00万元 → 提示信息；两份都是251.21万元 → 成立。
    不报的情形：一份是部门、一份是所属单位；两份的表不能一一对应；只有一份写了该数。
    容差：末位一个单位以内列为尾差。
    """
    for kind in ("final_accounts", "budget"):
        mine = [d for d in dossier.documents if d.kinds == (kind,) and d.fiscal_year]
        for first, again in combinations(mine, 2):
            if first.fiscal_year == again.fiscal_year and first.sha256 != again.sha256 and _one_level(first, again):
                yield from _totals(first, again)


def _totals(first: Document, again: Document) -> Iterator[Relation]:
    """The figures of the totals' rows of both, cell by cell."""
    for schedule in again.schedules:
        rows = {row.id for row in schedule.rows if row.kind is RowKind.TOTAL and row.code is None}
        for fact in schedule.facts:
            other = same_cell(first, again, fact) if fact.row in rows and not fact.blank else None
            if other and not other.blank:
                subject = f"{fact.label or schedule.title}（两个版本）"
                yield settled(relate.equal(again, subject, far(again, fact), far(first, other)))


def _one_level(first: Document, again: Document) -> bool:
    """Whether both say that they are of one level, and of one organisation to the letter."""
    return first.level is not None and first.level == again.level and first.org == again.org


def _items(mine: Schedule, theirs: Schedule) -> Iterator[tuple[str, Fact, Fact]]:
    """The items of 三公经费 that both tables plan: name, the accounts' figure, the budget's."""
    lines = [cell for cell in cell_map() if cell.measure == "planned"]
    others = {cell.indicator: cell for cell in lines if cell.rule == "M105"}
    for cell in (cell for cell in lines if cell.rule == "M012" and cell.indicator in others):
        stated, other = find(mine, cell), find(theirs, others[cell.indicator])
        if stated and other:
            yield cell.indicator, stated, other


def _adjusted(document: Document, final: Schedule) -> bool:
    """Whether the table's budget is the one as adjusted during the year."""
    notes = [*final.notes, *(s.text for s in document.sentences if s.table in final.tables)]
    columns = any(column.measure in PLANNED and column.measure is Measure.ADJUSTED_BUDGET for column in final.columns)
    return columns or any(_WHOLE_YEAR.search(note) for note in notes)
