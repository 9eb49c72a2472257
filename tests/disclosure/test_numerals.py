import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.numerals import NUMBER, heal, is_blank, misgrouped, parse, read_cell
from disclosure.quantity import unit


@pytest.mark.parametrize(
    ("printed", "healed"),
    [
        ("251. 21万元", "251.21万元"),
        ("251 .21", "251.21"),
        ("1, 727.58", "1,727.58"),
        ("2 946.25", "2946.25"),
        ("１２．５％", "12.5%"),
        ("−1.2", "-1.2"),
        ("7253.94，支出", "7253.94,支出"),
        ("2022 年 12 月", "2022 年 12 月"),
        ("192.43 302", "192.43 302"),
        ("25 244.97", "25244.97"),
    ],
)
def test_heal(printed: str, healed: str) -> None:
    assert heal(printed) == healed


@pytest.mark.parametrize(
    ("text", "value", "places"),
    [("1,727.58", "1727.58", 2), ("(1.20)", "-1.20", 2), ("△3", "-3", 0), ("69.2%", "69.2", 1), ("¥12.00", "12.00", 2)],
)
def test_a_cell_of_one_number(text: str, value: str, places: int) -> None:
    quantity = read_cell(text)
    assert quantity is not None
    assert (quantity.value, quantity.places) == (Decimal(value), places)


@pytest.mark.parametrize("text", ["", "基本支出", "192.43 302.1", "1-12", "2022年底", "≥95%", "12abc"])
def test_a_cell_that_is_not_one_number_means_nothing(text: str) -> None:
    assert read_cell(text) is None


def test_a_cell_prints_its_own_unit_over_the_captions() -> None:
    quantity = read_cell("8万元", unit("元"))
    assert quantity is not None
    assert quantity.base == 80000


@pytest.mark.parametrize("text", ["", " ", "—", "－", "/", "……"])
def test_blank(text: str) -> None:
    assert is_blank(text)
    assert not is_blank("0")


def test_parse_refuses_what_is_no_number() -> None:
    with pytest.raises(ValueError, match="not a number"):
        parse("12.3.4")


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2))
def test_what_is_printed_is_read_back(value: Decimal) -> None:
    quantity = read_cell(f"{value:,.2f}")
    assert quantity is not None
    assert quantity.value == value
    assert quantity.places == 2
    assert quantity.interval.lo == value - Decimal("0.005")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1,727.58万元", ["1,727.58"]),
        ("1,72758万元", ["1,72758"]),
        ("12,3456.78元", ["12,3456.78"]),
        ("人数37,2022年", ["37", "2022"]),
        ("1,2号楼", ["1", "2"]),
        ("100,200,30", ["100", "200", "30"]),
    ],
)
def test_commas_part_thousands_or_numbers(text: str, numbers: list[str]) -> None:
    assert re.findall(NUMBER, text) == numbers


def test_a_cell_whose_commas_are_wrong_is_one_number_and_says_so() -> None:
    quantity = read_cell("1,72758")
    assert quantity is not None
    assert quantity.value == 172758
    assert misgrouped(quantity.text)
    assert not any(misgrouped(text) for text in ("1,727.58", "172758", "-1,234,567", "1,727.58万元"))
