"""Alembic's entry: runs the steps on the connection that `store.migrate` hands over, inside its transaction.

Alone, it serves to write a new step: `alembic -c store/migrations/alembic.ini -x address=PATH revision --autogenerate -m "…"`.
"""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection

from store.database import make_engine
from store.search import is_search_table
from store.tables import Base


def ours(thing: object, name: str | None, kind: str, _reflected: bool, _other: object) -> bool:
    """Whether the tables' catalogue speaks for it: the search index is made by hand, differently on each database."""
    return not (kind == "table" and is_search_table(name or ""))


def steps(connection: Connection) -> None:
    """Runs what was asked for; the transaction is the caller's, on SQLite too, whose tables are made in transactions as well."""
    context.configure(
        connection, target_metadata=Base.metadata, transactional_ddl=True, include_object=ours, render_as_batch=True
    )
    with context.begin_transaction():
        context.run_migrations()


def run() -> None:
    """On the given connection, else on the address of the command line."""
    given = context.config.attributes.get("connection")
    if given is not None:
        steps(given)
        return
    engine = make_engine(context.get_x_argument(as_dictionary=True)["address"])
    with engine.begin() as connection:
        steps(connection)
    engine.dispose()


run()
