"""One wrong figure, one wrong column, one wrong word: each is one finding, however many relations it breaks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from checks import relate
from checks.judge import check
from checks.near import one_slip
from checks.registry import Rule, all_rules
from checks.repairs import solve
from checks.shapes import shape_of
from disclosure.arithmetic import Verdict
from disclosure.document import Document
from disclosure.fact import Fact
from disclosure.relation import Finding, Relation, Severity
from tests.checks.made import document
from tests.tiny_report import fact, tiny_document

DOCUMENT = tiny_document()


def money(name: str, text: str, **more: object) -> Fact:
    return replace(fact(name, text, 1, 10, 10, name), **more)  # type: ignore[arg-type]


def rate(name: str, text: str) -> Fact:
    return fact(name, text, 1, 10, 10, name, "%")


def found(relations: list[Relation], *facts: Fact) -> tuple[Finding, ...]:
    """The findings of these relations, each under a rule of its own."""

    def yields(relation: Relation) -> Rule:
        def made(_: Document) -> Iterator[Relation]:
            yield relation

        return Rule(f"Z{relations.index(relation):03}", "table_sum", Severity.ERROR, "", made)

    sentence = replace(DOCUMENT.sentences[0], facts=facts, claims=())
    return check(replace(DOCUMENT, sentences=(sentence,)), [yields(relation) for relation in relations])[1]


def test_a_figure_that_breaks_a_sum_and_a_rate_is_one_finding() -> None:
    whole, part, other, share = money("合计", "100.00"), money("甲", "52.00"), money("乙", "75.00"), rate("占比", "25.00")
    total = relate.total(DOCUMENT, "合计", whole, [part, other])
    ratio = relate.ratio(DOCUMENT, "甲占比", share, part, whole)
    made = found([ratio, total], whole, part, other, share)
    assert [len(f.relations) for f in made] == [2]
    assert "“甲”（52.00万元）" in made[0].message.zh


def test_two_wrong_figures_stay_two_findings() -> None:
    whole, part, other, share = money("合计", "100.00"), money("甲", "25.00"), money("乙", "85.00"), rate("占比", "31.00")
    made = [relate.ratio(DOCUMENT, "甲占比", share, part, whole), relate.total(DOCUMENT, "合计", whole, [part, other])]
    assert len(found(made, whole, part, other, share)) == 2


def test_a_repair_that_breaks_what_holds_is_none() -> None:
    whole, part, other, share = money("合计", "100.00"), money("甲", "52.00"), money("乙", "75.00"), rate("占比", "25.00")
    again = money("甲在他表", "52.00")
    made = [relate.ratio(DOCUMENT, "甲占比", share, part, whole), relate.total(DOCUMENT, "合计", whole, [part, other])]
    assert len(found([*made, relate.equal(DOCUMENT, "两表", again, part)], whole, part, other, share, again)) == 2


def test_a_figure_in_the_wrong_column_is_one_finding_that_names_both_cells() -> None:
    empty = money("基本支出", "0", blank=True, row="r", source="t")
    shifted = money("项目支出", "30.00", row="r", source="t")
    basic, projects, rest = money("基本合计", "80.00"), money("项目合计", "20.00"), money("基本甲", "50.00")
    other = money("项目甲", "20.00")
    made = [relate.total(DOCUMENT, "基本", basic, [rest, empty]), relate.total(DOCUMENT, "项目", projects, [other, shifted])]
    findings = found(made, empty, shifted, basic, projects, rest, other)
    assert [len(f.relations) for f in findings] == [2]
    assert "疑似错列：“项目支出”（30.00万元）移入空白的“基本支出”" in findings[0].message.zh


def test_a_turned_direction_is_one_finding() -> None:
    made = document(
        "# 一、收入支出决算总体情况说明\n2022年度收、支总计251.21万元。与上年相比，减少43.97万元，增长21.22%，主要是因为人员增加。"
    )
    rules = [rule for rule in all_rules() if rule.code in ("N001", "N032")]
    assert [(f.rule, len(f.relations)) for f in check(made, rules)[1]] == [("N032", 2)]


@pytest.mark.parametrize(("wrong", "wanted"), [("52.00", "25.0"), ("12.50", "25.0"), ("250.00", "25.0")])
def test_a_rate_asks_for_a_figure_as_exactly_as_it_is_printed(wrong: str, wanted: str) -> None:
    made = relate.ratio(DOCUMENT, "甲占比", rate("占比", "25.0"), money("甲", wrong), money("合计", "100.00"))
    shape = shape_of(made)
    assert shape is not None
    asked = solve(shape, "甲")
    assert asked is not None
    assert f"{asked.value:.1f}" == wanted


def test_a_shape_gives_its_own_verdict_again() -> None:
    parts = [money("甲", "60.00"), money("乙", "45.00")]
    for stated, verdict in (("105.00", Verdict.HOLDS), ("150.00", Verdict.DISCREPANCY)):
        made = relate.total(DOCUMENT, "合计", money("合计", stated), parts)
        shape = shape_of(made)
        assert shape is not None
        assert shape.under({}).verdict is made.verdict is verdict


@pytest.mark.parametrize(
    ("left", "right", "slip"),
    [
        ("467.63", "467.36", True),
        ("467.63", "46763", True),
        ("467.63", "467.68", True),
        ("467.63", "476.36", False),
        ("467.63", "468.69", False),
        ("100", "700", False),
        ("467.63", "467.63", False),
    ],
)
def test_figures_one_slip_apart(left: str, right: str, slip: bool) -> None:
    assert one_slip(money("甲", left), money("乙", right)) is slip


def test_the_same_digits_under_another_unit_are_a_slip() -> None:
    assert one_slip(money("甲", "467.63"), fact("乙", "467.63", 1, 0, 0, symbol="元"))
    assert not one_slip(money("甲", "467.63"), rate("乙", "467.36"))
