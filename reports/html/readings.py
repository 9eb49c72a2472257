"""Sentences as understood: entities marked, every number a button that opens what is known of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from disclosure.document import Document
from disclosure.fact import Entity, Place, Sentence
from reports.html.numbers import Figure
from reports.words import word


@dataclass(frozen=True, slots=True)
class Reading:
    """One sentence with its place and how many numbers in it were read as data."""

    where: str
    text: Markup
    numbers: int


@dataclass(frozen=True, slots=True)
class _Mark:
    """A stretch of a sentence and what stands there."""

    start: int
    end: int
    shown: Markup


def readings(document: Document, figures: Mapping[str, Figure]) -> list[Reading]:
    """The sentences in which something was recognised, in print order."""
    found = [sentence for sentence in document.sentences if sentence.entities or sentence.facts]
    return [Reading(_where(document, s), tagged(s, figures), len(s.facts)) for s in found]


def _where(document: Document, sentence: Sentence) -> str:
    """The page, paragraph or cell where the sentence begins."""
    first = sentence.spans[0] if sentence.spans else None
    return document.where(Place(first.page, first.box)) if first else ""


def tagged(sentence: Sentence, figures: Mapping[str, Figure]) -> Markup:
    """The sentence with its numbers and entities marked; numbers come first, then the longer of two that overlap."""
    out, at = Markup(), 0
    for mark in sorted(_marks(sentence, figures), key=lambda mark: mark.start):
        out += escape(sentence.text[at : mark.start]) + mark.shown
        at = mark.end
    return out + escape(sentence.text[at:])


def button(figure: Figure, text: str) -> Markup:
    """The number, to be clicked."""
    tones = " ".join(filter(None, ("n", figure.tone and f"t-{figure.tone}", "loose" if figure.loose else "")))
    return Markup('<button class="{}" popovertarget="{}">{}</button>').format(tones, figure.key, text)


def _marks(sentence: Sentence, figures: Mapping[str, Figure]) -> list[_Mark]:
    taken: list[_Mark] = []
    for fact in sentence.facts:
        if fact.id in figures and fact.start < fact.end and not _overlaps(taken, fact.start, fact.end):
            taken.append(_Mark(fact.start, fact.end, button(figures[fact.id], sentence.text[fact.start : fact.end])))
    for entity in sorted(sentence.entities, key=lambda e: (e.start - e.end, e.start)):
        if not _overlaps(taken, entity.start, entity.end):
            taken.append(_Mark(entity.start, entity.end, _entity(entity, sentence.text)))
    return taken


def _overlaps(taken: list[_Mark], start: int, end: int) -> bool:
    return any(mark.start < end and start < mark.end for mark in taken)


def _entity(entity: Entity, text: str) -> Markup:
    """An entity that is no number that was understood; a number that was not understood is marked as such."""
    name = word("entity", entity.label).zh + (f" · {entity.norm}" if entity.norm and entity.norm != entity.text else "")
    kind = re.sub(r"\W", "", entity.label).lower()
    if entity.label == "QUANTITY":
        kind, name = "unread", "未作为数据读取的数字"
    return Markup('<span class="e e-{}" title="{}">{}</span>').format(kind, name, text[entity.start : entity.end])
