"""The indicator block of a form: one line per indicator with target, completed value, weight, score and reason.

Takes a recognised form, gives its lines, the weights printed for groups of them, and the total row. Labels that span rows (merged,
or printed once with blanks below) hold for the rows they cover.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from disclosure.evaluation import IndicatorLine, WeightBlock
from disclosure.fact import Fact, Measure
from disclosure.numerals import is_blank, parse
from disclosure.quantity import unit
from disclosure.table import Cell
from extractors.evaluations.blocks import Labels, first, label_name, read_blocks, weight_column
from extractors.evaluations.form import Form
from extractors.evaluations.making import Maker, place
from extractors.evaluations.values import read_values
from extractors.evaluations.words import clean, words


@dataclass(frozen=True, slots=True)
class Block:
    """The indicators of a form, the weights of their groups and the total row's figures."""

    lines: tuple[IndicatorLine, ...]
    blocks: tuple[WeightBlock, ...]
    total_row: int | None
    total_weight: Fact | None = None
    total_score: Fact | None = None


def read_indicators(maker: Maker) -> Block:
    """The indicator block of the maker's form."""
    form = maker.form
    rows, total = _extent(form)
    labels = _labels(form, rows)
    kept = [row for row in rows if _filled(form, row)]
    lines = tuple(_line(maker, row, labels[row]) for row in kept)
    blocks = read_blocks(maker, rows, kept, labels)
    return Block(
        lines,
        tuple(blocks),
        total,
        maker.points(total, weight_column(form), Measure.WEIGHT, "总分") if total is not None else None,
        _total_score(maker, total) if total is not None else None,
    )


def _extent(form: Form) -> tuple[list[int], int | None]:
    """The indicator rows, and the total row below them."""
    rows: list[int] = []
    for row in range(form.indicator_row + 1, len(form.grid)):
        own = [cell for cell in form.row(row) if cell.row > form.indicator_row]
        left = [clean(cell.text) for cell in own if cell.col < (weight_column(form) or form.table.shape[1])]
        firsts = [text for text in left if text][:1]
        if any(words().rows["total"].search(text) for text in left) or (not any(left) and _filled(form, row)):
            return rows, row
        if firsts and (words().rows["end"].search(firsts[0]) or _spans_all(form, row)):
            return rows, None
        rows.append(row)
    return rows, None


def _spans_all(form: Form, row: int) -> bool:
    cells = form.row(row)
    return len(cells) == 1 or (len(cells) == 2 and cells[1].col_span >= form.table.shape[1] - 2)


def _labels(form: Form, rows: list[int]) -> Labels:
    """Group, kind and name of every row; a blank label takes the one above it within the same group and kind."""
    found: Labels = {}
    group = kind = name = ""
    for row in rows:
        own = [form.text(row, first(form, role)) for role in ("group", "kind", "name")]
        if own[0] and own[0] != group:
            group, kind, name = own[0], "", ""
        if own[1] and own[1] != kind:
            kind, name = own[1], ""
        name = own[2] or (name if form.text(row, first(form, "target")) else "")
        found[row] = (group, kind, name)
    return found


def _filled(form: Form, row: int) -> bool:
    """Whether the row states anything: a form prints rows for kinds that have no indicator."""
    columns = [first(form, "name"), first(form, "target"), first(form, "actual"), weight_column(form), first(form, "score")]
    cells = [form.cell(row, col) for col in columns]
    return any(cell is not None and not is_blank(cell.text) for cell in cells)


def _line(maker: Maker, row: int, labels: tuple[str, str, str]) -> IndicatorLine:
    form = maker.form
    group, kind, printed = labels
    name = printed or kind
    target, actual = form.cell(row, first(form, "target")), form.cell(row, first(form, "actual"))
    said = _composed(form, row)
    done = clean(actual.text) if actual else ""
    anchor = form.cell(row, first(form, "name")) or form.row(row)[0]
    return IndicatorLine(
        group=label_name(group),
        kind=label_name(kind),
        name=name,
        target=said,
        actual=done,
        place=place(anchor),
        targets=_facts(maker, row, target, said, Measure.TARGET, name),
        actuals=_facts(maker, row, actual, _with_unit(form, row, done), Measure.ACHIEVED, name),
        weight=maker.points(row, weight_column(form), Measure.WEIGHT, name),
        score=maker.points(row, first(form, "score"), Measure.SCORE, name),
        reason=form.text(row, first(form, "reason")),
        target_place=place(target) if target else None,
        actual_place=place(actual) if actual else None,
        quote=form.quote(row),
        explains="reason" in form.indicators,
    )


def _composed(form: Form, row: int) -> str:
    """The target with its sign and unit where the form keeps them in columns of their own: ≥ | 95 | % → ≥95%."""
    target = form.text(row, first(form, "target"))
    nature = form.text(row, first(form, "nature"))
    return (nature if re.fullmatch(r"[≥≤><=]", nature) else "") + _with_unit(form, row, target)


def _with_unit(form: Form, row: int, text: str) -> str:
    symbol = form.text(row, first(form, "unit"))
    return text + symbol if re.fullmatch(r"[≥≤><=]?\d[\d.,]*", text) and unit(symbol) else text


def _facts(maker: Maker, row: int, cell: Cell | None, text: str, measure: Measure, name: str) -> tuple[Fact, ...]:
    if cell is None or is_blank(cell.text):
        return ()
    word = "指标值" if measure is Measure.TARGET else "完成值"
    make: Callable[..., Fact] = maker.fact
    return tuple(
        make(cell, row, r.quantity, measure, r.name or name, f"{r.name or name} {word}", nth, r.scope)
        for nth, r in enumerate(read_values(text, name))
    )


def _total_score(maker: Maker, row: int) -> Fact | None:
    """The total score: in the score column, or inside the label (总分：98分)."""
    form = maker.form
    found = maker.points(row, first(form, "score"), Measure.SCORE, "总分")
    if found:
        return found
    for cell in form.row(row):
        match = re.fullmatch(r"(?:总分|总得分|自评总分|综合得分|得分合计)[:(]?(?P<value>\d+(?:\.\d+)?)分?\)?", clean(cell.text))
        if match:
            quantity = replace(parse(match["value"], unit("分")), exact=True)
            return maker.fact(cell, row, quantity, Measure.SCORE, "总分", "总分 得分", 9)
    return None
