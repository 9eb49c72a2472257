"""Where a table's header ends and what each of its columns is.

Takes the grid of a table; gives, per column, its role (code, label, line_no, figure, text), its lane and its header path. Roles come from
header words first and from what the body holds second; a position never decides anything.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from disclosure.numerals import is_blank, read_cell
from disclosure.table import Cell
from extractors.schedules.text import depth, header, squeeze
from extractors.schedules.vocabulary import mended, words

Line = Sequence[Cell | None]

_CODE = re.compile(r"^[1-9]\d{2}(?:\d{2}){0,2}$")
_STUBS = frozenset({"合计", "总计", "小计"})
_LEVELS = frozenset({"类", "款", "项"})
_LEDGER = frozenset({"行次", "栏次"})


@dataclass(frozen=True, slots=True)
class Head:
    """One column of the grid. `path` are its header texts from the top down, each once; `raw` the same as printed."""

    index: int
    role: str
    lane: int
    path: tuple[str, ...]
    raw: tuple[str, ...]


def text_of(cell: Cell | None) -> str:
    """The cell's text, empty where there is no cell."""
    return cell.text if cell else ""


def is_code(text: str) -> bool:
    """Whether a text could be an account code of three, five or seven digits."""
    return bool(_CODE.match(squeeze(text)))


def is_numbering_line(line: Line) -> bool:
    """Whether the row only numbers the columns (栏次 1 2 3 …) and holds no amounts."""
    texts = _distinct(line)
    if texts and texts[0] in _LEDGER and all(text in _LEDGER or read_cell(text) for text in texts):
        return len(texts) > 1
    digits = [text for text in texts if text.isdigit()]
    return len(digits) >= 3 and len(digits) == len(texts) and [int(d) for d in digits] == list(range(1, len(digits) + 1))


def header_end(grid: Sequence[Line], stated: int) -> int:
    """How many rows from the top are header: up to the first row of data, else as many as the table says."""
    for index, line in enumerate(grid):
        if index and _is_data(line):
            return index
    return min(stated, len(grid)) or min(1, len(grid))


def read_heads(grid: Sequence[Line], end: int) -> tuple[Head, ...]:
    """Every column with role, lane and path."""
    width = len(grid[0]) if grid else 0
    raws = [_path(grid[:end], c, width) for c in range(width)]
    paths = [tuple(mended(header(text)) for text in raw) for raw in raws]
    body = [line for line in grid[end:] if not is_numbering_line(line)]
    roles = [_role(paths[c], [line[c] for line in body], c) for c in range(width)]
    lanes = _lanes(roles)
    return tuple(Head(c, roles[c], lanes[c], paths[c], raws[c]) for c in range(width))


def _is_data(line: Line) -> bool:
    texts = [text for text in _distinct(line) if text not in _LEVELS]
    if not texts or is_numbering_line(line):
        return False
    first = texts[0]
    if is_code(first) or depth(first) is not None:
        return True
    numbers = sum(1 for text in texts if read_cell(text) is not None and not is_code(text))
    if first in _STUBS or header(first).endswith("合计"):
        # A figure without its point may look like a code; beside one that does not it is a figure.
        alike = sum(1 for text in texts if read_cell(text) is not None) if numbers else 0
        return max(numbers, alike) == len(texts) - 1 or any(header(t) in _STUBS | {first} for t in texts[1:] if numbers)
    return numbers > 0 and numbers >= len(texts) - 2


def _distinct(line: Line) -> list[str]:
    """Non-blank texts of the row's cells, a merged cell once."""
    cells: dict[int, Cell] = {id(cell): cell for cell in line if cell is not None}
    return [squeeze(cell.text) for cell in cells.values() if not is_blank(cell.text)]


def _path(rows: Sequence[Line], column: int, width: int) -> tuple[str, ...]:
    path: list[str] = []
    for line in rows:
        cell = line[column]
        if cell is None or is_blank(cell.text) or cell.col_span >= width > 1 or is_numbering_line(line):
            continue
        text = squeeze(cell.text)
        if not path or path[-1] != text:
            path.append(text)
    return tuple(path)


def _role(path: tuple[str, ...], cells: Sequence[Cell | None], column: int) -> str:
    texts = [squeeze(cell.text) for cell in cells if cell and not is_blank(cell.text)]
    known = words().roles
    numbers = sum(1 for text in texts if read_cell(text) is not None)
    coded = bool(path) and (path[-1] in _LEVELS or known.get(path[-1]) == "code")
    texts = [text for text in texts if text not in _LEVELS]
    codes = sum(1 for text in texts if is_code(text) or (coded and text.isdigit() and len(text) <= 2))
    for word in reversed(path):
        role = known.get(word)
        if role == "line_no" or (role == "code" and (codes * 2 >= len(texts) or not texts)):
            return role
        if role == "code" and all(text.isdigit() for text in texts):
            return "text"  # codes of offices or projects: no account, and no figure either
        if role == "label" and numbers * 2 <= len(texts):
            return "code" if texts and codes * 2 > len(texts) else "label"
        if word in known or word in words().names or word in words().measures:
            break
    figured = any(word in words().names or word in words().measures for word in path[-1:])
    return _role_by_body(texts, numbers, codes, column, figured)


def _role_by_body(texts: list[str], numbers: int, codes: int, column: int, figured: bool) -> str:
    if not texts or (figured and numbers * 2 >= len(texts)):
        return "figure" if figured else "text"
    wordy = len(texts) - numbers
    if column == 0 and codes * 2 > len(texts):
        return "code"
    if wordy * 2 > len(texts):
        return "label" if column == 0 else "text"
    return "figure"


def _lanes(roles: list[str]) -> list[int]:
    """A lane begins at the first code, label or line number after a figure, if figures follow it; text columns stay where they are."""
    lanes, lane, seen = [], 0, False
    for column, role in enumerate(roles):
        if role in ("code", "label", "line_no") and seen and "figure" in roles[column:]:
            lane, seen = lane + 1, False
        seen = seen or role == "figure"
        lanes.append(lane)
    return lanes
