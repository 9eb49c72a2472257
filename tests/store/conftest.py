"""Databases for the tests: SQLite in a file, and a real PostgreSQL of our own that runs as long as the tests do."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from store.database import Database, make_engine, open_database
from store.migrate import bring_up
from tests.missing import absent

TEMPLATE = "gouji_template"


def _program(name: str) -> str:
    """A program of PostgreSQL's server, the newest version that is installed."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    if not found and (path := shutil.which(name)):
        found = [Path(path)]
    if not found:
        absent(f"PostgreSQL's {name}")
    return str(found[-1])


def _run(*command: str, user: str | None) -> None:
    done = subprocess.run(command, user=user, cwd="/", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode:
        pytest.fail(f"{Path(command[0]).name}: {done.stdout}")


@pytest.fixture(scope="session")
def cluster() -> Iterator[str]:
    """The address of a throw-away PostgreSQL with a template that has our tables; `{}` stands for the database's name."""
    user = None
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        user = "postgres"
        try:
            pwd.getpwnam(user)
        except KeyError:
            absent("the system user postgres")
    initdb, pg_ctl = _program("initdb"), _program("pg_ctl")
    folder = Path(tempfile.mkdtemp(prefix="gouji-pg-"))
    if user:
        shutil.chown(folder, user)
    data, log = str(folder / "data"), str(folder / "log")
    try:
        _run(initdb, "-D", data, "-U", "gouji", "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8", user=user)
        options = f"-k {folder} -h '' -c fsync=off -c shared_buffers=32MB -c max_connections=40"
        _run(pg_ctl, "-D", data, "-l", log, "-o", options, "-w", "start", user=user)
        try:
            address = f"postgresql+psycopg://gouji@/{{}}?host={folder}"
            _order(address, f"CREATE DATABASE {TEMPLATE}")
            engine = make_engine(address.format(TEMPLATE))
            bring_up(engine)
            engine.dispose()
            yield address
        finally:
            _run(pg_ctl, "-D", data, "-m", "immediate", "stop", user=user)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _order(address: str, order: str) -> None:
    """Runs an order that no transaction may hold, such as CREATE DATABASE."""
    engine = create_engine(address.format("postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(order))
    engine.dispose()


@pytest.fixture
def empty_server(cluster: str) -> Iterator[str]:
    """The address of a PostgreSQL database without tables."""
    yield from _fresh(cluster, "template1")


@pytest.fixture
def server(cluster: str) -> Iterator[str]:
    """The address of a PostgreSQL database with our tables and nothing in them."""
    yield from _fresh(cluster, TEMPLATE)


def _fresh(cluster: str, template: str) -> Iterator[str]:
    name = f"test_{uuid.uuid4().hex[:12]}"
    _order(cluster, f"CREATE DATABASE {name} TEMPLATE {template}")
    yield cluster.format(name)
    _order(cluster, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database of ours; every test that takes it runs on both kinds."""
    return str(tmp_path / "gouji.db") if request.param == "sqlite" else str(request.getfixturevalue("server"))


@pytest.fixture
def database(address: str) -> Iterator[Database]:
    """An empty database, open."""
    opened = open_database(address)
    yield opened
    opened.close()
