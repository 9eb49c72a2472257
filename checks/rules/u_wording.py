"""U007, U009: account names that are no longer in use, and punctuation set twice."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from checks import relate
from checks.items import bare, items
from checks.narrative import squeeze, words
from checks.registry import rule
from checks.rules.u_brackets import odd_brackets
from disclosure.document import Document
from disclosure.relation import Evidence, Relation, Severity

_TWICE = re.compile(r"([，。；：、])\1+|[，、；：]。|。[，、；]|，、|、，|；，|，；")
_MOST = 3
"""More places than this are one way of writing and not slips: shown together."""


@dataclass(frozen=True, slots=True)
class Renamed:
    """An account that got a new name: from the budget year `since` on the old one is out of date."""

    old: str
    new: str
    since: int
    authority: str


@cache
def renamed() -> tuple[Renamed, ...]:
    """The list. Raises ValueError where a year is not a number or a name is missing."""
    lines = csv.DictReader(files("checks.rules").joinpath("u_accounts.csv").read_text("utf-8").splitlines())
    found = [Renamed(line["old"], line["new"], int(line["since"]), line["authority"]) for line in lines]
    if any(not (entry.old and entry.new and entry.authority) for entry in found):
        raise ValueError("u_accounts.csv: a name or its authority is missing")
    return tuple(found)


@rule("U007", family="name_mismatch", severity=Severity.WARNING)
def stale_accounts(document: Document) -> Iterator[Relation]:
    """旧科目名称

    查什么：逐项说明的类、款和表中有编码的科目名称，不是已经改名的旧科目。
    为什么：旧名多因沿用旧稿，与当年的科目和表对不上。
    依据：各年政府收支分类科目（改名的年度见数据表）。
    例：2022年度写“医疗卫生与计划生育支出（类）” → 提示，应为“卫生健康支出”；2018年度同样的写法 → 不提示。
    不报的情形：文件年度不明或早于改名；上下文只是叙述（不是科目）；项级名称（由 M008 与表核对）。
    容差：名称去空格、引号与末尾“支出”。
    """
    if document.fiscal_year is None:
        return
    found: dict[tuple[str, Renamed], list[Evidence]] = {}
    stale = {bare(entry.old): entry for entry in renamed() if document.fiscal_year >= entry.since}
    for item in items(document):
        for level, name in zip("类款", item.path[:2], strict=True):
            entry = stale.get(bare(name))
            seen = relate.passage(document, item.sentence, item.start, max(item.end, item.start + 1), "stated")
            if entry and seen:
                found.setdefault((f"“{name}（{level}）”", entry), []).append(seen)
    for schedule in document.schedules:
        for row in schedule.rows:
            entry = stale.get(bare(row.label)) if row.code and len(row.code) < 7 else None
            if entry and row.place:
                cited = relate.quoted(document, row.place, row.label, role="stated")
                found.setdefault((f"“{row.label}”", entry), []).append(cited)
    for (subject, entry), places in found.items():
        yield relate.worded(document, subject, True, places, "U007", new=entry.new, authority=entry.authority)


@rule("U009", family="wording", severity=Severity.INFO)
def punctuation(document: Document) -> Iterator[Relation]:
    """标点重复、括号不成对

    查什么：正文没有“，，”“。。”“，。”这样重复的标点；括号、书名号成对。
    为什么：多为删改后的残留，所删内容可能不完整。
    依据：GB/T 15834 标点符号用法。
    例：“支出增加，。主要原因” → 提示信息；“公务用车购置及运行维护费（其中购置费0万元。” → 提示信息；省略号、破折号、“1）”这样的序号 → 不提示。
    不报的情形：扫描件（识别所致）；空白模板；目录的引导点；另一半在前后两句之内；没有句号的行。
    容差：无；多于三处的并作一条。
    """
    found = []
    for sentence in document.sentences if not document.scanned else ():
        flat = squeeze(sentence.text)
        for match in _TWICE.finditer(flat.text):
            if len(match[0]) <= 2:
                start, end = max(match.start() - 8, 0), min(match.end() + 8, len(flat.text))
                found.append((flat.text[start:end], words(document, sentence, flat, start, end, "stated")))
    if len(found) > _MOST:
        found = [(found[0][0], [seen for _, places in found for seen in places])]
    for text, seen in found:
        yield relate.worded(document, f"“{text}”", True, seen, "U009")
    yield from _brackets(document)


def _brackets(document: Document) -> Iterator[Relation]:
    """Brackets without their other half, all in one relation."""
    places: list[tuple[str, list[Evidence]]] = []
    for sentence, at, end in odd_brackets(document) if not document.scanned else ():
        flat = squeeze(sentence.text)
        start, stop = max(at - 12, 0), min(end + 12, len(flat.text))
        places.append((flat.text[start:stop], words(document, sentence, flat, start, stop, "operand" if places else "stated")))
    if places:
        seen = [evidence for _, cited in places for evidence in cited]
        yield relate.worded(document, f"“{places[0][0]}”", True, seen, "U009.brackets")
