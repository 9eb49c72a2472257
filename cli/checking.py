"""gouji check: what does not add up in these files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli import running
from cli.app import app
from cli.options import (
    Config,
    Debug,
    Engine,
    FailOn,
    Files,
    Format,
    How,
    Ignore,
    Jobs,
    NoCache,
    Ocr,
    Out,
    Select,
    Threshold,
    complain,
    complain_text,
    refuse_overwriting,
    write,
    write_bytes,
)
from cli.quiet import hush
from disclosure.errors import GoujiError

if TYPE_CHECKING:
    from disclosure.report import Report

Searchable = Annotated[
    Path | None, typer.Option("--searchable", metavar="OUT.pdf", help="另存可检索的 PDF。Also write a searchable PDF.")
]


@app.command()
def check(
    files: Files,
    format: How = Format.TERMINAL,
    out: Out = None,
    searchable: Searchable = None,
    ocr: Ocr = Engine.PADDLEOCR,
    fail_on: Threshold = FailOn.ERROR,
    select: Select = None,
    ignore: Ignore = None,
    config: Config = None,
    jobs: Jobs = None,
    no_cache: NoCache = False,
    debug: Debug = False,
) -> None:
    """核对文件中的数字。Check the numbers of the files.

    退出码 Exit status: 0 未发现 nothing found; 1 有发现 something found; 2 有文件无法核对 some file could not be checked.
    """
    hush(debug)
    refuse_overwriting(files, out, searchable)
    if searchable and len(files) != 1:
        raise complain("cli.one_file", count=len(files))
    settings = running.settings(config)
    rules = running.chosen_rules(select or settings.select, ignore or settings.ignore)
    with running.workshop(ocr, no_cache, settings, jobs) as shop:
        from workers import pipeline

        report = pipeline.check_files(files, shop, rules)
        try:
            readable = pipeline.searchable(files[0], shop) if searchable and not report.errors else None
        except GoujiError as error:
            raise complain_text(error.message) from error
    if searchable and readable is not None:
        write_bytes(readable, searchable)
    _present(report, files, format, out)
    raise typer.Exit(running.status(report, fail_on))


def _present(report: Report, files: list[Path], format: Format, out: Path | None) -> None:
    """The report in the wanted form; files that failed are told on stderr too."""
    from reports import json, terminal

    if format is Format.JSON:
        write(json.dumps(json.report(report)), out)
    elif format is Format.HTML:
        from checks.registry import all_rules
        from reports.html import render
        from workers.pictures import pictures

        write(render(report, pictures(files), {rule.code: rule.title for rule in all_rules()}), out)
    else:
        running.show(lambda console: terminal.show(report, console), out)
    running.complain_of(report.errors)
