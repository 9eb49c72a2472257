"""P003 to P008: weights, scores, groups, grade, deductions."""

from checks.judge import check
from disclosure.arithmetic import Verdict
from disclosure.relation import Severity
from tests.checks.drawn_forms import LINES, SOUND, document, overall, project, relations, told, verdicts

H, D = Verdict.HOLDS, Verdict.DISCREPANCY


def test_a_sound_form_has_nothing_to_report() -> None:
    for code in ("P001", "P002", "P003", "P004", "P005", "P006", "P007", "P014"):
        assert set(verdicts(code, project())) == {H}, code
    assert verdicts("P008", project()) == []


def test_a_score_above_its_weight() -> None:
    broken = [r for r in relations("P003", document(project(funds=SOUND.replace("| 9.5 |", "| 100 |")))) if r.verdict is D]
    assert [(r.stated and r.stated.value, r.expected and r.expected.value) for r in broken] == [(100, 10)]

    assert set(verdicts("P003", project(funds=SOUND.replace("| 9.5 |", "| 10 |")))) == {H}


DOUBLE = LINES.replace("| 20 | 20 |", "| 30 | 30 |")


def test_weights_of_110_are_told_once_a_document() -> None:
    assert verdicts("P004", project()) == [H]
    forms = document(*(project(name, lines=DOUBLE.replace("（50分）", "")) for name in ("甲项目", "乙项目")))
    broken = [r for r in relations("P004", forms) if r.verdict is D]
    assert [r.severity for r in broken] == [Severity.ERROR, Severity.ERROR]
    (finding,) = [f for f in check(forms)[1] if f.rule == "P004"]
    assert set(finding.relations) >= {r.id for r in broken}
    assert [r.expected and r.expected.value for r in broken] == [110, 110]
    assert any(r.verdict is H and "不含预算执行" in r.args["subject"] for r in relations("P004", forms))


def test_weights_that_a_group_explains_are_told_by_the_group() -> None:
    form = document(project(lines=DOUBLE))
    assert [r.severity for r in relations("P004", form) if r.verdict is D] == [Severity.INFO]
    assert [r.expected and r.expected.value for r in relations("P006", form) if r.verdict is D] == [60]
    assert set(verdicts("P006", project())) == {H}


def test_total_score() -> None:
    total = "| 总分 | < | < | < | < | < | 100 | {} | |"
    assert verdicts("P005", project(total=total.format("99.5"))) == [H]
    assert verdicts("P005", project(total=total.format("98"))) == [D]


def test_total_score_without_execution_is_read_like_the_weights() -> None:
    """Where weights only make 100 without the execution row, P004 tells it and the scores are read the same way."""
    form = document(project(lines=DOUBLE, total="| 总分 | < | < | < | < | < | 100 | 100 | |"))
    assert [r.verdict for r in relations("P005", form)] == [H]


def test_a_group_without_indicators_is_a_warning() -> None:
    lines = LINES.replace("| 困难家庭生活 | 不断改善 | 不断改善 | 30 | 30 |", "| | | | | |")
    broken = [r for r in relations("P006", document(project(lines=lines))) if r.verdict is D]
    assert [(r.severity, r.message) for r in broken] == [(Severity.WARNING, "P006.empty")]


GRADE = "| 总分 | < | < | < | < | < | 100 | {} | 等级：{} |"


def test_grade_by_total() -> None:
    assert verdicts("P007", project(total=GRADE.format("97", "优"))) == [H]
    assert verdicts("P007", project(total=GRADE.format("90", "优"))) == [H]
    assert verdicts("P007", project(total=GRADE.format("89.9", "优"))) == [D]
    assert verdicts("P007", project(total=GRADE.format("97", "良"))) == [D]
    assert verdicts("P007", project(total=GRADE.format("97", "合格"))) == []


def test_a_wrong_grade_cites_a_form_that_was_graded_better_for_no_more() -> None:
    two = document(project("甲项目", total=GRADE.format("97", "良")), project("乙项目", total=GRADE.format("97", "优")))
    (broken,) = (r for r in relations("P007", two) if r.verdict is D)
    assert [operand.text for operand in broken.operands] == ["97", "良", "97", "优"]


def test_grades_of_the_documents_own_bands_are_not_judged() -> None:
    own = told("评价得分95分以上为优秀。", part="")
    form = project(total=GRADE.format("93", "良"))
    assert [r.verdict for r in relations("P007", document(form, sentences=(own,)))] == [Verdict.UNRESOLVED]


def test_a_deduction_needs_a_reason() -> None:
    silent = LINES.replace("97% | 10 | 10 | |", "97% | 10 | 8 | |")
    (relation,) = relations("P008", document(overall(lines=silent)))
    assert (relation.verdict, relation.message) == (D, "P008.met")
    reasoned = LINES.replace("97% | 10 | 10 | |", "97% | 10 | 8 | 样本偏少 |")
    assert verdicts("P008", overall(lines=reasoned)) == [H]
