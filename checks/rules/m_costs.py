"""M020, C036: contracts for small enterprises, and general costs that the table shows and the text leaves out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from checks import relate
from checks.cells import cell_map, find
from checks.figures import figure, section, text_of
from checks.narrative import squeeze, told
from checks.registry import rule
from disclosure import arithmetic
from disclosure.arithmetic import Verdict
from disclosure.document import Document
from disclosure.fact import ClaimKind, Fact
from disclosure.relation import Relation, Severity

_TOTAL, _SMALL, MICRO = "政府采购支出总额", "授予中小企业合同金额", "授予小微企业合同金额"
_PLAN, _SMALL_PLAN, _MICRO_PLAN = "政府采购预算", "面向中小企业预留预算", "面向小微企业预留预算"
_CHAINS = ((_SMALL, _TOTAL), (MICRO, _SMALL), (MICRO, _TOTAL), (_SMALL_PLAN, _PLAN), (_MICRO_PLAN, _SMALL_PLAN))
_COSTS = ("会议费", "培训费")


@rule("M020", family="narrative_vs_table", severity=Severity.WARNING)
def small_enterprises(document: Document) -> Iterator[Relation]:
    """授予中小、小微企业的采购金额

    查什么：小微企业金额 ≤ 中小企业金额 ≤ 采购总额；小微企业的占比以采购总额或以中小企业金额为分母之一成立。
    为什么：小微企业是中小企业的一部分，中小企业的合同是全部合同的一部分。
    依据：政府采购促进中小企业发展管理办法（财库〔2020〕46号）；两种分母都见于中央部门公开。
    例：采购总额46.28、中小企业48.50 → 报；小微占“中小企业金额”的48.6%或占“总额”的8.2% → 都成立。
    不报的情形：没有写总额或写了不同的数；单位不同。
    容差：印列末位的一个单位；占比取印列位数所允许的区间。
    """
    for lesser, greater in _CHAINS:
        less, more = figure(document, lesser, "procurement"), figure(document, greater, "procurement")
        if less and more and (more.quantity.value or less.quantity.value):
            yield relate.at_most(document, lesser, less, more)
    yield from _shares(document)


@rule("C036", family="narrative_vs_table", severity=Severity.INFO)
def costs_told(document: Document) -> Iterator[Relation]:
    """一般性支出漏说的项目

    查什么：一般性支出说明写了会议费、培训费之一的，另一项在基本支出表中有数时也写明。
    为什么：只说为零的一项，有数的一项就没有公开。
    依据：部门决算公开范本第十一节（会议费、培训费等）。
    例：只写“会议费0万元”，表列培训费0.02万元 → 提示信息；两项都写 → 不提示。
    不报的情形：没有一般性支出一节；表中为零。
    容差：无。
    """
    sentences = list(section(document, "general_cost"))
    text = text_of(document, "general_cost") + "".join(squeeze(t).text for s in sentences for t in s.heading[-1:])
    everywhere = "".join(squeeze(s.text).text for s in document.sentences if not s.table)
    for cell in cell_map() if any(cost in text for cost in _COSTS) else ():
        schedule = document.only(cell.kind) if cell.rule == "M018" else None
        shown = find(schedule, cell) if schedule else None
        if shown and shown.quantity.value:
            cited = [relate.evidence(document, shown, "stated")]
            cited += [e for s in sentences[:1] if (e := relate.passage(document, s, 0, len(s.text)))]
            missing = not _mentioned(everywhere, cell.indicator)
            yield relate.worded(document, cell.indicator, missing, cited, "C036", figure=relate.shown(shown))


def _mentioned(text: str, cost: str) -> bool:
    """Whether the text speaks of the cost otherwise than in a list of accounts (办公费、会议费、培训费)."""
    return any(text[n - 1 : n] != "、" for n in range(len(text)) if text.startswith(cost, n))


def _shares(document: Document) -> Iterator[Relation]:
    """The share of the smallest: of the whole that is named, of all contracts, or of those of small enterprises."""
    others = [figure(document, name, "procurement") for name in (_TOTAL, _SMALL)]
    for one in told(document, ClaimKind.SHARE):
        rate, part = one.one("rate"), one.one("part")
        if rate and part and part.indicator == MICRO and part.quantity.value:
            wholes = [whole for whole in (one.one("whole"), *others) if whole and whole.quantity.value]
            if wholes and (one.one("whole") or all(others)):  # a share that fails of one whole may hold of the other
                best = min(wholes, key=lambda whole: _off(rate, part, whole))
                made = relate.ratio(document, f"{MICRO}占比", rate, part, best)
                yield replace(made, family="ratio_share", severity=Severity.ERROR)


def _off(rate: Fact, part: Fact, whole: Fact) -> int:
    """0 where the share holds of that whole, 1 where it does not."""
    fine = (Verdict.HOLDS, Verdict.ROUNDING)
    return 0 if arithmetic.ratio(rate.quantity, part.quantity, whole.quantity).verdict in fine else 1
