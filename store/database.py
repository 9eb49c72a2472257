"""Opens the database: SQLite in a file by default, PostgreSQL for a service. Gives sessions for reading and for writing.

Takes a path, `sqlite:///PATH` or `postgresql://…`. An embedded database is made and brought up to date on opening; a server's is left
to its administrator, who is told how (`DatabaseOutdatedError`). Refuses other databases, and one that a newer program made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from store.errors import BadAddressError, DatabaseUnreachableError
from store.migrate import bring_up, require_current

WAIT = 30
"""Seconds that a writer waits for another one on SQLite."""

SURVEYED = 1000
"""Rows that SQLite looks at in each index: enough for its plans, and done within a moment."""

_WRITES = "gouji_writes"
_SCHEME = re.compile(r"^[a-z][a-z0-9+]*://", re.IGNORECASE)


@dataclass(frozen=True)
class Database:
    """An open database. Close it when done; sessions are for one thread each, the database may be shared."""

    engine: Engine

    @property
    def embedded(self) -> bool:
        """Whether it is SQLite."""
        return self.engine.dialect.name == "sqlite"

    @property
    def name(self) -> str:
        """Its address without a password."""
        return self.engine.url.render_as_string(hide_password=True)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one state of the database; nothing it does is kept."""
        with Session(self.engine) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session whose work is kept as a whole at the end, or not at all where an exception leaves it."""
        with Session(self.engine.execution_options(**{_WRITES: True}), expire_on_commit=False) as session, session.begin():
            yield session

    def survey(self) -> None:
        """Lets the database look at its tables anew, so that it plans well; worth it after many documents came in."""
        with self.engine.execution_options(**{_WRITES: True}).begin() as connection:
            if self.embedded:
                connection.exec_driver_sql(f"PRAGMA analysis_limit={SURVEYED}")
            connection.exec_driver_sql("ANALYZE")

    def close(self) -> None:
        """Lets go of all connections."""
        self.engine.dispose()


def open_database(address: str) -> Database:
    """The database there, ready to use.

    Raises BadAddressError, DatabaseUnreachableError, DatabaseOutdatedError (a server's tables are old) and DatabaseNewerError.
    """
    database = Database(make_engine(address))
    try:
        (bring_up if database.embedded else require_current)(database.engine)
    except DatabaseError as error:
        database.engine.dispose()
        raise DatabaseUnreachableError(database.name, reason=_reason(error)) from error
    except BaseException:
        database.engine.dispose()
        raise
    return database


def make_engine(address: str) -> Engine:
    """The engine for an address; nothing is opened yet, but the folder of a SQLite file is made. Raises BadAddressError."""
    url = _url(address)
    if url.get_backend_name() == "postgresql":
        return create_engine(url.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
    if url.database in (None, "", ":memory:"):
        engine = create_engine(url, poolclass=StaticPool, connect_args={"check_same_thread": False})
    else:
        Path(str(url.database)).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(url, connect_args={"timeout": WAIT})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def file_of(address: str) -> Path | None:
    """The file that a SQLite address names, None for a server or memory. Raises BadAddressError."""
    url = _url(address)
    named = url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:")
    return Path(str(url.database)) if named else None


def _url(address: str) -> URL:
    """The address as SQLAlchemy's; a plain path is a SQLite file."""
    if not _SCHEME.match(address):
        return URL.create("sqlite", database=address)
    try:
        url = make_url(address.replace("postgres://", "postgresql://", 1))
    except ArgumentError as error:
        raise BadAddressError(address) from error
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise BadAddressError(url.render_as_string(hide_password=True))
    return url


def _prepare(connection: object, _record: object) -> None:
    """A fresh SQLite connection: write-ahead log, foreign keys, and transactions that we begin ourselves (see `_begin`)."""
    connection.isolation_level = None  # type: ignore[attr-defined]
    cursor = connection.cursor()  # type: ignore[attr-defined]
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "cache_size=-65536", "temp_store=MEMORY"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    """A writer takes its turn at once: one that began by reading would fail, not wait, when another wrote in between."""
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _reason(error: DatabaseError) -> str:
    """What the driver says, its first line."""
    return str(error.orig).strip().splitlines()[0]
