"""Grids of the tables whose rules make none: three-line tables, tables ruled in part, and tables without rules under a caption.

Takes the PDF, its pages, and the grids that Camelot found; gives the grids to go on with. A grid whose rules leave most figures
crowded together gives way to the completed one; pages whose figures are all inside good grids are not looked at again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from disclosure.geometry import Box
from disclosure.page import Page
from extractors.tables.blocks import find_blocks
from extractors.tables.carrying import carried_edges
from extractors.tables.fill import fill_grid
from extractors.tables.grid import Grid
from extractors.tables.partial import complete_grid
from extractors.tables.rules import Rules, read_rules
from extractors.tables.sift import is_coarse
from extractors.tables.surroundings import free_lines
from extractors.tables.unruled import unruled_blocks

_FEW = 6
"""This many figures outside a page's tables are dates and page numbers; more may be a table."""


def complete_grids(
    path: Path, pages: Sequence[Page], grids: Sequence[Grid], drawn: Collection[int], pictures: Collection[int]
) -> list[Grid]:
    """Camelot's good grids and the completed ones, in no order. `drawn` and `pictures` are page indexes from 0."""
    words = {page.number: page.words for page in pages}
    coarse = [grid for grid in grids if is_coarse(fill_grid(grid, words[grid.page]))]
    good = [grid for grid in grids if grid not in coarse]
    boxes = {page.number: [grid.box for grid in good if grid.page == page.number] for page in pages}
    ruled = [
        k
        for k, page in enumerate(pages)
        if (k in drawn or (page.scanned and k in pictures)) and _is_open(page, boxes[page.number])
    ]
    found: list[Grid] = []
    for index, rules in read_rules(path, pages, ruled, pictures):
        before = pages[index - 1] if index else None
        upper = [grid for grid in (*good, *found) if before and grid.page == before.number]
        found += _by_rules(pages[index], rules, boxes[pages[index].number], before, upper)
    for page in pages:
        taken = boxes[page.number] + [grid.box for grid in found if grid.page == page.number]
        found += _by_columns(page, taken)
    kept = [grid for grid in coarse if not any(_covers(new, grid) for new in found)]
    return [*good, *kept, *found]


def _by_rules(page: Page, rules: Rules, taken: Sequence[Box], before: Page | None, upper: Sequence[Grid]) -> Iterator[Grid]:
    """Completed grids of the page's blocks of rules; `upper` are the grids of the page before."""
    lines = free_lines(page, taken)
    for block in find_blocks(rules, lines, page.width, taken):
        grid = complete_grid(page.number, block, page.words, carried_edges(block, page, lines, before, upper))
        if grid:
            yield grid


def _by_columns(page: Page, taken: Sequence[Box]) -> Iterator[Grid]:
    """Grids of the page's tables without rules."""
    if not _is_open(page, taken):
        return
    for block in unruled_blocks(free_lines(page, taken)):
        grid = complete_grid(page.number, block, page.words)
        if grid:
            yield grid


def _covers(new: Grid, old: Grid) -> bool:
    return new.page == old.page and old.box.share_inside(new.box) > 0.5


def _is_open(page: Page, boxes: Sequence[Box]) -> bool:
    """Whether the page has no table yet, or many of its figures stand outside."""
    figures = [word for word in page.words if any(char.isdigit() for char in word.text)]
    outside = [word for word in figures if not any(box.holds(word.box.centre) for box in boxes)]
    return bool(page.words) and (not boxes or len(outside) > max(_FEW, 0.3 * len(figures)))
