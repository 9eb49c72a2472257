"""From a dossier to what people are shown of its documents together: rules between documents, and rules between the parts of a file
applied to the files of one year bound together.

Takes a dossier, gives relations that cite at least two of its documents, and findings made of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from checks.causes import by_cause, explained, repeated
from checks.findings import finding
from checks.reconcile import reconcile
from checks.registry import Rule, all_rules, run, stamped
from checks.volume import Volume, bind, loosen
from disclosure.arithmetic import Verdict
from disclosure.document import Document
from disclosure.dossier import Dossier, same_level
from disclosure.relation import Finding, Relation

_TOGETHER = frozenset({"final_accounts", "self_evaluation", "evaluation_report"})
"""Kinds of documents that give account of the same money of the same year."""


def check_dossier(dossier: Dossier, rules: Iterable[Rule] | None = None) -> tuple[tuple[Relation, ...], tuple[Finding, ...]]:
    """All relations between the documents, with their verdicts, and the findings made of them."""
    chosen = tuple(all_rules() if rules is None else rules)
    between = stamped(dossier.id, ((made, one) for made in chosen if made.check_dossier for one in made.check_dossier(dossier)))
    relations = [*between, *(one for volume in _volumes(dossier) for one in _bound(volume, chosen))]
    return tuple(relations), _gathered(dossier, relations)


def _volumes(dossier: Dossier) -> Iterator[Volume]:
    """The documents of one year and level that give account of the same money, where each part is there once."""
    years = sorted({d.fiscal_year for d in dossier.documents if d.fiscal_year})
    for year in years:
        mine = [d for d in dossier.documents if d.fiscal_year == year and d.kinds and set(d.kinds) <= _TOGETHER]
        accounts = [d for d in mine if "final_accounts" in d.kinds]
        if len(mine) > 1 and len(accounts) <= 1 and all(same_level(mine[0], d) for d in mine):
            yield bind([*accounts, *(d for d in mine if d not in accounts)])


def _bound(volume: Volume, rules: Sequence[Rule]) -> Iterator[Relation]:
    """What the rules between parts say of the bound documents, as far as it concerns two of them."""
    ours = [made for made in rules if made.code.startswith("D") and not made.check_dossier]
    for relation in reconcile(volume.document, run(volume.document, ours)):
        loose = loosen(volume, relation)
        if len({operand.document for operand in loose.operands}) > 1:
            yield replace(loose, family="cross_document")


def _gathered(dossier: Dossier, relations: Sequence[Relation]) -> tuple[Finding, ...]:
    known = {document.id: document for document in dossier.documents}
    groups = [*repeated(by_cause(relations)), *explained(relations), *_tails(relations)]
    return tuple(finding(_owner(group, known), group) for group in groups)


def _tails(relations: Sequence[Relation]) -> list[list[Relation]]:
    """Roundings by rule and by the documents between which they stand."""
    groups: dict[tuple[str, ...], list[Relation]] = {}
    for relation in relations:
        if relation.verdict is Verdict.ROUNDING:
            key = (relation.rule, *sorted({operand.document for operand in relation.operands}))
            groups.setdefault(key, []).append(relation)
    return list(groups.values())


def _owner(group: Sequence[Relation], known: dict[str, Document]) -> Document:
    """The document in which what is stated stands."""
    return known[group[0].operands[0].document]
