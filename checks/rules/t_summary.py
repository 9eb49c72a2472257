"""收入支出决算总表: lines add up to this year's totals, those and the balances to the grand totals, and both sides agree (T001-T006)."""

from __future__ import annotations

from collections.abc import Iterator

from checks import relate
from checks.registry import rule
from checks.rules.t_common import bounded, schedules, sums
from checks.rules.t_lanes import balance, carried_sums, closing_sums, line_sums
from disclosure.document import Document
from disclosure.relation import Relation, Severity

SUMMARY = "final.summary"


@rule("T001", family="table_sum")
def income_lines(document: Document) -> Iterator[Relation]:
    """收入支出决算总表：本年收入合计＝各项收入之和

    查什么：本年收入合计等于一般公共预算财政拨款收入至其他收入各行之和。
    为什么：总表是全部决算数据的入口，各行与合计不平，后面的表都会跟着错。
    依据：财决01表审核公式 27行＝（1＋2＋…＋8）行。
    例：报错——244.97＋6.24 而合计 251.12；不报——合计 251.20（尾差）。
    不报的情形：各行编号层次不清；有数未读出。
    容差：由各数的末位推算。
    """
    for schedule in schedules(document, SUMMARY):
        yield from sums(document, line_sums(schedule, "收入"))


@rule("T002", family="balance")
def income_total(document: Document) -> Iterator[Relation]:
    """收入支出决算总表：收入总计＝本年收入合计＋使用非财政拨款结余＋年初结转和结余

    查什么：收入侧总计的构成。
    为什么：年初结转漏加或重加都会使总计不实。
    依据：财决01表审核公式 31行＝（27＋28＋29）行。
    例：报错——2946.25＋49.14 而总计 2946.25；不报——总计 2995.40（尾差）。
    不报的情形：总表没有本年收入合计行。
    容差：由各数的末位推算。
    """
    for schedule in schedules(document, SUMMARY):
        yield from sums(document, closing_sums(schedule, "收入"))


@rule("T003", family="table_sum")
def expenditure_lines(document: Document) -> Iterator[Relation]:
    """收入支出决算总表：本年支出合计＝各功能科目支出之和

    查什么：本年支出合计等于一般公共服务支出等各行之和。
    为什么：漏列一类支出，合计与明细就不平。
    依据：财决01表审核公式 84行＝（32＋…＋57）行。
    例：报错——各行之和 251.21 而合计 244.97；不报——相差末位一个单位（尾差）。
    不报的情形：支出一侧不是按功能分类列示；有数未读出。
    容差：由各数的末位推算。
    """
    for schedule in schedules(document, SUMMARY):
        yield from sums(document, line_sums(schedule, "支出"))


@rule("T004", family="balance")
def expenditure_total(document: Document) -> Iterator[Relation]:
    """收入支出决算总表：支出总计＝本年支出合计＋结余分配＋年末结转和结余

    查什么：支出侧总计的构成。
    为什么：年末结转漏加或重加都会使总计不实。
    依据：财决01表审核公式 88行＝（84＋85＋86）行。
    例：报错——9759.38＋100.00 而总计 9759.38；不报——总计 9859.39（尾差）。
    不报的情形：总表没有本年支出合计行。
    容差：由各数的末位推算。
    """
    for schedule in schedules(document, SUMMARY):
        yield from sums(document, closing_sums(schedule, "支出"))


@rule("T005", family="balance")
def both_sides(document: Document) -> Iterator[Relation]:
    """收入支出决算总表：收入总计＝支出总计

    查什么：收支两侧总计相等；没有结转结余时，本年收入合计与本年支出合计也相等。
    为什么：总计两侧必须平衡，这是最基本的勾稽关系。
    依据：财决01表审核公式 31行＝88行。
    例：报错——收入总计 251.21，支出总计 250.21；不报——两侧同为 251.21。
    不报的情形：任一侧总计未读出。
    容差：末位一个单位以内列为尾差。
    """
    for schedule in schedules(document, SUMMARY):
        yield from balance(document, schedule)


@rule("T006", family="table_sum", severity=Severity.WARNING)
def negative_amounts(document: Document) -> Iterator[Relation]:
    """收入支出决算总表：各行金额不应为负

    查什么：总表中印为负数的收入、支出或结余。
    为什么：除冲销、调整外，决算收支不为负；负号多为抄录错误。
    依据：财决01表核实性公式（1–8、28、32–85行≥0）。
    例：报错——其他收入 -6.24；不报——0.00。
    不报的情形：年初结转和结余（可以调整）。
    容差：无。
    """
    for schedule in schedules(document, SUMMARY):
        rows = {row.id: row for row in schedule.rows}
        for fact in schedule.facts:
            row = rows.get(fact.row or "")
            if fact.quantity.value < 0 and row is not None and "年初" not in row.label:
                yield relate.worded(document, f"{schedule.title} {row.label}", True, [relate.evidence(document, fact)], "T006")


@rule("T095", family="table_sum")
def carried_parts(document: Document) -> Iterator[Relation]:
    """收支总表：上级行＝其下列各行之和

    查什么：总表中带有下级编号的行（如财政拨款收入下的一般公共预算、政府性基金、国有资本经营预算）等于各下级行之和。
    为什么：合并行与分列行不一致，后面的财政拨款各表无从对应。
    依据：部门决算、部门预算公开表式的行次层级。
    例：报错——财政拨款收入 100，其下三行之和 90；不报——尾差。
    不报的情形：“其中”行（可以不列全）；有数未读出。
    容差：由各数的末位推算。
    """
    for schedule in schedules(document, SUMMARY, "budget.summary", "final.fiscal_summary", "budget.fiscal_summary"):
        yield from sums(document, carried_sums(schedule))


@rule("T096", family="account_hierarchy", severity=Severity.WARNING)
def of_which_rows(document: Document) -> Iterator[Relation]:
    """“其中”行不大于所属的行

    查什么：“其中：”所列的数不超过它上面一行。
    为什么：部分大于整体，必有一处填错。
    依据：部门决算、部门预算公开表式：“其中”只列举一部分，部分不大于整体，也不要求相加等于整体。
    例：报错——政府采购 10，其中：工程 12；不报——其中：工程 10。
    不报的情形：看不出“其中”属于哪一行。
    容差：末位一个单位以内列为尾差。
    """
    for schedule in (s for s in document.schedules if s.confidence >= 0.5 and not s.kind.endswith("base_data")):
        rows = {row.id: row for row in schedule.rows}
        for row in schedule.rows:
            parent = rows.get(row.parent or "")
            if row.kind.value != "of_which" or parent is None:
                continue
            for column in schedule.columns:
                subject = f"{schedule.title} {parent.label} 其中：{row.label} {column.name}"
                if (whole := schedule.at(parent, column)) and not whole.blank:
                    yield from bounded(document, subject, schedule.at(row, column), whole)
