"""What the checks between documents made of one slip: seen or not, the wrong figure among what is told first, and what else was told.

Compares the findings of the dossier with the slip with those of the clean one, which has none at warning or error.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.dossiers_cases import Case
from benchmarks.dossiers_slips import Slip, apply
from checks.dossier import check_dossier
from checks.judge import check
from disclosure.arithmetic import Verdict
from disclosure.document import Document
from disclosure.relation import Evidence, Finding, Relation, Severity

BROKEN = (Verdict.DISCREPANCY, Verdict.SUSPECT_OCR)
SHOWN = (Severity.ERROR, Severity.WARNING)


@dataclass(frozen=True)
class Trial:
    """One slip and what came of it. `alone`: no relation between documents told of it, but the check of its own document did.

    `fates` say what became of each relation that had to break, where none told of the slip.
    """

    case: str
    kind: str
    rules: tuple[str, ...]
    text: str
    detected: bool
    alone: bool
    named: bool
    beside: tuple[str, ...]
    fates: tuple[str, ...]


def judge(case: Case, planted: Slip) -> Trial:
    """Plants the slip, reads its paper again and checks the dossier."""
    dossier = case.with_paper(planted.spot.paper, apply(case, planted))
    relations, findings = check_dossier(dossier)
    known = {relation.id: relation for relation in relations}
    shown = _shown(findings)
    citing = [one for one in shown if any(_cites(known[name], case, planted) for name in one.relations)]
    return Trial(
        case.name,
        planted.kind,
        tuple(sorted({witness.rule for witness in planted.witnesses})),
        f"{case.papers[planted.spot.paper].name}: {planted.old} → {planted.new} | {_around(case, planted)}",
        bool(citing),
        not citing and _alone(dossier.documents[planted.spot.paper], case, planted),
        any(_tells(one, known, case, planted) for one in citing),
        tuple(f"{one.rule} {one.message.zh[:110]}" for one in shown if one not in citing),
        () if citing else tuple(sorted({_fate(witness, relations) for witness in planted.witnesses})),
    )


def _shown(findings: Sequence[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.status in BROKEN and finding.severity in SHOWN]


def _alone(document: Document, case: Case, planted: Slip) -> bool:
    """Whether the document's own check tells of the slip."""
    relations, findings = check(document)
    known = {relation.id: relation for relation in relations}
    return any(_cites(known[name], case, planted) for one in _shown(findings) for name in one.relations)


def _cites(relation: Relation, case: Case, planted: Slip) -> bool:
    """Whether the relation shows the figure: it has its page and line in the paper, and its new text or its old place."""
    return any(_is(evidence, case, planted) for evidence in relation.operands)


def _is(evidence: Evidence, case: Case, planted: Slip) -> bool:
    if evidence.document != case.documents[planted.spot.paper].id or evidence.place.page != planted.mark.page:
        return False
    common = evidence.place.box.overlap(planted.mark.box)
    return common is not None and common.area >= min(evidence.place.box.area, planted.mark.box.area) / 2


def _tells(finding: Finding, known: dict[str, Relation], case: Case, planted: Slip) -> bool:
    """Whether the finding is told by a relation of the wrong figure."""
    return _cites(known[finding.relations[0]], case, planted)


def _fate(witness: Relation, relations: Sequence[Relation]) -> str:
    """What became of a relation that had to break."""
    same = [one for one in relations if (one.rule, one.args.get("subject")) == (witness.rule, witness.args.get("subject"))]
    told = ", ".join(sorted({f"{one.verdict} {one.reason or ''}".strip() for one in same}))
    return f"{witness.rule} {told or 'gone'}"


def _around(case: Case, planted: Slip) -> str:
    """The words that the slip stands in."""
    evidence = next((e for w in planted.witnesses for e in w.operands if _is(e, case, planted)), planted.witnesses[0].operands[0])
    return (evidence.fact.label or evidence.fact.quote if evidence.fact else evidence.text)[:60]
