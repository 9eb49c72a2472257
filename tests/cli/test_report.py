"""gouji report as a user meets it: the form follows the file's name, and what cannot be done is said."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from click.testing import Result
from typer.testing import CliRunner

from cli.main import app
from tests.archived import archive

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("GOUJI_DB", str(archive(tmp_path / "gouji.db")))
    monkeypatch.setattr("cli.reporting.hush", lambda debug: None)
    return lambda *arguments: CliRunner().invoke(app, ["report", *arguments])


def test_the_form_follows_the_name(run: Run, tmp_path: Path) -> None:
    for name in ("out/a.html", "a.xlsx", "a.jsonl"):
        made = run("--out", name)
        assert made.exit_code == 0 and f"已写入 {name}" in made.stderr
    assert (tmp_path / "out" / "a.html").read_text("utf-8").startswith("<!doctype html>")
    assert "发现" in openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames
    assert len([json.loads(line) for line in (tmp_path / "a.jsonl").read_text("utf-8").splitlines()]) == 7
    assert not list(tmp_path.rglob("*.part"))


def test_the_form_can_be_named(run: Run, tmp_path: Path) -> None:
    assert run("--out", "all", "--format", "jsonl", "--db", str(tmp_path / "gouji.db")).exit_code == 0
    assert (tmp_path / "all").read_text("utf-8").startswith("{")


def test_a_database_that_is_not_there_is_not_made(run: Run, tmp_path: Path) -> None:
    made = run("--out", "a.html", "--db", "sub/typo.db")
    assert made.exit_code == 2 and "没有数据库 sub/typo.db" in made.stderr
    assert not (tmp_path / "sub").exists() and not (tmp_path / "a.html").exists()


def test_the_database_is_not_overwritten(run: Run, tmp_path: Path) -> None:
    before = (tmp_path / "gouji.db").read_bytes()
    made = run("--out", "gouji.db", "--format", "html")
    assert made.exit_code == 2 and "数据库本身" in made.stderr
    assert (tmp_path / "gouji.db").read_bytes() == before


def test_where_nothing_can_be_written_it_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    made = run("--out", "taken", "--format", "jsonl")
    assert made.exit_code == 2 and "无法写入 taken" in made.stderr
