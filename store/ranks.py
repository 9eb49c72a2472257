"""The order of findings in lists, as one small number: by severity, and within it by how sure it is that the document is wrong."""

from __future__ import annotations

from disclosure.arithmetic import Verdict
from disclosure.relation import Severity

_SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.INFO)
_VERDICTS = (
    Verdict.DISCREPANCY,
    Verdict.SUSPECT_OCR,
    Verdict.RECONCILED,
    Verdict.ROUNDING,
    Verdict.UNRESOLVED,
    Verdict.UNDEFINED,
    Verdict.HOLDS,
)
_STEP = 10


def rank_of(severity: Severity, verdict: Verdict) -> int:
    """The place of such a finding in lists. It is stored: the numbers of a released version never change."""
    return _STEP * _SEVERITIES.index(severity) + _VERDICTS.index(verdict)


def severity_of(rank: int) -> Severity:
    """The severity in a rank."""
    return _SEVERITIES[rank // _STEP]


def verdict_of(rank: int) -> Verdict:
    """The verdict in a rank."""
    return _VERDICTS[rank % _STEP]


def ranks_of(severities: tuple[Severity, ...], verdicts: tuple[Verdict, ...]) -> list[int]:
    """Every rank of these severities and verdicts; none given stands for all."""
    return sorted(rank_of(severity, verdict) for severity in severities or _SEVERITIES for verdict in verdicts or _VERDICTS)
