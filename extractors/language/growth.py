"""Growth: a change, its rate, and what they are measured against (与上年相比，增加X万元，增长Y%).

Only figures that the words attach become operands; a value that two figures could be is left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from disclosure.fact import Claim, ClaimKind, Fact, Measure
from extractors.language.cues import Role
from extractors.language.frames import BASES, Frame, single
from extractors.language.leads import Lead, Subject, read_lead, year_of
from extractors.language.numbers import Number

if TYPE_CHECKING:
    from extractors.language.reader import Reader, Walk

_SIDES = frozenset({"收入总计", "支出总计"})
"""What 收支总计 speaks of together; where their figures differ it has none."""
_AGAINST = re.compile(r"(?:与|比|较|同(?!比)|和)(?=\S)")


@dataclass(frozen=True, slots=True)
class Against:
    """What a change is measured against: where the words begin, the year and the measure they name."""

    start: int
    year: int | None = None
    measure: str = ""
    dated: bool = False
    """Whether it names a period at all, be it only 上年."""


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


def _against(walk: Walk, before: int, year: int | None) -> Against | None:
    """The last “与上年相比”, “比2023年度执行数” before a position of the sentence."""
    for match in reversed(list(_AGAINST.finditer(walk.folded, 0, before))):
        near = [m for m in walk.mentions if match.end() <= m.start <= match.end() + 14 and m.end <= before]
        period = next((m for m in near if m.label == "PERIOD"), None)
        measure = next((m for m in near if m.label == "MEASURE"), None)
        if period or measure:
            named = measure.entry.norm if measure else ""
            dated = period is not None and period.text[:1].isdigit()
            return Against(match.start(), year_of(period.text, year) if period and dated else None, named, period is not None)
    return None


def change(reader: Reader, walk: Walk, number: Number, lead: Lead, role: Role) -> None:
    """Makes a change or its rate a fact, and the two a claim once both are read."""
    against = _against(walk, role.start, reader.year)
    frame = _changing(reader, walk, against, role)
    measure = role.measure or Measure.CHANGE
    fact = reader.fact(walk, number, lead, measure, frame.subject, year_for(reader, frame))
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


def year_for(reader: Reader, frame: Frame | None) -> int | None:
    """The year of a rate or change: the latest of its frame's figures, else the document's."""
    return max((f.year for f in frame.levels if f.year is not None), default=reader.year) if frame else reader.year


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
    if frame.subject.name == "收支总计":
        return [f for other in reader.state.frames if other.subject.name in _SIDES for f in other.levels]
    before = reader.known(frame.subject)
    return before.levels if before else []


def _is_own_budget(against: Against | None, year: int | None) -> bool:
    """Whether a change is measured against this year's own budget, not against the year before."""
    if against is None or against.measure not in BASES:
        return False
    return against.year == year if against.year else not against.dated


def _ends(growth: Growth, levels: list[Fact], year: int | None) -> tuple[Fact | None, Fact | None]:
    """Current and prior value of a growth, each only where one figure can be meant."""
    against = growth.against
    if against and _is_own_budget(against, year):
        actual = [f for f in levels if f.measure is Measure.ACTUAL]
        return single(actual), single([f for f in levels if f.measure in BASES[against.measure]])
    years = [f.year for f in levels if f.year is not None]
    past = against.year if against and against.year else max(years) - 1 if years else None
    earlier = [f for f in levels if f.measure is Measure.PRIOR or (f.year is not None and f.year == past)]
    now = [f for f in levels if f not in earlier and f.measure is not Measure.TARGET]
    actual = [f for f in now if f.measure is Measure.ACTUAL]
    firm = [f for f in now if f.measure not in {Measure.INITIAL_BUDGET, Measure.ADJUSTED_BUDGET}]
    return single(actual) or single(firm) or (single(now) if not firm else None), single(earlier)
