"""D012: a department's figures against those of one of its units."""

from __future__ import annotations

from collections.abc import Iterator

from checks import relate
from checks.across import far, same_cell, settled
from checks.registry import across
from disclosure.document import Document
from disclosure.dossier import Dossier
from disclosure.fact import Fact, Measure
from disclosure.relation import Relation
from disclosure.schedule import RowKind, Schedule

_KINDS = ("final_accounts", "budget")
_TABLES = (
    *("final.summary", "final.income", "final.expenditure", "final.general_expenditure"),
    *("budget.summary", "budget.income", "budget.expenditure", "budget.general_function"),
)
_OWN = frozenset({Measure.ACTUAL, Measure.BUDGET, Measure.OTHER})


@across("D012")
def unit_within_department(dossier: Dossier) -> Iterator[Relation]:
    """单位数不大于部门汇总数

    查什么：同一年度本级（单位）的收支合计、总计，是否不大于部门汇总的同一张表同一格。
    为什么：部门数是各单位汇总（抵销后）而来，本级是其中之一，单位数反而大，多为两份文件口径或版本不一。
    依据：《部门决算管理办法》：部门决算由本级和所属单位决算汇总编成。
    例：部门支出合计5000.00万元，本级4200.00万元 → 成立；本级5200.00万元 → 提示。
    不报的情形：该年不止一份部门文件或本级文件；级次未写明；表格不能一一对应；空白单元格。
    容差：较粗一处的印列末位。
    """
    for kind in _KINDS:
        for year in sorted({d.fiscal_year for d in dossier.documents if d.fiscal_year}):
            units = [d for d in dossier.of(kind, year) if d.level == "unit"]
            departments = [d for d in dossier.of(kind, year) if d.level == "department"]
            if len(units) == 1 and len(departments) == 1:
                yield from _within(units[0], departments[0])


def _within(unit: Document, department: Document) -> Iterator[Relation]:
    for schedule in unit.schedules:
        for fact in _totals(schedule) if schedule.kind in _TABLES else ():
            whole = same_cell(department, unit, fact)
            if whole and not whole.blank:
                yield settled(relate.at_most(unit, f"{fact.label}（本级与部门）", far(unit, fact), far(department, whole)))


def _totals(schedule: Schedule) -> Iterator[Fact]:
    rows = {row.id for row in schedule.rows if row.kind is RowKind.TOTAL}
    return (fact for fact in schedule.facts if fact.row in rows and not fact.blank and fact.measure in _OWN)
