"""Readings that are themselves in doubt: a broken relation over a figure that was perhaps misread is shown apart.

A figure is in doubt when it was read with low confidence, or when another reading of it is on record that mends the relation.
The printed value is never replaced: the other reading is a witness.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from disclosure.arithmetic import Verdict
from disclosure.fact import Fact
from disclosure.numerals import read_cell
from disclosure.quantity import unit
from disclosure.relation import Relation

TRUSTED = 0.8
"""Recognition confidence below which a figure is no evidence against a document: PP-OCR's own scale, where right readings of
printed figures cluster above 0.95."""


DISTRUSTED = 0.5
"""Below this a figure may not even stand in the row and column that it was read in (`Table.confidence`): it is compared with nothing.
Recognition keeps no word that it is less sure of, so only grids give such figures."""


def set_apart(relations: Iterable[Relation]) -> tuple[Relation, ...]:
    """The relations, broken ones over a doubtful reading marked suspect_ocr, over a grid that is no evidence unresolved."""
    return tuple(map(_judged_again, relations))


def _judged_again(relation: Relation) -> Relation:
    if relation.verdict is not Verdict.DISCREPANCY:
        return relation
    if any(operand.fact and operand.fact.confidence < DISTRUSTED for operand in relation.operands):
        return replace(relation, verdict=Verdict.UNRESOLVED, reason="distrusted_table")
    return replace(relation, verdict=Verdict.SUSPECT_OCR) if doubtful(relation) else relation


def doubtful(relation: Relation) -> bool:
    """Whether any figure of the relation was read with low confidence, or has another reading that closes the difference."""
    facts = [operand.fact for operand in relation.operands if operand.fact]
    return any(fact.confidence < TRUSTED or _mends(fact, relation) for fact in facts)


def _mends(fact: Fact, relation: Relation) -> bool:
    """Whether another reading differs from the figure by just what the relation is off by."""
    if relation.delta is None or fact.blank:
        return False
    like = unit(relation.delta.unit)
    delta = abs(relation.delta.value) * (like.factor if like else Decimal(1))
    others = (read_cell(text, fact.quantity.unit) for text in fact.alternatives)
    return any(other is not None and abs(other.base - fact.quantity.base) == delta != 0 for other in others)
