"""Figures as rows: every printed number of a document, exact, with the interval it stands for and where it is printed.

`write_facts` replaces the figures of one document in one go; `load_facts` finds figures over all documents, by organisation,
indicator, account code, year, measure, amount and scope, a slice at a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session

from disclosure.document import Document
from disclosure.fact import Fact, Measure, Place
from disclosure.geometry import Box
from disclosure.quantity import Interval
from disclosure.settings import normal
from store.bulk import pour
from store.columns import has_word
from store.paging import Slice, beyond, cut, read_cursor
from store.tables import DocumentRow, FactRow, table_of
from store.text import clean


@dataclass(frozen=True, slots=True)
class FactFilter:
    """Which figures: what is empty fits all. Amounts are in base units (元); `scope` words must all be there."""

    organisation: str = ""
    document: str = ""
    indicator: str = ""
    code: str = ""
    year: int | None = None
    fiscal_year: int | None = None
    measures: tuple[Measure, ...] = ()
    dimension: str = ""
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    scope: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredFact:
    """A figure as kept. `value` and `interval` are in the base unit of its dimension (元, 1 for 100%)."""

    document: str
    id: str
    organisation: str | None
    fiscal_year: int | None
    indicator: str
    code: str | None
    year: int | None
    measure: Measure
    dimension: str
    unit: str | None
    value: Decimal
    interval: Interval
    printed: str
    place: Place
    label: str = ""
    source: str = ""
    scope: frozenset[str] = field(default_factory=frozenset)
    confidence: float = 1.0
    blank: bool = False


COLUMNS = (
    *("document_id", "id", "indicator", "code", "year", "measure"),
    *("dimension", "unit", "value", "low", "high"),
    *("printed", "blank", "scope", "label", "source"),
    *("page", "x0", "y0", "x1", "y1", "confidence"),
)


def write_facts(session: Session, document: Document) -> int:
    """Puts the figures of the document in place of those that were there; how many there are now."""
    session.execute(delete(FactRow).where(FactRow.document_id == document.id))
    rows = [_row(document.id, fact) for fact in document.facts.values()]
    pour(session, FactRow, COLUMNS, rows)
    return len(rows)


def load_facts(session: Session, wanted: FactFilter, cursor: str = "", limit: int = 1000) -> Slice[StoredFact]:
    """A slice of the figures that fit, in the order of documents and of figures in them. Raises BadCursorError."""
    query = select(FactRow, DocumentRow.org, DocumentRow.fiscal_year).join(DocumentRow, DocumentRow.id == FactRow.document_id)
    query = query.where(*_conditions(wanted))
    if cursor:
        query = query.where(beyond((FactRow.document_id, FactRow.id), read_cursor(cursor, str, str)))
    query = query.order_by(FactRow.document_id, FactRow.id).limit(limit + 1)
    found = [_stored(row, org, year) for row, org, year in session.execute(query)]
    return cut(found, limit, lambda fact: (fact.document, fact.id))


def _conditions(wanted: FactFilter) -> Iterator[ColumnElement[bool]]:
    """The filter as conditions."""
    if wanted.organisation:
        yield DocumentRow.org_key == normal(wanted.organisation)
    if wanted.fiscal_year is not None:
        yield DocumentRow.fiscal_year == wanted.fiscal_year
    equal = {"document_id": wanted.document, "indicator": wanted.indicator, "code": wanted.code, "dimension": wanted.dimension}
    for name, value in equal.items():
        if value:
            yield getattr(FactRow, name) == value
    if wanted.year is not None:
        yield FactRow.year == wanted.year
    if wanted.measures:
        yield FactRow.measure.in_([measure.value for measure in wanted.measures])
    if wanted.at_least is not None:
        yield FactRow.value >= wanted.at_least
    if wanted.at_most is not None:
        yield FactRow.value <= wanted.at_most
    for word in wanted.scope:
        yield has_word(table_of(FactRow).c.scope, word)


def _row(document: str, fact: Fact) -> tuple[Any, ...]:
    """The figure as the values of `COLUMNS`."""
    quantity, box = fact.quantity, fact.place.box
    base, half, unit = quantity.base, quantity.quantum / 2, quantity.unit
    meaning = (clean(fact.indicator), fact.code, fact.year, fact.measure.value)
    number = (unit.dimension if unit else "", unit.symbol if unit else None, base, base - half, base + half)
    reading = (clean(quantity.text), fact.blank, sorted(fact.scope), clean(fact.label), fact.source)
    return (document, fact.id, *meaning, *number, *reading, fact.place.page, box.x0, box.y0, box.x1, box.y1, fact.confidence)


def _stored(row: FactRow, org: str | None, fiscal_year: int | None) -> StoredFact:
    """The row as a figure."""
    return StoredFact(
        document=row.document_id,
        id=row.id,
        organisation=org,
        fiscal_year=fiscal_year,
        indicator=row.indicator,
        code=row.code,
        year=row.year,
        measure=Measure(row.measure),
        dimension=row.dimension,
        unit=row.unit,
        value=row.value,
        interval=Interval(row.low, row.high),
        printed=row.printed,
        place=Place(row.page, Box(row.x0, row.y0, row.x1, row.y1)),
        label=row.label,
        source=row.source,
        scope=frozenset(row.scope),
        confidence=row.confidence,
        blank=row.blank,
    )
