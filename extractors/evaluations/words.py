"""The words of self-evaluation forms, from `words.toml`. Refuses a file whose expressions do not compile."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from disclosure.numerals import heal


@dataclass(frozen=True, slots=True)
class Words:
    """Compiled expressions: `funds` and `indicators` give column roles in order, `rows` and `labels` what a cell announces."""

    title: re.Pattern[str]
    overall: re.Pattern[str]
    funds: dict[str, re.Pattern[str]]
    indicators: dict[str, re.Pattern[str]]
    rows: dict[str, re.Pattern[str]]
    labels: dict[str, re.Pattern[str]]
    hedge_before: dict[str, str]
    hedge_after: dict[str, str]
    persons: re.Pattern[str]


@cache
def words() -> Words:
    """The words. Raises ValueError naming the key whose expression is broken."""
    data = tomllib.loads(files("extractors.evaluations").joinpath("words.toml").read_text("utf-8"))
    return Words(
        title=_compiled("title", data["title"]),
        overall=_compiled("overall", data["overall"]),
        funds=_section(data, "funds"),
        indicators=_section(data, "indicators"),
        rows=_section(data, "rows"),
        labels=_section(data, "labels"),
        hedge_before=dict(data["values"]["hedge_before"]),
        hedge_after=dict(data["values"]["hedge_after"]),
        persons=_compiled("values.persons", data["values"]["persons"]),
    )


def clean(text: str) -> str:
    """A cell's text for comparison: healed, without blanks and line breaks."""
    return "".join(heal(text).split())


def bare(text: str) -> str:
    """A header's words without what stands in brackets, even where the bracket was cut off: '得分(分值×执行' → '得分'."""
    text = clean(text)
    head = re.split(r"[(\[【]", text, maxsplit=1)[0]
    return head or text


def _section(data: dict[str, dict[str, str]], name: str) -> dict[str, re.Pattern[str]]:
    return {key: _compiled(f"{name}.{key}", text) for key, text in data[name].items()}


def _compiled(key: str, text: str) -> re.Pattern[str]:
    try:
        return re.compile(text)
    except re.error as error:
        raise ValueError(f"words.toml: {key}: {error}") from error
