"""Watches every rule while the tests of this folder run, so that the last of them can ask which were ever seen to fail."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from checks.registry import Rule, all_rules
from disclosure.arithmetic import Verdict
from disclosure.document import Document
from disclosure.relation import Relation

LAST = "test_every_rule_was_seen_to_fail"
FAILING = {Verdict.DISCREPANCY, Verdict.SUSPECT_OCR, Verdict.RECONCILED}


@pytest.fixture(scope="session", autouse=True)
def seen_to_fail() -> Iterator[set[str]]:
    """Codes of rules that made a relation which does not hold."""
    seen: set[str] = set()
    checks = {rule.code: rule.check for rule in all_rules()}
    for rule in all_rules():
        _watch(rule, seen)
    yield seen
    for rule in all_rules():
        object.__setattr__(rule, "check", checks[rule.code])


def _watch(rule: Rule, seen: set[str]) -> None:
    inner = rule.check

    def check(document: Document) -> Iterator[Relation]:
        for relation in inner(document):
            if relation.verdict in FAILING:
                seen.add(rule.code)
            yield relation

    object.__setattr__(rule, "check", check)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The question is asked last, and only where every test of the folder runs."""
    folder = Path(__file__).parent
    asking = [item for item in items if item.name == LAST]
    there = {item.path for item in items}
    whole = all(path in there for path in folder.glob("test_*.py")) and not config.option.keyword and not config.option.markexpr
    whole = whole and not any("::" in argument for argument in config.args)
    items[:] = [item for item in items if item.name != LAST]
    # Behind the last test of this folder, before its fixtures are taken down.
    at = max((n for n, item in enumerate(items) if item.path.parent == folder), default=-1) + 1
    items[at:at] = asking if whole else []
