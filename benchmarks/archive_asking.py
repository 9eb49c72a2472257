"""What review screens ask of a large archive, each question many times with other values; how long the answers take.

Takes an open database as `archive_filling` made it; gives milliseconds. Every question is asked in a session of its own.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from benchmarks.archive_filling import RULES, TOPICS, organisation
from disclosure.relation import Severity
from store.database import Database
from store.decisions import State
from store.documents import DocumentFilter, list_documents
from store.dossiers import list_dossiers
from store.facts import FactFilter, load_facts
from store.findings import By, FindingFilter, count_findings, list_findings
from store.runs import due

Ask = Callable[[Session, int], object]


@dataclass(frozen=True)
class Answer:
    """A question, and the seconds of every time it was asked, shortest first."""

    name: str
    seconds: tuple[float, ...]

    def quantile(self, share: float) -> float:
        """Milliseconds within which that share of the answers came."""
        return self.seconds[min(len(self.seconds) - 1, int(share * len(self.seconds)))] * 1000


def asked(database: Database, times: int, offices: int, only: str = "") -> Iterator[Answer]:
    """The answers, one question after the other; a first time that is not counted warms it."""
    for name, ask in questions(offices):
        if only in name:
            seconds = [_timed(database, ask, number) for number in range(times + 1)][1:]
            yield Answer(name, tuple(sorted(seconds)))


def _timed(database: Database, ask: Ask, number: int) -> float:
    began = time.perf_counter()
    with database.reading() as session:
        ask(session, number)
    return time.perf_counter() - began


def questions(offices: int) -> Iterator[tuple[str, Ask]]:
    """Name and question; the second argument of a question is how often it was asked before."""
    yield from _lists(lambda n: organisation(n * 37 % offices))
    yield from _counts(lambda n: organisation(n * 37 % offices))
    yield from _others(lambda n: organisation(n * 37 % offices))


def _lists(org: Callable[[int], str]) -> Iterator[tuple[str, Ask]]:
    def listed(make: Callable[[int], FindingFilter]) -> Ask:
        return lambda session, n: list_findings(session, make(n))

    group = tuple(rule for rule in RULES if rule[0] == "T")
    yield "findings: first page", listed(lambda n: FindingFilter())
    yield "findings: open", listed(lambda n: FindingFilter(states=(State.OPEN,)))
    yield "findings: warnings", listed(lambda n: FindingFilter(severities=(Severity.WARNING,)))
    yield "findings: one rule", listed(lambda n: FindingFilter(rules=(RULES[n * 9 % len(RULES)],)))
    yield "findings: a group of 32 rules", listed(lambda n: FindingFilter(rules=group))
    yield "findings: organisation", listed(lambda n: FindingFilter(organisation=org(n)))
    yield "findings: rare rule and year", listed(lambda n: FindingFilter(rules=(RULES[-1 - n],), fiscal_year=2020 + n % 3))
    yield "findings: year", listed(lambda n: FindingFilter(fiscal_year=2020 + n % 3))
    yield (
        "findings: year, severity, state",
        listed(lambda n: FindingFilter(fiscal_year=2020 + n % 3, severities=(Severity.INFO,), states=(State.OPEN,))),
    )
    yield "findings: dossier", listed(lambda n: FindingFilter(dossier=1 + n))
    yield "findings: frequent words", listed(lambda n: FindingFilter(text=TOPICS[n % len(TOPICS)]))
    yield "findings: rare words", listed(lambda n: FindingFilter(text=f"{43210 + n * 7}."))
    yield "findings: words that no one says", listed(lambda n: FindingFilter(text=f"没有这样的话{n}"))


def _counts(org: Callable[[int], str]) -> Iterator[tuple[str, Ask]]:
    def counted(by: By, make: Callable[[int], FindingFilter]) -> Ask:
        return lambda session, n: count_findings(session, make(n), by)

    for by in By:
        yield f"counts: all by {by}", counted(by, lambda n: FindingFilter())
    yield "counts: open by rule", counted(By.RULE, lambda n: FindingFilter(states=(State.OPEN,)))
    yield "counts: a year by rule", counted(By.RULE, lambda n: FindingFilter(fiscal_year=2020 + n % 3))
    yield "counts: an organisation by rule", counted(By.RULE, lambda n: FindingFilter(organisation=org(n)))
    yield "counts: words by rule", counted(By.RULE, lambda n: FindingFilter(text=TOPICS[n % len(TOPICS)]))


def _others(org: Callable[[int], str]) -> Iterator[tuple[str, Ask]]:
    yield "documents: first page", lambda s, n: list_documents(s, DocumentFilter())
    yield "documents: year", lambda s, n: list_documents(s, DocumentFilter(fiscal_year=2020 + n % 3))
    yield "documents: part of a name", lambda s, n: list_documents(s, DocumentFilter(text=org(n)[2:7]))
    yield "documents: a name that none has", lambda s, n: list_documents(s, DocumentFilter(text=f"没有的单位{n}"))
    yield "dossiers: first page", lambda s, n: list_dossiers(s)
    yield "dossiers: part of a name", lambda s, n: list_dossiers(s, org(n)[2:7])
    yield "dossiers: a name that none has", lambda s, n: list_dossiers(s, f"没有的单位{n}")
    yield "figures: of an organisation", lambda s, n: load_facts(s, FactFilter(organisation=org(n)), limit=100)
    yield "due documents", lambda s, n: due(s, "another version")
