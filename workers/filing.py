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
from disclosure.report import cover
from store.artifacts import ArtifactStore
from store.checking import save_check
from store.database import Database
from store.documents import is_current, load_document, save_document
from store.dossiers import load_dossier, members, neighbours
from store.runs import Changes, due
from workers.stages import CHECKS


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

    @property
    def version(self) -> str:
        """The version of the rules: changes with their code and data."""
        return CHECKS.version


def file_and_check(desk: Desk, document: Document, artifact: str, size: int | None = None) -> None:
    """Keeps the document and what the rules say of it; `artifact` is its path in the store. Nothing is done twice."""
    with desk.database.writing() as session:
        if is_current(session, document, artifact, desk.version):
            return
        save_document(session, document, size=size, artifact=artifact)
    check_filed(desk, document)


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
    made = desk.store.load_at(known.artifact, Document) if known.artifact else None
    if made is None:
        return None
    own = known.identity
    return replace(made, name=known.name, org=own.org, fiscal_year=own.fiscal_year, kinds=own.kinds, level=own.level)


def check_filed_dossier(desk: Desk, number: int, run: int | None = None) -> Changes:
    """Checks the dossier against itself and the year before, and keeps what came of it. Members whose artifact is gone are left out."""
    with desk.database.reading() as session:
        dossier = load_dossier(session, number)
        before = neighbours(session, dossier, (-1,))
        names = [member.document for one in (dossier, *before) for member in members(session, one.id)]
    documents = tuple(document for name in names if (document := fetch(desk, name)))
    relations, findings = check_dossier(Dossier(dossier.subject, dossier.organisation, documents), desk.chosen)
    # What only concerns the year before belongs to the dossier of that year.
    current = {document.id for document in documents if document.fiscal_year == dossier.fiscal_year}
    mine = [one for one in relations if current & {operand.document for operand in one.operands}]
    told = [one for one in findings if current & {evidence.document for evidence in one.evidence}]
    coverage = cover(dossier.subject, (), mine)
    with desk.database.writing() as session:
        return save_check(session, dossier.subject, mine, told, coverage, desk.version, run)


def due_documents(desk: Desk) -> Iterator[str]:
    """Documents whose last check was by other rules, or that changed since."""
    yield from _due(desk, dossiers=False)


def due_dossiers(desk: Desk) -> Iterator[int]:
    """The same for dossiers; one whose year before is due is due with it."""
    numbers = dict.fromkeys(_number(subject) for subject in _due(desk, dossiers=True))
    with desk.database.reading() as session:
        later = [other.id for number in numbers for other in neighbours(session, load_dossier(session, number), (1,))]
    yield from dict.fromkeys([*numbers, *later])


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
