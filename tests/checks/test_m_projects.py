"""M022, M108, M110, N012, X018, D014: money and years of projects, a rate copied from its neighbour, budgets shown twice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checks.dossier import check_dossier
from checks.registry import all_rules, select
from disclosure.document import Document
from disclosure.dossier import Dossier
from tests.checks.made import document, found, relations

SPENT = """
# 支出决算表
单位：万元
| 科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
---
| 合计 | < | 2000.00 | 1396.86 | 603.14 |
| 205 | 教育支出 | 2000.00 | 1396.86 | 603.14 |
"""
PLANNED = """
# 2022年部门支出预算总表
单位：元
| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
---
| 205 | 教育支出 | 188425805 | 100000000 | 88425805 |
| 合计 | < | 188425805 | 100000000 | 88425805 |
"""
EVALUATED = "# 十、预算绩效管理情况\n开展绩效自评的项目4个，涉及{}万元，平均得分99.43分。"
TARGETED = "# 四、绩效目标设置情况\n编报绩效目标的项目49个，涉及项目预算资金{}万元。"


@pytest.mark.parametrize(
    ("told", "verdicts"),
    [
        ("资金598.42", ["holds"]),
        ("资金603.15", ["rounding"]),
        ("资金698.42", ["discrepancy"]),
        ("预算金额698.42", []),
    ],
)
def test_money_of_the_projects_evaluated(told: str, verdicts: list[str]) -> None:
    made = relations(document(EVALUATED.format(told), SPENT), "M022")
    assert [str(r.verdict) for r in made] == verdicts
    assert all(str(r.severity) == "info" for r in made)


@pytest.mark.parametrize(("told", "verdicts"), [("8825.98", ["holds"]), ("8842.59", ["rounding"]), ("8852.98", ["discrepancy"])])
def test_money_of_the_projects_with_targets(told: str, verdicts: list[str]) -> None:
    assert found(document(TARGETED.format(told), PLANNED, kinds=("budget",)), "M108") == verdicts
    assert found(document(TARGETED.format(told), "", kinds=("budget",)), "M108") == []


@pytest.mark.parametrize(
    ("line", "verdicts"),
    [
        ("2022年安排项目资金120万元。", ["holds"]),
        ("2021年安排项目资金120万元。", ["discrepancy"]),
        ("项目自2021年至2023年实施，每期安排120万元。", ["holds"]),
        ("自2019年起长期实施。", []),
        ("根据《2021年教育工作要点》安排120万元。", []),
        ("第一季度用款计划30万元。", []),
    ],
)
def test_years_of_a_project(line: str, verdicts: list[str]) -> None:
    text = "# 项目经费情况说明\n## 六、年度预算安排\n" + line
    assert found(document(text, kinds=("budget",)), "M110") == verdicts
    assert found(document(text), "M110") == [], "final accounts"


ITEMS = (
    "# 一、情况\n1. 行政运行支出100.00万元，比上年增加13.28万元，增长15.31%。\n"
    "2. 事业运行支出50.00万元，比上年增加6.71万元，增长{}。"
)


def test_a_rate_copied_from_the_item_above() -> None:
    assert "discrepancy" in found(document(ITEMS.format("15.31%")), "N001")
    (told,) = relations(document(ITEMS.format("15.31%")), "N012")
    assert (str(told.verdict), str(told.severity), told.args["stated"]) == ("discrepancy", "info", "15.31%")
    assert found(document(ITEMS.format("15.13%")), "N012") == [], "wrong, but not its neighbour's"
    assert found(document(ITEMS.format("15.50%")), "N012") == []
    level = ITEMS.replace("6.71", "6.64").format("15.31%")
    assert found(document(level), "N012") == [], "it is its own"


FINAL = """
# 财政拨款“三公”经费支出决算表
单位：万元
| 预算数 | < | < | < | < | < | 决算数 | < | < | < | < | < |
| 合计 | 因公出国（境）费 | 公务用车购置及运行费 | < | < | 公务接待费 | 合计 | 因公出国（境）费 | 公务用车购置及运行费 | < | < | 公务接待费 |
| ^ | ^ | 小计 | 公务用车购置费 | 公务用车运行费 | ^ | ^ | ^ | 小计 | 公务用车购置费 | 公务用车运行费 | ^ |
---
| {total} | | 3.00 | | 3.00 | {hosting} | 4.50 | | 2.60 | | 2.60 | 1.90 |
"""
BUDGET = """
# 部门“三公”经费和机关运行经费预算表
单位：万元
| 三公经费预算数 | < | < | < | < | < | 机关运行经费预算数 |
| 合计 | 因公出国（境）费 | 公务接待费 | 公务用车购置及运行费 | < | < | ^ |
| ^ | ^ | ^ | 小计 | 购置费 | 运行费 | ^ |
---
| 5.00 | | 2.00 | 3.00 | | 3.00 | 9.97 |
"""
ORG = "江川市平湖区水务局"


def between(code: str, *documents: Document) -> list[str]:
    """The verdicts of a rule between documents of one organisation."""
    bound = Dossier("dossier", ORG, tuple(replace(d, id=f"d{n}", sha256=f"{n}" * 64) for n, d in enumerate(documents)))
    return [str(relation.verdict) for relation in check_dossier(bound, select(all_rules(), [code]))[0]]


def planned(hosting: str, total: str, year: int = 2022, note: str = "") -> list[str]:
    """X018 over final accounts with that budget, and the budget disclosure of the year."""
    drawn = FINAL.format(hosting=hosting, total=total)
    final = document("", drawn, org=ORG, notes={"t1": note} if note else None)
    return between("X018", final, document("", BUDGET, org=ORG, kinds=("budget",), year=year))


def test_the_budget_in_the_final_accounts_is_the_budget() -> None:
    assert set(planned("2.00", "5.00")) == {"holds"}
    assert planned("2.50", "5.50").count("discrepancy") == 2
    assert "discrepancy" not in planned("2.01", "5.01")
    assert planned("2.50", "5.50", year=2023) == [], "of another year"
    assert planned("2.50", "5.50", note="注：预算数为全年预算数（调整后）。") == []


def test_two_versions_of_one_disclosure() -> None:
    first = replace(document("", SPENT, org=ORG), level="department")
    again = replace(document("", SPENT.replace("603.14", "703.14").replace("2000.00", "2100.00"), org=ORG), level="department")
    assert set(between("D014", first, first)) == {"holds"}
    assert between("D014", first, again).count("discrepancy") == 2
    assert between("D014", first, replace(again, level="unit")) == []
    assert between("D014", first, replace(again, fiscal_year=2021)) == []
