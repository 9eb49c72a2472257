"""N025: passages that a file says twice, in the report and again in its annex."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import product

from checks import relate, topics
from checks.narrative import squeeze
from checks.near import one_slip
from checks.projects import projects
from checks.registry import rule
from disclosure import arithmetic
from disclosure.arithmetic import Verdict
from disclosure.document import Document
from disclosure.fact import Fact, Sentence
from disclosure.relation import Relation

_BEFORE, _AFTER = 8, 2
"""Characters before and after a figure that must be the same for two mentions to be of one thing."""
_FIGURE = re.compile(r"\d[\d,.]*(?:亿元|万元|元)?")
_LONG, _SAME = 30, 2
"""A sentence repeated but for one figure: at least this long, with at least this many other figures the same and not zero."""
_FREE = (None, "performance")


@rule("N025", family="cross_section")
def repeated(document: Document) -> Iterator[Relation]:
    """复述的数

    查什么：报告与附件复述同一段话时，其中的数相同。
    为什么：复述时只改一处，前后就不一致。
    依据：部门决算管理办法：决算应当收支真实、数额准确、内容完整；算术恒等式：同一事项在同一时点只有一个数。
    例：“办件量达到242044件”前后两处相同 → 成立；整句相同、其余数也相同而仅此数不同 → 报。
    不报的情形：逐项说明等句式相同而事项不同的；收支各节（由 N011、M 类规则核对）；前后文不足。
    容差：较粗一处的印列末位。
    """
    mentions: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    twins: dict[str, list[Sentence]] = defaultdict(list)
    for sentence in document.sentences:
        if sentence.table or topics.of(sentence) not in _FREE:
            continue
        twins[_FIGURE.sub("#", squeeze(sentence.text).text)].append(sentence)
        for fact in sentence.facts:
            key = _context(sentence, fact)
            if key and fact.quantity.value and not fact.code:
                mentions[key].append(fact)
    single = {project.part.id for project in projects(document)}
    for facts in mentions.values():
        yield from _same(document, facts, single)
    for text, group in twins.items():
        if len(text) >= _LONG:
            yield from (r for first, again in product(group[:1], group[1:]) if (r := _one_off(document, first, again)))


def _context(sentence: Sentence, fact: Fact) -> tuple[str, str] | None:
    """What stands right before and after a figure and its unit; None where that is too little to know it by."""
    before = squeeze(sentence.text[: fact.start]).text[-_BEFORE:]
    after = squeeze(sentence.text[fact.end :]).text[:_AFTER]
    return (before, after) if len(before) == _BEFORE and not re.search(r"\d", before) else None


def _same(document: Document, facts: list[Fact], single: set[str]) -> Iterator[Relation]:
    """Mentions in other sentences that give the same figure; in another part, not of two single projects, also one a slip apart."""
    for first, other in product(facts[:1], facts[1:]):
        same = first.quantity.dimension == other.quantity.dimension and first.quantity.base == other.quantity.base
        if first.source != other.source and (same or (_told_apart(first, other, single) and one_slip(first, other))):
            yield relate.equal(document, f"“{first.label[-16:]}”前后两处", other, first, "N011")


def _told_apart(first: Fact, other: Fact, single: set[str]) -> bool:
    return first.part != other.part and not {first.part, other.part} <= single


def _one_off(document: Document, first: Sentence, again: Sentence) -> Relation | None:
    """The one figure that differs in a sentence otherwise repeated with all its figures."""
    pairs = list(zip(first.facts, again.facts, strict=False))
    if len(first.facts) != len(again.facts) or first.heading == again.heading:
        return None
    if not all(relate.comparable([a, b]) for a, b in pairs):
        return None
    off = [(a, b) for a, b in pairs if arithmetic.equal(a.quantity, b.quantity).verdict is Verdict.DISCREPANCY]
    same = {a.quantity.base for a, b in pairs if a.quantity.base == b.quantity.base and a.quantity.value}
    if len(off) != 1 or len(same) < _SAME:
        return None
    return relate.equal(document, f"“{off[0][0].label[-16:]}”前后两处", off[0][1], off[0][0], "N011")
