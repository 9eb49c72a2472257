"""Which broken relations have one cause: those that share a figure and are off by the same amount.

A wrong figure is off by the same amount wherever it is used. Takes relations, gives groups of them, the most telling first.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from heapq import heapify, heappop, heappush

from checks.relate import printed
from disclosure.arithmetic import Verdict
from disclosure.quantity import unit
from disclosure.relation import Relation, Severity

BROKEN = (Verdict.DISCREPANCY, Verdict.SUSPECT_OCR)
RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
Key = tuple[str, str]
"""A figure's id and the size of a difference."""
INNER = ("table_sum", "table_row_formula", "account_hierarchy", "score_sum", "narrative_sum")
"""Families that speak of one table or sentence: the nearest witness of a wrong figure, so the cause is told by them."""


def by_cause(relations: Sequence[Relation]) -> list[list[Relation]]:
    """Broken relations in groups of one cause; the figure in the most broken and fewest sound relations is taken first."""
    rest = dict(enumerate(relation for relation in relations if relation.verdict in BROKEN))
    sound = Counter(fact for relation in relations if relation.verdict is Verdict.HOLDS for fact in _facts(relation))
    keys = _levels(rest)
    shared: dict[Key, dict[int, int]] = defaultdict(dict)
    for n, own in keys.items():
        for at, key in enumerate(own):
            shared[key][n] = at
    groups: list[list[Relation]] = []
    for cause, group in _in_turn(shared, keys, sound):
        groups.append(sorted((rest.pop(n) for n in group), key=lambda relation, cause=cause: telling(relation, cause)))  # type: ignore[misc]
    return [*groups, *([relation] for relation in rest.values())]


def _in_turn(
    shared: Mapping[Key, dict[int, int]], keys: Mapping[int, Sequence[Key]], sound: Mapping[str, int]
) -> Iterable[tuple[str, list[int]]]:
    """Figures with the numbers of the relations that each takes out of `shared`, the widest shared first, while two share one.

    What is left of a key only ever gets less, so a rank that is out of date is too high: it is put back where it now belongs.
    """
    ranks = [_rank(shared[key], key, sound) for key in shared]
    heapify(ranks)
    while ranks:
        rank = heappop(ranks)
        key = rank[-1]
        if len(shared[key]) < 2:
            continue
        now = _rank(shared[key], key, sound)
        if now != rank:
            heappush(ranks, now)
            continue
        group = list(shared[key])
        for n in group:
            for own in keys[n]:
                del shared[own][n]
        yield key[0], group


def _rank(members: Mapping[int, int], key: Key, sound: Mapping[str, int]) -> tuple[int, int, tuple[int, int], Key]:
    """The most broken relations, then the fewest sound ones, then the first in print."""
    return -len(members), sound[key[0]], next(iter(members.items())), key


def culprit(group: Sequence[Relation]) -> str | None:
    """The id of the one figure that stands in every relation of the cause; None for a single relation, or where two figures do."""
    first = set(_facts(group[0]))
    own = [facts for relation in group if (facts := set(_facts(relation))) & first]
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


def _facts(relation: Relation) -> list[str]:
    """Ids of its figures, each once, as they are cited: the order decides between equals, so it must not change from run to run."""
    return list(dict.fromkeys(operand.fact.id for operand in relation.operands if operand.fact))


def _levels(rest: Mapping[int, Relation]) -> dict[int, list[Key]]:
    """Every relation's figures, each with the size of its difference; sizes that rounding cannot tell apart count as one."""
    standing: dict[str, list[tuple[str, Decimal, Decimal, int]]] = defaultdict(list)
    for n, relation in rest.items():
        for fact in _facts(relation):
            standing[fact].append((*_size(relation), n))
    level: dict[tuple[str, int], Key] = {}
    for fact, found in standing.items():
        first = ("", Decimal(0), Decimal(0))
        for kind, size, slack, n in sorted(found):
            if kind != first[0] or size - first[1] > slack + first[2]:
                first = (kind, size, slack)
            level[fact, n] = (fact, f"{kind}|{first[1].normalize():f}")
    return {n: [level[fact, n] for fact in _facts(relation)] for n, relation in rest.items()}


def _size(relation: Relation) -> tuple[str, Decimal, Decimal]:
    """What kind of difference it is, how large, and by how much rounding alone could have moved it, in base units.

    Relations without a difference (words) are each of a kind of their own: they never share a cause by size.
    """
    if relation.delta is None:
        return relation.id, Decimal(0), Decimal(0)
    like = unit(relation.delta.unit)
    kind, factor = (like.dimension, like.factor) if like else ("number", Decimal(1))
    printed_ = [operand.fact.quantity for operand in relation.operands if operand.fact]
    slack = sum((q.quantum for q in printed_ if (q.dimension or "number") == kind), Decimal(0)) / 2
    return kind, abs(relation.delta.value) * factor, slack


def telling(relation: Relation, cause: str) -> tuple[int, int, int, int]:
    """Which relation tells a cause best: the most severe, of a single table, stated by the wrong figure, with the fewest figures."""
    stated = next((operand.fact.id for operand in relation.operands if operand.fact and operand.role == "stated"), "")
    severity = RANK[relation.severity or Severity.ERROR]
    return severity, 0 if relation.family in INNER else 1, 0 if stated == cause else 1, len(relation.operands)
