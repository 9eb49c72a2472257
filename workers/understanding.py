"""From the words of a file to what it says, in the order in which each step needs the one before.

tables → evaluation forms, schedules → paragraphs → identity → sentences → document
"""

from __future__ import annotations

from dataclasses import replace

from disclosure.document import Document
from disclosure.settings import Aliases
from extractors.assemble import assemble
from extractors.evaluations import read_evaluations
from extractors.identity import read_identity
from extractors.language import read_sentences
from extractors.paragraphs import read_paragraphs
from extractors.schedules import read_schedules
from extractors.tables import read_tables
from workers.reading import Reading

NO_ALIASES = Aliases()


def understand(reading: Reading, aliases: Aliases = NO_ALIASES) -> Document:
    """Tables with their meaning, sentences with theirs, and who speaks of which year; `aliases` are the user's other names."""
    pages, source = reading.pages, reading.source
    tables = read_tables(reading.for_tables(), pages)
    evaluations = read_evaluations(tables)
    forms = {evaluation.table for evaluation in evaluations}
    schedules = read_schedules([table for table in tables if table.id not in forms], aliases)
    paragraphs = read_paragraphs(pages, tables)
    identity = read_identity(source.name, pages, paragraphs, tables)
    sentences = read_sentences(paragraphs, identity.parts, identity.fiscal_year, aliases)
    if identity.org:
        identity = replace(identity, org=aliases.organisation(identity.org))
    document = assemble(source.name, source.sha256, pages, identity, tables, schedules, evaluations, sentences)
    return replace(document, aliases=aliases)
