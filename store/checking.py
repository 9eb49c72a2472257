"""A check's outcome into the database: what is new, what is gone, what is still there.

A subject is a document (its id) or a dossier (`Dossier.subject`). Findings are recognised by their fingerprint: one that a check no
longer finds stays as `gone`, with the decisions on it, and comes back under them. Saving the same outcome twice changes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, select, update
from sqlalchemy.orm import Session

from disclosure.relation import Finding, Relation
from disclosure.report import Coverage
from disclosure.settings import normal
from store.codec import encode
from store.columns import now
from store.decisions import State, states_of
from store.errors import UnknownRecordError
from store.ledger import write_ledger
from store.ranks import rank_of
from store.runs import Changes, note_changes
from store.search import add_words, drop_words, indexed
from store.tables import DocumentRow, DossierRow, FindingRow, SubjectRow
from store.text import clean

Place = tuple[str, int]
"""A finding in its subject: fingerprint, and which of several with the same one."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose findings they are: repeated in their rows for the lists."""

    subject: str
    org: str | None
    fiscal_year: int | None


def save_check(
    session: Session,
    subject: str,
    relations: Sequence[Relation],
    findings: Sequence[Finding],
    coverage: Sequence[Coverage],
    version: str,
    run: int | None = None,
) -> Changes:
    """Keeps a check's outcome and says how the findings changed by it.

    `version` is the fingerprint of the rules, `run` the number of the run that it belongs to, if any. Raises UnknownRecordError.
    """
    moment, owner = now(), _owner(session, subject)
    write_ledger(session, subject, relations, coverage)
    before = {(row.fingerprint, row.nth): row for row in _rows(session, subject)}
    after = _places(findings)
    states = states_of(session, sorted({fingerprint for fingerprint, _ in after}))
    rows = {place: _row(owner, place, finding, states[place[0]], moment) for place, finding in after.items()}
    _write_new(session, [row for place, row in rows.items() if place not in before])
    _write_still(session, [(before[place], row) for place, row in rows.items() if place in before])
    lost = [row.id for place, row in before.items() if place not in after and row.gone_at is None]
    gone = {"state": State.GONE, "gone_at": moment}
    for start in range(0, len(lost), 500):
        session.execute(update(FindingRow).where(FindingRow.id.in_(lost[start : start + 500])).values(gone))
    session.execute(update(SubjectRow).where(SubjectRow.id == subject).values(version=version, checked_at=moment))
    was = {fingerprint for (fingerprint, _), row in before.items() if row.gone_at is None}
    changes = Changes.between(was, {fingerprint for fingerprint, _ in after})
    return note_changes(session, subject, version, run, changes, moment)


def _owner(session: Session, subject: str) -> Owner:
    """Who the subject is, held for the rest of the transaction. Raises UnknownRecordError."""
    row = session.get(SubjectRow, subject, populate_existing=True, with_for_update=True)
    if row is None:
        raise UnknownRecordError(subject)
    if row.document_id:
        document = session.get_one(DocumentRow, row.document_id, populate_existing=True)
        return Owner(subject, document.org, document.fiscal_year)
    dossier = session.get_one(DossierRow, row.dossier_id)
    return Owner(subject, dossier.org, dossier.fiscal_year)


def _rows(session: Session, subject: str) -> Sequence[Row[*tuple[Any, ...]]]:
    """What is known of the subject's findings, gone ones too."""
    query = select(FindingRow.id, FindingRow.fingerprint, FindingRow.nth, FindingRow.gone_at, FindingRow.zh, FindingRow.en).where(
        FindingRow.subject == subject
    )
    return session.execute(query).all()


def _places(findings: Sequence[Finding]) -> dict[Place, Finding]:
    """The findings by fingerprint and number among those with the same one."""
    seen: Counter[str] = Counter()
    places: dict[Place, Finding] = {}
    for finding in findings:
        places[finding.fingerprint, seen[finding.fingerprint]] = finding
        seen[finding.fingerprint] += 1
    return places


def _row(owner: Owner, place: Place, finding: Finding, state: State, moment: datetime) -> dict[str, Any]:
    """The finding as a row."""
    mine = next((evidence for evidence in finding.evidence if evidence.document == owner.subject), None)
    shown = mine or next(iter(finding.evidence), None)
    return {
        "subject": owner.subject,
        "fingerprint": place[0],
        "nth": place[1],
        "rule": finding.rule,
        "family": finding.family,
        "verdict": finding.status.value,
        "severity": finding.severity.value,
        "rank": rank_of(finding.severity, finding.status),
        "state": state.value,
        "waived": finding.waived is not None,
        "zh": clean(finding.message.zh),
        "en": clean(finding.message.en),
        "org": owner.org,
        "org_key": normal(owner.org or ""),
        "fiscal_year": owner.fiscal_year,
        "page": shown.place.page if shown else None,
        "first_seen": moment,
        "last_seen": moment,
        "gone_at": None,
        "body": encode(finding),
    }


def _write_new(session: Session, rows: list[dict[str, Any]]) -> None:
    """Adds findings, and their words to the index."""
    if not rows:
        return
    order = insert(FindingRow).returning(FindingRow.id, FindingRow.zh, FindingRow.en)
    made = session.execute(order, rows).all()
    add_words(session, [(number, indexed(zh, en)) for number, zh, en in made])


def _write_still(session: Session, pairs: list[tuple[Row[*tuple[Any, ...]], dict[str, Any]]]) -> None:
    """Brings findings that were known up to date: they keep their number and the moment when they were first seen."""
    if not pairs:
        return
    fixed = {"subject", "fingerprint", "nth", "first_seen"}
    rows = [{"id": old.id} | {name: value for name, value in new.items() if name not in fixed} for old, new in pairs]
    session.execute(update(FindingRow), rows)
    reworded = [(old, new) for old, new in pairs if (old.zh, old.en) != (new["zh"], new["en"])]
    drop_words(session, [(old.id, indexed(old.zh, old.en)) for old, _ in reworded])
    add_words(session, [(old.id, indexed(new["zh"], new["en"])) for old, new in reworded])
