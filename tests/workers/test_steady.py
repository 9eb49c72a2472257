"""What keeps work on many documents quick changes nothing but the time."""

from __future__ import annotations

import gc
from dataclasses import replace

from disclosure.document import Document
from tests.tiny_report import tiny_document
from workers.steady import Shelf, unsearched


def test_the_search_for_cycles_goes_on_behind_the_block() -> None:
    assert gc.isenabled()
    with unsearched():
        with unsearched():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_shelf_makes_a_document_once_and_lets_go_of_the_oldest() -> None:
    made: list[str] = []

    def make(name: str) -> Document:
        made.append(name)
        return replace(tiny_document(), id=name)

    shelf = Shelf(room=2 * len(tiny_document().schedules[0].facts))
    for name in ("a", "b", "a", "c", "a", "b"):
        found = shelf.take(name, lambda name=name: make(name))  # type: ignore[misc]
        assert found is not None and found.id == name
    assert made == ["a", "b", "c", "b"]
    assert shelf.take("none", lambda: None) is None and shelf.take("none", lambda: make("none")) is not None
