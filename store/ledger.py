"""The ledger of a subject's last check: per rule how often it was applied and what came of it, and in full what does not simply hold.

Relations that hold are counted, not kept: hundreds per document, and the checks make them again from the artifact within seconds.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from disclosure.arithmetic import Verdict
from disclosure.relation import Relation
from disclosure.report import Coverage
from store.codec import decode, encode
from store.tables import LedgerLineRow, LedgerRow, RuleSetRow, SubjectRow, table_of
from store.upsert import add_missing, put

SETTLED = frozenset({Verdict.HOLDS, Verdict.ROUNDING})
"""Verdicts of relations that are only counted."""

COUNTS = ("applicable", *(verdict.value for verdict in Verdict))

Reasons = dict[str, tuple[tuple[str, int], ...]]


def write_ledger(session: Session, subject: str, relations: Sequence[Relation], coverage: Sequence[Coverage]) -> None:
    """Puts the check's counts and open relations in place of those of the check before."""
    rules = tuple(line.rule for line in coverage)
    rule_set = hashlib.sha256("|".join(rules).encode()).hexdigest()[:16]
    add_missing(session, RuleSetRow, [{"id": rule_set, "rules": rules}])
    session.execute(update(SubjectRow).where(SubjectRow.id == subject).values(rule_set=rule_set))
    session.execute(delete(LedgerLineRow).where(LedgerLineRow.subject == subject))
    lines = [_line(subject, line) for line in coverage if line.applicable]
    if lines:
        session.connection().execute(insert(table_of(LedgerLineRow)), lines)
    open_ones = tuple(relation for relation in relations if relation.verdict not in SETTLED)
    reasons: Reasons = {line.rule: line.reasons for line in coverage if line.reasons}
    put(session, LedgerRow, [{"subject": subject, "relations": encode(open_ones), "reasons": encode(reasons)}])


def load_relations(session: Session, subject: str) -> tuple[Relation, ...]:
    """The relations of the last check that do not simply hold (broken, explained, doubtful, unresolved, undefined), in order."""
    body = session.scalar(select(LedgerRow.relations).where(LedgerRow.subject == subject))
    return decode(body, tuple[Relation, ...]) if body else ()


def load_coverage(session: Session, subject: str) -> tuple[Coverage, ...]:
    """The coverage of the last check by rule: every rule that was run, also where it found nothing to apply to."""
    rules = session.scalar(select(RuleSetRow.rules).join(SubjectRow).where(SubjectRow.id == subject)) or ()
    body = session.scalar(select(LedgerRow.reasons).where(LedgerRow.subject == subject))
    reasons = decode(body, Reasons) if body else {}
    rows = session.scalars(select(LedgerLineRow).where(LedgerLineRow.subject == subject))
    counts = {row.rule: {name: getattr(row, name) for name in COUNTS} for row in rows}
    return tuple(_coverage(subject, rule, counts.get(rule, {}), reasons.get(rule, ())) for rule in rules)


def total_coverage(session: Session, rule: str = "") -> tuple[Coverage, ...]:
    """The counts of the last checks of all subjects together, by rule; of one rule, if wanted."""
    sums = [func.sum(getattr(LedgerLineRow, name)).label(name) for name in COUNTS]
    query = select(LedgerLineRow.rule, *sums).group_by(LedgerLineRow.rule).order_by(LedgerLineRow.rule)
    if rule:
        query = query.where(LedgerLineRow.rule == rule)
    rows = session.execute(query).mappings()
    return tuple(_coverage("", row["rule"], {name: int(row[name]) for name in COUNTS}) for row in rows)


def _line(subject: str, line: Coverage) -> dict[str, Any]:
    return {"subject": subject, "rule": line.rule} | {name: getattr(line, name) for name in COUNTS}


def _coverage(subject: str, rule: str, counts: dict[str, int], reasons: tuple[tuple[str, int], ...] = ()) -> Coverage:
    return Coverage(subject, rule, reasons=reasons, **counts)
