"""The overview of a whole archive, gathered from its database: nothing is opened, read or checked.

Takes an open session; gives the totals at once and the lists as iterators, a slice at a time, so that an archive of any size fits.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from importlib.metadata import version as installed

from sqlalchemy.orm import Session

from checks.registry import all_rules
from disclosure.arithmetic import Verdict
from disclosure.messages import Text, say
from disclosure.overview import DECIDED, SETTLED, Bar, Cause, FiledDocument, FiledFinding, Overview, RuleTotals, UnreadFile
from disclosure.relation import Severity
from disclosure.report import Coverage
from store import overview as stored
from store.decisions import PRESENT, State
from store.documents import DocumentFilter, StoredDocument, list_documents
from store.findings import By, FindingFilter, ListedFinding, count_findings, list_findings
from store.ledger import total_coverage
from workers.stages import CHECKS

SLICE = 500
"""Rows of one slice."""

ALL = 10**9
"""As many values as there are."""

EXAMPLES = 5
"""Files that are named for each cause."""

LAID_OUT = (".docx", ".xlsx", ".xlsm", ".html", ".htm", ".mhtml")
"""What has no pages of its own: the number of a page would only be that of our layout."""

_UNDECIDED = tuple(state for state in PRESENT if state.value not in DECIDED)
_BROKEN = tuple(verdict for verdict in Verdict if verdict not in SETTLED)
OPEN = FindingFilter(states=_UNDECIDED, verdicts=_BROKEN, waived=False)
"""The findings that somebody still has to look at."""

PARTS = (
    OPEN,
    FindingFilter(states=_UNDECIDED, verdicts=SETTLED, waived=False),
    FindingFilter(states=_UNDECIDED, waived=True),
    FindingFilter(states=tuple(State(state) for state in DECIDED)),
)
"""All findings that are there, each in one part, those to look at first."""

_WRONG, _HINTS = (Severity.ERROR, Severity.WARNING), (Severity.INFO,)


@dataclass(frozen=True)
class Archive:
    """A database as one archive; `name` is its address without a password. The session stays open while it is read."""

    session: Session
    name: str

    @cached_property
    def overview(self) -> Overview:
        """The totals."""
        sums, versions = stored.sums(self.session), stored.versions(self.session)
        unread, causes = self._causes()
        return Overview(
            made_at=datetime.now(UTC),
            program=f"gouji {installed('gouji')}",
            database=self.name,
            version=CHECKS.version,
            documents=sums.documents,
            scanned=sums.scanned,
            pages=sums.pages,
            figures=sums.facts,
            current=versions.get(CHECKS.version, 0),
            due=versions.get("", 0),
            waiting=stored.waiting(self.session),
            unread=unread,
            findings=sum(count for _, count in self._counts(FindingFilter(), By.STATE)),
            waived=sum(count for _, count in self._counts(FindingFilter(waived=True), By.STATE)),
            severities=self._severities(),
            verdicts=self._counts(FindingFilter(), By.VERDICT),
            states=self._counts(FindingFilter(), By.STATE),
            rules=self._rules(),
            organisations=self._organisations(),
            years=self._years(),
            causes=causes,
        )

    def findings(self, *, whole: bool = False) -> Iterator[FiledFinding]:
        """Every finding that is there, those to look at first, then by severity; with its evidence, if wanted."""
        for part in PARTS:
            cursor: str | None = ""
            while cursor is not None:
                found = list_findings(self.session, part, cursor, SLICE)
                bodies = stored.whole_findings(self.session, [one.id for one in found.items]) if whole else {}
                for one in found.items:
                    yield replace(_filed(one, self.laid_out), whole=bodies.get(one.id))
                cursor = found.next

    def documents(self) -> Iterator[FiledDocument]:
        """Every document, the latest first."""
        cursor: str | None = ""
        while cursor is not None:
            found = list_documents(self.session, DocumentFilter(), cursor, SLICE)
            sums = stored.subject_sums(self.session, [document.id for document in found.items])
            for document in found.items:
                yield _document(document, sums.get(document.id, stored.SubjectSums()))
            cursor = found.next

    def unread(self) -> Iterator[UnreadFile]:
        """Every file that could not be read, and why, also where nobody was left to say so."""
        for file in stored.unread(self.session):
            reason = "report.worker_lost" if file.code == "worker_lost" else "report.no_message"
            yield file if file.message.zh else replace(file, message=say(reason))

    @cached_property
    def laid_out(self) -> frozenset[str]:
        """The ids of documents without pages of their own."""
        return stored.laid_out(self.session, LAID_OUT)

    def _counts(self, wanted: FindingFilter, by: By) -> tuple[tuple[str, int], ...]:
        """How many findings fit, by one side; nothing known is ''."""
        counted = count_findings(self.session, wanted, by, ALL)
        return tuple(("" if value is None else str(value), count) for value, count in counted)

    def _severities(self) -> tuple[tuple[str, int], ...]:
        """Open findings by severity, the gravest first."""
        counts = dict(self._counts(OPEN, By.SEVERITY))
        return tuple((severity.value, counts[severity.value]) for severity in Severity if severity.value in counts)

    def _sides(self, by: By) -> dict[str, tuple[int, int]]:
        """Open errors and warnings, and open hints, by one side."""
        wrong = dict(self._counts(replace(OPEN, severities=_WRONG), by))
        hints = dict(self._counts(replace(OPEN, severities=_HINTS), by))
        return {key: (wrong.get(key, 0), hints.get(key, 0)) for key in {**wrong, **hints}}

    def _rules(self) -> tuple[RuleTotals, ...]:
        """Every rule of today, and those of older checks that left something behind, by code."""
        known = {rule.code: rule for rule in all_rules()}
        coverage = {line.rule: line for line in total_coverage(self.session)}
        counts = self._sides(By.RULE)
        lines = []
        for code in sorted({*known, *coverage, *counts}):
            rule = known.get(code)
            told = (rule.title, rule.family, rule.severity.value) if rule else ("", "", "")
            lines.append(RuleTotals(code, *told, coverage.get(code, Coverage("", code)), *counts.get(code, (0, 0))))
        return tuple(lines)

    def _organisations(self) -> tuple[Bar, ...]:
        """Those with open findings, most first."""
        names, nobody = stored.organisation_names(self.session), say("report.no_organisation")
        bars = [
            Bar(key, Text(names.get(key, key), names.get(key, key)) if key else nobody, *counts)
            for key, counts in self._sides(By.ORGANISATION).items()
        ]
        return tuple(sorted(bars, key=lambda bar: (-bar.wrong, -bar.hints, bar.key)))

    def _years(self) -> tuple[Bar, ...]:
        """The latest first, unknown last."""
        sides = sorted(self._sides(By.YEAR).items(), key=lambda item: item[0], reverse=True)
        nothing = say("report.no_year")
        return tuple(Bar(key, Text(f"{key} 年", key) if key else nothing, *counts) for key, counts in sides)

    def _causes(self) -> tuple[int, tuple[Cause, ...]]:
        """How many files could not be read, and why, the commonest first."""
        counts: Counter[str] = Counter()
        first: dict[str, list[UnreadFile]] = {}
        for file in self.unread():
            counts[file.code] += 1
            if counts[file.code] <= EXAMPLES:
                first.setdefault(file.code, []).append(file)
        causes = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        return counts.total(), tuple(Cause(code, count, tuple(first[code])) for code, count in causes)


def _filed(one: ListedFinding, laid_out: frozenset[str]) -> FiledFinding:
    """The finding as a row; a page is only told where it is one of the document that is named beside it."""
    paged = one.document and one.subject not in laid_out
    return FiledFinding(
        one.id,
        one.subject,
        one.document,
        one.organisation,
        one.fiscal_year,
        one.rule,
        one.family,
        one.verdict,
        one.severity,
        one.state.value,
        one.waived,
        one.message,
        one.page if paged else None,
        one.fingerprint,
        one.first_seen,
        one.last_seen,
    )


def _document(document: StoredDocument, sums: stored.SubjectSums) -> FiledDocument:
    """The document with the sums of its last check, and its open findings by severity."""
    own, counts = document.identity, Coverage(document.id, "", reasons=(), **sums.counts)
    open_ones: Counter[str] = Counter()
    for severity, verdict, state, waived, count in sums.findings:
        if not waived and verdict not in SETTLED and state not in DECIDED:
            open_ones[severity] += count
    return FiledDocument(
        document.id,
        document.name,
        own.org,
        own.fiscal_year,
        own.kinds,
        own.level,
        document.pages,
        document.facts,
        document.scanned,
        sums.version == CHECKS.version,
        counts.checked,
        counts.agreed,
        counts.unresolved,
        {severity.value: open_ones[severity.value] for severity in Severity},
    )
