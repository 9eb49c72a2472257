"""gouji diff: is it fixed?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cli import running
from cli.app import app
from cli.options import (
    SOME_FAILED,
    Config,
    Debug,
    Engine,
    FailOn,
    Jobs,
    NoCache,
    Ocr,
    Out,
    Plain,
    PlainHow,
    Threshold,
    refuse_overwriting,
    write,
)
from cli.quiet import hush

Old = Annotated[Path, typer.Argument(metavar="OLD", help="改正前的文件。The file before.", show_default=False)]
New = Annotated[Path, typer.Argument(metavar="NEW", help="改正后的文件。The corrected file.", show_default=False)]


@app.command()
def diff(
    old: Old,
    new: New,
    format: PlainHow = Plain.TERMINAL,
    out: Out = None,
    ocr: Ocr = Engine.PADDLEOCR,
    fail_on: Threshold = FailOn.ERROR,
    config: Config = None,
    jobs: Jobs = None,
    no_cache: NoCache = False,
    debug: Debug = False,
) -> None:
    """比较改正前后两个版本。What became of the findings, and which figures changed.

    退出码 Exit status: 0 新版没有发现 nothing left or new; 1 仍有或新出现 something is; 2 有文件无法读取 a file could not be read.
    """
    hush(debug)
    refuse_overwriting([old, new], out)
    with running.workshop(ocr, no_cache, running.settings(config), jobs) as shop:
        from workers.comparing import compare_files

        reports, made = compare_files(old, new, shop)
    errors = tuple(error for report in reports for error in report.errors)
    running.complain_of(errors)
    if made is None:
        raise typer.Exit(SOME_FAILED)
    from reports import comparison, json

    before, after = (report.documents[0] for report in reports)
    if format is Plain.JSON:
        write(json.dumps(comparison.plain(made, before, after)), out)
    else:
        running.show(lambda console: comparison.show(made, before, after, console), out)
    raise typer.Exit(running.status(reports[1], fail_on))
