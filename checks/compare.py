"""Is it fixed? A corrected version against the one before: findings gone, still there and new, and every figure that changed.

Takes two documents with their findings. Findings are the same by their fingerprint, else where the same rule says the same of the same
figures by name (only the numbers moved). Figures are matched by what they stand under: table, row and column, or the sentence without its
digits; what stands there several times is matched in order. Refuses nothing: figures without a counterpart are told as such.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from checks import relate
from checks.narrative import squeeze
from disclosure.comparison import Comparison, FigureChange
from disclosure.document import Document
from disclosure.fact import Fact
from disclosure.relation import Evidence, Finding

_DIGITS = re.compile(r"[-−－]?\d[\d,，]*(?:\.\d+)?")
Key = tuple[str, ...]


def compare(old: Document, before: Sequence[Finding], new: Document, after: Sequence[Finding]) -> Comparison:
    """The comparison; findings keep the order of their documents."""
    pairs = _paired(before, after)
    settled = {one.id for one, _ in pairs}, {other.id for _, other in pairs}
    gone = tuple(finding for finding in before if finding.id not in settled[0])
    fresh = tuple(finding for finding in after if finding.id not in settled[1])
    return Comparison(old.id, new.id, gone, tuple(pairs), fresh, tuple(figures_changed(old, new)))


def _paired(before: Sequence[Finding], after: Sequence[Finding]) -> list[tuple[Finding, Finding]]:
    """Findings that tell the same: first by fingerprint, then by rule and the names of what is compared."""
    left, pairs = list(after), list[tuple[Finding, Finding]]()
    for same in (_fingerprint, _told_of):
        taken = {one.id for one, _ in pairs}
        for finding in before:
            match = next((other for other in left if same(other) == same(finding)), None) if finding.id not in taken else None
            if match:
                left.remove(match)
                pairs.append((finding, match))
    order = {finding.id: n for n, finding in enumerate(before)}
    return sorted(pairs, key=lambda pair: order[pair[0].id])


def _fingerprint(finding: Finding) -> Key:
    return (finding.fingerprint,)


def _told_of(finding: Finding) -> Key:
    """Rule and status, and what each figure is called; a sentence's figures by the sentence without its digits."""
    return (finding.rule, finding.status.value, *(f"{e.role}:{e.label}:{_masked(e.quote)}" for e in finding.evidence))


def figures_changed(old: Document, new: Document) -> Iterator[FigureChange]:
    """Every figure whose value differs, in the order of the new version; then those that are gone."""
    before, after = _placed(old), _placed(new)
    for key, facts in after.items():
        for was, now in zip_longest(before.get(key, ()), facts):
            if was is None or now is None or _differ(was, now):
                yield FigureChange(_label(now or was), _shown(old, was), _shown(new, now))
    for key, facts in before.items():
        if key not in after:
            yield from (FigureChange(_label(fact), _shown(old, fact), None) for fact in facts if not fact.blank)


def _placed(document: Document) -> dict[Key, list[Fact]]:
    """The figures by what they stand under."""
    found: dict[Key, list[Fact]] = {}
    for key, fact in (*_in_tables(document), *_in_forms(document), *_in_sentences(document)):
        found.setdefault(key, []).append(fact)
    return found


def _in_tables(document: Document) -> Iterator[tuple[Key, Fact]]:
    for schedule in document.schedules:
        rows = {row.id: (row.code or "", row.label, str(row.lane)) for row in schedule.rows}
        columns = {column.id: "/".join(column.path) for column in schedule.columns}
        for fact in schedule.facts:
            yield (
                (
                    "table",
                    schedule.kind,
                    _masked(schedule.title),
                    *rows.get(fact.row or "", ()),
                    columns.get(fact.column or "", ""),
                ),
                fact,
            )


def _in_forms(document: Document) -> Iterator[tuple[Key, Fact]]:
    for form in document.evaluations:
        yield from ((("form", form.level, form.subject, fact.label, fact.measure.value), fact) for fact in form.facts)


def _in_sentences(document: Document) -> Iterator[tuple[Key, Fact]]:
    for sentence in document.sentences:
        text = _masked(sentence.text)
        yield from ((("sentence", text, str(n)), fact) for n, fact in enumerate(sentence.facts))


def _masked(text: str) -> str:
    return _DIGITS.sub("#", squeeze(text).text)


def _differ(was: Fact, now: Fact) -> bool:
    """Whether another number is printed, or the same in another unit; an empty cell is not a zero."""
    if was.blank or now.blank:
        return was.blank != now.blank
    return was.quantity.base != now.quantity.base or was.quantity.dimension != now.quantity.dimension


def _label(fact: Fact | None) -> str:
    return relate.tidy(fact.label or fact.indicator) if fact else ""


def _shown(document: Document, fact: Fact | None) -> Evidence | None:
    return relate.evidence(document, fact) if fact else None
