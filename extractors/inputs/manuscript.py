"""What a file says that knows its own text: leaves of passages and tables, each with the name that people call its place by.

The common ground of Word documents, workbooks and web pages. Nothing here has a place on paper; `extractors.inputs.layout` gives it one.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from disclosure.messages import Text


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text and the name of its place (第12段, C7)."""

    text: str
    name: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, or what stands side by side on one line (部门：…  单位：万元). `level` is that of a heading, 1 the highest."""

    pieces: tuple[Piece, ...]
    level: int | None = None

    @property
    def text(self) -> str:
        """All of it."""
        return " ".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Entry:
    """A cell of a table; `row` and `col` count from 0, spans are at least 1."""

    row: int
    col: int
    text: str
    name: str
    row_span: int = 1
    col_span: int = 1


@dataclass(frozen=True, slots=True)
class Rows:
    """A table whose cells are known exactly. No two entries cover the same position."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """What stands together: a worksheet (with its name), or the text up to where a new page begins."""

    items: tuple[Passage | Rows, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Manuscript:
    """The whole file. `remarks` tell what is in it and could not be read."""

    leaves: tuple[Leaf, ...]
    remarks: tuple[Text, ...] = field(default=())

    @property
    def says_something(self) -> bool:
        """Whether there is any text at all."""
        return any(
            any(piece.text.strip() for piece in item.pieces)
            if isinstance(item, Passage)
            else any(entry.text.strip() for entry in item.entries)
            for leaf in self.leaves
            for item in leaf.items
        )
