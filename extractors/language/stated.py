"""Relations that a sentence states by the order of its figures: a rate of a number just named, a rate of two counts, an amount each.

“完成任务1000人的120%”, “占总投资500万元的20%”, “应培训120人，合格118人，合格率98.3%”, “补助45户，每户1.5万元，共67.5万元”. Takes a sentence whose
figures have been read and adds the claims; figures that are inexact (约, 余) or do not stand right beside each other make none.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from disclosure.fact import Claim, ClaimKind, Fact, Measure

if TYPE_CHECKING:
    from extractors.language.reader import Reader, Walk

_OF = re.compile(r"^(?:\([^()]*\))?的$")
_BASE = re.compile(r"(?P<share>占)|(?P<done>完成)")
_RATE = re.compile(r"[,、]?(?P<name>[\u4e00-\u9fff]{1,10}?)率(?:为|达到?|是|:)?$")
_EACH = re.compile(r"每(?P<unit>[人名户家亩])(?![年月日天次])[^,;每]{0,8}$")
_TOGETHER = re.compile(r"^[,、](?:共|合计|总计|共计|累计)")
_COUNTED = frozenset({"people", "households", "organisations", "count"})
_UNITS = {"人": ("人", "名", "位"), "名": ("人", "名", "位"), "户": ("户",), "家": ("家",), "亩": ("亩",)}


def stated(reader: Reader, walk: Walk) -> None:
    """The claims of a sentence that the order of its figures makes."""
    known = {id_ for claim in reader.claims.get(walk.sentence.id, ()) for _, id_ in claim.roles}
    facts = list(reader.facts.get(walk.sentence.id, ()))
    for i, fact in enumerate(facts):
        if fact.quantity.hedge or fact.id in known:
            continue
        if fact.quantity.dimension == "rate" and i and not _of_number(reader, walk, facts[:i], fact):
            _of_two(reader, walk, facts[:i], fact)
        elif fact.quantity.dimension == "money" and i > 1:
            _each(reader, walk, facts[i - 2 : i], fact)


def _of_number(reader: Reader, walk: Walk, before: list[Fact], rate: Fact) -> bool:
    """“占总投资500万元的20%”, “完成任务1000人的120%”: the number right before the rate is its base."""
    base = before[-1]
    cue = _last_cue(_clause(walk, base))
    parts = [f for f in before[:-1] if f.quantity.dimension == base.quantity.dimension and not f.quantity.hedge]
    if not _OF.match(walk.folded[base.end : rate.start]) or cue is None or base.quantity.hedge:
        return False
    if not parts or parts[-1] is not before[-2] or ";" in walk.folded[parts[-1].end : base.start]:
        return False
    part = parts[-1]
    if cue["share"]:
        _remake(reader, walk, rate, Measure.SHARE)
        roles: tuple[tuple[str, str], ...] = (("part", part.id), ("whole", base.id), ("rate", rate.id))
        reader.claim(Claim("", ClaimKind.SHARE, roles, walk.sentence.id, "占"))
    else:
        _remake(reader, walk, rate, Measure.COMPLETION)
        roles = (("actual", part.id), ("budget", base.id), ("rate", rate.id))
        reader.claim(Claim("", ClaimKind.COMPLETION, roles, walk.sentence.id, "完成"))
    return True


def _of_two(reader: Reader, walk: Walk, before: list[Fact], rate: Fact) -> None:
    """“应参加120人，合格118人，合格率98.3%”: two counts of one unit, the second of which is what the rate is called after."""
    named = _RATE.search(walk.folded[before[-1].end : rate.start])
    if named is None or len(before) < 2 or rate.measure is not Measure.OTHER:
        return
    whole, part = before[-2], before[-1]
    clause = walk.folded[whole.end : part.start]
    same = whole.quantity.dimension == part.quantity.dimension and whole.quantity.unit == part.quantity.unit
    fits = same and part.quantity.dimension in _COUNTED and not whole.quantity.hedge and not part.quantity.hedge
    if not fits or not re.match(r"^,[^,;:。]{1,14}$", clause) or named["name"][-2:] not in clause:
        return
    if named["name"][-2:] in _clause(walk, whole) or part.quantity.base > whole.quantity.base:
        return
    roles = (("actual", part.id), ("budget", whole.id), ("rate", rate.id))
    reader.claim(Claim("", ClaimKind.COMPLETION, roles, walk.sentence.id, named["name"] + "率"))


def _each(reader: Reader, walk: Walk, before: list[Fact], amount: Fact) -> None:
    """“补助45户，每户1.5万元，共67.5万元”: a count, an amount for each of them, and what they make together."""
    count, each = before
    per = _EACH.search(_clause(walk, each))
    between = walk.folded[count.end : each.start]
    fits = per is not None and count.quantity.unit is not None and count.quantity.unit.symbol in _UNITS[per["unit"]]
    if not fits or each.quantity.dimension != "money" or count.quantity.hedge or each.quantity.hedge:
        return
    beside = re.match(r"^,[^,;:。]{0,12}$", between) and _TOGETHER.match(walk.folded[each.end : amount.start])
    if beside and not re.match(r"^(?:/|每)", walk.folded[each.end :]):
        roles = (("amount", amount.id), ("factor", count.id), ("factor", each.id))
        reader.claim(Claim("", ClaimKind.PRODUCT, roles, walk.sentence.id, "每"))


def _clause(walk: Walk, fact: Fact) -> str:
    """The words before the figure from the last mark on."""
    start = max((walk.folded.rfind(c, 0, fact.start) for c in ",;:。("), default=-1) + 1
    return walk.folded[start : fact.start]


def _last_cue(text: str) -> re.Match[str] | None:
    found = list(_BASE.finditer(text))
    return found[-1] if found else None


def _remake(reader: Reader, walk: Walk, fact: Fact, measure: Measure) -> None:
    """Gives a figure that is already kept another measure."""
    own = reader.facts[walk.sentence.id]
    own[own.index(fact)] = replace(fact, measure=measure)
