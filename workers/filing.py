"""What was read and found goes into the database, and is checked again from there: nothing here opens a page.

Takes a `Desk` (database, artifacts, rules); keeps documents, their checks and those of their dossiers under the version of the rules. A
check whose outcome is there already is not done again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from checks.dossier import check_dossier
from checks.judge import check
from checks.registry import Rule, all_rules
from disclosure.document import Document
from disclosure.dossier import Dossier
from disclosure.relation import Finding, Relation
from disclosure.report import cover
from store.artifacts import ArtifactStore
from store.checking import save_check
from store.database import Database
from store.documents import StoredDocument, is_current, load_document, load_documents, save_document
from store.dossiers import Dossier as Filed
from store.dossiers import load_dossier, members, neighbours, with_next_year
from store.runs import Changes, due
from workers.stages import CHECKS
from workers.steady import Shelf, unsearched

_IDENTITY = frozenset({"org", "fiscal_year", "kinds", "level"})
"""What a document and the database both know of its identity."""


@dataclass(frozen=True)
class Desk:
    """Where documents are filed: the database, the store of whole documents, and the rules (all where none is named)."""

    database: Database
    store: ArtifactStore
    rules: tuple[Rule, ...] = ()

    @cached_property
    def chosen(self) -> tuple[Rule, ...]:
        """The rules that are applied."""
        return self.rules or all_rules()

    @cached_property
    def shelf(self) -> Shelf:
        """The documents that were fetched last: a dossier shares its own with that of the next year."""
        return Shelf()

    @property
    def version(self) -> str:
        """The version of the rules: changes with their code and data."""
        return CHECKS.version


def file_and_check(desk: Desk, document: Document, artifact: str, size: int | None = None) -> None:
    """Keeps the document and what the rules say of it; `artifact` is its path in the store. Nothing is done twice."""
    with desk.database.writing() as session:
        if is_current(session, document, artifact, desk.version):
            return
        stored = save_document(session, document, size=size, artifact=artifact)
    check_filed(desk, as_known(document, stored))


def check_filed(desk: Desk, document: Document, run: int | None = None) -> Changes:
    """Checks the document and keeps what came of it."""
    relations, findings = check(document, desk.chosen)
    coverage = cover(document.id, (rule.code for rule in desk.chosen if not rule.check_dossier), relations)
    with desk.database.writing() as session:
        return save_check(session, document.id, relations, findings, coverage, desk.version, run)


def fetch(desk: Desk, document: str) -> Document | None:
    """The whole document under the identity that the database knows; None where its artifact is gone or was made by older code."""
    with desk.database.reading() as session:
        known = load_document(session, document)
    return _loaded(desk, known)


def _loaded(desk: Desk, known: StoredDocument) -> Document | None:
    made = desk.store.load_at(known.artifact, Document) if known.artifact else None
    return None if made is None else as_known(replace(made, name=known.name), known)


def as_known(document: Document, stored: StoredDocument) -> Document:
    """The document under what a person corrected of its identity; what is remembered of it still goes by what it was read as."""
    own = {name: getattr(stored.identity, name) for name in stored.corrected if name in _IDENTITY}
    return replace(document, **own, signature=document.signed) if own else document


def check_filed_dossier(desk: Desk, number: int, run: int | None = None) -> Changes:
    """Checks the dossier against itself and the year before, and keeps what came of it. Members whose artifact is gone are left out."""
    with unsearched():
        dossier, documents = fetch_dossier(desk, number)
        relations, findings = judge_dossier(desk, dossier, documents)
        coverage = cover(dossier.subject, (), relations)
        with desk.database.writing() as session:
            return save_check(session, dossier.subject, relations, findings, coverage, desk.version, run)


def fetch_dossier(desk: Desk, number: int) -> tuple[Filed, tuple[Document, ...]]:
    """The dossier, and the documents of it and of the year before as far as their artifacts are there; none where it is only one."""
    with desk.database.reading() as session:
        dossier = load_dossier(session, number)
        before = neighbours(session, dossier, (-1,))
        names = [member.document for one in (dossier, *before) for member in members(session, one.id)]
        known = load_documents(session, names) if len(names) > 1 else ()
    found = (desk.shelf.take(one, lambda one=one: _loaded(desk, one)) for one in known)  # type: ignore[misc]
    return dossier, tuple(document for document in found if document)


def judge_dossier(
    desk: Desk, dossier: Filed, documents: tuple[Document, ...]
) -> tuple[tuple[Relation, ...], tuple[Finding, ...]]:
    """What the rules say of the documents together. What only concerns the year before belongs to the dossier of that year."""
    relations, findings = check_dossier(Dossier(dossier.subject, dossier.organisation, documents), desk.chosen)
    current = {document.id for document in documents if document.fiscal_year == dossier.fiscal_year}
    mine = tuple(one for one in relations if current & {operand.document for operand in one.operands})
    told = tuple(one for one in findings if current & {evidence.document for evidence in one.evidence})
    return mine, told


def due_documents(desk: Desk) -> Iterator[str]:
    """Documents whose last check was by other rules, or that changed since."""
    yield from _due(desk, dossiers=False)


def due_dossiers(desk: Desk) -> Iterator[int]:
    """The same for dossiers; one whose year before is due is due with it. Those of one organisation come one after the other."""
    numbers = [_number(subject) for subject in _due(desk, dossiers=True)]
    with desk.database.reading() as session:
        wanted = with_next_year(session, numbers)
    yield from wanted


def _number(subject: str) -> int:
    return int(subject.rpartition("-")[2])


def _due(desk: Desk, dossiers: bool) -> Sequence[str]:
    found: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        with desk.database.reading() as session:
            part = due(session, desk.version, cursor, dossiers=dossiers)
        found += part.items
        cursor = part.next
    return found


def settle_due(desk: Desk) -> int:
    """Checks whatever is due after a change by hand: documents, then dossiers; how many."""
    names, done = list(due_documents(desk)), 0
    for name in names:
        document = fetch(desk, name)
        if document is not None:
            check_filed(desk, document)
            done += 1
    numbers = list(due_dossiers(desk))
    for number in numbers:
        check_filed_dossier(desk, number)
    return done + len(numbers)
