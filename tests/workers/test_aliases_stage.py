"""A document that was read with other names is another artifact; taking the names away finds the first one again."""

from __future__ import annotations

from pathlib import Path

import pytest

import workers.pipeline
from disclosure.settings import Aliases, Settings
from store.artifacts import ArtifactStore
from tests import papers
from workers.pipeline import read_file
from workers.workshop import Workshop


def test_the_artifact_depends_on_the_aliases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not papers.FONT.is_file():
        from tests.conftest import absent

        absent(f"the font {papers.FONT}")
    path = tmp_path / "born.pdf"
    path.write_bytes(papers.born())
    store = ArtifactStore(str(tmp_path / "cache"))
    aliases = Aliases(accounts={"教育支出": "育才支出"})
    plain = Workshop(store, "rapidocr")
    named = Workshop(store, "rapidocr", settings=Settings(aliases))

    def labels(workshop: Workshop) -> set[str]:
        return {row.label for schedule in read_file(path, workshop).schedules for row in schedule.rows}

    assert "教育支出" in labels(plain)
    assert "育才支出" in labels(named) and "教育支出" not in labels(named)
    assert read_file(path, named).aliases == aliases
    monkeypatch.setattr(workers.pipeline, "_understood", lambda source, workshop: pytest.fail("read again"))
    assert "教育支出" in labels(plain)
    assert "育才支出" in labels(named)
