"""N015, N023: a percentage without its sign, and reasons that point the other way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from checks import relate
from checks.narrative import doubtful, squeeze, words
from checks.registry import rule
from checks.suspect import TRUSTED
from disclosure.document import Document
from disclosure.fact import Fact, Sentence
from disclosure.relation import Relation, Severity

_NO_SIGN = re.compile(
    r"(?:增长|下降|上升|降低|占(?!地|用)[^，。；、\d]{0,24}?|完成[^，。；、\d]{0,16}?的|增幅(?:为|达)?|降幅(?:为|达)?)(?:了|为|约|达)?"
    r"(?P<number>\d{1,3}\.\d{1,2})(?=[，。；、）]|$)"
)
_UP = r"增加|增长|上升|提高|新增|扩大|增多|上涨"
_DOWN = r"减少|下降|降低|压减|缩减|下调|调减|减支"
_CHANGE = re.compile(
    rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN})|(?P<level>持平))[\d.,，]*(?:万元|元|亿元)?(?:，?(?:{_UP}|{_DOWN})?[\d.]+%)?[，。；,]?(?:其)?"
    r"(?:主要)?原因(?:是|为)?(?:：|:|，)?(?:是|为|因)?(?P<reason>[^。；]{2,120})(?:[。；]|$)"
)
_REASON = re.compile(r"(?:其)?(?:主要)?原因")
_NEAR = 3
"""Sentences looked back for what a change is of."""
_SIGNS = re.compile(rf"(?P<up>{_UP})|(?P<down>{_DOWN})")
_MIXED = re.compile(r"上年|去年|以前年度|往年|基数|相抵|抵消|同时|但|其中|结转|一方面|不变|持平|比上|未发生|无")
_MONEY_SUBJECT = re.compile(
    rf"^(?P<subject>[^，、]{{0,40}}?(?:经费|支出|收入|预算|拨款|资金|费用|费))(?:有所|的)?(?:{_UP}|{_DOWN})$"
)


@rule("N015", family="unit", severity=Severity.WARNING)
def missing_sign(document: Document) -> Iterator[Relation]:
    """百分号

    查什么：“增长”“下降”“占”“完成…的”之后的比率带有百分号。
    为什么：漏写百分号的比率无法与金额区分。
    依据：GB/T 15835 出版物上数字用法。
    例：“增加1193.20万元，增长13.95。” → 报；“占地13.95亩”“增长13.95%” → 不报。
    不报的情形：数后另有单位；整数；识别可信度低的字。
    容差：无。
    """
    for sentence in document.sentences:
        flat = squeeze(sentence.text)
        for match in _NO_SIGN.finditer(flat.text):
            span = flat.original(*match.span("number"))
            if not doubtful(sentence, *span, TRUSTED):
                seen = words(document, sentence, flat, match.start(), match.end("number"), "stated")
                seen += [relate.evidence(document, fact) for fact in _elsewhere(document, match["number"])]
                yield relate.worded(document, f"“{match[0]}”", True, seen, "N015", number=match["number"])


@rule("N023", family="wording", severity=Severity.WARNING)
def reason_direction(document: Document) -> Iterator[Relation]:
    """原因与增减方向

    查什么：写“减少”而原因只说同一经费增加（或相反），写“持平”而原因只说增加或只说减少的，方向矛盾。
    为什么：原因说明沿用上一条或上年稿，是逐条说明中常见的差错。
    依据：地方预决算公开操作规程（财预〔2016〕143号）；财政预决算领域基层政务公开标准目录：对收支增减变化情况作出说明。
    例：“比上年减少2.98%。主要原因是：宣传经费增加” → 提示；“减少…主要原因是：人员减少，退休费增加” → 不提示。
    不报的情形：原因有两个方向，或提到上年、基数、结转；原因说的不是同一经费。
    容差：无。
    """
    for sentence, following, before in _pairs(document):
        flat = squeeze(sentence.text)
        joined = flat.text + "".join(squeeze(after.text).text for after in following)
        for match in _CHANGE.finditer(joined):
            broken = _contradicts(match, joined, before)
            if broken is not None and match.start() < len(flat.text):
                seen = words(document, sentence, flat, match.start(), min(match.end(), len(flat.text)), "stated")
                if following:
                    last = squeeze(following[-1].text)
                    seen += words(document, following[-1], last, 0, len(last.text))
                yield relate.worded(document, f"“{match[0][:40]}”", broken, seen, "N023")


def _elsewhere(document: Document, number: str) -> list[Fact]:
    """The same rate where it is printed with its sign, as a witness."""
    rates = (fact for s in document.sentences for fact in s.facts if fact.quantity.dimension == "rate")
    return [fact for fact in rates if fact.quantity.value == Decimal(number)][:1]


def _pairs(document: Document) -> Iterator[tuple[Sentence, list[Sentence], str]]:
    """Each sentence, the next of its section where they give the reason, and what its section says just before."""
    for n, sentence in enumerate(document.sentences):
        following = [s for s in document.sentences[n + 1 : n + 3] if s.heading == sentence.heading]
        near = [s.text for s in document.sentences[max(n - _NEAR, 0) : n] if s.heading == sentence.heading]
        if not sentence.table:
            yield sentence, _reasons(following), squeeze("".join((*sentence.heading[-1:], *near))).text


def _reasons(following: list[Sentence]) -> list[Sentence]:
    """The sentence that begins with 主要原因, with the one after it where it ends with the colon."""
    text = squeeze(following[0].text).text if following else ""
    if not _REASON.match(text):
        return []
    return following if text.endswith("：") else following[:1]


def _contradicts(match: re.Match[str], text: str, before: str) -> bool | None:
    """Whether the reason points the other way; None where that cannot be said."""
    reason = match["reason"]
    signs = {"up" if found["up"] else "down" for found in _SIGNS.finditer(reason)}
    if len(signs) != 1 or _MIXED.search(reason):
        return None
    if match["level"]:
        return None if "基本持平" in text[max(match.start() - 2, 0) : match.end()] else True
    if ("up" in signs) == bool(match["up"]):
        return False
    subject = _MONEY_SUBJECT.match(reason)
    return True if subject and _same_thing(subject["subject"], before + text[: match.start()]) else None


def _same_thing(subject: str, before: str) -> bool:
    """Whether the thing the reason speaks of is what the sentence before it speaks of."""
    core = re.sub(r"(?:经费|支出|收入|预算|拨款|资金|费用|费)+$", "", subject)
    return not core or core in before or (len(core) > 8 and core[-6:] in before)
