"""Watches every rule while the tests of this folder run, so that the last of them can ask what each rule was ever shown.

A rule is *proved* by a test that shows it a document which breaks it and another that does not: what it says then tells the two apart.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from checks.registry import Rule, all_rules
from disclosure.arithmetic import Verdict
from disclosure.relation import Relation

LAST = "test_every_rule_was_proved"
FAILING = {Verdict.DISCREPANCY, Verdict.SUSPECT_OCR, Verdict.RECONCILED}


@dataclass(slots=True)
class Seen:
    """For every rule, the tests in which it was broken, and those in which a document was shown that does not break it."""

    broken: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    sound: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def proved(self, code: str) -> bool:
        """Whether one test showed the rule both."""
        return bool(self.broken[code] & self.sound[code])


@pytest.fixture(scope="session", autouse=True)
def seen() -> Iterator[Seen]:
    """What the rules were shown so far."""
    seen = Seen()
    own = {rule.code: (rule.check, rule.check_dossier) for rule in all_rules()}
    for rule in all_rules():
        between = rule.check_dossier
        _put(rule, _watched(rule.code, rule.check, seen) if between is None else rule.check, _watched(rule.code, between, seen))
    yield seen
    for rule in all_rules():
        _put(rule, *own[rule.code])


def _put(rule: Rule, check: Any, between: Any) -> None:
    object.__setattr__(rule, "check", check)
    object.__setattr__(rule, "check_dossier", between)


def _watched(
    code: str, inner: Callable[[Any], Iterator[Relation]] | None, seen: Seen
) -> Callable[[Any], Iterator[Relation]] | None:
    """The check of a document or of a dossier, told to `seen`."""
    if inner is None:
        return None

    def check(noun: Any) -> Iterator[Relation]:
        failing = False
        for relation in inner(noun):
            failing = failing or relation.verdict in FAILING
            yield relation
        # A test's name without its parameters: its cases are one test.
        test = os.environ.get("PYTEST_CURRENT_TEST", "").partition("[")[0].partition(" ")[0]
        (seen.broken if failing else seen.sound)[code].add(test)

    return check


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
