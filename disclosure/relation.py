"""Relations and findings: what was checked, what came of it, and the evidence one can look at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from disclosure.arithmetic import Verdict
from disclosure.fact import Fact, Place
from disclosure.messages import Text
from disclosure.settings import Waiver


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Amount:
    """A value in a unit as people would print it: 22.93 %."""

    value: Decimal
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing to look at: a figure in a role (stated, operand, note), or words without a figure (`fact` None)."""

    role: str
    document: str
    place: Place
    text: str
    quote: str = ""
    label: str = ""
    fact: Fact | None = None


def between(evidence: Iterable[Evidence]) -> bool:
    """Whether it lies in more than one document."""
    return len({item.document for item in evidence}) > 1


@dataclass(frozen=True, slots=True)
class Relation:
    """One check of the catalogue applied once.

    `reason` says why it is unresolved; `formula` is the equation with its numbers as printed; `args` fill the rule's message.
    `rule`, `family`, `severity` and `id` are stamped by the runner from the rule that made it.
    """

    verdict: Verdict
    operands: tuple[Evidence, ...]
    stated: Amount | None = None
    expected: Amount | None = None
    delta: Amount | None = None
    formula: str = ""
    reason: str | None = None
    message: str = ""
    """Key of the message catalogue; empty for the rule's own."""
    args: dict[str, str] = field(default_factory=dict)
    rule: str = ""
    family: str = ""
    severity: Severity | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What people are shown. `relations` are ids, the cause first; the fingerprint survives re-runs and re-scans.

    `waived` is the waiver that sets it aside: it is still told, apart and with its reason, and counts for no exit status.
    """

    id: str
    rule: str
    family: str
    status: Verdict
    severity: Severity
    fingerprint: str
    message: Text
    relations: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    stated: Amount | None = None
    expected: Amount | None = None
    delta: Amount | None = None
    formula: str = ""
    waived: Waiver | None = None
