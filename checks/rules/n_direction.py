"""N032: the word at the change and the word at the rate of one statement."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks import relate
from checks.narrative import name, told
from checks.registry import rule
from disclosure.document import Document
from disclosure.fact import ClaimKind, Fact, Sentence
from disclosure.relation import Relation

UP = ("增加", "增长", "上升", "提高")
DOWN = ("减少", "下降", "降低", "下滑", "压减")
REACH = 8
"""Characters before a figure within which its direction word stands: 较上年决算数减少 and the like."""
_WORD = re.compile("|".join((*UP, *DOWN)))


@rule("N032", family="wording")
def contradicting_words(document: Document) -> Iterator[Relation]:
    """增减额与增减率的方向词一致

    查什么：同一说法里增减额前的方向词与增减率前的方向词同为增或同为减。
    为什么：“增加若干万元，下降百分之若干”不能同时成立，读者无从判断哪个对。
    依据：算术恒等式：增减率＝增减额÷上年数，上年数为正时两者同号。
    例：增加43.97万元，下降21.22% → 报；增加43.97万元，增长21.22% → 成立。
    不报的情形：方向词未选定，如“下降（增长）”；任一数前没有方向词，或有相反的两个词。
    容差：无。
    """
    for one in told(document, ClaimKind.GROWTH):
        change, rate = one.one("change"), one.one("rate")
        if change is None or rate is None or rate.quantity.dimension != "rate":
            continue
        if not change.source == rate.source == one.sentence.id:
            continue
        ways = [_way(one.sentence, fact) for fact in (change, rate)]
        if all(ways):
            cited = [relate.evidence(document, change, "stated"), relate.evidence(document, rate)]
            yield relate.worded(
                document, name(change) or name(rate), ways[0] != ways[1], cited, "N032", change=ways[0], rate=ways[1]
            )


def _way(sentence: Sentence, fact: Fact) -> str:
    """The direction word before a figure; empty where there is none, or where two of them differ."""
    earlier = max((other.end for other in sentence.facts if other.end <= fact.start), default=0)
    before = sentence.text[max(earlier, fact.start - REACH) : fact.start]
    found = {"增" if word in UP else "减" for word in _WORD.findall(before)}
    return found.pop() if len(found) == 1 and not re.search(r"[（(]", before) else ""
