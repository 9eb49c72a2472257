"""What the steps work with: where artifacts are kept, which engine recognises, how many processes read pages, who is
told of progress, the user's settings.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from disclosure.settings import Settings
from store.artifacts import ArtifactStore, default_store
from workers.pages import PageReaders

DEFAULT_ENGINE = "paddleocr"

Progress = Callable[[str, int, int], None]
"""Told (name of the file, pages done, pages in all) after every page."""


def silent(name: str, done: int, pages: int) -> None:
    """A progress that tells nobody."""


@dataclass(frozen=True)
class Workshop:
    """One run's surroundings. `engine` is the name of a recognition engine; it is loaded when a page first needs it.

    `today` decides which waivers of the settings still hold.
    """

    store: ArtifactStore = field(default_factory=default_store)
    engine: str = DEFAULT_ENGINE
    progress: Progress = silent
    readers: PageReaders = field(default_factory=PageReaders)
    settings: Settings = field(default_factory=Settings)
    today: date = field(default_factory=date.today)
