"""Lists of amounts: items behind 主要用于 and 主要包括, and what a sentence after a list speaks of. All texts are made up."""

from __future__ import annotations

from disclosure.fact import ClaimKind
from tests.extractors.reading import claims, fact, facts, read, told


def test_after_a_breakdown_a_sentence_without_subject_speaks_of_the_whole() -> None:
    found = read(
        "某县气象局2023年度收入合计100.00万元。其中：财政拨款收入80.00万元；其他收入20.00万元。与上年相比，增加25.00万元，增长33.33%。"
    )
    assert told(found, ClaimKind.GROWTH) == [{"current": ["100.00万元"], "change": ["25.00万元"], "rate": ["33.33%"]}]
    assert fact(found, "25.00万元").indicator == "本年收入合计"


def test_a_list_right_after_a_list_may_be_of_either() -> None:
    head = "2023年度总收入40.00万元，其中本年收入30.00万元、年初结转和结余10.00万元。具体情况如下："
    found = read(head, "1.财政拨款收入25.00万元。", "2.其他收入5.00万元。")
    assert [c["whole"] for c in told(found, ClaimKind.BREAKDOWN)] == [["40.00万元"]]


def test_shares_of_total_income_below_that_total() -> None:
    found = read("2023年度收入合计100万元。其中：财政拨款收入80万元，占总收入的80%；其他收入20万元，占总收入的20%。")
    assert [c.get("whole") for c in told(found, ClaimKind.SHARE)] == [["100万元"], ["100万元"]]


def test_economic_items_of_a_purpose() -> None:
    found = read("（一）公用经费8.00万元，主要包括：办公费5.00万元、会议费1.00万元、其他商品和服务支出2.00万元。")
    assert [(f.indicator, f.code) for f in facts(found)[1:]] == [
        ("办公费", "30201"),
        ("会议费", "30215"),
        ("其他商品和服务支出", "30299"),
    ]
    claim = claims(found, ClaimKind.BREAKDOWN)[0]
    assert told(found, ClaimKind.BREAKDOWN) == [{"whole": ["8.00万元"], "part": ["5.00万元", "1.00万元", "2.00万元"]}]
    assert not claim.exhaustive


def test_items_below_a_class_of_accounts() -> None:
    found = read("1.社会保障和就业支出（类）支出5.00元。主要用于事业单位离退休支出2.00元，某某专项支出3.00元；")
    assert [(f.indicator, f.code) for f in facts(found)[1:]] == [("事业单位离退休", "2080502"), ("某某专项", None)]


def test_classes_with_shares_behind_a_purpose() -> None:
    found = read("2023年度一般公共预算财政拨款支出10万元。按科目主要用于：教育支出6万元，占60%；住房保障支出4万元，占40%。")
    assert [c["whole"] for c in told(found, ClaimKind.SHARE)] == [["10万元"], ["10万元"]]


def test_one_amount_behind_a_purpose_is_left_alone() -> None:
    """Neither the account, which may be only a part of it, nor the subject before."""
    found = read("项目支出20.00万元。主要用于办公费10.00万元。")
    assert fact(found, "10.00万元").indicator == ""


def test_amounts_of_a_single_item_are_left_alone() -> None:
    text = "1.教育支出（类）普通教育（款）小学教育（项）9.00万元，主要用于办公费4.00万元、水费5.00万元。"
    assert [f.indicator for f in facts(read(text))[1:]] == ["", ""]


def test_a_paragraph_about_one_project() -> None:
    text = (
        "1.某某服务项目绩效自评综述：根据年初设定的绩效目标，项目自评得分为96分。项目全年预算数为20.00万元，执行数为19.00万元，"
        "完成预算的95%。项目惠及群众30人。"
    )
    found = read(text)
    assert [f.indicator for f in facts(found)] == ["某某服务项目"] * 4 + [""]
    assert told(found, ClaimKind.COMPLETION) == [{"actual": ["19.00万元"], "budget": ["20.00万元"], "rate": ["95%"]}]


def test_projects_in_general_are_no_subject() -> None:
    found = read("重点项目绩效自评情况：项目全年预算数为20.00万元，执行数为19.00万元。")
    assert [f.indicator for f in facts(found)] == ["", ""]
