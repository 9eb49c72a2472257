"""What all tables share: one catalogue with predictable names of constraints, and the column types by Python type."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, ClassVar, cast

from sqlalchemy import JSON, BigInteger, Integer, MetaData, Table
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, mapped_column

from store.columns import Exact, Moment, Words

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

Number = Annotated[int, mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True)]
"""A row's own number, given by the database and never given twice."""

Plain = Annotated[Any, mapped_column(JSON().with_variant(JSONB(), "postgresql"))]
"""Plain values (lists, objects, texts) as JSON."""


class Base(DeclarativeBase):
    """The catalogue of tables."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {datetime: Moment, Decimal: Exact, tuple[str, ...]: Words}


def table_of(row: type[Base]) -> Table:
    """The table behind a row class."""
    return cast(Table, row.__table__)
