"""Automatic numbers of paragraphs in Word documents: the 一、（二）3. that a reader sees and the text does not hold.

Takes an open document, gives a `Numbering` that is asked for every paragraph in order. Knows the formats that Chinese documents use; a
format that it does not know is shown as a decimal figure, bullets as nothing. ISO/IEC 29500-1, section 17.9.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from extractors.inputs.wordtext import child, tag_of, value_of

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "〇一二三四五六七八九"
_CHINESE = frozenset(
    {"chineseCounting", "chineseCountingThousand", "ideographDigital", "japaneseCounting", "taiwaneseCountingThousand"}
)
_FULLWIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_PLACEHOLDER = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: where it starts, its format, and its text with %1, %2 … for the numbers."""

    start: int
    format: str
    text: str


@dataclass
class Numbering:
    """The lists of a document and how far each has counted."""

    lists: dict[str, dict[int, Level]] = field(default_factory=dict)
    roots: dict[str, str] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    _counts: dict[str, list[int]] = field(default_factory=dict)

    def next(self, paragraph: Any) -> str:
        """The number in front of this paragraph, empty where it has none; counts on."""
        found = self._place(paragraph)
        if found is None:
            return ""
        list_, depth = found
        levels = self.lists.get(list_, {})
        level = levels.get(depth)
        if level is None:
            return ""
        counts = self._counts.setdefault(self.roots.get(list_, list_), [0] * 9)
        counts[depth] = counts[depth] + 1 if counts[depth] else level.start
        counts[depth + 1 :] = [0] * (8 - depth)
        return (
            _PLACEHOLDER.sub(lambda m: self._shown(levels, counts, int(m[1]) - 1), level.text) if level.format != "bullet" else ""
        )

    def _place(self, paragraph: Any) -> tuple[str, int] | None:
        """The list and the level: the paragraph's own, else its style's. List 0 switches numbers off."""
        own = child(paragraph, "pPr", "numPr")
        by_style = self.styles.get(value_of(paragraph, "pPr", "pStyle") or "")
        if own is None:
            return by_style
        list_ = value_of(own, "numId")
        depth = value_of(own, "ilvl")
        if list_ is None:
            list_ = by_style[0] if by_style else "0"
        return None if list_ == "0" else (list_, min(int(depth or 0), 8))

    @staticmethod
    def _shown(levels: dict[int, Level], counts: list[int], depth: int) -> str:
        level = levels.get(depth)
        return shown(counts[depth] or (level.start if level else 1), level.format if level else "decimal")


def shown(number: int, style: str) -> str:
    """The number in that format (ST_NumberFormat)."""
    if style in _CHINESE:
        return chinese(number) if style != "ideographDigital" else "".join(_DIGITS[int(d)] for d in str(number))
    if style == "decimalEnclosedCircle" and 1 <= number <= 20:
        return chr(0x245F + number)
    if style == "decimalFullWidth":
        return str(number).translate(_FULLWIDTH)
    if style == "decimalZero":
        return f"{number:02d}"
    if style in ("lowerLetter", "upperLetter") and number > 0:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if style == "lowerLetter" else letter.upper()
    return "" if style == "none" else str(number)


def chinese(number: int) -> str:
    """一, 十, 十一, 二十三, 一百零五 … up to 9999; decimal beyond."""
    if not 0 < number < 10000:
        return str(number)
    text, zero = "", False
    for unit, size in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit, number = divmod(number, size)
        if digit:
            text += ("零" if zero and text else "") + _DIGITS[digit] + unit
        zero = not digit
    return text[1:] if text.startswith("一十") else text


def read_numbering(document: Any) -> Numbering:
    """The lists of an open python-docx document, none where it has none."""
    styles = document.styles.element
    try:
        root = document.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return Numbering()
    abstract = {item.get(f"{_W}abstractNumId"): _levels(item) for item in root if tag_of(item) == "abstractNum"}
    lists: dict[str, dict[int, Level]] = {}
    roots: dict[str, str] = {}
    for item in root:
        if tag_of(item) != "num":
            continue
        id_, base = str(item.get(f"{_W}numId")), value_of(item, "abstractNumId") or ""
        overrides = [below for below in item if tag_of(below) == "lvlOverride"]
        lists[id_] = {**abstract.get(base, {}), **_overridden(overrides, abstract.get(base, {}))}
        roots[id_] = id_ if overrides else f"a{base}"
    return Numbering(lists, roots, dict(_of_styles(styles)))


def _levels(item: Any) -> dict[int, Level]:
    found = {}
    for level in item:
        if tag_of(level) == "lvl":
            start = value_of(level, "start") or "1"
            text = value_of(level, "lvlText") or ""
            found[int(level.get(f"{_W}ilvl") or 0)] = Level(int(start), value_of(level, "numFmt") or "decimal", text)
    return found


def _overridden(overrides: Any, base: dict[int, Level]) -> dict[int, Level]:
    """Levels that a list changes: another start, or a level of its own."""
    found: dict[int, Level] = {}
    for item in overrides:
        depth = int(item.get(f"{_W}ilvl") or 0)
        found |= {at: level for at, level in _levels(item).items() if at == depth}
        start = value_of(item, "startOverride")
        known = found.get(depth) or base.get(depth)
        if start and known:
            found[depth] = Level(int(start), known.format, known.text)
    return found


def _of_styles(styles: Any) -> Any:
    """Styles that number their paragraphs, each with its list and level."""
    for style in styles:
        numbers = child(style, "pPr", "numPr") if tag_of(style) == "style" else None
        list_ = value_of(numbers, "numId") if numbers is not None else None
        if list_:
            yield str(style.get(f"{_W}styleId")), (list_, min(int(value_of(numbers, "ilvl") or 0), 8))
