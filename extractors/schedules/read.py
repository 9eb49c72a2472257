"""Tables → schedules: the order of the steps.

Takes tables as printed (continuation pages joined) and gives one schedule per table that holds figures; a table whose blocks have headers
of their own (绩效评价基础数据表) gives one schedule per block. Refuses nothing: what it cannot name becomes kind `unknown`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from disclosure.numerals import is_blank
from disclosure.quantity import Unit, unit
from disclosure.schedule import Schedule
from disclosure.settings import Aliases
from disclosure.table import Table
from extractors.schedules.blocks import split_blocks
from extractors.schedules.columns import lane_names, read_columns
from extractors.schedules.figures import Setting, read_figures, unreadable
from extractors.schedules.header import Head, Line, header_end, read_heads, text_of
from extractors.schedules.kind import UNKNOWN, kind_of
from extractors.schedules.rows import Printed, read_rows
from extractors.schedules.text import header, plain, squeeze
from extractors.schedules.vocabulary import Kind, mended, words

_YEAR = re.compile(r"(20\d\d)年")
NO_ALIASES = Aliases()
_CAPTION = re.compile(r"单位[：:]?(亿元|百万元|万元|千元|元)")


def read_schedules(tables: Sequence[Table], aliases: Aliases = NO_ALIASES) -> tuple[Schedule, ...]:
    """Every table as a schedule, in the order given. Tables without a single figure column are left out.

    `aliases` give further titles of known kinds, and other names of accounts, which become the rows' labels.
    """
    usual = _usual_caption(tables, aliases)
    return tuple(schedule for table in tables for schedule in _read(table, usual, aliases))


def _usual_caption(tables: Sequence[Table], aliases: Aliases) -> Unit | None:
    """The unit of all captions of budgets and accounts, None where they differ: what a table without a caption may borrow."""
    known = {caption for table in tables if _is_account(table, aliases) and (caption := _caption(table)) is not None}
    return next(iter(known)) if len(known) == 1 else None


def _is_account(table: Table, aliases: Aliases) -> bool:
    return kind_of(table.title, (), aliases.tables).key.startswith(("final.", "budget."))


def _read(table: Table, usual: Unit | None, aliases: Aliases) -> Iterator[Schedule]:
    grid: list[Line] = [line for line in table.grid() if any(cell and not is_blank(cell.text) for cell in line)]
    texts = [text_of(cell) for line in grid for cell in line]
    if len(grid) < 2 or _is_form(table.title, texts):
        return
    kind = kind_of(table.title, texts, aliases.tables)
    if kind.key != "evaluation.base_data":
        borrowed = usual if kind.key.startswith(("final.", "budget.")) else None
        yield from _schedule(table, grid, table.header_rows, kind, table.id, borrowed, aliases)
        return
    for number, (block, header_rows, main) in enumerate(split_blocks(grid)):
        yield from _schedule(table, block, header_rows, kind if main else UNKNOWN, f"{table.id}-b{number}")


def _schedule(
    table: Table,
    grid: list[Line],
    stated: int,
    kind: Kind,
    id_: str,
    borrowed: Unit | None = None,
    aliases: Aliases = NO_ALIASES,
) -> Iterator[Schedule]:
    grid = _one_column_each(_without_captions(grid))
    end = header_end(grid, stated)
    heads = read_heads(grid, end)
    if not any(head.role == "figure" for head in heads):
        return
    prefix = f"s-{id_}"
    caption = _caption(table) or borrowed
    lanes = lane_names(heads)
    columns = read_columns(heads, lanes, kind, caption, prefix)
    printed = read_rows(grid, end, heads, prefix)
    if kind.key.endswith("three_public"):
        printed = tuple(replace(p, row=replace(p.row, label=_item(p.row.label, kind))) for p in printed)
    if aliases.accounts:  # `Row.printed` keeps what the document says
        printed = tuple(replace(p, row=replace(p.row, label=aliases.account(p.row.label))) for p in printed)
    setting = Setting(prefix, plain(table.title) or "表", kind, _year(table.title))
    facts = read_figures(setting, printed, columns)
    rows = tuple(p.row for p in printed)
    confidence = min(table.confidence, _trust(printed, heads, unreadable(printed, columns), len(facts)))
    yield Schedule(
        prefix, kind.key, table.title, caption, table.pages, columns, rows, facts, (table.id,), lanes, "", table.notes, confidence
    )


def _item(label: str, kind: Kind) -> str:
    """What the rows of a table of this kind call an item of theirs, as its columns elsewhere call it."""
    label = kind.row(label)
    return words().names.get(label, label)


def _without_captions(grid: list[Line]) -> list[Line]:
    """The grid without leading lines that are one cell across the table (title, caption, department)."""
    start = 0
    while start < len(grid) - 2 and len({id(cell) for cell in grid[start]}) == 1 and grid[start][0] is not None:
        start += 1
    return grid[start:]


def _one_column_each(grid: list[Line]) -> list[Line]:
    """The grid without columns that only repeat the one on their left because every cell spans both."""
    width = len(grid[0])
    keep = [c for c in range(width) if c == 0 or any(line[c] is not line[c - 1] for line in grid)]
    return [[line[c] for c in keep] for line in grid]


def _is_form(title: str, texts: Sequence[str]) -> bool:
    """Whether the table is a form of indicators and scores, which is read elsewhere."""
    present = {mended(header(text)) for text in texts}
    return plain(title).endswith("自评表") or {"一级指标", "二级指标"} <= present


def _caption(table: Table) -> Unit | None:
    """The caption's unit, else one that the title or the first cells print as 单位：…."""
    if table.unit and unit(table.unit):
        return unit(table.unit)
    texts = [table.unit or "", table.title, *(cell.text for cell in table.cells if cell.row < 4), *table.notes[:1]]
    found = {match[1] for text in texts for match in _CAPTION.finditer(squeeze(text))}
    return unit(next(iter(found))) if len(found) == 1 else None


def _year(title: str) -> int | None:
    match = _YEAR.search(plain(title))
    return int(match[1]) if match else None


def _trust(rows: Sequence[Printed], heads: Sequence[Head], bad: int, facts: int) -> float:
    """How far the reading can be trusted: headless figure columns, figures beside no label and unreadable cells lower it."""
    headless = sum(1 for head in heads if head.role == "figure" and not head.path)
    loose = sum(1 for p in rows if not p.named)
    odd = bad + loose + 2 * headless
    return round(max(0.0, 1 - 2 * odd / (odd + facts)), 3) if odd else 1.0
