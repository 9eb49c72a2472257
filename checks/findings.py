"""One cause, one finding: broken relations gathered by the figure they share, roundings by table, each with a lasting fingerprint."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from checks.causes import BROKEN, RANK, by_cause, culprit, explained, repeated
from checks.reconcile import components
from checks.relate import BLANK, BLANK_EN, printed, shown, tidy
from checks.repairs import joined, moved, pointed
from checks.turned import turned
from disclosure.arithmetic import Verdict
from disclosure.document import Document
from disclosure.messages import Text, catalogue, say
from disclosure.relation import Finding, Relation, Severity


def gather(document: Document, relations: Sequence[Relation]) -> tuple[Finding, ...]:
    """What people are shown: discrepancies and doubtful readings by cause, explained differences, roundings by table."""
    causes = turned(document, joined(by_cause(relations), relations))
    found = [finding(document, group) for group in repeated(causes)]
    for group in explained(relations):
        told = finding(document, group)
        found.append(replace(told, evidence=(*told.evidence, *components(document, group[0], relations))))
    found += [finding(document, group) for group in _tails(relations)]
    order = {relation.id: n for n, relation in enumerate(relations)}
    return tuple(sorted(found, key=lambda f: (RANK[f.severity], order[f.relations[0]])))


def finding(document: Document, group: Sequence[Relation]) -> Finding:
    """The finding of a group of relations, told by the first."""
    first = group[0]
    severity = Severity.INFO if first.verdict in (Verdict.RECONCILED, Verdict.ROUNDING) else first.severity or Severity.ERROR
    fingerprint = _fingerprint(document, first)
    return Finding(
        id=hashlib.sha256(f"{document.id}|{first.id}|{first.verdict}".encode()).hexdigest()[:16],
        rule=first.rule,
        family=first.family,
        status=first.verdict,
        severity=severity,
        fingerprint=fingerprint,
        message=_with_places(_with_culprit(message(first, len(group)), group, document), group, document),
        relations=tuple(relation.id for relation in group),
        evidence=first.operands,
        stated=first.stated,
        expected=first.expected,
        delta=first.delta,
        formula=first.formula,
    )


def message(relation: Relation, size: int = 1) -> Text:
    """The relation in words; its own message, else its rule's. Explained and rounded ones get their own frame."""
    key = relation.message or relation.rule
    args = {name: tidy(text) for name, text in relation.args.items()}
    text = say(key, **args) if key in catalogue() else say("plain", rule=relation.rule, **args)
    if relation.verdict is Verdict.ROUNDING and size == 1:
        return say("rounding.one", zh=text.zh, en=text.en)
    if relation.verdict is Verdict.ROUNDING:
        return say("rounding", count=size, zh=text.zh, en=text.en)
    if relation.verdict is Verdict.RECONCILED:
        return say("reconciled", zh=text.zh, en=text.en)
    return text


def _with_culprit(text: Text, group: Sequence[Relation], document: Document) -> Text:
    """The text, naming the figure at which all the relations of the cause point."""
    if group[0].verdict not in BROKEN:
        return text
    shifted = moved(group)
    if shifted:
        at, to = (tidy(fact.label) for fact in shifted)
        return say("shifted", zh=text.zh, en=text.en, at=at, to=to, figure=shown(shifted[0]), count=len(group))
    named = culprit(group) or pointed(group)
    if named is None:
        return text
    fact = next(one.fact for one in group[0].operands if one.fact and one.fact.id == named)
    english = shown(fact).replace(BLANK, BLANK_EN)
    words = {"label": tidy(fact.label), "figure": shown(fact), "figure_en": english, "count": len(group)}
    return say("culprit", zh=text.zh, en=text.en, **words)


def _with_places(text: Text, group: Sequence[Relation], document: Document) -> Text:
    """The text, with the other pages where the same rule found the same; of a file without pages, the places."""
    first = group[0]
    own = {operand.place.page for operand in first.operands}
    alike = [relation for relation in group[1:] if relation.rule == first.rule and relation.operands]
    pages = sorted({relation.operands[0].place.page for relation in alike} - own)
    if not pages or first.verdict is Verdict.ROUNDING:
        return text
    if document.printed:
        return say("again", zh=text.zh, en=text.en, pages="、".join(map(str, pages)))
    named = (document.where(relation.operands[0].place) for relation in alike if relation.operands[0].place.page in pages)
    return say("again.named", zh=text.zh, en=text.en, places="、".join(dict.fromkeys(named)))


def _tails(relations: Iterable[Relation]) -> list[list[Relation]]:
    """Roundings by the table or text they stand in."""
    groups: dict[str, list[Relation]] = defaultdict(list)
    for relation in relations:
        if relation.verdict is Verdict.ROUNDING:
            sources = [operand.fact.source for operand in relation.operands if operand.fact and operand.fact.row]
            groups[sources[0] if sources else "text"].append(relation)
    return list(groups.values())


def _fingerprint(document: Document, relation: Relation) -> str:
    """A hash of what is wrong, not of where it was read: it survives a re-run, a re-scan and a new page number."""
    labels = [f"{operand.role}:{operand.label or operand.text}" for operand in relation.operands]
    what = (relation.rule, relation.args.get("subject", ""), printed(relation.stated), printed(relation.expected))
    return hashlib.sha256("\n".join((*document.signed, *what, *labels)).encode()).hexdigest()[:24]
