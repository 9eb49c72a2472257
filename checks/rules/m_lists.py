"""M011, M021: names that the text lists as having figures, and vehicles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from checks import relate, topics
from checks.cells import of_year
from checks.items import bare
from checks.narrative import squeeze, words
from checks.registry import rule
from disclosure.document import Document
from disclosure.fact import Fact, Sentence
from disclosure.relation import Evidence, Relation, Severity
from disclosure.schedule import Row, Schedule

_LIST = re.compile(r"(?P<kind>人员经费|公用经费)[^；。]*?主要(?:包括|用于|是)：?(?P<list>[^；。]+)")
_CLASSES = {"人员经费": ("301", "303"), "公用经费": ("302", "307", "309", "310", "311", "312", "313", "399")}


@rule("M011", family="narrative_vs_table", severity=Severity.INFO)
def listed_accounts(document: Document) -> Iterator[Relation]:
    """列举的经济科目

    查什么：“人员经费主要包括…”“公用经费主要包括…”所列科目在基本支出表中有数。
    为什么：没有发生的科目不应列举，多因沿用范本或误用其他口径。
    依据：部门决算公开范本第六节。
    例：列“个人农业生产补贴”而表中为空，其余一一对应 → 提示；所列都有数 → 成立。
    不报的情形：表中找不到该科目；“主要包括”没有列全；整张表没有数（空白模板）。
    容差：名称去空格与末尾“支出”。恰好列错一个（列了没有数的一个、漏了有数的一个）的为警告，其余为提示信息。
    """
    schedule = document.only("final.general_basic")
    if schedule is None or not any(fact.quantity.value for fact in schedule.facts):
        return
    for sentence in document.sentences:
        if topics.of(sentence) == "general_basic" and not sentence.table:
            flat = squeeze(sentence.text)
            for match in _LIST.finditer(flat.text):
                seen = words(document, sentence, flat, *match.span(), role="stated")
                yield from _of_list(document, schedule, match, seen)


@rule("M021", family="narrative_vs_table", severity=Severity.WARNING)
def vehicles(document: Document) -> Iterator[Relation]:
    """车辆数与公务用车保有量

    查什么：国有资产说明的车辆总数不小于“三公”说明的公务用车保有量。
    为什么：保有量只是车辆的一部分。
    依据：部门决算公开范本第七、十三节。
    例：保有量3辆、车辆0辆 → 提示；保有量0辆、车辆2辆 → 成立。
    不报的情形：任一数没有写或不止一个。
    容差：无。
    """
    kept, owned = _only(document, "公务用车保有量", "three_public"), _only(document, "车辆", "assets")
    if kept and owned:
        yield relate.at_most(document, "公务用车保有量", kept, owned)


def _of_list(document: Document, schedule: Schedule, match: re.Match[str], seen: list[Evidence]) -> Iterator[Relation]:
    rows = [r for r in schedule.rows if r.code and len(r.code) > 3 and r.code.startswith(_CLASSES[match["kind"]])]
    by_name = {bare(row.label): row for row in rows}
    names = [bare(name.removesuffix("等")) for name in re.split(r"[、，]", match["list"])]
    known = [by_name[name] for name in names if name in by_name]
    if len(known) < 2 or len(known) < len(names) / 2:
        return
    empty = [row for row in known if not _figures(schedule, row)]
    missing = [row for row in rows if _figures(schedule, row) and bare(row.label) not in names]
    cited = [*seen, *(relate.quoted(document, row.place, row.label) for row in empty if row.place)]
    shown = "、".join(row.label for row in empty)
    made = relate.worded(document, f"{match['kind']}列举的科目", bool(empty), cited, "M011", names=shown)
    swapped = len(empty) == len(missing) == 1
    yield replace(made, severity=Severity.WARNING) if swapped else made


def _figures(schedule: Schedule, row: Row) -> list[Fact]:
    """The row's figures other than blanks and zeros."""
    return [fact for _, fact in schedule.figures(row) if fact.quantity.value]


def _only(document: Document, indicator: str, topic: str) -> Fact | None:
    """The one figure of an indicator in the sections of a topic."""
    found = [fact for s in document.sentences if _in(s, topic) for fact in s.facts if fact.indicator == indicator]
    mine = [fact for fact in found if of_year(document, fact)]
    return mine[0] if mine and len({fact.quantity.base for fact in mine}) == 1 else None


def _in(sentence: Sentence, topic: str) -> bool:
    return topics.of(sentence) == topic
