"""Ratios: shares of a whole (占X%) and completion of a budget or target (完成年初预算的X%).

The whole of a share may stand elsewhere; it is looked for when all sentences are read, and taken only where one figure can be meant.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from disclosure.fact import Claim, ClaimKind, Fact, Measure, Sentence
from extractors.language import lists
from extractors.language.cues import Role
from extractors.language.frames import BASES, BUDGETS, Frame, Listing, single
from extractors.language.growth import year_for
from extractors.language.leads import Lead, Subject
from extractors.language.numbers import Number

if TYPE_CHECKING:
    from extractors.language.reader import Reader, Walk

_FUND = re.compile(r"财政拨款|一般公共|政府性基金|国有资本|事业收入|经营收入|其他")
"""Words of a part of income or expenditure: a whole so called is not the total."""
_TOTALS = {"总收入": ("本年收入合计", True), "总支出": ("本年支出合计", True)}
"""Below 收入合计 “占总收入的X%” means that total, though 总收入 by itself is the one with what was carried over."""
_WHOLE_NAME = 6
"""Characters from which on the name of a total says which one it is."""
_TARGET = re.compile(r"目标|任务|计划|指标|预期")


@dataclass(frozen=True)
class Share:
    """A stated share until its whole can be looked for."""

    rate: Fact
    part: Fact | None
    sentence: Sentence
    named: Subject | None
    words: str
    listing: Listing | None
    near: tuple[Fact, ...]


def share(reader: Reader, walk: Walk, number: Number, lead: Lead, role: Role) -> None:
    """Makes a share a fact and keeps it until its whole can be looked for."""
    inside = [m for m in walk.mentions if role.start < m.start and m.end <= number.start]
    bases = [m for m in inside if m.label == "MEASURE" and m.entry.norm in BASES]
    named = next((m for m in reversed(inside) if m.label in {"INDICATOR", "ACCOUNT"}), None)
    if bases and named is None:
        completion(reader, walk, number, lead, replace(role, kind="completion", measure=Measure.COMPLETION))
        return
    frame = reader.state.current
    if lead.subject is not None and lead.subject.name:
        frame = reader.turn(reader.scoped(lead.subject, walk.sentence), walk.sentence)
    elif not lead.filler:
        frame = None
    fact = reader.fact(walk, number, lead, Measure.SHARE, frame.subject if frame else Subject(), year_for(reader, frame))
    if frame is None:
        return
    frame.shares.append(fact)
    part = single(frame.having(Measure.ACTUAL)) or single(frame.levels)
    scope = frozenset().union(*(m.entry.scope for m in inside if m.label in {"SCOPE", "INDICATOR"}))
    subject = Subject(named.entry.norm, named.entry.code, scope, named.text) if named else None
    words = re.sub(r"(的|比例|比重|份额|约|为|:|达到?|比)+$", "", role.named)
    reader.shares.append(Share(fact, part, walk.sentence, subject, words, lists.around(reader, frame), reader.recent()))


def resolve_shares(reader: Reader) -> None:
    """Finds the whole of every share, and makes the claims."""
    for share in reader.shares:
        whole = _whole(reader, share)
        roles = [("part", share.part), ("whole", whole), ("rate", share.rate)]
        known = tuple((role, fact.id) for role, fact in roles if fact is not None)
        reader.claim(Claim("", ClaimKind.SHARE, known, share.sentence.id, "占", base=share.words))


def _whole(reader: Reader, share: Share) -> Fact | None:
    """The whole of a share: the list's whole, or the one figure that bears the name, looked for nearby first."""
    listed = lists.whole_of(share.listing, share.part) if share.listing else None
    if not share.words:
        return listed
    if share.listing and share.listing.whole and listed and _means(share, share.listing.whole.subject):
        return listed
    if share.named is None or share.part is None:
        return None
    alike = [f for f in share.near if f.indicator == share.named.name and _comparable(f, share.part)]
    if alike:
        return single(alike)
    everywhere = [f for own in reader.facts.values() for f in own if f.indicator == share.named.name]
    fitting = [f for f in everywhere if _comparable(f, share.part) and f.scope == share.named.scope and f.part == share.part.part]
    within = [f for f in fitting if _same_section(reader.headings.get(f.source, ()), share.sentence.heading)]
    return single(within) if within or not _in_full(share) else single(fitting)


def _same_section(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two figures stand under one title, or under titles side by side below one (总体情况, 结构情况)."""
    return one == other or (len(one) > 1 and one[:-1] == other[:-1])


def _in_full(share: Share) -> bool:
    """Whether the words after 占 are an indicator's whole name, so that it may stand in another section: not 总支出, 支出合计."""
    return share.named is not None and len(share.named.label) >= _WHOLE_NAME and share.named.label in share.words


def _comparable(fact: Fact, part: Fact) -> bool:
    levels = {Measure.ACTUAL, Measure.BUDGET, Measure.INITIAL_BUDGET, Measure.ADJUSTED_BUDGET}
    same = fact.quantity.dimension == part.quantity.dimension and fact.measure in levels
    return same and fact.measure is part.measure and fact.id != part.id and fact.year == part.year


def _means(share: Share, subject: Subject) -> bool:
    """Whether the words after 占 name that subject."""
    if share.named and subject.name:
        return share.named.name == subject.name or _TOTALS.get(share.words) == (subject.name, not subject.scope)
    bare = re.sub(r"(总额|总计|合计|总数|总金额|总量|数)$", "", re.sub(r"^(本年|全部|总)", "", share.words))
    return bool(bare) and bare in (subject.label or subject.name) and not _FUND.search(subject.label or subject.name)


def completion(reader: Reader, walk: Walk, number: Number, lead: Lead, role: Role) -> None:
    """Makes a completion or execution rate a fact, and a claim with what it completes."""
    inside = [m for m in walk.mentions if m.start >= role.start and m.end <= number.start]
    base = next((m.entry.norm for m in reversed(inside) if m.label == "MEASURE" and m.entry.norm in BASES), "")
    if not base and "预算" in role.cue:
        base = {"年初": "initial_budget", "全年": "adjusted_budget", "调整": "adjusted_budget"}.get(
            role.cue.lstrip("为")[:2], "budget"
        )
    if not base and _TARGET.search(role.named):
        base = "target"
    frame = reader.state.current
    if lead.subject is not None and lead.subject.name:
        frame = reader.turn(reader.scoped(lead.subject, walk.sentence), walk.sentence)
    elif not lead.filler and not _own_measure(lead):
        frame = None
    measure = role.measure or Measure.COMPLETION
    fact = reader.fact(walk, number, lead, measure, frame.subject if frame else Subject(), year_for(reader, frame))
    if frame is not None and frame.levels and _still(reader, frame, walk):
        _complete(reader, walk, frame, fact, base, role.cue)


def _still(reader: Reader, frame: Frame, walk: Walk) -> bool:
    """Whether the frame's figures are near enough for a rate without a subject: here, or in the sentence before when it has a name."""
    return frame.level_at == walk.sentence.id or (
        bool(frame.subject.name) and frame.level_at in reader.last_two(walk.sentence.id)
    )


def _own_measure(lead: Lead) -> bool:
    return lead.subject is not None and not lead.subject.label


def _complete(reader: Reader, walk: Walk, frame: Frame, rate: Fact, base: str, cue: str) -> None:
    actual = single(frame.having(Measure.ACHIEVED)) if base == "target" else single(frame.having(Measure.ACTUAL))
    wanted = frame.having(*BASES[base]) if base else frame.having(*BUDGETS) or frame.having(Measure.TARGET)
    if not base and actual is None:
        actual = single(frame.having(Measure.ACHIEVED))
    budget = single(wanted) if len({f.measure for f in wanted}) == 1 else None
    roles = [("actual", actual), ("budget", budget), ("rate", rate)]
    known = tuple((role, fact.id) for role, fact in roles if fact is not None)
    if len(known) > 1 and (frame.subject.name or budget or base):
        reader.claim(Claim("", ClaimKind.COMPLETION, known, walk.sentence.id, cue, base=base))


def rate(reader: Reader, walk: Walk, number: Number, role: Role) -> None:
    """A percentage with a name of its own (参保率100%), or with none."""
    fact = reader.fact(walk, number, Lead(""), Measure.OTHER, Subject(), reader.year)
    frame = reader.state.current
    if role.cue and frame is not None and frame.level_at == walk.sentence.id:
        aimed, reached = single(frame.having(Measure.TARGET)), single(frame.having(Measure.ACHIEVED))
        if aimed and reached:
            _complete(reader, walk, frame, fact, "target", role.cue)
