"""U001: the unit word of a money figure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from checks import relate
from checks.cells import matches
from checks.narrative import name
from checks.registry import rule
from checks.slips import slips
from disclosure import arithmetic
from disclosure.arithmetic import Verdict
from disclosure.document import Document
from disclosure.relation import Amount, Relation


@rule("U001", family="unit")
def unit_word(document: Document) -> Iterator[Relation]:
    """金额单位

    查什么：文字中的金额与所指的表列数字相同而单位差万倍（亿倍），或同句的和、占比、完成率只在换一个单位后才恰好成立。
    为什么：“万元”写成“元”使金额相差万倍，公开后最为人诟病。
    依据：部门决算、部门预算公开表式（每张表注明金额单位）；算术恒等式：1亿元＝10000万元，1万元＝10000元。
    例：支出决算208.09元，表列208.09万元 → 报；208.09万元与2,080,900元 → 成立。
    不报的情形：没有旁证（表列数或同句算式）；零。
    容差：换单位后须恰好相等。
    """
    found = slips(document)
    for slip in found.values():
        cited = [relate.evidence(document, slip.printed, "stated"), *(relate.evidence(document, w) for w in slip.witnesses)]
        unit = slip.repaired.quantity.unit
        symbol = unit.symbol if unit else ""
        made = relate.worded(
            document, name(slip.printed), True, cited, "U001", stated=relate.shown(slip.printed), expected=symbol
        )
        was = slip.printed.quantity
        printed = Amount(was.value, was.unit.symbol if was.unit else None)
        yield replace(made, stated=printed, expected=Amount(was.value, symbol))
    for match in matches(document):
        cell, fact = match.cell, match.fact
        same = cell and match.shape == "equal" and fact.quantity.value and fact.id not in found
        if cell and same and arithmetic.equal(fact.quantity, cell.quantity).verdict is not Verdict.DISCREPANCY:
            cited = [relate.evidence(document, fact, "stated"), relate.evidence(document, cell)]
            yield relate.worded(document, name(fact), False, cited, "U001", stated=relate.shown(fact), expected="")
