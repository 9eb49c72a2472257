"""Tables without any rule: lines of figures in columns under a caption.

Takes the printed lines outside all ruled tables (points, top-left), gives blocks whose only rules are their outlines. Refuses
whatever has no caption (a unit, a table number, a title that ends in 表) right above it: lists, charts and tables of contents
also stand in columns.
"""

from __future__ import annotations

from collections.abc import Sequence

from disclosure.geometry import Box, union
from disclosure.numerals import read_cell
from extractors.tables.blocks import Block
from extractors.tables.surroundings import Line, is_caption, is_note

_ROWS = 3
"""A table has at least this many lines with two figures or more."""
_SHORT = 25
"""A line without columns that belongs to a table has fewer characters: part of a cell that wraps, a group's name."""
_WRAPS = 0.6
"""The lines of a cell that wraps stand nearer to each other than this share of their height."""
_NEAR = 3.0
"""Lines of one table stand no further apart than this many of their heights."""


def unruled_blocks(lines: Sequence[Line]) -> list[Block]:
    """The blocks, top to bottom."""
    blocks: list[Block] = []
    run: list[Line] = []
    caption: Line | None = None
    for line in [*sorted(lines, key=lambda item: item.box.centre[1]), None]:
        if line and run and _goes_on(line, run[-1]):
            run.append(line)
            continue
        blocks += _to_block(run)
        run = [line] if line and caption and _starts(line, caption) else []
        caption = line if line and _heads_table(line) else None
    return blocks


def _starts(line: Line, caption: Line) -> bool:
    """Whether the line may be a table's first: columns, or the upper line of a heading that wraps."""
    return _is_near(line, caption) and not _heads_table(line) and (len(line.parts) > 1 or _is_short(line))


def _goes_on(line: Line, above: Line) -> bool:
    return _is_near(line, above) and not _heads_table(line) and (len(line.parts) > 1 or _is_short(line))


def _is_short(line: Line) -> bool:
    return len(line.text) < _SHORT and not line.text.endswith(("。", "；", "："))


def _is_near(line: Line, above: Line) -> bool:
    return line.box.y0 - above.box.y1 < _NEAR * max(line.box.height, above.box.height)


def _heads_table(line: Line) -> bool:
    parts = line.parts or (line,)
    return any(is_caption(part.text) for part in parts) or (len(parts) == 1 and line.text.endswith("表"))


def _figures(line: Line) -> int:
    return sum(read_cell(part.text) is not None for part in line.parts)


def _to_block(run: Sequence[Line]) -> list[Block]:
    """The run without what follows its last row of figures, if enough of its lines hold figures in columns."""
    figured = [k for k, line in enumerate(run) if _figures(line) >= 2]
    if len(figured) < _ROWS:
        return []
    last = figured[-1]
    while last + 1 < len(run) and _wraps(run[last + 1], run[last]):
        last += 1
    box = union(line.box for line in run[: last + 1])
    box = Box(box.x0 - 2, box.y0 - 2, box.x1 + 2, box.y1 + 2)
    return [Block(box, ((box.y0, box.x0, box.x1), (box.y1, box.x0, box.x1)), ())]


def _wraps(line: Line, above: Line) -> bool:
    """Whether the line goes on with a cell of the line above: one stretch, close under it, within its width."""
    close = line.box.y0 - above.box.y1 < _WRAPS * line.box.height
    return (
        close
        and not line.parts
        and not is_note(line.text)
        and above.box.x0 - 2 <= line.box.x0
        and line.box.x1 <= above.box.x1 + 2
    )
