"""Which quantity tokens of a sentence are figures: not ordinals, thresholds inside names, years, or numbers of documents.

Also the hedges beside them (约, 不低于, 以上) and the unit words that a bare 万 leaves out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Span as Stretch

from disclosure.quantity import Quantity, unit
from extractors.language.leads import Mention
from extractors.language.tokens import quantity

_BEFORE = re.compile(r"(约|大约|近|不低于|不少于|不超过|不高于|不得低于|超过|至少|逾|最高|最低|达到?(?=\d)|[≥≤>＞<＜])为?\s*$")
_AFTER = re.compile(r"^(\([含及]\))?(左右|上下|以上|以下|以内|余|多(?!于|支))")
_ORDINAL_AFTER = re.compile(r"^(、|\.(?!\d)|\)|类|款|项\)|号|条|章|楼|层|级|度|#|线|路|届|版|中全会)")
_MONEY = re.compile(r"(费|经费|支出|收入|预算|决算|资金|金额|款|补助|补贴|工资|财政|资产)[^,;。]{0,12}$")
_THRESHOLD = re.compile(r"^(\((含)\))?(以上|以下|以内)(的|设备|通用|专用|\(|含)?")


@dataclass(frozen=True, slots=True)
class Number:
    """A figure at `start:end` of a sentence (without its unit's trailing words), not yet attached to anything."""

    start: int
    end: int
    quantity: Quantity
    text: str


def figures(sentence: str, folded: str, mentions: Sequence[Mention]) -> list[Number]:
    """The figures of a sentence in print order."""
    found = []
    for mention in mentions:
        if mention.label != "QUANTITY":
            continue
        number = _figure(sentence, folded, mention)
        if number is not None:
            found.append(number)
    return found


def _figure(sentence: str, folded: str, mention: Mention) -> Number | None:
    before, after = folded[: mention.start], folded[mention.end :]
    read = quantity(mention.text, sentence[mention.start : mention.end])
    if read is None or _is_name(before, after, mention.text, read):
        return None
    if read.unit is not None and read.unit.symbol == "万":
        read = replace(read, unit=unit("万元") if _MONEY.search(before) else read.unit)
    hedge = _BEFORE.search(before)
    tail = _AFTER.match(after)
    word = hedge[1] if hedge else tail[2] if tail else ""
    if read.unit is not None and read.unit.dimension == "money" and re.match(r"^/|^每", after):
        word = word or "/"
    return Number(mention.start, mention.end, replace(read, hedge="" if word.startswith("达") else word), mention.text)


def _is_name(before: str, after: str, text: str, read: Quantity) -> bool:
    """Whether the token is part of a name or an ordinal, or a bare number that nothing says is a figure."""
    if read.unit is None:
        spelled = "." in text or "," in text
        said = re.search(r"(为|是|达|占|长|降|加|少|成|支出|收入|合计|总计)$", before)
        return not (spelled and said) or bool(_ORDINAL_AFTER.match(after))
    if read.unit.symbol in {"年", "月", "日", "天", "期", "次"} and re.search(r"(第|前|后|近|每|满|\d)$", before):
        return True
    if read.unit.symbol in {"年", "日", "月"}:
        return True
    if read.unit.symbol in {"项", "条", "期", "个"} and re.search(r"第$", before):
        return True
    if re.search(r"[A-Za-z一二三四五六七八九十百千万亿]$", before):
        return not re.search(r"[一二三四五六七八九十]$", before) or read.unit.dimension != "money"
    return False


def is_threshold(before: str, after: str) -> bool:
    """Whether the figure bounds a kind of thing (单价100万元以上设备) instead of measuring one."""
    return bool(re.search(r"(单价|单位价值|单台价值|单件|价值|金额在)$", before) and _THRESHOLD.match(after))


def mentions_of(stretch: Stretch, offset: int) -> list[Mention]:
    """The entities of a stretch of a document as mentions with offsets in the sentence that begins at `offset`."""
    return [Mention(e.start_char - offset, e.end_char - offset, e.text, e._.entry) for e in stretch.ents]
