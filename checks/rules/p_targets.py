"""指标值与完成值 of self-evaluation forms: P009, P021, P022."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from checks import forms, relate, targets
from checks.registry import rule
from checks.targets import Pair, Way
from disclosure.arithmetic import Outcome, Verdict
from disclosure.document import Document
from disclosure.evaluation import Evaluation, IndicatorLine
from disclosure.relation import Relation, Severity

YEAR_ONLY = re.compile(r"(?:19|20)\d{2}年?[度的]?(?:全年)?")
DEADLINE = re.compile(r"(?:底|末)?(?:以)?前?$")


@rule("P009", family="target_vs_actual", severity=Severity.WARNING)
def target_reached(document: Document) -> Iterator[Relation]:
    """没有达到指标值的，不应得满分

    查什么：完成值没有达到指标值（正向指标低于、成本和“≤”指标高于）而得满分，或没有说明偏差原因。
    为什么：完成情况与得分脱节是自评失真的主要表现。
    依据：项目支出绩效自评表备注：定量指标正向的得分＝权重×完成值÷目标值，反向的得分＝权重×目标值÷完成值；自评表“偏差原因分析及改进措施”栏。
    例：指标值 1200 人，完成 1158 人，得分 20/20 → 报；完成 1200 人以上 → 不报。
    不报的情形：两边的单位或口径（每月、每人）不同；一格多数而对应关系不清；看不出越大越好还是越小越好；写明了偏差原因。
    容差：印列位数的一半。
    """
    for form in document.evaluations:
        for line in form.indicators:
            for pair in targets.pairs(form, line):
                yield _reached(document, form, line, pair)


@rule("P021", family="target_vs_actual", severity=Severity.INFO)
def stated_in_words(document: Document) -> Iterator[Relation]:
    """文字类指标应填写实际完成情况

    查什么：完成值是否照抄指标名称；整张表有得分却没有填完成值；文字类指标值与完成值相同的，记为一致。
    为什么：没有完成值的得分无从核验。
    依据：项目支出绩效自评表表式（“实际完成值”栏逐项填写全年实际完成情况）。
    例：指标“社会保障水平”，指标值“不断提升”，完成值“社会保障水平” → 报；完成值“不断提升” → 不报。
    不报的情形：两边文字不同而无法机械比较的，记为未判定。
    容差：标点、空格以及期限后的“前”不计。
    """
    for form in document.evaluations:
        lines = [line for line in form.indicators if line.target and line.score]
        missing = [line for line in lines if not line.actual and line.actual_place]
        if missing:
            yield _missing(document, form, missing)
        for line in lines:
            if line.actual and not (line.targets and line.actuals):
                yield _worded(document, form, line)


@rule("P022", family="target_vs_actual", severity=Severity.INFO)
def wrong_kind(document: Document) -> Iterator[Relation]:
    """指标值与完成值应是同一种量

    查什么：指标值与完成值的计量口径不同（元与%，元/月与元/人）；非时效指标的指标值只写了一个年份。
    为什么：口径不同或只有年份的指标无法核验。
    依据：中央部门项目支出核心绩效目标和指标设置及取值指引（试行）（财预〔2021〕101号）：绩效指标应当细化、量化、可衡量。
    例：指标值 100元/人/年，完成值 100% → 报；指标值“2023年度”，完成值“全年完成”（数量指标）→ 报；时效指标“2023年度” → 不报。
    不报的情形：时效指标写年份或期限。
    容差：无。
    """
    for form in document.evaluations:
        bare = [line for line in form.indicators if YEAR_ONLY.fullmatch(line.target) and not _about_time(line)]
        if bare:
            cited = [forms.cell(document, line, "target") for line in bare]
            yield relate.worded(document, forms.title(form), True, cited, "P022.year", count=str(len(bare)))
        for line in form.indicators:
            for pair in targets.pairs(form, line):
                if not pair.alike and _both_say(pair):
                    cited = [forms.cell(document, line, "target"), forms.cell(document, line, "actual")]
                    words = {"target": line.target, "actual": line.actual}
                    relation = relate.worded(document, forms.named(form, line), True, cited, "P022.kind", **words)
                    yield replace(relation, family="unit")


def _reached(document: Document, form: Evaluation, line: IndicatorLine, pair: Pair) -> Relation:
    subject = forms.named(form, line)
    if not pair.alike:
        return relate.unresolved(document, subject, "scope_differs", [pair.target, pair.actual])
    if pair.way is Way.UNKNOWN:
        return relate.unresolved(document, subject, "direction_unknown", [pair.target, pair.actual])
    silent = not line.reason and not pair.met
    full = targets.full(line)
    broken = silent and (full or (line.explains and targets.deducted(line)))
    delta = pair.actual.quantity.base - pair.target.quantity.base
    outcome = Outcome(Verdict.DISCREPANCY if broken else Verdict.HOLDS, pair.target.quantity.base, delta)
    sign = "≥" if pair.way is Way.UP else "≤"
    formula = f"{relate.shown(pair.actual)} {sign} {relate.shown(pair.target)}"
    points = [fact for fact in (line.score, line.weight) if fact and broken]
    key = ("P009.full" if full else "P009.short") + (".over" if pair.way is Way.DOWN else "")
    made = relate.judged(document, subject, outcome, pair.actual, [pair.target, *points], formula, key)
    words = {"actual": relate.shown(pair.actual), "target": relate.shown(pair.target)}
    words["score"] = relate.shown(line.score) if line.score else ""
    mild = broken and pair.way is Way.DOWN and not full
    return replace(made, args={**made.args, **words}, severity=Severity.INFO if mild else None)


def _worded(document: Document, form: Evaluation, line: IndicatorLine) -> Relation:
    cited = [forms.cell(document, line, "target"), forms.cell(document, line, "actual")]
    subject, target, actual = forms.named(form, line), _core(line.target), _core(line.actual)
    if target == actual or (len(actual) >= 4 and (target.startswith(actual) or actual.startswith(target))):
        return relate.worded(document, subject, False, cited, "P021.same")
    if actual == forms.plain(line.name) and actual != target:
        return relate.worded(document, subject, True, cited, "P021.copied", actual=line.actual)
    made = relate.worded(document, subject, False, cited, "P021.same")
    return replace(made, verdict=Verdict.UNRESOLVED, reason="words_only")


def _missing(document: Document, form: Evaluation, lines: list[IndicatorLine]) -> Relation:
    cited = [forms.cell(document, line, "target") for line in lines]
    return relate.worded(document, forms.title(form), True, cited, "P021.missing", count=str(len(lines)))


def _core(text: str) -> str:
    return DEADLINE.sub("", forms.plain(text))


def _about_time(line: IndicatorLine) -> bool:
    return forms.says("time", f"{line.kind}{line.name}")


def _both_say(pair: Pair) -> bool:
    """Whether both sides print a unit or what they are per; a bare number beside a unit proves nothing."""
    return all(fact.quantity.unit is not None for fact in (pair.target, pair.actual)) and not pair.target.blank
