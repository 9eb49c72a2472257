"""N005, N006, N016: shares of a whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from checks import relate
from checks.narrative import Told, name, told
from checks.registry import rule
from checks.slips import repair, slips
from checks.weigh import weigh
from disclosure import arithmetic
from disclosure.arithmetic import Outcome, Verdict
from disclosure.document import Document
from disclosure.fact import ClaimKind, Fact
from disclosure.quantity import Quantity
from disclosure.relation import Relation, Severity

TWO_WHOLES = "授予小微企业合同金额"
"""Its share is printed of either of two wholes: M020 knows both."""
_FINE = (Verdict.HOLDS, Verdict.ROUNDING)


@rule("N005", family="ratio_share")
def share(document: Document) -> Iterator[Relation]:
    """占比

    查什么：“占X%” = 部分 ÷ 整体，整体取同一句或本段之首写明的数。
    为什么：总数改了而占比未改，读者一除便知。
    依据：部门决算公开范本“占本年支出合计的X%”；算术恒等式：占比＝部分÷整体。
    例：2106.66万元占2940.05万元的71.73% → 应为71.65%，报；214.33占251.21的85.32% → 成立。
    不报的情形：整体未写明或不止一个；整体为零而部分、占比也为零（视为成立）；单位不同。
    容差：印列位数所允许的区间；截位的占比记为尾差。
    """
    found = slips(document)
    for one in (repair(one, found) for one in told(document, ClaimKind.SHARE)):
        rate, part, whole = one.one("rate"), one.one("part"), one.one("whole")
        if not rate or not part or not whole or part.id == whole.id or part.indicator == TWO_WHOLES:
            continue
        if not (rate.quantity.value or part.quantity.value or whole.quantity.value) and relate.comparable([part, whole]):
            cited = [relate.evidence(document, rate, "stated"), relate.evidence(document, part), relate.evidence(document, whole)]
            yield relate.worded(document, f"{name(part)}占比", False, cited, "plain")
        else:
            yield relate.ratio(document, f"{name(part)}占比", rate, part, whole)


@rule("N006", family="ratio_share", severity=Severity.WARNING)
def shares_add_up(document: Document) -> Iterator[Relation]:
    """占比之和

    查什么：一组部分之和等于整体时，它们的占比之和为100%。
    为什么：占比逐项核对之外，合计不到或超过百分之百也说明有一项不对。
    依据：算术恒等式：各部分之和等于整体时，各占比（部分÷整体）之和为100%。
    例：79.49% + 20.51% = 100% → 成立；71.73% + 11.11% + 2.07% + 15.16% = 100.07% → 提示（那一项占比自身也不成立时，与 N005 并作一条）；
    33.33%三项合计99.99% → 尾差，不提示。
    不报的情形：部分之和不等于整体（“其中”只列一部分）。
    容差：各占比印列末位之半的和，加上各部分与整体印列位数使各占比可能偏离的幅度之和（整体很小时，部分的一个末位就抵得上几个占比末位）。
    """
    found = slips(document)
    groups: dict[str, list[Told]] = defaultdict(list)
    for one in told(document, ClaimKind.SHARE):
        whole = one.one("whole")
        if whole and one.one("rate") and one.one("part"):
            groups[f"{one.sentence.id}|{whole.id}"].append(repair(one, found))
    for group in groups.values():
        relation = _of_group(document, group)
        if relation:
            yield relation


@rule("N016", family="ratio_share")
def share_at_most_all(document: Document) -> Iterator[Relation]:
    """占比不超过百分之百

    查什么：占比不大于100%。
    为什么：部分不会大于整体。
    依据：算术恒等式：部分≤整体，所以占比＝部分÷整体≤100%。
    例：占105.2% → 报；占100% → 成立。
    不报的情形：完成率、增减率、控制率（可以超过100%）；整体为零。
    容差：印列末位的一个单位。
    """
    for one in told(document, ClaimKind.SHARE):
        rate = one.one("rate")
        if rate and rate.quantity.dimension == "rate" and not (one.one("part") and one.one("whole")):
            outcome = arithmetic.at_most(rate.quantity, Quantity(Decimal(1), exact=True))
            yield relate.judged(document, f"{name(rate)}占比上限", outcome, rate, [], f"{relate.shown(rate)} ≤ 100%", "N016")


def _of_group(document: Document, group: list[Told]) -> Relation | None:
    """The sum of a group's shares, where its parts are all of the whole and each share can be computed; one of them may be wrong."""
    rates = [one.one("rate") for one in group]
    parts, whole = [one.one("part") for one in group], group[0].one("whole")
    known = [fact for fact in (*rates, *parts) if fact]
    if len(group) < 2 or whole is None or whole.quantity.base == 0 or len({fact.id for fact in known}) != 2 * len(group):
        return None
    known_ = all((outcome := weigh(one)) and outcome.verdict is not Verdict.UNDEFINED for one in group)
    amounts = [fact.quantity for fact in parts if fact]
    if not known_ or arithmetic.total(whole.quantity, amounts).verdict not in _FINE:
        return None
    listed = [rate for rate in rates if rate]
    hundred = Quantity(Decimal(100), 0, listed[0].quantity.unit, "100%", exact=True)
    outcome = _summed(hundred, listed, amounts, whole.quantity)
    formula = f"{' + '.join(relate.shown(rate) for rate in listed)} = 100%"
    stated = _sum(listed, hundred)
    return relate.judged(document, f"{name(whole)}各项占比之和", outcome, stated, listed, formula, "N006")


def _summed(hundred: Quantity, rates: list[Fact], amounts: list[Quantity], whole: Quantity) -> Outcome:
    """The shares' sum against 100%; each share was computed from figures that are themselves rounded."""
    outcome = arithmetic.total(hundred, [rate.quantity for rate in rates])
    if outcome.verdict is not Verdict.DISCREPANCY or outcome.delta is None or whole.interval.has_zero:
        return outcome
    spans = [amount.interval / whole.interval for amount in amounts]
    bound = sum(((span.hi - span.lo) / 2 for span in spans), sum((rate.quantity.quantum for rate in rates), Decimal(0)) / 2)
    return replace(outcome, verdict=Verdict.ROUNDING) if abs(outcome.delta) <= bound else outcome


def _sum(listed: list[Fact], hundred: Quantity) -> Fact:
    """The hundred per cent that the shares stand for, where the last of them is printed."""
    return replace(listed[-1], quantity=hundred, label="合计应为100%", indicator="占比合计")
