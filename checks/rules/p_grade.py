"""等级 of self-evaluation forms: P007."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from checks import forms, relate
from checks.registry import rule
from disclosure.document import Document
from disclosure.evaluation import Evaluation
from disclosure.fact import Fact
from disclosure.relation import Amount, Evidence, Relation, Severity

OWN_BANDS = re.compile(r"\d+分?(?:\(含\))?(?:以上|及以上)[^。;；]{0,8}(?:为|评为|等级)?[“\"]?(?:优|良)")


@rule("P007", family="score_formula", severity=Severity.WARNING)
def grade_by_total(document: Document) -> Iterator[Relation]:
    """自评等级与总分相符

    查什么：百分制总分对应的等级是否与印列的等级一致；同一文件中总分不低于他表而等级反而低于他表的，一并列出。
    为什么：等级是自评结论，与总分不符则结论不可用。
    依据：财政部预算司统一的绩效自评等级：优90—100、良80—89、中60—79、差0—59。
    例：总分 97，等级“良” → 报；总分 97，等级“优” → 不报。
    不报的情形：满分不是 100；文件自己规定了分档；等级用“合格/不合格”等其他说法。印有“等级”而没有填、他表却填了的，只作提示。
    容差：无。
    """
    own = any(OWN_BANDS.search(sentence.text) for sentence in document.sentences)
    graded = [(f, f.total_score) for f in document.evaluations if f.total_score and f.grade_place and f.grade in _order()]
    for form, score in graded:
        if own or (form.total_weight and form.total_weight.quantity.base != 100) or score.quantity.base > 100:
            yield relate.unresolved(document, f"{forms.title(form)} 等级", "other_bands", [score])
        else:
            yield _judge(document, form, score, [(f, s) for f, s in graded if f is not form])
    if graded:
        yield from _missing(document)


def _missing(document: Document) -> Iterator[Relation]:
    """Forms whose grade was left out."""
    for form in document.evaluations:
        if form.grade_place and not form.grade and form.total_score:
            cited = [relate.evidence(document, form.total_score, "stated")]
            relation = relate.worded(document, f"{forms.title(form)} 等级", True, cited, "P007.missing")
            yield replace(relation, severity=Severity.INFO)


def _judge(document: Document, form: Evaluation, score: Fact, others: list[tuple[Evaluation, Fact]]) -> Relation:
    due = next(grade for grade, least in forms.field().grades if score.quantity.base >= least)
    broken = due != form.grade
    cited = [relate.evidence(document, score, "stated"), _grade(document, form)]
    if broken:
        for other, points in others:
            if points.quantity.base <= score.quantity.base and _order()[other.grade] < _order()[form.grade]:
                cited += [relate.evidence(document, points), _grade(document, other)]
                break
    subject = f"{forms.title(form)} 等级"
    relation = relate.worded(document, subject, broken, cited, "P007", grade=form.grade, due=due, score=_plain(score))
    return Relation(relation.verdict, relation.operands, Amount(score.quantity.value, "分"), message="P007", args=relation.args)


def _grade(document: Document, form: Evaluation) -> Evidence:
    place = form.grade_place or (form.total_score.place if form.total_score else None)
    if place is None:
        raise ValueError(f"{form.id}: a grade without a place")
    return relate.quoted(document, place, form.grade, label=f"{forms.title(form)} 等级")


def _order() -> dict[str, int]:
    return {grade: n for n, (grade, _) in enumerate(forms.field().grades)}


def _plain(score: Fact) -> str:
    return f"{Decimal(score.quantity.value):f}"
