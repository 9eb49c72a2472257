"""What keeps work on many documents quick: no search for reference cycles while one is made, and the last ones kept at hand.

Nouns are trees: they go as soon as nobody holds them, and a search for cycles while thousands are made walks through all of them,
and through every module, again and again (a fifth of a second each time where language models are loaded).
"""

from __future__ import annotations

import gc
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock

from disclosure.document import Document

ROOM = 20_000
"""Figures of tables that a shelf holds: some thirty documents of twenty pages."""


@contextmanager
def unsearched() -> Iterator[None]:
    """No search for reference cycles in the block, which should be short."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@dataclass
class Shelf:
    """The documents that were used last, with what was worked out of them, as many as have `room` figures together."""

    room: int = ROOM
    _kept: OrderedDict[Hashable, Document] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def take(self, key: Hashable, make: Callable[[], Document | None]) -> Document | None:
        """The document under that key, made where it is not there; nothing is kept where it cannot be made."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        made = make()
        if made is not None:
            with self._lock:
                self._kept[key] = made
                while len(self._kept) > 1 and sum(map(_size, self._kept.values())) > self.room:
                    self._kept.popitem(last=False)
        return made


def _size(document: Document) -> int:
    return sum(len(schedule.facts) for schedule in document.schedules)
