"""A document taken apart so that one cell, word or title can be changed and read again by the pipeline's own steps.

Takes a read `Document`; what is printed stays as it is, everything after it (schedules, forms, identity, sentences) is made again,
but only what can depend on the change. Refuses a document whose sentences do not come out the same when nothing was changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from disclosure.document import Document
from disclosure.page import Paragraph
from disclosure.table import Table
from extractors.evaluations import read_evaluations
from extractors.identity import read_identity
from extractors.language import read_sentences
from extractors.language.folding import tidy
from extractors.paragraphs import read_paragraphs
from extractors.schedules import read_schedules


class UnsteadyError(Exception):
    """The document cannot be read again to the same result: nothing can be measured on it."""


@dataclass(frozen=True)
class Material:
    """A document with its paragraphs (blanks already tidied), and where each sentence begins: sentence id → (paragraph, offset)."""

    document: Document
    paragraphs: tuple[Paragraph, ...]
    begins: dict[str, tuple[int, int]]


def material(document: Document) -> Material:
    """The document taken apart. Raises UnsteadyError where putting it together gives another document."""
    found = read_paragraphs(document.pages, document.tables)
    paragraphs = tuple(_tidied(paragraph) for paragraph in found)
    made = Material(document, paragraphs, {})
    again = reread(made, document.tables, paragraphs, everything=True)
    if (again.sentences, again.schedules, again.evaluations) != (document.sentences, document.schedules, document.evaluations):
        raise UnsteadyError(document.name)
    return replace(made, begins=_begins(paragraphs, document))


def reread(made: Material, tables: Sequence[Table], paragraphs: Sequence[Paragraph], everything: bool = False) -> Document:
    """The document with these tables and paragraphs in place of its own."""
    document = made.document
    changed = {new.id for new, old in zip(tables, document.tables, strict=True) if new is not old}
    if changed or everything:
        document = _tables(document, tuple(tables), everything or bool(changed & {form.table for form in document.evaluations}))
    return _text(made, document, tuple(paragraphs), everything)


def rewritten(paragraphs: Sequence[Paragraph], index: int, start: int, end: int, new: str) -> tuple[Paragraph, ...]:
    """The paragraphs with characters `start:end` of one replaced, its boxes kept; a title is changed wherever it stands above others."""
    old = paragraphs[index]
    text = old.text[:start] + new + old.text[end:]
    grown = len(text) - len(old.text)

    def moved(at: int) -> int:
        return at if at <= start else at + grown if at >= end else min(at, start + len(new))

    spans = tuple(replace(s, start=moved(s.start), end=moved(s.end)) for s in old.spans)
    renamed = [
        replace(p, heading=tuple(text if title == old.text else title for title in p.heading)) for p in paragraphs[index + 1 :]
    ]
    return (*paragraphs[:index], replace(old, text=text, spans=spans), *renamed)


def _tidied(paragraph: Paragraph) -> Paragraph:
    tidied = tidy(paragraph)
    return replace(paragraph, text=tidied.text, spans=tidied.spans)


def _tables(document: Document, tables: tuple[Table, ...], forms: bool) -> Document:
    """Schedules are read again together: a table without a caption borrows its unit from the others."""
    evaluations = read_evaluations(tables) if forms else document.evaluations
    taken = {evaluation.table for evaluation in evaluations}
    schedules = read_schedules([table for table in tables if table.id not in taken])
    return replace(document, tables=tables, schedules=schedules, evaluations=evaluations)


def _text(made: Material, document: Document, paragraphs: tuple[Paragraph, ...], everything: bool) -> Document:
    """Who and when, then the sentences, where either the paragraphs or that changed."""
    identity = read_identity(document.name, document.pages, paragraphs, document.tables)
    same = (identity.parts, identity.fiscal_year) == (document.parts, document.fiscal_year)
    document = replace(
        document,
        org=identity.org,
        fiscal_year=identity.fiscal_year,
        kinds=identity.kinds,
        level=identity.level,
        parts=identity.parts,
    )
    if same and paragraphs == made.paragraphs and not everything:
        return document
    return replace(document, sentences=read_sentences(paragraphs, identity.parts, identity.fiscal_year))


def _begins(paragraphs: Sequence[Paragraph], document: Document) -> dict[str, tuple[int, int]]:
    """Where each sentence begins: sentences follow one another through the paragraphs without a gap."""
    found: dict[str, tuple[int, int]] = {}
    rest = iter(document.sentences)
    for index, paragraph in enumerate(paragraphs):
        at = 0
        while paragraph.part != "toc" and paragraph.text[at:].strip():
            sentence = next(rest)
            if not paragraph.text.startswith(sentence.text, at):
                raise UnsteadyError(document.name)
            found[sentence.id] = (index, at)
            at += len(sentence.text)
    return found
