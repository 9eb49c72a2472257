"""Two versions of one document beside each other: what became of the findings, and which figures are not the same."""

from __future__ import annotations

from dataclasses import dataclass

from disclosure.relation import Evidence, Finding


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure of both versions whose value is not the same, or one that only one of them has (the other side is None)."""

    label: str
    old: Evidence | None
    new: Evidence | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """`gone` are findings of the old version only, `new` of the new one only; `still` pairs (old, new) that tell the same.

    `old_id` and `new_id` are the ids of the two documents.
    """

    old_id: str
    new_id: str
    gone: tuple[Finding, ...]
    still: tuple[tuple[Finding, Finding], ...]
    new: tuple[Finding, ...]
    figures: tuple[FigureChange, ...]
