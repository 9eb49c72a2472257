"""Reconciliation: a difference that a note in the document explains exactly is not a discrepancy.

The note's amount (a DIFFERENCE claim) must equal the difference to the printed digit. Sums inside one table are never explained
away: a note speaks about two accounts of the same thing, not about arithmetic.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from checks import relate
from disclosure.arithmetic import Verdict
from disclosure.document import Document
from disclosure.fact import ClaimKind, Fact
from disclosure.quantity import unit
from disclosure.relation import Evidence, Relation

EXPLAINABLE = frozenset({"narrative_vs_table", "table_vs_table", "cross_section", "cross_document", "narrative_sum", "balance"})
"""Families that compare two accounts of the same thing."""


def reconcile(document: Document, relations: Iterable[Relation]) -> tuple[Relation, ...]:
    """The relations, those whose difference a note explains marked reconciled and citing the note."""
    notes = _notes(document)
    return tuple(_explained(document, relation, notes) for relation in relations)


def components(document: Document, relation: Relation, relations: Iterable[Relation]) -> tuple[Evidence, ...]:
    """What the note cited by a reconciled relation is made of: the operands of a relation that adds up to its amount.

    None where the relation cites more after the note: then it has told its own parts.
    """
    if relation.operands[-1].role != "note":
        return ()
    cited = {operand.fact.id for operand in relation.operands if operand.fact}
    noted = {operand.fact.quantity.base for operand in relation.operands if operand.fact and operand.role == "note"}
    for other in relations:
        if other.family == "reconciliation" and other.verdict is Verdict.HOLDS:
            stated, *parts = [operand.fact for operand in other.operands if operand.fact]
            if len(parts) > 1 and stated.quantity.base in noted:
                return tuple(relate.evidence(document, part) for part in parts if part.id not in cited)
    return ()


def _notes(document: Document) -> list[Fact]:
    """Every amount that a note gives as a difference."""
    claims = [claim for sentence in document.sentences for claim in sentence.claims if claim.kind is ClaimKind.DIFFERENCE]
    return [document.facts[name] for claim in claims for name in claim.role("amount") if document.facts[name].quantity.value]


def _explained(document: Document, relation: Relation, notes: Iterable[Fact]) -> Relation:
    if relation.verdict is not Verdict.DISCREPANCY or relation.family not in EXPLAINABLE or relation.delta is None:
        return relation
    cited = {operand.fact.id for operand in relation.operands if operand.fact}
    for note in notes:
        if note.id not in cited and _same(relation, note):
            operands = (*relation.operands, relate.evidence(document, note, "note"))
            return replace(relation, verdict=Verdict.RECONCILED, operands=operands)
    return relation


def _same(relation: Relation, note: Fact) -> bool:
    """Whether the difference is the note's amount, to one unit in the last place of the coarsest figure involved."""
    assert relation.delta is not None
    like = unit(relation.delta.unit)
    if (like.dimension if like else "") != note.quantity.dimension:
        return False
    delta = abs(relation.delta.value) * (like.factor if like else Decimal(1))
    quanta = [operand.fact.quantity.quantum for operand in relation.operands if operand.fact]
    return abs(delta - abs(note.quantity.base)) <= max([note.quantity.quantum, *quanta])
