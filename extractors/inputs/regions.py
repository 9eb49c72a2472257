"""A sheet's cells to passages and tables: where each table begins and ends, and what stands around it.

Takes the cells of one sheet, gives items in reading order. Blank rows part tables, unless what follows has no heading of its own. Rows of
one text, and rows of captions (部门：…  单位：万元), stand above a table and are no part of it; so do its notes below. Blank columns are left
out; what is no table becomes passages. Refuses tables larger than any disclosure.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors import errors
from extractors.inputs.manuscript import Entry, Passage, Piece, Rows
from extractors.inputs.texts import MAX_CELLS, is_figure, is_grid
from extractors.tables.surroundings import is_caption

_FEW = 3
"""A row of captions has at most so many texts."""
_SHORT = 8
"""What may stand beside captions: a year, 公开01表."""
_NOTE = re.compile(r"^[（(]?\s*(注|备注|说明|附注|填表说明|编制说明|填表人|制表|审核|联系)")


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell of a sheet. `row` and `col` count from 1 as in its address `name`; `framed` where a rule is drawn at it."""

    row: int
    col: int
    text: str
    name: str
    row_span: int = 1
    col_span: int = 1
    framed: bool = False
    unresolved: bool = False

    @property
    def rows(self) -> range:
        """The rows it covers."""
        return range(self.row, self.row + self.row_span)


Line = list[Slot]


def items_of(slots: Sequence[Slot], name: str, sheet: str) -> Iterator[Passage | Rows]:
    """The passages and tables of the sheet, top to bottom. Raises TooManyCellsError, naming file and sheet."""
    for group in _groups(slots):
        top, body, bottom = _parted(group)
        if len(_rows(body)) * len(_columns(body)) > MAX_CELLS:
            raise errors.TooManyCellsError(name, where=sheet, limit=MAX_CELLS)
        entries = _entries(body)
        if not is_grid(entries):
            top, entries = [*top, *body], ()
        yield from _passages(top)
        if entries:
            yield Rows(entries)
        yield from _passages(bottom)


def _groups(slots: Sequence[Slot]) -> list[list[Line]]:
    """Runs of rows without a blank row between them; a run that only goes on with figures joins the one before."""
    lines: dict[int, Line] = defaultdict(list)
    used: set[int] = set()
    for slot in slots:
        lines[slot.row].append(slot)
        if slot.text or slot.framed:
            used.update(slot.rows)
    groups: list[list[Line]] = []
    last = -1
    for row in sorted(used):
        line = lines.get(row, [])
        if not groups or (row > last + 1 and not (_goes_on(line) and len(_texts(groups[-1][-1])) > 1)):
            groups.append([])
        groups[-1].append(line)
        last = row
    return [group for group in map(_trimmed, groups) if group]


def _texts(line: Line) -> list[str]:
    return [slot.text for slot in line if slot.text]


def _goes_on(line: Line) -> bool:
    """Whether a row after a blank one is a row of the table above: a label with its figures."""
    texts = _texts(line)
    return len(texts) > 1 and not is_figure(texts[0]) and all(is_figure(text) for text in texts[-1:]) and len(texts[0]) < 40


def _trimmed(group: list[Line]) -> list[Line]:
    """Without rows at either end that are framed but empty."""
    full = [index for index, line in enumerate(group) if _texts(line)]
    return group[full[0] : full[-1] + 1] if full else []


def _parted(group: list[Line]) -> tuple[list[Line], list[Line], list[Line]]:
    """What stands above the table, the table, and what stands below it."""
    start, end = 0, len(group)
    while start < end and _is_above(group[start]):
        start += 1
    framed = sum(any(slot.framed for slot in line) for line in group[start:end]) * 2 > end - start
    while end > start and _is_below(group[end - 1], framed):
        end -= 1
    return group[:start], group[start:end], group[end:]


def _is_above(line: Line) -> bool:
    """A title, or captions side by side; a row without any text begins nothing."""
    texts = _texts(line)
    if len(texts) <= 1:
        return True
    captions = [is_caption(text) for text in texts]
    rest = (text for text, caption in zip(texts, captions, strict=True) if not caption)
    return len(texts) <= _FEW and any(captions) and all(len(text) < _SHORT and not is_figure(text) for text in rest)


def _is_below(line: Line, framed: bool) -> bool:
    """A note, a signature, or text outside the frame; a row's label without figures stays in the table."""
    texts = _texts(line)
    if not texts:
        return True
    if _NOTE.match(texts[0]) and not any(is_figure(text) for text in texts):
        return True
    return (
        len(texts) == 1 and not is_figure(texts[0]) and ((framed and not any(s.framed for s in line)) or texts[0].endswith("。"))
    )


def _passages(lines: Sequence[Line]) -> Iterator[Passage]:
    """Each row as a passage; a cell of several paragraphs as so many."""
    for line in lines:
        found = [slot for slot in sorted(line, key=lambda slot: slot.col) if slot.text]
        if len(found) == 1:
            yield from (Passage((Piece(text, found[0].name),)) for text in found[0].text.split("\n"))
        elif found:
            yield Passage(tuple(Piece(slot.text.replace("\n", ""), slot.name) for slot in found))


def _entries(lines: Sequence[Line]) -> tuple[Entry, ...]:
    """The table's cells, every position covered once; columns and rows without any text are left out."""
    rows, cols = _rows(lines), _columns(lines)
    slots = [slot for line in lines for slot in line]
    known = {(slot.row, slot.col): slot for slot in slots}
    taken: set[tuple[int, int]] = set()
    found: list[Entry] = []
    for r, row in enumerate(rows):
        for c, col in enumerate(cols):
            if (r, c) in taken:
                continue
            slot = known.get((row, col))
            down = max(1, bisect_left(rows, slot.row + slot.row_span) - r) if slot else 1
            across = max(1, bisect_left(cols, slot.col + slot.col_span) - c) if slot else 1
            across = next((k for k in range(1, across) if (r, c + k) in taken), across)
            taken |= {(r + i, c + j) for i in range(down) for j in range(across)}
            name = slot.name if slot else f"{_letters(col)}{row}"
            found.append(Entry(r, c, slot.text.replace("\n", "") if slot else "", name, down, across))
    return tuple(found)


def _rows(lines: Sequence[Line]) -> list[int]:
    """The rows that hold text, also that of a cell that reaches into them."""
    slots = [slot for line in lines for slot in line]
    last = max((slot.row for slot in slots), default=0)
    return sorted({row for slot in slots if slot.text for row in slot.rows if row <= last})


def _columns(lines: Sequence[Line]) -> list[int]:
    """The columns in which a text begins."""
    return sorted({slot.col for line in lines for slot in line if slot.text})


def _letters(col: int) -> str:
    """The letters of a column: A, Z, AA."""
    text = ""
    while col:
        col, rest = divmod(col - 1, 26)
        text = chr(65 + rest) + text
    return text
