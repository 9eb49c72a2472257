"""N012: a rate of change that is its neighbour's."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from checks import relate
from checks.narrative import Told, name, told
from checks.registry import rule
from checks.rules.n_growth import growth_over_prior, growth_rate
from disclosure.arithmetic import Verdict
from disclosure.document import Document
from disclosure.fact import ClaimKind, Fact
from disclosure.relation import Relation, Severity


@rule("N012", family="growth", severity=Severity.INFO)
def copied_rate(document: Document) -> Iterator[Relation]:
    """增减率与相邻一条相同

    查什么：与自己的数不符的增减率（N001、N002 已报），是否恰与前一条或后一条的增减率相同而两条的金额不同。
    为什么：逐条说明多由上一条复制改写，只改了金额而漏改比率；知道从哪里抄来，就知道该改哪一处。
    依据：算术恒等式：增减率＝增减额÷上年数；两条金额不同而比率逐位相同，且其中一条与自己的数不符，说明该条的比率不是算出来的。
    例：上一条“支出100.00万元，增加13.28万元，增长15.31%”成立，下一条“支出50.00万元，增加6.71万元，增长15.31%”（应为15.50%）→ 提示信息；
    下一条写“增长15.13%” → 只由 N001 报。
    不报的情形：比率与自己的数相符；相邻一条的比率自身也不符；比率不足三位有效数字（如100%、5%）。
    容差：比率须逐位相同。
    """
    wrong = {fact.id for fact in _stated(document, Verdict.DISCREPANCY)}
    right = {fact.id for fact in _stated(document, Verdict.HOLDS, Verdict.ROUNDING)}
    told_twice: set[str] = set()
    for left, right_ in pairwise(told(document, ClaimKind.GROWTH)):
        for own, other in ((left, right_), (right_, left)):
            rate, from_ = own.one("rate"), other.one("rate")
            if not rate or not from_ or rate.id in told_twice or rate.id not in wrong - right or from_.id not in right:
                continue
            if _copied(own, other, rate, from_):
                told_twice.add(rate.id)
                cited = [relate.evidence(document, rate, "stated"), relate.evidence(document, from_)]
                subject = f"{name(own.one('current') or rate)}增减率"
                yield relate.worded(document, subject, True, cited, "N012", stated=relate.shown(rate))


def _stated(document: Document, *verdicts: Verdict) -> Iterator[Fact]:
    """The rates that the rules over single claims judged so."""
    for relation in (*growth_rate(document), *growth_over_prior(document)):
        if relation.verdict in verdicts:
            yield from (operand.fact for operand in relation.operands[:1] if operand.fact)


def _copied(own: Told, other: Told, rate: Fact, from_: Fact) -> bool:
    """Whether the two rates are one to the last digit, telling enough, and their figures are not."""
    same = (rate.quantity.value, rate.quantity.places) == (from_.quantity.value, from_.quantity.places)
    digits = len(f"{abs(rate.quantity.value):f}".replace(".", "").strip("0"))
    mine, its = own.one("current"), other.one("current")
    return bool(same and digits >= 3 and mine and its and mine.quantity.base != its.quantity.base)
