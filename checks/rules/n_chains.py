"""N020, N022: figures that go on from one another, 年初 + 追加 − 调减 = 全年 and 标准 × 数量 = 金额."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from checks import relate
from checks.cells import of_year
from checks.narrative import MONEY, name, squeeze, told
from checks.registry import rule
from checks.slips import repair, slips
from disclosure import arithmetic
from disclosure.document import Document
from disclosure.fact import ClaimKind, Fact, Measure
from disclosure.relation import Relation, Severity

_WHOLE = ("部门预算", "收入预算", "支出预算", "部门整体支出")
_ADDED = re.compile(
    r"^(?:20\d\d年度?)?(?:年中|当年)?(?:调整)?(?:追加(?:预算|资金)?(?:安排)?|下达(?:中央|省级|市级|区级|县级|上级)(?:专项)?(?:补助)?资金)(?:数|为|共计?|合计|共)*$"
)
_TAKEN = re.compile(r"(?:核减|收回|压减|调减|追减|扣减)(?:预算|资金|指标)?(?:安排)?(?:数|为|共计?|合计|共)*$")


@rule("N020", family="narrative_sum")
def rollforward(document: Document) -> Iterator[Relation]:
    """预算的形成

    查什么：年初数 + 追加（下达）− 调减（收回）= 全年（调整后）数；年初结余 + 收入 − 支出 = 年末结余。
    为什么：调整额、年初数、全年数出自不同时点，最能说明资金来源是否说全。
    依据：项目支出绩效自评表备注（预算数为调整后财政资金总额，含上年结转结余）；算术恒等式：年初预算＋追加－调减＝全年（调整后）预算，年初结余＋收入－支出＝年末结余。
    例：7253.94 + 226.78 = 7480.72 → 成立；年初1106.08，追加55.63、下达36.74，调整后1339.13 → 少说明140.68，报。
    不报的情形：没有写出年初数或全年数；单位不同；分写各处而其中一数不止一个，或提到核减、收回。
    容差：各数四舍五入的界。年初数、追加、全年数分写在报告各处的，不符时作警告。
    """
    found = slips(document)
    for one in (repair(one, found) for one in told(document, ClaimKind.ROLLFORWARD)):
        start, end = one.one("start"), one.one("end")
        additions, deductions = one.all("addition"), one.all("deduction")
        if start and end and (additions or deductions):
            signs = [1] * (1 + len(additions)) + [-1] * len(deductions)
            yield relate.total(document, f"{name(end)}的形成", end, [start, *additions, *deductions], signs)
    yield from _over_the_report(document)


@rule("N022", family="count_vs_amount", severity=Severity.WARNING)
def product(document: Document) -> Iterator[Relation]:
    """标准乘数量

    查什么：写明标准、数量（与期数）和金额时，标准 × 数量 × 期数 = 金额。
    为什么：补助类支出的人数、标准、金额分别填列，乘不起来即有一处不实。
    依据：算术恒等式：金额＝标准×数量×期数（补助标准即每一对象每一期的金额）。
    例：每人100元、1158人，共11.88万元 → 应为11.58万元，报；1188人 → 成立。
    不报的情形：标准写作“平均”“人均”而得数在区间内；期数不明；因数不止一种读法。
    容差：各因数印列位数所允许的区间。
    """
    for one in told(document, ClaimKind.PRODUCT):
        amount, factors = one.one("amount"), one.all("factor")
        if amount and len(factors) > 1 and any(factor.quantity.base != Decimal(1) for factor in factors):
            outcome = arithmetic.product(amount.quantity, [factor.quantity for factor in factors])
            formula = " × ".join(relate.shown(factor) for factor in factors)
            yield relate.judged(document, f"{name(amount)}按标准计算", outcome, amount, factors, formula, "product")


def _over_the_report(document: Document) -> Iterator[Relation]:
    """The same where a report gives start, additions and end of its whole budget in different places, each of them once."""
    parts: dict[str, list[Fact]] = defaultdict(list)
    for sentence in document.sentences:
        for fact in sentence.facts:
            if fact.quantity.dimension == MONEY and not fact.code and of_year(document, fact):
                parts[fact.part].append(fact)
    for facts in parts.values():
        start = _one([f for f in facts if f.measure is Measure.INITIAL_BUDGET and f.indicator in _WHOLE])
        end = _one([f for f in facts if f.measure is Measure.ADJUSTED_BUDGET and f.indicator in ("", *_WHOLE)])
        additions = [f for f in facts if _ADDED.match(squeeze(f.label).text)]
        taken = any(_TAKEN.search(squeeze(f.label).text) for f in facts)
        if start and end and additions and not taken and end.quantity.base > start.quantity.base:
            made = relate.total(document, "全年预算的形成", end, [start, *additions])
            yield replace(made, severity=Severity.WARNING)


def _one(facts: list[Fact]) -> Fact | None:
    """The first of them where all give one value."""
    return facts[0] if facts and len({fact.quantity.base for fact in facts}) == 1 else None
