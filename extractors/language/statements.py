"""Claims about one subject: growth, share, completion, comparison, roll-forward.

Operands are only what the words attach: a role that would have to be guessed is left out, and the checks call the claim unresolved.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from disclosure.fact import Claim, ClaimKind, Fact, Measure, Sentence
from disclosure.geometry import Box
from extractors.language import lists
from extractors.language.cues import Role
from extractors.language.frames import Frame, Listing, single
from extractors.language.leads import Lead, Mention, Subject, read_lead, year_of
from extractors.language.numbers import Number
from extractors.language.vocabulary import companions

if TYPE_CHECKING:
    from extractors.language.reader import Reader, Walk

NOWHERE = Box(0.0, 0.0, 0.0, 0.0)
_BUDGETS = (Measure.INITIAL_BUDGET, Measure.ADJUSTED_BUDGET, Measure.BUDGET)
_BASES = {
    "initial_budget": (Measure.INITIAL_BUDGET,),
    "adjusted_budget": (Measure.ADJUSTED_BUDGET,),
    "budget": _BUDGETS,
    "target": (Measure.TARGET,),
}
_AGAINST = re.compile(r"(?:与|比|较|同(?!比)|和)(?=\S)")
_TARGET = re.compile(r"目标|任务|计划|指标|预期")


@dataclass(frozen=True, slots=True)
class Against:
    """What a change is measured against: where the words begin, the year and the measure they name."""

    start: int
    year: int | None = None
    measure: str = ""


@dataclass
class Growth:
    """A change and the rate beside it, until the sentence ends."""

    frame: Frame
    sentence: str
    against: Against | None
    cue: str
    direction: int
    change: Fact | None = None
    rate: Fact | None = None


def take(reader: Reader, walk: Walk, number: Number, lead: Lead, role: Role) -> None:
    """Makes the figure a fact in its role."""
    if role.kind == "level":
        _level(reader, walk, number, lead, role)
    elif role.kind in {"growth", "change"}:
        _change(reader, walk, number, lead, role)
    elif role.kind == "share":
        _share(reader, walk, number, lead, role)
    elif role.kind == "completion":
        _completion(reader, walk, number, lead, role)
    else:
        _rate(reader, walk, number, role)


def _level(reader: Reader, walk: Walk, number: Number, lead: Lead, role: Role) -> None:
    frame = _frame(reader, walk, number, lead, role)
    if "/" in number.text:
        reader.fact(walk, number, lead, Measure.STANDARD, Subject(label=lead.text), lead.year or reader.year)
        return
    if lead.measure in {"addition", "deduction"}:
        fact = reader.fact(walk, number, lead, Measure.OTHER, frame.subject, lead.year or reader.year)
        (frame.additions if lead.measure == "addition" else frame.deductions).append(fact)
        return
    measure = Measure(lead.measure) if lead.measure else lists.default_measure(reader, frame, number)
    year = lead.year or walk.year or reader.year
    if measure is Measure.PRIOR and year is not None and lead.year is None:
        year -= 1
    fact = reader.fact(walk, number, lead, measure, frame.subject, year)
    frame.levels.append(fact)
    frame.level_at = walk.sentence.id
    reader.owner[fact.id] = frame
    lists.take_part(reader, frame, walk.sentence)


def _frame(reader: Reader, walk: Walk, number: Number, lead: Lead, role: Role) -> Frame:
    """The frame that a level belongs to: of the subject it names, the current one where it names none, else one without a name."""
    subject, current = lead.subject, reader.state.current
    if subject is not None and subject.name and _fits(subject, number):
        named = reader.scoped(subject, walk.sentence)
        if any(o.whole and o.whole.subject.agrees(named) and o.sentence == walk.sentence.id for o in reader.state.lists):
            return reader.turn(Subject(label=subject.label), walk.sentence, fresh=True)
        return reader.turn(named, walk.sentence)
    if lead.filler and subject is None and current is not None and _fits(current.subject, number):
        waiting = not current.levels and current.sentence == walk.sentence.id
        if lead.measure or role.cue or waiting:
            return current
    if lead.filler and subject is None and current is not None and current.level_at == walk.sentence.id:
        companion = companions().get((current.subject.name, number.quantity.dimension))
        if companion:
            return reader.turn(Subject(companion, dimension=number.quantity.dimension), walk.sentence)
    if subject is not None and lead.measure and current is not None and _counterpart(lead, current, number):
        return current
    label = subject.label if subject else ""
    return reader.turn(Subject(label=label), walk.sentence, fresh=True)


def _counterpart(lead: Lead, current: Frame, number: Number) -> bool:
    """“应参保X人，已参保Y人”: what was reached beside what was aimed at, in the same unit."""
    aimed = current.having(Measure.TARGET)
    return lead.measure == "achieved" and bool(aimed) and aimed[-1].quantity.dimension == number.quantity.dimension


def _fits(subject: Subject, number: Number) -> bool:
    """Whether a subject of its kind can be printed in the number's unit."""
    unit, kind = number.quantity.unit, subject.dimension
    if unit is None or not kind or unit.symbol == "万":
        return True
    fitting = {"vehicles": {"count"}, "count": {"count"}}
    return unit.dimension in fitting.get(kind, {kind})


def _against(walk: Walk, before: int, year: int | None) -> Against | None:
    """The last “与上年相比”, “比2023年度执行数” before a position of the sentence."""
    for match in reversed(list(_AGAINST.finditer(walk.folded, 0, before))):
        near = [m for m in walk.mentions if match.end() <= m.start <= match.end() + 14 and m.end <= before]
        period = next((m for m in near if m.label == "PERIOD"), None)
        measure = next((m for m in near if m.label == "MEASURE"), None)
        if period or measure:
            named = measure.entry.norm if measure else ""
            return Against(match.start(), year_of(period.text, year) if period else None, named)
    return None


def _change(reader: Reader, walk: Walk, number: Number, lead: Lead, role: Role) -> None:
    against = _against(walk, role.start, reader.year)
    frame = _changing(reader, walk, against, role)
    measure = role.measure or Measure.CHANGE
    fact = reader.fact(walk, number, lead, measure, frame.subject, reader.year)
    if number.quantity.value < 0 or number.quantity.dimension == "points":
        flush(reader)
        return
    open_ = reader.growth
    if role.kind == "growth" and open_ and open_.frame is frame and open_.rate is None and open_.sentence == walk.sentence.id:
        open_.rate, open_.cue = fact, f"{open_.cue}/{role.cue}"
        return
    flush(reader)
    direction = role.direction if role.sure else 0
    reader.growth = Growth(frame, walk.sentence.id, against, role.cue, direction)
    if role.kind == "growth":
        reader.growth.rate = fact
    else:
        reader.growth.change = fact
        frame.changes.append((fact, direction))


def _changing(reader: Reader, walk: Walk, against: Against | None, role: Role) -> Frame:
    """The frame whose subject changes: the one named before the comparison, else the current one."""
    end = against.start if against and against.start >= walk.boundary else role.start
    text = re.sub(r"(同比|各|也|均|相应|分别|比|较)+$", "", walk.folded[walk.boundary : end])
    inside = [m for m in walk.mentions if m.start >= walk.boundary and m.end <= walk.boundary + len(text)]
    lead = read_lead(text, walk.boundary, inside, reader.year)
    if lead.subject is not None and lead.subject.name:
        return reader.turn(reader.scoped(lead.subject, walk.sentence), walk.sentence)
    if lead.filler and reader.state.current is not None:
        return reader.state.current
    return reader.turn(Subject(label=lead.subject.label if lead.subject else ""), walk.sentence, fresh=True)


def flush(reader: Reader) -> None:
    """Ends an open growth: the claim, when it states a rate or its prior value is known."""
    growth, reader.growth = reader.growth, None
    if growth is None:
        return
    current, prior = _ends(growth, _levels(reader, growth.frame), reader.year)
    roles = [("current", current), ("prior", prior), ("change", growth.change), ("rate", growth.rate)]
    known = tuple((role, fact.id) for role, fact in roles if fact is not None)
    if growth.rate is None and not (current and prior):
        return
    base = growth.against.measure if growth.against and _is_own_budget(growth.against, reader.year) else "prior"
    reader.claim(Claim("", ClaimKind.GROWTH, known, growth.sentence, growth.cue, growth.direction, base=base))


def _levels(reader: Reader, frame: Frame) -> list[Fact]:
    """The frame's figures, or those that the part gave the same subject before when it has none here."""
    if frame.levels or not frame.subject.name:
        return frame.levels
    before = reader.known(frame.subject)
    return before.levels if before else []


def _is_own_budget(against: Against | None, year: int | None) -> bool:
    """Whether a change is measured against this year's own budget, not against the year before."""
    return against is not None and against.measure in _BASES and (against.year is None or against.year == year)


def _ends(growth: Growth, levels: list[Fact], year: int | None) -> tuple[Fact | None, Fact | None]:
    """Current and prior value of a growth, each only where one figure can be meant."""
    against = growth.against
    if against and _is_own_budget(against, year):
        actual = [f for f in levels if f.measure is Measure.ACTUAL]
        return single(actual), single([f for f in levels if f.measure in _BASES[against.measure]])
    past = against.year if against and against.year else (year - 1 if year else None)
    earlier = [f for f in levels if f.measure is Measure.PRIOR or (f.year is not None and f.year == past)]
    now = [f for f in levels if f not in earlier and f.measure is not Measure.TARGET]
    actual = [f for f in now if f.measure is Measure.ACTUAL]
    firm = [f for f in now if f.measure not in {Measure.INITIAL_BUDGET, Measure.ADJUSTED_BUDGET}]
    return single(actual) or single(firm) or (single(now) if not firm else None), single(earlier)


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


def _share(reader: Reader, walk: Walk, number: Number, lead: Lead, role: Role) -> None:
    inside = [m for m in walk.mentions if role.start < m.start and m.end <= number.start]
    bases = [m for m in inside if m.label == "MEASURE" and m.entry.norm in _BASES]
    named = next((m for m in reversed(inside) if m.label in {"INDICATOR", "ACCOUNT"}), None)
    if bases and named is None:
        _completion(reader, walk, number, lead, replace(role, kind="completion", measure=Measure.COMPLETION))
        return
    frame = reader.state.current
    if lead.subject is not None and lead.subject.name:
        frame = reader.turn(reader.scoped(lead.subject, walk.sentence), walk.sentence)
    elif not lead.filler:
        frame = None
    fact = reader.fact(walk, number, lead, Measure.SHARE, frame.subject if frame else Subject(), reader.year)
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
    return single(fitting)


def _comparable(fact: Fact, part: Fact) -> bool:
    levels = {Measure.ACTUAL, Measure.BUDGET, Measure.INITIAL_BUDGET, Measure.ADJUSTED_BUDGET}
    same = fact.quantity.dimension == part.quantity.dimension and fact.measure in levels
    return same and fact.measure is part.measure and fact.id != part.id and fact.year == part.year


def _means(share: Share, subject: Subject) -> bool:
    """Whether the words after 占 name that subject."""
    if share.named and share.named.name == subject.name:
        return True
    bare = re.sub(r"(总额|总计|合计|总数|总金额|总量|数)$", "", share.words).removeprefix("本年").removeprefix("全部")
    return bool(bare) and (bare in subject.label or bare in subject.name)


def _completion(reader: Reader, walk: Walk, number: Number, lead: Lead, role: Role) -> None:
    inside = [m for m in walk.mentions if m.start >= role.start and m.end <= number.start]
    base = next((m.entry.norm for m in reversed(inside) if m.label == "MEASURE" and m.entry.norm in _BASES), "")
    if not base and "预算" in role.cue:
        base = {"年初": "initial_budget", "全年": "adjusted_budget", "调整": "adjusted_budget"}.get(role.cue.lstrip("为")[:2], "budget")
    if not base and _TARGET.search(role.named):
        base = "target"
    frame = reader.state.current
    if lead.subject is not None and lead.subject.name:
        frame = reader.turn(reader.scoped(lead.subject, walk.sentence), walk.sentence)
    elif not lead.filler and not _own_measure(lead):
        frame = None
    measure = role.measure or Measure.COMPLETION
    fact = reader.fact(walk, number, lead, measure, frame.subject if frame else Subject(), reader.year)
    if frame is not None and frame.levels and _still(reader, frame, walk):
        _complete(reader, walk, frame, fact, base, role.cue)


def _still(reader: Reader, frame: Frame, walk: Walk) -> bool:
    """Whether the frame's figures are near enough for a rate without a subject: here, or in the sentence before when it has a name."""
    return frame.level_at == walk.sentence.id or (bool(frame.subject.name) and frame.level_at in reader.last_two(walk.sentence.id))


def _own_measure(lead: Lead) -> bool:
    return lead.subject is not None and not lead.subject.label


def _complete(reader: Reader, walk: Walk, frame: Frame, rate: Fact, base: str, cue: str) -> None:
    actual = single(frame.having(Measure.ACHIEVED)) if base == "target" else single(frame.having(Measure.ACTUAL))
    wanted = frame.having(*_BASES[base]) if base else frame.having(*_BUDGETS) or frame.having(Measure.TARGET)
    if not base and actual is None:
        actual = single(frame.having(Measure.ACHIEVED))
    budget = single(wanted) if len({f.measure for f in wanted}) == 1 else None
    roles = [("actual", actual), ("budget", budget), ("rate", rate)]
    known = tuple((role, fact.id) for role, fact in roles if fact is not None)
    if len(known) > 1 and (frame.subject.name or budget or base):
        reader.claim(Claim("", ClaimKind.COMPLETION, known, walk.sentence.id, cue, base=base))


def _rate(reader: Reader, walk: Walk, number: Number, role: Role) -> None:
    """A percentage with a name of its own (参保率100%), or with none."""
    fact = reader.fact(walk, number, Lead(""), Measure.OTHER, Subject(), reader.year)
    frame = reader.state.current
    if role.cue and frame is not None and frame.level_at == walk.sentence.id:
        if single(frame.having(Measure.TARGET)) and single(frame.having(Measure.ACHIEVED)):
            _complete(reader, walk, frame, fact, "target", role.cue)


def rollforward(reader: Reader, sentence: Sentence) -> None:
    """“预算收入Z，其中年初预算X，调整追加Y”: what a budget began with, what was added, what it became."""
    for frame in reader.state.frames:
        start = single(frame.having(Measure.INITIAL_BUDGET))
        end = single(frame.having(Measure.ADJUSTED_BUDGET)) or single(frame.having(Measure.BUDGET))
        moved = [*(("addition", f.id) for f in frame.additions), *(("deduction", f.id) for f in frame.deductions)]
        if start and end and moved and frame.additions[-1:] + frame.deductions[-1:]:
            last = (frame.additions + frame.deductions)[-1]
            if last.source == sentence.id:
                roles = (("start", start.id), *moved, ("end", end.id))
                reader.claim(Claim("", ClaimKind.ROLLFORWARD, roles, sentence.id, "追加"))


def mentions_between(mentions: Sequence[Mention], start: int, end: int) -> list[Mention]:
    """The mentions inside `start:end`."""
    return [m for m in mentions if m.start >= start and m.end <= end]
