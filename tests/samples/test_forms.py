"""The sample as a Word document, a workbook and a web page: what was planted is found in each, and nothing in the right one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from disclosure.relation import Severity
from disclosure.report import Report
from samples.build import ORGANISATION
from samples.office import webpage, word, workbook
from samples.source import DOCUMENT, Block, Table, plant, read_blocks, read_problems
from tests.samples.test_found import SHOWN, Planted, found, planted
from workers.pipeline import Workshop, check_files

Make = Callable[[Iterable[Block | Table], str], bytes]
FORMS: dict[str, Make] = {"docx": word, "xlsx": workbook, "html": webpage}


def checked(path: Path, make: Make, text: str) -> Report:
    path.write_bytes(make(read_blocks(text), ORGANISATION))
    report = check_files([path], Workshop())
    assert not report.errors
    return report


def anywhere(report: Report, problem: Planted) -> bool:
    """As `found`, on whatever page: these forms have other pages than the PDF."""
    return any(found(report, replace(problem, page=page.number)) for page in report.documents[0].pages)


@pytest.mark.parametrize("form", FORMS)
def test_every_planted_problem_is_found(form: str, sample: Path, tmp_path: Path) -> None:
    report = checked(tmp_path / f"sample.{form}", FORMS[form], plant(DOCUMENT.read_text("utf-8"), read_problems()))
    assert [p.id for p in planted(sample) if not anywhere(report, p)] == []


@pytest.mark.parametrize("form", FORMS)
def test_the_document_without_problems_has_no_findings(form: str, tmp_path: Path) -> None:
    report = checked(tmp_path / f"sample.{form}", FORMS[form], DOCUMENT.read_text("utf-8"))
    alarms = [f for f in report.findings if f.status in SHOWN and f.severity is not Severity.INFO]
    assert [f"{f.rule} {f.message.zh}" for f in alarms] == []
    (document,) = report.documents
    assert (document.org, document.fiscal_year, len(document.schedules), len(document.evaluations)) == (ORGANISATION, 2022, 9, 4)
