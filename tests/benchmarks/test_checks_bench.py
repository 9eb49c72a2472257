"""The benchmark of the checks: a grown document is what it says, its cost is linear, and what is worked out once is worked out once."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import pytest

from benchmarks.checks_growth import grown
from benchmarks.checks_timing import cost, once
from checks.causes import by_cause
from checks.judge import check
from checks.once import once as kept
from disclosure.arithmetic import Verdict
from disclosure.document import Document, Part
from disclosure.fact import Claim, ClaimKind, Fact, Measure, Place, Sentence
from disclosure.geometry import Box
from disclosure.page import Page, Span
from disclosure.quantity import Quantity, unit
from disclosure.relation import Amount, Evidence, Relation
from store.codec import encode


def _box(at: int) -> Box:
    return Box(0, 20 * at, 100, 20 * at + 12)


def _fact(name: str, value: str, start: int, symbol: str = "万元", measure: Measure = Measure.ACTUAL) -> Fact:
    quantity = Quantity(Decimal(value), -int(Decimal(value).as_tuple().exponent), unit(symbol), value)
    return Fact(
        name, quantity, Place(1, _box(int(name[1:]))), "本年支出", measure, 2023, source="s1", start=start, end=start + len(value)
    )


def _sentence(at: int, text: str) -> Sentence:
    """A growth that is 20%, said to be 30%."""
    current, rate, change = (
        _fact(f"c{at}", "120.00", 5),
        _fact(f"r{at}", "30", 20, "%", Measure.GROWTH),
        _fact(f"d{at}", "20.00", 12, measure=Measure.CHANGE),
    )
    roles = (("current", current.id), ("rate", rate.id), ("change", change.id))
    claim = Claim(f"k{at}", ClaimKind.GROWTH, roles, f"s{at}", direction=1)
    return Sentence(f"s{at}", text, (Span(0, len(text), 1, _box(at)),), facts=(current, rate, change), claims=(claim,), part="p1")


@pytest.fixture
def document() -> Document:
    sentences = tuple(_sentence(at, f"支出120.00万元，增加20.00万元，增长30%（第{at}处）。") for at in range(6))
    return Document(
        "d",
        "d.pdf",
        "d" * 64,
        (Page(1, 595, 842),),
        fiscal_year=2023,
        parts=(Part("p1", "other", "", 1, 1),),
        sentences=sentences,
    )


def test_a_grown_document_has_so_many_times_the_facts_on_pages_of_their_own(document: Document) -> None:
    large = grown(document, 5)
    assert len(large.facts) == 5 * len(document.facts)
    assert len({sentence.id for sentence in large.sentences}) == 5 * len(document.sentences)
    assert [page.number for page in large.pages] == [1, 2, 3, 4, 5]
    assert {fact.place.page for fact in large.facts.values()} == {1, 2, 3, 4, 5}
    assert all(name in large.facts for s in large.sentences for claim in s.claims for _, name in claim.roles)
    assert len({sentence.text for sentence in large.sentences}) == 5 * len(document.sentences), (
        "no copy profits from another's text"
    )


def test_every_copy_is_checked_as_the_first_was(document: Document) -> None:
    def broken(one: Document) -> int:
        return sum(relation.rule == "N001" and relation.verdict is Verdict.DISCREPANCY for relation in check(one)[0])

    assert broken(document) == 6
    assert broken(grown(document, 4)) == 24


def test_the_cost_counts_what_is_there(document: Document) -> None:
    one = cost(encode(document), 1)
    assert (one.pages, one.facts, one.sentences) == (1, 18, 6)
    assert one.relations >= 6
    assert 0 < sum(one.rules.values()) <= one.seconds


def test_checking_is_about_linear(document: Document) -> None:
    small, large = once(grown(document, 20)), once(grown(document, 200))
    # Twice is the target; a shared machine may double what it measures, a step of squares would show as ten times.
    assert large.seconds / large.facts < 5 * small.seconds / small.facts


def test_a_step_kept_once_runs_once_for_each_noun_and_argument() -> None:
    calls: list[tuple[str, int]] = []

    @dataclass(frozen=True)
    class Noun:
        name: str

    @kept
    def step(noun: Noun, times: int) -> tuple[str, ...]:
        calls.append((noun.name, times))
        return (noun.name,) * times

    one, other = Noun("one"), Noun("one")
    assert step(one, 2) is step(one, 2)
    assert step(one, 3) == ("one", "one", "one")
    assert step(other, 2) == ("one", "one")
    assert calls == [("one", 2), ("one", 3), ("one", 2)]


def test_a_step_that_gives_an_iterator_is_refused() -> None:
    @dataclass(frozen=True)
    class Noun:
        name: str

    @kept
    def letters(noun: Noun) -> object:
        return iter(noun.name)

    with pytest.raises(TypeError, match="read but once"):
        letters(Noun("one"))


def test_what_was_worked_out_is_not_encoded(document: Document) -> None:
    before = encode(document)
    check(document)
    assert encode(document) == before


def test_thousands_of_broken_relations_are_gathered_by_cause() -> None:
    """Gathering rebuilt its whole table for every cause: minutes for a long document."""

    def broken(at: int, facts: tuple[Fact, ...]) -> Relation:
        cited = tuple(Evidence("operand", "d", fact.place, fact.quantity.text, fact=fact) for fact in facts)
        return Relation(Verdict.DISCREPANCY, cited, delta=Amount(Decimal(at // 2 + 1), "元"), id=f"r{at}")

    facts = [_fact(f"f{n}", "1.00", 0) for n in range(4001)]
    relations = [broken(at, (facts[at // 2], facts[at // 2 + 2001 - at % 2])) for at in range(4000)]
    groups = by_cause(relations)
    assert [len(group) for group in groups] == [2] * 2000
    assert [relation.id for relation in groups[7]] == ["r14", "r15"]
