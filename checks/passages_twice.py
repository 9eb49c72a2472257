"""Sentences that a file says twice in (nearly) the same words: which they are, and which figures stand at the same place in both.

Takes a document, gives pairs of sentences of different parts. Only sentences that agree in most of their characters and have the
same sequence of numbers in the same surroundings are paired; everything else is left alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from checks import topics
from checks.narrative import Squeezed, squeeze
from checks.projects import projects
from disclosure.document import Document
from disclosure.fact import Fact, Sentence

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_LEAD = re.compile(
    r"^(?:（[^（）]{1,3}）|[一二三四五六七八九十\d]{1,3}[、.．]|[一二三四五六七八九十]是|[\u4e00-\u9fff]{2,8}：|首先|同时|其中|并|另)+[，：]?"
)
_ALIKE, _LEAST, _WHOLE, _GRAM = 0.85, 12, 20, 8
"""Share of characters in common; characters at least, of a text and of one that stands whole in another; characters in a row that
candidates must share."""
_FREE = (None, "performance")


@dataclass(frozen=True, slots=True)
class Twin:
    """Two sentences of different parts in nearly the same words; `numbers` pairs the positions of their numbers (squeezed texts)."""

    first: Sentence
    again: Sentence
    numbers: tuple[tuple[tuple[int, int], tuple[int, int]], ...]
    identical: bool
    """Whether the two are the same but for their numbers and for what opens them."""
    length: int

    def facts(self) -> Iterator[tuple[Fact, Fact]]:
        """The figures that stand at the same place in both."""
        flats = squeeze(self.first.text), squeeze(self.again.text)
        for one, other in self.numbers:
            pair = _fact_at(self.first, flats[0], one), _fact_at(self.again, flats[1], other)
            if pair[0] and pair[1]:
                yield pair[0], pair[1]


_Numbers = tuple[tuple[tuple[int, int], tuple[int, int]], ...]


@dataclass(frozen=True, slots=True)
class _Printed:
    """One printing of a body of words: its sentence and the number of it, where the body begins, whether a report on one project says it."""

    number: int
    sentence: Sentence
    offset: int
    single: bool


@dataclass(slots=True)
class _Body:
    """A body of words with the printings that can be a first one: of the first two parts, and the first outside single projects."""

    text: str
    parts: dict[str, _Printed] = field(default_factory=dict)
    free: _Printed | None = None

    def add(self, here: _Printed) -> None:
        """One more printing."""
        if len(self.parts) < 2:
            self.parts.setdefault(here.sentence.part, here)
        if self.free is None and not here.single:
            self.free = here

    def first_beside(self, here: _Printed) -> _Printed | None:
        """Its first printing in another part; reports on two projects share phrases without speaking of one thing, and are no pair."""
        if here.single:
            return self.free
        return next((one for part, one in self.parts.items() if part != here.sentence.part), None)


def twins(document: Document) -> list[Twin]:
    """Every pair, the first printing first; a sentence is paired with the first one it repeats."""
    grams: dict[str, list[_Body]] = defaultdict(list)
    bodies: dict[str, _Body] = {}
    agreed: dict[tuple[str, str], _Numbers | None] = {}
    found = []
    single = {project.part.id for project in projects(document)}
    for n, sentence in enumerate(document.sentences):
        flat = squeeze(sentence.text).text
        lead = _LEAD.match(flat)
        offset = lead.end() if lead else 0
        body = flat[offset:]
        if sentence.table or len(body) < _LEAST or not NUMBER.search(body) or topics.of(sentence) not in _FREE:
            continue
        here = _Printed(n, sentence, offset, sentence.part in single)
        for first, text in _candidates(grams, body, here):
            if (text, body) not in agreed:
                agreed[text, body] = _numbers(text, body)
            if (numbers := agreed[text, body]) is not None:
                found.append(_twin(first, here, numbers, text, body))
                break
        if body not in bodies:
            bodies[body] = _Body(body)
            for gram in dict.fromkeys(_grams(body)):
                grams[gram].append(bodies[body])
        bodies[body].add(here)
    return found


def _candidates(grams: dict[str, list[_Body]], body: str, here: _Printed) -> list[tuple[_Printed, str]]:
    """The first printing elsewhere of every body of words that shares some with this one, in print order."""
    near = {other.text: other for gram in _grams(body) for other in grams.get(gram, ())}
    firsts = [(first, text) for text, other in near.items() if (first := other.first_beside(here))]
    return sorted(firsts, key=lambda at: at[0].number)


def _grams(body: str) -> list[str]:
    """Runs of characters without digits, every fourth."""
    text = NUMBER.sub("", body)
    return [text[i : i + _GRAM] for i in range(0, max(1, len(text) - _GRAM + 1))]


def _numbers(left: str, right: str) -> _Numbers | None:
    """The positions of their numbers, pair by pair; None where the two are not nearly the same words around the same numbers."""
    masks = NUMBER.sub("#", left), NUMBER.sub("#", right)
    if not _alike(*masks):
        return None
    pairs = list(zip(NUMBER.finditer(left), NUMBER.finditer(right), strict=False))
    if masks[0].count("#") != masks[1].count("#") or not all(_same_place(left, right, a, b) for a, b in pairs):
        return None
    return tuple((a.span(), b.span()) for a, b in pairs)


def _twin(first: _Printed, again: _Printed, numbers: _Numbers, left: str, right: str) -> Twin:
    shift, move = first.offset, again.offset
    placed = tuple(((a + shift, b + shift), (c + move, d + move)) for (a, b), (c, d) in numbers)
    masks = NUMBER.sub("#", left), NUMBER.sub("#", right)
    return Twin(first.sentence, again.sentence, placed, masks[0] == masks[1], len(masks[0]))


def _alike(left: str, right: str) -> bool:
    """Whether two texts are nearly the same, or the shorter is long and stands whole in the other."""
    short, long = sorted((left, right), key=len)
    if short in long and len(short) >= _WHOLE:
        return True
    return len(short) >= _ALIKE * len(long) and SequenceMatcher(None, left, right, autojunk=False).ratio() >= _ALIKE


def _same_place(left: str, right: str, one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether the characters beside the two numbers are the same."""
    before = left[max(0, one.start() - 2) : one.start()], right[max(0, other.start() - 2) : other.start()]
    after = left[one.end() : one.end() + 1], right[other.end() : other.end() + 1]
    return before[0] == before[1] and after[0] == after[1]


def _fact_at(sentence: Sentence, flat: Squeezed, span: tuple[int, int]) -> Fact | None:
    start, end = flat.original(*span)
    return next((fact for fact in sentence.facts if fact.start < end and fact.end > start), None)
