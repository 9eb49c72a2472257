"""Where `gouji` starts. Every module of commands registers its own with `cli.app`; here they are brought together.

Heavy libraries are imported inside the commands that need them, so that `gouji version` and `--help` answer at once.
"""

from __future__ import annotations

import sys
from importlib.metadata import version as installed

import typer
from rich.console import Console

from cli import archive, checking, comparing, listing, manual, reporting, shelf
from cli.app import app
from cli.options import INTERRUPTED

COMMANDS = (checking, listing, comparing, archive, shelf, reporting, manual)
"""The modules of commands, in the order in which `--help` lists them."""


@app.command()
def version() -> None:
    """版本。The version."""
    typer.echo(f"gouji {installed('gouji')}")


def main() -> None:
    """The entry point. A reader that closes the pipe early (`gouji … | head`) is no error."""
    try:
        app()
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except SystemExit as stop:
        if stop.code == INTERRUPTED:  # what typer makes of Ctrl-C, without a word
            Console(stderr=True).print("已中止。Interrupted.")
        raise
