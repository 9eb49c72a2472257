"""gouji report: what a whole archive came to, from its database."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from cli import running
from cli.app import app
from cli.options import Debug, Where, complain, whole
from cli.quiet import hush
from disclosure.messages import say

if TYPE_CHECKING:
    from workers.overview import Archive


class OverviewFormat(StrEnum):
    """How the overview of an archive is written."""

    HTML = "html"
    XLSX = "xlsx"
    JSONL = "jsonl"


File = Annotated[Path, typer.Option("--out", "-o", metavar="PATH", help="写入这个文件。The file to write.", show_default=False)]
OverviewHow = Annotated[
    OverviewFormat | None,
    typer.Option(
        "--format", "-f", help="输出形式，默认看文件名后缀。How to report; by the file's suffix if absent.", show_default=False
    ),
]


@app.command()
def report(out: File, db: Where = None, format: OverviewHow = None, debug: Debug = False) -> None:
    """把整个文件库的结果写成网页、工作簿或逐行 JSON。A whole archive's result as a page, a workbook or JSON Lines."""
    hush(debug)
    with running.database(db, there=True) as (address, database):
        from store.database import file_of
        from workers.overview import Archive

        file = file_of(address)
        form = format or _by_suffix(out)
        if file is not None and file.resolve() == out.resolve():
            raise complain("report.overwrite", name=str(out))
        with database.reading() as session, whole(out) as beside:
            _write(Archive(session, database.name), form, beside)
    told = say("cli.written", name=str(out))
    console = Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True)
    console.print(told.zh)
    console.print(told.en, style="dim")


def _by_suffix(out: Path) -> OverviewFormat:
    """The form that the file's name asks for, a page where it has no suffix. Exits with 2 for a suffix of something else."""
    named = out.suffix.lower().removeprefix(".")
    if named and named not in list(OverviewFormat):
        raise complain("report.unknown_suffix", name=out.name)
    return OverviewFormat(named) if named else OverviewFormat.HTML


def _write(archive: Archive, form: OverviewFormat, path: Path) -> None:
    """The overview to the file."""
    from reports.overview import html, jsonl, xlsx

    if form is OverviewFormat.XLSX:
        xlsx.write(archive.overview, archive.findings(), archive.documents(), archive.unread(), path)
        return
    with path.open("w", encoding="utf-8", newline="\n") as file:
        if form is OverviewFormat.JSONL:
            jsonl.write(archive.findings(whole=True), archive.laid_out, file)
        else:
            html.write(archive.overview, archive.findings(), file)
