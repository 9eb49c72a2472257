"""A report for the terminal: of each document what is wrong first, then what was explained, what was only rounding, what was
waived, and what was checked at all, rule by rule; then the same between the documents of one organisation.

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
from disclosure.dossier import Dossier, together
from disclosure.messages import Text, say
from disclosure.relation import Finding, Severity, between
from disclosure.report import Coverage, Failure, Report
from reports.places import Places
from reports.words import counted, expired, extent, reasons, waived, word
from reports.wrapping import Flow

COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
MARKS = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.INFO: "·"}
TOP_REASONS = 3
FINGERPRINT = 8
"""Characters of a fingerprint that a waiver may name."""


def show(report: Report, console: Console) -> None:
    """The findings and the coverage, one document after the other, then what is between them; `show_errors` tells of failures."""
    known = {document.id: document for document in report.documents}
    names = Places(known.values())
    for document in known.values():
        mine = [f for f in report.findings if not between(f.evidence) and document.id in {e.document for e in f.evidence}]
        mine += [f for f in report.findings if not f.evidence]
        console.print(Flow(Line.assemble((names.name(document.id), "bold"), ("  " + identity(document), "dim"))))
        for remark in document.remarks:
            console.print(Flow(Line.assemble((" ! ", "yellow"), remark.zh)))
        _told(mine, [line for line in report.coverage if line.document == document.id], Places([document]), console)
    for dossier in together(known.values()):
        _between(dossier, report, console)
    for waiver in report.expired:
        console.print(Flow(Line.assemble(("! ", "bold yellow"), expired(waiver).zh)))


def show_errors(errors: Iterable[Failure], console: Console) -> None:
    """Every file that could not be read, and what to do."""
    for failure in errors:
        console.print(Flow(Line.assemble(("✗ ", "bold red"), failure.message.zh)))
        console.print(Padding(Flow(failure.message.en, "dim"), (0, 0, 0, 2), expand=False))


def _between(dossier: Dossier, report: Report, console: Console) -> None:
    """What was found between the documents of one organisation, each told once."""
    names, places = {document.id for document in dossier.documents}, Places(dossier.documents)
    heading = say("between")
    console.print(Line.assemble((f"{heading.zh} {heading.en}", "bold"), (f"  {dossier.org}", "dim")))
    for document in dossier.documents:
        console.print(Padding(Flow(f"{places.name(document.id)}  {identity(document)}", "dim"), (0, 0, 0, 3), expand=False))
    mine = [f for f in report.findings if between(f.evidence) and f.evidence[0].document in names]
    _told(mine, [line for line in report.coverage if line.document == dossier.id], places, console)


def _told(findings: Sequence[Finding], coverage: Sequence[Coverage], places: Places, console: Console) -> None:
    """The findings, group by group, and what was checked."""
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
    narrow = any(places.short(finding.evidence) for finding in findings)
    for width in (1, 6, 6) if narrow else (1, 6):
        grid.add_column(no_wrap=True, min_width=width)
    grid.add_column(overflow="fold", ratio=1)
    for finding in sorted(findings, key=lambda f: list(Severity).index(f.severity)):
        style = COLOURS[finding.severity]
        mark, rule = Line(f" {MARKS[finding.severity]}", style), Line(finding.rule, style)
        short = [Line(places.short(finding.evidence), "dim")] if narrow else []
        grid.add_row(mark, rule, *short, Flow(_words(finding, places)))
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
            where = places.short(finding.evidence) or places.all(finding.evidence)
            console.print(Padding(Flow(f"{where}  {finding.message.zh}".lstrip(), "dim"), (0, 0, 0, 3), expand=False))


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
        grid.add_row(Line(f"   {line.rule}"), Line(str(line.applicable)), Flow(counted(line)), style="dim")
    console.print(grid)
    for title, codes in (("全部一致的规则", held), ("没有适用对象的规则", idle)):
        if codes:
            told = Flow(f"{title} {len(codes)} 条：{' '.join(codes)}", "dim")
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
    if not checked:
        none = say("nothing_checked")
        console.print(Flow(Line(f" {none.zh}{tail}", "bold")))
    else:
        console.print(Line(f" 核对 {checked} 项：{'，'.join(told)}{tail}", "bold"))
    for text, count in reasons(coverage)[:TOP_REASONS]:
        console.print(Padding(Flow(f"{count} 项：{text.zh}", "dim"), (0, 0, 0, 3), expand=False))
