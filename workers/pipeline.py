"""The order of the steps, from a file to a report.

    open → words of every page → what they say (workers.understanding) → document → checks → report

Takes paths and rules, gives a `Report`. What was read once is kept: a file that is known is only checked. A file that cannot be
read becomes a `Failure` with a message, and the others go on.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from checks.registry import Rule
from disclosure.document import Document
from disclosure.errors import GoujiError
from disclosure.report import Failure, Report
from extractors.errors import OneFileWantedError
from extractors.inputs.opening import Opened, Unread, Written, open_all
from extractors.opening import Source
from store.artifacts import Key
from workers.checking import check_documents
from workers.stages import DOCUMENT
from workers.workshop import Workshop

log = logging.getLogger("gouji")


def check_files(paths: Sequence[Path], workshop: Workshop, rules: Iterable[Rule] | None = None) -> Report:
    """Every file read and checked, documents of one organisation also against each other; what cannot be read is among the errors."""
    documents, errors = read_files(paths, workshop)
    return check_documents(documents, errors, workshop, rules)


def read_files(paths: Sequence[Path], workshop: Workshop) -> tuple[tuple[Document, ...], tuple[Failure, ...]]:
    """The documents of the files that could be read, and a failure for each that could not; archives give what is in them."""
    documents: list[Document] = []
    errors: list[Failure] = []
    for path in paths:
        for made in read_all(path, workshop):
            (errors if isinstance(made, Failure) else documents).append(made)  # type: ignore[arg-type]
    return tuple(documents), tuple(errors)


def read_all(path: Path, workshop: Workshop) -> Iterator[Document | Failure]:
    """Everything in the file: one document of most files, one for each file of an archive, or why there is none."""
    try:
        for opened in open_all(path):
            yield read_or_fail(opened, workshop)
    except Exception as error:  # the outermost boundary of one file: recorded as a failure, told in the log
        yield _internal(path.name, error)


def read_or_fail(opened: Opened, workshop: Workshop) -> Document | Failure:
    """The document, or why there is none: one broken file never stops the others."""
    try:
        return read_opened(opened, workshop)
    except GoujiError as error:
        return Failure(opened.name, error.code, error.message)
    except Exception as error:  # the outermost boundary of one member of an archive, as above
        return _internal(opened.name, error)


def _internal(name: str, error: Exception) -> Failure:
    log.exception("%s: %s", name, error)
    return Failure(name, GoujiError.code, GoujiError(name).message)


def read_file(path: Path, workshop: Workshop) -> Document:
    """The only document of the file. Raises a GoujiError that says what the user can do, also for an archive of several."""
    return read_opened(_only(path), workshop)


def read_opened(opened: Opened, workshop: Workshop) -> Document:
    """What was opened as a document, from the store where it is known. Raises a GoujiError that says what the user can do."""
    if isinstance(opened, Unread):
        raise opened.error
    key = document_key(opened.sha256, workshop)
    document = workshop.store.keep(key, Document, lambda: _understood(opened, workshop))
    return replace(document, name=opened.name)


def document_key(sha256: str, workshop: Workshop) -> Key:
    """Where the document of a file lies in the store."""
    # What the user's other names change is another artifact; without any, the version is that of the code alone.
    version = "-".join(filter(None, (DOCUMENT.version, workshop.settings.aliases.fingerprint)))
    return Key(sha256, f"{DOCUMENT.name}-{workshop.engine}", version)


def searchable(path: Path, workshop: Workshop) -> bytes:
    """The file as a PDF whose every page can be searched: itself where it was never scanned. Raises OneFileWantedError for others."""
    from workers.reading import read_pages

    opened = _only(path)
    if isinstance(opened, Unread):
        raise opened.error
    if isinstance(opened, Written):
        raise OneFileWantedError(opened.name)
    return read_pages(opened, workshop).for_people()


def _only(path: Path) -> Opened:
    """What is in the file, where that is one thing. Raises OneFileWantedError."""
    found = list(islice(open_all(path), 2))
    if len(found) != 1:
        raise OneFileWantedError(path.name)
    return found[0]


def _understood(opened: Source | Written, workshop: Workshop) -> Document:
    """Reads the file in full. What this takes (recognition, language) is loaded only here: a known file never needs it."""
    from workers.reading import read_pages
    from workers.understanding import understand, understand_written

    if isinstance(opened, Written):
        return understand_written(opened, workshop.settings.aliases)
    return understand(read_pages(opened, workshop), workshop.settings.aliases)
