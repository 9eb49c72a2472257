"""正文与自评表 in one file: D004, D008, P017."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from checks import forms, relate
from checks.passages import Passage, passages
from checks.registry import rule
from checks.targets import TIED
from disclosure.arithmetic import Verdict
from disclosure.document import Document
from disclosure.evaluation import Evaluation
from disclosure.fact import Fact, Measure, Sentence
from disclosure.relation import Relation, Severity

AMOUNTS = (Measure.INITIAL_BUDGET, Measure.ADJUSTED_BUDGET, Measure.ACTUAL)
WORDS = {Measure.INITIAL_BUDGET: "年初预算数", Measure.ADJUSTED_BUDGET: "全年预算数", Measure.ACTUAL: "执行数"}


@rule("D004", family="cross_section")
def project_amounts(document: Document) -> Iterator[Relation]:
    """正文所写的项目金额与自评表一致

    查什么：正文按项目写明的年初预算数、全年预算数、执行数和完成率，是否与该项目自评表相同。
    为什么：同一项目两处金额不同，必有一处错误或口径混用。
    依据：部门决算公开范本“预算绩效管理情况”（项目自评结果以所附自评表为准）；算术恒等式：一个项目的同一种数只有一个。
    例：正文“项目全年预算数为200万元”，自评表全年预算数 422.75、年初预算数 200 → 报；两处都是 422.75 → 不报。
    不报的情形：项目名称对应不到唯一的自评表；同一段落对同一指标写了不同的数。
    容差：按印列位数，较粗的一方四舍五入。
    """
    for passage in passages(document):
        broken = False
        for measure in AMOUNTS:
            said, printed = _said(passage, measure, "money"), forms.amount(passage.form, measure)
            if said and printed:
                relation = relate.equal(document, f"{forms.title(passage.form)} {WORDS[measure]}", said, printed, "D004")
                broken |= relation.verdict is Verdict.DISCREPANCY
                yield relation
        rate, printed = _said(passage, Measure.COMPLETION, "rate"), passage.form.execution_rate
        if rate and printed and _said(passage, Measure.ADJUSTED_BUDGET, "money"):
            relation = relate.equal(document, f"{forms.title(passage.form)} 执行率", rate, printed, "D004")
            yield replace(relation, severity=Severity.INFO if broken else Severity.WARNING)


@rule("P017", family="cross_section")
def narrative_score(document: Document) -> Iterator[Relation]:
    """正文所写的自评得分与自评表总分一致

    查什么：正文按项目写明的自评得分，是否与该项目自评表的总分相同。
    为什么：得分是自评结论，两处不同则结论不可用。
    依据：部门决算公开范本“预算绩效管理情况”（公开项目绩效自评结果并附自评表）；算术恒等式：一个项目的总分只有一个。
    例：正文“自评得分为96分”，自评表总分 98 → 报；都是 98 → 不报。
    不报的情形：项目名称对应不到唯一的自评表。
    容差：无。
    """
    for passage in passages(document):
        said, printed = _said(passage, None, "score"), passage.form.total_score
        if said and printed:
            yield relate.equal(document, f"{forms.title(passage.form)} 自评得分", said, printed, "D004")


@rule("D008", family="cross_section")
def indicator_values(document: Document) -> Iterator[Relation]:
    """报告正文的指标完成数与自评表一致

    查什么：正文写明的目标数、完成数，是否与自评表中同名指标的指标值、完成值相同。
    为什么：同一指标两处完成数不同，完成率和得分都不可信。
    依据：项目支出绩效自评表表式（实际完成值）；算术恒等式：一项指标在一个年度的完成值只有一个。
    例：正文“已完成政府代缴人数1200人”，自评表“政府代缴人数”完成值 1158 人 → 报；正文“走访人数1200人” → 不报（另一项指标）。
    不报的情形：名称不完全相同或过于笼统；多张表有同名指标；百分比类指标。
    容差：无，人数等是精确数；约数按印列位数。
    """
    known = _indicators(document)
    for sentence in document.sentences:
        for fact in sentence.facts:
            name = _words_before(sentence, fact)
            hits = [key for key in known if name.endswith(key)]
            if len(hits) == 1 and known[hits[0]] and fact.measure in (Measure.ACHIEVED, Measure.ACTUAL):
                form, target, actual = known[hits[0]][0]
                yield relate.equal(document, f"{forms.title(form)} {hits[0]}完成数", fact, actual, "D004")
                due = forms.one(f for f in sentence.facts if f.measure is Measure.TARGET)
                if due and target:
                    yield relate.equal(document, f"{forms.title(form)} {hits[0]}目标数", due, target, "D004")


def _said(passage: Passage, measure: Measure | None, dimension: str) -> Fact | None:
    """The figure of that measure in the passage; None where there is none, or different ones."""
    found = [f for f in passage.facts if measure in (None, f.measure) and f.quantity.dimension == dimension]
    return found[0] if found and len({fact.quantity.base for fact in found}) == 1 else None


def _indicators(document: Document) -> dict[str, list[tuple[Evaluation, Fact | None, Fact]]]:
    """Counts reached, by the name that stands before them in a form; a name of two forms is left out."""
    found: dict[str, list[tuple[Evaluation, Fact | None, Fact]]] = {}
    for form in document.evaluations:
        for line in form.indicators:
            for fact in line.actuals:
                name = forms.own(form, fact)
                if len(name) >= 5 and fact.quantity.dimension in ("people", "households", "count") and TIED not in fact.scope:
                    same = forms.one(t for t in line.targets if forms.own(form, t) == name)
                    found.setdefault(name, []).append((form, same, fact))
    return {name: entries for name, entries in found.items() if len(entries) == 1}


def _words_before(sentence: Sentence, fact: Fact) -> str:
    return re.split(r"[，。；：、,;:\d]", sentence.text[: fact.start])[-1].removesuffix("为").removesuffix("达").strip()
