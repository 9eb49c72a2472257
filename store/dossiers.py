"""Dossiers (案卷): documents of one organisation and fiscal year, put together by what they say of themselves, or by hand.

A document falls into the dossier of its organisation and year by itself, and out of it again when either is corrected. What a person
pinned or removed is remembered with the reason, and no later reading changes it. Any change makes the dossier's check due again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session, aliased

from disclosure.settings import normal
from store.columns import now
from store.errors import UnknownRecordError
from store.paging import Slice, beyond, cut, read_cursor
from store.search import holds
from store.tables import DocumentRow, DossierRow, MemberRow, SubjectRow
from store.upsert import add_missing, put


class How(StrEnum):
    """How a document came into a dossier, or out of it."""

    FORMED = "formed"
    PINNED = "pinned"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Dossier:
    """One organisation, one fiscal year. `subject` is what checks of the whole dossier are saved under."""

    id: int
    organisation: str
    fiscal_year: int

    @property
    def subject(self) -> str:
        """The dossier as a subject of checks."""
        return subject_of(self.id)


@dataclass(frozen=True, slots=True)
class Member:
    """A document of a dossier, who put it there and why; `who` is empty where it came by itself."""

    document: str
    name: str
    how: How
    who: str
    reason: str
    at: datetime


def subject_of(dossier: int) -> str:
    """What checks of the dossier are saved under."""
    return f"dossier-{dossier}"


def place_by_itself(session: Session, document: DocumentRow) -> None:
    """Puts the document into the dossier of its organisation and year, and out of others it fell into before."""
    home = None
    if document.org_key and document.fiscal_year is not None:
        home = open_dossier(session, document.org or document.org_key, document.fiscal_year)
    places = session.scalars(select(MemberRow).where(MemberRow.document_id == document.id)).all()
    for place in places:
        if place.how == How.FORMED and (home is None or place.dossier_id != home.id):
            session.delete(place)
    session.flush()
    if home is not None:
        row = {"dossier_id": home.id, "document_id": document.id, "how": How.FORMED, "who": "", "reason": "", "at": now()}
        add_missing(session, MemberRow, [row])
    _due(session, {*(place.dossier_id for place in places), *([home.id] if home else [])})


def open_dossier(session: Session, organisation: str, fiscal_year: int) -> Dossier:
    """The dossier of that organisation and year, made where there is none."""
    key = normal(organisation)
    row = {"org": organisation, "org_key": key, "fiscal_year": fiscal_year, "formed_at": now()}
    found = find_dossier(session, organisation, fiscal_year)
    if found is None:
        add_missing(session, DossierRow, [row])
        found = find_dossier(session, organisation, fiscal_year)
        assert found is not None
        add_missing(session, SubjectRow, [{"id": found.subject, "dossier_id": found.id, "version": ""}])
    return found


def find_dossier(session: Session, organisation: str, fiscal_year: int) -> Dossier | None:
    """The dossier of that organisation and year, None where there is none."""
    query = select(DossierRow).where(DossierRow.org_key == normal(organisation), DossierRow.fiscal_year == fiscal_year)
    row = session.scalar(query)
    return _dossier(row) if row else None


def load_dossier(session: Session, dossier: int) -> Dossier:
    """The dossier of that number. Raises UnknownRecordError."""
    row = session.get(DossierRow, dossier)
    if row is None:
        raise UnknownRecordError(subject_of(dossier))
    return _dossier(row)


def list_dossiers(session: Session, text: str = "", cursor: str = "", limit: int = 50) -> Slice[tuple[Dossier, int]]:
    """A slice of the dossiers that have documents, with how many, by organisation and year; `text` is a part of the name."""
    inside = (MemberRow.dossier_id == DossierRow.id) & (MemberRow.how != How.REMOVED)
    count = select(func.count()).select_from(MemberRow).where(inside).correlate(DossierRow).scalar_subquery()
    query = select(DossierRow, count).where(count > 0)
    if text:
        query = query.where(holds(session, DossierRow.org, text))
    if cursor:
        query = query.where(beyond((DossierRow.org_key, DossierRow.fiscal_year), read_cursor(cursor, str, int)))
    query = query.order_by(DossierRow.org_key, DossierRow.fiscal_year).limit(limit + 1)
    found = [(_dossier(row), number) for row, number in session.execute(query)]
    return cut(found, limit, lambda pair: (normal(pair[0].organisation), pair[0].fiscal_year))


def neighbours(session: Session, dossier: Dossier, years: Sequence[int] = (-1, 1)) -> tuple[Dossier, ...]:
    """The same organisation's dossiers of the years before and after, in order, where there are any."""
    found = (find_dossier(session, dossier.organisation, dossier.fiscal_year + step) for step in sorted(years))
    return tuple(other for other in found if other)


def with_next_year(session: Session, dossiers: Sequence[int]) -> tuple[int, ...]:
    """These dossiers and those of the same organisations a year later, each once, by organisation and year."""
    later = aliased(DossierRow)
    own = select(DossierRow.org_key, DossierRow.fiscal_year, DossierRow.id)
    same = (later.org_key == DossierRow.org_key) & (later.fiscal_year == DossierRow.fiscal_year + 1)
    next_ = select(later.org_key, later.fiscal_year, later.id).select_from(DossierRow).join(later, same)
    found: set[tuple[str, int, int]] = set()
    for start in range(0, len(dossiers), 500):
        part = dossiers[start : start + 500]
        for query in (own, next_):
            found |= set(session.execute(query.where(DossierRow.id.in_(part))).tuples())
    return tuple(number for _, _, number in sorted(found))


def dossiers_for(session: Session, document: str) -> tuple[Dossier, ...]:
    """The dossiers that the document is in."""
    query = select(DossierRow).join(MemberRow).where(MemberRow.document_id == document, MemberRow.how != How.REMOVED)
    return tuple(_dossier(row) for row in session.scalars(query.order_by(DossierRow.org_key, DossierRow.fiscal_year)))


def members(session: Session, dossier: int, *, removed: bool = False) -> tuple[Member, ...]:
    """The documents of the dossier in the order of their names; with those that were removed, if wanted."""
    query = select(MemberRow, DocumentRow.name).join(DocumentRow).where(MemberRow.dossier_id == dossier)
    if not removed:
        query = query.where(MemberRow.how != How.REMOVED)
    rows = session.execute(query.order_by(DocumentRow.name, DocumentRow.id))
    return tuple(Member(row.document_id, name, How(row.how), row.who, row.reason, row.at) for row, name in rows)


def pin(session: Session, dossier: int, document: str, who: str, reason: str = "") -> None:
    """Puts the document into the dossier for good. Raises UnknownRecordError."""
    _by_hand(session, dossier, document, How.PINNED, who, reason)


def remove(session: Session, dossier: int, document: str, who: str, reason: str = "") -> None:
    """Takes the document out of the dossier for good. Raises UnknownRecordError."""
    _by_hand(session, dossier, document, How.REMOVED, who, reason)


def release(session: Session, dossier: int, document: str) -> None:
    """Forgets what was done by hand: the document falls where it says itself that it belongs."""
    row = session.get(MemberRow, (dossier, document))
    home = session.get(DocumentRow, document)
    if row is None or home is None:
        raise UnknownRecordError(f"{subject_of(dossier)}/{document}")
    session.delete(row)
    session.flush()
    place_by_itself(session, home)
    _due(session, {dossier})


def _by_hand(session: Session, dossier: int, document: str, how: How, who: str, reason: str) -> None:
    load_dossier(session, dossier)
    if session.get(DocumentRow, document) is None:
        raise UnknownRecordError(document)
    row = {"dossier_id": dossier, "document_id": document, "how": how, "who": who, "reason": reason, "at": now()}
    put(session, MemberRow, [row])
    session.expire_all()
    _due(session, {dossier})


def _due(session: Session, dossiers: set[int]) -> None:
    """The dossiers' checks are due again."""
    subjects = [subject_of(dossier) for dossier in dossiers]
    session.execute(update(SubjectRow).where(SubjectRow.id.in_(subjects)).values(version=""))


def _dossier(row: DossierRow) -> Dossier:
    return Dossier(row.id, row.org, row.fiscal_year)
