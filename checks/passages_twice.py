"""Sentences that a file says twice in (nearly) the same words: which they are, and which figures stand at the same place in both.

Takes a document, gives pairs of sentences of different parts. Only sentences that agree in most of their characters and have the
same sequence of numbers in the same surroundings are paired; everything else is left alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
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


def twins(document: Document) -> list[Twin]:
    """Every pair, the first printing first; a sentence is paired with the first one it repeats."""
    grams: dict[str, list[int]] = defaultdict(list)
    bodies: list[tuple[Sentence, str, int]] = []
    found = []
    single = {project.part.id for project in projects(document)}
    for sentence in document.sentences:
        flat = squeeze(sentence.text).text
        lead = _LEAD.match(flat)
        offset = lead.end() if lead else 0
        body = flat[offset:]
        if sentence.table or len(body) < _LEAST or not NUMBER.search(body) or topics.of(sentence) not in _FREE:
            continue
        twin = next((t for n in _candidates(grams, body) if (t := _pair(bodies[n], (sentence, body, offset), single))), None)
        if twin:
            found.append(twin)
        for gram in _grams(body):
            grams[gram].append(len(bodies))
        bodies.append((sentence, body, offset))
    return found


def _candidates(grams: dict[str, list[int]], body: str) -> list[int]:
    return sorted({n for gram in _grams(body) for n in grams.get(gram, [])})


def _grams(body: str) -> list[str]:
    """Runs of characters without digits, every fourth."""
    text = NUMBER.sub("", body)
    return [text[i : i + _GRAM] for i in range(0, max(1, len(text) - _GRAM + 1))]


def _pair(first: tuple[Sentence, str, int], again: tuple[Sentence, str, int], single: set[str]) -> Twin | None:
    """The two as twins; reports on two projects (`single`) share phrases without speaking of one thing, and are never paired."""
    (one, left, shift), (other, right, move) = first, again
    masks = NUMBER.sub("#", left), NUMBER.sub("#", right)
    if one.part == other.part or {one.part, other.part} <= single or not _alike(*masks):
        return None
    pairs = list(zip(NUMBER.finditer(left), NUMBER.finditer(right), strict=False))
    if masks[0].count("#") != masks[1].count("#") or not all(_same_place(left, right, a, b) for a, b in pairs):
        return None
    numbers = tuple(((a.start() + shift, a.end() + shift), (b.start() + move, b.end() + move)) for a, b in pairs)
    return Twin(one, other, numbers, masks[0] == masks[1], len(masks[0]))


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
