"""M101, M102, M105, M106: what the text of a budget says against the cell it speaks of."""

from __future__ import annotations

from collections.abc import Iterator

from checks.registry import rule
from checks.rules.m_cells import compared
from disclosure.document import Document
from disclosure.relation import Relation


@rule("M101", family="narrative_vs_table")
def income(document: Document) -> Iterator[Relation]:
    """收入预算与收支预算总表

    查什么：编制说明中的收入预算、财政拨款收入等于收支预算总表（换算单位后）。
    为什么：说明用万元、表用元，换算时最易出错。
    依据：部门预算公开范本的编制说明。
    例：文18,976.76万元、表189,767,551元 → 成立；文18,967.76万元 → 报。
    不报的情形：表缺失；文中写的是增减额或上年数。
    容差：较粗一处的印列末位。
    """
    yield from compared(document, "M101")


@rule("M102", family="narrative_vs_table")
def expenditure(document: Document) -> Iterator[Relation]:
    """支出预算与各支出预算表

    查什么：支出预算、财政拨款支出预算、一般公共预算及基金、国资支出预算等于各自的表。
    为什么：同一数在说明与表各写一次，必须一致。
    依据：部门预算公开范本的编制说明。
    例：文15621.11万元、表156,211,070元 → 成立；相差一个单位以上 → 报。
    不报的情形：表缺失；文中写的是增减额或上年数。
    容差：较粗一处的印列末位。
    """
    yield from compared(document, "M102")


@rule("M105", family="narrative_vs_table")
def three_public(document: Document) -> Iterator[Relation]:
    """“三公”经费预算说明与表

    查什么：“三公”经费预算合计及各项等于“三公”经费预算表。
    为什么：“三公”经费最受关注，文表须一致。
    依据：部门预算公开范本。
    例：文37.91、表37.91 → 成立；文39.71 → 报。
    不报的情形：文中写的是增减额。
    容差：较粗一处的印列末位。
    """
    yield from compared(document, "M105")


@rule("M106", family="narrative_vs_table")
def operating(document: Document) -> Iterator[Relation]:
    """机关运行经费预算说明与表

    查什么：机关运行经费预算等于“三公”经费和机关运行经费预算表所列。
    为什么：同一数在说明与表各写一次，必须一致。
    依据：部门预算公开范本。
    例：文464.64、表464.64 → 成立；文446.64 → 报。
    不报的情形：表中没有机关运行经费一列。
    容差：较粗一处的印列末位。
    """
    yield from compared(document, "M106")
