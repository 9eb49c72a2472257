"""整体支出 by source and by nature: D007."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from checks import forms, relate
from checks.near import one_slip
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
    依据：部门整体支出绩效自评表表式（年度资金总额按收入性质、按支出性质各列一次）；算术恒等式：资金总额＝Σ按收入性质＝Σ按支出性质。
    例：按支出性质合计 551.84，与全年执行数一致；按收入性质只填一般公共预算 551.03，其他空白 → 报。
    不报的情形：两种口径的合计都不等于任何一栏的总额（看不出按哪一栏填列），也不是只差一处笔误；某一口径一个数都没有填。
    容差：按印列位数。
    """
    for form in document.evaluations:
        bases = {line.basis: _facts(form, line.basis) for line in form.funds if line.basis}
        bases = {basis: facts for basis, facts in bases.items() if facts}
        totals = [fact for measure in COLUMNS for fact in [forms.amount(form, measure)] if fact]
        stated = _stated(document, totals, list(bases.values()))
        for basis, facts in bases.items():
            subject = f"{forms.title(form)} {basis}合计"
            if stated is None:
                yield relate.unresolved(document, subject, "ambiguous_figure", [*totals, *facts])
            else:
                yield relate.total(document, subject, stated, facts, message="D007")


def _facts(form: Evaluation, basis: str) -> list[Fact]:
    lines: list[FundLine] = [line for line in form.funds if line.basis == basis]
    return [fact for line in lines for fact in line.figures]


def _stated(document: Document, totals: list[Fact], bases: list[list[Fact]]) -> Fact | None:
    """The total that a breakdown adds up to; else the only one, or the only one that a breakdown misses by one slip of the hand."""
    fitting = next((total for total in totals if any(_fits(document, total, facts) for facts in bases)), None)
    if fitting or len({total.quantity.base for total in totals}) == 1:
        return fitting or totals[0]
    near = [total for total in totals if any(_near(total, facts) for facts in bases)]
    return near[0] if len({total.quantity.base for total in near}) == 1 else None


def _near(total: Fact, parts: list[Fact]) -> bool:
    """Whether the sum would hold with one figure mistyped less: a digit, two that changed places, the point."""
    off = total.quantity.base - sum(part.quantity.base for part in parts)
    places = max(fact.quantity.places for fact in (total, *parts))
    needed = [(total, total.quantity.base - off), *((part, part.quantity.base + off) for part in parts if not part.blank)]
    return any(
        base > 0
        and one_slip(fact, replace(fact, quantity=replace(fact.quantity, value=base / fact.quantity.factor, places=places)), 3)
        for fact, base in needed
    )


def _fits(document: Document, stated: Fact, parts: list[Fact]) -> bool:
    return relate.total(document, "", stated, parts).verdict in (Verdict.HOLDS, Verdict.ROUNDING)
