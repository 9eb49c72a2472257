"""What the steps work with: where artifacts are kept, which engine recognises, who is told of progress."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from store.artifacts import ArtifactStore, default_store

DEFAULT_ENGINE = "paddleocr"

Progress = Callable[[str, int, int], None]
"""Told (name of the file, pages done, pages in all) after every page."""


def silent(name: str, done: int, pages: int) -> None:
    """A progress that tells nobody."""


@dataclass(frozen=True)
class Workshop:
    """One run's surroundings. `engine` is the name of a recognition engine; it is loaded when a page first needs it."""

    store: ArtifactStore = field(default_factory=default_store)
    engine: str = DEFAULT_ENGINE
    progress: Progress = silent
