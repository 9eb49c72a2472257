"""Which relations and findings every figure stands in, and the anchors that lead to them in the page.

Takes a `Report`, gives a `Links` that is only looked things up in. A figure's tone is that of the worst thing it takes part in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from disclosure.arithmetic import Verdict
from disclosure.relation import Finding, Relation
from disclosure.report import Report
from reports.words import word

TONES = ("error", "warning", "doubt", "info", "reconciled", "rounding", "waived", "agreed", "")
"""From the worst to nothing at all; also names of classes in the style sheet."""

FactKey = tuple[str, str]
"""(document id, fact id)."""


@dataclass(frozen=True, slots=True)
class Link:
    """One relation of a figure: where to read on, the verdict, the rule, what is checked, the figure's role in it."""

    href: str
    verdict: str
    rule: str
    subject: str
    role: str


@dataclass(frozen=True)
class Links:
    """Look-ups by relation and by figure."""

    anchors: dict[str, str]
    """Relation id to the id of its line under what was checked."""
    told: dict[str, Finding]
    """Relation id to the finding that tells of it."""
    relations: dict[FactKey, list[tuple[Relation, str]]]
    """The relations of a figure, each with the figure's role."""

    def anchor(self, relation: Relation) -> str:
        """The id of the relation's own line."""
        return self.anchors[relation.id]

    def tone(self, key: FactKey) -> str:
        """The tone of the worst that the figure takes part in, empty where it takes part in nothing."""
        found = {self._tone(relation) for relation, _ in self.relations.get(key, ())}
        return next((tone for tone in TONES if tone in found), "")

    def of(self, key: FactKey) -> list[Link]:
        """The figure's relations, the worst first."""
        found = sorted(self.relations.get(key, ()), key=lambda pair: TONES.index(self._tone(pair[0])))
        return [self._link(relation, role) for relation, role in found]

    def _tone(self, relation: Relation) -> str:
        finding = self.told.get(relation.id)
        if finding is None:
            return "agreed" if relation.verdict in (Verdict.HOLDS, Verdict.ROUNDING) else ""
        if finding.waived:
            return "waived"
        special = {Verdict.SUSPECT_OCR: "doubt", Verdict.RECONCILED: "reconciled", Verdict.ROUNDING: "rounding"}
        return special.get(finding.status, finding.severity.value)

    def _link(self, relation: Relation, role: str) -> Link:
        finding = self.told.get(relation.id)
        anchor = f"f-{finding.id}" if finding and finding.status is not Verdict.ROUNDING else self.anchor(relation)
        subject = relation.args.get("subject", "")
        return Link(f"#{anchor}", relation.verdict.value, relation.rule, subject, word("role", role).zh)


def links(report: Report) -> Links:
    """The look-ups of a report."""
    anchors: dict[str, str] = {}
    for relation in report.relations:
        anchors.setdefault(relation.id, f"r{len(anchors)}")
    told = {relation: finding for finding in report.findings for relation in finding.relations}
    return Links(anchors, told, _by_figure(report.relations))


def _by_figure(relations: Iterable[Relation]) -> dict[FactKey, list[tuple[Relation, str]]]:
    """Each relation once per figure, also where it cites the figure twice."""
    found: dict[FactKey, list[tuple[Relation, str]]] = defaultdict(list)
    for relation in relations:
        roles = {(item.document, item.fact.id): item.role for item in reversed(relation.operands) if item.fact}
        for key, role in roles.items():
            found[key].append((relation, role))
    return dict(found)
