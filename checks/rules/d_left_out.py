"""D015: money spent that the final accounts leave out, as a note says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks import relate
from checks.narrative import squeeze
from checks.notes import notes
from checks.registry import rule
from disclosure.document import Document
from disclosure.relation import Relation, Severity

_OUT = re.compile(
    r"(?:决算(?:报表|表|数据|数)?|报表)(?:中|里|内)?[^，。；]{0,6}?(?:删除|剔除|扣除|未列入|未包含|未纳入|未反映|未列|没有列入|不含|不包括)"
    r"|(?:未列入|未纳入|未计入|没有列入)[^，。；]{0,8}?决算(?:报表|表)"
)
_HARMLESS = re.compile(r"上缴|代管|往来|暂存|暂付|代收代付|非本级|下属单位|涉密")
"""What final accounts are right to leave out: money that is not the unit's own income or expenditure."""


@rule("D015", family="reconciliation", severity=Severity.INFO)
def left_out(document: Document) -> Iterator[Relation]:
    """账上有而决算报表没有列的支出

    查什么：说明写明账面已发生的收支在决算报表中删除（剔除、未列入）并给出金额的，把该金额列出供核实。
    为什么：决算应当完整；账上的支出不进报表，公开的支出总数就少了这一块。
    依据：部门决算管理办法：决算应当收支真实、数额准确、内容完整、报送及时。
    例：“账面支出352.84万元，因审核要求，决算报表中删除了100.00万元支出” → 提示信息；“与上年相比减少100.00万元” → 不提示；
    “代管资金100.00万元未列入决算报表” → 不提示（不是本单位收支）。
    不报的情形：说明没有给出金额；所删的是代管、往来、上缴等不属于本单位的资金。
    容差：无；同一金额只列一次。
    """
    seen: set[object] = set()
    for note in notes(document):
        text, amount = squeeze(note.told.sentence.text).text, note.amount
        if _OUT.search(text) and not _HARMLESS.search(text) and abs(amount.quantity.base) not in seen:
            seen.add(abs(amount.quantity.base))
            cited = [relate.evidence(document, amount, "stated")]
            yield relate.worded(document, "决算报表未列的收支", True, cited, "D015", figure=relate.shown(amount))
