"""Weights printed for groups of indicators: '产出指标(50分)' in a label of any level, or a weight column beside it.

Takes a form's maker and its rows with their labels, gives `WeightBlock`s. Labels hold for the rows they span, for blanks below them, and
on over a page break.
"""

from __future__ import annotations

import re
from dataclasses import replace

from disclosure.evaluation import WeightBlock
from disclosure.fact import Fact, Measure
from disclosure.numerals import parse
from disclosure.quantity import unit
from disclosure.table import Cell
from extractors.evaluations.form import Form
from extractors.evaluations.making import Maker
from extractors.evaluations.words import bare, clean

WEIGHTED = re.compile(r"^(?P<name>[^\d(]+)(?:\((?P<in>\d+(?:\.\d+)?)分?\)|(?P<out>\d+(?:\.\d+)?)分)$")
Labels = dict[int, tuple[str, str, str]]


def read_blocks(maker: Maker, rows: list[int], kept: list[int], labels: Labels) -> list[WeightBlock]:
    """The blocks of a form. `rows` are all its indicator rows, `kept` those that state something, `labels` group, kind and name by row."""
    form, found, seen = maker.form, [], set()
    columns = [0, first(form, "group"), first(form, "kind")]
    weights = form.indicators.get("weight", ())[:-1]
    for row in rows:
        for col in dict.fromkeys(c for c in (*columns, *weights) if c is not None):
            cell = form.cell(row, col)
            if cell is None or (cell.row, cell.col) in seen:
                continue
            seen.add((cell.row, cell.col))
            fact = _beside(maker, cell, labels[row]) if col in weights else _inside(maker, cell)
            last = _last_row(form, rows, cell, col)
            members = tuple(n for n, r in enumerate(kept) if cell.row <= r <= last)
            found += [WeightBlock(fact.indicator.removeprefix(maker.subject).strip(), fact, members)] if fact else []
    return found


def _inside(maker: Maker, cell: Cell) -> Fact | None:
    """The weight inside a label."""
    match = WEIGHTED.match(clean(cell.text))
    if match is None:
        return None
    quantity = replace(parse(match["in"] or match["out"], unit("分")), exact=True)
    return maker.fact(cell, cell.row, quantity, Measure.WEIGHT, match["name"], f"{match['name']} 分值", 9)


def _beside(maker: Maker, cell: Cell, labels: tuple[str, str, str]) -> Fact | None:
    """The weight in a column of its own, beside the label of its level."""
    form = maker.form
    level = max((r for r in ("group", "kind") if (first(form, r) or 0) < cell.col), key=lambda r: first(form, r) or 0)
    return maker.points(cell.row, cell.col, Measure.WEIGHT, label_name(labels[0 if level == "group" else 1]))


def _last_row(form: Form, rows: list[int], cell: Cell, col: int) -> int:
    """The last row that a label holds for: its span, or down to the next label where blanks follow it (a page break cuts a span)."""
    last = cell.row + cell.row_span - 1
    while last + 1 in rows and not form.text(last + 1, col) and _same_group(form, last + 1, cell, col):
        below = form.cell(last + 1, col)
        if cell.row_span > 1 and below is not None and below.page == cell.page:
            break
        last += 1
    return last


def _same_group(form: Form, row: int, cell: Cell, col: int) -> bool:
    """Whether no label left of the column starts anew in that row."""
    return not any(form.text(row, c) and form.cell(row, c) is not form.cell(cell.row, c) for c in range(col))


def weight_column(form: Form) -> int | None:
    """The column of an indicator's own weight: the last before the score, where the levels above have columns of theirs."""
    columns = form.indicators.get("weight", ())
    score = form.indicators.get("score", (10**6,))[0]
    return max((col for col in columns if col < score), default=columns[0] if columns else None)


def label_name(label: str) -> str:
    """A label without its weight and brackets."""
    match = WEIGHTED.match(label)
    return (match["name"] if match else bare(label)).strip(".·-—_")


def first(form: Form, role: str) -> int | None:
    """The first column of that role in the indicator block."""
    columns = form.indicators.get(role, ())
    return columns[0] if columns else None
