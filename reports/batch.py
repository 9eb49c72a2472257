"""What came of a batch, for the terminal: files done, failures by cause, and the first of each cause with what to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.text import Text as Line

from disclosure.messages import say

SHOWN = 5
"""Files of one cause that are named."""

Failed = tuple[str, str, Mapping[str, str]]
"""A file, the code of its error, and the message (zh, en)."""


def show_batch(done: int, failed: Sequence[Failed], seconds: float, console: Console) -> None:
    """The summary; `seconds` are of this run."""
    told = say("batch.done", done=done, failed=len(failed), seconds=f"{seconds:.0f}")
    console.print(Line(told.zh, "bold"))
    console.print(Line(told.en, "dim"))
    causes: dict[str, list[Failed]] = {}
    for one in failed:
        causes.setdefault(one[1], []).append(one)
    for code, ones in sorted(causes.items(), key=lambda pair: -len(pair[1])):
        console.print(Line.assemble((f"✗ {len(ones)} ", "bold red"), (code, "red")))
        for path, _, message in ones[:SHOWN]:
            console.print(Line(f"   {path}：{message.get('zh', '')}"))
        if len(ones) > SHOWN:
            console.print(Line(f"   … {len(ones) - SHOWN}", "dim"))
