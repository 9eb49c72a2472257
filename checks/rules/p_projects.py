"""Numbers of projects in the text about evaluation: P018, P019."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from checks import forms, relate
from checks.registry import rule
from disclosure.document import Document
from disclosure.fact import Fact, Sentence
from disclosure.quantity import Quantity
from disclosure.relation import Relation, Severity

COUNT = re.compile(r"(?:一级)?项目(?:支出)?(?P<a>\d+)个|(?P<b>\d+)个(?:一级)?项目")
GRADED = re.compile(r"[“\"]?(?P<grade>优秀|优|良好|良|中|合格|差|不合格)[”\"]?(?:等级|等次)?的?(?:项目)?(?P<n>\d+)个")
ASSESSED = re.compile(r"绩效自评[^。；;“”]{0,30}?项目(?P<n>\d+)个")


@rule("P018", family="cross_section", severity=Severity.INFO)
def project_count(document: Document) -> Iterator[Relation]:
    """正文所写的自评项目个数与自评表张数一致

    查什么：正文称对几个（一级）项目开展绩效自评，文件是否附有同样多的项目自评表。
    为什么：个数不同，说明有的项目没有公开自评结果，或正文沿用旧稿。
    依据：部门决算公开范本“预算绩效管理情况”（公开项目绩效自评结果并附自评表）；算术恒等式：自评项目个数＝自评表张数。
    例：正文“一级项目5个”，附 4 张项目自评表 → 报（提示）；附 5 张 → 不报。
    不报的情形：文件没有项目自评表；正文没有写个数或写了不同的个数。
    容差：无。
    """
    found = [form for form in document.evaluations if form.level == "project"]
    said = [fact for sentence in document.sentences if "自评" in sentence.text for fact in _counts(sentence)]
    if not found or not said:
        return
    if len({fact.quantity.value for fact in said}) > 1:
        yield relate.unresolved(document, "自评项目个数", "ambiguous_figure", said)
        return
    cited = [relate.evidence(document, said[0], "stated")]
    totals = [(form, form.total_score) for form in found if form.total_score]
    cited += [relate.quoted(document, score.place, forms.title(form), score.quote, forms.title(form)) for form, score in totals]
    words = {"said": f"{said[0].quantity.value:f}", "count": str(len(found))}
    yield relate.worded(document, "自评项目个数", said[0].quantity.value != len(found), cited, "P018", **words)


@rule("P019", family="narrative_sum")
def count_by_grade(document: Document) -> Iterator[Relation]:
    """各等级的项目个数之和等于自评项目个数

    查什么：正文“绩效自评的项目N个（评级为优的a个、良的b个……）”中各等级个数之和是否等于 N。
    为什么：个数不平说明有项目漏评或等级填错。
    依据：部门决算公开范本“预算绩效管理情况”（各等级项目个数）；算术恒等式：项目个数＝Σ各等级个数。
    例：项目 5 个，优 3 个、良 1 个 → 报；优 4 个、良 1 个 → 不报。
    不报的情形：没有写各等级个数。
    容差：无。
    """
    for sentence in document.sentences:
        whole = ASSESSED.search(sentence.text)
        grades = [m for m in GRADED.finditer(sentence.text) if whole and m.start() > whole.end()]
        stated = _fact_at(sentence, whole.start("n")) if whole else None
        parts = [_fact_at(sentence, match.start("n")) for match in grades]
        known = [replace(part, quantity=_exact(part.quantity)) for part in parts if part]
        if stated and len(known) > 1 and len(known) == len(parts) and len({m["grade"] for m in grades}) == len(grades):
            whole_fact = replace(stated, quantity=_exact(stated.quantity))
            yield relate.total(document, "绩效自评项目个数", whole_fact, known)


def _counts(sentence: Sentence) -> list[Fact]:
    matches = COUNT.finditer(sentence.text)
    places = [match.start("a") if match["a"] else match.start("b") for match in matches if "二级" not in match.group()]
    return [fact for place in places for fact in [_fact_at(sentence, place)] if fact and fact.quantity.value]


def _fact_at(sentence: Sentence, start: int) -> Fact | None:
    return forms.one(fact for fact in sentence.facts if fact.start <= start < fact.end)


def _exact(quantity: Quantity) -> Quantity:
    return replace(quantity, exact=True)
