"""What becomes of relations: causes, notes, doubtful readings and tails."""

from collections.abc import Iterator
from decimal import Decimal

import pytest

from checks import relate
from checks.judge import check
from checks.registry import Rule, all_rules, rule, select
from disclosure.arithmetic import Verdict
from disclosure.document import Document
from disclosure.fact import Claim, ClaimKind, Fact, Place, Sentence
from disclosure.geometry import Box
from disclosure.page import Page
from disclosure.quantity import Quantity, unit
from disclosure.relation import Relation, Severity


def fact(name: str, value: str, **more: object) -> Fact:
    places = len(value.partition(".")[2])
    quantity = Quantity(Decimal(value), places, unit("万元"), value)
    where = Place(1, Box(sum(map(ord, name)) % 500, 0, 540, 10))
    return Fact(name, quantity, where, label=name, **more)  # type: ignore[arg-type]


def document(*facts: Fact, claims: tuple[Claim, ...] = ()) -> Document:
    sentence = Sentence("s1", "说明", (), facts=facts, claims=claims)
    return Document("d", "d.pdf", "0" * 64, (Page(1, 595, 842),), sentences=(sentence,))


def rules(*checks: tuple[str, str, list[Relation]]) -> list[Rule]:
    def make(code: str, family: str, relations: list[Relation]) -> Rule:
        def made(_: Document) -> Iterator[Relation]:
            yield from relations

        return Rule(code, family, Severity.ERROR, code, made)

    return [make(*entry) for entry in checks]


def test_two_relations_broken_by_one_figure_are_one_finding() -> None:
    wrong, a, b, elsewhere = fact("合计", "192.43"), fact("甲", "100.00"), fact("乙", "92.53"), fact("他表", "192.53")
    doc = document(wrong, a, b, elsewhere)
    inner = relate.total(doc, "表内合计", wrong, [a, b])
    outer = relate.equal(doc, "两表合计", wrong, elsewhere)
    relations, findings = check(doc, rules(("X001", "table_vs_table", [outer]), ("T001", "table_sum", [inner])))
    assert [r.verdict for r in relations] == [Verdict.DISCREPANCY] * 2
    assert [(f.rule, len(f.relations)) for f in findings] == [("T001", 2)]


def test_two_errors_of_different_size_stay_two_findings() -> None:
    shared, a, b = fact("合计", "10.00"), fact("甲", "9.00"), fact("乙", "12.50")
    doc = document(shared, a, b)
    pairs = [relate.equal(doc, "一", shared, a), relate.equal(doc, "二", shared, b)]
    assert len(check(doc, rules(("X001", "table_vs_table", pairs)))[1]) == 2


@pytest.mark.parametrize(("note", "status"), [("7235.75", Verdict.RECONCILED), ("7235.70", Verdict.DISCREPANCY)])
def test_a_note_explains_only_its_exact_amount(note: str, status: Verdict) -> None:
    book, accounts, amount = fact("账面支出", "7480.72"), fact("决算支出", "244.97"), fact("差异", note)
    claim = Claim("c1", ClaimKind.DIFFERENCE, (("amount", "差异"),), "s1")
    doc = document(book, accounts, amount, claims=(claim,))
    pair = relate.equal(doc, "支出", book, accounts)
    _, findings = check(doc, rules(("D001", "cross_section", [pair])))
    assert [f.status for f in findings] == [status]
    assert any(e.role == "note" for e in findings[0].evidence) == (status is Verdict.RECONCILED)


def test_a_note_never_explains_a_sum_inside_a_table() -> None:
    whole, part, amount = fact("合计", "20.00"), fact("甲", "15.00"), fact("差异", "5.00")
    claim = Claim("c1", ClaimKind.DIFFERENCE, (("amount", "差异"),), "s1")
    doc = document(whole, part, amount, claims=(claim,))
    _, findings = check(doc, rules(("T001", "table_sum", [relate.total(doc, "合计", whole, [part])])))
    assert [f.status for f in findings] == [Verdict.DISCREPANCY]


def test_a_doubtful_reading_is_set_apart() -> None:
    whole, part = fact("合计", "20.00"), fact("甲", "15.00", confidence=0.5)
    doc = document(whole, part)
    _, findings = check(doc, rules(("T001", "table_sum", [relate.total(doc, "合计", whole, [part])])))
    assert [f.status for f in findings] == [Verdict.SUSPECT_OCR]


def test_a_figure_of_a_grid_that_is_no_evidence_leaves_the_relation_open() -> None:
    whole, part = fact("合计", "20.00"), fact("甲", "15.00", confidence=0.4)
    relations, findings = check(
        document(whole, part), rules(("T001", "table_sum", [relate.total(document(whole, part), "合计", whole, [part])]))
    )
    assert [(r.verdict, r.reason) for r in relations] == [(Verdict.UNRESOLVED, "distrusted_table")]
    assert findings == ()


def test_tails_are_one_item() -> None:
    a, b, c = fact("一", "1.01"), fact("二", "1.02"), fact("三", "1.03")
    doc = document(a, b, c)
    pairs = [relate.equal(doc, "一", a, b), relate.equal(doc, "二", b, c)]
    _, findings = check(doc, rules(("X001", "table_vs_table", pairs)))
    assert [(f.status, f.severity, len(f.relations)) for f in findings] == [(Verdict.ROUNDING, Severity.INFO, 2)]


def test_money_is_never_compared_with_a_figure_of_another_kind() -> None:
    money, people = fact("支出", "20.00"), Fact("人数", Quantity(Decimal(20), 0, unit("人"), "20"), Place(1, Box(0, 0, 1, 1)))
    relation = relate.equal(document(money, people), "两数", money, people)
    assert (relation.verdict, relation.reason) == (Verdict.UNRESOLVED, "units_differ")


def test_a_fingerprint_survives_a_new_place() -> None:
    def finding_at(x: float) -> str:
        whole, part = fact("合计", "20.00"), fact("甲", "15.00")
        whole = Fact(**{**{k: getattr(whole, k) for k in whole.__dataclass_fields__}, "place": Place(9, Box(x, 0, x + 1, 1))})
        doc = document(whole, part)
        return check(doc, rules(("T001", "table_sum", [relate.total(doc, "合计", whole, [part])])))[1][0].fingerprint

    assert finding_at(1) == finding_at(300)


def test_selection_by_code_group_and_family() -> None:
    made = rules(("N001", "growth", []), ("N005", "ratio_share", []), ("T001", "table_sum", []))
    assert [r.code for r in select(made, ["N"], ["growth"])] == ["N005"]
    assert [r.code for r in select(made, [], ["T001"])] == ["N001", "N005"]
    with pytest.raises(ValueError, match="Z9"):
        select(made, ["Z9"])


def test_a_rule_outside_the_contracts_families_is_refused() -> None:
    with pytest.raises(ValueError, match="guess"):
        rule("N999", family="guess")


def test_every_rule_has_a_page_under_the_fixed_headings() -> None:
    for made in all_rules():
        for heading in ("查什么", "为什么", "依据", "例", "不报的情形", "容差"):
            assert heading in made.page, f"{made.code} lacks {heading}"


@pytest.mark.parametrize(("other", "status"), [("15.00", Verdict.SUSPECT_OCR), ("16.00", Verdict.DISCREPANCY)])
def test_another_reading_that_closes_the_difference_is_a_doubt(other: str, status: Verdict) -> None:
    whole, part = fact("合计", "15.00"), fact("甲", "18.00", alternatives=(other,))
    doc = document(whole, part)
    _, findings = check(doc, rules(("T001", "table_sum", [relate.total(doc, "合计", whole, [part])])))
    assert [f.status for f in findings] == [status]


def test_a_figure_at_which_two_relations_point_is_named() -> None:
    wrong, a, b, elsewhere = fact("合计", "192.43"), fact("甲", "100.00"), fact("乙", "92.53"), fact("他表", "192.53")
    doc = document(wrong, a, b, elsewhere)
    pair = [relate.total(doc, "表内合计", wrong, [a, b]), relate.equal(doc, "两表合计", wrong, elsewhere)]
    _, findings = check(doc, rules(("T001", "table_sum", pair)))
    assert "2 项关系同时指向“合计”（192.43万元）" in findings[0].message.zh


def test_the_same_slip_in_two_places_is_one_finding_with_both_pages() -> None:
    def slip(page: int) -> Relation:
        score, weight = fact(f"得分{page}", "100"), fact(f"分值{page}", "10")
        score = Fact(**{**{k: getattr(score, k) for k in score.__dataclass_fields__}, "place": Place(page, Box(0, 0, 1, 1))})
        return relate.at_most(document(score, weight), f"第{page}表", score, weight)

    relations, findings = check(document(), rules(("P003", "score_bound", [slip(1), slip(2)])))
    assert len(relations) == 2
    assert [(len(f.relations), "第 2 页" in f.message.zh) for f in findings] == [(2, True)]


def test_tails_do_not_part_what_one_wrong_figure_breaks() -> None:
    wrong, a, b, elsewhere = fact("合计", "461.05"), fact("甲", "200.00"), fact("乙", "161.03"), fact("他表", "361.04")
    doc = document(wrong, a, b, elsewhere)
    pair = [relate.total(doc, "表内合计", wrong, [a, b]), relate.equal(doc, "两表合计", wrong, elsewhere)]
    _, findings = check(doc, rules(("T001", "table_sum", pair)))
    assert [len(f.relations) for f in findings] == [2]
