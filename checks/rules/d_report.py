"""整体支出自评表 borne out by the report of the same file: D016."""

from __future__ import annotations

from collections.abc import Iterator

from checks import forms, relate
from checks.registry import rule
from disclosure.document import Document
from disclosure.relation import Relation, Severity

DIGITS = 4
"""Significant digits from which on the same figure in two places is no coincidence."""


@rule("D016", family="cross_section", severity=Severity.INFO)
def funds_in_the_report(document: Document) -> Iterator[Relation]:
    """整体支出自评表的资金数在评价报告中得到印证

    查什么：整体支出自评表资金栏的每个数，评价报告正文是否写有同一个数。
    为什么：找到同一个数，说明两处的资金口径相同。
    依据：绩效评价报告应与自评表数据一致。
    例：自评表年初预算数 7253.94，报告写“年初预算7253.94万元” → 一致。
    不报的情形：报告没有写这个数时不作判断（不等的由 D001、D002 按名称核对）；不足四位有效数字的数不作印证。
    容差：无，须完全相同。
    """
    form = forms.overall(document)
    lines = [line for line in form.funds if not line.basis] if form else []
    told = [fact for s in forms.reports(document) for fact in s.facts if fact.quantity.dimension == "money"]
    for fact in (fact for line in lines for fact in line.figures):
        same = [other for other in told if other.quantity.base == fact.quantity.base]
        if same and len(fact.quantity.value.normalize().as_tuple().digits) >= DIGITS:
            best = min(same, key=lambda other: other.measure is not fact.measure)
            yield relate.equal(document, f"{fact.label}与评价报告", fact, best, "D001")
