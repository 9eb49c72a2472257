"""定性指标 of self-evaluation forms: P011."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from checks import forms, relate
from checks.registry import rule
from disclosure.arithmetic import Outcome, Verdict
from disclosure.document import Document
from disclosure.evaluation import IndicatorLine
from disclosure.relation import Relation, Severity


@dataclass(frozen=True, slots=True)
class Band:
    """One of the three marks of a qualitative indicator: the words that a form is filled with, and the share of the weight it is worth."""

    words: re.Pattern[str]
    least: Decimal
    most: Decimal


BANDS = (
    Band(re.compile(r"(?:未|没有)达成(?:预期|年度|绩效)?(?:指标|目标)"), Decimal("0"), Decimal("0.6")),
    Band(re.compile(r"部分达成(?:预期|年度|绩效)?(?:指标|目标)"), Decimal("0.5"), Decimal("0.8")),
    Band(re.compile(r"^(?:全部|基本|已)?达成(?:预期|年度|绩效)?(?:指标|目标)"), Decimal("0.8"), Decimal("1")),
)
"""The forms draw the line between the second and the third mark at 60 or at 50 per cent: either is accepted."""


@rule("P011", family="score_bound", severity=Severity.INFO)
def qualitative(document: Document) -> Iterator[Relation]:
    """定性指标按达成情况分三档计分

    查什么：完成值填“达成预期指标”“部分达成预期指标”“未达成预期指标”的定性指标，得分是否在该档的分值区间内。
    为什么：写“部分达成”而得满分，得分与完成情况脱节。
    依据：项目支出绩效自评表填表说明（备注）：定性指标分达成预期指标、部分达成预期指标、未达成预期指标三档，分别按该指标分值的
    100%—80%、80%—50%、50%—0% 合理确定分值；有的表以60%分界，两种都不报。
    例：分值10，填“部分达成预期指标”，得10分 → 提示信息；得8分、得5.5分 → 不提示；填“未达成预期指标”，得5.5分 → 不提示。
    不报的情形：完成值不是这三种写法；完成值另有数值；没有分值或得分。
    容差：无；区间含两端。
    """
    for form in document.evaluations:
        for line in form.indicators:
            band = next((band for band in BANDS if band.words.search(forms.plain(line.actual))), None)
            if band and line.score and line.weight and not line.actuals and line.weight.quantity.value > 0:
                yield _within(document, forms.named(form, line), line, band)


def _within(document: Document, subject: str, line: IndicatorLine, band: Band) -> Relation:
    assert line.score and line.weight
    score, weight = line.score.quantity.base, line.weight.quantity.base
    nearest = min(max(score, weight * band.least), weight * band.most)
    verdict = Verdict.HOLDS if nearest == score else Verdict.DISCREPANCY
    formula = f"{relate.shown(line.weight)} × ({band.least * 100:f}%—{band.most * 100:f}%)"
    made = relate.judged(
        document, subject, Outcome(verdict, nearest, score - nearest), line.score, [line.weight], formula, "P011"
    )
    return Relation(
        made.verdict,
        (*made.operands, forms.cell(document, line, "actual")),
        made.stated,
        made.expected,
        made.delta,
        formula,
        message="P011",
        args={**made.args, "actual": line.actual},
    )
