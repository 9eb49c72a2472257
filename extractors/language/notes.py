"""Notes that explain a difference between two sets of figures: “与决算报表数据有X万元项目收入和支出的差异”, “决算报表中删除了…”.

The claim names the amount, the measures the note mentions (literally), and in `base` the two sides as far as they are said. A note
without an amount of its own makes no claim.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from disclosure.fact import Claim, ClaimKind, Fact

if TYPE_CHECKING:
    from extractors.language.reader import Reader, Walk

_AFTER = re.compile(r"^(?P<what>[^,;。\d]{0,24}?)的?(?:差异|差额|出入|差距)")
_BEFORE = re.compile(r"(?:相差|差异|差额|差距|差)(?:额|数)?(?:为|达|共|共计|有|是)?$")
_AGAINST = re.compile(
    r"(?:与|较|比|同|和)(?P<side>[^,;。\d]{2,20}?)(?:数据|数)?(?:相比)?(?:有|相差|存在|差异|差额|,|不一致|不符)"
)
_DROPPED = re.compile(r"(?:剔除|扣除|删除|删减|核减|不含|不包括|不包含|未包含|未纳入|未列入|未统计|不计入)")
_TIMES = re.compile(r"(?:/[\u4e00-\u9fff/·]{1,6})?\s*[×*xX✕]\s*")
_MAKES = re.compile(r"(?:/[\u4e00-\u9fff/·]{1,6})?\)?\s*(?:=|,?(?:共计|合计|总计|共|计|即)(?:为|需)?)\s*")
_MEASURES = re.compile(r"(?:项目|基本|财政拨款|本年|预算)?(?:收入|支出|收支|结余|结转)")
_STATEMENT = re.compile(r"决算报表|决算数据|部门决算|决算表")


def differences(reader: Reader, walk: Walk) -> None:
    """The difference claims of a sentence whose figures have been read."""
    money = [f for f in reader.facts.get(walk.sentence.id, ()) if f.quantity.dimension == "money"]
    for fact in money:
        after = _AFTER.match(walk.folded[fact.end :])
        before = _BEFORE.search(walk.folded[: fact.start])
        if after or before:
            _claim(reader, walk, fact, after["what"] if after else "", "差异")
            return
    dropped = _DROPPED.search(walk.folded)
    if dropped and _STATEMENT.search(walk.folded):
        recent = [f for f in reader.recent() if f.quantity.dimension == "money" and f.source in reader.last_two(walk.sentence.id)]
        if len({f.quantity.base for f in recent}) == 1:
            _claim(reader, walk, recent[-1], walk.folded[dropped.end() :], dropped[0])


def _claim(reader: Reader, walk: Walk, amount: Fact, words: str, cue: str) -> None:
    side = _AGAINST.search(walk.folded[: amount.start]) or _STATEMENT.search(walk.folded)
    name = (side["side"] if side and "side" in side.re.groupindex else side[0]) if side else ""
    roles = (("amount", amount.id), *_sides(reader, walk, amount))
    reader.claim(Claim("", ClaimKind.DIFFERENCE, roles, walk.sentence.id, cue, base=name, measures=_measures(words)))


def _sides(reader: Reader, walk: Walk, amount: Fact) -> tuple[tuple[str, str], ...]:
    """“AX万元，BY万元，差额Z万元”: the two figures before the amount, when there are just two of its kind."""
    own = [f for f in reader.facts.get(walk.sentence.id, ()) if f.end <= amount.start and f.quantity.dimension == "money"]
    return (("left", own[0].id), ("right", own[1].id)) if len(own) == 2 else ()


def _measures(words: str) -> tuple[str, ...]:
    """The measures that a note names; “项目收入和支出” are two of them."""
    found: list[str] = []
    prefix = ""
    for match in _MEASURES.finditer(words):
        name = match[0]
        own = name[:-2]
        joined = match.start() > 0 and words[match.start() - 1] in "和与及、"
        prefix = own if own else prefix if joined else ""
        found.append(name if own else prefix + name)
    return tuple(dict.fromkeys(found))


def products(reader: Reader, walk: Walk) -> None:
    """“120人×500元/月×12个月=72万元”: factors joined by a multiplication sign, and the amount that they are said to make."""
    facts = list(reader.facts.get(walk.sentence.id, ()))
    factors: list[Fact] = []
    for before, fact in pairwise(facts):
        between = walk.folded[before.end : fact.start]
        if _TIMES.fullmatch(between):
            factors = factors or [before]
            factors.append(fact)
        elif factors and _MAKES.fullmatch(between):
            roles = (("amount", fact.id), *(("factor", f.id) for f in factors))
            reader.claim(Claim("", ClaimKind.PRODUCT, roles, walk.sentence.id, "×"))
            factors = []
        else:
            factors = []
