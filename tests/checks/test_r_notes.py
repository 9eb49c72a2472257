"""R rules: notes that explain a difference."""

from __future__ import annotations

from checks.judge import check
from tests.checks.made import document, found, relations
from tests.checks.test_m_tables import GENERAL

NOTE = (
    "# 五、一般公共预算财政拨款支出决算情况说明\n"
    "2022年度财政拨款支出决算数为252.84万元，账面实际支出为{}万元。\n"
    "# 六、其他需要说明的情况\n"
    "本报告按照实际账目发生支出填报，因此与决算报表数据有100.00万元支出的差异，特此说明。"
)


def test_a_note_explains_the_pair_it_fits() -> None:
    made = document(NOTE.format("352.84"), GENERAL)
    assert found(made, "R002") == ["reconciled"]
    assert [f.status for f in check(made)[1]] == ["reconciled"]
    assert found(document(NOTE.format("352.85"), GENERAL), "R002") == [], "not the amount that the note gives"


def test_a_note_explains_nothing_else() -> None:
    made = document(NOTE.format("353.84"), GENERAL)
    assert found(made, "R002") == []
    assert found(made, "R008") == ["unresolved"]


def test_the_note_is_cited() -> None:
    finding = check(document(NOTE.format("352.84"), GENERAL))[1][0]
    assert [e.role for e in finding.evidence] == ["stated", "operand", "note"]


def test_a_note_repeated() -> None:
    note = "因此与决算报表数据有{}万元支出的差异，特此说明。"
    made = "# 五、说明\n" + note.format("100.00") + "\n# 六、说明\n" + note.format("100.00")
    assert found(document(made), "R005") == ["holds"]


def told_twice(again: str, words: str = "支出的差异") -> list[str]:
    """R005 over a note and the same note with another amount or matter."""
    note = "因此与决算报表数据有{}万元{}，特此说明。"
    return found(document(f"# 五、说明\n{note.format('7235.75', '支出的差异')}\n# 六、说明\n{note.format(again, words)}"), "R005")


def test_a_note_repeated_with_another_amount() -> None:
    assert told_twice("7235.57") == ["discrepancy"]
    assert told_twice("7235.75") == ["holds"]
    assert told_twice("12.00", "人员经费的差异") == [], "another matter"


MADE_OF = (
    "# 五、说明\n与决算报表数据有7235.75万元支出的差异，由社保补助6760万元、职业年金422.75万元、物业补贴{}万元{}，特此说明。"
)


def test_what_a_note_says_it_is_made_of() -> None:
    assert found(document(MADE_OF.format("53", "三项组成")), "R004") == ["holds"]
    assert found(document(MADE_OF.format("35", "三项组成")), "R004") == ["discrepancy"]
    assert found(document(MADE_OF.format("35", "等组成")), "R004") == [], "not all of them are named"
    assert found(document(MADE_OF.format("35", "四项组成")), "R004") == [], "one was not read"


BOTH = "# 五、说明\n账面支出352.84万元，决算报表支出252.84万元，{}。"


def test_a_note_that_gives_both_figures() -> None:
    assert found(document(BOTH.format("相差100.00万元")), "R008") == ["holds"]
    assert found(document(BOTH.format("相差100.01万元")), "R008") == ["rounding"]
    broken = relations(document(BOTH.format("相差120.00万元")), "R008")
    assert [(str(r.verdict), str(r.severity), r.expected and str(r.expected.value)) for r in broken] == [
        ("discrepancy", "warning", "100.00")
    ]
    assert "discrepancy" not in found(document(BOTH.format("与上年决算相差120.00万元")), "R008"), "of other figures"


LEFT_OUT = "# 五、说明\n账面实际支出为352.84万元。\n{}"


def test_money_that_the_final_accounts_leave_out() -> None:
    (told,) = relations(document(LEFT_OUT.format("因审核要求，决算报表中删除了100.00万元支出，形成100.00万元的差异。")), "D015")
    assert (str(told.verdict), str(told.severity), told.args["figure"]) == ("discrepancy", "info", "100.00万元")
    assert found(document(LEFT_OUT.format("代管资金未列入决算报表，形成100.00万元的差异。")), "D015") == [], "not its own"
    assert found(document(LEFT_OUT.format("与上年决算相差100.00万元。")), "D015") == []
