"""One planted slip as a value, and the document as it reads with the slip in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from benchmarks.mutations_reading import Material, reread, rewritten
from disclosure.document import Document
from disclosure.fact import Place, Sentence
from disclosure.quantity import Quantity
from disclosure.table import Table

PLACES = ("table", "form", "sentence", "title")


@dataclass(frozen=True)
class Edit:
    """One planted slip. `cells` are (index in the table, new text); `changes` the facts with what they say afterwards; `marks` where to look.

    `linked` are the figures that a direction word speaks of, `claimed` all figures of the claims it belongs to.
    """

    kind: str
    place: str
    old: str
    new: str
    marks: tuple[Place, ...]
    context: str = ""
    changes: dict[str, Quantity] = field(default_factory=dict)
    linked: frozenset[str] = frozenset()
    claimed: frozenset[str] = frozenset()
    table: str = ""
    cells: tuple[tuple[int, str], ...] = ()
    title: str | None = None
    paragraph: int = -1
    start: int = 0
    end: int = 0


def apply(made: Material, edit: Edit) -> Document:
    """The document as it reads with the slip in it."""
    tables, paragraphs = made.document.tables, made.paragraphs
    if edit.table:
        tables = tuple(_retyped(table, edit) if table.id == edit.table else table for table in tables)
    if edit.paragraph >= 0:
        paragraphs = rewritten(paragraphs, edit.paragraph, edit.start, edit.end, edit.new)
    return reread(made, tables, paragraphs)


def sentences(made: Material) -> Iterator[tuple[Sentence, int, int]]:
    """Every sentence with its paragraph and where it begins there."""
    for sentence in made.document.sentences:
        yield sentence, *made.begins[sentence.id]


def _retyped(table: Table, edit: Edit) -> Table:
    texts = dict(edit.cells)
    cells = tuple(replace(cell, text=texts[i]) if i in texts else cell for i, cell in enumerate(table.cells))
    return replace(table, cells=cells, title=table.title if edit.title is None else edit.title)
