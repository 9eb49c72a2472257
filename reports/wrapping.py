"""Lines of Chinese text for a terminal: broken between characters, but never inside a number, a word or a file's name, and never so
that a line begins with a closing mark or ends with an opening one.

Takes a `rich` text, gives a renderable. Only what is wider than the whole line is cut where it must be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len, chop_cells
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.text import Text as Line

NARROWEST = 12
"""Columns below which nothing is asked for."""
_CLOSING = "，。、；：？！）》」』】”’…%％"
_OPENING = "（《「『【“‘"
_UNIT = re.compile(
    rf"[{_OPENING}]*(?:"
    rf"[^\s{_OPENING}{_CLOSING}]*\.[A-Za-z]{{2,5}}(?![A-Za-z])"  # a file's name
    r"|[-+]?\d[\d,.]*[万亿]?[元个项条处页人份张家年分%％]?"  # a number with its unit
    rf"|[^\s{_OPENING}{_CLOSING}\u2e80-\uffef]+"  # a word of another script
    rf"|\S)?[{_CLOSING}),.;:!?\]]*\s*"
)


class Flow:
    """The text, broken to the width that there is."""

    def __init__(self, text: Line | str, style: str = "") -> None:
        self.text = Line(text, style) if isinstance(text, str) else text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in self.text.split("\n", allow_blank=True):
            for part in line.divide(_breaks(line.plain, options.max_width)):
                part.rstrip()
                yield part

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        widest = max((cell_len(line) for line in self.text.plain.split("\n")), default=0)
        return Measurement(min(widest, NARROWEST), widest).with_maximum(options.max_width)


def _breaks(text: str, width: int) -> list[int]:
    """Where the lines after the first begin."""
    found: list[int] = []
    at = used = 0
    for unit in _units(text, width):
        size = cell_len(unit.rstrip())
        if used and used + size > width:
            found.append(at)
            used = 0
        at, used = at + len(unit), used + cell_len(unit)
    return found


def _units(text: str, width: int) -> Iterator[str]:
    """What is not to be broken, each with the blanks behind it; what no line can hold in pieces."""
    for match in _UNIT.finditer(text):
        unit = match.group()
        if unit and cell_len(unit.rstrip()) > width:
            yield from chop_cells(unit, width)
        elif unit:
            yield unit
