"""Tiny disclosures for tests of the rules over the narrative, read by the real language and schedule steps.

`document(text, tables=…)`: a line that begins with # is a section title, every other line a paragraph of that section; tables are
drawn as in `tests.tiny`. `found(document, code)` runs one rule and gives its verdicts.
"""

from __future__ import annotations

from checks.registry import all_rules, run, select
from disclosure.document import Document
from disclosure.geometry import Box
from disclosure.page import Page, Paragraph, Span
from disclosure.relation import Relation
from extractors.language import read_sentences
from extractors.schedules import read_schedules
from tests.tiny import tiny_tables


def document(
    text: str,
    tables: str = "",
    *,
    year: int = 2022,
    kinds: tuple[str, ...] = ("final_accounts",),
    org: str | None = None,
    notes: dict[str, str] | None = None,
    scanned: bool = False,
    confidence: float = 1.0,
) -> Document:
    """A document of that text and those tables; `notes` are lines under a table, by the table's id (t1, t2 …)."""
    drawn = tiny_tables(tables)
    paragraphs = [*_paragraphs(text, confidence), *(_paragraph(line, (), confidence, id_) for id_, line in (notes or {}).items())]
    return Document(
        id="made",
        name="made.pdf",
        sha256="0" * 64,
        pages=(Page(1, 595, 842, scanned=scanned),),
        org=org,
        fiscal_year=year,
        kinds=kinds,
        tables=drawn,
        schedules=tuple(read_schedules(drawn)),
        sentences=tuple(read_sentences(tuple(paragraphs), (), year)),
    )


def relations(made: Document, code: str) -> tuple[Relation, ...]:
    """What one rule says."""
    return run(made, select(all_rules(), [code]))


def found(made: Document, code: str) -> list[str]:
    """The verdicts of one rule, in print order."""
    return [str(relation.verdict) for relation in relations(made, code)]


def _paragraphs(text: str, confidence: float) -> list[Paragraph]:
    heading: tuple[str, ...] = ()
    made = []
    for line in (raw.strip() for raw in text.splitlines()):
        if line.startswith("#"):
            depth = len(line) - len(line.lstrip("#"))
            heading = (*heading[: depth - 1], line.lstrip("# "))
        elif line:
            made.append(_paragraph(line, heading, confidence))
    return made


def _paragraph(line: str, heading: tuple[str, ...], confidence: float, table: str | None = None) -> Paragraph:
    spans = tuple(Span(n, n + 1, 1, Box(40.0 + n, 100.0, 41.0 + n, 110.0), confidence) for n in range(len(line)))
    return Paragraph(line, spans, heading, "", table)
