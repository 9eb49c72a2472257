"""Prints false alarms and gaps over many seeds: `python -m tests.provinces.alarms sichuan,yunnan 0-5`.

Every document is consistent by construction, so every shown finding is a false alarm; every number of the narrative without an
indicator and every unresolved relation is a gap. `--keep FOLDER` writes the PDFs there.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory

from disclosure.arithmetic import Verdict
from disclosure.document import Document
from disclosure.relation import Severity
from disclosure.report import Report
from store.artifacts import NoStore
from tests.provinces import LAYOUTS, render
from workers.pipeline import check_files
from workers.workshop import Workshop

SHOWN = {Verdict.DISCREPANCY, Verdict.SUSPECT_OCR}


def main() -> None:
    """Reads the arguments, checks, prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("layouts", nargs="?", default=",".join(LAYOUTS))
    parser.add_argument("seeds", nargs="?", default="0-2")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--gaps", action="store_true")
    given = parser.parse_args()
    first, _, last = given.seeds.partition("-")
    alarms: dict[str, list[str]] = defaultdict(list)
    with TemporaryDirectory() as folder:
        for layout in given.layouts.split(","):
            for seed in range(int(first), int(last or first) + 1):
                path = (given.keep or Path(folder)) / f"{layout}-{seed}.pdf"
                path.write_bytes(render(layout, seed))
                report = check_files([path], Workshop(store=NoStore("")))
                _collect(report, path.stem, alarms)
                _line(report, path.stem)
                if given.gaps:
                    _gaps(report.documents[0])
                    _kinds(report)
    for rule, lines in sorted(alarms.items()):
        print(f"== {rule}: {len(lines)}", *lines[:12], sep="\n   ")


def _collect(report: Report, stem: str, alarms: dict[str, list[str]]) -> None:
    for failure in report.errors:
        alarms["!"].append(f"{stem} {failure.code}")
    for f in report.findings:
        if f.status in SHOWN:
            mark = "" if f.severity is not Severity.INFO else "(info) "
            page = f.evidence[0].place.page if f.evidence else 0
            alarms[mark + f.rule].append(f"{stem} p{page} {f.message.zh}")


def _line(report: Report, stem: str) -> None:
    count = Counter(r.verdict.value for r in report.relations)
    facts = [f for d in report.documents for s in d.sentences for f in s.facts]
    bare = sum(not (f.indicator or f.subject or f.code) for f in facts)
    print(f"{stem}: {dict(count)} narrative numbers {len(facts)}, unattached {bare}", flush=True)


def _gaps(document: Document) -> None:
    print("schedules:", *(f"{s.kind}[{s.title}]{len(s.facts)}" for s in document.schedules), sep="\n  ")
    print(
        "tables not schedules:",
        [t.title for t in document.tables if t.id not in {x for s in document.schedules for x in s.tables}],
    )
    for sentence in document.sentences:
        bare = [f.quantity.text for f in sentence.facts if not (f.indicator or f.subject or f.code)]
        if bare:
            print("BARE", bare, "|", sentence.text)


def _kinds(report: Report) -> None:
    for line in report.coverage:
        if line.applicable:
            print(
                line.rule,
                line.applicable,
                f"holds {line.holds} rounding {line.rounding} unresolved {line.unresolved} undefined {line.undefined}",
                line.reasons,
            )
    ran = {line.rule for line in report.coverage if line.applicable}
    print("never applied:", sorted({line.rule for line in report.coverage} - ran))


if __name__ == "__main__":
    main()
