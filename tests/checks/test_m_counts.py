"""M014, M015, M016, M020, M023, C004, C036: counts beside amounts, balances, contracts, costs left out."""

from __future__ import annotations

from tests.checks.made import document, found
from tests.checks.test_c_complete import FUND
from tests.checks.test_m_tables import BASIC

THREE = """
# 财政拨款“三公”经费支出决算表
单位：万元
| 预算数 | < | < | < | < | < | 决算数 | < | < | < | < | < |
| 合计 | 因公出国（境）费 | 公务用车购置及运行费 | < | < | 公务接待费 | 合计 | 因公出国（境）费 | 公务用车购置及运行费 | < | < | 公务接待费 |
| ^ | ^ | 小计 | 公务用车购置费 | 公务用车运行费 | ^ | ^ | ^ | 小计 | 公务用车购置费 | 公务用车运行费 | ^ |
---
| 4.00 | 0.00 | 3.00 | 0.00 | 3.00 | 1.00 | 3.50 | 0.00 | 2.60 | 0.00 | 2.60 | 0.90 |
"""
HEAD = "# 七、“三公”经费支出决算情况说明\n“三公”经费支出决算为3.50万元。\n"


def reception(amount: str, batches: str, persons: str) -> str:
    return f"{HEAD}公务接待费支出决算为{amount}万元，国内公务接待{batches}批次、{persons}人次。"


def test_amounts_and_counts_go_together() -> None:
    assert set(found(document(reception("0.90", "12", "96")), "M014")) == {"holds"}
    assert set(found(document(reception("0.00", "0", "0")), "M014")) == {"holds"}
    assert found(document(reception("0.90", "0", "0")), "M014") == ["discrepancy", "discrepancy"]
    assert found(document(reception("0.00", "2", "9")), "M014") == ["discrepancy", "discrepancy"]


def test_a_car_kept_without_running_costs_is_fine_but_not_the_reverse() -> None:
    line = HEAD + "公务用车运行维护费支出决算为{}万元，公务用车保有量为{}辆。"
    assert found(document(line.format("0.00", "1")), "M014") == ["holds"]
    assert found(document(line.format("2.60", "0")), "M014") == ["discrepancy"]


def test_counts_that_are_not_given() -> None:
    line = HEAD + "公务接待费支出决算为0.90万元，{}"
    assert found(document(line.format("严格执行规定。")), "C004") == ["discrepancy"]
    assert found(document(line.format("接待上级检查组12批。")), "C004") == ["holds"]
    assert found(document(HEAD + "公务接待费支出决算为0.00万元，与上年持平。"), "C004") == []


def test_an_item_of_the_table_that_the_text_leaves_out() -> None:
    assert "discrepancy" in found(document(HEAD + "公务用车运行费支出决算为2.60万元。", THREE), "M015")
    assert set(found(document(reception("0.90", "1", "5") + "公务用车运行费2.60万元。", THREE), "M015")) == {"holds"}
    assert found(document("# 一、情况\n无。", THREE), "M015") == []


def test_funds_told_without_naming_the_fund_again() -> None:
    line = (
        "# 八、政府性基金预算收入支出决算情况\n政府性基金预算财政拨款年初结转和结余0.00万元，本年收入{}万元，本年支出105.00万元。"
    )
    assert found(document(line.format("105.00"), FUND.format("105.00")), "M016") == ["holds", "holds"]
    assert found(document(line.format("150.00"), FUND.format("105.00")), "M016") == ["discrepancy", "holds"]
    assert found(document(line.format("105.00"), FUND.format("105.00")), "M023") == ["holds"]
    wrong = line.replace("结余0.00", "结余5.00").format("105.00")
    assert found(document(wrong, FUND.format("105.00")), "M023") == ["discrepancy"]


PROCUREMENT = (
    "# 十二、政府采购支出说明\n政府采购支出总额46.28万元。\n授予中小企业合同金额{}万元，其中：授予小微企业合同金额20.00万元，{}。"
)


def test_contracts_of_small_enterprises_are_part_of_all() -> None:
    assert "discrepancy" not in found(document(PROCUREMENT.format("38.50", "均已履行")), "M020")
    assert found(document(PROCUREMENT.format("48.50", "均已履行")), "M020").count("discrepancy") == 1
    assert found(document(PROCUREMENT.format("18.50", "均已履行")), "M020").count("discrepancy") == 1


def test_the_share_of_the_smallest_has_two_legal_wholes() -> None:
    for share in ("占政府采购支出总额的43.22%", "占政府采购支出总额的51.95%"):
        made = document(PROCUREMENT.format("38.50", share))
        assert "discrepancy" not in found(made, "M020") + found(made, "N005")


def test_a_cost_of_the_table_that_the_text_leaves_out() -> None:
    line = "# 十一、一般性支出情况说明\n本部门开支会议费0.54万元{}。"
    assert sorted(found(document(line.format(""), BASIC), "C036")) == ["discrepancy", "holds"]
    assert found(document(line.format("，培训费4.00万元"), BASIC), "C036") == ["holds", "holds"]
    assert found(document("# 十二、政府采购支出说明\n政府采购支出总额0.00万元。", BASIC), "C036") == []
