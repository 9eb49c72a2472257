"""Waivers: findings that someone has decided to live with for a while are set aside, with the reason beside them.

Takes findings and waivers, gives the findings, those that a waiver fits carrying it. Nothing is dropped and no verdict changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from fnmatch import fnmatchcase

from disclosure.document import Document
from disclosure.relation import Finding
from disclosure.settings import Waiver, normal


def in_force(waivers: Iterable[Waiver], today: date) -> tuple[tuple[Waiver, ...], tuple[Waiver, ...]]:
    """The waivers that still hold, and those whose last day is over."""
    waivers = tuple(waivers)
    return tuple(w for w in waivers if not w.expired(today)), tuple(w for w in waivers if w.expired(today))


def waive(document: Document, findings: Iterable[Finding], waivers: Sequence[Waiver]) -> tuple[Finding, ...]:
    """The findings of the document; one that a waiver fits carries the first such."""
    mine = [waiver for waiver in waivers if _in_document(waiver, document)]
    return tuple(replace(f, waived=next((w for w in mine if _fits(w, f)), None)) for f in findings)


def _in_document(waiver: Waiver, document: Document) -> bool:
    name = not waiver.document or fnmatchcase(document.name, waiver.document)
    pattern = normal(waiver.organisation)
    return name and (not pattern or fnmatchcase(normal(document.org or ""), pattern))


def _fits(waiver: Waiver, finding: Finding) -> bool:
    return (not waiver.rule or waiver.rule == finding.rule) and finding.fingerprint.startswith(waiver.fingerprint)
