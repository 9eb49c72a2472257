"""D001 to D008, P017 to P019: forms against the text of the same file."""

from disclosure.arithmetic import Verdict
from disclosure.fact import Measure
from disclosure.relation import Severity
from tests.checks.drawn_forms import document, overall, project, relations, told

H, D = Verdict.HOLDS, Verdict.DISCREPANCY
FULL, ACTUAL, SCORE, OTHER = Measure.ADJUSTED_BUDGET, Measure.ACTUAL, Measure.SCORE, Measure.OTHER


def summary(budget: str, score: str = "99.5"):  # type: ignore[no-untyped-def]
    first = told(f"临时救助项目绩效自评综述：项目自评得分为{score}分。", (score, "分", "", SCORE), id="s1")
    figures = [(budget, "万元", "", FULL), ("285", "万元", "", ACTUAL)]
    return first, told(f"项目全年预算数为{budget}万元，执行数为285万元。", *figures, id="s2")


def test_amounts_in_the_summary_of_a_project() -> None:
    assert [r.verdict for r in relations("D004", document(project(), sentences=summary("300")))] == [H, H]
    broken = relations("D004", document(project(), sentences=summary("200")))
    assert [(r.verdict, r.expected and str(r.expected.value)) for r in broken] == [(D, "300"), (H, "285")]


def test_a_project_named_in_quotation_marks_with_a_shortened_name() -> None:
    sentence = told("项目“城乡困难家庭救助”实际支出285万元。", ("285", "万元", "", ACTUAL))
    form = project("城乡困难家庭临时救助")
    assert [r.verdict for r in relations("D004", document(form, sentences=(sentence,)))] == [H]
    twins = (form, project("城乡困难家庭医疗救助"))
    assert relations("D004", document(*twins, sentences=(sentence,))) == []


def test_score_in_the_summary() -> None:
    assert [r.verdict for r in relations("P017", document(project(), sentences=summary("300")))] == [H]
    assert [r.verdict for r in relations("P017", document(project(), sentences=summary("300", "98")))] == [D]


def test_project_forms_add_up_to_project_spending() -> None:
    forms = (project("甲专项"), project("乙专项"))
    text = "对2个项目开展绩效自评，项目支出{}万元。"

    def said(number: str):  # type: ignore[no-untyped-def]
        return told(text.format(number), ("2", "个", "", OTHER), (number, "万元", "项目支出", ACTUAL))

    assert [r.verdict for r in relations("D003", document(*forms, sentences=(said("570"),)))] == [H]
    assert [r.verdict for r in relations("D003", document(*forms, sentences=(said("600"),)))] == [D]
    lone = told("项目支出600万元。", ("600", "万元", "项目支出", ACTUAL))
    assert relations("D003", document(*forms, sentences=(lone,))) == []


def test_overall_form_against_the_report() -> None:
    def said(number: str):  # type: ignore[no-untyped-def]
        return told(f"全年支出{number}万元。", (number, "万元", "本年支出合计", ACTUAL))

    assert [r.verdict for r in relations("D001", document(overall(), sentences=(said("285"),)))] == [H]
    assert [r.verdict for r in relations("D001", document(overall(), sentences=(said("280"),)))] == [D]


LINE = "| 指标 | 产出 | 数量指标 | 政府代缴人数 | 1200人 | 1158人 | 5 | 5 | 减员 |"


def test_a_count_in_the_report_against_the_form() -> None:
    text = "已完成政府代缴人数{}人。"
    form = project(lines=LINE)
    same = told(text.format("1158"), ("1158", "人", "", Measure.ACHIEVED))
    other = told(text.format("1200"), ("1200", "人", "", Measure.ACHIEVED))
    unlike = told("已完成走访人数1200人。", ("1200", "人", "", Measure.ACHIEVED))
    assert [r.verdict for r in relations("D008", document(form, sentences=(same,)))] == [H]
    assert [r.verdict for r in relations("D008", document(form, sentences=(other,)))] == [D]
    assert relations("D008", document(form, sentences=(unlike,))) == []


def test_number_of_projects_is_a_hint() -> None:
    sentence = told("开展绩效自评，其中一级项目2个。", ("2", "个", "", OTHER))
    (relation,) = relations("P018", document(project(), sentences=(sentence,)))
    assert (relation.verdict, relation.severity) == (D, Severity.INFO)
    assert [r.verdict for r in relations("P018", document(project("甲项"), project("乙项"), sentences=(sentence,)))] == [H]


def test_projects_by_grade_add_up() -> None:
    text = "绩效自评的2024年度项目5个（评级为“优”的项目4个；评级为“良”的项目{}个）。"

    def said(number: str):  # type: ignore[no-untyped-def]
        return told(text.format(number), *((n, "个", "", OTHER) for n in ("5", "4", number)), id=number)

    assert [r.verdict for r in relations("P019", document(sentences=(said("1"),)))] == [H]
    assert [r.verdict for r in relations("P019", document(sentences=(said("0"),)))] == [D]


def test_a_figure_of_the_form_is_found_in_the_report() -> None:
    funds = "| 资金 | 合计 | 7253.94 | 7480.72 | 7480.72 | 10 | 100% | 10 | |"
    said = told("其中年初预算7253.94万元。", ("7253.94", "万元", "", Measure.INITIAL_BUDGET))
    (relation,) = relations("D016", document(overall(funds=funds), sentences=(said,)))
    assert (relation.verdict, relation.stated and str(relation.stated.value)) == (H, "7253.94")


def test_a_figure_of_the_form_miswritten_in_the_report() -> None:
    """Two neighbouring digits changed over are a slip; another figure, or one of another measure, is not."""
    form = overall(funds="| 资金 | 合计 | 7253.94 | 7480.72 | 7480.72 | 10 | 100% | 10 | |")

    def said(number: str, measure: Measure = Measure.INITIAL_BUDGET):  # type: ignore[no-untyped-def]
        sentence = told(f"其中资金{number}万元。", (number, "万元", "", measure))
        return [r.verdict for r in relations("D016", document(form, sentences=(sentence,)))]

    assert said("7235.94") == [D]
    assert said("7253.49") == [D]
    assert said("7480.72") == [H, H], "what the form prints for the whole year"
    assert said("6980.15") == []
    assert said("7235.94", Measure.BUDGET) == []
