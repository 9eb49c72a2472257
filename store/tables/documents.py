"""Files as they came in, documents as understood, their pages, and every figure as a row."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from sqlalchemy import BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import Base, Plain


class SourceFileRow(Base):
    """A file by its content."""

    __tablename__ = "source_files"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    size: Mapped[int | None] = mapped_column(BigInteger)
    """Bytes; None where nobody said."""
    first_seen: Mapped[datetime]


class SourceNameRow(Base):
    """A name under which a file was seen: the same content often goes round under several."""

    __tablename__ = "source_names"

    sha256: Mapped[str] = mapped_column(ForeignKey("source_files.sha256", ondelete="CASCADE"), primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)


class DocumentRow(Base):
    """A document and who it says it is from. `corrected` names the fields that a person set: a new reading leaves those alone."""

    __tablename__ = "documents"
    __table_args__ = (
        Index("ix_documents_org_key_fiscal_year", "org_key", "fiscal_year"),
        Index("ix_documents_fiscal_year_added_at", "fiscal_year", "added_at", "id"),
        Index("ix_documents_added_at", "added_at", "id"),
    )

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    sha256: Mapped[str] = mapped_column(ForeignKey("source_files.sha256"), index=True)
    name: Mapped[str]
    org: Mapped[str | None]
    org_key: Mapped[str]
    """The organisation's name as names are compared; empty where it is unknown."""
    org_short: Mapped[str | None]
    region: Mapped[str | None]
    level: Mapped[str | None]
    fiscal_year: Mapped[int | None]
    kinds: Mapped[tuple[str, ...]]
    confidence: Mapped[float | None]
    evidence: Mapped[Plain]
    corrected: Mapped[tuple[str, ...]]
    pages: Mapped[int]
    facts: Mapped[int]
    scanned: Mapped[bool]
    artifact: Mapped[str]
    """Path of the whole document in the store of artifacts, empty where it was not said."""
    added_at: Mapped[datetime]
    saved_at: Mapped[datetime]


class PageRow(Base):
    """A page's size in points and how it was read; its words stay in the artifact."""

    __tablename__ = "pages"

    document_id: Mapped[str] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    width: Mapped[float]
    height: Mapped[float]
    scanned: Mapped[bool]
    words: Mapped[int]


class FactRow(Base):
    """A printed figure. `value`, `low` and `high` are in the base unit of its dimension (元, 1 for 100%), exactly."""

    __tablename__ = "facts"
    __table_args__ = (
        Index("ix_facts_indicator_year_measure", "indicator", "year", "measure"),
        Index("ix_facts_code_year", "code", "year"),
        {"sqlite_with_rowid": False},
    )

    document_id: Mapped[str] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    indicator: Mapped[str]
    code: Mapped[str | None]
    year: Mapped[int | None]
    measure: Mapped[str]
    dimension: Mapped[str]
    unit: Mapped[str | None]
    value: Mapped[Decimal]
    low: Mapped[Decimal]
    high: Mapped[Decimal]
    printed: Mapped[str]
    blank: Mapped[bool]
    scope: Mapped[tuple[str, ...]]
    label: Mapped[str]
    source: Mapped[str]
    page: Mapped[int]
    x0: Mapped[float]
    y0: Mapped[float]
    x1: Mapped[float]
    y1: Mapped[float]
    confidence: Mapped[float]
