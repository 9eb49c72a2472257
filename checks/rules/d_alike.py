"""D033, D034: what two years' documents of one organisation say alike but for a figure, and what came or went in their tables."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks import relate
from checks.across import far, settled
from checks.narrative import squeeze
from checks.registry import across
from disclosure.document import Document
from disclosure.dossier import Dossier
from disclosure.fact import Fact, Place, Sentence
from disclosure.relation import Evidence, Relation, Severity
from disclosure.schedule import Row, Schedule

_KINDS = ("final_accounts", "budget")
_DIGITS = re.compile(r"\d[\d,，]*(?:\.\d+)?")
_LEAST = 12
"""A sentence with fewer characters beside its figures is too common to be told again."""
_LASTING = frozenset({"area", "length", "organisations"})
"""What buildings and bodies are measured in; persons, vehicles and projects come and go."""
_FINEST = 7
"""Digits of an account item's code (政府收支分类科目: 类 3, 款 5, 项 7); economic accounts have 5."""


@across("D033", severity=Severity.INFO)
def accounts_kept(dossier: Dossier) -> Iterator[Relation]:
    """两年同一张表的科目有增减

    查什么：本年与上年同一张按科目列示的表，末级科目是否相同；有增减的列出增减的科目。
    为什么：科目增减可能是业务变化，也可能是漏行、错列；提示审阅者看一眼。
    依据：政府收支分类科目；部门预算、决算公开表式。
    例：两年支出预算表均列67个末级科目且相同 → 成立；本年少“公益性岗位补贴” → 提示信息。
    不报的情形：表格只有一年有；任一年该表没有科目编码。
    容差：无；只作提示信息。
    """
    for kind in _KINDS:
        for newer, older in dossier.neighbours(kind):
            for schedule in newer.schedules:
                other = older.only(schedule.kind) if newer.only(schedule.kind) else None
                mine, before = _accounts(schedule), _accounts(other) if other else {}
                if other and mine and before and schedule.kind != "unknown":
                    yield _listed(newer, older, (schedule, mine), (other, before))


Listed = tuple[Schedule, dict[str, Row]]


def _accounts(schedule: Schedule) -> dict[str, Row]:
    """The rows of the finest accounts, by code."""
    longest = max((len(row.code) for row in schedule.rows if row.code), default=0)
    return {row.code: row for row in schedule.rows if row.code and len(row.code) == min(longest, _FINEST)}


def _listed(newer: Document, older: Document, mine: Listed, before: Listed) -> Relation:
    new, gone = sorted(mine[1].keys() - before[1].keys()), sorted(before[1].keys() - mine[1].keys())
    operands = [_count(newer, *mine, "stated"), _count(older, *before, "operand")]
    words = {
        "year": str(older.fiscal_year),
        "came": "、".join(mine[1][code].label for code in new) or "无",
        "went": "、".join(before[1][code].label for code in gone) or "无",
    }
    words |= {"came_en": words["came"].replace("无", "none"), "went_en": words["went"].replace("无", "none")}
    return relate.worded(newer, f"{mine[0].title}的科目", bool(new or gone), operands, "D033", **words)


def _count(document: Document, schedule: Schedule, rows: dict[str, Row], role: str) -> Evidence:
    first = next((row.place for row in rows.values() if row.place), Place(schedule.pages[0], schedule.facts[0].place.box))
    return relate.quoted(document, first, f"{len(rows)}个末级科目", schedule.title, schedule.title, role)


@across("D034", severity=Severity.INFO)
def told_again(dossier: Dossier) -> Iterator[Relation]:
    """上年原句沿用而数量不同

    查什么：除数字外与上年完全相同的句子，其中面积、长度、单位家数是否与上年相同。
    为什么：沿用上年文字时最易抄错或漏改数量；数量变了也值得看一眼是否属实。
    依据：算术恒等式：同一房屋、设备等的数量没有变动时两年相等；两份文件同一句话互为印证。
    例：两年都写“总建筑面积为17550平方米” → 成立；本年写17505 → 提示信息。
    不报的情形：金额、比率、人数、辆数（每年都会变）；同一句式在任一份文件中出现不止一次；句子太短。
    容差：较粗一处的印列末位；只作提示信息。
    """
    for kind in _KINDS:
        for newer, older in dossier.neighbours(kind):
            before = _once_told(older)
            for key, sentence in _once_told(newer).items():
                last = before.get(key)
                if last and len(last.facts) == len(sentence.facts):
                    for fact, other in zip(sentence.facts, last.facts, strict=True):
                        if _counts(fact) and fact.quantity.unit == other.quantity.unit:
                            subject = f"与{older.fiscal_year}年同一句话中的数量"
                            yield settled(relate.equal(newer, subject, far(newer, fact), far(older, other)))


def _once_told(document: Document) -> dict[str, Sentence]:
    """The sentences that hold a quantity, by their text without digits; those told more than once are left out."""
    found: dict[str, list[Sentence]] = {}
    for sentence in document.sentences:
        if not sentence.table and any(_counts(fact) for fact in sentence.facts):
            key = _DIGITS.sub("#", squeeze(sentence.text).text)
            if len(key) >= _LEAST:
                found.setdefault(key, []).append(sentence)
    return {key: sentences[0] for key, sentences in found.items() if len(sentences) == 1}


def _counts(fact: Fact) -> bool:
    """Whether it measures what lasts from year to year."""
    return fact.quantity.dimension in _LASTING and bool(fact.quantity.value)
