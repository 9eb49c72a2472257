"""The commands of `gouji`. Each reads its options, asks `workers` for a result and `reports` for its words.

Heavy libraries are imported inside the commands that need them, so that `gouji version` and `--help` answer at once.
"""

from __future__ import annotations

import sys
from importlib.metadata import version as installed
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from cli import running
from cli.options import (
    SOME_FAILED,
    Config,
    Debug,
    Engine,
    FailOn,
    Files,
    Format,
    Jobs,
    NoCache,
    Ocr,
    Out,
    Plain,
    complain,
    refuse_overwriting,
    write,
    write_bytes,
)
from cli.quiet import hush
from disclosure.messages import say

if TYPE_CHECKING:
    from disclosure.report import Report

app = typer.Typer(
    name="gouji",
    help="勾稽 — 核对财政信息公开文件中的数字是否相符。A linter for financial disclosures: shows which numbers do not agree.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

How = Annotated[Format, typer.Option("--format", "-f", help="输出形式。How to report.")]
PlainHow = Annotated[Plain, typer.Option("--format", "-f", help="输出形式。How to write.")]
Searchable = Annotated[
    Path | None, typer.Option("--searchable", metavar="OUT.pdf", help="另存可检索的 PDF。Also write a searchable PDF.")
]
Threshold = Annotated[FailOn, typer.Option("--fail-on", help="达到此级别时退出码为 1。Exit with 1 from this severity on.")]
Select = Annotated[
    list[str] | None,
    typer.Option("--select", metavar="RULE", help="只用这些规则（代码、组或类别）。Only these codes, groups or families."),
]
WriteTo = Annotated[
    Path | None,
    typer.Option("--write", metavar="FOLDER", help="把规则手册写入此目录（Markdown）。Write the manual of the rules here."),
]
Ignore = Annotated[list[str] | None, typer.Option("--ignore", metavar="RULE", help="不用这些规则。Not these.")]


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
        readable = pipeline.searchable(files[0], shop) if searchable and not report.errors else None
    if searchable and readable is not None:
        write_bytes(readable, searchable)
    _present(report, files, format, out)
    raise typer.Exit(running.status(report, fail_on))


@app.command()
def tables(
    files: Files,
    format: PlainHow = Plain.TERMINAL,
    out: Out = None,
    ocr: Ocr = Engine.PADDLEOCR,
    config: Config = None,
    jobs: Jobs = None,
    no_cache: NoCache = False,
    debug: Debug = False,
) -> None:
    """列出文件中的表格。The tables of the files, cell by cell."""
    from reports import json, listing

    refuse_overwriting(files, out)
    documents, errors = running.read(files, ocr, jobs, no_cache, debug, config)
    if format is Plain.JSON:
        write(json.dumps(json.tables(documents, errors)), out)
    else:
        running.show(lambda console: listing.tables(documents, console), out)
    _finish(errors)


@app.command()
def facts(
    files: Files,
    format: PlainHow = Plain.TERMINAL,
    out: Out = None,
    ocr: Ocr = Engine.PADDLEOCR,
    config: Config = None,
    jobs: Jobs = None,
    no_cache: NoCache = False,
    debug: Debug = False,
) -> None:
    """列出读到的每个数字及其含义。Every printed number with what it measures."""
    from reports import json, listing

    refuse_overwriting(files, out)
    documents, errors = running.read(files, ocr, jobs, no_cache, debug, config)
    if format is Plain.JSON:
        write(json.dumps(json.facts(documents, errors)), out)
    else:
        running.show(lambda console: listing.facts(documents, console), out)
    _finish(errors)


@app.command()
def tag(
    files: Files,
    ocr: Ocr = Engine.PADDLEOCR,
    config: Config = None,
    jobs: Jobs = None,
    no_cache: NoCache = False,
    debug: Debug = False,
) -> None:
    """列出句子及其中标注的实体。Sentences with their tagged entities."""
    from reports import listing

    documents, errors = running.read(files, ocr, jobs, no_cache, debug, config)
    running.show(lambda console: listing.tags(documents, console), None)
    _finish(errors)


@app.command()
def rules(write_to: WriteTo = None) -> None:
    """列出全部规则。Every rule."""
    from reports import listing
    from reports.manual import write_manual

    pages = running.pages()
    if write_to is None:
        running.show(lambda console: listing.rules(pages, console), None)
        return
    try:
        changed = write_manual(pages, write_to)
    except OSError as error:
        raise complain("cli.cannot_write", name=str(write_to), reason=error.strerror or str(error)) from error
    typer.echo(say("manual.written", name=str(write_to), pages=len(pages), changed=len(changed)).zh)


@app.command()
def explain(code: Annotated[str, typer.Argument(metavar="CODE", help="规则代码，如 N001。A rule's code.")]) -> None:
    """说明一条规则。What a rule checks, why, and on what authority."""
    from reports import listing

    found = [page for page in running.pages() if page.code == code.upper()]
    if not found:
        raise complain("cli.unknown_rule", name=code)
    running.show(lambda console: listing.page(found[0], console), None)


@app.command()
def version() -> None:
    """版本。The version."""
    typer.echo(f"gouji {installed('gouji')}")


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


def _finish(errors: running.Failures) -> None:
    """Tells of the files that failed and sets the exit status."""
    running.complain_of(errors)
    raise typer.Exit(SOME_FAILED if errors else 0)


def main() -> None:
    """The entry point. A reader that closes the pipe early (`gouji … | head`) is no error."""
    try:
        app()
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except KeyboardInterrupt:
        Console(stderr=True).print("已中止。Interrupted.")
        sys.exit(130)
