"""Nouns survive the way to bytes and back, exactly."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.document import Document
from disclosure.fact import Fact, Measure, Place
from disclosure.geometry import Box, Transform
from disclosure.page import Page, Word
from disclosure.quantity import Quantity, units
from store.codec import CorruptError, decode, encode

texts = st.text(max_size=20)
floats = st.floats(min_value=-1e4, max_value=1e4)
boxes = st.builds(Box, floats, floats, floats, floats)
quantities = st.builds(
    Quantity,
    value=st.decimals(allow_nan=False, allow_infinity=False, places=4),
    places=st.integers(-6, 6),
    unit=st.none() | st.sampled_from(list(units().values())),
    text=texts,
    hedge=texts,
    exact=st.booleans(),
)
facts = st.builds(
    Fact,
    id=texts,
    quantity=quantities,
    place=st.builds(Place, st.integers(1, 500), boxes),
    measure=st.sampled_from(Measure),
    year=st.none() | st.integers(1990, 2100),
    scope=st.frozensets(texts, max_size=3),
    label=texts,
    confidence=st.floats(0, 1),
    alternatives=st.lists(texts, max_size=3).map(tuple),
    blank=st.booleans(),
)


@given(facts)
def test_a_fact_comes_back_as_it_was(fact: Fact) -> None:
    back = decode(encode(fact), Fact)
    assert back == fact
    assert str(back.quantity.value) == str(fact.quantity.value), "trailing zeros of a printed number are kept"
    assert isinstance(back.measure, Measure)
    assert isinstance(back.scope, frozenset)


def test_a_document_comes_back_without_what_it_computed_on_the_way() -> None:
    page = Page(
        1, 595.0, 842.0, (Word("合计", Box(1, 2, 3, 4), 0.9, ("合汁",)),), True, Transform((1.0, 0.1, 0, 0, 1, 0, 0, 0, 1))
    )
    document = Document("ab", "a.pdf", "ab" * 32, (page,), org="某局", fiscal_year=2023, kinds=("budget",))
    assert document.facts == {}
    assert decode(encode(document), Document) == document


@pytest.mark.parametrize("cut", [0, 1, 10, -1])
def test_a_cut_frame_is_corrupt(cut: int) -> None:
    with pytest.raises(CorruptError):
        decode(encode(Quantity(Decimal("1.50"), 2))[:cut], Quantity)


def test_an_altered_frame_is_corrupt() -> None:
    data = bytearray(encode({"text": "合计" * 50}))
    data[-1] ^= 1
    with pytest.raises(CorruptError):
        decode(bytes(data), dict)


def test_another_type_is_corrupt() -> None:
    with pytest.raises(CorruptError):
        decode(encode(Place(1, Box(0, 0, 1, 1))), Fact)
