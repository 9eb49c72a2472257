"""From documents to a report: each document by itself, then the documents of one organisation together.

Takes documents and rules, opens no file: what was read once is checked again as often as rules change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from checks.dossier import check_dossier
from checks.judge import check
from checks.registry import Rule, all_rules
from checks.waivers import in_force, waive
from disclosure.document import Document
from disclosure.dossier import Dossier, together
from disclosure.relation import Finding, Relation, between
from disclosure.report import Coverage, Failure, Report, cover
from disclosure.settings import Waiver
from workers.workshop import Workshop

Checked = tuple[tuple[Relation, ...], tuple[Finding, ...]]


def check_documents(
    documents: Sequence[Document], errors: Sequence[Failure], workshop: Workshop, rules: Iterable[Rule] | None = None
) -> Report:
    """Everything that the rules say of the documents; the same document twice is one."""
    chosen = tuple(all_rules() if rules is None else rules)
    waivers, expired = in_force(workshop.settings.waivers, workshop.today)
    known = {document.id: document for document in documents}
    made = {name: check(document, chosen) for name, document in known.items()}
    groups = together(documents)
    across = _across(groups, chosen)
    relations = [*(one for found, _ in made.values() for one in found), *across[0]]
    findings = [one for name, (_, found) in made.items() for one in waive(known[name], found, waivers)]
    findings += _waived(across[1], known, waivers)
    coverage = tuple(_coverage(made, groups, chosen, across[0]))
    return Report(tuple(documents), tuple(relations), tuple(findings), coverage, tuple(errors), expired)


def _across(groups: Iterable[Dossier], rules: Sequence[Rule]) -> Checked:
    """What is found between the documents of each dossier."""
    made = [check_dossier(dossier, rules) for dossier in groups]
    return tuple(one for relations, _ in made for one in relations), tuple(one for _, findings in made for one in findings)


def _waived(findings: Sequence[Finding], known: dict[str, Document], waivers: Sequence[Waiver]) -> Iterable[Finding]:
    return (one for finding in findings for one in waive(known[finding.evidence[0].document], [finding], waivers))


def _coverage(
    made: Mapping[str, Checked], groups: Sequence[Dossier], rules: Sequence[Rule], across: Iterable[Relation]
) -> Iterator[Coverage]:
    """Every document's own lines, then those of each dossier, under its id: what was checked between its documents."""
    dossier_of = {document.id: dossier.id for dossier in groups for document in dossier.documents}
    subjects = {name: list(found) for name, (found, _) in made.items()} | {dossier.id: [] for dossier in groups}
    for relation in across:
        owner = relation.operands[0].document
        subjects[dossier_of[owner] if between(relation.operands) else owner].append(relation)
    for name in made:
        codes = [rule.code for rule in rules if name not in dossier_of or not rule.check_dossier]
        yield from cover(name, codes, subjects[name])
    for dossier in groups:
        yield from cover(dossier.id, [rule.code for rule in rules if rule.check_dossier], subjects[dossier.id])
