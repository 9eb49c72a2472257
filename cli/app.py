"""The `gouji` command itself: the one object that the modules of commands register with."""

from __future__ import annotations

import typer

app = typer.Typer(
    name="gouji",
    help="勾稽 — 核对财政信息公开文件中的数字是否相符。A linter for financial disclosures: shows which numbers do not agree.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
