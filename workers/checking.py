"""From documents to a report: each document by itself, then the documents of one organisation together.

Takes documents and rules, opens no file: what was read once is checked again as often as rules change.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from checks.dossier import check_dossier
from checks.judge import check
from checks.registry import Rule, all_rules
from checks.waivers import in_force, waive
from disclosure.document import Document
from disclosure.dossier import dossiers
from disclosure.relation import Finding, Relation
from disclosure.report import Failure, Report, cover
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
    together = _together(list(known.values()), chosen)
    relations = [*(one for found, _ in made.values() for one in found), *together[0]]
    findings = [one for name, (_, found) in made.items() for one in waive(known[name], found, waivers)]
    findings += _waived(together[1], known, waivers)
    between = _by_owner(together[0])
    codes = [rule.code for rule in chosen]
    coverage = [line for name in known for line in cover(name, codes, [*made[name][0], *between.get(name, ())])]
    return Report(tuple(documents), tuple(relations), tuple(findings), tuple(coverage), tuple(errors), expired)


def _together(documents: Sequence[Document], rules: Sequence[Rule]) -> Checked:
    """What is found between the documents of each dossier that they form."""
    relations: list[Relation] = []
    findings: list[Finding] = []
    for dossier in dossiers(documents):
        if len(dossier.documents) > 1:
            found = check_dossier(dossier, rules)
            relations += found[0]
            findings += found[1]
    return tuple(relations), tuple(findings)


def _waived(findings: Sequence[Finding], known: dict[str, Document], waivers: Sequence[Waiver]) -> Iterable[Finding]:
    return (one for finding in findings for one in waive(known[finding.evidence[0].document], [finding], waivers))


def _by_owner(relations: Sequence[Relation]) -> dict[str, list[Relation]]:
    """Relations by the document of their first figure: in its coverage they are counted."""
    groups: dict[str, list[Relation]] = {}
    for relation in relations:
        groups.setdefault(relation.operands[0].document, []).append(relation)
    return groups
