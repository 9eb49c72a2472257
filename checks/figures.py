"""The one figure that the narrative gives for an indicator under a topic, and the text of a topic's sections.

Takes canonical names; gives nothing where the text gives several values, a figure of another year, or a change instead of a value.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks import topics
from checks.cells import foreign_facts, of_year
from checks.narrative import squeeze
from checks.notes import in_books
from disclosure.document import Document
from disclosure.fact import Fact, Measure, Sentence

VALUES = frozenset(Measure) - {Measure.PRIOR, Measure.CHANGE, Measure.GROWTH, Measure.SHARE, Measure.COMPLETION}
"""Measures of figures that are the indicator itself and not a comparison."""


def section(document: Document, topic: str) -> Iterator[Sentence]:
    """The sentences of the sections of a topic, notes under tables left out."""
    return (s for s in document.sentences if not s.table and topics.of(s) == topic)


def text_of(document: Document, topic: str) -> str:
    """The text of the sections of a topic, without blanks."""
    return "".join(squeeze(sentence.text).text for sentence in section(document, topic))


def figures(document: Document, indicator: str, topic: str, measures: frozenset[Measure] = VALUES) -> list[Fact]:
    """Every figure of the indicator there, of the document's own year and accounts, in print order."""
    foreign = foreign_facts(document)
    return [
        fact
        for sentence in section(document, topic)
        for fact in sentence.facts
        if fact.indicator == indicator and fact.measure in measures and fact.id not in foreign
        if of_year(document, fact) and not in_books(fact) and not fact.quantity.hedge
    ]


def figure(document: Document, indicator: str, topic: str, measures: frozenset[Measure] = VALUES) -> Fact | None:
    """The figure of the indicator there, the last mention; None where there is none, or the mentions differ."""
    found = figures(document, indicator, topic, measures)
    return found[-1] if found and len({fact.quantity.base for fact in found}) == 1 else None
