"""U002: money figures without their unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from checks import relate
from checks.narrative import MONEY, doubtful, squeeze, words
from checks.registry import rule
from checks.suspect import TRUSTED
from disclosure.document import Document
from disclosure.fact import Sentence
from disclosure.relation import Relation, Severity

_SUBJECT = r"(?:预算数?|决算数?|执行数|支出|收入|经费|金额|资金|总计|合计|结余|费)"
_BARE = re.compile(
    rf"{_SUBJECT}(?:共计|共|约|为|是|达|计)?(?P<number>\d{{1,3}}(?:[,，]?\d{{3}})*\.\d{{1,6}}|\d+\.\d{{1,6}})(?=[，。；、）]|$)"
)
_RATE = re.compile(r"(?:占|完成|率|比|增长|下降)[^，。；]*$")
_SHORT = re.compile(rf"{_SUBJECT}(?:共计|共|约|为|是|达|计)?(?P<number>\d[\d,]*(?:\.\d+)?万)(?=[（，。；、）]|$)")
_ENOUGH = 3
"""Money figures with a unit in the text: from so many on one without is an omission and not the way the text is written."""


@rule("U002", family="unit", severity=Severity.WARNING)
def missing_unit(document: Document) -> Iterator[Relation]:
    """缺金额单位

    查什么：正文中“支出……208.09，”之类的金额带有单位；写“0.39万”的，“万”后有“元”。
    为什么：同一段里有的带单位、有的不带，读者无法判断是元还是万元。
    依据：部门决算、部门预算公开范本（正文金额写作“××万元”）。
    例：“年初预算215.94万元，支出决算为208.09，完成96.36%” → 报；“接待支出0.39万（含外宾）” → 提示信息；“支出决算为208.09万元” → 不报。
    不报的情形：全文金额多数不带单位（另有总的说明）；占比、增减率缺百分号的（由 N015 报）；表中的数。
    容差：无；识别可信度低的字不算。
    """
    money = sum(fact.quantity.dimension == MONEY for s in document.sentences if not s.table for fact in s.facts)
    for sentence in document.sentences if money >= _ENOUGH else ():
        if not sentence.table and any(mark in sentence.text for mark in "，。；,"):
            yield from _of_sentence(document, sentence)


def _of_sentence(document: Document, sentence: Sentence) -> Iterator[Relation]:
    flat = squeeze(sentence.text)
    for match in _BARE.finditer(flat.text):
        if match.end("number") == len(flat.text):
            continue  # the sentence was cut there: what comes next may be the unit
        if not _RATE.search(flat.text[: match.start("number")]) and _sure(sentence, flat.original(*match.span("number"))):
            seen = words(document, sentence, flat, *match.span(), role="stated")
            yield relate.worded(
                document, f"“{match[0]}”", True, seen, "U002", number=match["number"].replace("，", ","), unit="金额单位"
            )
    for match in _SHORT.finditer(flat.text):
        if _sure(sentence, flat.original(*match.span("number"))):
            seen = words(document, sentence, flat, *match.span(), role="stated")
            made = relate.worded(document, f"“{match[0]}”", True, seen, "U002", number=match["number"], unit="“元”字")
            yield replace(made, severity=Severity.INFO)


def _sure(sentence: Sentence, span: tuple[int, int]) -> bool:
    return not doubtful(sentence, *span, TRUSTED)
