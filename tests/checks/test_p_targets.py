"""P009, P010, P021, P022: targets, completed values and their scores."""

import pytest

from disclosure.arithmetic import Verdict
from disclosure.relation import Severity
from tests.checks.drawn_forms import document, project, relations

H, D, U = Verdict.HOLDS, Verdict.DISCREPANCY, Verdict.UNRESOLVED


def judged(code: str, line: str) -> list[Verdict]:
    return [r.verdict for r in relations(code, document(project(lines=f"| 指标 | {line} |")))]


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        ("产出指标 | 数量指标 | 代缴人数 | 1200人 | 1158人 | 20 | 20 | ", D),
        ("产出指标 | 数量指标 | 代缴人数 | 1200人 | 1200人 | 20 | 20 | ", H),
        ("产出指标 | 数量指标 | 代缴人数 | 1200人 | 1158人 | 20 | 20 | 死亡减员", H),
        ("产出指标 | 数量指标 | 代缴人数 | 1200人 | 1158人 | 20 | 19 | ", D),
        ("产出指标 | 数量指标 | 代缴人数 | 1200人以上 | 1230人 | 20 | 20 | ", H),
        ("产出指标 | 成本指标 | 补贴标准 | 平均2.5万元/人/年 | 平均4.02万元/人/年 | 10 | 10 | ", D),
        ("产出指标 | 成本指标 | 补贴标准 | 平均2.5万元/人/年 | 平均2.4万元/人/年 | 10 | 10 | ", H),
        ("产出指标 | 成本指标 | 补贴标准 | 2932元/月 | 2924元/人 | 10 | 9 | ", U),
        ("产出指标 | 质量指标 | 投诉率 | 3% | 2% | 10 | 10 | ", U),
        ("产出指标 | 质量指标 | 投诉率 | ≤3% | 2% | 10 | 10 | ", H),
        ("产出指标 | 质量指标 | 投诉率 | ≤3% | 4% | 10 | 10 | ", D),
        ("满意度指标 | 满意度 | 满意度 | ≥95% | ≥95% | 10 | 10 | ", H),
    ],
)
def test_full_score_only_for_what_was_reached(line: str, verdict: Verdict) -> None:
    assert judged("P009", line) == [verdict]


def test_several_quantities_are_paired_by_their_words() -> None:
    line = "产出指标 | 数量指标 | 补贴人数 | 养老补助人数900人，缴费补贴人数4000人 | 养老补助人数950人，缴费补贴人数1855人 | 20 | 18 | "
    found = relations("P009", document(project(lines=f"| 指标 | {line} |")))
    assert [(r.verdict, r.stated and r.stated.value) for r in found] == [(H, 950), (D, 1855)]


def test_several_quantities_in_another_order_are_not_paired() -> None:
    line = "产出指标 | 数量指标 | 补贴人数 | 养老补助人数900人，缴费补贴人数4000人 | 缴费补贴人数1855人，养老补助人数950人 | 20 | 20 | "
    assert judged("P009", line) == []


def test_proportional_score_is_a_hint() -> None:
    (relation,) = relations(
        "P010", document(project(lines="| 指标 | 产出指标 | 数量指标 | 培训人数 | 4000人 | 2000人 | 20 | 18 | |"))
    )
    assert (relation.verdict, relation.severity, relation.args["due"]) == (D, Severity.INFO, "10分")
    assert judged("P010", "产出指标 | 数量指标 | 培训人数 | 4000人 | 3600人 | 20 | 18 | ") == [H]


def test_words_are_compared_as_words() -> None:
    assert judged("P021", "效益指标 | 社会效益 | 保障水平提升 | 不断提升 | 保障水平提升 | 30 | 30 | ") == [D]
    assert judged("P021", "效益指标 | 社会效益 | 保障水平提升 | 不断提升 | 不断提升 | 30 | 30 | ") == [H]
    assert judged("P021", "产出指标 | 时效指标 | 拨付时限 | 2022年底前 | 2022年底 | 10 | 10 | ") == [H]
    assert judged("P021", "效益指标 | 社会效益 | 保障水平提升 | 不断提升 | 有所提升 | 30 | 30 | ") == [U]


def test_missing_values_are_told_once_a_form() -> None:
    lines = "| 指标 | 产出 | 数量 | 户数 | 10户 | | 5 | 5 | |\n| 指标 | 产出 | 数量 | 人数 | 10人 | | 5 | 5 | |"
    (relation,) = relations("P021", document(project(lines=lines)))
    assert (relation.verdict, relation.args["count"]) == (D, "2")


def test_units_that_do_not_match_are_a_hint() -> None:
    (relation,) = relations("P022", document(project(lines="| 指标 | 产出 | 成本指标 | 标准 | 100元/人/年 | 100% | 5 | 5 | |")))
    assert (relation.verdict, relation.family, relation.severity) == (D, "unit", Severity.INFO)


def test_a_year_is_no_target_except_for_time() -> None:
    assert judged("P022", "产出指标 | 数量指标 | 宣传次数 | 2023年度 | 已完成 | 5 | 5 | ") == [D]
    assert judged("P022", "产出指标 | 时效指标 | 完成时间 | 2023年度 | 已完成 | 5 | 5 | ") == []
