"""U016: commas that do not part thousands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from checks import relate
from checks.registry import rule
from disclosure.document import Document
from disclosure.fact import Fact
from disclosure.numerals import misgrouped
from disclosure.relation import Amount, Relation

_CENTS = 2
"""Decimals of an amount that lost its point: 1,72758 was 1,727.58."""


@rule("U016", family="unit")
def thousands(document: Document) -> Iterator[Relation]:
    """千分位分组有误

    查什么：带千分位逗号的数，逗号是否每三位一个。
    为什么：1,72758 这样的数漏了小数点或数字，读者会读成另一个数，差百倍。
    依据：GB/T 15835 出版物上数字用法：千分位每三位一节。
    例：“收入1,72758万元” → 报；“收入1,727.58万元” → 不报。
    不报的情形：没有逗号的数；逗号两边是两个数；识别可信度低的数。
    容差：无。
    """
    for fact in document.facts.values():
        if not fact.blank and "," in fact.quantity.text.replace("，", ",") and misgrouped(fact.quantity.text):
            yield _relation(document, fact)


def _relation(document: Document, fact: Fact) -> Relation:
    quantity = fact.quantity
    unit = quantity.unit.symbol if quantity.unit else None
    made = relate.worded(document, relate.tidy(fact.label) or "数", True, [relate.evidence(document, fact, "stated")], "U016")
    made = replace(made, args={**made.args, "stated": quantity.text.strip()}, stated=Amount(quantity.value, unit))
    if quantity.places or len(quantity.text.rpartition(",")[2]) < 3 + _CENTS:
        return made
    return replace(made, expected=Amount(quantity.value.scaleb(-_CENTS).quantize(Decimal(1).scaleb(-_CENTS)), unit))
