"""Opening, migrating and guarding the database, on SQLite and on PostgreSQL."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from store.database import Database, open_database
from store.errors import BadAddressError, DatabaseNewerError, DatabaseOutdatedError, DatabaseUnreachableError
from store.migrate import main, newest, version_of
from store.search import is_search_table
from store.tables import Base


def drift(database: Database) -> list[object]:
    """What Alembic would change to make the database as the classes say."""
    with database.engine.connect() as connection:
        options = {"include_object": lambda _thing, name, kind, *_: not (kind == "table" and is_search_table(name))}
        return compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata)


def test_the_steps_make_exactly_the_tables_of_the_classes(database: Database) -> None:
    assert drift(database) == []


def test_a_server_is_migrated_from_empty_by_its_administrator(empty_server: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(DatabaseOutdatedError) as refused:
        open_database(empty_server)
    assert "python -m store.migrate" in refused.value.message.zh
    assert main([empty_server]) == 0
    assert newest() in capsys.readouterr().out
    database = open_database(empty_server)
    assert drift(database) == []
    database.close()
    assert main([empty_server]) == 0, "a second time there is nothing to do"


def test_an_embedded_database_is_made_on_opening_with_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "not" / "yet" / "gouji.db"
    database = open_database(f"sqlite:///{path}")
    with database.reading() as session:
        assert session.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert session.execute(text("PRAGMA foreign_keys")).scalar() == 1
        assert version_of(session.connection()) == newest()
    database.close()
    open_database(str(path)).close()


def test_a_database_in_memory_is_one_database(tmp_path: Path) -> None:
    database = open_database("sqlite://")
    with database.writing() as session:
        session.execute(text("INSERT INTO runs (version, note, started_at) VALUES ('1', '', '2026-01-01')"))
    with database.reading() as session:
        assert session.execute(text("SELECT count(*) FROM runs")).scalar() == 1
    database.close()


def test_processes_that_start_together_make_the_tables_once(tmp_path: Path) -> None:
    path, failures = str(tmp_path / "gouji.db"), []

    def start() -> None:
        try:
            open_database(path).close()
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures


def test_a_step_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second step's index is already there: the tables of the first step must not stay either."""
    path = tmp_path / "gouji.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE finding_pairs (id)")
    connection.close()
    with pytest.raises(DatabaseUnreachableError):
        open_database(str(path))
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("finding_pairs",)]
    connection.close()


def test_the_tables_of_a_newer_program_are_left_alone(address: str) -> None:
    database = open_database(address)
    with database.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    database.close()
    with pytest.raises(DatabaseNewerError):
        open_database(address)


@pytest.mark.parametrize("wrong", ["mysql://host/name", "oracle://x"])
def test_other_addresses_are_refused(wrong: str) -> None:
    with pytest.raises(BadAddressError):
        open_database(wrong).close()


def test_a_server_that_does_not_answer_is_told_without_its_password(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnreachableError) as refused:
        open_database(f"postgresql://someone:secret@/name?host={tmp_path}")
    assert "secret" not in refused.value.message.zh
    assert "secret" not in refused.value.message.en


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    path = tmp_path / "gouji.db"
    path.write_text("not a database at all, but a text that goes on for a while\n" * 20)
    with pytest.raises(DatabaseUnreachableError):
        open_database(str(path))


def test_work_that_ends_in_an_exception_is_not_kept(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.writing() as session:
        session.execute(text("INSERT INTO rule_sets (id, rules) VALUES ('a', '')"))
        raise ZeroDivisionError
    with database.reading() as session:
        assert session.execute(text("SELECT count(*) FROM rule_sets")).scalar() == 0


ADD = "INSERT INTO decisions (id, fingerprint, decision, reason, who, at) VALUES (1, 'f', 'confirm', '', 'a', '2026-01-01')"


@pytest.mark.parametrize(
    "order",
    [
        "UPDATE decisions SET who = 'b'",
        "DELETE FROM decisions",
        "INSERT OR REPLACE INTO decisions (id, fingerprint, decision, reason, who, at) VALUES (1, 'f', 'x', '', 'b', '2026-01-01')",
        "TRUNCATE decisions",
        "INSERT INTO decisions (id, fingerprint, decision, reason, who, at) VALUES (1, 'f', 'x', '', 'b', '2026-01-01')"
        " ON CONFLICT (id) DO UPDATE SET who = 'b'",
    ],
)
def test_decisions_are_only_ever_added(database: Database, order: str) -> None:
    """Whatever way SQL has to change or remove a row, the database itself refuses."""
    with database.writing() as session:
        session.execute(text(ADD))
    with pytest.raises(DBAPIError), database.writing() as session:
        session.execute(text(order))
    with database.reading() as session:
        assert session.execute(text("SELECT who, decision FROM decisions")).all() == [("a", "confirm")]
