"""P013 to P016, D007: standards, persons, fund sources, breakdowns."""

import pytest

from disclosure.arithmetic import Verdict
from disclosure.relation import Severity
from tests.checks.drawn_forms import SOUND, document, overall, project, relations, verdicts

H, R, D, U = Verdict.HOLDS, Verdict.ROUNDING, Verdict.DISCREPANCY, Verdict.UNRESOLVED


def subsidy(spent: str, persons: str, standard: str) -> str:
    funds = f"| 资金 | 合计 | 0 | {spent} | {spent} | 10 | 100% | 10 | |"
    lines = f"| 指标 | 产出 | 数量指标 | 代缴人数 | {persons} | {persons} | 5 | 5 | |\n| 指标 | 产出 | 成本指标 | 代缴标准 | {standard} | {standard} | 5 | 5 | |"
    return project(funds=funds, lines=lines)


@pytest.mark.parametrize(
    ("spent", "persons", "standard", "verdict"),
    [
        ("11.88", "1158人", "100元/人/年", D),
        ("11.88", "1188人", "100元/人/年", H),
        ("422.75", "105人", "平均4.02万元/人/年", R),
        ("6760", "1926人", "平均2924元/人/月", R),
        ("53", "105人", "100元/人", U),
    ],
)
def test_standard_times_persons(spent: str, persons: str, standard: str, verdict: Verdict) -> None:
    assert verdicts("P013", subsidy(spent, persons, standard)) == [verdict]


def test_a_monthly_standard_is_only_a_hint() -> None:
    (relation,) = relations("P013", document(subsidy("58", "100人", "500元/人/月")))
    assert (relation.verdict, relation.severity) == (D, Severity.INFO)


def test_persons_by_band_add_up() -> None:
    line = "| 指标 | 产出 | 数量指标 | 人数 | 缴费补贴人数{}人 | 缴费补贴人数{}人 | 5 | 5 | |\n"
    bands = "| 指标 | 产出 | 成本指标 | 标准 | 无 | 缴费补贴标准11元/1276人，缴费补贴标准15元/564人 | 5 | 5 | |"
    assert verdicts("P015", project(lines=line.format(1840, 1840) + bands)) == [H]
    assert verdicts("P015", project(lines=line.format(1840, 1900) + bands)) == [D]


def test_fund_sources_add_up_column_by_column() -> None:
    assert verdicts("P014", project()) == [H, H, H]
    assert verdicts("P014", project(funds=SOUND.replace("| 50 | 45 |", "| 40 | 45 |"))) == [H, D, H]


def test_a_column_whose_sources_are_left_blank_is_not_judged() -> None:
    assert verdicts("P014", project(funds=SOUND.replace("| 240 |", "| |").replace("| 45 |", "| |"))) == [H, H]


def test_sources_without_a_line_for_the_rest_are_not_judged() -> None:
    assert verdicts("P014", project(funds="\n".join(SOUND.strip().splitlines()[:2]))) == []


def test_sources_that_may_hold_each_other_are_not_judged() -> None:
    nested = SOUND + "| ^ | 其中：一般公共预算拨款 | 200 | 250 | 240 | | | | |"
    assert set(verdicts("P014", project(funds=nested))) == {U}


def invested(whole: str, fiscal: str) -> list[Verdict]:
    """P016 over a form that prints 项目总投资 and the 财政拨款 in it; its budget of the year is 300."""
    line = f"| 项目总投资（万元） | {whole} | < | 其中：财政拨款 | {fiscal} | < | < | < | < |\n"
    return verdicts("P016", project().replace("| 资金（万元）", line + "| 资金（万元）", 1))


def test_investment_holds_its_parts() -> None:
    assert invested("600", "500") == [H, H]
    assert invested("600", "601") == [R, H]
    assert invested("600", "650") == [D, H]
    assert invested("280", "200") == [H, D], "the year's budget alone is more"
    assert verdicts("P016", project()) == []


BY_NATURE = """
| 资金 | 年度资金总额 | 500 | 600 | 551.84 | 10 | 91.97% | 9.2 | |
| ^ | 按收入性质分： | < | < | < | 按支出性质分： | < | < | < |
| ^ | 其中：一般公共预算：{} | < | < | < | 其中：基本支出：460.33 | < | < | < |
| ^ | 其他资金： | < | < | < | 项目支出：91.51 | < | < | < |
"""


def test_breakdowns_make_the_same_total() -> None:
    assert verdicts("D007", overall(funds=BY_NATURE.format("551.84"))) == [H, H]
    assert sorted(verdicts("D007", overall(funds=BY_NATURE.format("551.03")))) == [D, H]


def test_breakdowns_of_an_unknown_column_are_not_judged() -> None:
    assert verdicts("D007", overall(funds=BY_NATURE.format("777").replace("460.33", "400"))) == [U, U]


def test_a_band_whose_persons_were_not_read_is_not_added_up() -> None:
    line = "| 指标 | 产出 | 数量指标 | 人数 | 缴费补贴人数{}人 | 缴费补贴人数{}人 | 5 | 5 | |\n"
    lost = "缴费补贴标准11元/1276人，缴费补贴标准15元/500人，缴费补贴标准20元64人"
    bands = f"| 指标 | 产出 | 成本指标 | 标准 | 无 | {lost} | 5 | 5 | |"
    assert verdicts("P015", project(lines=line.format(1840, 1840) + bands)) == [Verdict.UNRESOLVED]
