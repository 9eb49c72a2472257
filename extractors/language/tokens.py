"""Cutting folded text into tokens that mean something: a number with its separators and unit is one token, so are dates and codes.

`cut` gives every token with its kind; anything else is one token per Chinese character or per latin word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from disclosure.numerals import NUMBER, parse
from disclosure.quantity import Quantity, Unit, unit, units
from extractors.language.folding import fold

_EXACT = frozenset({"people", "households", "organisations", "count"})
_NOT_BEFORE = {
    "项": "(?!目)",
    "分": "(?!别|钟|配)",
    "人": "(?!员|均|大|民)",
    "处": "(?!理)",
    "个": "(?!别)",
    "件": "(?!数)",
    "期": "(?!间)",
}
"""Characters after which a unit word is the beginning of another word (项目, 分别)."""


@cache
def _pattern() -> re.Pattern[str]:
    """All token kinds, the most specific first."""
    words = sorted({fold(symbol) for symbol in units()} | {"万"}, key=len, reverse=True)
    unit_words = "|".join(re.escape(word) + _NOT_BEFORE.get(word, "") for word in words)
    plain = NUMBER.removeprefix("[-+]?")
    kinds = (
        ("TITLE", r"《[^》]{0,80}》"),
        ("DOCUMENT", r"[〔\[【(](?:19|20)\d{2}[〕\]】)]\s?第?\d+号|第?\d+号|第\d+(?:-\d+)?[条款章届次期页]"),
        ("ANNEX", r"(?:附件|附表|表|图)\d+(?:-\d+)*"),
        ("DATE", r"(?:19|20)\d{2}(?:年|\.|-)\d{1,2}(?:月|\.|-)(?:\d{1,2}日?)?|\d{1,2}月\d{1,2}日|(?:19|20)\d{2}[-~—至]+(?:19|20)\d{2}年?|"
         r"\d{1,2}[-~—至]+\d{1,2}月份?|(?<!\d)\d{1,2}月份?(?!\d)"),
        ("YEAR", r"(?<!\d)(?:19|20)\d{2}年度?"),
        ("CODE", r"(?<![\d.,])(?:2\d{6}|[235]\d{2}类\s?\d{2}款(?:\s?\d{2}项)?)(?![\d.,%万元])"),
        ("RANGE", rf"{plain}(?:%|万元|元|万|人)?[-~—至]{{1,2}}{plain}(?:{unit_words})?"),
        ("LATIN", r"[A-Za-z][A-Za-z0-9_.\-]*"),
        ("QUANTITY", rf"(?:(?<![\d.])[-+])?{plain}(?:{unit_words})?(?:/(?:年|月|人|天)(?:·人|/人)?)?"),
        ("OTHER", r"\s+|."),
    )  # fmt: skip
    return re.compile("|".join(f"(?P<{kind}>{expression})" for kind, expression in kinds), re.S)


def cut(folded: str) -> Iterator[tuple[str, int, int]]:
    """Kind, start and end of every token of a folded text; together they cover it."""
    for match in _pattern().finditer(folded):
        yield match.lastgroup or "OTHER", match.start(), match.end()


def quantity(token: str, raw: str) -> Quantity | None:
    """What a QUANTITY token stands for; `raw` is the same stretch as printed. None where it is no number after all."""
    match = re.match(NUMBER, token)
    if match is None:
        return None
    word = token[match.end() :].partition("/")[0]
    found = _unit(word)
    exact = found is not None and found.dimension in _EXACT and found.factor == 1 and "." not in match[0]
    return parse(match[0], found, raw, exact)


def _unit(word: str) -> Unit | None:
    """The unit of that folded word; 万 alone is ten thousand of something not said."""
    if word == "万":
        return Unit("万", "", Decimal(10000))
    return unit(word) or next((u for u in units().values() if fold(u.symbol) == word), None)
