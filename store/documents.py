"""Documents into the database and out again: who published what, for which year, with its pages and figures.

Saving the same document twice gives the same rows. What a person corrected is never overwritten by a new reading. The whole document
(words, tables, sentences) stays an artifact; here is what lists, searches and dossiers need.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, insert, or_, select, update
from sqlalchemy.orm import Session

from disclosure.document import Document
from disclosure.settings import normal
from store.columns import has_word, now
from store.dossiers import place_by_itself
from store.errors import UnknownRecordError
from store.facts import write_facts
from store.identity import CORRECTABLE, Identity, identity_of, identity_values, stored_identity
from store.paging import Slice, beyond, cut, read_cursor
from store.search import holds
from store.tables import DocumentRow, FindingRow, PageRow, SourceFileRow, SourceNameRow, SubjectRow, table_of
from store.text import clean
from store.upsert import add_missing


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document as kept; `corrected` names what a person set, `artifact` is its path in the store of artifacts."""

    id: str
    sha256: str
    name: str
    identity: Identity
    corrected: tuple[str, ...]
    pages: int
    facts: int
    scanned: bool
    artifact: str
    added_at: datetime
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class DocumentFilter:
    """Which documents: what is empty fits all. `text` is a part of the file's or the organisation's name."""

    organisation: str = ""
    fiscal_year: int | None = None
    kind: str = ""
    level: str = ""
    region: str = ""
    text: str = ""


def save_document(
    session: Session, document: Document, identity: Identity | None = None, *, size: int | None = None, artifact: str = ""
) -> StoredDocument:
    """Keeps the document, its pages and figures, and puts it into its dossier; what a person corrected stays.

    `identity` says more than the document does, `size` is the file's in bytes, `artifact` where the whole document is kept. Its
    checks and those of its dossiers are due again.
    """
    _save_file(session, document, size)
    moment = now()
    add_missing(session, DocumentRow, [_empty(document, moment)])
    add_missing(session, SubjectRow, [{"id": document.id, "document_id": document.id, "version": ""}])
    values = identity_values(identity or identity_of(document), _row(session, document.id, lock=True).corrected)
    values |= {"name": clean(document.name), "pages": len(document.pages), "scanned": document.scanned, "saved_at": moment}
    values |= {"artifact": artifact} if artifact else {}
    _save_pages(session, document)
    values["facts"] = write_facts(session, document)
    session.execute(update(DocumentRow).where(DocumentRow.id == document.id).values(values))
    return _settled(session, document.id)


def is_current(session: Session, document: Document, artifact: str, version: str) -> bool:
    """Whether this very reading is kept and was checked by rules of that version; then only the file's name is noted."""
    row, subject = session.get(DocumentRow, document.id), session.get(SubjectRow, document.id)
    if row is None or subject is None or row.artifact != artifact or subject.version != version:
        return False
    add_missing(session, SourceNameRow, [{"sha256": document.sha256, "name": clean(document.name)}])
    return True


def correct_document(session: Session, document: str, **fields: Any) -> StoredDocument:
    """Sets what a person knows better (`CORRECTABLE`); it stays so, whatever later readings say, and the dossier follows.

    Raises UnknownRecordError, and ValueError for a field that cannot be set.
    """
    wrong = set(fields) - set(CORRECTABLE)
    if wrong:
        raise ValueError(f"cannot be corrected: {sorted(wrong)}")
    row = _row(session, document, lock=True)
    values = fields | {"corrected": tuple(sorted({*row.corrected, *fields}))}
    if "org" in fields:
        values["org_key"] = normal(fields["org"] or "")
    session.execute(update(DocumentRow).where(DocumentRow.id == document).values(values))
    return _settled(session, document)


def load_document(session: Session, document: str) -> StoredDocument:
    """The document of that id. Raises UnknownRecordError."""
    return _stored(_row(session, document))


def load_documents(session: Session, documents: Sequence[str]) -> tuple[StoredDocument, ...]:
    """The documents of those ids, in their order; those that are not there are left out."""
    rows = {row.id: row for row in session.scalars(select(DocumentRow).where(DocumentRow.id.in_(documents)))}
    return tuple(_stored(rows[name]) for name in documents if name in rows)


def names_of(session: Session, sha256: str) -> tuple[str, ...]:
    """Every name under which that content was seen."""
    return tuple(session.scalars(select(SourceNameRow.name).where(SourceNameRow.sha256 == sha256).order_by(SourceNameRow.name)))


def list_documents(session: Session, wanted: DocumentFilter, cursor: str = "", limit: int = 50) -> Slice[StoredDocument]:
    """A slice of the documents that fit, the latest first. Raises BadCursorError."""
    query = select(DocumentRow).where(*_conditions(session, wanted))
    if cursor:
        key = read_cursor(cursor, datetime, str)
        query = query.where(beyond((DocumentRow.added_at, DocumentRow.id), key, descending=True))
    query = query.order_by(DocumentRow.added_at.desc(), DocumentRow.id.desc()).limit(limit + 1)
    found = [_stored(row) for row in session.scalars(query)]
    return cut(found, limit, lambda document: (document.added_at, document.id))


def _conditions(session: Session, wanted: DocumentFilter) -> Iterator[ColumnElement[bool]]:
    """The filter as conditions."""
    if wanted.organisation:
        yield DocumentRow.org_key == normal(wanted.organisation)
    if wanted.fiscal_year is not None:
        yield DocumentRow.fiscal_year == wanted.fiscal_year
    if wanted.level:
        yield DocumentRow.level == wanted.level
    if wanted.region:
        yield DocumentRow.region == wanted.region
    if wanted.kind:
        yield has_word(table_of(DocumentRow).c.kinds, wanted.kind)
    if wanted.text:
        parts = (DocumentRow.name, DocumentRow.org, DocumentRow.org_short)
        yield or_(*(holds(session, part, wanted.text) for part in parts))


def _empty(document: Document, moment: datetime) -> dict[str, Any]:
    """The row of a document of which nothing is known yet."""
    lists: dict[str, Any] = {"kinds": (), "evidence": [], "corrected": ()}
    counts = {"pages": 0, "facts": 0, "scanned": False}
    texts = {"id": document.id, "sha256": document.sha256, "name": "", "org_key": "", "artifact": ""}
    return lists | counts | texts | {"added_at": moment, "saved_at": moment}


def _save_file(session: Session, document: Document, size: int | None) -> None:
    """The file behind the document, and the name it came under."""
    add_missing(session, SourceFileRow, [{"sha256": document.sha256, "size": size, "first_seen": now()}])
    if size is not None:
        session.execute(update(SourceFileRow).where(SourceFileRow.sha256 == document.sha256).values(size=size))
    add_missing(session, SourceNameRow, [{"sha256": document.sha256, "name": clean(document.name)}])


def _save_pages(session: Session, document: Document) -> None:
    """The pages in place of those that were there."""
    session.execute(delete(PageRow).where(PageRow.document_id == document.id))
    rows = [
        {
            "document_id": document.id,
            "number": page.number,
            "width": page.width,
            "height": page.height,
            "scanned": page.scanned,
            "words": len(page.words),
        }
        for page in document.pages
    ]
    if rows:
        session.connection().execute(insert(table_of(PageRow)), rows)


def _settled(session: Session, document: str) -> StoredDocument:
    """The document after a change: in its dossier, its findings under its name and year, its check due again."""
    row = _row(session, document)
    place_by_itself(session, row)
    who = {"org": row.org, "org_key": row.org_key, "fiscal_year": row.fiscal_year}
    session.execute(update(FindingRow).where(FindingRow.subject == document).values(who))
    session.execute(update(SubjectRow).where(SubjectRow.id == document).values(version=""))
    return _stored(row)


def _row(session: Session, document: str, *, lock: bool = False) -> DocumentRow:
    """The row as it is now, held for the rest of the transaction where it is to be changed."""
    row = session.get(DocumentRow, document, populate_existing=True, with_for_update=lock or None)
    if row is None:
        raise UnknownRecordError(document)
    return row


def _stored(row: DocumentRow) -> StoredDocument:
    """The row as a noun."""
    return StoredDocument(
        row.id,
        row.sha256,
        row.name,
        stored_identity(row),
        row.corrected,
        row.pages,
        row.facts,
        row.scanned,
        row.artifact,
        row.added_at,
        row.saved_at,
    )
