"""What came of a batch, for the terminal: files done, failures by cause, and the first of each cause with what to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePath

from rich.console import Console
from rich.padding import Padding
from rich.text import Text as Line

from disclosure.messages import Text, say
from reports.wrapping import Flow

SHOWN = 5
"""Files of one cause that are named."""

Failed = tuple[str, str, Mapping[str, str]]
"""A file, the code of its error, and the message (zh, en)."""


def show_batch(done: int, failed: Sequence[Failed], seconds: float, further: Text, console: Console) -> None:
    """The summary; `seconds` are of this run, `further` says what to do next where anything was done."""
    told = say("batch.done", done=done, failed=len(failed), seconds=f"{seconds:.0f}")
    console.print(Flow(told.zh, "bold"))
    console.print(Flow(told.en, "dim"))
    causes: dict[str, list[Failed]] = {}
    for one in failed:
        causes.setdefault(one[1], []).append(one)
    for code, ones in sorted(causes.items(), key=lambda pair: -len(pair[1])):
        console.print(Line.assemble((f"✗ {len(ones)} ", "bold red"), (code, "red")))
        for path, _, message in ones[:SHOWN]:
            console.print(Padding(Flow(_placed(path, message.get("zh", ""))), (0, 0, 0, 3), expand=False))
        if len(ones) > SHOWN:
            console.print(Line(f"   … {len(ones) - SHOWN}", "dim"))
    if done:
        console.print(Flow(further.zh))
        console.print(Flow(further.en, "dim"))


def _placed(path: str, message: str) -> str:
    """The message with the file's whole path: it begins with the name where it is about the file itself, not about one inside."""
    name = PurePath(path).name
    return path + message.removeprefix(name) if message.startswith(name) else f"{path}：{message}"
