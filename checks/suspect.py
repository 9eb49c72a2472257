"""Readings that are themselves in doubt: a broken relation over a figure that was perhaps misread is shown apart.

A figure is in doubt when it was read with low confidence, or when another reading of it mends the relation: one that is on record,
or, where the figure is not quite sure, one digit taken for another that looks like it.
The printed value is never replaced: the other reading is a witness.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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


SURE = 0.9
"""Below this a figure is still evidence, unless taking one digit for another that looks like it closes the difference."""
_ALIKE = {"0": "689", "1": "47", "2": "7", "3": "589", "4": "1", "5": "368", "6": "058", "7": "12", "8": "03569", "9": "038"}
"""Digits that bad print makes of each other: 4 without its thin strokes is 1, 3 and 8 close and open."""


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
    texts = [*fact.alternatives, *(_misread(fact.quantity.text) if fact.confidence < SURE else ())]
    others = (read_cell(text, fact.quantity.unit) for text in texts)
    return any(other is not None and abs(other.base - fact.quantity.base) == delta != 0 for other in others)


def _misread(text: str) -> Iterator[str]:
    """What may have been printed where this was read: one digit like another, or a point lost before two decimals."""
    for at, char in enumerate(text):
        yield from (text[:at] + other + text[at + 1 :] for other in _ALIKE.get(char, ""))
    if text.isdecimal() and len(text) > 2:
        yield f"{text[:-2]}.{text[-2:]}"
