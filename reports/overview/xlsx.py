"""The workbook: who made it and when, then findings, documents, rules and files that could not be read, ready to be filtered.

Written row by row, so that its size needs no memory. No text of a document can become a formula, and what XML forbids is replaced.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain, islice
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from disclosure.messages import say
from disclosure.overview import FiledDocument, FiledFinding, Overview, RuleTotals, UnreadFile
from reports.overview.facts import about
from reports.words import word

RISKY = frozenset("=+-@\t\r＝＋－＠")
"""Leading characters at which a spreadsheet may take a text for a formula, also after the workbook was saved as CSV."""

LONGEST = 32_000
"""Characters of a cell; Excel takes 32,767."""

ROWS = 1_000_000
"""Rows of a sheet, below Excel's 1,048,576; what is more goes on in another one."""

BOLD, WASH = Font(bold=True), PatternFill("solid", fgColor="EFECE4")
WRAPPED = Alignment(wrap_text=True, vertical="top")

Column = tuple[str, int]
"""Key of the heading (`report.…`) and width in characters."""

Value = str | int | None

FINDINGS: tuple[Column, ...] = (
    *(("organisation", 28), ("year", 8), ("document", 34), ("rule", 8), ("title", 34), ("message", 70), ("english", 50)),
    *(("page", 8), ("severity", 10), ("status", 12), ("state", 12), ("waived", 8), ("first_seen", 18), ("last_seen", 18)),
    *(("fingerprint", 20), ("subject", 20)),
)
DOCUMENTS: tuple[Column, ...] = (
    *(("organisation", 28), ("year", 8), ("document", 40), ("kinds", 20), ("level", 10), ("pages", 8), ("figures", 10)),
    *(("scanned", 8), ("errors", 8), ("warnings", 8), ("hints", 8), ("checked", 12), ("agreed", 12), ("unresolved", 12)),
    *(("current", 16), ("subject", 20)),
)
RULES: tuple[Column, ...] = (
    *(("rule", 8), ("title", 50), ("family", 16), ("severity", 10), ("wrong", 14), ("hints", 10), ("applied", 10)),
    *(("holds", 10), ("rounding", 10), ("discrepancy", 10), ("reconciled", 10), ("suspect_ocr", 10)),
    *(("unresolved", 12), ("undefined", 12)),
)
UNREAD: tuple[Column, ...] = (("file", 60), ("code", 20), ("message", 70), ("english", 60))


def write(
    overview: Overview,
    findings: Iterable[FiledFinding],
    documents: Iterable[FiledDocument],
    unread: Iterable[UnreadFile],
    path: Path,
) -> None:
    """The workbook into the file."""
    book = Workbook(write_only=True)
    book.properties.creator = overview.program
    _first(book, overview)
    titles = {line.code: line.title for line in overview.rules}
    _sheets(book, "report.sheet.findings", FINDINGS, (_finding(one, titles) for one in findings))
    _sheets(book, "report.sheet.documents", DOCUMENTS, (_document(one) for one in documents))
    _sheets(book, "report.sheet.rules", RULES, (_rule(one) for one in overview.rules))
    _sheets(book, "report.sheet.unread", UNREAD, ((one.path, one.code, one.message.zh, one.message.en) for one in unread))
    book.save(path)


def safe(text: str) -> str:
    """The text as a cell may hold it: an apostrophe before what could run as a formula, nothing that XML forbids."""
    clean = ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", text)[:LONGEST]
    risky = clean[:1] in RISKY or clean.lstrip()[:1] in RISKY
    return f"'{clean}" if clean and risky else str(clean)


def _first(book: Any, overview: Overview) -> None:
    """Who made it, when, from what, and what it came to."""
    title = say("report.sheet.about")
    sheet = book.create_sheet(title.zh)
    for letter, width in (("A", 22), ("B", 34), ("C", 70)):
        sheet.column_dimensions[letter].width = width
    for name, value in about(overview):
        sheet.append([_cell(sheet, safe(name.zh), BOLD), safe(name.en), safe(value) if isinstance(value, str) else value])


def _sheets(book: Any, key: str, columns: Sequence[Column], rows: Iterable[Sequence[Value]]) -> None:
    """A table on a sheet of its own, on several where it is too long for one."""
    left = iter(rows)
    number = 1
    while True:
        first = next(left, None)
        if first is None and number > 1:
            return
        part = chain([first] if first is not None else [], islice(left, ROWS - 1))
        _sheet(book, say(key).zh + (f" {number}" if number > 1 else ""), columns, part)
        number += 1


def _sheet(book: Any, name: str, columns: Sequence[Column], rows: Iterable[Sequence[Value]]) -> None:
    """One table: its heading stays in sight and can be filtered."""
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    for number, (_, width) in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    headings = (say(f"report.column.{column}") for column, _ in columns)
    sheet.append([_cell(sheet, f"{heading.zh} {heading.en}", BOLD, WASH) for heading in headings])
    wide = {number for number, (_, width) in enumerate(columns) if width >= 50}
    count = 1
    for row in rows:
        sheet.append(list(_cells(sheet, row, wide)))
        count += 1
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{count}"


def _cells(sheet: Any, row: Sequence[Value], wide: set[int]) -> Iterator[Any]:
    """The values of a row; long texts may break."""
    for number, value in enumerate(row):
        shown = safe(value) if isinstance(value, str) else value
        yield _cell(sheet, shown) if number in wide else shown


def _cell(sheet: Any, value: Value, font: Font | None = None, fill: PatternFill | None = None) -> Any:
    """A cell whose text may break."""
    cell = WriteOnlyCell(sheet, value=value)
    cell.alignment = WRAPPED
    if font is not None:
        cell.font = font
    if fill is not None:
        cell.fill = fill
    return cell


def _finding(one: FiledFinding, titles: dict[str, str]) -> tuple[Value, ...]:
    return (
        *(one.organisation, one.fiscal_year, one.document or say("report.dossier").zh, one.rule, titles.get(one.rule, "")),
        *(one.message.zh, one.message.en, one.page, word("severity", one.severity.value).zh),
        *(word("verdict", one.status.value).zh, word("report.state", one.state).zh, _yes(one.waived)),
        *(moment(one.first_seen), moment(one.last_seen), one.fingerprint, one.subject),
    )


def _document(one: FiledDocument) -> tuple[Value, ...]:
    kinds = "、".join(word("kind", kind).zh for kind in one.kinds)
    level = word("level", one.level).zh if one.level else ""
    return (
        *(one.organisation, one.fiscal_year, one.name, kinds, level, one.pages, one.figures, _yes(one.scanned)),
        *one.severities.values(),
        *(one.checked, one.agreed, one.unresolved),
        *(say("report.current" if one.current else "report.outdated").zh, one.id),
    )


def _rule(one: RuleTotals) -> tuple[Value, ...]:
    line = one.coverage
    family, severity = word("family", one.family).zh, word("severity", one.severity).zh
    return (
        *(one.code, one.title, family, severity, one.wrong, one.hints, line.applicable, line.holds, line.rounding),
        *(line.discrepancy, line.reconciled, line.suspect_ocr, line.unresolved, line.undefined),
    )


def _yes(value: bool) -> str:
    return say("report.yes").zh if value else ""


def moment(value: datetime) -> str:
    """A moment where the reader is, to the minute."""
    return f"{value.astimezone():%Y-%m-%d %H:%M}"
