"""Counting words of running text that the tables' unit list does not hold: 册, 场次, 学时 …

Read from `classifiers.csv` beside this module. A word that often begins another word (张贴, 支出) names the characters that it is
not a unit before. A bad line raises ValueError and names itself.
"""

from __future__ import annotations

import csv
import re
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib.resources import files

from disclosure.quantity import Unit, units
from extractors.language.folding import fold

_COLUMNS = ("symbol", "dimension", "factor", "not_before")
_LISTED = {
    "项": "(?!目)",
    "分": "(?!别|钟|配)",
    "人": "(?!员|均|大|民)",
    "处": "(?!理|置|罚)",
    "个": "(?!别)",
    "件": "(?!数)",
    "期": "(?!间|限|末|初)",
    "份": "(?!额)",
    "批": "(?!复|准)",
    "条": "(?!件|例|款)",
    "户": "(?!籍|均|口)",
    "家": "(?!庭|属|长|园)",
    "场": "(?!所|地|馆)",
    "所": "(?!有|属|需|在)",
    "座": "(?!谈)",
    "台": "(?!账)",
    "套": "(?!餐)",
}
"""Words of the common list after which some characters make another word (项目, 分别)."""


@cache
def classifiers() -> dict[str, tuple[Unit, str]]:
    """Every counting word of the file with its unit and the characters that must not follow it."""
    found: dict[str, tuple[Unit, str]] = {}
    reader = csv.DictReader(files("extractors.language").joinpath("classifiers.csv").read_text("utf-8").splitlines())
    if tuple(reader.fieldnames or ()) != _COLUMNS:
        raise ValueError(f"classifiers.csv: columns must be {_COLUMNS}")
    for number, row in enumerate(reader, 2):
        try:
            factor = Decimal(row["factor"])
        except (InvalidOperation, TypeError):
            raise ValueError(f"classifiers.csv:{number}: bad factor {row['factor']!r}") from None
        if row["symbol"] in found or row["symbol"] in units():
            raise ValueError(f"classifiers.csv:{number}: {row['symbol']!r} is listed twice")
        found[row["symbol"]] = (Unit(row["symbol"], row["dimension"], factor), row["not_before"] or "")
    return found


@cache
def unit_words() -> str:
    """A pattern of all unit words in folded form, the longest first."""
    after = {fold(symbol): _LISTED.get(symbol, "") for symbol in (*units(), "万")}
    after |= {symbol: f"(?![{barred}])" if barred else "" for symbol, (_, barred) in classifiers().items()}
    return "|".join(re.escape(word) + after[word] for word in sorted(after, key=len, reverse=True))


@cache
def unit_of(word: str) -> Unit | None:
    """The unit of a folded word, None where it is no unit; 万 alone is ten thousand of something not said."""
    if word == "万":
        return Unit("万", "", Decimal(10000))
    if word in classifiers():
        return classifiers()[word][0]
    return next((u for u in units().values() if word and fold(u.symbol) == word), None)
