"""Dossiers (案卷): the documents of one organisation and year that are checked against one another, and who put them there."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import Base, Number


class DossierRow(Base):
    """One organisation, one fiscal year."""

    __tablename__ = "dossiers"
    __table_args__ = (UniqueConstraint("org_key", "fiscal_year"),)

    id: Mapped[Number]
    org: Mapped[str]
    org_key: Mapped[str]
    fiscal_year: Mapped[int]
    formed_at: Mapped[datetime]


class MemberRow(Base):
    """A document's place in a dossier. `how` is formed (by what the document says of itself), pinned or removed (by hand)."""

    __tablename__ = "dossier_members"

    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossiers.id", ondelete="CASCADE"), primary_key=True)
    document_id: Mapped[str] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True, index=True)
    how: Mapped[str] = mapped_column(String(8))
    who: Mapped[str]
    reason: Mapped[str]
    at: Mapped[datetime]
