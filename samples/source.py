"""Reads the sample's source: a text of blocks, and the list of what is made wrong in it.

`document.txt` holds a disclosure that is right in every figure. One line is one block: `@part` (a new page), `@part+` (without), `@title`, `# heading`, `## heading`,
`注：note` or a paragraph; `@table key=value …` opens a table of `| cell | cell |` lines that `@end` closes. In a table `<` continues
the cell to the left and `^` the cell above. `problems.toml` changes it. Refuses an edit that does not match exactly once.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
DOCUMENT = HERE / "source" / "document.txt"
PROBLEMS = HERE / "source" / "problems.toml"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that a check must show. `quote` and `numbers` are as printed, the stated figure first; `on` picks the page."""

    id: str
    family: str
    title: str
    quote: str
    numbers: tuple[str, ...]
    edits: tuple[tuple[str, str], ...]
    status: str = "discrepancy"
    on: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table to draw: its rows as written, its options (title, form, widths in relative units, align, head)."""

    rows: tuple[tuple[str, ...], ...]
    options: dict[str, str]


@dataclass(frozen=True, slots=True)
class Block:
    """Anything else: `kind` is cover, contents, part, title, heading, subheading, note or text."""

    kind: str
    text: str


_MARKS = (
    ("@part ", "part"),
    ("@part+ ", "part_here"),
    ("@title ", "title"),
    ("## ", "subheading"),
    ("# ", "heading"),
    ("注：", "note"),
)


def read_problems(path: Path = PROBLEMS) -> tuple[Problem, ...]:
    """Every planted problem, in the file's order."""
    entries = tomllib.loads(path.read_text("utf-8"))["problem"]
    return tuple(
        Problem(**{**entry, "numbers": tuple(entry["numbers"]), "edits": tuple((a, b) for a, b in entry["edits"])})
        for entry in entries
    )


def plant(text: str, problems: tuple[Problem, ...]) -> str:
    """The text with every problem in it. Raises ValueError where an edit does not match exactly once."""
    for problem in problems:
        for before, after in problem.edits:
            if text.count(before) != 1:
                raise ValueError(f"{problem.id}: {before!r} stands {text.count(before)} times in the document, not once")
            text = text.replace(before, after)
    return text


def read_blocks(text: str) -> list[Block | Table]:
    """The blocks in order. Raises ValueError for a table whose rows differ in length."""
    blocks: list[Block | Table] = []
    lines = iter(text.splitlines())
    for line in filter(None, map(str.strip, lines)):
        if line.startswith("@table "):
            blocks.append(_table(line, lines))
        elif line == "@cover":
            blocks.append(Block("cover", "\n".join(iter(lambda: next(lines).strip(), ""))))
        elif line == "@contents":
            blocks.append(Block("contents", ""))
        else:
            blocks.append(_block(line))
    return blocks


def _block(line: str) -> Block:
    for mark, kind in _MARKS:
        if line.startswith(mark):
            return Block(kind, line if kind == "note" else line[len(mark) :])
    return Block("text", line)


def _table(line: str, lines: object) -> Table:
    options = {key: value or "yes" for key, _, value in (word.partition("=") for word in line.split()[1:])}
    rows = [
        tuple(cell.strip() for cell in row.strip().strip("|").split("|"))
        for row in iter(lambda: next(lines).strip(), "@end")  # type: ignore[call-overload]
    ]
    if len({len(row) for row in rows}) != 1:
        raise ValueError(f"table {options.get('id')}: rows of {sorted({len(row) for row in rows})} cells")
    return Table(tuple(rows), options)
