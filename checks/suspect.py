"""Readings that are themselves in doubt: a broken relation over a figure read with low confidence is shown apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from disclosure.arithmetic import Verdict
from disclosure.relation import Relation

TRUSTED = 0.8
"""Recognition confidence below which a figure is no evidence against a document: PP-OCR's own scale, where right readings of
printed figures cluster above 0.95."""


def set_apart(relations: Iterable[Relation]) -> tuple[Relation, ...]:
    """The relations, broken ones over a doubtful reading marked suspect_ocr."""
    return tuple(
        replace(relation, verdict=Verdict.SUSPECT_OCR)
        if relation.verdict is Verdict.DISCREPANCY and doubtful(relation)
        else relation
        for relation in relations
    )


def doubtful(relation: Relation) -> bool:
    """Whether any figure of the relation was read with low confidence."""
    return any(operand.fact.confidence < TRUSTED for operand in relation.operands if operand.fact)
