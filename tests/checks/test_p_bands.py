"""P011, and P013 over several standards: qualitative indicators by their mark, subsidies in tiers."""

from __future__ import annotations

import pytest

from disclosure.arithmetic import Verdict
from disclosure.relation import Severity
from tests.checks.drawn_forms import document, project, relations, verdicts

H, R, D, U = Verdict.HOLDS, Verdict.ROUNDING, Verdict.DISCREPANCY, Verdict.UNRESOLVED


@pytest.mark.parametrize(
    ("actual", "score", "expected"),
    [
        ("部分达成预期指标", "10", [D]),
        ("部分达成预期指标", "8", [H]),
        ("部分达成年度指标并具有一定效果", "5.5", [H]),
        ("未达成预期指标且效果较差", "5.5", [H]),
        ("未达成预期指标", "7", [D]),
        ("达成预期指标", "10", [H]),
        ("达成预期指标", "6", [D]),
        ("不断提升", "3", []),
    ],
)
def test_a_mark_and_its_score(actual: str, score: str, expected: list[Verdict]) -> None:
    line = f"| 指标 | 效益指标 | 社会效益 | 群众获得感 | 不断提升 | {actual} | 10 | {score} | |"
    found = relations("P011", document(project(lines=line)))
    assert [r.verdict for r in found] == expected
    assert all(r.severity is Severity.INFO for r in found)


def tiered(spent: str, text: str) -> list[Verdict]:
    """P013 over a form that spent so much on subsidies at the standards of that cell."""
    funds = f"| 资金 | 合计 | 0 | {spent} | {spent} | 10 | 100% | 10 | |"
    return verdicts("P013", project(funds=funds, lines=f"| 指标 | 产出 | 成本指标 | 补贴标准 | 无 | {text} | 5 | 5 | |"))


def test_standards_in_tiers() -> None:
    yearly = "缴费补贴标准110元/1000人，缴费补贴标准150元/500人"
    assert tiered("18.50", yearly) == [H]
    assert tiered("222.00", yearly) == [H], "twelve months"
    assert tiered("20.50", yearly) == [U], "neither a year nor twelve months"
    said = "补贴标准每年110元/1000人，补贴标准每年150元/500人"
    assert tiered("18.50", said) == [H]
    assert tiered("18.51", said) == [R]
    assert tiered("20.50", said) == [D]
    assert tiered("20.50", "缴费补贴标准110元/1000人，另有一次性补贴150元") == [], "one standard has no persons"
