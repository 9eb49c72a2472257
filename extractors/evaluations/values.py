"""A small grammar for what stands in 指标值 and 完成值: '基础养老金补助人数900人,缴费补贴人数4000人', '≥95%', '平均4.02万元/人/年'.

Takes cleaned text (no blanks), gives its quantities with the words that name them. Dates, ranges, document numbers and ordinals
are not quantities. A bare 万 takes its kind from the indicator's name (参保人数 8.34万 → 万人), else it is only a scale.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from disclosure.numerals import NUMBER, parse
from disclosure.quantity import Quantity, unit, units
from extractors.evaluations.words import words

PER = {
    "人": "每人",
    "名": "每人",
    "户": "每户",
    "月": "每月",
    "年": "每年",
    "年度": "每年",
    "次": "每次",
    "天": "每天",
    "日": "每天",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """One quantity of a text: `name` are the words that say what it is (may be empty), `scope` what it is per, and whether average."""

    quantity: Quantity
    name: str
    scope: frozenset[str]


def read_values(text: str, indicator: str = "") -> tuple[Reading, ...]:
    """The quantities of a target or completed value, in print order."""
    text = _SKIP.sub(lambda m: "□" * len(m.group()), text)
    found: list[Reading] = []
    end = 0
    matches = list(_value().finditer(text))
    for nth, match in enumerate(matches):
        following = matches[nth + 1].start() if nth + 1 < len(matches) else len(text)
        before, after = text[end : match.start()], text[match.end() : following]
        end = match.end()
        quantity = _quantity(match, indicator)
        counted = match["slash"] is not None and bool(found)
        name = found[-1].name if counted else _name(before, after, found)
        scope = frozenset({"标准人数"}) if counted else _scope(before, match["per"] or "")
        if counted:
            found[-1] = replace(found[-1], scope=found[-1].scope | {"按人数"})
        found.append(Reading(quantity, name, scope))
    return tuple(found)


_SKIP = re.compile(
    r"(?:19|20)\d{2}(?:年度?(?:\d{1,2}月(?:\d{1,2}日)?)?|[-/]\d{1,2}(?:[-/]\d{1,2})?|\.\d{1,2}\.\d{1,2}|(?=[-至~到]))"  # dates
    r"|\d{1,2}月(?:\d{1,2}日|底|前|末|份|初)|\d{1,2}日前?"  # parts of dates
    r"|\d+(?:\.\d+)?%?\D{0,2}?[-~至—]\d+(?:\.\d+)?%?"  # ranges
    r"|第\d+|[〔\[【(]\d{4}[〕\])】]\d*号?|\d+号|[A-Za-z]\d+"  # ordinals, document numbers, codes
)


@cache
def _value() -> re.Pattern[str]:
    """A number with what may stand around it."""
    known = sorted((*units(), "万"), key=len, reverse=True)
    before = "|".join(f"(?P<b{n}>{pattern})" for n, pattern in enumerate(words().hedge_before.values()))
    after = "|".join(f"(?P<a{n}>{pattern})" for n, pattern in enumerate(words().hedge_after.values()))
    unit_words = "|".join(re.escape(symbol) for symbol in known)
    per = "|".join(sorted(PER, key=len, reverse=True))
    return re.compile(
        rf"(?:{before})?(?P<slash>(?<=[元角])/)?(?<![\d.,])(?P<number>{NUMBER})(?P<unit>{unit_words})?"
        rf"(?P<per>(?:[/·.每](?:{per})(?!\d))+)?(?:{after})?"
    )


def _quantity(match: re.Match[str], indicator: str) -> Quantity:
    number, symbol = match["number"], match["unit"]
    shown = number + (symbol or "")
    if symbol == "万":
        people = words().persons.search(indicator)
        scaled = parse(number, unit("万人") if people else None, shown)
        quantity = scaled if people else replace(scaled, value=scaled.value.scaleb(4), places=scaled.places - 4)
    else:
        quantity = parse(number, unit(symbol), shown)
    exact = quantity.places == 0 and quantity.dimension in ("people", "count", "households", "organisations")
    return replace(quantity, hedge=_hedge(match), exact=exact and quantity.factor == 1)


def _hedge(match: re.Match[str]) -> str:
    for n, symbol in enumerate(words().hedge_before):
        if match[f"b{n}"]:
            return "" if symbol == "=" else symbol
    return next((symbol for n, symbol in enumerate(words().hedge_after) if match[f"a{n}"]), "")


def _scope(before: str, per: str) -> frozenset[str]:
    found = {PER[word] for word in re.findall("年度|" + "|".join(PER), per)}
    tail = before[-5:]
    found |= {"平均"} if re.search(r"平均|人均|月均", tail) else set()
    found |= {"每人"} if re.search(r"人均|每[人名](?:每[月年])?$", tail) else set()
    found |= {"每月"} if re.search(r"月均|每月$|每人每月$|月$", tail) else set()
    found |= {"每年"} if re.search(r"每年$|每人每年$", tail) else set()
    return frozenset(found)


def _name(before: str, after: str, found: list[Reading]) -> str:
    """The words in front of the number; the words behind it where none stand in front and it is the first."""
    words_before = re.sub(r"平均|人均|月均|每人每[月年]|每[人月年]", "", re.split(r"[,;。、:]", before)[-1] or before.rstrip(":"))
    words_before = words_before.strip("□,;。、:.()/=") if words_before.strip(",;。、:") else ""
    if words_before or found:
        return words_before
    return re.split(r"[,;。、:(□]", after)[0].strip("/")
