"""What an archive holds, for the terminal: documents with who they were taken for, and dossiers with their members."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text as Line

from reports.words import word


@dataclass(frozen=True, slots=True)
class Shelved:
    """A document of the archive; what is None is unknown, `corrected` names what a person set."""

    id: str
    name: str
    org: str | None
    fiscal_year: int | None
    kinds: tuple[str, ...]
    level: str | None
    corrected: tuple[str, ...]


Filed = tuple[int, str, int, Sequence[tuple[str, str, str]]]
"""A dossier: number, organisation, year, members (document, name, how it came in)."""


def documents(rows: Iterable[Shelved], console: Console) -> None:
    """One line each; unknown is shown as unknown."""
    grid = Grid(box=None, pad_edge=False)
    for title, whole in (
        ("编号", True),
        ("文件", False),
        ("单位", False),
        ("年度", True),
        ("种类", False),
        ("级次", True),
        ("改正", False),
    ):
        grid.add_column(title, no_wrap=whole, overflow="fold")
    for one in rows:
        kinds = "、".join(word("kind", kind).zh for kind in one.kinds)
        level = word("level", one.level).zh if one.level else "未知"
        known = (one.org or "未知", str(one.fiscal_year or "未知"), kinds or "未知", level)
        grid.add_row(one.id, one.name, *known, "、".join(one.corrected))
    console.print(grid)


def dossiers(rows: Iterable[Filed], console: Console) -> None:
    """Each dossier with its members below."""
    for number, organisation, year, members in rows:
        console.print(Line.assemble((f"{number} ", "bold"), (f"{organisation} {year}", "bold")))
        for document, name, how in members:
            console.print(
                Line.assemble((f"   {document} ", "dim"), name, (f" {word('member', how).zh}" if how != "formed" else "", "dim"))
            )
