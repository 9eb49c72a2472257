"""Tiny files of several parts, for the rules between the parts: `file(text, tables)` gives a document, `found` what a rule says.

A line `== kind | title` begins a part; within it, a line that begins with # is a section title and every other line a paragraph.
Tables are drawn as in `tests.tiny`; the first part of kind self_evaluation holds them.
"""

from __future__ import annotations

from checks.registry import all_rules, run, select
from disclosure.document import Document, Part
from disclosure.geometry import Box
from disclosure.page import Page, Paragraph, Span
from disclosure.relation import Relation
from extractors.evaluations import read_evaluations
from extractors.language import read_sentences
from extractors.schedules import read_schedules
from tests.tiny import tiny_tables


def file(text: str, tables: str = "", *, year: int = 2022, org: str | None = None) -> Document:
    """A document of these parts and tables."""
    parts: list[Part] = []
    paragraphs: list[Paragraph] = []
    heading: tuple[str, ...] = ()
    for number, line in enumerate(filter(None, (raw.strip() for raw in text.splitlines()))):
        if line.startswith("=="):
            kind, title = (word.strip() for word in line.lstrip("= ").split("|"))
            parts.append(Part(f"p{len(parts) + 1}", kind, title, len(parts) + 1, len(parts) + 1))
            heading = ()
        elif line.startswith("#"):
            depth = len(line) - len(line.lstrip("#"))
            heading = (*heading[: depth - 1], line.lstrip("# "))
        else:
            paragraphs.append(_paragraph(line, heading, parts[-1], number))
    drawn = tiny_tables(tables)
    forms = read_evaluations(drawn)
    taken = {form.table for form in forms}
    return Document(
        "d",
        "d.pdf",
        "0" * 64,
        tuple(Page(n, 595, 842) for n in range(1, 10)),
        org,
        year,
        ("self_evaluation",),
        parts=tuple(parts),
        tables=drawn,
        evaluations=forms,
        schedules=tuple(s for s in read_schedules(drawn) if not taken & set(s.tables)),
        sentences=tuple(read_sentences(tuple(paragraphs), tuple(parts), year)),
    )


def relations(code: str, made: Document) -> tuple[Relation, ...]:
    """What one rule says of the document."""
    return run(made, select(all_rules(), [code]))


def found(code: str, made: Document) -> list[str]:
    """The verdicts of one rule, in print order."""
    return [str(relation.verdict) for relation in relations(code, made)]


def _paragraph(line: str, heading: tuple[str, ...], part: Part, row: int) -> Paragraph:
    top = 40.0 + 14 * row
    spans = tuple(Span(n, n + 1, part.first_page, Box(40.0 + n, top, 41.0 + n, top + 10)) for n in range(len(line)))
    return Paragraph(line, spans, heading, part.id, None)
