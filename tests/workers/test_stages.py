"""A stage's version covers everything that makes its artifact."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from workers import stages
from workers.stages import DOCUMENT, HOUSE, SCAN, Stage

SPOKEN = ("disclosure/errors.py", "disclosure/messages.py", "extractors/errors.py")
"""Imported, but only to say what went wrong: a new wording reads no page differently."""


def imported(path: Path) -> set[Path]:
    """The files of this project that a file imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        names += [f"{node.module}.{alias.name}" for alias in node.names] if isinstance(node, ast.ImportFrom) else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        for name in names:
            place = HOUSE.joinpath(*name.split("."))
            found |= {file for file in (place.with_suffix(".py"), place / "__init__.py") if file.is_file()}
    return found


def test_the_scan_stage_covers_what_it_imports() -> None:
    todo, seen = {HOUSE / "extractors" / "scans.py", *(HOUSE / "extractors" / "ocr").glob("*.py")}, set()
    while todo:
        path = todo.pop()
        seen.add(path)
        todo |= imported(path) - seen
    covered = {file for name in SCAN.code for file in ([HOUSE / name] if name.endswith(".py") else (HOUSE / name).rglob("*.py"))}
    covered |= {HOUSE / name for name in SPOKEN}
    assert sorted(str(path.relative_to(HOUSE)) for path in seen - covered if path.read_text("utf-8").count("\n") > 5) == []


def test_everything_named_is_there() -> None:
    assert all((HOUSE / name).exists() for stage in (SCAN, DOCUMENT) for name in stage.code)


def test_a_version_changes_with_code_and_with_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stages, "HOUSE", tmp_path)
    (tmp_path / "step.py").write_text("a = 1\n")
    stage = Stage("step", ("step.py",), ("pikepdf", "no-such-package"))
    first = stage.version
    stages._fingerprint.cache_clear()
    assert stage.version == first
    (tmp_path / "step.py").write_text("a = 2\n")
    stages._fingerprint.cache_clear()
    assert stage.version != first
