"""One cause, one finding: broken relations gathered by the figure they share, roundings by table, each with a lasting fingerprint."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from checks.relate import printed
from disclosure.arithmetic import Verdict
from disclosure.document import Document
from disclosure.messages import Text, catalogue, say
from disclosure.quantity import unit
from disclosure.relation import Finding, Relation, Severity

BROKEN = (Verdict.DISCREPANCY, Verdict.SUSPECT_OCR)
RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
INNER = ("table_sum", "table_row_formula", "account_hierarchy", "score_sum", "narrative_sum")
"""Families that speak of one table or sentence: the nearest witness of a wrong figure, so the cause is told by them."""


def gather(document: Document, relations: Sequence[Relation]) -> tuple[Finding, ...]:
    """What people are shown: discrepancies and doubtful readings by cause, explained differences, roundings by table."""
    found = [finding(document, group) for group in repeated(by_cause(relations))]
    found += [finding(document, [relation]) for relation in relations if relation.verdict is Verdict.RECONCILED]
    found += [finding(document, group) for group in _tails(relations)]
    order = {relation.id: n for n, relation in enumerate(relations)}
    return tuple(sorted(found, key=lambda f: (RANK[f.severity], order[f.relations[0]])))


def by_cause(relations: Sequence[Relation]) -> list[list[Relation]]:
    """Broken relations in groups that share a figure and the size of the difference; the telling relation comes first.

    A wrong figure is off by the same amount wherever it is used, so two relations have one cause when a figure stands in both
    and both are off by that amount. The figure in the most broken relations is taken first.
    """
    rest = [relation for relation in relations if relation.verdict in BROKEN]
    sound = Counter(fact for relation in relations if relation.verdict is Verdict.HOLDS for fact in _facts(relation))
    groups: list[list[Relation]] = []
    while rest:
        shared: dict[tuple[str, str], list[Relation]] = defaultdict(list)
        for relation in rest:
            for fact in _facts(relation):
                shared[fact, _size(relation)].append(relation)
        key = max(shared, key=lambda k: (len(shared[k]), -sound[k[0]]), default=None)
        group = shared[key] if key and len(shared[key]) > 1 else [rest[0]]
        groups.append(sorted(group, key=_telling))
        taken = {relation.id for relation in group}
        rest = [relation for relation in rest if relation.id not in taken]
    return groups


def repeated(groups: Sequence[list[Relation]]) -> list[list[Relation]]:
    """The same slip made again (one rule, the same figure printed, the same expected) is one finding with several places."""
    merged: dict[tuple[str, ...], list[Relation]] = {}
    for group in groups:
        first = group[0]
        alike = first.stated is not None and first.expected is not None
        key = (first.rule, first.verdict, printed(first.stated), printed(first.expected)) if alike else (first.id,)
        merged.setdefault(key, []).extend(group)
    return list(merged.values())


def finding(document: Document, group: Sequence[Relation]) -> Finding:
    """The finding of a group of relations, told by the first."""
    first = group[0]
    severity = Severity.INFO if first.verdict in (Verdict.RECONCILED, Verdict.ROUNDING) else first.severity or Severity.ERROR
    fingerprint = _fingerprint(document, first)
    return Finding(
        id=hashlib.sha256(f"{document.id}|{first.id}|{first.verdict}".encode()).hexdigest()[:16],
        rule=first.rule,
        family=first.family,
        status=first.verdict,
        severity=severity,
        fingerprint=fingerprint,
        message=_with_places(message(first, len(group)), group),
        relations=tuple(relation.id for relation in group),
        evidence=first.operands,
        stated=first.stated,
        expected=first.expected,
        delta=first.delta,
        formula=first.formula,
    )


def message(relation: Relation, size: int = 1) -> Text:
    """The relation in words; its own message, else its rule's. Explained and rounded ones get their own frame."""
    key = relation.message or relation.rule
    text = say(key, **relation.args) if key in catalogue() else say("plain", rule=relation.rule, **relation.args)
    if relation.verdict is Verdict.ROUNDING:
        return say("rounding", count=size, zh=text.zh, en=text.en)
    if relation.verdict is Verdict.RECONCILED:
        return say("reconciled", zh=text.zh, en=text.en, delta=printed(relation.delta))
    return text


def _with_places(text: Text, group: Sequence[Relation]) -> Text:
    """The text, with the other pages where the same rule found the same."""
    first = group[0]
    own = {operand.place.page for operand in first.operands}
    alike = [relation for relation in group[1:] if relation.rule == first.rule and relation.operands]
    pages = sorted({relation.operands[0].place.page for relation in alike} - own)
    if not pages or first.verdict is Verdict.ROUNDING:
        return text
    listed = "、".join(map(str, pages))
    return say("again", zh=text.zh, en=text.en, pages=listed)


def _facts(relation: Relation) -> set[str]:
    return {operand.fact.id for operand in relation.operands if operand.fact}


def _size(relation: Relation) -> str:
    """The size of the difference with its unit; relations without one (words) never share a cause by size."""
    if relation.delta is None:
        return relation.id
    like = unit(relation.delta.unit)
    base = abs(relation.delta.value) * like.factor if like else abs(relation.delta.value)
    return f"{base.normalize():f}|{like.dimension if like else ''}"


def _telling(relation: Relation) -> tuple[int, int, int]:
    """Which relation tells a cause best: one of a single table, the most severe, with the fewest figures."""
    severity = RANK[relation.severity or Severity.ERROR]
    return severity, 0 if relation.family in INNER else 1, len(relation.operands)


def _tails(relations: Iterable[Relation]) -> list[list[Relation]]:
    """Roundings by the table or text they stand in."""
    groups: dict[str, list[Relation]] = defaultdict(list)
    for relation in relations:
        if relation.verdict is Verdict.ROUNDING:
            sources = [operand.fact.source for operand in relation.operands if operand.fact and operand.fact.row]
            groups[sources[0] if sources else "text"].append(relation)
    return list(groups.values())


def _fingerprint(document: Document, relation: Relation) -> str:
    """A hash of what is wrong, not of where it was read: it survives a re-run, a re-scan and a new page number."""
    who = (document.org or document.sha256, str(document.fiscal_year), *document.kinds)
    labels = [f"{operand.role}:{operand.label or operand.text}" for operand in relation.operands]
    what = (relation.rule, relation.args.get("subject", ""), printed(relation.stated), printed(relation.expected))
    return hashlib.sha256("\n".join((*who, *what, *labels)).encode()).hexdigest()[:24]
