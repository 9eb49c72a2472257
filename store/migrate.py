"""Brings the tables of a database from one version of the program to the next: `python -m store.migrate ADDRESS`.

All steps of one call are one transaction on either database: they are done as a whole or not at all. Two processes that start
together take turns. The steps are in `store/migrations/versions`; what they make is what `store.tables` says, and a test proves it.
"""

from __future__ import annotations

import sys
from importlib.resources import files

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from store.errors import DatabaseNewerError, DatabaseOutdatedError

_LOCK = 0x676F756A69
"""The number of PostgreSQL's advisory lock: `gouji` in ASCII."""


def configuration(connection: Connection | None = None) -> Config:
    """Alembic's configuration: where the steps are, and which connection they work on."""
    config = Config()
    config.set_main_option("script_location", str(files("store").joinpath("migrations")).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def newest() -> str:
    """The version of the tables that this program needs."""
    return str(ScriptDirectory.from_config(configuration()).get_current_head())


def version_of(connection: Connection) -> str | None:
    """The version of the tables there, None for an empty database."""
    return MigrationContext.configure(connection).get_current_revision()


def bring_up(engine: Engine) -> None:
    """Makes the tables or brings them up to date; does nothing where they are. Raises DatabaseNewerError."""
    with engine.connect() as connection:
        if version_of(connection) == newest():
            return
    with engine.execution_options(gouji_writes=True).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        found = version_of(connection)
        if found == newest():
            return
        _refuse_newer(connection, found)
        command.upgrade(configuration(connection), "head")


def require_current(engine: Engine) -> None:
    """Raises DatabaseOutdatedError or DatabaseNewerError unless the tables are those of this program."""
    with engine.connect() as connection:
        found = version_of(connection)
        _refuse_newer(connection, found)
    if found != newest():
        raise DatabaseOutdatedError(engine.url.render_as_string(), found=found or "-", wanted=newest())


def _refuse_newer(connection: Connection, found: str | None) -> None:
    known = {script.revision for script in ScriptDirectory.from_config(configuration()).walk_revisions()}
    if found is not None and found not in known:
        raise DatabaseNewerError(connection.engine.url.render_as_string(), found=found)


def main(arguments: list[str]) -> int:
    """The command: one address, 0 when the tables are up to date, 2 with a message where they cannot be."""
    from disclosure.errors import GoujiError
    from store.database import make_engine

    if len(arguments) != 1:
        print("python -m store.migrate sqlite:///PATH | postgresql://USER@HOST/DATABASE", file=sys.stderr)
        return 2
    try:
        engine = make_engine(arguments[0])
        bring_up(engine)
    except GoujiError as error:
        print(f"{error.message.zh}\n{error.message.en}", file=sys.stderr)
        return 2
    print(f"{engine.url.render_as_string()}: {newest()}")
    engine.dispose()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
