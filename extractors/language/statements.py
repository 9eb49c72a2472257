"""What a figure says of its subject: levels are attached here, changes and ratios handed to the modules that know them.

Operands are only what the words attach: a role that would have to be guessed is left out, and the checks call the claim unresolved.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from disclosure.fact import Claim, ClaimKind, Measure, Sentence
from disclosure.geometry import Box
from extractors.language import growth, lists, ratios
from extractors.language.cues import Role
from extractors.language.frames import Frame, single
from extractors.language.leads import Lead, Subject
from extractors.language.naming import naming
from extractors.language.numbers import Number
from extractors.language.vocabulary import companions

if TYPE_CHECKING:
    from extractors.language.reader import Reader, Walk

_STAFF = frozenset({"在职人数", "离退休人数", "退休人数", "离休人数"})
_HOSTED = re.compile(r"[,、]?(?:全年|其中)?(?:共|共计|累计|合计)?接待了?")
"""“共计接待”: words that leave it to the subject before what was received."""
_BEFORE = re.compile(r"\W*(?:(?:比|较|与|同)(?!比)|(?:而)?(?:上|去)年度?(?:同期)?[为是]?$)")
"""“较上年800个增加400个”, “上年为800个”: the figure is what the other is compared with."""
NOWHERE = Box(0.0, 0.0, 0.0, 0.0)


def take(reader: Reader, walk: Walk, number: Number, lead: Lead, role: Role) -> None:
    """Makes the figure a fact in its role."""
    if role.kind == "level":
        _level(reader, walk, number, lead, role)
    elif role.kind in {"growth", "change"}:
        growth.change(reader, walk, number, lead, role)
    elif role.kind == "share":
        ratios.share(reader, walk, number, lead, role)
    elif role.kind == "completion":
        ratios.completion(reader, walk, number, lead, role)
    else:
        ratios.rate(reader, walk, number, role)


def _compared(reader: Reader, lead: Lead, role: Role) -> Lead:
    """The lead, its measure that of the year before where it compares with a value of that year."""
    earlier = lead.year is not None and reader.year is not None and lead.year < reader.year
    return replace(lead, measure="prior") if earlier and not lead.measure and not role.cue and _BEFORE.match(lead.text) else lead


def _level(reader: Reader, walk: Walk, number: Number, lead: Lead, role: Role) -> None:
    lead = _compared(reader, lead, role)
    frame = _frame(reader, walk, number, lead, role)
    if "/" in number.text:
        reader.fact(walk, number, lead, Measure.STANDARD, Subject(label=lead.text), lead.year or reader.year)
        return
    if lead.measure in {"addition", "deduction"}:
        fact = reader.fact(walk, number, lead, Measure.OTHER, frame.subject, lead.year or reader.year)
        (frame.additions if lead.measure == "addition" else frame.deductions).append(fact)
        return
    measure = Measure(lead.measure) if lead.measure else lists.default_measure(reader, frame, number)
    year = lead.year or (reader.year if role.cue else walk.year) or reader.year
    if measure is Measure.PRIOR and year is not None and lead.year is None:
        year -= 1
    frame = _on_the_books(reader, walk, number, frame)
    fact = reader.fact(walk, number, lead, measure, frame.subject, year)
    frame.levels.append(fact)
    frame.level_at = walk.sentence.id
    reader.owner[fact.id] = frame
    lists.take_part(reader, frame, walk.sentence)


def _on_the_books(reader: Reader, walk: Walk, number: Number, frame: Frame) -> Frame:
    """The frame itself, or for a figure of the ledger (账面实际支出为X) one beside it: it is not the statement's figure."""
    if "账面" not in walk.folded[walk.boundary : number.start] or "账面" in frame.subject.scope or not frame.subject.name:
        return frame
    beside = Frame(replace(frame.subject, scope=frame.subject.scope | {"账面"}), walk.sentence.id)
    reader.state.frames.append(beside)
    return beside


def _frame(reader: Reader, walk: Walk, number: Number, lead: Lead, role: Role) -> Frame:
    """The frame that a level belongs to: of the subject it names, the current one where it names none, else one without a name."""
    subject, current = lead.subject, reader.state.current
    if subject is not None and subject.name and _fits(subject, number):
        if _of_the_served(reader, subject, current, walk):
            return reader.turn(Subject(label=subject.label), walk.sentence, fresh=True)
        subject = _narrower(subject, current, walk)
        named = reader.scoped(subject, walk.sentence)
        if any(o.whole and o.whole.subject.agrees(named) and o.sentence == walk.sentence.id for o in reader.state.lists):
            return reader.turn(Subject(label=subject.label), walk.sentence, fresh=True)
        return reader.turn(named, walk.sentence, exact=True)
    if lead.filler and subject is None and current is not None and _continues(current, number) and not _other_side(lead, current):
        waiting = not current.levels and current.sentence == walk.sentence.id
        if lead.measure or role.cue or waiting:
            return current
    unnamed = (lead.filler and subject is None) or bool(_HOSTED.fullmatch(lead.text))
    near = reader.last_two(walk.sentence.id) if not lead.filler else (walk.sentence.id,)
    if unnamed and current is not None and current.level_at in near:
        companion = companions().get((current.subject.name, number.quantity.dimension))
        if companion:
            return reader.turn(Subject(companion, dimension=number.quantity.dimension), walk.sentence)
    if subject is not None and lead.measure and current is not None and _counterpart(lead, current, number):
        return current
    label = subject.label if subject else ""
    return reader.turn(Subject(label=label), walk.sentence, fresh=True)


def _narrower(subject: Subject, current: Frame | None, walk: Walk) -> Subject:
    """Behind figures of one kind of reception in its sentence, 接待人次 are those of that kind and not of all receptions."""
    if current is None or current.level_at != walk.sentence.id or not current.subject.name.startswith(("国内", "外事")):
        return subject
    kind = current.subject.name[:2]
    same = {f"{kind}{name}" for name in ("公务接待批次", "公务接待人次", "接待批次", "接待人次")}
    narrow = kind + (subject.name if kind == "国内" else subject.name.removeprefix("公务"))
    return replace(subject, name=narrow) if narrow in same and subject.name.startswith("公务接待") else subject


def _of_the_served(reader: Reader, subject: Subject, current: Frame | None, walk: Walk) -> bool:
    """“参保人数X人，其中退休人员Y人”: retirees and staff among those whom a service reaches are not the unit's own."""
    if subject.dimension != "people" or subject.name not in _STAFF:
        return False
    wholes = [o.whole for o in reader.state.lists if o.whole is not None and o.sentence == walk.sentence.id and not o.ended]
    return any(not whole.subject.name and re.search(naming().served, whole.subject.label) for whole in wholes)


def _other_side(lead: Lead, current: Frame) -> bool:
    """“…，上年结转结余X万元；全年实际支出Y万元”: expenditure is no figure of an income, a balance is neither."""
    said = re.search(r"(?:实际|全年|累计|决算)(收入|支出)", lead.text)
    name = current.subject.name
    sides = {side for side in ("收入", "支出", "结转", "结余") if side in name}
    return said is not None and bool(sides) and said[1] not in sides


def _counterpart(lead: Lead, current: Frame, number: Number) -> bool:
    """“应参保X人，已参保Y人”: what was reached beside what was aimed at, in the same unit."""
    aimed = current.having(Measure.TARGET)
    return lead.measure == "achieved" and bool(aimed) and aimed[-1].quantity.dimension == number.quantity.dimension


def _continues(frame: Frame, number: Number) -> bool:
    """Whether a figure that names nothing can be about the frame's subject: in its unit, or in that of its figures so far."""
    first = frame.levels[0].quantity if frame.levels else None
    same = first is None or not first.dimension or number.quantity.unit is None or first.dimension == number.quantity.dimension
    return _fits(frame.subject, number) and (same or bool(frame.subject.dimension))


def _fits(subject: Subject, number: Number) -> bool:
    """Whether a subject of its kind can be printed in the number's unit."""
    unit, kind = number.quantity.unit, subject.dimension
    if unit is None or not kind or unit.symbol == "万":
        return True
    fitting = {"vehicles": {"count"}, "count": {"count"}}
    return unit.dimension in fitting.get(kind, {kind})


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
