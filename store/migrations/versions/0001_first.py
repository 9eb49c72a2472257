"""The first tables: files, documents, figures, dossiers, checks, findings, decisions and batches."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from store.columns import Exact, Moment, Words

revision = "0001"
down_revision = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    """Makes everything, in the order in which tables refer to one another."""
    for make in (_files, _documents, _facts, _dossiers, _subjects, _runs, _ledgers, _findings, _decisions, _batches):
        make()


def downgrade() -> None:
    """There is nothing before the first tables; removing an archive's decisions is not the business of a step."""
    raise NotImplementedError("the first step is not undone: remove the database instead")


def _files() -> None:
    op.create_table(
        "source_files",
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("size", sa.BigInteger(), nullable=True),
        sa.Column("first_seen", Moment(), nullable=False),
    )
    op.create_table(
        "source_names",
        sa.Column("sha256", sa.String(64), sa.ForeignKey("source_files.sha256", ondelete="CASCADE"), primary_key=True),
        sa.Column("name", sa.String(), primary_key=True),
    )


def _documents() -> None:
    op.create_table(
        "documents",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("sha256", sa.String(64), sa.ForeignKey("source_files.sha256"), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("org", sa.String(), nullable=True),
        sa.Column("org_key", sa.String(), nullable=False),
        sa.Column("org_short", sa.String(), nullable=True),
        sa.Column("region", sa.String(), nullable=True),
        sa.Column("level", sa.String(), nullable=True),
        sa.Column("fiscal_year", sa.Integer(), nullable=True),
        sa.Column("kinds", Words(), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=True),
        sa.Column("evidence", JSON, nullable=False),
        sa.Column("corrected", Words(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("facts", sa.Integer(), nullable=False),
        sa.Column("scanned", sa.Boolean(), nullable=False),
        sa.Column("artifact", sa.String(), nullable=False),
        sa.Column("added_at", Moment(), nullable=False),
        sa.Column("saved_at", Moment(), nullable=False),
    )
    op.create_index("ix_documents_added_at", "documents", ["added_at", "id"])
    op.create_index("ix_documents_fiscal_year_added_at", "documents", ["fiscal_year", "added_at", "id"])
    op.create_index("ix_documents_org_key_fiscal_year", "documents", ["org_key", "fiscal_year"])
    op.create_index("ix_documents_sha256", "documents", ["sha256"])
    op.create_table(
        "pages",
        sa.Column("document_id", sa.String(64), sa.ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("number", sa.Integer(), primary_key=True),
        sa.Column("width", sa.Double(), nullable=False),
        sa.Column("height", sa.Double(), nullable=False),
        sa.Column("scanned", sa.Boolean(), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
    )


def _facts() -> None:
    op.create_table(
        "facts",
        sa.Column("document_id", sa.String(64), sa.ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("indicator", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("dimension", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column("value", Exact(), nullable=False),
        sa.Column("low", Exact(), nullable=False),
        sa.Column("high", Exact(), nullable=False),
        sa.Column("printed", sa.String(), nullable=False),
        sa.Column("blank", sa.Boolean(), nullable=False),
        sa.Column("scope", Words(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("x0", sa.Double(), nullable=False),
        sa.Column("y0", sa.Double(), nullable=False),
        sa.Column("x1", sa.Double(), nullable=False),
        sa.Column("y1", sa.Double(), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_facts_code_year", "facts", ["code", "year"])
    op.create_index("ix_facts_indicator_year_measure", "facts", ["indicator", "year", "measure"])


def _dossiers() -> None:
    op.create_table(
        "dossiers",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("org", sa.String(), nullable=False),
        sa.Column("org_key", sa.String(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("formed_at", Moment(), nullable=False),
        sa.UniqueConstraint("org_key", "fiscal_year"),
    )
    op.create_table(
        "dossier_members",
        sa.Column("dossier_id", NUMBER, sa.ForeignKey("dossiers.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("document_id", sa.String(64), sa.ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("how", sa.String(8), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
    )
    op.create_index("ix_dossier_members_document_id", "dossier_members", ["document_id"])


def _subjects() -> None:
    op.create_table(
        "rule_sets",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("rules", Words(), nullable=False),
    )
    op.create_table(
        "subjects",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("document_id", sa.String(64), sa.ForeignKey("documents.id", ondelete="CASCADE"), nullable=True),
        sa.Column("dossier_id", NUMBER, sa.ForeignKey("dossiers.id", ondelete="CASCADE"), nullable=True),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("rule_set", sa.String(16), sa.ForeignKey("rule_sets.id"), nullable=True),
        sa.Column("checked_at", Moment(), nullable=True),
        sa.UniqueConstraint("dossier_id"),
        sa.CheckConstraint("(document_id IS NULL) <> (dossier_id IS NULL)", name="one"),
        sa.UniqueConstraint("document_id"),
    )
    op.create_index("ix_subjects_version", "subjects", ["version"])


def _runs() -> None:
    op.create_table(
        "runs",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("started_at", Moment(), nullable=False),
        sa.Column("finished_at", Moment(), nullable=True),
    )
    op.create_table(
        "checks",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("run_id", NUMBER, sa.ForeignKey("runs.id", ondelete="CASCADE"), nullable=True),
        sa.Column("subject", sa.String(64), sa.ForeignKey("subjects.id", ondelete="CASCADE"), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("new", sa.Integer(), nullable=False),
        sa.Column("gone", sa.Integer(), nullable=False),
        sa.Column("still", sa.Integer(), nullable=False),
        sa.UniqueConstraint("run_id", "subject"),
    )
    op.create_index("ix_checks_subject", "checks", ["subject"])
    op.create_table(
        "check_changes",
        sa.Column("check_id", NUMBER, sa.ForeignKey("checks.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("fingerprint", sa.String(64), primary_key=True),
        sa.Column("change", sa.String(8), nullable=False),
    )


def _ledgers() -> None:
    op.create_table(
        "ledger_lines",
        sa.Column("subject", sa.String(64), sa.ForeignKey("subjects.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("rule", sa.String(), primary_key=True),
        sa.Column("applicable", sa.Integer(), nullable=False),
        sa.Column("holds", sa.Integer(), nullable=False),
        sa.Column("rounding", sa.Integer(), nullable=False),
        sa.Column("discrepancy", sa.Integer(), nullable=False),
        sa.Column("reconciled", sa.Integer(), nullable=False),
        sa.Column("suspect_ocr", sa.Integer(), nullable=False),
        sa.Column("unresolved", sa.Integer(), nullable=False),
        sa.Column("undefined", sa.Integer(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "ledgers",
        sa.Column("subject", sa.String(64), sa.ForeignKey("subjects.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("relations", sa.LargeBinary(), nullable=False),
        sa.Column("reasons", sa.LargeBinary(), nullable=False),
    )


def _findings() -> None:
    op.create_table(
        "findings",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("subject", sa.String(64), sa.ForeignKey("subjects.id", ondelete="CASCADE"), nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("nth", sa.SmallInteger(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("family", sa.String(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("severity", sa.String(), nullable=False),
        sa.Column("rank", sa.SmallInteger(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("waived", sa.Boolean(), nullable=False),
        sa.Column("zh", sa.String(), nullable=False),
        sa.Column("en", sa.String(), nullable=False),
        sa.Column("org", sa.String(), nullable=True),
        sa.Column("org_key", sa.String(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=True),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("first_seen", Moment(), nullable=False),
        sa.Column("last_seen", Moment(), nullable=False),
        sa.Column("gone_at", Moment(), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.UniqueConstraint("subject", "fingerprint", "nth"),
    )
    op.create_index("ix_findings_fingerprint", "findings", ["fingerprint"])
    op.create_index("ix_findings_fiscal_year_state_rank_id", "findings", ["fiscal_year", "state", "rank", "id"])
    op.create_index("ix_findings_org_key_state_rank_id", "findings", ["org_key", "state", "rank", "id"])
    op.create_index("ix_findings_rule_state_rank_id", "findings", ["rule", "state", "rank", "id"])
    op.create_index("ix_findings_state_rank_id", "findings", ["state", "rank", "id"])


def _decisions() -> None:
    op.create_table(
        "decisions",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("decision", sa.String(16), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_decisions_fingerprint", "decisions", ["fingerprint"])


def _batches() -> None:
    op.create_table(
        "batches",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("options", JSON, nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.UniqueConstraint("name"),
    )
    op.create_table(
        "batch_items",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("batch_id", NUMBER, sa.ForeignKey("batches.id", ondelete="CASCADE"), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=True),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", sa.String(), nullable=True),
        sa.Column("message", JSON, nullable=False),
        sa.Column("worker", sa.String(), nullable=False),
        sa.Column("lease_until", Moment(), nullable=True),
        sa.Column("at", Moment(), nullable=False),
        sa.UniqueConstraint("batch_id", "path"),
    )
    op.create_index("ix_batch_items_batch_id_state_id", "batch_items", ["batch_id", "state", "id"])
