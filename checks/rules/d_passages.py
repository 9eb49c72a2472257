"""Passages that a file says twice in nearly the same words, number by number: D026."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from checks import relate
from checks.narrative import MONEY, squeeze, words
from checks.near import one_slip
from checks.passages_twice import Twin, twins
from checks.registry import rule
from disclosure import arithmetic
from disclosure.arithmetic import Verdict
from disclosure.document import Document
from disclosure.fact import Fact
from disclosure.relation import Relation, Severity

_DATE = re.compile(r"(?:19|20)\d\d(?:[-—－~至]+(?:19|20)?\d\d)?年(?:\d{1,2}月(?:\d{1,2}日)?)?")
_TEMPLATE = re.compile(r"^(?:此|该|本)?项目|绩效目标|资金|预算")
_LONG = 30
"""Characters (numbers left out) from which a sentence repeated word for word is a quotation and no phrase of the field."""
_RATES = re.compile(r"满意|(?:完成|执行|到位|支付)(?:率)?(?:达到?|为)?$")
"""Words before rates that every project has of its own."""


@rule("D026", family="cross_section", severity=Severity.WARNING)
def said_again(document: Document) -> Iterator[Relation]:
    """复述的句子逐数核对

    查什么：报告正文与附件中几乎逐字相同的两句，其中的数是否逐个相同；句中的年份、月份是否相同。
    为什么：附件照抄正文后只改一处，前后就不一致。
    依据：算术恒等式：同一事项在同一时点只有一个数；部门决算公开范本（附件与正文同时公开）。
    例：“开展业务培训5次”在正文、附件各一句 → 成立；长句逐字相同而办件量242044与242040 → 报。
    不报的情形：两句相同的字不足85%；数的个数或前后文对不上；各项目套用的句式（“此项目资金……”）；短句、资金数、本年年份不相同（只列相同的）。
    容差：较粗一处的印列末位。
    """
    for twin in twins(document):
        for first, again in twin.facts():
            same = first.quantity.base == again.quantity.base
            if (
                first.quantity.value
                and relate.comparable([first, again])
                and not _known(twin, first, again)
                and (same or one_slip(first, again) or _quoted(twin, first))
            ):
                yield relate.equal(document, f"“{first.label[-16:]}”前后两处", again, first, "N011")
        yield from _dates(document, twin)


def _dates(document: Document, twin: Twin) -> Iterator[Relation]:
    """Dates of the past in both sentences; the year of the report itself stands everywhere and is left out."""
    flats = squeeze(twin.first.text), squeeze(twin.again.text)
    left, right = (list(_DATE.finditer(flat.text)) for flat in flats)
    if len(left) != len(right):
        return
    for one, other in zip(left, right, strict=True):
        own = str(document.fiscal_year)
        if one[0] == other[0] and not (one[0].startswith(own) and len(one[0]) <= len(own) + 1):
            seen = [
                *words(document, twin.again, flats[1], *other.span(), role="stated"),
                *words(document, twin.first, flats[0], *one.span()),
            ]
            yield replace(relate.worded(document, f"“{one[0]}”前后两处", False, seen, "D026", other=one[0]), family="year")


def _quoted(twin: Twin, fact: Fact) -> bool:
    """Whether a different number is a slip: a long sentence word for word, no money, and no phrase that every project's report has."""
    text = squeeze(twin.first.text).text
    others = [arithmetic.equal(a.quantity, b.quantity).verdict for a, b in twin.facts() if a is not fact]
    same = all(verdict is Verdict.HOLDS for verdict in others)
    counted = fact.quantity.dimension != MONEY and not fact.quantity.hedge and not _RATES.search(squeeze(fact.label).text)
    return twin.identical and twin.length >= _LONG and same and counted and not _TEMPLATE.search(text)


def _known(twin: Twin, first: Fact, again: Fact) -> bool:
    """Whether the eight characters before the two are the same and hold no number: N025 has that pair."""
    before = [squeeze(s.text[: f.start]).text[-8:] for s, f in ((twin.first, first), (twin.again, again))]
    same = first.quantity.base == again.quantity.base
    return same and before[0] == before[1] and len(before[0]) == 8 and not re.search(r"\d", before[0])
