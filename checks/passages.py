"""What the text says about single projects: passages anchored at a project's name, paired with the project's form.

Two forms of anchor: a summary that opens with the name (某某项目绩效自评综述：…), which holds for the sentences that follow under the
same heading up to the next one, and a project's name in quotation marks, which holds for its own sentence. A name that fits two
forms fits none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from checks import forms
from checks.once import once
from disclosure.document import Document
from disclosure.evaluation import Evaluation
from disclosure.fact import Fact, Sentence

SUMMARY = re.compile(
    r"^(?:[\d一二三四五六七八九十]+[、.．]|[(（][^)）]{1,3}[)）])?(?P<name>[^，。；：,;:]{4,60}?)绩效(?:自评|评价)(?:情况)?(?:综述|结果)[:：]?"
)
QUOTED = re.compile(r"项目(?:支出)?[“\"](?P<name>[^”\"]{4,60})[”\"]|[“\"](?P<other>[^”\"]{4,60})[”\"]项目")
TAIL = re.compile(r"(?:项目)?(?:支出|资金|经费)?(?:项目)?$")


@dataclass(frozen=True, slots=True)
class Passage:
    """A project's form with the figures that the text gives for it."""

    form: Evaluation
    facts: tuple[Fact, ...]


@once
def passages(document: Document) -> tuple[Passage, ...]:
    """Every passage about a project that has a form."""
    return tuple(_passages(document))


def _passages(document: Document) -> Iterator[Passage]:
    found = forms.projects(document)
    yield from _summaries(document.sentences, found)
    for sentence in document.sentences:
        names = [match["name"] or match["other"] for match in QUOTED.finditer(sentence.text)]
        form = match_form(names[0], found) if len(names) == 1 else None
        if form is not None and not SUMMARY.match(sentence.text):
            yield Passage(form, sentence.facts)


def match_form(name: str, found: Sequence[Evaluation]) -> Evaluation | None:
    """The one form whose project is called that: the same name, else the only one of which one name is an abridgement of the other."""
    core = _core(name)
    exact = [form for form in found if form.subject and _core(form.subject) == core]
    near = exact or [form for form in found if form.subject and _abridged(_core(form.subject), core)]
    return near[0] if len(near) == 1 else None


def _summaries(sentences: Sequence[Sentence], found: Sequence[Evaluation]) -> Iterator[Passage]:
    form: Evaluation | None = None
    facts: list[Fact] = []
    place: tuple[tuple[str, ...], str] | None = None
    for sentence in sentences:
        anchor = SUMMARY.match(sentence.text)
        if anchor or (sentence.heading, sentence.part) != place:
            if form is not None:
                yield Passage(form, tuple(facts))
            form = match_form(anchor["name"], found) if anchor else None
            facts, place = [], (sentence.heading, sentence.part)
        facts += sentence.facts
    if form is not None:
        yield Passage(form, tuple(facts))


@lru_cache(maxsize=1 << 12)
def _core(name: str) -> str:
    return TAIL.sub("", re.sub(r"[\s“”\"()（）]|20\d{2}年度?", "", name))


def _abridged(left: str, right: str) -> bool:
    """Whether the shorter name is the longer one with some characters left out, and at least half of it."""
    short, long = sorted((left, right), key=len)
    rest = iter(long)
    return len(short) >= 6 and 2 * len(short) > len(long) and all(character in rest for character in short)
