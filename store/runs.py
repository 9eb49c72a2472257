"""Runs of the checks: which version of the rules looked at what, which findings are new or gone by it, and what is due again."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from store.columns import now
from store.errors import UnknownRecordError
from store.paging import Slice, beyond, cut, read_cursor
from store.tables import ChangeRow, CheckRow, RunRow, SubjectRow, table_of


@dataclass(frozen=True, slots=True)
class Changes:
    """Fingerprints of findings that a check found for the first time, no longer, and again."""

    new: frozenset[str] = frozenset()
    gone: frozenset[str] = frozenset()
    still: frozenset[str] = frozenset()

    @classmethod
    def between(cls, before: Set[str], after: Set[str]) -> Changes:
        """What turns the findings before into those after."""
        return cls(frozenset(after - before), frozenset(before - after), frozenset(before & after))

    def then(self, later: Changes) -> Changes:
        """Both steps as one: what came and went again, or went and came back, is no change."""
        new = (self.new - later.gone) | (later.new - self.gone)
        gone = (self.gone - later.new) | (later.gone - self.new)
        return Changes(new, gone, (later.new | later.still) - new)


@dataclass(frozen=True, slots=True)
class Run:
    """One run over any number of subjects, and the sums of its changes."""

    id: int
    version: str
    note: str
    started_at: datetime
    finished_at: datetime | None
    checked: int = 0
    new: int = 0
    gone: int = 0
    still: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """A finding that is `new` or `gone` by a check of the subject."""

    subject: str
    fingerprint: str
    change: str


def start_run(session: Session, version: str, note: str = "") -> Run:
    """A new run of the rules of that version."""
    row = RunRow(version=version, note=note, started_at=now())
    session.add(row)
    session.flush()
    return Run(row.id, version, note, row.started_at, None)


def finish_run(session: Session, run: int) -> Run:
    """The run with its sums, marked as finished. Raises UnknownRecordError."""
    session.execute(update(RunRow).where(RunRow.id == run).values(finished_at=now()))
    return load_run(session, run)


def load_run(session: Session, run: int) -> Run:
    """The run with its sums. Raises UnknownRecordError."""
    row = session.get(RunRow, run, populate_existing=True)
    if row is None:
        raise UnknownRecordError(f"run {run}")
    sums = [func.coalesce(func.sum(column), 0) for column in (CheckRow.new, CheckRow.gone, CheckRow.still)]
    counts = session.execute(select(func.count(), sums[0], sums[1], sums[2]).where(CheckRow.run_id == run)).one()
    return Run(row.id, row.version, row.note, row.started_at, row.finished_at, *map(int, counts))


def changes_of(session: Session, run: int, cursor: str = "", limit: int = 200) -> Slice[Change]:
    """A slice of what the run changed, by subject. Raises BadCursorError."""
    query = select(CheckRow.subject, ChangeRow.fingerprint, ChangeRow.change).join(CheckRow).where(CheckRow.run_id == run)
    if cursor:
        query = query.where(beyond((CheckRow.subject, ChangeRow.fingerprint), read_cursor(cursor, str, str)))
    query = query.order_by(CheckRow.subject, ChangeRow.fingerprint).limit(limit + 1)
    found = [Change(*row) for row in session.execute(query)]
    return cut(found, limit, lambda change: (change.subject, change.fingerprint))


def due(session: Session, version: str, cursor: str = "", limit: int = 500, *, dossiers: bool = False) -> Slice[str]:
    """A slice of the subjects whose last check was by other rules, or that changed since: documents, or dossiers."""
    column = SubjectRow.dossier_id if dossiers else SubjectRow.document_id
    query = select(SubjectRow.id).where(SubjectRow.version != version, column.is_not(None))
    if cursor:
        query = query.where(SubjectRow.id > read_cursor(cursor, str)[0])
    found = session.scalars(query.order_by(SubjectRow.id).limit(limit + 1)).all()
    return cut(found, limit, lambda subject: (subject,))


def note_changes(session: Session, subject: str, version: str, run: int | None, changes: Changes, moment: datetime) -> Changes:
    """Writes down a check; within one run a subject has one, and a repeated check is added to what the first changed."""
    known = select(CheckRow).where(CheckRow.run_id == run, CheckRow.subject == subject) if run is not None else None
    row = session.scalar(known) if known is not None else None
    if row is None:
        row = CheckRow(run_id=run, subject=subject, new=0, gone=0, still=0)
        session.add(row)
    else:
        changes = _of_check(session, row.id).then(changes)
    row.version, row.at = version, moment
    row.new, row.gone, row.still = len(changes.new), len(changes.gone), len(changes.still)
    session.flush()
    session.execute(delete(ChangeRow).where(ChangeRow.check_id == row.id))
    lines = [{"check_id": row.id, "fingerprint": name, "change": "new"} for name in sorted(changes.new)]
    lines += [{"check_id": row.id, "fingerprint": name, "change": "gone"} for name in sorted(changes.gone)]
    if lines:
        session.connection().execute(insert(table_of(ChangeRow)), lines)
    return changes


def _of_check(session: Session, check: int) -> Changes:
    """What a check changed, as far as it was written down: those still there follow from the next."""
    rows = session.execute(select(ChangeRow.fingerprint, ChangeRow.change).where(ChangeRow.check_id == check)).all()
    groups = {kind: frozenset(name for name, change in rows if change == kind) for kind in ("new", "gone")}
    return Changes(groups["new"], groups["gone"])
