"""Writing rows that may already be there, the same way on SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from store.tables import Base, table_of

Rows = Sequence[dict[str, Any]]


def add_missing(session: Session, row: type[Base], rows: Rows) -> None:
    """Adds the rows whose key is not there yet; those that are stay as they are."""
    if rows:
        session.connection().execute(_insert(session, row).on_conflict_do_nothing(), rows)


def put(session: Session, row: type[Base], rows: Rows) -> None:
    """Adds the rows, or puts their values into those with the same primary key. All rows have the same columns."""
    if not rows:
        return
    key = [column.name for column in table_of(row).primary_key]
    order = _insert(session, row)
    changed = {name: order.excluded[name] for name in rows[0] if name not in key}
    session.connection().execute(order.on_conflict_do_update(index_elements=key, set_=changed), rows)


def _insert(session: Session, row: type[Base]) -> postgresql.Insert | sqlite.Insert:
    """The insertion of the session's database."""
    make = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    return make(table_of(row))
