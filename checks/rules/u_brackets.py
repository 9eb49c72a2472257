"""Brackets without their other half, for U009. No rule stands here.

Takes a document, gives sentences with the place of the odd bracket. A bracket that is closed in one of the next sentences is none, nor
is the half bracket of a list (1）…): where a sentence was cut or a title taken out of it nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.narrative import squeeze
from disclosure.document import Document
from disclosure.fact import Sentence

_PAIRS = (("（", "）"), ("《", "》"), ("〔", "〕"))
_LIST = re.compile(r"(?<![（\d一二三四五六七八九十])(?:\d{1,3}|[一二三四五六七八九十]{1,3}|[a-zA-Zⅰ-ⅹ])）")
_NEAR = 2
"""Sentences before and after in which the other half may stand."""


def odd_brackets(document: Document) -> Iterator[tuple[Sentence, int, int]]:
    """Sentences with the place (in the squeezed text) of a bracket that has no other half; whole sentences only."""
    for n, sentence in enumerate(document.sentences):
        text = squeeze(sentence.text).text
        if sentence.table or not text.endswith("。") or not _whole_before(document, n):
            continue
        around = "".join(_about(document, n))
        for left, right in _PAIRS:
            spare = _LIST.sub(lambda m: "x" * len(m[0]), around)
            at = _odd(_LIST.sub(lambda m: "x" * len(m[0]), text), left, right)
            if at is not None and spare.count(left) != spare.count(right):
                yield sentence, at, at + 1


def _odd(text: str, left: str, right: str) -> int | None:
    """The place of the first bracket of the text that has no other half in it, None where all have."""
    opened: list[int] = []
    for at, char in enumerate(text):
        if char == left:
            opened.append(at)
        elif char == right:
            if not opened:
                return at
            opened.pop()
    return opened[0] if opened else None


def _about(document: Document, n: int) -> Iterator[str]:
    """The sentence with its neighbours of the same section."""
    own = document.sentences[n]
    for other in document.sentences[max(n - _NEAR, 0) : n + _NEAR + 1]:
        if other.heading == own.heading and other.part == own.part:
            yield squeeze(other.text).text


def _whole_before(document: Document, n: int) -> bool:
    """Whether the sentence begins where another ended, or its section does."""
    before = document.sentences[n - 1] if n else None
    own = document.sentences[n]
    return before is None or before.heading != own.heading or squeeze(before.text).text.endswith(("。", "；", "："))
