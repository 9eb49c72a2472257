"""What an overview of a whole archive needs and no list gives: sums over all documents, sums by subject, files never read.

Takes a session for reading; gives plain values, a few hundred rows at a time where there may be very many.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased

from disclosure.messages import Text
from disclosure.overview import UnreadFile
from disclosure.relation import Finding
from store.batches import ItemState
from store.codec import decode
from store.ledger import COUNTS
from store.tables import BatchItemRow, DocumentRow, FindingRow, LedgerLineRow, SubjectRow

CHUNK = 500
"""Rows that are looked at together."""

ENDED = (ItemState.DONE, ItemState.FAILED)


@dataclass(frozen=True, slots=True)
class Sums:
    """How much there is: documents, those with scanned pages, pages, figures."""

    documents: int
    scanned: int
    pages: int
    facts: int


@dataclass(slots=True)
class SubjectSums:
    """A subject's last check: its version, the ledger's counts by verdict, and its findings by severity and state."""

    version: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    findings: list[tuple[str, str, str, bool, int]] = field(default_factory=list)
    """Severity, verdict, state, waived, how many."""


def sums(session: Session) -> Sums:
    """The sums over all documents."""
    pages, facts = (func.coalesce(func.sum(column), 0) for column in (DocumentRow.pages, DocumentRow.facts))
    documents, pages_in_all, facts_in_all = session.execute(select(func.count(), pages, facts).select_from(DocumentRow)).one()
    scanned = session.scalar(select(func.count()).select_from(DocumentRow).where(DocumentRow.scanned)) or 0
    return Sums(documents, scanned, int(pages_in_all), int(facts_in_all))


def versions(session: Session) -> dict[str, int]:
    """How many documents were last checked by each version of the rules; under '' those that are due, changed or never checked."""
    query = select(SubjectRow.version, func.count()).where(SubjectRow.document_id.is_not(None)).group_by(SubjectRow.version)
    return dict(session.execute(query).tuples().all())


def organisation_names(session: Session) -> dict[str, str]:
    """The printed name of each organisation by the form in which names are compared."""
    query = select(DocumentRow.org_key, func.max(DocumentRow.org)).group_by(DocumentRow.org_key)
    return {key: name for key, name in session.execute(query) if key and name}


def laid_out(session: Session, suffixes: Sequence[str]) -> frozenset[str]:
    """The ids of documents whose names end so."""
    ends = [func.lower(DocumentRow.name).endswith(suffix, autoescape=True) for suffix in suffixes]
    return frozenset(session.scalars(select(DocumentRow.id).where(or_(*ends))))


def subject_sums(session: Session, subjects: Sequence[str]) -> dict[str, SubjectSums]:
    """What the last checks of these subjects came to."""
    found: dict[str, SubjectSums] = defaultdict(SubjectSums)
    for subject, version in session.execute(select(SubjectRow.id, SubjectRow.version).where(SubjectRow.id.in_(subjects))):
        found[subject].version = version
    totals = [func.sum(getattr(LedgerLineRow, name)).label(name) for name in COUNTS]
    lines = select(LedgerLineRow.subject, *totals).where(LedgerLineRow.subject.in_(subjects)).group_by(LedgerLineRow.subject)
    for line in session.execute(lines).mappings():
        found[line["subject"]].counts = {name: int(line[name]) for name in COUNTS}
    row = FindingRow
    there = (row.subject.in_(subjects), row.gone_at.is_(None))
    query = select(row.subject, row.severity, row.verdict, row.state, row.waived, func.count()).where(*there)
    grouped = query.group_by(row.subject, row.severity, row.verdict, row.state, row.waived)
    for subject, severity, verdict, state, waived, count in session.execute(grouped).tuples():
        found[subject].findings.append((severity, verdict, state, waived, count))
    return found


def whole_findings(session: Session, numbers: Sequence[int]) -> dict[int, Finding]:
    """The findings of these numbers in full."""
    query = select(FindingRow.id, FindingRow.body).where(FindingRow.id.in_(numbers))
    return {number: decode(body, Finding) for number, body in session.execute(query)}


def waiting(session: Session) -> int:
    """How many files of batches wait or are being worked through, and did not end in a later batch."""
    later = aliased(BatchItemRow)
    ended = select(later.id).where(later.path == BatchItemRow.path, later.id > BatchItemRow.id, later.state.in_(ENDED)).exists()
    going = BatchItemRow.state.in_((ItemState.WAITING, ItemState.RUNNING))
    return session.scalar(select(func.count(func.distinct(BatchItemRow.path))).where(going, ~ended)) or 0


def unread(session: Session) -> Iterator[UnreadFile]:
    """Files that could not be read, each once: the last attempt counts, and a member of an archive goes with its archive's."""
    last = 0
    while True:
        query = select(BatchItemRow).where(BatchItemRow.state == ItemState.FAILED, BatchItemRow.id > last)
        rows = session.scalars(query.order_by(BatchItemRow.id).limit(CHUNK)).all()
        if not rows:
            return
        ended = _last_ends(session, rows)
        for row in rows:
            if not any(ended.get(path, 0) > row.id for path in _within(row.path)):
                words = row.message or {}
                yield UnreadFile(row.path, row.error or "", Text(words.get("zh", ""), words.get("en", "")))
        last = rows[-1].id


def _last_ends(session: Session, rows: Sequence[BatchItemRow]) -> dict[str, int]:
    """The last item that ended, by path: of these files and of the archives that they may be members of."""
    paths = sorted({path for row in rows for path in _within(row.path)})
    found: dict[str, int] = {}
    for start in range(0, len(paths), CHUNK):
        inside = BatchItemRow.path.in_(paths[start : start + CHUNK]), BatchItemRow.state.in_(ENDED)
        query = select(BatchItemRow.path, func.max(BatchItemRow.id)).where(*inside).group_by(BatchItemRow.path)
        found.update(session.execute(query).tuples().all())
    return found


def _within(path: str) -> list[str]:
    """The path and everything above it, which may be an archive: `in/a.zip/b.pdf`, `in/a.zip`, `in`."""
    parts = path.split("/")
    return ["/".join(parts[:count]) for count in range(len(parts), 0, -1)]
