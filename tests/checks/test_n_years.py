"""N034, N033, U016: years in sentences and titles, rates beyond all, commas that part no thousands."""

from __future__ import annotations

import pytest

from disclosure.arithmetic import Verdict
from tests.checks.drawn_forms import document as form_document
from tests.checks.drawn_forms import project
from tests.checks.drawn_forms import relations as form_relations
from tests.checks.made import document, found, relations

H, D = "holds", "discrepancy"
SECTIONS = """# 一、收入支出决算总体情况说明
{0}年度收、支总计251.21万元。与{1}年度相比，增加43.97万元。
# 二、收入决算情况说明
{2}年度收入合计251.21万元，其中：财政拨款收入244.97万元。
# 三、支出决算情况说明
2022年度支出合计251.21万元，其中：基本支出214.33万元。
"""


@pytest.mark.parametrize(
    ("years", "verdicts"),
    [
        (("2022", "2021", "2022"), {H}),
        (("2022", "2021", "2021"), {H, D}),
        (("2023", "2021", "2022"), {H, D}),
    ],
)
def test_a_section_begins_with_the_year_of_the_document(years: tuple[str, ...], verdicts: set[str]) -> None:
    assert set(found(document(SECTIONS.format(*years)), "N034")) == verdicts


def test_last_year_beside_this_year_is_no_slip() -> None:
    text = SECTIONS.format("2022", "2021", "2022") + "# 四、财政拨款收入支出决算总体情况说明\n"
    text += "2021年度财政拨款支出207.24万元，2022年度财政拨款支出244.97万元。\n"
    assert D not in found(document(text), "N034")


@pytest.mark.parametrize(("year", "verdicts"), [(2021, {H}), (2022, {H, D}), (2020, {H, D})])
def test_the_year_that_all_is_compared_with(year: int, verdicts: set[str]) -> None:
    lines = [
        f"与{y}年度相比，{name}支出增加1.20万元。" for y, name in ((2021, "基本"), (2021, "项目"), (2021, "其他"), (year, "公用"))
    ]
    text = "\n".join(f"本年{n}个。{line}" if n else line for n, line in enumerate(lines))
    assert set(found(document("# 三、支出决算情况说明\n" + text.replace("本年1个。", "本年共1个。")), "N034")) == verdicts


def test_what_was_executed_last_year_is_no_slip() -> None:
    text = (
        SECTIONS.format("2022", "2021", "2022") + "# 四、支出决算具体情况\n2021年支出执行数207.24万元，其中：基本支出3.00万元。\n"
    )
    assert D not in found(document(text), "N034")


def test_one_of_many_in_the_same_words() -> None:
    lines = [
        f"项目{name}按照{year}年目标任务制定绩效目标，申报内容与实际相符。"
        for name, year in zip("甲乙丙丁", (2022, 2022, 2021, 2022), strict=True)
    ]
    spoken = relations(document("# 绩效\n" + "\n".join(line.replace("项目" + line[2], "本项目") for line in lines)), "N034")
    assert [str(r.verdict) for r in spoken] == [H, D]
    assert spoken[1].stated is not None and spoken[1].stated.value == 2021


def test_the_same_words_in_several_years_are_a_history() -> None:
    lines = "\n".join(f"本项目按照{year}年目标任务制定绩效目标，申报内容与实际相符。" for year in (2022, 2022, 2021, 2020))
    assert found(document("# 绩效\n" + lines), "N034") == []


def test_a_title_of_another_year() -> None:
    text = "# 2022年度收入决算情况说明\n2022年度收入决算情况说明\n# 2022年度支出决算情况说明\n2022年度支出决算情况说明\n{0}年度财政拨款支出决算情况说明\n"
    assert found(document(text.format(2022)), "N034") == [H, H, H]
    assert found(document(text.format(2021)), "N034") == [H, H, D]
    assert found(document(text.format(2021), kinds=("final_accounts", "budget")), "N034") == []


@pytest.mark.parametrize(
    ("said", "verdicts"),
    [
        ("参保人员满意度970%", [D]),
        ("参保人员满意度97%", [H]),
        ("任务完成率120%", []),
        ("资金到位率105%", []),
        ("支出增长120%", []),
    ],
)
def test_a_share_of_all_is_at_most_all(said: str, verdicts: list[str]) -> None:
    assert found(document(f"# 绩效\n项目实施后，{said}。"), "N033") == verdicts


def test_a_target_beyond_all() -> None:
    line = "产出指标 | 质量指标 | 记实准确率 | 190% | 99.2% | 10 | 9 | "
    assert [r.verdict for r in form_relations("N033", form_document(project(lines=f"| 指标 | {line} |")))] == [
        Verdict.DISCREPANCY,
        Verdict.HOLDS,
    ]


def test_commas_that_part_no_thousands() -> None:
    made = document("# 一、收入支出决算总体情况说明\n2022年度收、支总计1,72758万元，比上年增加1,200.50万元。")
    assert relations(document("# 一、情况\n2022年度收、支总计1,727.58万元，比上年增加1,200.50万元。"), "U016") == ()
    told = relations(made, "U016")
    assert [(str(r.verdict), r.expected and str(r.expected.value)) for r in told] == [(D, "1727.58")]
