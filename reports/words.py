"""The words for the terms of the contract, in Chinese first; a term that has none is shown as it is."""

from __future__ import annotations

from collections.abc import Sequence

from disclosure.messages import Text, catalogue
from disclosure.report import Coverage


def word(group: str, term: str) -> Text:
    """What people read for a verdict, severity, family, role, kind, level, entity or reason."""
    return catalogue().get(f"{group}.{term}", Text(term, term))


def reasons(coverage: Sequence[Coverage]) -> list[tuple[Text, int]]:
    """Why relations could not be evaluated, over all rules, the commonest first."""
    counts: dict[str, int] = {}
    for line in coverage:
        for reason, count in line.reasons:
            counts[reason] = counts.get(reason, 0) + count
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [(word("reason", reason), count) for reason, count in ordered]
