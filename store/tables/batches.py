"""Archives worked through piece by piece: a batch, and one item per file with its state, so that a run can stop and go on."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import Base, Number, Plain


class BatchRow(Base):
    """One archive run; `options` is what it was started with, so that it goes on in the same way."""

    __tablename__ = "batches"

    id: Mapped[Number]
    name: Mapped[str] = mapped_column(unique=True)
    options: Mapped[Plain]
    created_at: Mapped[datetime]


class BatchItemRow(Base):
    """One file of a batch. `state` is waiting, running, done or failed; a running one is held until `lease_until`."""

    __tablename__ = "batch_items"
    __table_args__ = (
        UniqueConstraint("batch_id", "path"),
        Index("ix_batch_items_batch_id_state_id", "batch_id", "state", "id"),
    )

    id: Mapped[Number]
    batch_id: Mapped[int] = mapped_column(ForeignKey("batches.id", ondelete="CASCADE"))
    path: Mapped[str]
    sha256: Mapped[str | None] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(8))
    attempts: Mapped[int]
    error: Mapped[str | None]
    """Code of the error of the last attempt."""
    message: Mapped[Plain]
    worker: Mapped[str]
    lease_until: Mapped[datetime | None]
    at: Mapped[datetime]
