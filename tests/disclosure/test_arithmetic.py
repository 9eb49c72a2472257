from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.arithmetic import Verdict, at_most, equal, growth, growth_over, product, ratio, total
from disclosure.numerals import parse
from disclosure.quantity import Quantity, unit

WAN, PERCENT, YUAN = unit("万元"), unit("%"), unit("元")


def money(text: str) -> Quantity:
    return parse(text, WAN)


def percent(text: str) -> Quantity:
    return parse(text, PERCENT)


@pytest.mark.parametrize(
    ("stated", "current", "change", "up", "verdict"),
    [
        ("21.22", "251.21", "43.97", 1, "holds"),
        ("69.2", "14.58", "2.72", 1, "discrepancy"),
        ("2.98", "110.60", "3.40", -1, "holds"),
        ("100", "25.00", "25.00", 1, "undefined"),
    ],
)
def test_growth(stated: str, current: str, change: str, up: int, verdict: str) -> None:
    assert growth(percent(stated), money(current), money(change), up).verdict == verdict


def test_growth_says_what_it_should_be() -> None:
    outcome = growth(percent("69.2"), money("14.58"), money("2.72"), 1)
    assert outcome.computed is not None
    assert round(outcome.computed * 100, 2) == Decimal("22.93")


def test_a_share_that_was_cut_is_rounding() -> None:
    assert ratio(percent("99.86"), money("9746.50"), money("9759.38")).verdict is Verdict.ROUNDING


def test_a_share_of_another_line_is_a_discrepancy() -> None:
    assert ratio(percent("71.73"), money("2106.66"), money("2940.05")).verdict is Verdict.DISCREPANCY


def test_a_share_of_nothing_is_undefined() -> None:
    assert ratio(percent("0"), money("0"), money("0")).verdict is Verdict.UNDEFINED


@pytest.mark.parametrize(
    ("stated", "parts", "verdict"),
    [
        ("251.21", ["244.97", "6.24"], "holds"),
        ("3832.36", ["1572.70", "2259.65"], "rounding"),
        ("192.43", ["40.35", "32.31", "28.17", "13.17", "11.62", "6.44", "0.25", "14.09", "46.13"], "discrepancy"),
    ],
)
def test_total(stated: str, parts: list[str], verdict: str) -> None:
    assert total(money(stated), [money(p) for p in parts]).verdict == verdict


def test_exact_counts_have_no_tolerance() -> None:
    people = [Quantity(Decimal(n), exact=True) for n in (54, 37, 16)]
    assert total(people[0], people[1:]).verdict is Verdict.DISCREPANCY


def test_the_same_amount_in_two_units() -> None:
    assert equal(money("350.35"), parse("3503499", YUAN)).verdict is Verdict.HOLDS
    assert equal(money("352.67"), parse("3503499", YUAN)).verdict is Verdict.DISCREPANCY


def test_one_unit_in_the_last_place_is_a_tail() -> None:
    assert equal(money("326.71"), money("326.72")).verdict is Verdict.ROUNDING


def test_at_most() -> None:
    assert at_most(money("13.24"), money("0")).verdict is Verdict.DISCREPANCY
    assert at_most(money("0.39"), money("0.39")).verdict is Verdict.HOLDS


def test_growth_over_a_zero_prior_is_undefined() -> None:
    assert growth_over(percent("100"), money("25.00"), money("0.00")).verdict is Verdict.UNDEFINED
    assert growth_over(percent("-27.78"), money("0.39"), money("0.54")).verdict is Verdict.HOLDS


def test_product_of_standard_and_persons() -> None:
    persons, each = Quantity(Decimal(1158), exact=True), parse("100", YUAN)
    assert product(money("11.58"), [persons, each]).verdict is Verdict.HOLDS
    assert product(money("11.88"), [persons, each]).verdict is Verdict.DISCREPANCY


cents = st.decimals(min_value=0, max_value=10**6, places=4)


@given(st.lists(cents, min_size=1, max_size=20))
def test_rounded_parts_never_break_their_rounded_total(exact: list[Decimal]) -> None:
    printed = [money(f"{value:.2f}") for value in exact]
    assert total(money(f"{sum(exact):.2f}"), printed).verdict is not Verdict.DISCREPANCY


@given(cents, st.decimals(min_value="0.5", max_value=10**6, places=4))
def test_a_rounded_rate_of_rounded_amounts_always_holds(part: Decimal, whole: Decimal) -> None:
    rate = percent(f"{part / whole * 100:.2f}")
    verdict = ratio(rate, money(f"{part:.2f}"), money(f"{whole:.2f}")).verdict
    assert verdict in (Verdict.HOLDS, Verdict.UNDEFINED)


@given(cents, cents)
def test_a_rounded_growth_rate_always_holds(prior: Decimal, rise: Decimal) -> None:
    current = prior + rise
    rate = percent(f"{rise / prior * 100:.2f}") if prior else percent("100")
    verdict = growth(rate, money(f"{current:.2f}"), money(f"{rise:.2f}"), 1).verdict
    assert verdict in (Verdict.HOLDS, Verdict.UNDEFINED)


@given(st.decimals(min_value=1, max_value=10**6, places=2))
def test_any_error_of_more_than_rounding_is_seen(amount: Decimal) -> None:
    assert total(money(f"{amount:.2f}"), [money(f"{amount + 1:.2f}")]).verdict is Verdict.DISCREPANCY
