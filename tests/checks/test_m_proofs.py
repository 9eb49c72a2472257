"""Sentences against tables that agree with each other: each sentence holds as printed and fails with one figure changed."""

from __future__ import annotations

import pytest

from tests.checks.made import document, found
from tests.checks.test_tx_proofs import BUDGET, FINAL

PROOFS = [
    (
        "M002",
        FINAL,
        "# 二、收入决算情况说明\n本年收入合计106.00万元，其中：财政拨款收入100.00万元，占94.34%；其他收入{}万元。",
        "6.00",
        "7.00",
    ),
    (
        "M003",
        FINAL,
        "# 三、支出决算情况说明\n本年支出合计108.00万元，其中：基本支出{}万元，占55.56%；项目支出48.00万元。",
        "60.00",
        "61.00",
    ),
    ("M004", FINAL, "# 四、财政拨款收入支出决算总体情况说明\n2022年度财政拨款收、支总计{}万元。", "103.00", "113.00"),
    ("M005", FINAL, "# 五、一般公共预算财政拨款支出决算情况说明\n2022年度一般公共预算财政拨款支出{}万元。", "91.00", "92.00"),
    (
        "M012",
        FINAL,
        "# 七、“三公”经费财政拨款支出决算情况说明\n“三公”经费财政拨款支出预算为16.00万元，支出决算为{}万元。",
        "15.50",
        "15.80",
    ),
    (
        "M016",
        FINAL,
        "# 八、政府性基金预算财政拨款收入支出决算情况说明\n2022年度政府性基金预算财政拨款支出{}万元。",
        "7.00",
        "8.00",
    ),
    ("M101", BUDGET, "# 二、收支预算情况说明\n2024年收入预算{}万元，其中：财政拨款收入30.00万元。", "30.00", "31.00"),
    ("M105", BUDGET, "# 四、“三公”经费预算情况说明\n2024年“三公”经费预算数为{}万元。", "4.50", "4.80"),
    ("M106", BUDGET, "# 五、机关运行经费\n2024年机关运行经费财政拨款预算为{}万元。", "5.00", "5.50"),
    (
        "N017",
        "",
        "# 一、人员情况\n年末实有人数{}人，其中：在职人员37人，离退休人员17人。",
        "54",
        "30",
    ),
    ("N022", "", "# 一、补助情况\n补助资金50人×1200元={}万元。", "6.00", "7.00"),
]


@pytest.mark.parametrize(("code", "tables", "line", "right", "wrong"), PROOFS, ids=[proof[0] for proof in PROOFS])
def test_it_holds_and_fails_by_one_figure(code: str, tables: str, line: str, right: str, wrong: str) -> None:
    budget = tables is BUDGET
    year, kinds = (2024, ("budget",)) if budget else (2022, ("final_accounts",))
    sound = found(document(line.format(right), tables, year=year, kinds=kinds), code)
    assert sound and set(sound) == {"holds"}
    assert "discrepancy" in found(document(line.format(wrong), tables, year=year, kinds=kinds), code)


def test_a_car_that_is_kept_must_be_among_the_cars() -> None:
    line = "# 七、“三公”经费\n公务用车保有量为3辆。\n# 十三、国有资产占用情况\n截至2022年12月31日，共有车辆{}辆。"
    assert found(document(line.format(3)), "M021") == ["holds"]
    assert found(document(line.format(2)), "M021") == ["discrepancy"]


def test_a_table_of_the_nine_that_is_missing_is_told() -> None:
    """C001 makes no relation where all are there."""
    without = FINAL.partition("# 国有资本经营预算财政拨款支出决算表")[0]
    assert found(document("# 一、概况\n本单位设有三个科室。", FINAL), "C001") == []
    assert found(document("# 一、概况\n本单位设有三个科室。", without), "C001") == ["discrepancy"]
