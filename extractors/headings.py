"""Section titles: which blocks are titles, on which level, and where a table of contents lies.

Titles are told by their numbering (第三部分, 一、, （一）, 1., （1）) and by being short and without figures of their own; never by
what they say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.flow import Block

_LEVELS = (
    (1, re.compile(r"^第\s*[一二三四五六七八九十0-9]+\s*(部分|章)")),
    (1, re.compile(r"^附(件|表)\s*[一二三四五六七八九十0-9]*(-\d+)?\s*[:：]?$")),
    (2, re.compile(r"^[一二三四五六七八九十]{1,3}\s*[、.．,，]")),
    (3, re.compile(r"^[(（]\s*[一二三四五六七八九十]{1,3}\s*[)）]")),
    (4, re.compile(r"^\d{1,2}\s*([、．]|\.(?!\d))")),
    (5, re.compile(r"^([(（]\s*\d{1,2}\s*[)）]|[①-⑳])")),
)
_FIGURE = re.compile(r"\d[\d,，.．]*\s*(万?元|亿元|[%％]|万?人|[个辆批台家户件])")
_ACCOUNT = re.compile(r"[(（][类款项][)）]。?$")
_LONGEST = 70
_SENTENCE = 24
"""A numbered line longer than this that ends with a full stop is a sentence, not a title (account names excepted)."""
_LEADER = re.compile(r"[.．…·]{4,}|[.．…·\s]{6,}\d*$|\s\d{1,3}$")
_CONTENTS = re.compile(r"^目\s*录$")


def numbering(text: str) -> int | None:
    """The level that the text's numbering has (1 the highest), None where it has none."""
    return next((level for level, pattern in _LEVELS if pattern.match(text)), None)


def level_of(block: Block) -> int | None:
    """The level of a title, None for ordinary text. A centred line without numbering is a title of level 1 when set larger."""
    text = block.text.strip()
    if not text or len(text) > _LONGEST or _FIGURE.search(text):
        return None
    level = numbering(text)
    if level is None:
        return block.level or (1 if block.title else None)
    if level == 1:
        return 1
    inner = text.rstrip("。：:")
    sentence = text.endswith("。") and len(text) > _SENTENCE and not _ACCOUNT.search(text)
    return None if sentence or re.search(r"[。；;：:]", inner) or (level > 2 and re.search(r"[，,]", inner[3:])) else level


class Outline:
    """The path of titles above the place that was reached; entering a title closes those on its level and below."""

    def __init__(self) -> None:
        self._open: list[tuple[int, str]] = []

    @property
    def path(self) -> tuple[str, ...]:
        """The titles from the outermost to the innermost."""
        return tuple(text for _, text in self._open)

    def above(self, level: int) -> tuple[str, ...]:
        """The titles above a title of that level."""
        return tuple(text for own, text in self._open if own < level)

    def enter(self, level: int, text: str) -> None:
        """Go below a title. Part title and its name on the next line (第三部分 / 决算情况说明) become one."""
        last = self._open[-1] if self._open else None
        if level == 1 and last and last[0] == 1 and re.fullmatch(r"第\s*\S{1,3}\s*部分", last[1]):
            self._open = [(1, f"{last[1]} {text}")]
            return
        self._open = [entry for entry in self._open if entry[0] < level]
        self._open.append((level, text))


def contents(found: Sequence[Block]) -> frozenset[int]:
    """The indices of the blocks of tables of contents, their title included."""
    listed: set[int] = set()
    for index, block in enumerate(found):
        if _CONTENTS.match(block.text.strip()):
            listed |= {index, *_entries(found, index + 1)}
    return frozenset(listed)


def _entries(found: Sequence[Block], start: int) -> range:
    """The entries from `start` on: short lines without full stop, until the first of them comes again as a title."""
    first = None
    for index in range(start, len(found)):
        text = _bare(found[index].text)
        if first is None:
            first = text
        elif text and (text == first or (len(text) >= 4 and first.startswith(text))):
            return range(start, index)
        leader = _LEADER.search(found[index].text)
        far = found[index].first.page - found[start].first.page > 3
        if far or "。" in text or (len(text) > _LONGEST and not leader) or (not leader and _FIGURE.search(text)):
            return range(start, index)
    return range(start, len(found))


def _bare(text: str) -> str:
    """An entry without its leader dots, page number and blanks."""
    return "".join(re.sub(r"[.．…·\s]*\d{0,3}$", "", text).split())
