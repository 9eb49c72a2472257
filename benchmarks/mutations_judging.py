"""What the checks made of one planted slip: seen or not, the culprit named or not, and what else was reported because of it.

Compares the relations and findings of the document with the slip with those of the document without it. A finding is new when it
rests on a relation that was not broken before; relations are told apart by rule and by what they are about, not by their numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.mutations_edit import Edit, apply
from benchmarks.mutations_reading import Material
from benchmarks.mutations_visible import cites, shapes, visible
from checks.judge import check
from checks.shapes import Shape
from disclosure.arithmetic import Verdict
from disclosure.relation import Finding, Relation, Severity

Key = tuple[object, ...]
BROKEN = (Verdict.DISCREPANCY, Verdict.SUSPECT_OCR)
SHOWN = (Severity.ERROR, Severity.WARNING)


@dataclass(frozen=True)
class Base:
    """The document without slips, checked."""

    made: Material
    relations: tuple[Relation, ...]
    findings: tuple[Finding, ...]
    shapes: tuple[Shape, ...]
    broken: Counter[Key]


@dataclass(frozen=True)
class Trial:
    """One slip and what came of it. `witnesses` are rules that must see it, `fates` what became of those relations ("M001 gone"),
    `findings` those that cite it, by rule and number of relations.
    """

    document: str
    kind: str
    place: str
    text: str
    witnesses: tuple[str, ...]
    detected: bool
    named: bool
    findings: tuple[str, ...]
    collateral: tuple[str, ...]
    fates: tuple[str, ...]


def base(made: Material) -> Base:
    """The document as it is, checked once."""
    relations, findings = check(made.document)
    return Base(made, relations, findings, tuple(shapes(relations)), Counter(key(r) for r in relations if r.verdict in BROKEN))


def key(relation: Relation) -> Key:
    """What a relation is about: its rule and figures; where there are none, the line of the page it cites."""
    cited = tuple(o.fact.id if o.fact else (o.place.page, round(o.place.box.y0)) for o in relation.operands if o.role != "note")
    return relation.rule, relation.message, cited


def judge(sound: Base, edit: Edit) -> Trial:
    """Plants the slip, reads and checks again, and compares."""
    relations, findings = check(apply(sound.made, edit))
    witnesses = visible(edit, sound.shapes, sound.relations)
    by_id = {relation.id: relation for relation in relations}
    fresh = _fresh(relations, sound.broken)
    new = [f for f in findings if f.status in BROKEN and f.severity in SHOWN and any(name in fresh for name in f.relations)]
    citing = [f for f in new if any(cites(by_id[name], edit.marks) for name in f.relations)]
    here = [by_id[name] for name in fresh if cites(by_id[name], edit.marks) and by_id[name].severity in SHOWN]
    return Trial(
        sound.made.document.name,
        edit.kind,
        edit.place,
        f"{edit.old} {edit.new} | {edit.context[:70]}",
        tuple(sorted({relation.rule for relation in witnesses})),
        bool(citing),
        any(_names(f, by_id, here, edit) for f in citing),
        tuple(f"{f.rule} of {len(f.relations)}" for f in citing),
        tuple(f"{f.rule} {f.message.zh[:90]}" for f in new if f not in citing),
        () if citing else tuple(_fate(witness, relations) for witness in witnesses),
    )


def _fresh(relations: Sequence[Relation], before: Counter[Key]) -> dict[str, Relation]:
    """The broken relations, by id, that were not broken before."""
    left = Counter(before)
    fresh: dict[str, Relation] = {}
    for relation in relations:
        if relation.verdict in BROKEN:
            left[key(relation)] -= 1
            if left[key(relation)] < 0:
                fresh[relation.id] = relation
    return fresh


def _names(finding: Finding, by_id: dict[str, Relation], here: Sequence[Relation], edit: Edit) -> bool:
    """Whether the finding is told by a relation of the changed figure and gathers others that meet in it, where there are any."""
    gathered = sum(relation.id in finding.relations for relation in here)
    return cites(by_id[finding.relations[0]], edit.marks) and gathered >= min(len(here), 2)


def _fate(witness: Relation, relations: Sequence[Relation]) -> str:
    """What became of a relation that had to break."""
    wanted = key(witness)
    found = next((relation for relation in relations if key(relation) == wanted), None)
    if found is None:
        alike = [r for r in relations if (r.rule, r.args.get("subject")) == (witness.rule, witness.args.get("subject"))]
        return f"{witness.rule} gone" + (f", now {alike[0].verdict} {alike[0].reason or ''}".rstrip() if len(alike) == 1 else "")
    return f"{witness.rule} {found.verdict}" + (f" {found.reason}" if found.reason else "")
