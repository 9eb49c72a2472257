"""Dossiers in which everything agrees: an office's accounts and budgets of two years, a department and its unit, accounts and forms apart.

Made from the books of `tests.provinces` in the layout of a province and read as web pages. The second year's accounts say last year's
figures as the first year's print them, and the initial budget as the budget of the year prints it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from benchmarks.archive_papers import Paper, read
from disclosure.document import Document
from disclosure.dossier import Dossier, dossiers
from samples.source import Block, Table
from tests.provinces import LAYOUTS, budget, evaluation
from tests.provinces.ledger import PROFILES, Books, Ledger, plans, years

ACCOUNTS = ("sichuan", "yunnan", "shandong", "guangdong", "shaanxi", "zhejiang")
"""Layouts of final accounts."""
DOUBLED = ("lines", "econ", "opening", "closing", "income", "three", "three_budget", "procurement", "contracts")
"""What of the books is money."""


@dataclass(frozen=True)
class Case:
    """A clean dossier: its papers, and the documents that were read from them, in the same order."""

    name: str
    papers: tuple[Paper, ...]
    documents: tuple[Document, ...]

    def dossier(self) -> Dossier:
        """The one dossier of the documents."""
        return _together(self.documents)

    def with_paper(self, at: int, paper: Paper) -> Dossier:
        """The dossier with another paper in place of one; its document keeps its place."""
        changed = replace(read(paper), id=self.documents[at].id)
        return _together((*self.documents[:at], changed, *self.documents[at + 1 :]))


def _together(documents: tuple[Document, ...]) -> Dossier:
    """One dossier of all, also where a slip hides whose document it is."""
    return replace(dossiers(documents)[0], documents=documents)


def cases(layout: str, seed: int) -> Iterator[Case]:
    """The three dossiers of that office in that layout."""
    books = years(seed, 3)
    planned = plans(seed, books)
    agreed = [_agreed(one, budget.planned(plan)) for one, plan in zip(books, planned, strict=True)]
    accounts = [_paper(f"accounts-{n}", layout, seed, agreed[n], agreed[n - 1]) for n in (1, 2)]
    budgets = [_paper(f"budget-{n}", "budget", seed, planned[n], planned[n - 1]) for n in (1, 2)]
    yield _case(f"{layout}-{seed} years", *accounts, *budgets)
    twice = [_doubled(one) for one in agreed]
    department = _paper("department", layout, seed, twice[2], twice[1])
    yield _case(f"{layout}-{seed} levels", department, _paper("unit", layout, seed, agreed[2], agreed[1], "（本级）"))
    yield _case(f"{layout}-{seed} files", *_apart(layout, seed, agreed[2], agreed[1]))


def _case(name: str, *papers: Paper) -> Case:
    read_ones = [read(paper) for paper in papers]
    return Case(name, papers, tuple(replace(made, id=paper.name) for made, paper in zip(read_ones, papers, strict=True)))


def _paper(name: str, layout: str, seed: int, now: Books, last: Books, level: str = "") -> Paper:
    ledger = _ledger(seed, now, last, level)
    return Paper(name, ledger.org, tuple(LAYOUTS[layout].document(ledger)))


def _ledger(seed: int, now: Books, last: Books, level: str = "") -> Ledger:
    profile = PROFILES[seed % len(PROFILES)]
    return Ledger(seed, profile.org + level, profile.nature, now, last)


def _agreed(accounts: Books, plan: Books) -> Books:
    """The accounts with the initial budget that was published."""
    lines = tuple(replace(line, initial=plan.spent(line.fund, line.code)) for line in accounts.lines)
    return replace(accounts, lines=lines, three_budget=plan.three)


def _apart(layout: str, seed: int, now: Books, last: Books) -> Iterator[Paper]:
    """The accounts, which tell of every project at their end, and the projects' forms in a file of their own."""
    ledger = _ledger(seed, now, last)
    told = evaluation.document(ledger)
    blocks = [block for block in told[2:] if isinstance(block, Block)]
    part = Block("part", "第六部分 预算绩效情况说明")
    yield Paper("accounts", ledger.org, (*LAYOUTS[layout].document(ledger), part, *blocks))
    yield Paper("forms", ledger.org, (*told[:2], *(block for block in told if isinstance(block, Table))))


def _doubled(books: Books) -> Books:
    """A department twice as large as its one unit."""
    return replace(books, **{name: _twice(getattr(books, name)) for name in DOUBLED})


def _twice(value: Any) -> Any:
    if isinstance(value, int):
        return 2 * value
    if isinstance(value, dict):
        return {name: _twice(one) for name, one in value.items()}
    if isinstance(value, tuple):
        return tuple(_twice(one) for one in value)
    return replace(value, basic=2 * value.basic, project=2 * value.project, initial=2 * value.initial)
