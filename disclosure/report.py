"""What came of checking several files: everything that is reported, before anyone decides how it is shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from disclosure.arithmetic import Verdict
from disclosure.document import Document
from disclosure.messages import Text
from disclosure.relation import Finding, Relation
from disclosure.settings import Waiver


@dataclass(frozen=True, slots=True)
class Coverage:
    """How often one rule was applied to one document, and what came of it; the verdicts add up to `applicable`.

    `reasons` pairs each reason for being unresolved with how often it was given, the commonest first.
    """

    document: str
    rule: str
    applicable: int = 0
    holds: int = 0
    rounding: int = 0
    discrepancy: int = 0
    reconciled: int = 0
    suspect_ocr: int = 0
    unresolved: int = 0
    undefined: int = 0
    reasons: tuple[tuple[str, int], ...] = ()

    @property
    def checked(self) -> int:
        """Relations that were evaluated, whatever came of it."""
        return self.applicable - self.unresolved - self.undefined

    @property
    def agreed(self) -> int:
        """Relations whose figures agree, exactly or within rounding."""
        return self.holds + self.rounding


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be checked. `code` is that of the error, `message` says what to do."""

    name: str
    code: str
    message: Text


@dataclass(frozen=True, slots=True)
class Report:
    """One run over one or more files. Relations and findings name their document by id in their evidence.

    `expired` are waivers whose last day is over: they have no effect, and people are told.
    """

    documents: tuple[Document, ...] = ()
    relations: tuple[Relation, ...] = ()
    findings: tuple[Finding, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    errors: tuple[Failure, ...] = ()
    expired: tuple[Waiver, ...] = ()


def cover(document: str, rules: Iterable[str], relations: Sequence[Relation]) -> tuple[Coverage, ...]:
    """The coverage of one document, by rule code: every rule that was run, also where it found nothing to apply to."""
    codes = sorted({*rules, *(relation.rule for relation in relations)})
    return tuple(_line(document, code, [r for r in relations if r.rule == code]) for code in codes)


def _line(document: str, code: str, relations: Sequence[Relation]) -> Coverage:
    """One rule's counts."""
    count = Counter(relation.verdict for relation in relations)
    reasons = Counter(relation.reason for relation in relations if relation.reason)
    return Coverage(
        document,
        code,
        len(relations),
        **{verdict.value: count[verdict] for verdict in Verdict},
        reasons=tuple(sorted(reasons.items(), key=lambda item: (-item[1], item[0]))),
    )
