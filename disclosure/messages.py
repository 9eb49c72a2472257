"""The one catalogue of texts for people: Chinese first, English beside it, filled with named arguments.

The texts live in `messages_data/*.toml`, one table per key: `[key]` with `zh` and `en`. A key that is missing or a text whose
arguments do not fit is a defect and raises at once.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_ENGLISH = "_en"


@dataclass(frozen=True, slots=True)
class Text:
    """The same sentence in Chinese and English."""

    zh: str
    en: str


@cache
def catalogue() -> dict[str, Text]:
    """All texts by key. Raises ValueError for a key given twice or a language missing."""
    texts: dict[str, Text] = {}
    for path in sorted(files("disclosure").joinpath("messages_data").iterdir(), key=lambda p: p.name):
        for key, entry in tomllib.loads(path.read_text("utf-8")).items():
            if key in texts or set(entry) != {"zh", "en"}:
                raise ValueError(f"{path.name}: bad or repeated message {key!r}")
            texts[key] = Text(entry["zh"], entry["en"])
    return texts


def say(key: str, **args: object) -> Text:
    """The text of that key with its named arguments filled in. Raises KeyError for an unknown key or argument.

    An argument `name_en` stands for `name` in the English text.
    """
    text = catalogue()[key]
    english = args | {name.removesuffix(_ENGLISH): value for name, value in args.items() if name.endswith(_ENGLISH)}
    return Text(text.zh.format(**args), text.en.format(**english))
