"""The words before a number: what they say it is.

A *lead* is the stretch from the last boundary (a comma, a bracket, the number before) to the number. It names a subject when an
indicator or account stands in it with nothing but filler after it and nothing but introduction before it; any other noun phrase is
kept as a label and never taken for an indicator, since it may mean something narrower.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.language.vocabulary import EXTRA_MEASURES, Entry

_FILL = re.compile(
    r"(?:总计|合计|共计|累计|总额|总数|总金额|金额|资金|数额|数量|支出|收入|决算|预算|安排|完成|实现|实际|当年|全年|本年度?|年度|均为|各为|均|各|共|计"
    r"|由|从|比|较|为|是|达到|达|有|约|近|的|数|:|\"|科目|发生|执行|下达|使用|到位|已|本级|大约|\s|\((?:类|款|项)\)|\(含\)|,)*"
)
_INTRO = re.compile(
    r"(?:按(?:照)?规定|涉及|参加|组织|使用|支出(?=涉及)|(?:单位|部门)(?:管理的|$)|机关及?所属|机关|本级及|及?所属(?:各?(?:事业)?单位)?|其中|其|以及|和|及|与|本级|本|我|该|全|各|区|市|县|年度|年末|年底|年|全年|当年|截至|截止|共有|共|公开|由|按|从|在|对|用于|至|末|度"
    r"|开支|安排|[一二三四五六七八九十\d]+[、.是]|\([一二三四五六七八九十\d]+\)|[①-⑳]|二?级|省级|财政|实有|现有|核定|目前|,|、|:|;|\"|·|-|\s|的)*"
)
_ORGANISATION = re.compile(
    r"^.{1,40}?(?:局|委员会|委|办公室|办|中心|院|所|部门|单位|机关|站|镇|乡|街道办事处|街道|处|学校|中学|小学|大学|学院|医院|协会|联合会|馆|队|团委|法院|检察院|政府)"
    r"(?:(?<=政府)办公[室厅]|(?<=委)办公[室厅])?(?:本级|机关|\(本级\)|\(部门\)|\(单位\)|及所属.{0,12}单位|系统)?(?=$|\d|其|共|的|[\u4e00-\u9fff])"
)
_BELOW = re.compile(
    r"(?<![及和与、含])(?:所属|下属|直属|下辖)(?!各?(?:单位|部门))[^,;:。]{0,20}?(?:局|中心|院|所|站|处|校|中学|小学|大学|馆|队|园)"
)
"""One unit below the publisher, whose figures are not the whole's; 本级及所属单位 are the whole."""
_FUND = re.compile(r"一般公共预算|政府性基金预算|国有资本经营预算|年初(?=结转|财政)")
_BUDGETS = frozenset({"部门预算"})
_ROLLED = frozenset({"年初结转和结余", "年末结转和结余"})
_BALANCES = frozenset(
    {"政府性基金预算财政拨款收入", "政府性基金预算财政拨款支出", "国有资本经营预算财政拨款收入", "国有资本经营预算财政拨款支出"}
)
"""Funds whose name may stand before an opening or closing balance."""
_GENERIC = re.compile(r"^(?:支出|收入|总支出|总收入)$")


@dataclass(frozen=True, slots=True)
class Mention:
    """An entity inside a sentence: offsets in the sentence, folded text and meaning."""

    start: int
    end: int
    text: str
    entry: Entry

    @property
    def label(self) -> str:
        """Its entity label."""
        return self.entry.label


@dataclass(frozen=True, slots=True)
class Subject:
    """What numbers are about: canonical name (empty for a noun phrase that the field's list does not hold), code and scope."""

    name: str = ""
    code: str = ""
    scope: frozenset[str] = frozenset()
    label: str = ""
    dimension: str = ""

    def agrees(self, other: Subject) -> bool:
        """Whether both mean the same thing: same name, and scopes of which one holds the other."""
        same = self.name == other.name if self.name else self.label == other.label and bool(self.label)
        return same and self.code == other.code and (self.scope <= other.scope or other.scope <= self.scope)


@dataclass(frozen=True, slots=True)
class Lead:
    """A read lead: its text, its subject (None: it names nothing), its measure and whether it is nothing but filler."""

    text: str
    subject: Subject | None = None
    measure: str = ""
    year: int | None = None
    filler: bool = False


def read_lead(text: str, start: int, mentions: Sequence[Mention], fiscal_year: int | None) -> Lead:
    """The lead `text`, which begins at `start` of the sentence and holds the mentions."""
    measure = next((m.entry.norm for m in reversed(mentions) if m.label == "MEASURE"), "")
    year = next((y for m in reversed(mentions) if m.label == "PERIOD" and (y := year_of(m.text, fiscal_year))), None)
    heads = [m for m in mentions if m.label in {"INDICATOR", "ACCOUNT"}]
    head = heads[-1] if heads else None
    scope = frozenset().union(*(m.entry.scope for m in mentions if m.label == "SCOPE"))
    if head is not None and head.entry.norm in _ROLLED:
        scope = scope.union(*(_of_fund(m) for m in heads[:-1]))
    if (
        head is not None
        and _suits(head, text[head.end - start :])
        and _fills(text, start, mentions, head.end)
        and _introduces(text, start, mentions, head.start)
    ):
        entry = head.entry
        measure = measure or _implied(head)
        return Lead(text, Subject(entry.norm, entry.code, entry.scope | scope, head.text, entry.dimension), measure, year)
    rest = _without(text, start, [m for m in mentions if m.label in {"MEASURE", "PERIOD", "SCOPE", "ORG"}])
    if _FILL.fullmatch(_INTRO.sub("", _ORGANISATION.sub("", rest), count=1)) or _FILL.fullmatch(_INTRO.sub("", rest, count=1)):
        return Lead(text, _bare(text, rest, mentions, scope), measure, year, filler=True)
    label = re.sub(r"[为是共达有约:]+$", "", _INTRO.sub("", rest, count=1))
    return Lead(text, Subject(label=label, scope=scope), measure, year)


def _of_fund(mention: Mention) -> frozenset[str]:
    """The scope that a fund's name gives to the balance behind it."""
    return frozenset({"财政拨款", mention.text.partition("预算")[0] + "预算"} if mention.entry.norm in _BALANCES else ())


def _suits(head: Mention, tail: str) -> bool:
    """Whether what follows the name leaves it what it is: 退休人员支出 is not a number of people."""
    return head.entry.dimension in {"money", ""} or not re.search(r"支出|收入|经费|费|资金|补助", tail)


def _implied(head: Mention) -> str:
    """The measure that the subject's own wording implies: 年初部门预算, 基本支出预算."""
    if head.entry.dimension not in {"money", ""}:
        return ""
    words = _FUND.sub("", head.text)
    return "initial_budget" if "年初" in words else "budget" if "预算" in words else ""


def _bare(text: str, rest: str, mentions: Sequence[Mention], scope: frozenset[str]) -> Subject | None:
    """“2022年支出X万元”: the year's whole expenditure, said without more words."""
    word = _INTRO.sub("", _ORGANISATION.sub("", rest), count=1).rstrip("为是")
    dated = any(m.label == "PERIOD" for m in mentions)
    if not dated or not _GENERIC.match(word) or _BELOW.search(text) or any(m.label == "MEASURE" for m in mentions):
        return None
    return Subject("本年支出合计" if "支出" in word else "本年收入合计", "", scope, word, "money")


def _without(text: str, start: int, mentions: Sequence[Mention]) -> str:
    """The text without those mentions."""
    kept = list(text)
    for mention in mentions:
        for i in range(max(mention.start - start, 0), min(mention.end - start, len(kept))):
            kept[i] = ""
    return "".join(kept)


def _fills(text: str, start: int, mentions: Sequence[Mention], at: int) -> bool:
    """Whether nothing but filler and measures follows position `at`."""
    later = [m for m in mentions if m.start >= at and m.label in {"MEASURE", "PERIOD", "SCOPE"}]
    return bool(_FILL.fullmatch(_without(text[at - start :], at, later)))


def _introduces(text: str, start: int, mentions: Sequence[Mention], at: int) -> bool:
    """Whether nothing but introduction stands before position `at`: numbering, connectives, a period, an organisation's name.

    “年中追加和上年结转” are two things: what is added to a budget is no introduction to the name joined to it.
    """
    added = [m for m in mentions if m.end <= at and m.label == "MEASURE" and m.entry.norm in EXTRA_MEASURES]
    if any(re.fullmatch(r"[和及与、]+", text[m.end - start : at - start]) for m in added):
        return False
    if _BELOW.search(text[: at - start]):
        return False
    before = _BALANCES if any(m.start == at and m.entry.norm in _ROLLED for m in mentions) else _BUDGETS
    earlier = [
        m for m in mentions if m.end <= at and (m.label in {"PERIOD", "SCOPE", "ORG", "MEASURE", "CUE"} or m.entry.norm in before)
    ]
    head = _without(text[: at - start], start, earlier)
    bare = _INTRO.sub("", head, count=1)
    return not bare or not _INTRO.sub("", _ORGANISATION.sub("", bare), count=1)


def year_of(period: str, fiscal_year: int | None) -> int | None:
    """The year that a period word means, None where that depends on an unknown fiscal year."""
    match = re.match(r"(?:19|20)\d{2}", period)
    if match:
        return int(match[0])
    if fiscal_year is None:
        return None
    return fiscal_year - 1 if period.startswith(("上", "去")) else None if period.startswith("前") else fiscal_year
