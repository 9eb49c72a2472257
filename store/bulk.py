"""Many rows at once, by the fastest way of each database: one prepared statement on SQLite, COPY on PostgreSQL.

Values go through the same column types as everywhere else; what is saved is the work of building a statement's parameters row by row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from psycopg import Connection as Psycopg
from psycopg import sql
from sqlalchemy import Column, Connection
from sqlalchemy.orm import Session

from store.tables import Base, table_of

Values = Sequence[Any]


def pour(session: Session, row: type[Base], names: Sequence[str], rows: Sequence[Values]) -> None:
    """Inserts the rows, each with the values of these columns in this order. Raises what the database refuses."""
    if not rows:
        return
    connection = session.connection()
    table = table_of(row)
    made = _bound(connection, [table.c[name] for name in names], rows)
    if connection.dialect.name == "sqlite":
        marks = ", ".join("?" * len(names))
        connection.exec_driver_sql(f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({marks})", list(made))
        return
    driver = connection.connection.driver_connection
    assert isinstance(driver, Psycopg)
    order = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table.name), sql.SQL(", ").join(map(sql.Identifier, names)))
    with driver.cursor() as cursor, cursor.copy(order) as copy:
        for values in made:
            copy.write_row(values)


def _bound(connection: Connection, columns: Sequence[Column[Any]], rows: Sequence[Values]) -> Iterable[tuple[Any, ...]]:
    """The rows as the driver takes them: each column through its type."""
    turned = zip(*rows, strict=True)
    ways: list[Callable[[Any], Any] | None] = [
        column.type.dialect_impl(connection.dialect).bind_processor(connection.dialect) for column in columns
    ]
    return zip(*(map(way, values) if way else values for way, values in zip(ways, turned, strict=True)), strict=True)
