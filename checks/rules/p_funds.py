"""资金 of self-evaluation forms: P014, P016."""

from __future__ import annotations

from collections.abc import Iterator

from checks import forms, relate
from checks.registry import rule
from disclosure.arithmetic import Verdict
from disclosure.document import Document
from disclosure.evaluation import Evaluation, FundLine
from disclosure.fact import Fact, Measure
from disclosure.relation import Relation, Severity

COLUMNS = (Measure.INITIAL_BUDGET, Measure.ADJUSTED_BUDGET, Measure.BUDGET, Measure.ACTUAL)


@rule("P014", family="table_sum")
def fund_sources(document: Document) -> Iterator[Relation]:
    """年度资金总额等于各资金来源之和

    查什么：每个预算或执行栏中，合计是否等于 财政拨款 + 上年结转 + 其他资金等各来源之和，空白按零计。
    为什么：资金来源不齐，执行率和绩效结论就缺少依据。
    依据：项目支出绩效自评表表式（年度资金总额：其中当年财政拨款、上年结转资金、其他资金）；算术恒等式：总额＝Σ各来源。
    例：总额 100，财政拨款 80，其他资金 10 → 报；80 + 20 → 不报。
    不报的情形：该栏各来源都没有填（有的表不要求填执行数的来源）；没有“其他资金”行，来源列举不完整；有不认识的来源行而合计不符。
    容差：按印列位数，n 项之和的尾差不报。
    """
    for form in document.evaluations:
        total = forms.total_line(form)
        lines = [line for line in form.funds if line.of_which and not line.basis]
        if total is None or not lines or not any(line.name in forms.field().rest for line in lines):
            continue
        for measure in COLUMNS:
            yield from _column(document, form, total, lines, measure)


@rule("P016", family="table_sum", severity=Severity.INFO)
def investment(document: Document) -> Iterator[Relation]:
    """项目总投资不小于其中的财政拨款和当年预算

    查什么：项目总投资是否不小于其中的财政拨款，也不小于当年的全年预算数。
    为什么：部分大于整体必有一个数填错。
    依据：项目支出绩效目标申报表表式（项目资金总额含各年、各来源的资金）；算术恒等式：部分≤整体。
    例：总投资 50，财政拨款 60 → 报；总投资 60，财政拨款 50 → 不报。
    不报的情形：没有填写总投资。
    容差：印列位数的一个单位。
    """
    for form in document.evaluations:
        for part in form.investment[1:]:
            yield relate.at_most(document, f"{forms.title(form)} 项目总投资", part, form.investment[0])
        budget = forms.denominator(form)
        if form.investment and budget:
            yield relate.at_most(document, f"{forms.title(form)} 当年预算与总投资", budget, form.investment[0])


def _column(document: Document, form: Evaluation, total: FundLine, lines: list[FundLine], measure: Measure) -> Iterator[Relation]:
    stated = forms.figure(total, measure)
    parts = [fact for line in lines for fact in [forms.figure(line, measure)] if fact]
    if stated is None or not parts:
        return
    subject = f"{forms.title(form)} {_word(stated)}资金来源"
    relation = relate.total(document, subject, stated, parts, message="P014")
    known = all(line.name in forms.field().parts for line in lines)
    if relation.verdict is Verdict.DISCREPANCY and not known:
        relation = relate.unresolved(document, subject, "ambiguous_figure", [stated, *parts])
    yield relation


def _word(fact: Fact) -> str:
    return fact.label.rpartition(" ")[2]
