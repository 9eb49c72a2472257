"""The words by which figures' own names are read, from `naming.toml` beside this module, as patterns.

A list that is missing or holds something else than words raises ValueError and is named.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from extractors.language.folding import fold

_LISTS = ("lead", "trail", "verbs", "cuts", "generic", "task_rates", "fund_rates", "beings", "hollow", "served")


@dataclass(frozen=True, slots=True)
class Naming:
    """The lists of `naming.toml`, each as a pattern (without anchors) of its words, the longest first."""

    lead: str
    trail: str
    verbs: str
    cuts: str
    generic: str
    task_rates: str
    fund_rates: str
    beings: str
    hollow: str
    served: str


@cache
def naming() -> Naming:
    """The patterns. Raises ValueError for a list that is missing or not of words."""
    lists = tomllib.loads(files("extractors.language").joinpath("naming.toml").read_text("utf-8"))
    for name in _LISTS:
        words = lists.get(name)
        if not isinstance(words, list) or not words or not all(isinstance(word, str) and word for word in words):
            raise ValueError(f"naming.toml: {name} must be a list of words")
    if extra := set(lists) - set(_LISTS):
        raise ValueError(f"naming.toml: unknown lists {sorted(extra)}")
    return Naming(**{name: _either(lists[name], before=name == "trail") for name in _LISTS})


def _either(words: list[str], before: bool) -> str:
    """One pattern for any of the words; `对!象口` is 对 unless one of the characters follows, or stands before it in `before`."""
    ranked = sorted(set(words), key=lambda word: len(word.partition("!")[0] or word), reverse=True)
    return "(?:" + "|".join(_before(word) if before else _after(word) for word in ranked) + ")"


def _after(word: str) -> str:
    name, _, barred = fold(word).partition("!")
    return re.escape(name) + (f"(?![{barred}])" if barred else "")


def _before(word: str) -> str:
    barred, _, name = fold(word).rpartition("!")
    return (f"(?<![{barred}])" if barred else "") + re.escape(name)
