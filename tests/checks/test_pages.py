"""Every rule has a whole page with an authority, words in both languages for what it says, and a test that names it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from checks.registry import Rule, all_rules
from disclosure.messages import catalogue
from disclosure.rulepage import HEADINGS, read_page
from tests.conftest import ROOT

CODE = re.compile(r"[A-Z]\d{3}(?:\.\w+)*")
SOURCES = sorted((ROOT / "checks").rglob("*.py"))
BUILDERS = ("relate", "forms")
OWED = frozenset(["C041", "D002", "D006", "D016", "D020", "D027", "D028", "N006", "P016", "P020", "R004", "R005", "R008"])
"""Rules that are still owed a test that breaks them. Nothing is ever added here."""
TESTS = "\n".join(
    path.read_text("utf-8") for path in sorted((ROOT / "tests" / "checks").glob("test_*.py")) if path != Path(__file__)
)


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_a_rule_has_a_whole_page(rule: Rule) -> None:
    page = read_page(rule.code, rule.family, rule.severity.value, rule.page)
    assert page.lacking == ()
    assert [heading for heading, _ in page.sections] == list(HEADINGS)


def test_every_rule_is_named_by_a_test() -> None:
    unnamed = {rule.code for rule in all_rules() if rule.code not in TESTS} - OWED
    assert not unnamed, f"no test names {' '.join(sorted(unnamed))}"


def test_every_rule_was_seen_to_fail(seen_to_fail: set[str]) -> None:
    """Runs last, and only with all tests of this folder: some test must show each rule a disclosure that breaks it."""
    unproved = {rule.code for rule in all_rules()} - seen_to_fail - OWED
    assert not unproved, f"no test breaks {' '.join(sorted(unproved))}"


def calls(path: Path) -> Iterator[ast.Call]:
    """Every call of a builder of relations in that file."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        named = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name)
        if named and node.func.value.id in BUILDERS:
            yield node


def strings(nodes: list[ast.expr]) -> set[str]:
    """Texts that stand as such among the arguments, in either arm of a condition too."""
    found = {
        inner.value
        for node in nodes
        if isinstance(node, ast.Constant | ast.IfExp)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Constant)
    }
    return {text for text in found if isinstance(text, str)}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_what_rules_say_and_why_they_cannot_is_in_the_catalogue(path: Path) -> None:
    """The catalogue itself refuses a text that lacks a language."""
    for call in calls(path):
        assert isinstance(call.func, ast.Attribute)
        said = strings([*call.args, *(keyword.value for keyword in call.keywords)])
        named = {text for text in said if CODE.fullmatch(text)}
        assert named <= set(catalogue()), f"{path.name}:{call.lineno}"
        if call.func.attr == "unresolved":
            reasons = {f"reason.{text}" for text in strings(call.args[2:3])}
            assert reasons <= set(catalogue()), f"{path.name}:{call.lineno}"


def test_every_message_of_a_rule_belongs_to_one() -> None:
    codes = {rule.code for rule in all_rules()}
    assert {key for key in catalogue() if CODE.fullmatch(key) and key.partition(".")[0] not in codes} == set()


def test_a_page_that_lacks_something_is_told() -> None:
    page = read_page("Z999", "growth", "error", "标题\n\n查什么：甲\n乙。\n依据：凭记忆。\n例：\n")
    assert page.section("查什么") == "甲乙。"
    assert page.lacking == ("为什么", "例", "不报的情形", "容差", "依据")
