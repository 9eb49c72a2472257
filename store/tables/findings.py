"""What is checked (a document or a dossier), runs of the checks, what they counted and found, and what people decided."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, SmallInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import Base, Number


class SubjectRow(Base):
    """What checks are run on: one document, or one dossier. `version` is that of its last check."""

    __tablename__ = "subjects"
    __table_args__ = (CheckConstraint("(document_id IS NULL) <> (dossier_id IS NULL)", name="one"),)

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    document_id: Mapped[str | None] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"), unique=True)
    dossier_id: Mapped[int | None] = mapped_column(ForeignKey("dossiers.id", ondelete="CASCADE"), unique=True)
    version: Mapped[str] = mapped_column(index=True)
    rule_set: Mapped[str | None] = mapped_column(ForeignKey("rule_sets.id"))
    checked_at: Mapped[datetime | None]


class RuleSetRow(Base):
    """The rules that were applied together, kept once; `id` is a hash of their codes."""

    __tablename__ = "rule_sets"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    rules: Mapped[tuple[str, ...]]


class RunRow(Base):
    """One run of the checks over any number of subjects, by one version of the rules."""

    __tablename__ = "runs"

    id: Mapped[Number]
    version: Mapped[str]
    note: Mapped[str]
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]


class CheckRow(Base):
    """One subject checked once, and how its findings changed by it."""

    __tablename__ = "checks"
    __table_args__ = (UniqueConstraint("run_id", "subject"),)

    id: Mapped[Number]
    run_id: Mapped[int | None] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"))
    subject: Mapped[str] = mapped_column(ForeignKey("subjects.id", ondelete="CASCADE"), index=True)
    version: Mapped[str]
    at: Mapped[datetime]
    new: Mapped[int]
    gone: Mapped[int]
    still: Mapped[int]


class ChangeRow(Base):
    """A finding that a check found for the first time, or no longer. `change` is new or gone."""

    __tablename__ = "check_changes"

    check_id: Mapped[int] = mapped_column(ForeignKey("checks.id", ondelete="CASCADE"), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64), primary_key=True)
    change: Mapped[str] = mapped_column(String(8))


class LedgerLineRow(Base):
    """How often a rule was applied to a subject in its last check, and what came of it. Rules that fitted nothing have no line."""

    __tablename__ = "ledger_lines"
    __table_args__ = ({"sqlite_with_rowid": False},)

    subject: Mapped[str] = mapped_column(ForeignKey("subjects.id", ondelete="CASCADE"), primary_key=True)
    rule: Mapped[str] = mapped_column(primary_key=True)
    applicable: Mapped[int]
    holds: Mapped[int]
    rounding: Mapped[int]
    discrepancy: Mapped[int]
    reconciled: Mapped[int]
    suspect_ocr: Mapped[int]
    unresolved: Mapped[int]
    undefined: Mapped[int]


class LedgerRow(Base):
    """The relations of the last check that do not simply hold, in full: compressed MessagePack of the nouns."""

    __tablename__ = "ledgers"

    subject: Mapped[str] = mapped_column(ForeignKey("subjects.id", ondelete="CASCADE"), primary_key=True)
    relations: Mapped[bytes] = mapped_column(LargeBinary)
    reasons: Mapped[bytes] = mapped_column(LargeBinary)


class FindingRow(Base):
    """A finding of a subject, kept for good: one that a later check no longer finds is `gone`, and may come back.

    `nth` tells apart findings of one subject with the same fingerprint. `rank` is the order of lists (`store.ranks`). `state` is derived from the
    decisions on the fingerprint and from `gone_at`; `org_key` and `fiscal_year` repeat those of the subject for the lists.
    """

    __tablename__ = "findings"
    __table_args__ = (
        UniqueConstraint("subject", "fingerprint", "nth"),
        Index("ix_findings_state_rank_id", "state", "rank", "id"),
        Index("ix_findings_rule_state_rank_id", "rule", "state", "rank", "id"),
        Index("ix_findings_org_key_state_rank_id", "org_key", "state", "rank", "id"),
        Index("ix_findings_fiscal_year_state_rank_id", "fiscal_year", "state", "rank", "id"),
    )

    id: Mapped[Number]
    subject: Mapped[str] = mapped_column(ForeignKey("subjects.id", ondelete="CASCADE"))
    fingerprint: Mapped[str] = mapped_column(String(64), index=True)
    nth: Mapped[int] = mapped_column(SmallInteger)
    rule: Mapped[str]
    family: Mapped[str]
    verdict: Mapped[str]
    severity: Mapped[str]
    rank: Mapped[int] = mapped_column(SmallInteger)
    state: Mapped[str]
    waived: Mapped[bool]
    zh: Mapped[str]
    en: Mapped[str]
    org: Mapped[str | None]
    org_key: Mapped[str]
    fiscal_year: Mapped[int | None]
    page: Mapped[int | None]
    first_seen: Mapped[datetime]
    last_seen: Mapped[datetime]
    gone_at: Mapped[datetime | None]
    body: Mapped[bytes] = mapped_column(LargeBinary)


class DecisionRow(Base):
    """What a person decided on a finding. Rows are only ever added: triggers refuse to change or remove one."""

    __tablename__ = "decisions"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[Number]
    fingerprint: Mapped[str] = mapped_column(String(64), index=True)
    decision: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str]
    who: Mapped[str]
    at: Mapped[datetime]
