"""What sentences state about their numbers. Wordings of several provinces, all made up."""

from __future__ import annotations

import pytest

from disclosure.fact import ClaimKind
from tests.extractors.reading import claims, read, told


@pytest.mark.parametrize(
    "text",
    [
        "2023年度收、支总计100.00万元。与上年相比，增加20.00万元，增长25.00%，主要是因为人员增加。",
        "某某县财政局2023年度收入支出总计100.00万元。与2022年度相比，收入支出总计增加20.00万元，增长25.00%。",
        "2023年度收、支总计均为100.00万元。与2022年相比，收、支总计各增加20.00万元，增长25.00%。",
        "机关运行经费支出100.00万元，比上年决算数增加20.00万元，上升25.00%。",
        "我局2023年公务接待费支出决算为100.00万元，较2022年增加20.00万元，提高25.00%。",
        "收入总计100.00万元，支出总计100.00万元。与2022年度相比，收、支总计各增加20.00万元，增长25.00%。",
    ],
)
def test_growth(text: str) -> None:
    found = read(text)
    assert told(found, ClaimKind.GROWTH) == [{"current": ["100.00万元"], "change": ["20.00万元"], "rate": ["25.00%"]}]
    assert claims(found, ClaimKind.GROWTH)[0].direction == 1


def test_growth_over_a_stated_prior_value() -> None:
    found = read("2022年当年预算执行数为9.00万元，2023年预算安排12.00万元，比2022年预算执行数增加33.33%。", kind="budget")
    assert told(found, ClaimKind.GROWTH) == [{"current": ["12.00万元"], "prior": ["9.00万元"], "rate": ["33.33%"]}]


def test_growth_from_one_value_to_another() -> None:
    found = read("公务接待费支出决算由2022年的4.00万元减少到3.00万元，下降25%。")
    assert told(found, ClaimKind.GROWTH) == [{"current": ["3.00万元"], "prior": ["4.00万元"], "rate": ["25%"]}]
    assert claims(found, ClaimKind.GROWTH)[0].direction == -1


def test_a_change_against_the_own_budget_is_not_growth_over_the_year() -> None:
    found = read("“三公”经费年初预算为4.00万元，支出决算为3.00万元，比年初预算减少1.00万元，下降25%。")
    claim = claims(found, ClaimKind.GROWTH)[0]
    assert claim.base == "initial_budget"
    assert told(found, ClaimKind.GROWTH)[0]["prior"] == ["4.00万元"]


def test_two_possible_current_values_are_none() -> None:
    found = read("本年支出合计100.00万元。本年支出合计90.00万元，比上年增加5.00万元，增长5.26%。")
    assert "current" not in told(found, ClaimKind.GROWTH)[0]


def test_a_form_not_filled_in_has_no_direction() -> None:
    assert claims(read("机关运行经费支出3万元，比上年增加（减少）1万元，增长（下降）50%。"), ClaimKind.GROWTH)[0].direction == 0


def test_figures_in_a_reason_are_not_about_the_subject() -> None:
    found = read("机关运行经费支出3万元，比上年增加1万元，增长50%，主要原因是新增办公费2万元，增长10%。")
    assert told(found, ClaimKind.GROWTH) == [{"current": ["3万元"], "change": ["1万元"], "rate": ["50%"]}]


def test_shares_and_a_known_partition() -> None:
    found = read("本年支出合计100万元，其中：基本支出80万元，占80%；项目支出20万元，占20%。")
    assert told(found, ClaimKind.SHARE) == [
        {"part": ["80万元"], "whole": ["100万元"], "rate": ["80%"]},
        {"part": ["20万元"], "whole": ["100万元"], "rate": ["20%"]},
    ]
    assert [c.exhaustive for c in claims(found, ClaimKind.BREAKDOWN)] == [True]


def test_the_named_whole_of_a_share_may_stand_in_another_section() -> None:
    found = read("本年支出合计200万元。", "一般公共预算财政拨款支出150万元，占本年支出合计的75%。")
    assert told(found, ClaimKind.SHARE) == [{"part": ["150万元"], "whole": ["200万元"], "rate": ["75%"]}]


def test_a_named_whole_with_two_values_is_left_out() -> None:
    found = read("本年支出合计200万元。", "本年支出合计210万元。", "一般公共预算财政拨款支出150万元，占本年支出合计的75%。")
    assert told(found, ClaimKind.SHARE) == [{"part": ["150万元"], "rate": ["75%"]}]


def test_a_whole_called_by_its_other_name() -> None:
    found = read("单位国有资产50万元。其中：流动资产10万元，较上年增长5%，占资产总额20%；固定资产40万元，占资产总额80%。")
    assert [c["whole"] for c in told(found, ClaimKind.SHARE)] == [["50万元"], ["50万元"]]


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("年初预算为50万元，支出决算为48万元，完成年初预算的96%。", "initial_budget"),
        ("全年预算数为50万元，执行数为48万元，完成预算的96%。", "budget"),
        ("调整预算数50万元，决算数48万元，预算执行率96%。", "budget"),
        ("参保目标任务人数50万人，当前参保人数为48万人，完成年度目标任务的96%。", "target"),
    ],
)
def test_completion(text: str, base: str) -> None:
    found = read(text)
    roles = told(found, ClaimKind.COMPLETION)[0]
    assert [roles[role][0][:2] for role in ("actual", "budget", "rate")] == ["48", "50", "96"]
    assert claims(found, ClaimKind.COMPLETION)[0].base == base


def test_completion_of_a_budget_that_was_not_given() -> None:
    """年初预算 is not 全年预算: the denominator is left out."""
    found = read("项目全年预算数为50万元，执行数为48万元，完成年初预算的96%。")
    assert "budget" not in told(found, ClaimKind.COMPLETION)[0]


def test_qizhong_alone_is_not_complete() -> None:
    found = read("本年收入合计100万元，其中：财政拨款收入90万元。")
    assert [c.exhaustive for c in claims(found, ClaimKind.BREAKDOWN)] == [False]
    found = read("基本支出460万元，其中工资福利支出390万元，公用经费65万元。")
    assert not any(c.exhaustive for c in claims(found, ClaimKind.BREAKDOWN))


def test_account_classes_under_a_stated_total_are_complete() -> None:
    text = "一般公共预算财政拨款支出10万元，主要用于以下方面：教育支出（类）6万元，占60%；住房保障支出（类）4万元，占40%。"
    assert [c.exhaustive for c in claims(read(text), ClaimKind.BREAKDOWN)] == [True]


def test_a_list_in_brackets_is_inside_its_part() -> None:
    text = "总建筑面积100平方米，其中：地上面积70平方米（其中计容面积60平方米，不计容面积10平方米），地下面积30平方米。"
    assert told(read(text), ClaimKind.BREAKDOWN) == [
        {"whole": ["70平方米"], "part": ["60平方米", "10平方米"]},
        {"whole": ["100平方米"], "part": ["70平方米", "30平方米"]},
    ]


def test_a_semicolon_ends_a_list_that_was_not_set_off() -> None:
    text = "机关单位参保人数为2万人，其中退休人员5000人；城乡居民参保人数达40万人，其中缴费人数30万人。"
    assert told(read(text), ClaimKind.BREAKDOWN) == [
        {"whole": ["2万人"], "part": ["5000人"]},
        {"whole": ["40万人"], "part": ["30万人"]},
    ]


def test_numbered_items_below_their_total() -> None:
    head = "一般公共预算财政拨款支出年初预算为30万元，支出决算为28万元，完成年初预算的93.33%。其中："
    items = [
        "1.教育支出（类）普通教育（款）小学教育（项）。年初预算为10万元，支出决算为9万元。",
        "2.教育支出（类）普通教育（款）初中教育（项）。年初预算为20万元，支出决算为19万元。",
    ]
    found = read(head, *items)
    assert told(found, ClaimKind.BREAKDOWN) == [
        {"whole": ["30万元"], "part": ["10万元", "20万元"]},
        {"whole": ["28万元"], "part": ["9万元", "19万元"]},
    ]
    assert all(c.exhaustive for c in claims(found, ClaimKind.BREAKDOWN))


def test_a_list_with_a_missing_number_is_not_complete() -> None:
    head = "一般公共预算财政拨款支出决算为28万元。其中："
    items = ["1.教育支出（类）普通教育（款）小学教育（项）9万元。", "3.教育支出（类）普通教育（款）初中教育（项）19万元。"]
    assert not any(c.exhaustive for c in claims(read(head, *items), ClaimKind.BREAKDOWN))


def test_respectively_pairs_names_and_figures_in_order() -> None:
    found = read("因公出国（境）费、公务接待费分别为1万元、2万元。")
    assert [(f.indicator, f.quantity.text) for f in found[0].facts] == [("因公出国（境）费", "1万元"), ("公务接待费", "2万元")]


@pytest.mark.parametrize(("words", "direction"), [("大于", 1), ("小于", -1), ("等于", 0)])
def test_comparison_with_the_budget(words: str, direction: int) -> None:
    found = read(f"年初预算为5万元，支出决算为4万元，决算数{words}年初预算数的主要原因是厉行节约。")
    assert told(found, ClaimKind.COMPARISON) == [{"left": ["4万元"], "right": ["5万元"]}]
    assert claims(found, ClaimKind.COMPARISON)[0].direction == direction


def test_level_with_the_year_before() -> None:
    found = read("公务接待费支出决算为4万元，与上年持平。")
    assert told(found, ClaimKind.COMPARISON) == [{"left": ["4万元"]}]


def test_roll_forward() -> None:
    found = read("2023年预算收入120万元，其中年初预算100万元，调整追加20万元。")
    assert told(found, ClaimKind.ROLLFORWARD) == [{"start": ["100万元"], "addition": ["20万元"], "end": ["120万元"]}]


def test_a_note_that_explains_a_difference() -> None:
    found = read("本报告按照实际账目填报，因此与决算报表数据有35.75万元项目收入和支出的差异，特此说明。")
    claim = claims(found, ClaimKind.DIFFERENCE)[0]
    assert told(found, ClaimKind.DIFFERENCE) == [{"amount": ["35.75万元"]}]
    assert claim.measures == ("项目收入", "项目支出") and "决算报表" in claim.base


def test_a_note_that_something_was_left_out() -> None:
    found = read("该科目发生支出35.75万元。因此决算报表中删除了该支出数据。")
    assert told(found, ClaimKind.DIFFERENCE) == [{"amount": ["35.75万元"]}]


def test_a_product() -> None:
    found = read("按120人×500元/月×12个月=72万元测算。")
    assert told(found, ClaimKind.PRODUCT) == [{"amount": ["72万元"], "factor": ["120人", "500元/月", "12个月"]}]


def test_an_unnamed_subject_keeps_to_its_unit() -> None:
    found = read("项目绩效自评得分为95分，全年预算数为20万元，执行数为19万元，完成预算的95%。")
    assert told(found, ClaimKind.COMPLETION) == [{"actual": ["19万元"], "budget": ["20万元"], "rate": ["95%"]}]


def test_a_list_with_a_part_that_the_partition_does_not_know_is_not_complete() -> None:
    found = read("本年支出合计100万元，其中：基本支出60万元，项目支出30万元，其他支出10万元。")
    assert told(found, ClaimKind.BREAKDOWN)[0]["part"] == ["60万元", "30万元", "10万元"]
    assert not claims(found, ClaimKind.BREAKDOWN)[0].exhaustive


def test_a_mention_without_its_fund_means_the_figure_just_given() -> None:
    found = read("2023年度收、支总计100万元。2023年度财政拨款收、支总计90万元，与上年相比，收、支总计增加10万元，增长12.5%。")
    assert told(found, ClaimKind.GROWTH) == [{"current": ["90万元"], "change": ["10万元"], "rate": ["12.5%"]}]
    assert [f.scope for f in found[1].facts] == [{"财政拨款"}] * 3


def test_the_figure_of_the_ledger_stands_beside_that_of_the_statement() -> None:
    found = read("财政拨款支出年初预算数为50万元，支出决算数为40万元，账面实际支出为70万元，完成年初预算的80%。")
    assert told(found, ClaimKind.COMPLETION) == [{"actual": ["40万元"], "budget": ["50万元"], "rate": ["80%"]}]
    assert found[0].facts[2].scope == {"账面"}


def test_a_total_named_otherwise_is_not_the_whole_of_the_list() -> None:
    found = read("财政拨款收入900万元，其中：一般公共预算财政拨款收入800万元，占收入合计的80%。")
    assert told(found, ClaimKind.SHARE) == [{"part": ["800万元"], "rate": ["80%"]}]


def test_the_prior_value_inside_the_comparison() -> None:
    found = read("财政拨款支出预算安排30万元，比上年预算32万元减少2万元，下降6.25%。", kind="budget")
    assert told(found, ClaimKind.GROWTH) == [{"current": ["30万元"], "prior": ["32万元"], "change": ["2万元"], "rate": ["6.25%"]}]


@pytest.mark.parametrize(
    "text",
    [
        "新增学位1200个，较上年800个增加400个，增长50%。",
        "新增学位1200个，比2022年的800个增加400个，增长50%。",
        "新增学位1200个，上年为800个，增加400个，增长50%。",
    ],
)
def test_the_prior_value_of_a_count_is_not_the_current_one(text: str) -> None:
    roles = {"current": ["1200个"], "prior": ["800个"], "change": ["400个"], "rate": ["50%"]}
    assert told(read(text), ClaimKind.GROWTH) == [roles]


def test_the_prior_value_of_a_named_part() -> None:
    (found,) = told(read("公务接待费3.00万元，较上年4.00万元减少1.00万元，下降25%。"), ClaimKind.GROWTH)
    assert (found["current"], found["prior"]) == (["3.00万元"], ["4.00万元"])
