"""Clean disclosures of other provinces: whatever is shown on them is a false alarm, and what is not checked is a gap."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from disclosure.arithmetic import Verdict
from disclosure.relation import Severity
from store.artifacts import NoStore
from tests.provinces import LAYOUTS, render
from tests.provinces.ledger import CAPITAL, FUND, GENERAL, OWN, ledger
from workers.pipeline import check_files
from workers.workshop import Workshop

SHOWN = {Verdict.DISCREPANCY, Verdict.SUSPECT_OCR}
AGREED = {Verdict.HOLDS, Verdict.ROUNDING}
FEWEST = 200
"""Relations that agree in a document of this size, at the very least."""
FEWEST_OF_A_FORM, FORMS = 8, {"evaluation", "overall"}


@pytest.mark.parametrize("seed", range(14))
def test_books_balance(seed: int) -> None:
    """The ground the documents stand on: every fund is spent or kept, and economic accounts are what functions spent."""
    for books in (ledger(seed).now, ledger(seed).last):
        incomes = {fund: books.income[fund] for fund in (GENERAL, FUND, CAPITAL)}
        incomes[OWN] = sum(books.income.values()) - sum(incomes.values())
        for fund, income in incomes.items():
            assert income >= 0
            assert books.opening[fund] + income == books.spent(fund) + books.closing[fund]
        assert books.staff + books.running == books.spent(GENERAL, what="basic")
        assert books.paid("", 1) == books.spent(GENERAL, what="project")
    assert ledger(seed).now.opening == ledger(seed).last.closing


@pytest.mark.slow
@pytest.mark.parametrize(("layout", "seed"), itertools.product(LAYOUTS, (1, 3)))
def test_a_clean_document_raises_no_alarm(layout: str, seed: int, tmp_path: Path) -> None:
    path = tmp_path / f"{layout}-{seed}.pdf"
    path.write_bytes(render(layout, seed))
    report = check_files([path], Workshop(store=NoStore()))
    assert not report.errors
    alarms = [f for f in report.findings if f.status in SHOWN and f.severity is not Severity.INFO]
    assert [f"{f.rule} {f.message.zh}" for f in alarms] == []
    agreed = sum(relation.verdict in AGREED for relation in report.relations)
    assert agreed > (FEWEST_OF_A_FORM if layout in FORMS else FEWEST)
