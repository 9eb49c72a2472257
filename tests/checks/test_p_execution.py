"""P001, P002, P012: execution rate and score."""

from decimal import Decimal

import pytest

from disclosure.arithmetic import Verdict
from tests.checks.drawn_forms import document, project, relations, told, verdicts

H, R, D = Verdict.HOLDS, Verdict.ROUNDING, Verdict.DISCREPANCY


def row(initial: str, budget: str, actual: str, rate: str, score: str) -> str:
    return f"| 资金 | 合计 | {initial} | {budget} | {actual} | 10 | {rate} | {score} | |"


@pytest.mark.parametrize(
    ("budget", "actual", "rate", "verdict"),
    [
        ("300", "285", "95%", H),
        ("584.69", "551.84", "94.38%", H),
        ("300", "285", "95.00%", H),
        ("300", "285", "90%", D),
        ("3000.00", "2000.00", "66.66%", R),
    ],
)
def test_rate_is_actual_over_full_year_budget(budget: str, actual: str, rate: str, verdict: Verdict) -> None:
    assert verdicts("P001", project(funds=row("999", budget, actual, rate, "9.5"))) == [verdict]


def test_rate_over_a_budget_of_zero_is_undefined() -> None:
    assert verdicts("P001", project(funds=row("0", "0", "0", "0%", "0"))) == [Verdict.UNDEFINED]


def test_rate_without_its_operands_is_unresolved() -> None:
    assert verdicts("P001", project(funds=row("10", "10", "", "90%", "9"))) == [Verdict.UNRESOLVED]


@pytest.mark.parametrize(
    ("rate", "score", "verdict"),
    [
        ("94.38%", "8", D),
        ("94.38%", "9.44", H),
        ("94.38%", "9.4", H),
        ("94.38%", "9", H),
        ("100%", "100", D),
        ("211.38%", "10", H),
    ],
)
def test_execution_score_follows_the_rate(rate: str, score: str, verdict: Verdict) -> None:
    assert verdicts("P002", project(funds=row("1", "1", "1", rate, score))) == [verdict]


def test_execution_score_shows_what_it_should_be() -> None:
    (relation,) = relations("P002", document(project(funds=row("1", "1", "1", "94.38%", "8"))))
    assert relation.expected and relation.expected.value == Decimal("9.44")
    assert relation.delta and relation.delta.value == Decimal("-1.44")


def test_low_execution_needs_a_reason() -> None:
    form = project(funds=row("100", "100", "72", "72%", "7.2"))
    assert verdicts("P012", form) == [D]
    reason = told("因项目延期，预算执行率为72%。", id="s2")
    assert [r.verdict for r in relations("P012", document(form, sentences=(reason,)))] == [H]
    assert verdicts("P012", project()) == []
