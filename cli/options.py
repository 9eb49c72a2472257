"""The options that several commands share, and what is refused before any work begins."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from disclosure.errors import why
from disclosure.messages import Text, say
from reports.wrapping import Flow

SOME_FAILED = 2
"""Exit status where some file could not be checked, or the command itself was wrong."""
INTERRUPTED = 130
"""Exit status after Ctrl-C."""


class Format(StrEnum):
    """How a report is written."""

    TERMINAL = "terminal"
    JSON = "json"
    HTML = "html"


class Plain(StrEnum):
    """How tables and facts are written."""

    TERMINAL = "terminal"
    JSON = "json"


class FailOn(StrEnum):
    """From which severity on the exit status is 1."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    NEVER = "never"


class Engine(StrEnum):
    """Recognition engines."""

    PADDLEOCR = "paddleocr"
    RAPIDOCR = "rapidocr"


How = Annotated[Format, typer.Option("--format", "-f", help="输出形式。How to report.")]
PlainHow = Annotated[Plain, typer.Option("--format", "-f", help="输出形式。How to write.")]
Threshold = Annotated[FailOn, typer.Option("--fail-on", help="达到此级别时退出码为 1。Exit with 1 from this severity on.")]
Select = Annotated[
    list[str] | None,
    typer.Option("--select", metavar="RULE", help="只用这些规则（代码、组或类别）。Only these codes, groups or families."),
]
Ignore = Annotated[list[str] | None, typer.Option("--ignore", metavar="RULE", help="不用这些规则。Not these.")]
Files = Annotated[
    list[Path],
    typer.Argument(
        metavar="FILE…",
        help="PDF（扫描件或电子版）、Word、Excel、网页、图片或压缩包。PDF, Word, Excel, HTML, pictures, archives.",
        show_default=False,
    ),
]
Out = Annotated[
    Path | None, typer.Option("--out", "-o", metavar="PATH", help="写入文件而不是屏幕。Write here instead of the screen.")
]
Ocr = Annotated[Engine, typer.Option("--ocr", help="扫描页的识别引擎。Recognition engine for scanned pages.")]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        metavar="N",
        min=1,
        help="识别扫描页的进程数，默认每两个核心一个、至多 2 个，每个约占 1.2 GB 内存。Processes that read scanned pages: one for two cores, at most 2, up to 1.2 GB each.",
        show_default=False,
    ),
]
NoCache = Annotated[bool, typer.Option("--no-cache", help="不使用也不保存中间结果。Neither use nor keep artifacts.")]
Where = Annotated[
    str | None,
    typer.Option(
        "--db", metavar="DATABASE", help="数据库，默认在用户数据目录。SQLite file or postgresql:// address.", show_default=False
    ),
]
Config = Annotated[
    Path | None,
    typer.Option("--config", metavar="PATH", help="设置文件，默认为当前目录的 gouji.toml。Settings; ./gouji.toml if absent."),
]
Debug = Annotated[bool, typer.Option("--debug", help="在标准错误上显示日志与出错位置。Show logs and tracebacks on stderr.")]


def complain(key: str, **args: object) -> typer.Exit:
    """Says on stderr what is wrong with the command, Chinese first, and gives the exit to raise."""
    return complain_text(say(key, **args))


def complain_text(text: Text) -> typer.Exit:
    """The same for a text that is already made."""
    console = Console(stderr=True, highlight=False)
    console.print(Flow(text.zh, "red"))
    console.print(Flow(text.en, "dim"))
    return typer.Exit(SOME_FAILED)


def write(text: str, out: Path | None) -> None:
    """The text to the file, else to stdout. Exits with 2 where it cannot be written."""
    if out is None:
        typer.echo(text)
    else:
        write_bytes((text + "\n").encode(), out)


def write_bytes(data: bytes, out: Path) -> None:
    """The bytes to the file, whole or not at all. Exits with 2 where that fails."""
    with whole(out) as beside:
        beside.write_bytes(data)


@contextmanager
def whole(out: Path) -> Iterator[Path]:
    """A path to write to; what lies there at the end becomes the file, whole or not at all. Exits with 2 where that fails."""
    beside = out.with_name(out.name + ".part")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        yield beside
        beside.replace(out)
    except OSError as error:
        raise complain("cli.cannot_write", name=str(out), **why(error)) from error
    finally:
        with suppress(OSError):
            beside.unlink()


def refuse_overwriting(files: list[Path], *outs: Path | None) -> None:
    """Exits with 2 where an output is one of the files that are to be read."""
    for out in outs:
        if out is not None and out.resolve() in {file.resolve() for file in files}:
            raise complain("cli.overwrite", name=str(out))
