"""Column types that keep what they are given on SQLite and on PostgreSQL alike: exact decimals, moments in UTC, sets of words.

SQLite has no exact decimal of any length, so `Exact` stands there as a text whose alphabetical order is the order of the numbers:
comparisons, ranges and sorting stay exact, and no figure ever passes through a float. Refuses NaN, infinities and moments without
a time zone.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, DateTime, Numeric, String, cast
from sqlalchemy.engine.interfaces import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

_NEGATIVE, _POSITIVE = "<", ">"
_END = "~"
_COMPLEMENT = str.maketrans("0123456789", "9876543210")
_LONGEST = 999


def sortable(value: Decimal) -> str:
    """The number as text that sorts as the number does: sign, number of whole digits, the digits; a negative one mirrored.

    7235.75 is `>0047235.75`, -7235.75 is `<9952764.24~`. Raises ValueError for NaN, infinities and over 999 whole digits.
    """
    if not value.is_finite():
        raise ValueError(f"not a number that can be kept: {value}")
    whole, _, fraction = format(value, "f").partition(".")
    fraction = fraction.rstrip("0")
    negative = whole[0] == "-" and value != 0
    whole = whole.lstrip("-0") or "0"
    if len(whole) > _LONGEST:
        raise ValueError(f"more than {_LONGEST} digits before the point")
    digits = f"{len(whole):03}{whole}.{fraction}" if fraction else f"{len(whole):03}{whole}"
    # A shorter fraction sorts before a longer one, which is the wrong way round for mirrored digits: the end mark turns it.
    return f"{_NEGATIVE}{digits.translate(_COMPLEMENT)}{_END}" if negative else _POSITIVE + digits


def number(text: str) -> Decimal:
    """The number behind a sortable text."""
    if text.startswith(_NEGATIVE):
        # Not the negation of a Decimal: that would round to the context's digits.
        return Decimal("-" + text[1:].rstrip(_END).translate(_COMPLEMENT)[3:])
    return Decimal(text[4:])


class Exact(TypeDecorator[Decimal]):
    """A decimal of any length: NUMERIC on PostgreSQL, sortable text on SQLite."""

    impl = Numeric
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Text where the database has no exact decimal."""
        return dialect.type_descriptor(String() if dialect.name == "sqlite" else Numeric())

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Any:
        """To the database."""
        if value is None:
            return None
        return sortable(value) if dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        """From the database."""
        return number(value) if isinstance(value, str) else value


class Moment(TypeDecorator[datetime]):
    """A point in time, in UTC whatever the database thinks of zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To the database. Raises ValueError for a moment without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """From the database."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Words(TypeDecorator[tuple[str, ...]]):
    """A few words in order, as `|财政拨款|账面|`: one column that can be read, and searched for a whole word by LIKE."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Iterable[str] | None, dialect: Dialect) -> str:
        """To the database. Raises ValueError for a word with the separator in it."""
        words = tuple(value or ())
        if any("|" in word for word in words):
            raise ValueError(f"a word may not hold '|': {words}")
        return f"|{'|'.join(words)}|" if words else ""

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...]:
        """From the database."""
        return tuple(value.strip("|").split("|")) if value else ()


def has_word(column: ColumnElement[Any], word: str) -> ColumnElement[bool]:
    """The condition that a column of `Words` holds this one, whole."""
    return cast(column, String).contains(f"|{word}|", autoescape=True)


def now() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)
