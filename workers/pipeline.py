"""The order of the steps, from a file to a report.

    open → words of every page → what they say (workers.understanding) → document → checks → report

Takes paths and rules, gives a `Report`. What was read once is kept: a file that is known is only checked. A file that cannot be
read becomes a `Failure` with a message, and the others go on.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from checks.judge import check
from checks.registry import Rule, all_rules
from checks.waivers import in_force, waive
from disclosure.document import Document
from disclosure.errors import GoujiError
from disclosure.relation import Finding, Relation
from disclosure.report import Coverage, Failure, Report, cover
from extractors.opening import Source, open_source
from store.artifacts import Key
from workers.stages import DOCUMENT
from workers.workshop import Workshop

log = logging.getLogger("gouji")


def check_files(paths: Sequence[Path], workshop: Workshop, rules: Iterable[Rule] | None = None) -> Report:
    """Every file read and checked; what cannot be read is among the errors."""
    chosen = tuple(all_rules() if rules is None else rules)
    waivers, expired = in_force(workshop.settings.waivers, workshop.today)
    documents, errors = read_files(paths, workshop)
    relations: list[Relation] = []
    findings: list[Finding] = []
    coverage: list[Coverage] = []
    for document in {document.id: document for document in documents}.values():
        made, found = check(document, chosen)
        relations += made
        findings += waive(document, found, waivers)
        coverage += cover(document.id, (rule.code for rule in chosen), made)
    return Report(documents, tuple(relations), tuple(findings), tuple(coverage), errors, expired)


def read_files(paths: Sequence[Path], workshop: Workshop) -> tuple[tuple[Document, ...], tuple[Failure, ...]]:
    """The documents of the files that could be read, and a failure for each that could not."""
    documents: list[Document] = []
    errors: list[Failure] = []
    for path in paths:
        made = read_or_fail(path, workshop)
        (errors if isinstance(made, Failure) else documents).append(made)  # type: ignore[arg-type]
    return tuple(documents), tuple(errors)


def read_or_fail(path: Path, workshop: Workshop) -> Document | Failure:
    """The document, or why there is none: one broken file never stops the others."""
    try:
        return read_file(path, workshop)
    except GoujiError as error:
        return Failure(path.name, error.code, error.message)
    except Exception as error:  # the outermost boundary of one file: recorded as a failure, told in the log
        log.exception("%s: %s", path.name, error)
        return Failure(path.name, GoujiError.code, GoujiError(path.name).message)


def read_file(path: Path, workshop: Workshop) -> Document:
    """The file as a document. Raises a GoujiError that says what the user can do."""
    source = open_source(path)
    # What the user's other names change is another artifact; without any, the version is that of the code alone.
    version = "-".join(filter(None, (DOCUMENT.version, workshop.settings.aliases.fingerprint)))
    key = Key(source.sha256, f"{DOCUMENT.name}-{workshop.engine}", version)
    document = workshop.store.keep(key, Document, lambda: _understood(source, workshop))
    return replace(document, name=source.name)


def searchable(path: Path, workshop: Workshop) -> bytes:
    """The file as a PDF whose every page can be searched: itself where it was never scanned."""
    from workers.reading import read_pages

    return read_pages(open_source(path), workshop).for_people()


def _understood(source: Source, workshop: Workshop) -> Document:
    """Reads the file in full. What this takes (recognition, language) is loaded only here: a known file never needs it."""
    from workers.reading import read_pages
    from workers.understanding import understand

    return understand(read_pages(source, workshop), workshop.settings.aliases)
