"""整体支出自评表 borne out by the report of the same file: D016."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checks import forms, relate
from checks.registry import rule
from checks.rules.d_digits import miswritten
from disclosure.document import Document
from disclosure.evaluation import FundLine
from disclosure.fact import Fact, Measure
from disclosure.relation import Relation, Severity

_PRINTED = frozenset({Measure.INITIAL_BUDGET, Measure.ADJUSTED_BUDGET, Measure.ACTUAL})
DIGITS = 4
"""Significant digits from which on the same figure in two places is no coincidence."""


@rule("D016", family="cross_section", severity=Severity.INFO)
def funds_in_the_report(document: Document) -> Iterator[Relation]:
    """整体支出自评表的资金数在评价报告中得到印证

    查什么：整体支出自评表资金栏的每个数，评价报告正文是否写有同一个数；报告写的同一种数（年初预算、全年预算、执行数）只差相邻两位对调或一位数字的，是笔误。
    为什么：找到同一个数，说明两处的资金口径相同；换位、错一位是抄录中最常见的差错。
    依据：部门整体支出绩效评价指标体系（数据以部门决算编制口径为准）；部门决算管理办法：决算应当收支真实、数额准确、内容完整。
    例：自评表年初预算数 7253.94，报告写“年初预算7253.94万元” → 一致；写“年初预算7235.94万元”（2、5、3 中相邻两位对调）→ 提示信息；
    写“年初预算7480.72万元”（是另一个数）→ 不报。
    不报的情形：报告没有写这个数、也没有只差一处的数时不作判断（不等的由 D001、D002 按名称核对）；不足四位有效数字的数不作印证；扫描件的一位之差（可能是识别所致）。
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
        elif not same and not document.scanned and (slip := _slip(fact, told, lines)):
            yield relate.equal(document, f"{fact.label}与评价报告", slip, fact, "D001")


def _slip(fact: Fact, told: Sequence[Fact], lines: Sequence[FundLine]) -> Fact | None:
    """The one figure of the reports that is this one miswritten: of the same measure and unit, and not another figure of the form."""
    printed = {other.quantity.base for line in lines for other in line.figures}
    found = [f for f in told if f.measure is fact.measure in _PRINTED and miswritten(f.quantity, fact.quantity)]
    clear = len({f.quantity.base for f in found}) == 1 and found[0].quantity.base not in printed
    return found[0] if clear and not found[0].scope and not found[0].quantity.hedge else None
