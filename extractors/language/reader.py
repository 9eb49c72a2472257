"""Reading a document's sentences in order: every figure becomes a fact, attached where that needs no guess.

The reader walks through each sentence from left to right over its figures, cues and punctuation, and keeps the frame (what is being
talked about) and the open lists (其中 …). What a sentence claims is put together by `claims` from the frames.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Span as DocSpan

from disclosure.document import Part
from disclosure.fact import Claim, Fact, Measure, Place, Sentence
from disclosure.quantity import unit
from extractors.language import comparisons, cues, growth, lists, notes, pairs, projects, purposes, ratios, stated, statements
from extractors.language.folding import fold, place
from extractors.language.frames import Frame, Listing, State
from extractors.language.leads import Lead, Mention, Subject, read_lead, year_of
from extractors.language.numbers import Number, figures, is_threshold, mentions_of
from extractors.language.titles import heading_scope, heading_subject

_CHOICE = re.compile(r"\((?:增加|减少|增长|下降|上升|降低|提高|大于|小于)\)")
_BOUNDARY = frozenset(",;:()。!?")


_TRAILING = re.compile(r"(中|方面|(?:主要|具体)?(?:内容|情况|构成|项目)?如下|(?:具体|总体)?情况)$")


@dataclass(frozen=True)
class Stretch:
    """A sentence and its stretch of the analysed document; `offset` is where the sentence begins in it."""

    sentence: Sentence
    span: DocSpan
    offset: int


class Reader:
    """Takes paragraphs in reading order; `finish` gives facts and claims by sentence id."""

    def __init__(self, fiscal_year: int | None) -> None:
        self.year = fiscal_year
        self.state = State()
        self.facts: dict[str, list[Fact]] = {}
        self.claims: dict[str, list[Claim]] = {}
        self.shares: list[ratios.Share] = []
        self.growth: growth.Growth | None = None
        self.owner: dict[str, Frame] = {}
        self.headings: dict[str, tuple[str, ...]] = {}
        self.items: Listing | None = None
        self.awaiting = False
        self.part: Part | None = None
        self.paragraph_ids: list[str] = []

    def paragraph(self, stretches: Sequence[Stretch], part: Part | None) -> None:
        """Reads one paragraph."""
        if not stretches:
            return
        self.part, self.paragraph_ids = part, []
        first = stretches[0].sentence
        self.state = lists.next_state(self, first, fold(first.text))
        if self.state.current is None and lists.begins(fold(first.text)) and (subject := heading_subject(first.heading)):
            self.state.current = Frame(subject, first.id)
            self.state.frames.append(self.state.current)
        for stretch in stretches:
            lists.end_sentence(self)
            self._sentence(stretch)
        last = stretches[-1].sentence
        lists.end_paragraph(self, last, fold(last.text))

    def finish(self) -> tuple[dict[str, list[Fact]], dict[str, list[Claim]]]:
        """Closes what is open; facts and claims by the id of their sentence."""
        lists.close_all(self)
        ratios.resolve_shares(self)
        return self.facts, self.claims

    def claim(self, claim: Claim) -> None:
        """Keeps a claim under the next id of its sentence."""
        own = self.claims.setdefault(claim.sentence, [])
        own.append(replace(claim, id=f"{claim.sentence}.c{len(own) + 1}"))

    def _sentence(self, stretch: Stretch) -> None:
        sentence, folded = stretch.sentence, fold(stretch.sentence.text)
        self.paragraph_ids.append(sentence.id)
        self.headings[sentence.id] = sentence.heading
        mentions = mentions_of(stretch.span, stretch.offset)
        self.state.reason = self.state.purpose = False
        numbers = {number.start: number for number in figures(sentence.text, folded, mentions)}
        inside = {i for m in mentions for i in range(m.start, m.end)}
        inside |= {i for m in _CHOICE.finditer(folded) for i in range(m.start(), m.end())}
        walk = Walk(sentence, folded, mentions, opening=None if self.state.again else self.state.current)
        respective = pairs.respectively(folded, mentions, list(numbers.values()))
        walk.scattered = pairs.scattered(folded, [(n.start, n.end) for n in numbers.values()]) - set(respective)
        at = 0
        by_start = {m.start: m for m in mentions}
        while at < len(folded):
            mention = by_start.get(at)
            if at in numbers:
                self._number(walk, numbers[at], respective.get(at))
                walk.boundary = numbers[at].end
            elif mention is not None and mention.label == "CUE":
                self._cue(walk, mention)
            elif mention is not None and mention.label == "PERIOD":
                walk.period(mention, self.year)
            elif folded[at] in _BOUNDARY and at not in inside:
                self._boundary(walk, at)
            at = mention.end if mention is not None else at + 1
        self._clause(walk, len(folded))
        growth.flush(self)
        statements.rollforward(self, sentence)
        comparisons.comparisons(self, walk)
        notes.differences(self, walk)
        notes.products(self, walk)
        stated.stated(self, walk)

    def _number(self, walk: Walk, number: Number, name: Mention | None) -> None:
        """One figure: its role, its fact, its frame."""
        before, after = walk.folded[: number.start], walk.folded[number.end :]
        text = walk.folded[walk.boundary : number.start]
        inside = [m for m in walk.mentions if m.start >= walk.boundary and m.end <= number.start]
        role = cues.role(text, walk.boundary, inside, number)
        named = cues.without(text, walk.boundary, role)
        naming = [m for m in inside if m.end <= walk.boundary + len(named)]
        lead = projects.own(self, walk, number, named, read_lead(named, walk.boundary, naming, self.year))
        walk.numbered = True
        if number.start in walk.scattered:
            run = [f for f in self.facts.get(walk.sentence.id, ()) if f.end == walk.boundary and f.start in walk.scattered]
            like = run[-1].measure if run and run[-1].quantity.unit == number.quantity.unit else Measure.ACTUAL
            self._fact(walk, number, Lead(text), role.measure if role.cue and role.measure else like, Subject(), self.year)
            return
        if number.bound or is_threshold(before, after) or number.quantity.hedge == "至":
            self._fact(walk, number, Lead(text), Measure.OTHER, Subject())
            return
        if lead.filler and lead.subject is None and walk.unread and before.endswith(")", 0, walk.boundary):
            lead = replace(lead, subject=Subject(label=walk.unread), filler=False)
        if name is not None:
            lead = replace(lead, subject=pairs.subject_of(name))
        item = purposes.take(self, walk, number, lead) if self.state.purpose and role.kind == "level" else None
        if item is not None:
            lead = replace(lead, subject=item, filler=False)
        if self.state.reason:
            self._fact(walk, number, Lead(text), role.measure or Measure.OTHER, Subject())
            return
        if not projects.score(self, walk, number, lead):
            statements.take(self, walk, number, lead, role)

    def _fact(self, walk: Walk, number: Number, lead: Lead, measure: Measure, subject: Subject, year: int | None = None) -> Fact:
        """The fact of a figure, kept under its sentence."""
        own = self.facts.setdefault(walk.sentence.id, [])
        found = place(walk.sentence.spans, walk.sentence.text, number.start, number.end)
        page, box, confidence = found or (0, statements.NOWHERE, 0.0)
        quantity = number.quantity
        if quantity.unit is not None and quantity.unit.symbol == "万" and subject.dimension == "money":
            quantity = quantity.in_unit(unit("万元"))
        fact = Fact(
            id=f"{walk.sentence.id}.f{len(own) + 1}",
            quantity=quantity,
            place=Place(page, box),
            indicator=subject.name,
            measure=measure,
            year=year,
            code=subject.code or None,
            scope=subject.scope if subject.name else frozenset(),
            label=walk.label(number.start, subject),
            quote=walk.sentence.text,
            part=walk.sentence.part,
            source=walk.sentence.id,
            start=number.start,
            end=number.end,
            confidence=confidence,
        )
        own.append(fact)
        return fact

    fact = _fact

    @property
    def part_id(self) -> str:
        """The id of the part that is being read, empty where none is known."""
        return self.part.id if self.part else ""

    def recent(self) -> tuple[Fact, ...]:
        """The facts of the paragraph so far, in print order."""
        return tuple(fact for id_ in self.paragraph_ids for fact in self.facts.get(id_, ()))

    def last_two(self, id_: str) -> tuple[str, ...]:
        """The ids of that sentence of the paragraph and of the one before it."""
        at = self.paragraph_ids.index(id_)
        return tuple(self.paragraph_ids[max(0, at - 1) : at + 1])

    def known(self, subject: Subject) -> Frame | None:
        """The frame that gave the subject its figures in this part of the file, None where its figures differ between frames."""
        frames = [f for f in dict.fromkeys(self.owner.values()) if f.subject.agrees(subject) and f.levels[0].part == self.part_id]
        figures = {(fact.measure, fact.year, fact.quantity.base) for frame in frames for fact in frame.levels}
        return frames[-1] if frames and len({(m, y) for m, y, _ in figures}) == len(figures) else None

    def scoped(self, subject: Subject, sentence: Sentence) -> Subject:
        """The subject with the scope that the section's title gives to figures of its kind."""
        extra = heading_scope(sentence.heading, subject)
        return replace(subject, scope=subject.scope | extra) if extra else subject

    def _cue(self, walk: Walk, cue: Mention) -> None:
        """A cue that opens a list or a reason."""
        kind = cue.entry.norm
        if kind in {"reason", "purpose"}:
            self.state.reason, self.state.purpose = True, kind == "purpose"
        elif kind in {"whole", "compose"} and not self.state.reason:
            lists.open_list(self, walk, cue)

    def _boundary(self, walk: Walk, at: int) -> None:
        """Punctuation: the clause ends; a bracket opens or closes a list of its own; a semicolon ends a reason."""
        self._clause(walk, at)
        if walk.folded[at] not in ")" and not walk.brackets:
            walk.unread = self._unread(walk, at)
        walk.boundary, walk.numbered = at + 1, False
        if walk.folded[at] == "(":
            walk.brackets.append(self.state.current)
        elif walk.folded[at] == ")" and walk.brackets:
            lists.close_bracket(self)
            self.state.current = walk.brackets.pop() or self.state.current
        elif walk.folded[at] in ";；" and not re.match(r".[二三四五六七八九]是", walk.folded[at:]):
            self.state.reason = False
            lists.semicolon(self, walk)

    def _unread(self, walk: Walk, at: int) -> str:
        """The words before a bracket that name something unknown: what follows the bracket is theirs (某站（本级）决算X万元)."""
        if walk.folded[at] != "(" or walk.numbered:
            return ""
        inside = [m for m in walk.mentions if m.start >= walk.boundary and m.end <= at]
        lead = read_lead(walk.folded[walk.boundary : at], walk.boundary, inside, self.year)
        return lead.subject.label if lead.subject and not lead.subject.name and not lead.filler else ""

    def _clause(self, walk: Walk, end: int) -> None:
        """A clause without figure that names a subject and nothing else makes it what the next figures are about."""
        if walk.numbered or self.state.reason or end <= walk.boundary or projects.begin(self, walk, end):
            return
        text = walk.folded[walk.boundary : end]
        inside = [m for m in walk.mentions if m.start >= walk.boundary and m.end <= end]
        lead = read_lead(_TRAILING.sub("", text), walk.boundary, inside, self.year)
        if lead.subject is not None and lead.subject.name and not any(m.label == "CUE" for m in inside):
            frame = self.turn(self.scoped(lead.subject, walk.sentence), walk.sentence)
            if text.endswith("中"):
                lists.open_named(self, walk, frame)

    def turn(self, subject: Subject, sentence: Sentence, fresh: bool = False, exact: bool = False) -> Frame:
        """Makes the subject current: its frame of this paragraph where there is one, else a new one.

        A mention may leave scope words out that its frame has (收、支总计 for 财政拨款收、支总计), unless it is to be `exact`.
        """
        alike = [] if fresh else [f for f in self.state.frames if f.subject.agrees(subject)]
        same = [f for f in alike if f.subject.scope == subject.scope]
        if not exact and self.state.current in alike:
            frame = next(f for f in alike if f is self.state.current)
        elif same:
            frame = same[-1]
        elif alike and not exact and len({f.subject.scope for f in alike}) == 1:
            frame = alike[-1]
        else:
            frame = Frame(subject, sentence.id)
            self.state.frames.append(frame)
        self.state.current = frame
        return frame


@dataclass
class Walk:
    """Where the reader is inside one sentence."""

    sentence: Sentence
    folded: str
    mentions: Sequence[Mention]
    boundary: int = 0
    numbered: bool = False
    unread: str = ""
    brackets: list[Frame | None] = field(default_factory=list)
    opening: Frame | None = None
    year: int | None = None
    scattered: frozenset[int] = frozenset()

    def period(self, mention: Mention, fiscal_year: int | None) -> None:
        """Takes up the period that a sentence speaks of, unless it is only compared with."""
        before = self.folded[max(0, mention.start - 2) : mention.start]
        if not any(word in before for word in "与比较同和") or before.endswith("和"):
            self.year = year_of(mention.text, fiscal_year) or self.year

    def label(self, at: int, subject: Subject) -> str:
        """What a person reads before the figure: its subject and the words of its clause."""
        words = self.sentence.text[self.boundary : at].strip(" ，,、；;：:。”\"'（(")
        name = subject.name or subject.label
        said = not name or name in words or (subject.label and subject.label[:4] in fold(words))
        return words if said else f"{name} {words}".strip()
