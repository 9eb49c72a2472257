"""Two versions of one document, each read and checked, then beside each other."""

from __future__ import annotations

from pathlib import Path

from checks.compare import compare
from disclosure.comparison import Comparison
from disclosure.report import Report
from workers.pipeline import check_files
from workers.workshop import Workshop


def compare_files(old: Path, new: Path, workshop: Workshop) -> tuple[tuple[Report, Report], Comparison | None]:
    """The report of each version, and the comparison: None where either could not be read or holds several documents."""
    before, after = check_files([old], workshop), check_files([new], workshop)
    if len(before.documents) != 1 or len(after.documents) != 1:
        return (before, after), None
    made = compare(before.documents[0], before.findings, after.documents[0], after.findings)
    return (before, after), made
