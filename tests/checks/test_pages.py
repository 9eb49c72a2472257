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
from tests.checks.conftest import Seen
from tests.conftest import ROOT

CODE = re.compile(r"[A-Z]\d{3}(?:\.\w+)*")
SOURCES = sorted((ROOT / "checks").rglob("*.py"))
BUILDERS = ("relate", "forms")
SOURCE = re.compile(
    r"《|〔\d{4}〕|GB/T|XBRL|财决\d|范本|表式|表说明|填表说明|备注|编制说明|公式|办法|条例|规程|标准目录|公文格式|分类科目|指标体系|等级|算术恒等式：|表头自称|行名自称"
)
SPELLED = re.compile(r"算术恒等式：[^；。]*(?:[＝＋－÷×≤＞＜]|等于|相等|不大于|为零|为正|只有一|不为零|大于|小于)")
TOLD = re.compile(r"→ ?(?:应|实|另|由|报|提示|已|疑|提|记|前)|报错|→ [^；。]*报|提示")
LEFT_ALONE = re.compile(r"成立|不报|不提示|一致|尾差|不核对|不判断|不作|不视为|不并入|只提示一次")
TESTS = "\n".join(
    path.read_text("utf-8") for path in sorted((ROOT / "tests" / "checks").glob("test_*.py")) if path != Path(__file__)
)


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_a_rule_has_a_whole_page(rule: Rule) -> None:
    page = read_page(rule.code, rule.family, rule.severity.value, rule.page)
    assert page.lacking == ()
    assert [heading for heading, _ in page.sections] == list(HEADINGS)


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_a_page_names_its_source_and_shows_both_sides(rule: Rule) -> None:
    """An authority is a document or form that can be looked up, or arithmetic that is spelled out; examples show what is told and what is not."""
    page = read_page(rule.code, rule.family, rule.severity.value, rule.page)
    assert SOURCE.search(page.section("依据"))
    assert SPELLED.search(page.section("依据")) or "算术恒等式" not in page.section("依据")
    assert TOLD.search(page.section("例")) and LEFT_ALONE.search(page.section("例"))


def test_every_rule_is_named_by_a_test() -> None:
    unnamed = {rule.code for rule in all_rules() if rule.code not in TESTS}
    assert not unnamed, f"no test names {' '.join(sorted(unnamed))}"


def test_every_rule_was_proved(seen: Seen) -> None:
    """Runs last, and only with all tests of this folder: one test must show each rule what breaks it, beside what does not."""
    unbroken = sorted(rule.code for rule in all_rules() if not seen.broken[rule.code])
    unproved = sorted(rule.code for rule in all_rules() if seen.broken[rule.code] and not seen.proved(rule.code))
    assert not unbroken, f"no test breaks {' '.join(unbroken)}"
    assert not unproved, f"no test that breaks {' '.join(unproved)} also shows what does not"


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


def test_the_page_on_relations_names_rules_and_files_that_are_there() -> None:
    text = (ROOT / "docs" / "relations.md").read_text("utf-8")
    assert set(re.findall(r"\b[A-Z]\d{3}\b", text)) <= {rule.code for rule in all_rules()}
    assert all((ROOT / path).exists() for path in re.findall(r"`([a-z]+/[\w/.]+)`", text))


def test_a_page_that_lacks_something_is_told() -> None:
    page = read_page("Z999", "growth", "error", "标题\n\n查什么：甲\n乙。\n依据：凭记忆。\n例：\n")
    assert page.section("查什么") == "甲乙。"
    assert page.lacking == ("为什么", "例", "不报的情形", "容差", "依据")
