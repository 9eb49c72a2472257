"""The funds block of a form: total and sources per budget column, breakdowns inside cells, rate, weight and score of the execution.

Takes a recognised form, gives a `FundsBlock`. An amount whose unit is printed nowhere stays without unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from disclosure.evaluation import FundLine
from disclosure.fact import Fact, Measure
from disclosure.numerals import is_blank, read_cell
from disclosure.quantity import Quantity, Unit, unit
from disclosure.table import Cell
from extractors.evaluations.form import BUDGETS, Form
from extractors.evaluations.making import Maker
from extractors.evaluations.words import clean, words

UNIT = re.compile(r"(?:单位:|\()(?P<unit>亿元|万元|千元|元)\)?")
ITEM = re.compile(r"^(?P<of>其中:)?(?P<name>[^\d:]{2,20}):(?P<value>[-\d.,]+(?:亿元|万元|元)?)?$")
MEASURES = {role: Measure(role) for role in BUDGETS}


@dataclass(frozen=True, slots=True)
class FundsBlock:
    """What the block says; all empty where the form has none."""

    lines: tuple[FundLine, ...] = ()
    weight: Fact | None = None
    rate: Fact | None = None
    score: Fact | None = None
    reason: str = ""


def read_funds(maker: Maker) -> FundsBlock:
    """The funds block of the maker's form."""
    form = maker.form
    if form.funds_row is None or form.funds is None:
        return FundsBlock()
    caption = caption_unit(form)
    rows = list(_rows(form))
    lines = [line for row in rows for line in [_line(maker, row, caption)] if line.name]
    total = next((row for row in rows if words().rows["total_funds"].search(_label(form, row))), None)
    lines += _breakdowns(maker, rows, caption)
    if total is None:
        return FundsBlock(tuple(lines))
    return FundsBlock(
        tuple(lines),
        maker.points(total, _column(form, "weight"), Measure.WEIGHT, "预算执行"),
        _rate(maker, total),
        maker.points(total, _column(form, "score"), Measure.SCORE, "预算执行"),
        form.text(total, _column(form, "reason")),
    )


def caption_unit(form: Form) -> Unit | None:
    """The unit of the form's money: the table's caption, or （万元） in the labels of the block; None where two are printed."""
    if form.funds_row is None:
        return unit(form.table.unit)
    texts = [clean(cell.text) for cell in form.row(form.funds_row)] + [form.title]
    found = {match["unit"] for text in texts for match in UNIT.finditer(text)}
    if len(found) == 1:
        return unit(found.pop())
    return unit(form.table.unit) if not found else None


def _rows(form: Form) -> Iterator[int]:
    """The rows of the block: below its header up to the goals or the indicators."""
    assert form.funds_row is not None
    header = form.grid[form.funds_row]
    for row in range(form.funds_row + 1, form.indicator_row):
        cells = [cell for cell in form.row(row) if cell not in header]
        if any(words().rows["goals"].search(clean(cell.text)) for cell in cells):
            return
        yield row


def _line(maker: Maker, row: int, caption: Unit | None) -> FundLine:
    form, label = maker.form, _label(maker.form, row)
    name = _plain(label)
    figures = []
    for role, columns in (form.funds or {}).items():
        if role in MEASURES and len(columns) == 1 and name:
            header = form.text(form.funds_row or 0, columns[0])
            fact = maker.money(row, columns[0], MEASURES[role], name, header, caption)
            figures += [fact] if fact else []
    whole = bool(words().rows["total_funds"].search(label))
    return FundLine(name, tuple(figures), of_which=not whole) if name else FundLine("", ())


def _label(form: Form, row: int) -> str:
    """The text just left of the first money column; the header's own label where the first row has none."""
    first = min(col for role in BUDGETS for col in (form.funds or {}).get(role, ()))
    header = form.grid[form.funds_row or 0]
    cells = [c for c in form.row(row) if c.col + c.col_span <= first and c not in header and clean(c.text)]
    if cells:
        return clean(cells[-1].text)
    labels = [c for c in form.row(form.funds_row or 0) if c.col < first and c.row_span == 1 and clean(c.text)]
    return clean(labels[-1].text) if labels and row == (form.funds_row or 0) + 1 else ""


def _plain(label: str) -> str:
    return re.sub(r"\(.*?\)|[:：]$", "", re.sub(r"^其中[:：]?", "", label)).strip()


def _rate(maker: Maker, row: int) -> Fact | None:
    """The execution rate; a number without % is a percentage only where its header says so or it exceeds two."""
    form, column = maker.form, _column(maker.form, "execution_rate")
    cell = form.cell(row, column)
    if cell is None or is_blank(cell.text):
        return None
    read = read_cell(cell.text)
    if read is None or read.dimension not in ("rate", ""):
        return None
    if read.unit is None and ("%" in form.text(form.funds_row or 0, column) or read.value > 2):
        read = read.in_unit(unit("%"))
    return maker.fact(cell, row, read, Measure.EXECUTION_RATE, "预算执行", "预算执行率") if read.unit else None


def _column(form: Form, role: str) -> int | None:
    columns = (form.funds or {}).get(role, ())
    return columns[0] if columns else None


def _breakdowns(maker: Maker, rows: list[int], caption: Unit | None) -> Iterator[FundLine]:
    """Figures inside cells under a heading such as 按收入性质分： with the heading of their lane as basis."""
    heads: dict[int, str] = {}
    for row in rows:
        for cell in maker.form.row(row):
            text = clean(cell.text)
            head, item = words().rows["basis"].search(text), ITEM.match(text)
            if head:
                heads[cell.col] = text.rstrip(":").removesuffix("分").removesuffix("划")
            elif item and cell.col in heads:
                yield _item(maker, cell, row, item, heads[cell.col], caption)


def _item(maker: Maker, cell: Cell, row: int, item: re.Match[str], basis: str, caption: Unit | None) -> FundLine:
    read: Quantity | None = read_cell(item["value"], caption) if item["value"] else None
    name = item["name"]
    figures = (maker.fact(cell, row, read, Measure.OTHER, name, f"{basis} {name}"),) if read else ()
    return FundLine(name, figures, of_which=bool(item["of"]), basis=basis)
