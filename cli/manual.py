"""gouji rules, explain: what is checked, why, and on what authority."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cli import running
from cli.app import app
from cli.options import complain
from disclosure.errors import why
from disclosure.messages import say

WriteTo = Annotated[
    Path | None,
    typer.Option("--write", metavar="FOLDER", help="把规则手册写入此目录（Markdown）。Write the manual of the rules here."),
]


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
        raise complain("cli.cannot_write", name=str(write_to), **why(error)) from error
    typer.echo(say("manual.written", name=str(write_to), pages=len(pages), changed=len(changed)).zh)


@app.command()
def explain(code: Annotated[str, typer.Argument(metavar="CODE", help="规则代码，如 N001。A rule's code.")]) -> None:
    """说明一条规则。What a rule checks, why, and on what authority."""
    from reports import listing

    found = [page for page in running.pages() if page.code == code.upper()]
    if not found:
        raise complain("cli.unknown_rule", name=code)
    running.show(lambda console: listing.page(found[0], console), None)
