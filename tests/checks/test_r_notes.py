"""R rules: notes that explain a difference."""

from __future__ import annotations

from checks.judge import check
from tests.checks.made import document, found
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
