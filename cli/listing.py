"""gouji tables, facts, tag: what was read in these files."""

from __future__ import annotations

import typer

from cli import running
from cli.app import app
from cli.options import (
    SOME_FAILED,
    Config,
    Debug,
    Engine,
    Files,
    Jobs,
    NoCache,
    Ocr,
    Out,
    Plain,
    PlainHow,
    refuse_overwriting,
    write,
)


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


def _finish(errors: running.Failures) -> None:
    """Tells of the files that failed and sets the exit status."""
    running.complain_of(errors)
    raise typer.Exit(SOME_FAILED if errors else 0)
