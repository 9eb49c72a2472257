"""U004: the fiscal year in the names of the disclosure itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from checks import relate
from checks.narrative import Squeezed, squeeze, titles, words
from checks.registry import rule
from disclosure.document import Document
from disclosure.relation import Amount, Evidence, Relation, Severity

_KINDS = {"final_accounts": "决算", "budget": "预算"}
_OWN = (
    r"(?P<year>20\d\d)年度?(?:本)?(?:部门|单位)(?P<kind>决算|预算)(?!执行)(?:汇总|公开|编制|报表|信息|情况|说明|表|草案|的通知)*"
)
_PHRASE = re.compile(_OWN)
_BEFORE = re.compile(
    r"(?:比|较|与|和|同|上年|《[^》]*|〔[^〕]*|截[至止]|自|从|以前|编制的?|批复的?|根据|按照|依据|参照)[^，。；]{0,16}$"
)
_AFTER = re.compile(r"^(?:相比|相较|数|增加|减少|持平|执行|已|及|和|、|至|-|—|》)")


@rule("U004", family="year", severity=Severity.WARNING)
def fiscal_year(document: Document) -> Iterator[Relation]:
    """年度

    查什么：“20XX年部门（单位）决算/预算”这类自称与文件的年度一致。
    为什么：沿用上年文稿时最常漏改的是年份。
    依据：部门决算、部门预算公开范本（封面、标题、表题写“20××年度”）。
    例：2022年度决算公开写“2021年部门决算汇总公开单位构成” → 提示；“与2021年部门决算相比” → 不提示。
    不报的情形：书名号、文号、截至日期、比较年度、历史沿革；文件年度不明；同一文件兼有预算与决算。
    容差：无。
    """
    wanted = {_KINDS[kind] for kind in document.kinds if kind in _KINDS}
    if document.fiscal_year is None or len(wanted) != 1:
        return
    own = wanted.pop()
    for sentence in document.sentences:
        flat = squeeze(sentence.text)
        for match in _PHRASE.finditer(flat.text):
            if match["kind"] == own and _is_own(flat, match):
                seen = words(document, sentence, flat, *match.span(), role="stated")
                yield _relation(document, match, seen)
    for text, place in titles(document):
        flat = squeeze(text)
        found = _PHRASE.search(flat.text)
        if found and found["kind"] == own and place and _is_own(flat, found):
            yield _relation(document, found, [relate.quoted(document, place, found[0], text, role="stated")])


def _is_own(flat: Squeezed, match: re.Match[str]) -> bool:
    """Whether the words speak of the document itself and not of another year's it is compared with."""
    return not _BEFORE.search(flat.text[: match.start()]) and not _AFTER.match(flat.text[match.end() :])


def _relation(document: Document, match: re.Match[str], seen: list[Evidence]) -> Relation:
    broken = int(match["year"]) != document.fiscal_year
    year = str(document.fiscal_year)
    made = relate.worded(document, f"“{match[0]}”", broken, seen, "U004", stated=match["year"], expected=year)
    return replace(made, stated=Amount(Decimal(match["year"])), expected=Amount(Decimal(year)))
