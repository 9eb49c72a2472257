"""A PostgreSQL of a benchmark's own, thrown away afterwards; and an empty database of either kind.

Needs PostgreSQL's programs and, for root, the system user `postgres`. Says None where they are not there.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, text

from store.database import Database, make_engine, open_database
from store.migrate import bring_up

BUFFERS = "128MB"
"""What PostgreSQL takes by default."""


@contextmanager
def server() -> Iterator[str | None]:
    """Its address with `{}` for the database's name; None where PostgreSQL is not installed."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    user = "postgres" if os.geteuid() == 0 else None
    if not programs or (user and user not in {entry.pw_name for entry in pwd.getpwall()}):
        yield None
        return
    folder = Path(tempfile.mkdtemp(prefix="gouji-pg-"))
    data = str(folder / "data")
    try:
        if user:
            shutil.chown(folder, user)
        _run(programs[-1] / "initdb", "-D", data, "-U", "gouji", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8", user=user)
        options = f"-k {folder} -h '' -c shared_buffers={BUFFERS} -c max_connections=20"
        _run(programs[-1] / "pg_ctl", "-D", data, "-l", str(folder / "log"), "-o", options, "-w", "start", user=user)
        try:
            yield f"postgresql+psycopg://gouji@/{{}}?host={folder}"
        finally:
            _run(programs[-1] / "pg_ctl", "-D", data, "-m", "immediate", "stop", user=user)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(program: Path, *words: str, user: str | None) -> None:
    """Raises CalledProcessError; what the program says goes nowhere, as the server that it leaves behind would hold a pipe open."""
    subprocess.run([program, *words], user=user, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)


def empty(kind: str, place: str, name: str) -> Database:
    """An empty database of ours: `kind` is sqlite (`place` a folder) or postgresql (`place` the server's address)."""
    if kind == "sqlite":
        return open_database(str(Path(place) / f"{name}.db"))
    engine = create_engine(place.format("postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    ours = make_engine(place.format(name))
    bring_up(ours)
    ours.dispose()
    return open_database(place.format(name))


def megabytes(database: Database, kind: str) -> float:
    """How much the database takes on disk."""
    with database.reading() as session:
        if kind == "postgresql":
            return float(session.scalar(text("SELECT pg_database_size(current_database())")) or 0) / 1e6
        pages, size = (session.scalar(text(f"PRAGMA {name}")) or 0 for name in ("page_count", "page_size"))
        return float(pages * size) / 1e6
