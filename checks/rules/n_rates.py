"""N033: rates that cannot be more than a hundred per cent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from checks import forms, relate
from checks.narrative import squeeze
from checks.registry import rule
from disclosure import arithmetic
from disclosure.document import Document
from disclosure.fact import Fact
from disclosure.quantity import Quantity
from disclosure.relation import Relation, Severity

_WHOLE = re.compile(
    r"(?:满意(?:度|率)|(?:准确|合格|及时|覆盖|发放|知晓|达标|通过|普及|公开|有效|正确|入库|按时|兑现|结案|办结)率)"
    r"(?:指标值|完成值|目标|均|应|已|须)*(?:达到?|为|是|保持在|不低于|高于|大于|等于|超过|≥|>|=|：)*$"
)


@rule("N033", family="target_vs_actual", severity=Severity.WARNING)
def at_most_all(document: Document) -> Iterator[Relation]:
    """满意度、合格率等不超过100%

    查什么：满意度、准确率、合格率、及时率、覆盖率等以全部为限的比率（正文、自评表的指标值与完成值）是否不大于100%。
    为什么：全部合格也只是100%，超过的必是笔误或填错栏。
    依据：算术恒等式：部分÷全部≤100%，部分不会大于全部。
    例：“参保人员满意度970%” → 报；“满意度97%” → 成立；“完成率120%”“增长120%” → 不核对。
    不报的情形：完成率、执行率、到位率、增减率、控制率（可以超过100%）；没有百分号的数。
    容差：无。
    """
    for fact, words in (*_spoken(document), *_filled(document)):
        if fact.quantity.dimension == "rate" and fact.quantity.unit and fact.quantity.unit.symbol == "%" and _WHOLE.search(words):
            outcome = arithmetic.at_most(fact.quantity, Quantity(Decimal(1), exact=True))
            subject = fact.label or words
            yield relate.judged(document, subject, outcome, fact, [], f"{relate.shown(fact)} ≤ 100%", "N033")


def _spoken(document: Document) -> Iterator[tuple[Fact, str]]:
    """Every figure of a sentence with the words of its clause before it."""
    for sentence in document.sentences:
        for fact in sentence.facts:
            yield fact, re.split(r"[，。；、,;]", squeeze(sentence.text[: fact.start]).text)[-1]


def _filled(document: Document) -> Iterator[tuple[Fact, str]]:
    """Targets and completed values of forms with the name of their indicator."""
    for form in document.evaluations:
        for line in form.indicators:
            for fact in (*line.targets, *line.actuals):
                own = forms.own(form, fact)
                yield fact, squeeze(own if _WHOLE.search(squeeze(own).text) else line.name).text
