"""Findings for review screens: filtered lists a slice at a time, counts, and one finding in full with its decisions.

The order is severity, then how sure it is, then the order in which findings came to be known (`store.ranks`). A wide list is read from
an index that has this order, one walk for each state and rule, merged here; a narrow one is gathered first and then sorted.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, select
from sqlalchemy.orm import Session

from disclosure.arithmetic import Verdict
from disclosure.messages import Text
from disclosure.relation import Finding, Severity
from disclosure.settings import normal
from store.codec import decode
from store.decisions import PRESENT, Decision, State, decisions_on
from store.dossiers import How, subject_of
from store.errors import UnknownRecordError
from store.paging import Slice, beyond, cut, read_cursor
from store.ranks import rank_of, ranks_of, severity_of, verdict_of
from store.search import among_candidates, candidates, saying
from store.tables import DocumentRow, FindingRow, MemberRow, SubjectRow


@dataclass(frozen=True, slots=True)
class FindingFilter:
    """Which findings: what is empty fits all. By default those that are there, whatever was decided.

    `rules` are codes; `dossier` takes the findings of its documents and of itself; `text` is a part of the message in either
    language.
    """

    states: tuple[State, ...] = PRESENT
    severities: tuple[Severity, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    rules: tuple[str, ...] = ()
    organisation: str = ""
    fiscal_year: int | None = None
    subject: str = ""
    dossier: int | None = None
    waived: bool | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class ListedFinding:
    """A finding as a list shows it. `subject` is a document's id or a dossier; `document` the file's name, empty for a dossier."""

    id: int
    subject: str
    document: str
    fingerprint: str
    rule: str
    family: str
    verdict: Verdict
    severity: Severity
    state: State
    waived: bool
    message: Text
    organisation: str | None
    fiscal_year: int | None
    page: int | None
    first_seen: datetime
    last_seen: datetime
    gone_at: datetime | None


@dataclass(frozen=True, slots=True)
class ReviewedFinding:
    """A finding in full, with every decision on it."""

    listed: ListedFinding
    finding: Finding
    decisions: tuple[Decision, ...]


class By(StrEnum):
    """What findings can be counted by; the values are columns."""

    RULE = "rule"
    SEVERITY = "severity"
    VERDICT = "verdict"
    STATE = "state"
    ORGANISATION = "org_key"
    YEAR = "fiscal_year"


WALKS = 400
"""At most so many walks are merged; more states and rules than that are gathered and sorted."""

GROUP, NEAR = 8, 2000
"""So many rules are first looked for together, among so many findings from where the slice begins."""

_LISTED = (
    FindingRow.id,
    FindingRow.subject,
    DocumentRow.name.label("document"),
    FindingRow.fingerprint,
    FindingRow.rule,
    FindingRow.family,
    FindingRow.verdict,
    FindingRow.severity,
    FindingRow.state,
    FindingRow.waived,
    FindingRow.zh,
    FindingRow.en,
    FindingRow.org,
    FindingRow.fiscal_year,
    FindingRow.page,
    FindingRow.first_seen,
    FindingRow.last_seen,
    FindingRow.gone_at,
)


def list_findings(session: Session, wanted: FindingFilter, cursor: str = "", limit: int = 50) -> Slice[ListedFinding]:
    """A slice of the findings that fit. Raises BadCursorError."""
    few = _few(session, wanted)
    conditions = [*_conditions(session, wanted), *few]
    if cursor:
        conditions.append(beyond((FindingRow.rank, FindingRow.id), read_cursor(cursor, int, int)))
    # First only where they stand in the list, which the indexes know; then the rows of those that are shown.
    walks = [*_walked(session, wanted, conditions, limit + 1, bool(few))]
    numbers = [number for _, number in islice(heapq.merge(*walks), limit + 1)]
    rows = {row.id: _listed(row) for row in session.execute(_query().where(FindingRow.id.in_(numbers)))}
    found = [rows[number] for number in numbers]
    return cut(found, limit, lambda finding: (rank_of(finding.severity, finding.verdict), finding.id))


def count_findings(session: Session, wanted: FindingFilter, by: By, limit: int = 100) -> tuple[tuple[str | int | None, int], ...]:
    """How many findings fit, by one of their sides, the commonest first; the first `limit` values.

    Organisations are in the form in which names are compared.
    """
    ranked = {By.SEVERITY: severity_of, By.VERDICT: verdict_of}
    column = FindingRow.rank if by in ranked else getattr(FindingRow, by.value)
    sides = (FindingRow.state, column) if by in ranked else (column,)  # in the order of an index
    few = _few(session, wanted) or ([among_candidates(session, wanted.text)] if wanted.text else [])
    query = select(column, func.count()).where(*_conditions(session, wanted), *few, *_unplanned(wanted)).group_by(*sides)
    counts: Counter[str | int | None] = Counter()
    for value, number in session.execute(query):
        counts[ranked[by](value) if by in ranked else value] += number
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], str(item[0])))[:limit])


def load_finding(session: Session, number: int) -> ReviewedFinding:
    """The finding of that number, in full. Raises UnknownRecordError."""
    row = session.execute(_query().add_columns(FindingRow.body).where(FindingRow.id == number)).one_or_none()
    if row is None:
        raise UnknownRecordError(f"finding {number}")
    return ReviewedFinding(_listed(row), decode(row.body, Finding), decisions_on(session, row.fingerprint))


def findings_of(session: Session, subject: str, *, gone: bool = False) -> tuple[Finding, ...]:
    """The subject's findings in full, as its last check left them; with those that are gone, if wanted."""
    query = select(FindingRow.body).where(FindingRow.subject == subject).order_by(FindingRow.rank, FindingRow.id)
    if not gone:
        query = query.where(FindingRow.gone_at.is_(None))
    return tuple(decode(body, Finding) for body in session.scalars(query))


def _query() -> Select[*tuple[Any, ...]]:
    """Findings with the names of their documents."""
    joined = select(*_LISTED).join(SubjectRow, SubjectRow.id == FindingRow.subject)
    return joined.outerjoin(DocumentRow, DocumentRow.id == SubjectRow.document_id)


def _walked(
    session: Session, wanted: FindingFilter, conditions: Sequence[ColumnElement[bool]], count: int, narrow: bool
) -> Iterator[Sequence[tuple[int, int]]]:
    """The first `count` places of the list (rank, id) in parts, each in the order of the list."""
    query = select(FindingRow.rank, FindingRow.id).where(*conditions)
    rules = wanted.rules or (None,)
    if narrow or len(rules) * len(wanted.states) > WALKS:
        # Sorted by an expression: planners like to walk the index in order through all findings for the few that fit.
        query = query.where(*_unplanned(wanted)).order_by(FindingRow.rank + 0, FindingRow.id)
        yield session.execute(query.limit(count)).tuples().all()
        return
    for state in wanted.states:
        walk = query.where(FindingRow.state == state).order_by(FindingRow.rank, FindingRow.id)
        near = _near(session, walk, wanted.rules, count) if len(rules) >= GROUP else None
        if near is not None:
            yield near
            continue
        for rule in rules:
            yield session.execute((walk if rule is None else walk.where(FindingRow.rule == rule)).limit(count)).tuples().all()


def _near(session: Session, walk: Select[int, int], rules: Sequence[str], count: int) -> Sequence[tuple[int, int]] | None:
    """The places among the first `NEAR` of the walk, whatever the rule; None where those are too few to tell and more follow.

    A group of many rules is soon found in the list itself; a walk for each of its rules would cost a question each.
    """
    first = walk.add_columns(FindingRow.rule).limit(NEAR).subquery()
    chosen = select(first.c.rank, first.c.id).where(first.c.rule.in_(rules)).order_by(first.c.rank, first.c.id)
    found = session.execute(chosen.limit(count)).tuples().all()
    if len(found) == count:
        return found
    whole = session.scalar(select(func.count()).select_from(first)) or 0
    return found if whole < NEAR else None


def _unplanned(wanted: FindingFilter) -> Iterator[ColumnElement[bool]]:
    """The conditions on states and rules, hidden from planners that would take them for the shortest way."""
    yield func.coalesce(FindingRow.state, "").in_(wanted.states)
    if wanted.rules:
        yield func.coalesce(FindingRow.rule, "").in_(wanted.rules)


def _conditions(session: Session, wanted: FindingFilter) -> Iterator[ColumnElement[bool]]:
    """The filter as conditions, but for states, rules and what `_few` looks up."""
    if wanted.severities or wanted.verdicts:
        ranks = ranks_of(wanted.severities, wanted.verdicts)
        # The range is what an index in the order of the list can use; a list of values would have to be sorted.
        yield FindingRow.rank.between(ranks[0], ranks[-1])
        yield func.coalesce(FindingRow.rank, 0).in_(ranks)
    if wanted.organisation:
        yield FindingRow.org_key == normal(wanted.organisation)
    if wanted.fiscal_year is not None:
        yield FindingRow.fiscal_year == wanted.fiscal_year
    if wanted.waived is not None:
        yield FindingRow.waived == wanted.waived
    if wanted.text:
        yield saying(session, wanted.text)


def _few(session: Session, wanted: FindingFilter) -> list[ColumnElement[bool]]:
    """Conditions that leave but a few findings, as plain lists that no planner can misjudge; none where the filter is wide."""
    few: list[ColumnElement[bool]] = []
    if wanted.subject:
        few.append(FindingRow.subject == wanted.subject)
    if wanted.dossier is not None:
        inside = (MemberRow.dossier_id == wanted.dossier) & (MemberRow.how != How.REMOVED)
        documents = session.scalars(select(MemberRow.document_id).where(inside)).all()
        few.append(FindingRow.subject.in_([*documents, subject_of(wanted.dossier)]))
    if wanted.text and (found := candidates(session, wanted.text)) is not None:
        few.append(FindingRow.id.in_(found))
    return few


def _listed(row: Row[*tuple[Any, ...]]) -> ListedFinding:
    """The row as a noun."""
    return ListedFinding(
        id=row.id,
        subject=row.subject,
        document=row.document or "",
        fingerprint=row.fingerprint,
        rule=row.rule,
        family=row.family,
        verdict=Verdict(row.verdict),
        severity=Severity(row.severity),
        state=State(row.state),
        waived=row.waived,
        message=Text(row.zh, row.en),
        organisation=row.org,
        fiscal_year=row.fiscal_year,
        page=row.page,
        first_seen=row.first_seen,
        last_seen=row.last_seen,
        gone_at=row.gone_at,
    )
