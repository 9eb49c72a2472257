"""Which broken relations have one cause: those that share a figure and are off by the same amount.

A wrong figure is off by the same amount wherever it is used. Takes relations, gives groups of them, the most telling first.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from checks.relate import printed
from disclosure.arithmetic import Verdict
from disclosure.quantity import unit
from disclosure.relation import Relation, Severity

BROKEN = (Verdict.DISCREPANCY, Verdict.SUSPECT_OCR)
RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
INNER = ("table_sum", "table_row_formula", "account_hierarchy", "score_sum", "narrative_sum")
"""Families that speak of one table or sentence: the nearest witness of a wrong figure, so the cause is told by them."""


def by_cause(relations: Sequence[Relation]) -> list[list[Relation]]:
    """Broken relations in groups of one cause; the figure in the most broken and fewest sound relations is taken first."""
    rest = [relation for relation in relations if relation.verdict in BROKEN]
    sound = Counter(fact for relation in relations if relation.verdict is Verdict.HOLDS for fact in _facts(relation))
    groups: list[list[Relation]] = []
    while rest:
        shared: dict[tuple[str, str], list[Relation]] = defaultdict(list)
        for relation in rest:
            for fact in _facts(relation):
                shared[fact, _size(relation)].append(relation)
        key = max(shared, key=lambda k: (len(shared[k]), -sound[k[0]]), default=None)
        group, cause = (shared[key], key[0]) if key and len(shared[key]) > 1 else ([rest[0]], "")
        groups.append(sorted(group, key=lambda relation: _telling(relation, cause)))
        taken = {relation.id for relation in group}
        rest = [relation for relation in rest if relation.id not in taken]
    return groups


def culprit(group: Sequence[Relation]) -> str | None:
    """The id of the one figure that stands in every relation of the cause; None for a single relation, or where two figures do."""
    own = [_facts(relation) for relation in group if _facts(relation) & _facts(group[0])]
    common = set.intersection(*own) if len(own) > 1 else set()
    return common.pop() if len(common) == 1 else None


def repeated(groups: Sequence[list[Relation]]) -> list[list[Relation]]:
    """The same slip made again (one rule, the same figure printed, the same expected) is one finding with several places."""
    merged: dict[tuple[str, ...], list[Relation]] = {}
    for group in groups:
        first = group[0]
        alike = first.stated is not None and first.expected is not None
        key = (first.rule, first.verdict, printed(first.stated), printed(first.expected)) if alike else (first.id,)
        merged.setdefault(key, []).extend(group)
    return list(merged.values())


def explained(relations: Iterable[Relation]) -> list[list[Relation]]:
    """Differences that a note explains, gathered where the same two figures stand against each other; the fullest evidence first."""
    groups: dict[frozenset[str], list[Relation]] = defaultdict(list)
    for relation in relations:
        if relation.verdict is Verdict.RECONCILED:
            groups[_sides(relation)].append(relation)
    return [sorted(group, key=lambda relation: -len(relation.operands)) for group in groups.values()]


def _sides(relation: Relation) -> frozenset[str]:
    """The two figures that are compared, by value; the relation itself where they are not told."""
    values = [operand.fact.quantity.base for operand in relation.operands if operand.fact and operand.role != "note"]
    return frozenset(f"{value.normalize():f}" for value in values[:2]) if len(values) > 1 else frozenset({relation.id})


def _facts(relation: Relation) -> set[str]:
    return {operand.fact.id for operand in relation.operands if operand.fact}


def _size(relation: Relation) -> str:
    """The size of the difference in base units; relations without one (words) never share a cause by size."""
    if relation.delta is None:
        return relation.id
    like = unit(relation.delta.unit)
    base = abs(relation.delta.value) * like.factor if like else abs(relation.delta.value)
    return f"{base.normalize():f}|{like.dimension if like else ''}"


def _telling(relation: Relation, cause: str) -> tuple[int, int, int, int]:
    """Which relation tells a cause best: the most severe, of a single table, stated by the wrong figure, with the fewest figures."""
    stated = next((operand.fact.id for operand in relation.operands if operand.fact and operand.role == "stated"), "")
    severity = RANK[relation.severity or Severity.ERROR]
    return severity, 0 if relation.family in INNER else 1, 0 if stated == cause else 1, len(relation.operands)
