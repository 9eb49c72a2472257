"""Cutting folded text into tokens that mean something: a number with its separators and unit is one token, so are dates and codes.

`cut` gives every token with its kind; anything else is one token per Chinese character or per latin word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from disclosure.numerals import NUMBER, parse
from disclosure.quantity import Quantity
from extractors.language.classifiers import unit_of, unit_words

_EXACT = frozenset({"people", "households", "organisations", "count"})


@cache
def _pattern() -> re.Pattern[str]:
    """All token kinds, the most specific first."""
    plain, words = NUMBER.removeprefix("[-+]?"), unit_words()
    kinds = (
        ("TITLE", r"《[^》]{0,80}》"),
        ("DOCUMENT", r"[〔\[【(](?:19|20)\d{2}[〕\]】)]\s?第?\d+号|第?\d+号|第\d+(?:-\d+)?[条款章届次期页]"),
        ("ANNEX", r"(?:附件|附表|表|图)\d+(?:-\d+)*"),
        ("DATE", r"(?:19|20)\d{2}(?:年|\.|-)\d{1,2}(?:月|\.|-)(?:\d{1,2}日?)?|\d{1,2}月\d{1,2}日|(?:19|20)\d{2}[-~—至]+(?:19|20)\d{2}年?|"
         r"\d{1,2}[-~—至]+\d{1,2}月份?|(?<!\d)\d{1,2}月份?(?!\d)"),
        ("YEAR", r"(?<!\d)(?:19|20)\d{2}年度?"),
        ("CODE", r"(?<![\d.,])(?:2\d{6}|[235]\d{2}类\s?\d{2}款(?:\s?\d{2}项)?)(?![\d.,%万元])"),
        ("RANGE", rf"{plain}(?:%|万元|元|万|人)?[-~—至]{{1,2}}{plain}(?:{words})?"),
        ("LATIN", r"[A-Za-z][A-Za-z0-9_.\-]*"),
        ("QUANTITY", rf"(?:(?<![\d.])[-+])?{plain}(?:万?[余多]?(?:{words}))?(?:/(?:年|月|人|天)(?:·人|/人)?)?"),
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
    word = token[match.end() :].partition("/")[0].replace("余", "").replace("多", "")
    found = unit_of(word)
    exact = found is not None and found.dimension in _EXACT and found.factor == 1 and "." not in match[0]
    return parse(match[0], found, raw, exact)
