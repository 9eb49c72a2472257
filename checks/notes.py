"""Notes that explain a difference, and the pairs and components in the document that bear them out.

An amount bears a note out only when it equals it to the last printed digit; where several sets of components would do, none is taken.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from math import comb

from checks.narrative import MONEY, Told, squeeze, told
from checks.once import once
from disclosure.document import Document
from disclosure.fact import ClaimKind, Fact, Measure
from disclosure.schedule import RowKind

BOOKS = frozenset({"账面", "单位预算口径", "实际账目"})
"""Scope words of figures that are not those of the published accounts."""
OWN_PARTS = frozenset({"self_evaluation", "evaluation_report"})
_BOOK_WORDS = re.compile(r"账面|实际账目|单位预算口径")
_COUNTED = {"两项": 2, "二项": 2, "三项": 3, "四项": 4, "五项": 5, "六项": 6, "2项": 2, "3项": 3, "4项": 4, "5项": 5}
_MOST = 6
_SETS = 20_000
"""Sets of components that are tried: among more than these some add up to an amount by chance, and none would be evidence."""


@dataclass(frozen=True, slots=True)
class Note:
    """A note with the amount it gives for a difference."""

    told: Told
    amount: Fact


def notes(document: Document) -> list[Note]:
    """The notes in print order, one for each amount they give."""
    return [
        Note(one, fact)
        for one in told(document, ClaimKind.DIFFERENCE)
        for fact in one.all("amount")
        if fact.quantity.dimension == MONEY and fact.quantity.value
    ]


def pairs(document: Document, note: Note) -> Iterator[tuple[Fact, Fact]]:
    """Pairs (book figure, figure of the accounts) whose difference is the note's amount, each pair of values once."""
    seen: set[tuple[Decimal, Decimal]] = set()
    published, amount = _by_value(document), note.amount.quantity.base
    for book in _books(document):
        value = book.quantity.base
        new = {other for other in (value - amount, value + amount) if other in published and (value, other) not in seen}
        seen |= {(value, other) for other in new}
        # Of the figures with one value the first is taken, those on the book's own side before the others.
        best = [min(published[other], key=lambda at: (not _one_side(book, at[1]), at[0])) for other in new]
        yield from ((book, figure) for _, figure in sorted(best, key=lambda at: (not _one_side(book, at[1]), at[0])))


def components(document: Document, note: Note) -> tuple[Fact, ...]:
    """The amounts spent on projects that add up to the note's amount; empty where there is no such set, or more than one."""
    given = note.told.all("component")
    if len(given) > 1 and sum((f.quantity.base for f in given), Decimal(0)) == note.amount.quantity.base:
        return tuple(given)
    pool = [fact for fact, _ in projects(document)]
    text = squeeze(note.told.sentence.text).text
    counts = {number for words, number in _COUNTED.items() if words in text} or set(range(2, min(len(pool), _MOST) + 1))
    return _only(pool, counts, note.amount.quantity.base)


def projects(document: Document) -> list[tuple[Fact, Fact | None]]:
    """What each project's evaluation form says was spent, with its budget at the start of the year."""
    found = []
    for form in document.evaluations:
        lines = [line for line in form.funds if form.level == "project" and not line.of_which]
        for line in lines[:1]:
            spent = [fact for fact in line.figures if fact.measure is Measure.ACTUAL]
            start = [fact for fact in line.figures if fact.measure is Measure.INITIAL_BUDGET]
            if len(spent) == 1:
                found.append((spent[0], start[0] if len(start) == 1 else None))
    return found


def in_books(fact: Fact) -> bool:
    """Whether a figure is said to be that of the books and not of the published accounts."""
    return bool(fact.scope & BOOKS or _BOOK_WORDS.search(fact.label))


def _only(pool: Sequence[Fact], counts: set[int], amount: Decimal) -> tuple[Fact, ...]:
    if sum(comb(len(pool), count) for count in counts) > _SETS:
        return ()
    fits = [
        chosen
        for count in sorted(counts)
        for chosen in combinations(pool, count)
        if sum((fact.quantity.base for fact in chosen), Decimal(0)) == amount
    ]
    return fits[0] if len(fits) == 1 else ()


@once
def _by_value(document: Document) -> dict[Decimal, list[tuple[int, Fact]]]:
    """The published totals with their numbers in print order, by value."""
    found: dict[Decimal, list[tuple[int, Fact]]] = defaultdict(list)
    for n, fact in enumerate(_published(document)):
        found[fact.quantity.base].append((n, fact))
    return dict(found)


@once
def _books(document: Document) -> tuple[Fact, ...]:
    return tuple(_of_books(document))


def _of_books(document: Document) -> Iterator[Fact]:
    """Money figures in the scope of the books, or of the parts of the file that report by them."""
    own = {part.id for part in document.parts if part.kind in OWN_PARTS or part.scope & BOOKS}
    for sentence in document.sentences:
        mine = own & {sentence.part} or any(_BOOK_WORDS.search(title) for title in sentence.heading)
        yield from (fact for fact in sentence.facts if _is_money(fact) and (mine or in_books(fact)))
    for form in document.evaluations:
        yield from (fact for line in form.funds for fact in line.figures if _is_money(fact) and fact.measure is Measure.ACTUAL)


def _published(document: Document) -> Iterator[Fact]:
    """The totals of the published accounts."""
    for schedule in document.schedules:
        if schedule.kind.startswith("final."):
            totals = {row.id for row in schedule.rows if row.kind in (RowKind.TOTAL, RowKind.SUBTOTAL)}
            yield from (fact for fact in schedule.facts if fact.row in totals and _is_money(fact) and not fact.blank)


def _one_side(book: Fact, figure: Fact) -> bool:
    """Whether both are spoken of as income, or both as expenditure."""
    return any(side in book.label and side in figure.label for side in ("收入", "支出"))


def _is_money(fact: Fact) -> bool:
    return fact.quantity.dimension == MONEY and fact.quantity.value != 0
