"""From the words of a file to what it says, in the order in which each step needs the one before.

tables, paragraphs → evaluation forms, schedules → identity → sentences → document

A PDF's tables and paragraphs are found on its pages; a file that knows its own text gives them, laid out on pages of ours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from disclosure.document import Document
from disclosure.page import Page, Paragraph
from disclosure.settings import Aliases
from disclosure.table import Table
from extractors.assemble import assemble
from extractors.evaluations import read_evaluations
from extractors.identity import read_identity
from extractors.inputs.layout import lay_out
from extractors.inputs.opening import Written
from extractors.inputs.reading import read_manuscript
from extractors.language import read_sentences
from extractors.paragraphs import outlined, read_paragraphs
from extractors.schedules import read_schedules
from extractors.tables import read_tables
from workers.reading import Reading

NO_ALIASES = Aliases()


def understand(reading: Reading, aliases: Aliases = NO_ALIASES) -> Document:
    """Tables with their meaning, sentences with theirs, and who speaks of which year; `aliases` are the user's other names."""
    source = reading.source
    tables = read_tables(reading.for_tables(), reading.pages)
    paragraphs = read_paragraphs(reading.pages, tables)
    return _understood(source.name, source.sha256, reading.pages, tables, paragraphs, aliases)


def understand_written(written: Written, aliases: Aliases = NO_ALIASES) -> Document:
    """The same for a Word document, a workbook or a web page. Raises what its reader raises."""
    manuscript = read_manuscript(written)
    layout = lay_out(manuscript)
    paragraphs = outlined(layout.blocks, layout.tables)
    document = _understood(written.name, written.sha256, layout.pages, layout.tables, paragraphs, aliases)
    return replace(document, remarks=manuscript.remarks)


def _understood(
    name: str, sha256: str, pages: Sequence[Page], tables: Sequence[Table], paragraphs: Sequence[Paragraph], aliases: Aliases
) -> Document:
    evaluations = read_evaluations(tables)
    forms = {evaluation.table for evaluation in evaluations}
    schedules = read_schedules([table for table in tables if table.id not in forms], aliases)
    identity = read_identity(name, pages, paragraphs, tables)
    sentences = read_sentences(paragraphs, identity.parts, identity.fiscal_year, aliases)
    if identity.org:
        identity = replace(identity, org=aliases.organisation(identity.org))
    document = assemble(name, sha256, pages, identity, tables, schedules, evaluations, sentences)
    return replace(document, aliases=aliases)
