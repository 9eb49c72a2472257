"""Artifacts: the result of a stage, kept under (sha256 of the source, stage, stage version) on any filesystem that fsspec knows.

An artifact is there whole or not at all: it is written beside its place and moved onto it, but for object stores, where an object
appears whole by itself. One that is half-written, altered or of another shape counts as absent, so its stage simply runs again. Two
processes that write the same artifact write the same bytes.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import fsspec

from store.codec import CorruptError, decode, encode

Noun = TypeVar("Noun")

SUFFIX = ".msgpack.zst"

WHOLE_BY_ITSELF = frozenset({"s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "oss", "memory"})
"""Protocols of stores in which a written object is seen whole or not at all."""

ON_DISK = frozenset({"file", "local"})


@dataclass(frozen=True, slots=True)
class Key:
    """What an artifact was made from: the source's sha256, the stage, and the version of what made it."""

    sha256: str
    stage: str
    version: str

    @property
    def path(self) -> str:
        """Where it lies below the root of the store."""
        return f"{self.sha256[:2]}/{self.sha256}/{self.stage}-{self.version}{SUFFIX}"


@dataclass(frozen=True)
class ArtifactStore:
    """A folder of artifacts; `url` is a path or any fsspec address (memory://…, s3://bucket/prefix)."""

    url: str

    @cached_property
    def _place(self) -> tuple[Any, str]:
        options = {"auto_mkdir": True} if self._protocol in ON_DISK else {}
        filesystem, root = fsspec.core.url_to_fs(self.url, **options)
        return filesystem, root.rstrip("/")

    @property
    def _protocol(self) -> str:
        return str(fsspec.utils.get_protocol(self.url))

    def load(self, key: Key, kind: type[Noun]) -> Noun | None:
        """The artifact, None where it is absent, half-written or not of that type."""
        return self.load_at(key.path, kind)

    def load_at(self, path: str, kind: type[Noun]) -> Noun | None:
        """The artifact at a path below the root, as `Key.path` gave it once."""
        filesystem, root = self._place
        try:
            return decode(filesystem.cat_file(f"{root}/{path}"), kind)
        except (FileNotFoundError, CorruptError):
            return None

    def save(self, key: Key, value: Noun) -> Noun:
        """Keeps the value and gives it back. Raises OSError where the store cannot be written."""
        filesystem, root = self._place
        path = f"{root}/{key.path}"
        if self._protocol in WHOLE_BY_ITSELF:
            filesystem.pipe_file(path, encode(value))
            return value
        beside = f"{path}.{os.getpid()}-{uuid.uuid4().hex[:8]}.part"
        try:
            filesystem.pipe_file(beside, encode(value))
            filesystem.mv(beside, path)
        except BaseException:
            with suppress(FileNotFoundError):
                filesystem.rm_file(beside)
            raise
        return value

    def keep(self, key: Key, kind: type[Noun], make: Callable[[], Noun]) -> Noun:
        """The artifact, made and kept where it is absent."""
        found = self.load(key, kind)
        return self.save(key, make()) if found is None else found


@dataclass(frozen=True)
class NoStore(ArtifactStore):
    """Keeps nothing: every stage runs every time."""

    url: str = ""

    def load(self, key: Key, kind: type[Noun]) -> Noun | None:
        """Always None."""
        return None

    def save(self, key: Key, value: Noun) -> Noun:
        """Only gives the value back."""
        return value


def default_store() -> ArtifactStore:
    """Where $GOUJI_CACHE says, else `gouji` in the user's cache folder ($XDG_CACHE_HOME or ~/.cache)."""
    named = os.environ.get("GOUJI_CACHE")
    cache = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return ArtifactStore(named or str(Path(cache) / "gouji"))
