"""Which rules there are, and how one is run.

A rule is a plain function `Document → Iterator[Relation]` under the decorator `@rule`; its docstring is its page in the manual.
Rules are found by walking `checks.rules`; nothing is registered by hand and nothing is edited at run time.
"""

from __future__ import annotations

import hashlib
import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

import checks.rules
from disclosure.document import Document
from disclosure.dossier import Dossier
from disclosure.relation import Relation, Severity

Check = Callable[[Document], Iterator[Relation]]
DossierCheck = Callable[[Dossier], Iterator[Relation]]

FAMILIES = frozenset(
    {
        *("table_sum", "table_row_formula", "account_hierarchy", "balance", "narrative_sum", "score_sum"),
        *("ratio_share", "growth", "completion_rate", "execution_rate", "score_formula"),
        *("narrative_vs_table", "table_vs_table", "cross_section", "cross_document"),
        *("score_bound", "target_vs_actual", "wording", "reconciliation"),
        *("unit", "year", "name_mismatch", "zero_statement", "count_vs_amount", "missing_part"),
    }
)
"""The families of the JSON contract."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the catalogue: its code (N001), family, default severity, page and the function that checks.

    A rule between documents has `check_dossier` and checks nothing in a document alone.
    """

    code: str
    family: str
    severity: Severity
    page: str
    check: Check
    check_dossier: DossierCheck | None = None

    @property
    def title(self) -> str:
        """The first line of its page."""
        return self.page.splitlines()[0].strip() if self.page else ""


def rule(code: str, *, family: str, severity: Severity = Severity.ERROR) -> Callable[[Check], Check]:
    """Mark a function as the rule of that code. Raises ValueError for a family outside the contract."""
    if family not in FAMILIES:
        raise ValueError(f"{code}: unknown family {family!r}")

    def mark(check: Check) -> Check:
        check.__rule__ = Rule(code, family, severity, check.__doc__ or "", check)  # type: ignore[attr-defined]
        return check

    return mark


def across(code: str, *, severity: Severity = Severity.WARNING) -> Callable[[DossierCheck], DossierCheck]:
    """Mark a function as the rule of that code that checks between the documents of a dossier."""

    def mark(check: DossierCheck) -> DossierCheck:
        made = Rule(code, "cross_document", severity, check.__doc__ or "", lambda document: iter(()), check)
        check.__rule__ = made  # type: ignore[attr-defined]
        return check

    return mark


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule under `checks.rules`, by code. Raises ValueError where two share a code."""
    found: dict[str, Rule] = {}
    for module in pkgutil.walk_packages(checks.rules.__path__, "checks.rules."):
        for value in vars(importlib.import_module(module.name)).values():
            made = getattr(value, "__rule__", None)
            if isinstance(made, Rule) and found.setdefault(made.code, made).check is not made.check:
                raise ValueError(f"two rules share the code {made.code}")
    return tuple(found[code] for code in sorted(found))


def select(rules: Iterable[Rule], wanted: Iterable[str] = (), ignored: Iterable[str] = ()) -> tuple[Rule, ...]:
    """The rules that remain when only `wanted` (all if none is named) and not `ignored` are run.

    A name is a code (N001), a group (N) or a family (growth). Raises ValueError for a name that fits no rule.
    """
    rules, wanted, ignored = tuple(rules), tuple(wanted), tuple(ignored)
    for name in (*wanted, *ignored):
        if not any(_named(rule, name) for rule in rules):
            raise ValueError(name)
    keep = [rule for rule in rules if not wanted or any(_named(rule, name) for name in wanted)]
    return tuple(rule for rule in keep if not any(_named(rule, name) for name in ignored))


def run(document: Document, rules: Iterable[Rule]) -> tuple[Relation, ...]:
    """Every relation of the rules in this document, stamped with rule, family, severity and a stable id."""
    return stamped(document.id, ((made, relation) for made in rules for relation in made.check(document)))


def stamped(owner: str, found: Iterable[tuple[Rule, Relation]]) -> tuple[Relation, ...]:
    """The relations under the id of what they were found in, each once, with their rule's code, family and severity."""
    relations: dict[str, Relation] = {}
    for made, relation in found:
        code, family = relation.rule or made.code, relation.family or made.family
        identity = _identity(owner, code, family, relation)
        if identity not in relations:
            severity = relation.severity or made.severity
            relations[identity] = replace(relation, id=identity, rule=code, family=family, severity=severity)
    return tuple(relations.values())


def _named(rule: Rule, name: str) -> bool:
    return name in (rule.code, rule.family) or (len(name) == 1 and rule.code.startswith(name))


def _identity(owner: str, code: str, family: str, relation: Relation) -> str:
    """A hash of what is compared with what; the same relation twice is one."""
    parts = [owner, code, family, relation.message, relation.reason or ""]
    parts += [f"{e.role}|{e.place.page}|{e.place.box.as_list(0)}|{e.text}" for e in relation.operands]
    parts.append(relation.args.get("subject", "") if not relation.operands else "")
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
