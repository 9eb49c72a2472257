"""N030, N031: what an account item is said to be for, against its own name and its own row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from checks import relate
from checks.items import Item, bare, items, rows_named, table_of, total_cell
from checks.narrative import squeeze, words
from checks.registry import rule
from disclosure.document import Document
from disclosure.fact import Fact, Sentence
from disclosure.relation import Evidence, Relation, Severity

_PURPOSE = re.compile(r"主要(?:是)?用于：?(?P<what>[^，。；：]{2,40})")
_REASON = re.compile(
    r"原因(?:是|为)?：?(?:是|因)?(?P<what>[^，。；：]{2,40}?)(?:预算|经费|支出|费用)*(?:有所)?(?:增加|减少|保持不变|增长|下降|持平|调整)(?=[。，；]|$)"
)
_NATURE = re.compile(r"用于[^。；]*?(?P<what>基本支出|项目支出)")
_ENOUGH = 3
"""Items that name themselves as their purpose: from so many on the text follows that form, and what departs from it was copied."""


@dataclass(frozen=True, slots=True)
class Said:
    """A stretch of an item's text that says what its money is for, or why it changed."""

    item: Item
    sentence: Sentence
    match: re.Match[str]

    @property
    def what(self) -> str:
        """The words, as names are compared."""
        return bare(self.match["what"])


@rule("N030", family="wording", severity=Severity.INFO)
def of_another_item(document: Document) -> Iterator[Relation]:
    """用途、原因写成了别的科目

    查什么：逐项说明里“主要用于……”“主要原因是……增加”所写的科目，是本项自己的，而不是文中另一项的。
    为什么：逐项说明多由上一项复制改写，漏改时用途或原因就是别人的。
    依据：部门预算、部门决算公开范本（逐项说明“主要用于……”及增减原因）；财政预决算领域基层政务公开标准目录：对收支增减变化情况作出说明。
    例：“城管执法（项）…主要用于城乡社区管理事务一般行政管理事务”（上一项的科目）→ 提示；“行政运行（项）…主要用于行政运行” → 成立。
    不报的情形：用途、原因是一般的叙述，不是科目名称；本项的类、款、项名称。
    容差：名称去空格、引号与末尾“支出”。
    """
    found = items(document)
    purposes, reasons = _said(document, found, _PURPOSE), _said(document, found, _REASON)
    plain = sum(one.what in _own(one.item) for one in purposes) >= _ENOUGH
    first: dict[str, Item] = {}
    for item in found:
        for written in _full(item):
            first.setdefault(written, item)
    told: set[tuple[str, tuple[str, str, str]]] = set()
    for one in (*purposes, *reasons):
        own = _own(one.item)
        other = None if one.what in own else first.get(one.what)
        beside = plain and other is None and one.match.re is _PURPOSE and _departs(one)
        again = (one.what, one.item.path) in told
        if (other or beside or one.what in own) and not again:
            told.add((one.what, one.item.path))
            yield _relation(document, one, other, broken=bool(other or beside))


@rule("N031", family="wording", severity=Severity.INFO)
def nature(document: Document) -> Iterator[Relation]:
    """用途所写的支出性质

    查什么：逐项说明的用途写“等基本支出”的，表中该科目有基本支出；写“项目支出”的，有项目支出。
    为什么：性质写错，人员公用与项目经费就混在一起了。
    依据：预算法实施条例：部门预算、决算应当公开基本支出和项目支出；一般公共预算财政拨款支出决算表表式（合计分列基本支出、项目支出）。
    例：某项10.00万元全部为项目支出而写“等基本支出” → 提示；“基本支出和项目支出”都写 → 不提示。
    不报的情形：表缺失，或表中没有该科目的一行；该行没有分列。
    容差：无。
    """
    for one in _said(document, items(document), _NATURE):
        schedule = table_of(document, one.item, "final.") or table_of(document, one.item, "budget.")
        rows = rows_named(schedule, one.item) if schedule else []
        if schedule is None or len(rows) != 1:
            continue
        total = total_cell(schedule, rows[0])
        basic, project = (schedule.at(rows[0], schedule.column(name)) for name in ("基本支出", "项目支出"))
        if total and basic and project:
            yield _of_nature(document, one, basic, project)


def _of_nature(document: Document, one: Said, basic: Fact, project: Fact) -> Relation:
    said, other = (basic, project) if one.match["what"] == "基本支出" else (project, basic)
    broken = said.quantity.value == 0 and other.quantity.value != 0
    cited = [*_where(document, one), relate.evidence(document, other)]
    kind = "项目支出" if said is basic else "基本支出"
    return relate.worded(document, f"{one.item.path[2]}（项）", broken, cited, "N031", written=one.match["what"], expected=kind)


def _said(document: Document, found: Sequence[Item], pattern: re.Pattern[str]) -> list[Said]:
    """The first match of the pattern in each item's text, with the sentence it stands in."""
    order = {sentence.id: n for n, sentence in enumerate(document.sentences)}
    starts = [order[item.sentence.id] for item in found]
    times = Counter(starts)
    made = []
    for n, item in enumerate(found):
        stop = starts[n + 1] if n + 1 < len(found) else starts[n] + 5
        for sentence in document.sentences[starts[n] : max(stop, starts[n] + 1)]:
            match = pattern.search(squeeze(sentence.text).text)
            alone = times[starts[n]] == 1
            if match and alone and sentence.heading[: len(item.section)] == item.section and not sentence.table:
                made.append(Said(item, sentence, match))
                break
    return made


def _own(item: Item) -> set[str]:
    """Every way of writing the item's own names: each level, and levels joined."""
    top, section, name = item.path
    return {bare(top), bare(section), bare(name), bare(section + name), bare(top + section + name)}


def _full(item: Item) -> set[str]:
    """The names that tell an item from others: its own with its section, and its own where that is not one of the common ones."""
    name = bare(item.path[2])
    common = name in ("行政运行", "一般行政管理事务", "机关服务", "事业运行")
    return {bare(item.path[1] + item.path[2])} | (set() if common else {name})


def _departs(one: Said) -> bool:
    """Whether the purpose is the item's section with another item's name behind it (统计信息事务统计管理)."""
    section = bare(one.item.path[1])
    rest = one.what.removeprefix(section)
    return len(section) > 2 and rest != one.what and 2 <= len(rest) <= 12 and rest not in one.item.path[2]


def _where(document: Document, one: Said) -> list[Evidence]:
    flat = squeeze(one.sentence.text)
    return words(document, one.sentence, flat, *one.match.span(), role="stated")


def _relation(document: Document, one: Said, other: Item | None, *, broken: bool) -> Relation:
    cited = _where(document, one)
    if other:
        flat = squeeze(other.sentence.text)
        cited += words(document, other.sentence, flat, 0, min(len(flat.text), 40))
    made = relate.worded(document, f"{one.item.path[2]}（项）", broken, cited, "N030", written=one.match["what"])
    return replace(made, severity=Severity.INFO)
