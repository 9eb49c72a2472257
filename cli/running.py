"""What the commands share between reading their options and printing: the workshop, the rules, the exit status."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from cli.options import SOME_FAILED, Engine, FailOn, complain, complain_text, write
from cli.progress import bar
from cli.quiet import clean_stdout, hush
from disclosure.errors import GoujiError

if TYPE_CHECKING:
    from checks.registry import Rule
    from disclosure.document import Document
    from disclosure.report import Failure, Report
    from disclosure.rulepage import RulePage
    from disclosure.settings import Settings
    from store.database import Database
    from workers.workshop import Workshop

WIDTH = 100
"""Columns of a terminal report that goes to a file."""

Documents = tuple["Document", ...]
Failures = tuple["Failure", ...]


def settings(config: Path | None) -> Settings:
    """The user's settings: of that file, else of the working directory's gouji.toml. Exits with 2 where something is wrong with them."""
    from workers.settings import SettingsError, find_settings

    try:
        return find_settings(config)
    except SettingsError as error:
        raise complain_text(error.message) from error


@contextmanager
def workshop(ocr: Engine, no_cache: bool, chosen: Settings, jobs: int | None = None) -> Iterator[Workshop]:
    """The workshop of one command; while it is open, nothing but progress (on stderr) can be printed."""
    from store.artifacts import NoStore, default_store
    from workers.pages import PROCESSES, PageReaders
    from workers.workshop import Workshop

    store = NoStore() if no_cache else default_store()
    with clean_stdout(), bar(Console(stderr=True)) as told, closing(PageReaders(jobs or PROCESSES)) as readers:
        yield Workshop(store, ocr.value, told, readers, chosen)


@contextmanager
def database(address: str | None, *, there: bool = False) -> Iterator[tuple[str, Database]]:
    """The database and its address; exits with 2 where it cannot be opened, and with `there` also where none was made yet."""
    from store.database import file_of, open_database

    named = address or os.environ.get("GOUJI_DB") or str(_home() / "gouji.db")
    try:
        if there and (file := file_of(named)) and not file.exists():
            raise complain("report.no_database", name=named)
        opened = open_database(named)
    except GoujiError as error:
        raise complain_text(error.message) from error
    with closing(opened):
        yield named, opened


def read(
    files: Sequence[Path], ocr: Engine, jobs: int | None, no_cache: bool, debug: bool, config: Path | None
) -> tuple[Documents, Failures]:
    """The documents of the files that could be read, and what was wrong with the others."""
    hush(debug)
    with workshop(ocr, no_cache, settings(config), jobs) as shop:
        from workers.pipeline import read_files

        return read_files(files, shop)


def chosen_rules(wanted: Iterable[str] | None, ignored: Iterable[str] | None) -> tuple[Rule, ...]:
    """The rules that remain. Exits with 2 for a name that fits none; several names may share one option, with commas."""
    from checks.registry import all_rules, select

    try:
        return select(all_rules(), _split(wanted), _split(ignored))
    except ValueError as error:
        raise complain("cli.unknown_rule", name=str(error)) from error


def pages() -> tuple[RulePage, ...]:
    """The page of every rule, by code."""
    from checks.registry import all_rules
    from disclosure.rulepage import read_page

    return tuple(read_page(rule.code, rule.family, rule.severity.value, rule.page) for rule in all_rules())


def _home() -> Path:
    """Where the user's database lies: $XDG_DATA_HOME/gouji, else ~/.local/share/gouji."""
    base = os.environ.get("XDG_DATA_HOME")
    return (Path(base) if base else Path.home() / ".local" / "share") / "gouji"


def _split(names: Iterable[str] | None) -> list[str]:
    return [name.strip() for group in names or () for name in group.split(",") if name.strip()]


def show(draw: Callable[[Console], None], out: Path | None) -> None:
    """Draws on the screen, or without colours into the file."""
    if out is None:
        draw(Console(highlight=False, markup=False, emoji=False, soft_wrap=False))
        return
    console = Console(highlight=False, markup=False, emoji=False, width=WIDTH, no_color=True, force_terminal=False)
    with console.capture() as captured:
        draw(console)
    write(captured.get().rstrip("\n"), out)


def complain_of(errors: Failures) -> None:
    """Every file that could not be read, on stderr."""
    from reports.terminal import show_errors

    show_errors(errors, Console(stderr=True, highlight=False, markup=False, emoji=False))


def status(report: Report, fail_on: FailOn) -> int:
    """2 where a file could not be checked, 1 where something that is neither explained nor waived reaches the threshold, else 0."""
    from disclosure.arithmetic import Verdict
    from disclosure.relation import Severity

    if report.errors:
        return SOME_FAILED
    if fail_on is FailOn.NEVER:
        return 0
    ranks = [severity.value for severity in Severity]
    limit = ranks.index(fail_on.value)
    settled = () if fail_on is FailOn.INFO else (Verdict.RECONCILED, Verdict.ROUNDING)
    open_ones = [finding for finding in report.findings if finding.status not in settled and finding.waived is None]
    return int(any(ranks.index(finding.severity.value) <= limit for finding in open_ones))
