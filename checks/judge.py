"""From a document to what people are shown: run the rules, let notes explain, set doubtful readings apart, gather by cause."""

from __future__ import annotations

from collections.abc import Iterable

from checks.findings import gather
from checks.reconcile import reconcile
from checks.registry import Rule, all_rules, run
from checks.suspect import set_apart
from disclosure.document import Document
from disclosure.relation import Finding, Relation


def check(document: Document, rules: Iterable[Rule] | None = None) -> tuple[tuple[Relation, ...], tuple[Finding, ...]]:
    """All relations of the rules (every rule where none is given) with their verdicts, and the findings made of them."""
    relations = run(document, all_rules() if rules is None else rules)
    relations = set_apart(reconcile(document, relations))
    return relations, gather(document, relations)
