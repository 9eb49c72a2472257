"""Facts of a schedule: every figure, and every blank money cell of a recognised row.

Precision is the column's: `25` in a column of two decimals means 25.00. A cell that is neither a number nor blank gives no fact.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from disclosure.fact import Fact, Measure, Place
from disclosure.numerals import is_blank, read_cell
from disclosure.quantity import Quantity
from disclosure.schedule import Column, Row, RowKind
from disclosure.table import Cell
from extractors.schedules.columns import meaning_of
from extractors.schedules.rows import Printed
from extractors.schedules.text import squeeze
from extractors.schedules.vocabulary import Kind, words


@dataclass(frozen=True, slots=True)
class Setting:
    """What all facts of a schedule share."""

    id: str
    title: str
    kind: Kind
    year: int | None


def read_figures(setting: Setting, rows: Sequence[Printed], columns: Sequence[Column]) -> tuple[Fact, ...]:
    """Facts in reading order. A number with a unit of its own that is exact (人, 辆 …) is exact."""
    found = [(p, c, cell) for p, c, cell in _cells(rows, columns)]
    places = _places([(column, read_cell(cell.text, column.unit)) for _, column, cell in found if cell])
    facts = (_fact(setting, p, column, cell, places) for p, column, cell in found)
    return tuple(fact for fact in facts if fact is not None)


def unreadable(rows: Sequence[Printed], columns: Sequence[Column]) -> int:
    """How many figure cells hold something that is neither a number nor blank."""
    cells = [cell for _, _, cell in _cells(rows, columns) if cell is not None]
    return sum(1 for cell in cells if not is_blank(cell.text) and read_cell(cell.text) is None)


def _cells(rows: Sequence[Printed], columns: Sequence[Column]) -> Iterator[tuple[Printed, Column, Cell | None]]:
    lines: dict[int, list[Printed]] = {}
    for printed in rows:
        lines.setdefault(printed.row.index, []).append(printed)
    for mates in lines.values():
        taken: set[int] = set()
        for printed in mates:
            if printed.row.lane in taken:
                continue
            own = [c for c in columns if c.lane == printed.row.lane]
            lender = _lender(printed, mates, columns)
            if lender is not None:
                taken.add(lender.row.lane)
                lent = [c for c in columns if c.lane == lender.row.lane]
                yield from ((printed, mine, printed.line[theirs.index]) for mine, theirs in zip(own, lent, strict=False))
            else:
                yield from ((printed, c, printed.line[c.index] if c.index > printed.covered else None) for c in own)


def _lender(printed: Printed, mates: Sequence[Printed], columns: Sequence[Column]) -> Printed | None:
    """The nameless lane whose figures belong to this subtotal: its label reaches over lanes and its own lane is empty."""
    if printed.row.kind not in (RowKind.SUBTOTAL, RowKind.TOTAL):
        return None
    own = [printed.line[c.index] for c in columns if c.lane == printed.row.lane]
    if any(cell and not is_blank(cell.text) and read_cell(cell.text) is not None for cell in own):
        return None
    nameless = [mate for mate in mates if mate.row.lane > printed.row.lane]
    fit = nameless and not any(mate.row.printed or mate.row.code for mate in nameless)
    return nameless[0] if fit else None


def _fact(setting: Setting, printed: Printed, column: Column, cell: Cell | None, places: dict[str, int]) -> Fact | None:
    row = printed.row
    if cell is None:
        return None
    quantity = read_cell(cell.text, column.unit)
    blank = is_blank(cell.text)
    if quantity is None and (not blank or not printed.named):
        return None
    if quantity is None:
        quantity = Quantity(Decimal(0), places.get(column.id, 0), column.unit, cell.text, exact=True)
    else:
        quantity = _precise(quantity, places.get(column.id, 0))
    year = meaning_of(column.path, "").year
    return Fact(
        f"{row.id}-{column.index}",
        quantity,
        Place(cell.page, cell.box),
        _indicator(setting, row, column),
        Measure.PRIOR if year and setting.year and year < setting.year else _measure(setting, row, column),
        year or setting.year,
        row.code,
        setting.kind.scope,
        f"{setting.title} {row.code or ''} {row.label} {column.name}".replace("  ", " ").strip(),
        _quote(printed),
        source=setting.id,
        row=row.id,
        column=column.id,
        confidence=cell.confidence,
        alternatives=cell.alternatives,
        blank=blank,
    )


def _measure(setting: Setting, row: Row, column: Column) -> Measure:
    """The column's measure; in a table of 三公 the row's, where that is what the row is called (预算数, 决算数)."""
    by_row = words().measures.get(row.label) if setting.kind.key.endswith("three_public") else None
    return by_row or column.measure


def _indicator(setting: Setting, row: Row, column: Column) -> str:
    """The row's name; the column's where the row is the total of a table by accounts, or has no name of its own."""
    if row.label in words().names.values() and setting.kind.key.endswith("three_public"):
        return row.label
    by_column = setting.kind.total or setting.kind.key.endswith("three_public") or not row.label
    total = row.kind is RowKind.TOTAL or setting.kind.key.endswith("three_public") or not row.label
    return column.name if by_column and total else row.label


def _precise(quantity: Quantity, places: int) -> Quantity:
    if quantity.dimension not in ("money", "", "rate", "points"):
        return Quantity(quantity.value, quantity.places, quantity.unit, quantity.text, quantity.hedge, exact=True)
    return quantity.at_places(places) if quantity.dimension == "money" else quantity


def _places(found: Sequence[tuple[Column, Quantity | None]]) -> dict[str, int]:
    """Modal decimals per money column, never less than the table's; whole zeros say nothing of precision."""
    money = [(column, q) for column, q in found if q is not None and q.dimension == "money" and (q.value or q.places)]
    table = {u: _modal([q.places for c, q in money if c.unit == u]) for u in {c.unit for c, _ in money}}
    by_column: dict[str, list[int]] = {}
    for column, quantity in money:
        by_column.setdefault(column.id, []).append(quantity.places)
    units = {column.id: column.unit for column, _ in found}
    return {id_: max(_modal(by_column.get(id_, [])), table.get(u, 0)) for id_, u in units.items()}


def _modal(places: Sequence[int]) -> int:
    """The commonest value, the larger of equals; 0 for none."""
    counts = Counter(places)
    return max(counts, key=lambda p: (counts[p], p), default=0)


def _quote(printed: Printed) -> str:
    seen: dict[int, str] = {id(c): squeeze(c.text) for c in printed.line if c is not None and not is_blank(c.text)}
    return " ".join(seen.values())
