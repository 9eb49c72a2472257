"""N020, N022: figures that go on from one another, 年初 + 追加 − 调减 = 全年 and 标准 × 数量 = 金额."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from checks import relate
from checks.narrative import name, told
from checks.registry import rule
from checks.slips import repair, slips
from disclosure import arithmetic
from disclosure.document import Document
from disclosure.fact import ClaimKind
from disclosure.relation import Relation, Severity


@rule("N020", family="narrative_sum")
def rollforward(document: Document) -> Iterator[Relation]:
    """预算的形成

    查什么：年初数 + 追加（下达）− 调减（收回）= 全年（调整后）数；年初结余 + 收入 − 支出 = 年末结余。
    为什么：调整额、年初数、全年数出自不同时点，最能说明资金来源是否说全。
    依据：预算调整的算术。
    例：7253.94 + 226.78 = 7480.72 → 成立；年初1106.08，追加55.63、下达36.74，调整后1339.13 → 少说明140.68，报。
    不报的情形：没有写出年初数或全年数；单位不同。
    容差：各数四舍五入的界。
    """
    found = slips(document)
    for one in (repair(one, found) for one in told(document, ClaimKind.ROLLFORWARD)):
        start, end = one.one("start"), one.one("end")
        additions, deductions = one.all("addition"), one.all("deduction")
        if start and end and (additions or deductions):
            signs = [1] * (1 + len(additions)) + [-1] * len(deductions)
            yield relate.total(document, f"{name(end)}的形成", end, [start, *additions, *deductions], signs)


@rule("N022", family="count_vs_amount", severity=Severity.WARNING)
def product(document: Document) -> Iterator[Relation]:
    """标准乘数量

    查什么：写明标准、数量（与期数）和金额时，标准 × 数量 × 期数 = 金额。
    为什么：补助类支出的人数、标准、金额分别填列，乘不起来即有一处不实。
    依据：补助标准的定义。
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
