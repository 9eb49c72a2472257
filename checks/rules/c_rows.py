"""C010: indicator rows of evaluation forms that were not filled."""

from __future__ import annotations

from collections.abc import Iterator

from checks import forms, relate
from checks.registry import rule
from disclosure.document import Document
from disclosure.evaluation import Evaluation, IndicatorLine
from disclosure.relation import Relation, Severity


@rule("C010", family="missing_part", severity=Severity.INFO)
def unfilled(document: Document) -> Iterator[Relation]:
    """自评表指标行填写齐全

    查什么：自评表中写有指标值、完成值的指标行，分值、得分是否都已填写。
    为什么：没有分值或得分的指标不参与计分，总分就不是全部指标的结果。
    依据：项目支出绩效自评表表式（每一三级指标列年度指标值、实际完成值、分值、得分）；项目支出绩效评价管理办法（财预〔2020〕10号）附自评表。
    例：五个指标中四个有分值、得分，第五个有指标值和完成值而得分空白 → 提示信息；五个都填写 → 不提示；全表都没有得分一栏 → 不提示。
    不报的情形：扫描件（可能没有读出）；表中有分值（得分）的指标不足四分之三（可能合并填写）；没有完成值的（由 P021 报）。
    容差：无；一张表只提示一次。
    """
    for form in document.evaluations if not document.scanned else ():
        lines = [line for line in form.indicators if line.target and line.actual]
        for which, name in (("weight", "分值"), ("score", "得分")):
            empty = [line for line in lines if getattr(line, which) is None]
            if empty and len(empty) * 4 <= len(lines) and all(_own(form, line) for line in empty):
                seen = [relate.quoted(document, line.place, line.name, line.quote, role="stated") for line in empty]
                names = "、".join(line.name for line in empty)
                yield relate.worded(document, forms.title(form), True, seen, "C010", what=name, names=names)


def _own(form: Evaluation, line: IndicatorLine) -> bool:
    """Whether the row is one of its own and not a part of the one above, which would hold the figure of both."""
    return bool(line.name) and sum(other.name == line.name for other in form.indicators) == 1
