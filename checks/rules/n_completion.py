"""N008, N009, N014: how much of a budget or a target was met."""

from __future__ import annotations

from collections.abc import Iterator

from checks import relate
from checks.narrative import Told, name, told
from checks.registry import rule
from checks.slips import repair, slips
from disclosure.document import Document
from disclosure.fact import ClaimKind
from disclosure.relation import Relation, Severity


@rule("N008", family="completion_rate")
def completion(document: Document) -> Iterator[Relation]:
    """完成率

    查什么：“完成年初（全年、调整）预算的X%”“完成目标的X%” = 决算数（完成数）÷ 所指的预算数（目标数）。
    为什么：完成率常误写为差额或沿用旧稿。
    依据：部门决算公开范本“完成年初预算的X%”；算术恒等式：完成率＝决算数÷预算数。
    例：预算472.9、决算500.12，“完成27.22%” → 报；215.94与208.09，96.36% → 成立。
    不报的情形：预算数为零（见 N014）；所指的预算数不明或不止一个。
    容差：印列位数所允许的区间；截位的比率记为尾差。
    """
    for one in _of_completion(document):
        rate, actual, budget = one.one("rate"), one.one("actual"), one.one("budget")
        if rate and actual and budget and budget.quantity.base:
            yield relate.ratio(document, f"{name(actual)}完成率", rate, actual, budget)


@rule("N009", family="wording")
def comparison(document: Document) -> Iterator[Relation]:
    """大于、小于

    查什么：“大于/小于/高于/低于预算数”等说法与两数的大小一致。
    为什么：比较词多由模板带入，与数字相反时原因说明也随之失实。
    依据：部门决算公开范本“决算数大于（小于）年初预算数的主要原因”；算术恒等式：甲数－乙数为正是大于，为负是小于。
    例：预算25、决算30，“决算数小于预算数” → 报；预算30、决算25 → 成立。
    不报的情形：两数在印列位数内可能相等；没有写出两个数。
    容差：印列末位的一个单位。
    """
    found = slips(document)
    for one in (repair(one, found) for one in told(document, ClaimKind.COMPARISON)):
        left, right, way = one.one("left"), one.one("right"), one.claim.direction
        if left and right and way and relate.comparable([left, right]):
            lesser, greater = (right, left) if way > 0 else (left, right)
            yield relate.at_most(document, f"{name(left)}{one.claim.cue}", lesser, greater, "N009")


@rule("N014", family="completion_rate", severity=Severity.INFO)
def completion_of_nothing(document: Document) -> Iterator[Relation]:
    """预算为零的完成率

    查什么：预算数（目标数）为零而决算数不为零时不应有完成率。
    为什么：零没有完成率，写100%没有计算依据。
    依据：算术恒等式：完成率＝决算数÷预算数，预算数为零时无定义。
    例：年初预算0万元、决算11.88万元，“完成100%” → 提示；预算、决算都为零 → 不提示。
    不报的情形：预算与决算都为零；没有写完成率。
    容差：无。
    """
    for one in _of_completion(document):
        rate, actual, budget = one.one("rate"), one.one("actual"), one.one("budget")
        if rate and actual and budget and budget.quantity.base == 0 and not budget.blank and rate.quantity.value:
            cited = [relate.evidence(document, rate, "stated"), *(relate.evidence(document, f) for f in (actual, budget))]
            broken = actual.quantity.base != 0
            yield relate.worded(document, f"{name(actual)}完成率", broken, cited, "N014", stated=relate.shown(rate))


def _of_completion(document: Document) -> Iterator[Told]:
    found = slips(document)
    return (repair(one, found) for one in told(document, ClaimKind.COMPLETION))
