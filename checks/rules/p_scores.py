"""分值与得分 of self-evaluation forms: P003 to P006."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from checks import forms, relate
from checks.registry import rule
from disclosure.arithmetic import Verdict
from disclosure.document import Document
from disclosure.evaluation import Evaluation, WeightBlock
from disclosure.fact import Fact
from disclosure.relation import Relation, Severity

FULL = 100
"""The marks of a form whose total is not what its weights add up to."""


@rule("P003", family="score_bound")
def score_bound(document: Document) -> Iterator[Relation]:
    """得分不超过分值

    查什么：每个指标、预算执行和总分的得分是否不大于分值，且不小于零。
    为什么：10 分的行得 100 分是填错了栏（常见的是把百分数当作得分）。
    依据：自评表填表说明：各项得分最高不得超过该项分值上限。
    例：分值 10，得分 100 → 报；分值 10，得分 10 → 不报。
    不报的情形：分值或得分空白。
    容差：无，分值与得分是精确数。
    """
    for form in document.evaluations:
        for name, score, weight in _pairs(form):
            subject = f"{forms.title(form)}：{name}得分"
            if score.quantity.value < 0:
                yield relate.worded(document, subject, True, [relate.evidence(document, score, "stated")], "P003.negative")
            else:
                yield relate.at_most(document, subject, score, weight, "P003")


@rule("P004", family="score_sum")
def weights_sum(document: Document) -> Iterator[Relation]:
    """各项分值之和等于总分分值

    查什么：预算执行与各指标分值之和是否等于总分行的分值（100）。
    为什么：分值合计不是 100，自评总分就没有可比性。
    依据：项目支出绩效自评表表式：总分行的分值（100分）是预算执行与各指标分值之和。
    例：执行 10 分，指标合计 100 分，总分 100 → 报（110）；指标合计 90 → 不报。
    不报的情形：有指标没有读到分值。某组分值与标注之差恰好等于超出数的，由 P006 说明。
    容差：无。
    """
    for form in document.evaluations:
        stated, weights = form.total_weight, _weights(form)
        if stated is None or weights is None or not weights:
            continue
        subject = f"{forms.title(form)} 分值合计"
        execution = [form.execution_weight] if form.execution_weight else []
        relation = relate.total(document, subject, stated, [*execution, *weights], message="P004")
        if relation.verdict is Verdict.DISCREPANCY:
            told = _told_by_group(document, form)
            relation = replace(relation, severity=Severity.INFO if told else None)
            if execution and _leaves_out_execution(document, form):
                alone = relate.total(document, f"{subject}（不含预算执行）", stated, weights, message="P004")
                yield alone
                if alone.verdict is not Verdict.HOLDS:
                    continue
        yield relation


@rule("P005", family="score_sum")
def scores_sum(document: Document) -> Iterator[Relation]:
    """各项得分之和等于总分

    查什么：预算执行得分与各指标得分之和是否等于总分行的得分。
    为什么：总分决定等级，是自评结论的依据。
    依据：项目支出绩效自评表表式（总分行）；算术恒等式：总分＝预算执行得分＋Σ各指标得分。
    例：执行 8 分，指标 90 分，总分 97 → 报；总分 98 → 不报。
    不报的情形：有指标没有读到得分；分值本身只在不计预算执行时才合计为总分的（由 P004 报出），得分也按同一口径核对。
    容差：无。
    """
    for form in document.evaluations:
        stated, scores = form.total_score, _scores(form)
        if stated is None or not scores:
            continue
        subject = f"{forms.title(form)} 得分合计"
        execution = [form.execution_score] if form.execution_score else []
        relation = relate.total(document, subject, stated, [*execution, *scores], message="P005")
        if relation.verdict is Verdict.DISCREPANCY and execution and _leaves_out_execution(document, form):
            relation = relate.total(document, f"{subject}（不含预算执行）", stated, scores, message="P005")
        yield relation


@rule("P006", family="score_sum")
def group_weights(document: Document) -> Iterator[Relation]:
    """一级指标下各指标分值之和等于标注的分值

    查什么：一级（二级）指标旁标注的分值，如“产出指标（50分）”，是否等于其下各指标分值之和。
    为什么：标注的权重是评分体系的设计，实际分值与之不符说明分值填错或指标漏设。
    依据：项目支出绩效自评表表式：一级指标旁标注的分值是其下各指标分值之和。
    例：“效益指标（30分）”下列 30 分和 10 分两项 → 报；20 分和 10 分 → 不报。
    不报的情形：没有标注分值；组内有指标没有读到分值。标注了分值而没有设指标的，按警告报出。
    容差：无。
    """
    for form in document.evaluations:
        for block in form.blocks:
            yield from _block(document, form, block)


def _block(document: Document, form: Evaluation, block: WeightBlock) -> Iterator[Relation]:
    subject = f"{forms.title(form)} “{block.name}”分值"
    if block.execution:
        if form.execution_weight:
            yield relate.equal(document, subject, block.weight, form.execution_weight)
        return
    weights = [form.indicators[n].weight for n in block.members]
    found = [weight for weight in weights if weight is not None]
    if len(found) < len(weights):
        yield relate.unresolved(document, subject, "missing_figure", [block.weight, *found])
        return
    relation = relate.total(document, subject, block.weight, found, message="P006" if found else "P006.empty")
    yield relation if found else replace(relation, severity=Severity.WARNING)


def _told_by_group(document: Document, form: Evaluation) -> bool:
    """Whether all weights are off the total by just what a group of the form is off its label, as printed: P006 tells that."""
    weights, execution = _weights(form), form.execution_weight
    if form.total_weight is None or not weights:
        return False
    whole = relate.total(document, "", form.total_weight, [*([execution] if execution else []), *weights])
    gaps = (relation.delta for block in form.blocks for relation in _block(document, form, block))
    return relate.printed(whole.delta) in {relate.printed(gap) for gap in gaps if gap}


def _pairs(form: Evaluation) -> Iterator[tuple[str, Fact, Fact]]:
    if form.execution_score and form.execution_weight:
        yield "预算执行", form.execution_score, form.execution_weight
    for line in form.indicators:
        if line.score and line.weight:
            yield line.name, line.score, line.weight
    if form.total_score and form.total_weight:
        yield "总分", form.total_score, form.total_weight


def _weights(form: Evaluation) -> list[Fact] | None:
    """Weights of all indicators; None where one is missing beside a score or a target."""
    lines = [line for line in form.indicators if line.weight or line.score or line.target]
    found = [line.weight for line in lines if line.weight]
    return found if len(found) == len(lines) else None


def _scores(form: Evaluation) -> list[Fact] | None:
    lines = [line for line in form.indicators if line.weight or line.score]
    found = [line.score for line in lines if line.score]
    return found if len(found) == len(lines) else None


def _leaves_out_execution(document: Document, form: Evaluation) -> bool:
    """Whether the form's weights are meant without the execution row: without it they make the full marks or come nearer to the total.

    They do not where a group of indicators is off by as much as the whole: then one weight is wrong, and the row counts.
    """
    weights, stated = _weights(form), form.total_weight
    if not weights or stated is None or form.execution_weight is None:
        return False
    alone, execution = sum(weight.quantity.value for weight in weights), form.execution_weight.quantity.value
    rest = stated.quantity.value - alone
    if rest == 0 or (alone == FULL and rest != execution):
        return True
    return abs(rest) < abs(rest - execution) and not _told_by_group(document, form)
