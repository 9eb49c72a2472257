"""What a whole archive came to: totals, charts and the rows of its lists, before anyone decides how they are shown.

Counts are of findings as the last checks left them. Words of the contract (severity, status, state) are its own; time has a zone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from disclosure.arithmetic import Verdict
from disclosure.messages import Text
from disclosure.relation import Finding, Severity
from disclosure.report import Coverage

SETTLED = (Verdict.RECONCILED, Verdict.ROUNDING)
"""Verdicts of findings that explain themselves."""

DECIDED = ("dismissed", "explained")
"""States in which nobody has anything left to do."""

Counts = tuple[tuple[str, int], ...]
"""Words of the contract and how often each occurs."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart: open findings that are errors or warnings, and hints beside them. `key` is a rule's code, a name or a year."""

    key: str
    label: Text
    wrong: int
    hints: int

    @property
    def total(self) -> int:
        """Its whole length."""
        return self.wrong + self.hints


@dataclass(frozen=True, slots=True)
class RuleTotals:
    """One rule over the whole archive: how often it applied, what came of it, and its open findings."""

    code: str
    title: str
    family: str
    severity: str
    coverage: Coverage
    wrong: int = 0
    hints: int = 0


@dataclass(frozen=True, slots=True)
class UnreadFile:
    """A file of some batch that could not be read, and has not been read since. `code` is that of the error."""

    path: str
    code: str
    message: Text


@dataclass(frozen=True, slots=True)
class Cause:
    """Why files could not be read: the error's code, how many files, and the first of them."""

    code: str
    count: int
    first: tuple[UnreadFile, ...]


@dataclass(frozen=True, slots=True)
class FiledDocument:
    """A document with what its last check came to; `current` where that was by the rules of today."""

    id: str
    name: str
    organisation: str | None
    fiscal_year: int | None
    kinds: tuple[str, ...]
    level: str | None
    pages: int
    figures: int
    scanned: bool
    current: bool
    checked: int
    agreed: int
    unresolved: int
    severities: dict[str, int]


@dataclass(frozen=True, slots=True)
class FiledFinding:
    """A finding as a row. `subject` is a document's id or a dossier; `page` is None where the document has no pages of its own."""

    id: int
    subject: str
    document: str
    organisation: str | None
    fiscal_year: int | None
    rule: str
    family: str
    status: Verdict
    severity: Severity
    state: str
    waived: bool
    message: Text
    page: int | None
    fingerprint: str
    first_seen: datetime
    last_seen: datetime
    whole: Finding | None = None
    """With its evidence, where that was asked for."""

    @property
    def settled(self) -> bool:
        """Whether nobody has anything left to do: explained, waived, or decided by a person."""
        return self.waived or self.status in SETTLED or self.state in DECIDED


@dataclass(frozen=True, slots=True)
class Overview:
    """The archive as a whole.

    `version` is that of the rules of today; `current` counts documents that were last checked by them, `due` those that wait for a
    check, the others were checked by older rules. `waiting` are files of batches that were never finished. The severities count
    open findings, the verdicts and states all that are there.
    """

    made_at: datetime
    program: str
    database: str
    version: str
    documents: int
    scanned: int
    pages: int
    figures: int
    current: int
    due: int
    waiting: int
    unread: int
    findings: int
    waived: int
    severities: Counts
    verdicts: Counts
    states: Counts
    rules: tuple[RuleTotals, ...]
    organisations: tuple[Bar, ...]
    years: tuple[Bar, ...]
    causes: tuple[Cause, ...]

    @property
    def coverage(self) -> Coverage:
        """All rules together."""
        names = ("applicable", *(verdict.value for verdict in Verdict))
        return Coverage("", "", **{name: sum(getattr(line.coverage, name) for line in self.rules) for name in names})

    @property
    def older(self) -> int:
        """Documents that were last checked by other rules than those of today."""
        return self.documents - self.current - self.due

    @property
    def charted(self) -> tuple[Bar, ...]:
        """The rules with open findings, the most frequent first."""
        bars = (Bar(line.code, Text(line.title, line.code), line.wrong, line.hints) for line in self.rules)
        return tuple(sorted((bar for bar in bars if bar.total), key=lambda bar: (-bar.wrong, -bar.hints, bar.key)))

    @property
    def wrong(self) -> int:
        """Open errors and warnings."""
        return sum(count for name, count in self.severities if name != Severity.INFO.value)

    @property
    def hints(self) -> int:
        """Open hints."""
        return dict(self.severities).get(Severity.INFO.value, 0)
