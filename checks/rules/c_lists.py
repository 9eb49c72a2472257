"""C001, C011: what must be there, and as many of it as is said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from checks import relate
from checks.narrative import squeeze, titles, words
from checks.registry import rule
from disclosure.document import Document
from disclosure.fact import Place, Sentence
from disclosure.relation import Amount, Relation, Severity

NINE = {
    "final.summary": "收入支出决算总表",
    "final.income": "收入决算表",
    "final.expenditure": "支出决算表",
    "final.fiscal_summary": "财政拨款收入支出决算总表",
    "final.general_expenditure": "一般公共预算财政拨款支出决算表",
    "final.general_basic": "一般公共预算财政拨款基本支出决算表",
    "final.three_public": "财政拨款“三公”经费支出决算表",
    "final.government_fund": "政府性基金预算财政拨款收入支出决算表",
    "final.state_capital": "国有资本经营预算财政拨款支出决算表",
}
_ENOUGH = 5
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九十")}
_COUNTED = re.compile(
    r"(?:(?P<noun>内设机构|内设股室|内设科室|内设处室|股室|科室|处室|下属单位|所属单位|预算单位|二级机构|直属单位)(?:共|有|共有)?(?P<n>\d{1,2}|[一二三四五六七八九十]{1,2})(?:个|家)"
    r"|(?P<m>\d{1,2}|[一二三四五六七八九十]{1,2})(?:个|家)(?P<after>内设机构|股室|科室|处室|下属单位|所属单位|预算单位|二级机构|直属单位|职能科室|内设科室|内设股室))"
    r"(?:：|，?(?:分别(?:为|是)|具体(?:为|是|包括)|包括|依次为|即)：?)(?P<list>[^。；：]+)(?=[。；])"
)
_SUFFIX = re.compile(r"(?:科|股|室|处|中心|部|所|队|站|局|院|办|组|会|厅|委|馆|校|园|厂|公司)$")
_INNER = re.compile(r"[股科室处](?=.)")
"""The end of a name inside a name: two names whose comma was lost, perhaps."""
_ENDS = ("。", "；", "：")
_FEW = re.compile(r"等$|等\d")


@rule("C001", family="missing_part", severity=Severity.INFO)
def nine_tables(document: Document) -> Iterator[Relation]:
    """九张决算表

    查什么：部门决算公开的九张表齐全（空表也须保留）。
    为什么：缺表即公开不全。
    依据：部门决算公开范本；地方预决算公开操作规程（财预〔2016〕143号）。
    例：九张中缺国有资本经营预算一张 → 提示；空表而有表头 → 不提示。
    不报的情形：认出的决算表不足五张；有决算表未能认出；标题中已有该表名。
    容差：无。
    """
    present = {schedule.kind for schedule in document.schedules} & set(NINE)
    known = " ".join(squeeze(text).text for text, _ in titles(document))
    odd = any(s.kind == "unknown" and "决算" in s.title for s in document.schedules)
    if "final_accounts" not in document.kinds or len(present) < _ENOUGH or odd or document.scanned:
        return
    for kind, title in NINE.items():
        if kind in present or title.replace("“三公”", "") in known:
            continue
        place = next((Place(t.cells[0].page, t.cells[0].box) for t in document.tables if t.cells), None)
        seen = [relate.quoted(document, place, title)] if place else []
        yield relate.worded(document, f"《{title}》", True, seen, "C001")


@rule("C011", family="count_vs_amount", severity=Severity.WARNING)
def listed(document: Document) -> Iterator[Relation]:
    """个数与列举

    查什么：“内设股室11个：……”“下属单位5家，分别为……”所列个数与所写个数一致。
    为什么：机构增减后名单与个数常只改了一处。
    依据：算术恒等式：所写的个数＝所列名称的个数。
    例：写11个而列出10个 → 提示；写6个、列6个 → 成立。
    不报的情形：以“等”结尾；列举中有“和”“及”而个数随之不定；所列不像机构名称。
    容差：无。
    """
    for sentence, text in _whole(document):
        flat = squeeze(sentence.text)
        for match in _COUNTED.finditer(text):
            count, low, high = _number(match["n"] or match["m"]), *_count(match["list"])
            if not count or not high:
                continue
            seen = words(document, sentence, flat, match.start(), min(match.end(), len(flat.text)), "stated")
            broken = not low <= count <= high
            if broken and not _institutions(match["list"]):
                continue
            made = relate.worded(
                document, match["noun"] or match["after"], broken, seen, "C011", stated=str(count), expected=str(high)
            )
            yield replace(
                made, stated=Amount(Decimal(count), "个"), expected=Amount(Decimal(count if not broken else high), "个")
            )


def _whole(document: Document) -> Iterator[tuple[Sentence, str]]:
    """Every sentence with its text, read on where the page cut it off before its full stop."""
    for n, sentence in enumerate(document.sentences):
        text = squeeze(sentence.text).text
        for after in document.sentences[n + 1 : n + 3]:
            if text.endswith(_ENDS) or after.heading != sentence.heading:
                break
            text += squeeze(after.text).text
        yield sentence, text


def _number(text: str) -> int:
    """2, 12, 六, 十二 as a number; 0 for anything else."""
    if text.isdigit():
        return int(text)
    if len(text) == 2 and text[0] == "十":
        return 10 + _DIGITS[text[1]]
    return _DIGITS.get(text, 0) if len(text) == 1 else 0


def _count(listed_: str) -> tuple[int, int]:
    """How many names a list holds, at least and at most (和 and 及 may join two names or stand inside one, and a comma may be lost); 0, 0 for an open list."""
    names = _names(listed_)
    if _FEW.search(listed_) or len(names) < 2:
        return 0, 0
    joined = sum(len(re.findall(r"[和及与]|以及", name)) + len(_INNER.findall(name)) for name in names)
    return len(names), len(names) + joined


def _names(listed_: str) -> list[str]:
    return [name for name in re.split("、" if "、" in listed_ else "，", listed_.strip("，、")) if name]


def _institutions(listed_: str) -> bool:
    """Whether every name looks like one of an institution or of its part."""
    return all(_SUFFIX.search(re.sub(r"（[^）]*）$", "", name)) and len(name) <= 24 for name in _names(listed_))
