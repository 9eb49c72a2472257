"""整体支出 by source and by nature: D007."""

from __future__ import annotations

from collections.abc import Iterator

from checks import forms, relate
from checks.registry import rule
from disclosure.arithmetic import Verdict
from disclosure.document import Document
from disclosure.evaluation import Evaluation, FundLine
from disclosure.fact import Fact, Measure
from disclosure.relation import Relation

COLUMNS = (Measure.ACTUAL, Measure.ADJUSTED_BUDGET, Measure.INITIAL_BUDGET, Measure.BUDGET)


@rule("D007", family="table_sum")
def breakdowns(document: Document) -> Iterator[Relation]:
    """资金总额按收入性质和按支出性质的合计相等

    查什么：自评表资金栏“按收入性质分”“按支出性质分”的各项之和，是否都等于同一个资金总额。
    为什么：同一笔资金按两种口径列示，合计必须相等；差额往往是漏填其他资金来源。
    依据：部门整体支出绩效自评表填表说明。
    例：按支出性质合计 551.84，与全年执行数一致；按收入性质只填一般公共预算 551.03，其他空白 → 报。
    不报的情形：两种口径的合计都不等于任何一栏的总额（看不出按哪一栏填列）；某一口径一个数都没有填。
    容差：按印列位数。
    """
    for form in document.evaluations:
        bases = {line.basis: _facts(form, line.basis) for line in form.funds if line.basis}
        bases = {basis: facts for basis, facts in bases.items() if facts}
        totals = [fact for measure in COLUMNS for fact in [forms.amount(form, measure)] if fact]
        stated = next((t for t in totals if any(_fits(document, t, facts) for facts in bases.values())), None)
        for basis, facts in bases.items():
            subject = f"{forms.title(form)} {basis}合计"
            if stated is None:
                yield relate.unresolved(document, subject, "ambiguous_figure", [*totals, *facts])
            else:
                yield relate.total(document, subject, stated, facts, message="D007")


def _facts(form: Evaluation, basis: str) -> list[Fact]:
    lines: list[FundLine] = [line for line in form.funds if line.basis == basis]
    return [fact for line in lines for fact in line.figures]


def _fits(document: Document, stated: Fact, parts: list[Fact]) -> bool:
    return relate.total(document, "", stated, parts).verdict in (Verdict.HOLDS, Verdict.ROUNDING)
