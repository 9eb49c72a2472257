"""The small grammar of targets and completed values."""

import pytest

from extractors.evaluations.values import read_values


def shown(text: str, indicator: str = "") -> list[tuple[str, str, str, str]]:
    return [
        (str(r.quantity.value), r.quantity.unit.symbol if r.quantity.unit else "", r.quantity.hedge, r.name)
        for r in read_values(text, indicator)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("≥95%", [("95", "%", "≥", "")]),
        ("不低于90%", [("90", "%", "≥", "")]),
        ("1921人以上", [("1921", "人", "≥", "")]),
        ("≤10万元", [("10", "万元", "≤", "")]),
        ("230000万元", [("230000", "万元", "", "")]),
        ("2名建国初期老干部", [("2", "名", "", "建国初期老干部")]),
        ("甲类补助900人,乙类补贴4000人", [("900", "人", "", "甲类补助"), ("4000", "人", "", "乙类补贴")]),
        ("企业:平均1942.5元/人", [("1942.5", "元", "", "")]),
        ("80", [("80", "", "", "")]),
    ],
)
def test_quantities_with_their_words(text: str, expected: list[tuple[str, str, str, str]]) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    "text", ["2022年底前", "2023年度", "2023-12-31", "80%-90%", "某府发[2020]18号", "12月底", "每月10日前", "第1季度", "应保尽保"]
)
def test_dates_ranges_and_numbers_of_documents_are_not_quantities(text: str) -> None:
    assert shown(text) == []


def test_a_date_beside_a_quantity() -> None:
    assert [entry[:2] for entry in shown("12月31日前完成100%")] == [("100", "%")]


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("平均4.02万元/人/年", {"平均", "每人", "每年"}),
        ("人均1368.57元/月", {"平均", "每人", "每月"}),
        ("每人每月200元", {"每人", "每月"}),
        ("400元/人·月", {"每人", "每月"}),
        ("100元", set()),
    ],
)
def test_what_an_amount_is_per(text: str, scope: set[str]) -> None:
    (reading,) = read_values(text)
    assert reading.scope == scope


def test_a_standard_with_the_persons_it_is_for() -> None:
    amount, persons = read_values("补贴标准11.25元/1276人")
    assert (amount.scope, persons.scope, persons.name) == ({"按人数"}, {"标准人数"}, "补贴标准")


def test_ten_thousands_take_their_kind_from_the_indicator() -> None:
    assert shown("8.34万", "参保人数") == [("8.34", "万人", "", "")]
    (bare,) = read_values("8.34万", "宣传资料")
    assert (bare.quantity.value, bare.quantity.places) == (83400, -2)
