"""A bar of pages on stderr, with pages per second and the time left, only where a person looks at it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

Told = Callable[[str, int, int], None]


class _Pace(ProgressColumn):
    """Pages per second over the last stretch."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:.1f} 页/秒" if task.speed else "")


@contextmanager
def bar(console: Console) -> Iterator[Told]:
    """Gives a function that is told (file, pages done, pages in all). Says nothing where `console` is no terminal."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TextColumn("页"),
        _Pace(),
        TimeElapsedColumn(),
        TextColumn("剩余"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        tasks: dict[str, TaskID] = {}

        def told(name: str, done: int, pages: int) -> None:
            if name not in tasks:
                tasks[name] = progress.add_task(name, total=pages)
            progress.update(tasks[name], completed=done, total=pages)

        yield told


@contextmanager
def files_bar(console: Console) -> Iterator[Callable[..., None]]:
    """Gives a function that is told (files settled, files in all, pages read). Says nothing where `console` is no terminal."""
    columns = (
        TextColumn("文件"),
        TextColumn("{task.fields[pages]}"),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("剩余"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("files", total=None, pages="")

        def told(done: int, files: int, pages: int = 0) -> None:
            progress.update(task, completed=done, total=files, pages=f"{pages} 页" if pages else "")

        yield told
