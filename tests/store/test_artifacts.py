"""Artifacts are there whole or not at all."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from disclosure.quantity import Quantity
from store.artifacts import ArtifactStore, Key, NoStore, default_store

KEY = Key("ab" * 32, "document", "1")
VALUE = Quantity(Decimal("251.20"), 2)


@pytest.fixture
def store(tmp_path: Path) -> ArtifactStore:
    return ArtifactStore(str(tmp_path / "not" / "yet" / "there"))


def test_what_was_saved_is_loaded(store: ArtifactStore) -> None:
    assert store.load(KEY, Quantity) is None
    store.save(KEY, VALUE)
    assert store.load(KEY, Quantity) == VALUE


def test_another_version_is_absent(store: ArtifactStore) -> None:
    store.save(KEY, VALUE)
    assert store.load(Key(KEY.sha256, KEY.stage, "2"), Quantity) is None


@pytest.mark.parametrize("left", [0, 7])
def test_a_half_written_artifact_is_absent_and_made_again(store: ArtifactStore, left: int) -> None:
    store.save(KEY, VALUE)
    path = Path(store.url) / KEY.path
    path.write_bytes(path.read_bytes()[:left])
    assert store.load(KEY, Quantity) is None
    assert store.keep(KEY, Quantity, lambda: VALUE) == VALUE
    assert store.load(KEY, Quantity) == VALUE


def test_keep_makes_a_value_once(store: ArtifactStore) -> None:
    made: list[int] = []

    def make() -> Quantity:
        made.append(1)
        return VALUE

    assert [store.keep(KEY, Quantity, make) for _ in range(3)] == [VALUE] * 3
    assert len(made) == 1


def test_nothing_is_left_beside_an_artifact(store: ArtifactStore) -> None:
    store.save(KEY, VALUE)
    store.save(KEY, VALUE)
    assert [path.name for path in Path(store.url).rglob("*") if path.is_file()] == ["document-1.msgpack.zst"]


def test_a_value_that_cannot_be_kept_leaves_nothing(store: ArtifactStore) -> None:
    with pytest.raises(TypeError):
        store.save(KEY, object())
    assert not [path for path in Path(store.url).rglob("*") if path.is_file()]


def test_a_store_in_memory_works_the_same() -> None:
    store = ArtifactStore("memory://gouji-test")
    store.save(KEY, VALUE)
    assert store.load(KEY, Quantity) == VALUE


def test_no_store_keeps_nothing() -> None:
    store = NoStore()
    assert store.keep(KEY, Quantity, lambda: VALUE) == VALUE
    assert store.load(KEY, Quantity) is None


def test_the_default_follows_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("GOUJI_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert default_store().url == str(tmp_path / "gouji")
    monkeypatch.setenv("GOUJI_CACHE", str(tmp_path / "mine"))
    assert default_store().url == str(tmp_path / "mine")
