"""What people decide on findings: events that are only ever added, from which each finding's state follows.

A decision holds for a fingerprint: for the same finding after a re-run, in a re-scan, and when it comes back after it was gone. The
database itself refuses to change or remove one (triggers of step 0002). Refuses a dismissal or an explanation without a reason.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from store.columns import now
from store.errors import OvertakenError, ReasonNeededError, UnknownRecordError
from store.tables import DecisionRow, FindingRow
from store.text import clean


class Choice(StrEnum):
    """What can be decided. A comment changes no state."""

    CONFIRM = "confirm"
    DISMISS = "dismiss"
    EXPLAIN = "explain"
    REOPEN = "reopen"
    COMMENT = "comment"


class State(StrEnum):
    """Where a finding stands. `gone`: the last check no longer found it."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    EXPLAINED = "explained"
    GONE = "gone"


LEADS_TO = {
    Choice.CONFIRM: State.CONFIRMED,
    Choice.DISMISS: State.DISMISSED,
    Choice.EXPLAIN: State.EXPLAINED,
    Choice.REOPEN: State.OPEN,
}

PRESENT = (State.OPEN, State.CONFIRMED, State.DISMISSED, State.EXPLAINED)
"""The states of findings that are there."""

NEED_REASON = frozenset({Choice.DISMISS, Choice.EXPLAIN})


@dataclass(frozen=True, slots=True)
class Decision:
    """One event: who decided what on which finding, when and why. `id` grows with time."""

    id: int
    fingerprint: str
    choice: Choice
    reason: str
    who: str
    at: datetime


def state_of(choices: Iterable[Choice]) -> State:
    """The state that follows from decisions in the order in which they were made, for a finding that is there."""
    state = State.OPEN
    for choice in choices:
        state = LEADS_TO.get(choice, state)
    return state


def record_decision(
    session: Session, fingerprint: str, choice: Choice, who: str, reason: str = "", *, after: int | None = None
) -> Decision:
    """Adds the decision and moves the findings of that fingerprint to the state that follows.

    `after` is the id of the last decision that the person has seen (0 for none): where there is a later one, OvertakenError is raised
    and nothing is kept. Raises UnknownRecordError and ReasonNeededError.
    """
    reason, choice = clean(reason).strip(), Choice(choice)
    if choice in NEED_REASON and not reason:
        raise ReasonNeededError(fingerprint, choice=choice)
    query = select(FindingRow.id).where(FindingRow.fingerprint == fingerprint).order_by(FindingRow.id).with_for_update()
    if not session.scalars(query).all():
        raise UnknownRecordError(fingerprint)
    earlier = decisions_on(session, fingerprint)
    if after is not None and earlier and earlier[-1].id > after:
        raise OvertakenError(fingerprint, who=earlier[-1].who)
    row = DecisionRow(fingerprint=fingerprint, decision=choice, reason=reason, who=clean(who), at=now())
    session.add(row)
    session.flush()
    state = state_of([*(event.choice for event in earlier), choice])
    there = FindingRow.gone_at.is_(None)
    session.execute(update(FindingRow).where(FindingRow.fingerprint == fingerprint, there).values(state=state))
    return _decision(row)


def decisions_on(session: Session, fingerprint: str) -> tuple[Decision, ...]:
    """Every decision on the finding, the first first."""
    query = select(DecisionRow).where(DecisionRow.fingerprint == fingerprint).order_by(DecisionRow.id)
    return tuple(_decision(row) for row in session.scalars(query))


def states_of(session: Session, fingerprints: Sequence[str]) -> dict[str, State]:
    """The state that follows from the decisions on each fingerprint, for findings that are there."""
    choices: dict[str, list[Choice]] = defaultdict(list)
    query = select(DecisionRow.fingerprint, DecisionRow.decision).order_by(DecisionRow.id)
    for start in range(0, len(fingerprints), 500):
        part = fingerprints[start : start + 500]
        for fingerprint, choice in session.execute(query.where(DecisionRow.fingerprint.in_(part))):
            choices[fingerprint].append(Choice(choice))
    return {fingerprint: state_of(choices[fingerprint]) for fingerprint in fingerprints}


def _decision(row: DecisionRow) -> Decision:
    return Decision(row.id, row.fingerprint, Choice(row.decision), row.reason, row.who, row.at)
