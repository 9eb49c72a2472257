"""What an overview says of itself, line by line: made by whom, when, from what, by which rules, and how much there is."""

from __future__ import annotations

from disclosure.messages import Text, say
from disclosure.overview import Overview

Told = tuple[Text, str | int]
"""A name and its value."""


def about(overview: Overview) -> list[Told]:
    """Every line, for the first sheet of the workbook."""
    coverage = overview.coverage
    counts = {
        "documents": overview.documents,
        "scanned_documents": overview.scanned,
        "pages": overview.pages,
        "figures": overview.figures,
        "checked": coverage.checked,
        "agreed": coverage.agreed,
        "unresolved": coverage.unresolved + coverage.undefined,
        "findings": overview.findings,
        "wrong": overview.wrong,
        "hints": overview.hints,
        "waived": overview.waived,
        "unread": overview.unread,
        "waiting": overview.waiting,
    }
    told: list[Told] = [(say(f"report.column.{name}"), count) for name, count in counts.items()]
    return [*origin(overview), *_checks(overview), *told]


def origin(overview: Overview) -> list[Told]:
    """Who made it, when, from which database and by which rules."""
    return [
        (say("report.about.program"), overview.program),
        (say("report.about.made"), f"{overview.made_at.astimezone():%Y-%m-%d %H:%M %z}"),
        (say("report.about.database"), overview.database),
        (say("report.about.version"), overview.version),
    ]


def _checks(overview: Overview) -> list[Told]:
    """How many documents were checked by these rules, by older ones, and not yet."""
    counts = {"current": overview.current, "older": overview.older, "due": overview.due}
    return [(say(f"report.about.{name}"), count) for name, count in counts.items()]
