"""A report for the terminal: what is wrong first, then what was explained, what was only rounding, what was
waived, and what was checked at all, rule by rule.

Takes a `Report` and a rich `Console`; fits any width, and reads the same without colours.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text as Line

from disclosure.arithmetic import Verdict
from disclosure.document import Document
from disclosure.messages import Text, say
from disclosure.relation import Finding, Severity
from disclosure.report import Coverage, Failure, Report
from reports.places import Places
from reports.words import counted, expired, extent, reasons, waived, word

COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
MARKS = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.INFO: "·"}
TOP_REASONS = 3
FINGERPRINT = 8
"""Characters of a fingerprint that a waiver may name."""


def show(report: Report, console: Console) -> None:
    """The findings and the coverage, one document after the other; failures are told apart, by `show_errors`."""
    for document in report.documents:
        mine = [f for f in report.findings if document.id in {e.document for e in f.evidence} or not f.evidence]
        _document(document, mine, [line for line in report.coverage if line.document == document.id], console)
    for waiver in report.expired:
        console.print(Line.assemble(("! ", "bold yellow"), expired(waiver).zh))


def show_errors(errors: Iterable[Failure], console: Console) -> None:
    """Every file that could not be read, and what to do."""
    for failure in errors:
        console.print(Line.assemble(("✗ ", "bold red"), failure.message.zh))
        console.print(Padding(Line(failure.message.en, "dim"), (0, 0, 0, 2), expand=False))


def _document(document: Document, findings: Sequence[Finding], coverage: Sequence[Coverage], console: Console) -> None:
    places = Places([document])
    console.print(Line.assemble((document.name, "bold"), ("  " + identity(document), "dim")))
    for remark in document.remarks:
        console.print(Line.assemble((" ! ", "yellow"), remark.zh))
    told = [finding for finding in findings if finding.waived is None]
    for status in (Verdict.DISCREPANCY, Verdict.SUSPECT_OCR):
        _group(word("verdict", status.value), [f for f in told if f.status is status], places, console)
    _summary(told, places, console)
    _group(say("waived"), [finding for finding in findings if finding.waived], places, console)
    _ledger(coverage, console)
    _coverage(coverage, console)
    console.print()


def identity(document: Document) -> str:
    """Who, which year, what: one line."""
    kinds = "、".join(word("kind", kind).zh for kind in document.kinds)
    year = f"{document.fiscal_year}年度" if document.fiscal_year else ""
    return " · ".join(part for part in (document.org or "", year, kinds, extent(document)) if part)


def _group(heading: Text, findings: Sequence[Finding], places: Places, console: Console) -> None:
    """Findings of one sort by severity, one row each."""
    if not findings:
        return
    console.print()
    console.print(Line(f" {heading.zh} {heading.en} · {len(findings)}", "bold"))
    grid = Grid.grid(padding=(0, 1), expand=False)
    for width in (1, 6, 6):
        grid.add_column(no_wrap=True, min_width=width)
    grid.add_column(overflow="fold", ratio=1)
    for finding in sorted(findings, key=lambda f: list(Severity).index(f.severity)):
        style = COLOURS[finding.severity]
        mark, rule = Line(f" {MARKS[finding.severity]}", style), Line(finding.rule, style)
        grid.add_row(mark, rule, Line(places.short(finding.evidence), "dim"), _words(finding, places))
    console.print(grid)


def _words(finding: Finding, places: Places) -> Line:
    """The sentence with the beginning of its fingerprint, places that have more than a page's number, the equation, why it is waived."""
    text = Line.assemble(finding.message.zh, (f" #{finding.fingerprint[:FINGERPRINT]}", "dim"))
    if (told := places.all(finding.evidence)) and not places.short(finding.evidence).startswith("p"):
        text.append(f"\n{told}", "dim")
    if finding.formula and finding.formula not in finding.message.zh:
        text.append(f"\n{finding.formula}", "dim")
    if finding.waived:
        text.append(f"\n{waived(finding).zh}", "dim")
    return text


def _summary(findings: Sequence[Finding], places: Places, console: Console) -> None:
    """Explained differences and rounding: told, not listed at length."""
    for status in (Verdict.RECONCILED, Verdict.ROUNDING):
        chosen = [finding for finding in findings if finding.status is status]
        if not chosen:
            continue
        heading = word("verdict", status.value)
        console.print()
        console.print(Line(f" {heading.zh} {heading.en} · {len(chosen)}", "bold dim"))
        for finding in chosen:
            console.print(
                Padding(Line(f"{places.short(finding.evidence)}  {finding.message.zh}", "dim"), (0, 0, 0, 3), expand=False)
            )


def _ledger(coverage: Sequence[Coverage], console: Console) -> None:
    """What came of every rule that applied: those of which all held in one line, and those that found nothing to apply to."""
    used, idle = [line for line in coverage if line.applicable], [line.rule for line in coverage if not line.applicable]
    held = [f"{line.rule}×{line.applicable}" for line in used if line.holds == line.applicable]
    console.print()
    console.print(Line(f" 核对范围 coverage · {len(used)}", "bold dim"))
    grid = Grid.grid(padding=(0, 1), expand=False)
    for justify in ("left", "right"):
        grid.add_column(no_wrap=True, justify=justify)
    grid.add_column(overflow="fold", ratio=1)
    for line in (line for line in used if line.holds < line.applicable):
        grid.add_row(Line(f"   {line.rule}"), Line(str(line.applicable)), Line(counted(line)), style="dim")
    console.print(grid)
    for title, codes in (("全部一致的规则", held), ("没有适用对象的规则", idle)):
        if codes:
            told = Line(f"{title} {len(codes)} 条：{' '.join(codes)}", "dim")
            console.print(Padding(told, (0, 0, 0, 3), expand=False))


def _coverage(coverage: Sequence[Coverage], console: Console) -> None:
    """Checked, agreed, not checkable and why: silence means agreement only with this line beside it."""
    checked, agreed = sum(c.checked for c in coverage), sum(c.agreed for c in coverage)
    left = sum(c.applicable for c in coverage) - checked
    told = [f"{agreed} 项相符"]
    for verdict in (Verdict.DISCREPANCY, Verdict.SUSPECT_OCR, Verdict.RECONCILED):
        count = sum(getattr(line, verdict.value) for line in coverage)
        told += [f"{count} 项{word('verdict', verdict.value).zh}"] if count else []
    tail = f"；另有 {left} 项无法核对" if left else ""
    console.print()
    console.print(Line(f" 核对 {checked} 项：{'，'.join(told)}{tail}", "bold"))
    for text, count in reasons(coverage)[:TOP_REASONS]:
        console.print(Padding(Line(f"{count} 项：{text.zh}", "dim"), (0, 0, 0, 3), expand=False))
