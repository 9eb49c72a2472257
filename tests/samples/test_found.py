"""gouji finds in the sample what was planted there, and nothing in the same document without it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from disclosure.arithmetic import Verdict
from disclosure.relation import Finding, Severity
from disclosure.report import Report
from samples.build import clean
from workers.pipeline import Workshop, check_files

SHOWN = {Verdict.DISCREPANCY, Verdict.SUSPECT_OCR}


@dataclass(frozen=True)
class Planted:
    """A problem of the truth file, as a test needs it."""

    id: str
    page: int
    quote: str
    numbers: tuple[Decimal, ...]
    status: str


def planted(sample: Path) -> list[Planted]:
    problems = json.loads(sample.with_name(sample.name + "-truth.json").read_text("utf-8"))["problems"]
    return [Planted(p["id"], p["page"], p["quote"], tuple(map(Decimal, p["numbers"])), p["status"]) for p in problems]


def squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text)


def is_about(finding: Finding, problem: Planted) -> bool:
    """Same page, and either most of the problem's figures or a run of its quote among the evidence."""
    if problem.page not in {e.place.page for e in finding.evidence}:
        return False
    cited = {e.fact.quantity.value for e in finding.evidence if e.fact}
    hits = sum(number in cited for number in set(problem.numbers))
    quotes = [squeeze(e.quote or e.text) for e in finding.evidence]
    runs = [problem.quote[n : n + 6] for n in range(len(problem.quote) - 5)]
    return (hits >= 2 and hits * 5 >= len(set(problem.numbers)) * 3) or any(run in quote for quote in quotes for run in runs)


def found(report: Report, problem: Planted) -> bool:
    wanted = {Verdict.RECONCILED} if problem.status == "reconciled" else SHOWN
    return any(is_about(finding, problem) for finding in report.findings if finding.status in wanted)


@pytest.fixture(scope="module")
def born_report(sample: Path) -> Report:
    return check_files([sample.with_name(sample.name + "-born.pdf")], Workshop())


def test_every_planted_problem_is_found(sample: Path, born_report: Report) -> None:
    assert not born_report.errors
    assert [p.id for p in planted(sample) if not found(born_report, p)] == []


def test_the_document_without_problems_has_no_findings(drawn: bytes, tmp_path: Path) -> None:
    """Everything in it agrees to the cent: whatever is shown here is a false alarm."""
    path = tmp_path / "clean.pdf"
    path.write_bytes(clean())
    report = check_files([path], Workshop())
    assert not report.errors
    alarms = [f for f in report.findings if f.status in SHOWN and f.severity is not Severity.INFO]
    assert [f"{f.rule} {f.message.zh}" for f in alarms] == []


@pytest.mark.slow
def test_the_scan_gives_the_same_findings(sample: Path, born_report: Report) -> None:
    report = check_files([sample.with_name(sample.name + "-scan.pdf")], Workshop())
    assert not report.errors
    missed = [p.id for p in planted(sample) if found(born_report, p) and not found(report, p)]
    assert missed == []
