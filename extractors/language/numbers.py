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
_BOUND = re.compile(r"^(?:\([含及]\))?(?:及)?(?:以上|以下|以内)(?:的)?(?=[\u4e00-\u9fff])(?!的?(?:目标|任务|标准|水平|幅度))")
"""“40岁以下骨干”: the figure says which ones are meant."""
_COMPARED = re.compile(r"(?:大于|小于|高于|低于|超过|超|满|达到|不足|未满|不满|少于|多于)$")
_PERIOD_WORDS = re.compile(r"^(?:以?[内上下前后]|未|无|不|来|的|期|之内|左右未)")
_PARTS_OF_SPEECH = re.compile(
    r"^(?:方面|环节|阶段|步骤|维度|层面|层次|角度|到位|维护|确保|意识|自信|必须|一律|坚持|突出|转变|重点方面|大类|原则|特点|要素|要点|一)"
)
"""What a speech counts and no statement measures: 3个方面, 两个维护."""
_DURATIONS = frozenset({"duration_years", "duration_months", "duration_days", "duration_hours"})
_AGES = frozenset({"age"})
_REACHED = frozenset({"rate", "points", "people", "count", "households", "organisations"})
"""Dimensions in which “X以上的…” may be what was reached (90%以上的群众)."""
_THRESHOLD = re.compile(r"^(\((含)\))?(以上|以下|以内)(的|设备|通用|专用|\(|含)?")


@dataclass(frozen=True, slots=True)
class Number:
    """A figure at `start:end` of a sentence (without its unit's trailing words), not yet attached to anything."""

    start: int
    end: int
    quantity: Quantity
    text: str
    bound: bool = False
    """Whether it only says which things or which time are meant (40岁以下骨干)."""


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
    if read is None or _is_name(before, after, mention.text, read) or _counts_phrases(before, after, read):
        return None
    if read.unit is not None and read.unit.symbol == "万":
        read = replace(read, unit=unit("万元") if _MONEY.search(before) else read.unit)
    hedge = _BEFORE.search(before)
    tail = _AFTER.match(after)
    inner = re.match(r"[\d,.]+万?([余多])", mention.text)
    word = hedge[1] if hedge else tail[2] if tail else inner[1] if inner else ""
    if read.unit is not None and read.unit.dimension == "money" and re.match(r"^/|^每", after):
        word = word or "/"
    return Number(
        mention.start,
        mention.end,
        replace(read, hedge="" if word.startswith("达") else word),
        mention.text,
        bounds(before, after, read),
    )


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


def _counts_phrases(before: str, after: str, read: Quantity) -> bool:
    """Whether the figure counts parts of the speech itself (3个方面), or is an ordinal (第3名, 前10位)."""
    if read.dimension in {"count", ""} and _PARTS_OF_SPEECH.match(after):
        return True
    return bool(re.search(r"(?:排名|排|位列|位居|列|居|名列|前|第)$", before)) and read.dimension in {"people", "count"}


def bounds(before: str, after: str, read: Quantity) -> bool:
    """Whether the figure only says which things or which time are meant (大于10%的项目, 40岁以下骨干, 12个月未认证)."""
    dimension = read.dimension
    if dimension in _DURATIONS and (_PERIOD_WORDS.match(after) or re.search(r"(?:近|每|满|前|后|第|连续|提前|延长)$", before)):
        return not re.search(r"[×*xX]$", before)
    if dimension in _AGES:
        return bool(_BOUND.match(after) or _COMPARED.search(before) or re.match(r"^(?:以?[上下]|的|至|-)", after))
    if is_threshold(before, after):
        return False
    if dimension not in _REACHED and _BOUND.match(after):
        return True
    return bool(_COMPARED.search(before) and re.match(r"^的(?!目标|任务|标准|水平)[\u4e00-\u9fff]", after))


def is_threshold(before: str, after: str) -> bool:
    """Whether the figure bounds a kind of thing (单价100万元以上设备) instead of measuring one."""
    return bool(re.search(r"(单价|单位价值|单台价值|单件|价值|金额在)$", before) and _THRESHOLD.match(after))


def mentions_of(stretch: Stretch, offset: int) -> list[Mention]:
    """The entities of a stretch of a document as mentions with offsets in the sentence that begins at `offset`."""
    return [Mention(e.start_char - offset, e.end_char - offset, e.text, e._.entry) for e in stretch.ents]
