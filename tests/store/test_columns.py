"""Column types: exact, ordered, and the same on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.columns import Moment, Words, number, sortable

decimals = st.decimals(allow_nan=False, allow_infinity=False, min_value=Decimal(-(10**40)), max_value=Decimal(10**40))


@given(decimals)
def test_a_number_comes_back_exactly(value: Decimal) -> None:
    assert number(sortable(value)) == value


@given(decimals, decimals)
def test_the_order_of_the_texts_is_the_order_of_the_numbers(a: Decimal, b: Decimal) -> None:
    assert (sortable(a) < sortable(b)) == (a < b)
    assert (sortable(a) == sortable(b)) == (a == b)


def test_the_order_of_close_numbers() -> None:
    numbers = [
        "-1000",
        "-999.99",
        "-1.55",
        "-1.5",
        "-1",
        "-0.05",
        "-0.005",
        "0",
        "0.005",
        "0.05",
        "0.5",
        "1",
        "1.05",
        "1.5",
        "9",
        "10",
    ]
    assert sorted(numbers, key=lambda text: sortable(Decimal(text))) == numbers


def test_exponents_and_negative_zero() -> None:
    assert sortable(Decimal("1E+3")) == sortable(Decimal("1000.00")) == ">0041000"
    assert sortable(Decimal("-0.00")) == sortable(Decimal(0))


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity", "1E+1000"])
def test_what_is_no_amount_is_refused(value: str) -> None:
    with pytest.raises(ValueError):
        sortable(Decimal(value))


def test_moments_need_a_zone() -> None:
    from sqlalchemy.dialects import sqlite

    dialect = sqlite.dialect()
    with pytest.raises(ValueError):
        Moment().process_bind_param(datetime(2026, 1, 1), dialect)
    beijing = datetime(2026, 1, 1, 8, tzinfo=timezone(timedelta(hours=8)))
    assert Moment().process_bind_param(beijing, dialect) == datetime(2026, 1, 1)
    assert Moment().process_result_value(datetime(2026, 1, 1), dialect) == datetime(2026, 1, 1, tzinfo=UTC)


def test_a_word_with_the_separator_in_it_is_refused() -> None:
    from sqlalchemy.dialects import sqlite

    with pytest.raises(ValueError):
        Words().process_bind_param(("a|b",), sqlite.dialect())
