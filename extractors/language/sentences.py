"""From paragraphs to sentences with entities, facts and claims: the order of the steps.

Takes paragraphs (with boxes), the parts of the file and the fiscal year; gives sentences in reading order. Sentence ids are `s1`,
`s2` … in that order, facts `s1.f1`, claims `s1.c1`. Lines of a table of contents give no sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from disclosure.document import Part
from disclosure.fact import Entity, Sentence
from disclosure.page import Paragraph, Span
from disclosure.settings import Aliases
from extractors.language.folding import Tidied, stretch, tidy
from extractors.language.openset import name_facts
from extractors.language.pipeline import build_pipeline
from extractors.language.reader import Reader, Stretch

NO_ALIASES = Aliases()
_END = re.compile(r'[。!?]["\'\)]*')
_OPENERS, _CLOSERS = "([{《", ")]}》"


@dataclass(frozen=True, slots=True)
class _Source:
    """A paragraph made ready: its part and its tidied text."""

    paragraph: Paragraph
    part: Part | None
    tidied: Tidied


def read_sentences(
    paragraphs: Sequence[Paragraph], parts: Sequence[Part], fiscal_year: int | None, aliases: Aliases = NO_ALIASES
) -> tuple[Sentence, ...]:
    """The sentences of the paragraphs, in reading order, with what was understood of their numbers.

    `aliases` give other names of accounts; figures beside them belong to the proper ones.
    """
    sources = [_Source(p, _part(p, parts), tidy(p)) for p in paragraphs if p.part != "toc" and p.text.strip()]
    docs = build_pipeline(tuple(sorted(aliases.accounts.items()))).pipe(source.tidied.folded for source in sources)
    reader = Reader(fiscal_year)
    bare: list[Sentence] = []
    for source, doc in zip(sources, docs, strict=True):
        stretches = []
        for start, end in _cut(source.tidied.folded):
            sentence = _sentence(source, doc, start, end, f"s{len(bare) + 1}")
            bare.append(sentence)
            stretches.append(Stretch(sentence, doc.char_span(start, end, alignment_mode="expand"), start))
        reader.paragraph(stretches, source.part)
    facts, claims = reader.finish()
    return name_facts([replace(s, facts=tuple(facts.get(s.id, ())), claims=tuple(claims.get(s.id, ()))) for s in bare])


def _part(paragraph: Paragraph, parts: Sequence[Part]) -> Part | None:
    """The part that the paragraph stands in: the one it names, else the narrowest that holds its first page."""
    if paragraph.part:
        return next((part for part in parts if part.id == paragraph.part), None)
    page = paragraph.spans[0].page if paragraph.spans else 0
    around = [part for part in parts if part.first_page <= page <= part.last_page]
    return min(around, key=lambda part: part.last_page - part.first_page, default=None)


def _cut(folded: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence; a full stop inside brackets ends none unless the bracket is never closed."""
    start = 0
    for match in _END.finditer(folded):
        inside = folded[start : match.start()]
        depth = sum(inside.count(c) for c in _OPENERS) - sum(inside.count(c) for c in _CLOSERS)
        if depth > 0 and any(c in folded[match.start() : match.start() + 120] for c in _CLOSERS):
            continue
        yield start, match.end()
        start = match.end()
    if folded[start:].strip():
        yield start, len(folded)


def _sentence(source: _Source, doc: Doc, start: int, end: int, id_: str) -> Sentence:
    """The sentence `start:end` of a paragraph, with its entities and boxes, still without facts."""
    spans = tuple(_shift(source.tidied.spans, source.tidied.text, start, end))
    entities = tuple(
        Entity(e.label_, e.start_char - start, e.end_char - start, source.tidied.text[e.start_char : e.end_char], e._.entry.norm)
        for e in doc.ents
        if start <= e.start_char < end and e.label_ != "SCOPE"
    )
    part = source.part.id if source.part else source.paragraph.part
    text = source.tidied.text[start:end]
    return Sentence(id_, text, spans, source.paragraph.heading, part, source.paragraph.table, entities)


def _shift(spans: Iterable[Span], text: str, start: int, end: int) -> Iterator[Span]:
    """The spans inside `start:end`, cut to it and counted from it."""
    for span in spans:
        a, b = max(span.start, start), min(span.end, end)
        if a < b:
            yield Span(a - start, b - start, span.page, stretch(span, text, a, b), span.confidence)
