"""What an archive holds can be listed, and what was taken wrongly put right."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from cli.main import app
from store.artifacts import ArtifactStore
from store.batches import add_items, open_batch
from store.database import open_database
from tests import papers
from workers.batch import Plan, check_dossiers, work, worker_name
from workers.filing import Desk


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An archive of two versions of one document."""
    monkeypatch.setenv("GOUJI_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("GOUJI_DB", str(tmp_path / "gouji.db"))
    monkeypatch.setenv("COLUMNS", "160")
    for n, total in enumerate(("1,610.95", "1,598.85")):
        (tmp_path / f"{n}.pdf").write_bytes(papers.born(total))
    database = open_database(str(tmp_path / "gouji.db"))
    with database.writing() as session:
        batch = open_batch(session, "test")
        add_items(session, batch.id, [str(tmp_path / "0.pdf"), str(tmp_path / "1.pdf")])
    store = str(tmp_path / "cache")
    assert work(Plan(str(tmp_path / "gouji.db"), store, batch.id), worker_name(), lambda name, done, of: None) == 2
    check_dossiers(Desk(database, ArtifactStore(store)))
    database.close()
    return tmp_path


def run(*words: str) -> str:
    made = CliRunner().invoke(app, list(words), catch_exceptions=False)
    assert made.exit_code == 0, made.output
    return made.output


def rows(home: Path, query: str) -> list[tuple[object, ...]]:
    database = open_database(str(home / "gouji.db"))
    with database.reading() as session:
        found = [tuple(row) for row in session.execute(text(query))]
    database.close()
    return found


def test_a_correction_moves_the_document_and_keeps_its_findings(home: Path) -> None:
    told = run("documents")
    assert "0.pdf" in told and "未知" in told, "the page says too little"
    (name,) = rows(home, "select id from documents where name = '0.pdf'")[0]
    before = rows(home, f"select fingerprint, state from findings where subject = '{name}' order by 1")
    assert run("dossiers") == "", "a document that says too little is in no dossier"
    run("correct", str(name), "--org", "某县教育局", "--year", "2021")
    assert "某县教育局 2021" in run("dossiers")
    assert rows(home, f"select fiscal_year, corrected from documents where id = '{name}'")[0][0] == 2021
    after = dict(rows(home, f"select fingerprint, state from findings where subject = '{name}' order by 1"))
    assert before and all(after[fingerprint] == state for fingerprint, state in before if fingerprint in after)
    assert set(after) >= {fingerprint for fingerprint, _ in before}, "what was known of it is remembered"


def test_a_dossier_is_edited_by_hand(home: Path) -> None:
    (name,) = rows(home, "select id from documents where name = '1.pdf'")[0]
    run("correct", str(name), "--org", "某县教育局", "--year", "2023")
    number = str(rows(home, "select id from dossiers where fiscal_year = 2023")[0][0])
    assert "1.pdf" in run("dossiers")
    run("dossier", number, "--remove", str(name), "--reason", "旧版")
    assert "1.pdf" not in run("dossiers")
    run("dossier", number, "--add", str(name))
    assert "1.pdf 人工放入" in run("dossiers")
    assert CliRunner().invoke(app, ["dossier", number, "--remove", "nothing"]).exit_code == 2
