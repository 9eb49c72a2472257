"""What a section is about, told by its titles: 收入决算情况说明 → income. Data in `topics.csv`, the most specific pattern first.

The innermost title that matches decides. Sections of no known topic give None, and nothing is compared under them.
"""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache
from importlib.resources import files

from checks.narrative import squeeze
from disclosure.fact import Sentence

_NUMBERING = re.compile(
    r"^(?:第[一二三四五六七八九十\d]+(?:部分|章)|[一二三四五六七八九十]{1,3}[、.．，]|（[一二三四五六七八九十\d]{1,3}）[、.]?|\d{1,2}[、.．])"
)
_OPENING = re.compile(r"^(?:关于|20\d\d年度?|本年度?|部门|单位)*")


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The patterns by topic. Raises ValueError for a line that is not two columns."""
    lines = list(csv.reader(files("checks").joinpath("topics.csv").read_text("utf-8").splitlines()))[1:]
    for number, line in enumerate(lines, 2):
        if len(line) != 2:
            raise ValueError(f"topics.csv, line {number}: {len(line)} columns instead of 2")
    return tuple((topic, re.compile(pattern)) for topic, pattern in lines)


def bare(title: str) -> str:
    """A title without blanks, numbering, year and 关于."""
    return _OPENING.sub("", _NUMBERING.sub("", squeeze(title).text))


@cache
def of_title(title: str) -> str | None:
    """The topic of one title, None where it has none."""
    text = bare(title)
    return next((topic for topic, pattern in _patterns() if pattern.search(text)), None)


def of(sentence: Sentence) -> str | None:
    """The topic of the section a sentence stands in, by its innermost title that has one."""
    return _of_path(sentence.heading)


@lru_cache(maxsize=1 << 12)
def _of_path(heading: tuple[str, ...]) -> str | None:
    return next((topic for title in reversed(heading) if (topic := of_title(title))), None)
