"""Tidying a paragraph: blanks that split words and numbers are taken out, and every remaining character keeps its place on the page.

Takes a `Paragraph`, gives `Tidied`: the text as people read it, a folded copy of the same length for matching (half-width digits,
one form of each bracket, quote and colon), and spans that fit the tidied text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from disclosure.geometry import Box, union
from disclosure.page import Paragraph, Span

_PAIRS = {
    "（": "(", "）": ")", "［": "[", "］": "]", "：": ":", "﹕": ":", "，": ",", "；": ";", "！": "!", "？": "?",
    "“": '"', "”": '"', "„": '"', "‟": '"', "＂": '"', "「": '"', "」": '"', "『": '"', "』": '"', "〝": '"', "〞": '"',
    "％": "%", "﹪": "%", "．": ".", "＋": "+", "－": "-", "−": "-", "–": "-", "△": "-", "▲": "-", "﹣": "-", "\u3000": " ", "\xa0": " ",
}  # fmt: skip
_BLANK = re.compile(r"[ \t\r\n]+")
_SEPARATOR = re.compile(r"(?<=\d) *([.,]) *(?=\d)")
_GROUP = re.compile(r"(?<![\d.])\d{1,3} (?=\d{3}\.\d)")
_LATIN = re.compile(r"[A-Za-z0-9.%)]")


@dataclass(frozen=True)
class Tidied:
    """A paragraph's text without stray blanks; `folded` has the same length and is what patterns are matched against."""

    text: str
    folded: str
    spans: tuple[Span, ...]


def fold(text: str) -> str:
    """One form for every bracket, quote, colon and digit; never changes the length."""
    return "".join(_fold_character(c) for c in text)


def _fold_character(character: str) -> str:
    if character in _PAIRS:
        return _PAIRS[character]
    if character < "\x80" or "\u4e00" <= character <= "\u9fff":
        return character
    normal = unicodedata.normalize("NFKC", character)
    return normal if len(normal) == 1 else character


def tidy(paragraph: Paragraph) -> Tidied:
    """The paragraph without the blanks that mean nothing."""
    text = paragraph.text
    keep = _kept(fold(text))
    spans = tuple(piece for span in paragraph.spans for piece in _cut(span, text, keep))
    new = {old: i for i, old in enumerate(sorted(keep))}
    moved = tuple(Span(new[s.start], new[s.end - 1] + 1, s.page, s.box, s.confidence) for s in spans)
    clean = "".join(text[i] for i in sorted(keep))
    return Tidied(clean, fold(clean), moved)


def _kept(folded: str) -> frozenset[int]:
    """Indices of the characters that stay."""
    drop: set[int] = set()
    for match in _SEPARATOR.finditer(folded):
        whole = folded[match.end() :]
        if match[1] == "." or (re.match(r"\d{3}(?!\d)", whole) and len(match[0]) > 1):
            drop |= {i for i in range(match.start(), match.end()) if folded[i] == " "}
    for match in _GROUP.finditer(folded):
        drop.add(match.end() - 1)
    for match in _BLANK.finditer(folded):
        before, after = folded[match.start() - 1 : match.start()], folded[match.end() : match.end() + 1]
        meant = before and after and _LATIN.match(before) and _LATIN.match(after)
        if not meant:
            drop |= set(range(match.start(), match.end()))
    return frozenset(range(len(folded))) - drop


def _cut(span: Span, text: str, keep: frozenset[int]) -> list[Span]:
    """The span without dropped characters: one piece per run of kept ones, its box interpolated."""
    runs: list[tuple[int, int]] = []
    for i in range(span.start, min(span.end, len(text))):
        if i not in keep:
            continue
        if runs and runs[-1][1] == i:
            runs[-1] = (runs[-1][0], i + 1)
        else:
            runs.append((i, i + 1))
    return [Span(a, b, span.page, stretch(span, text, a, b), span.confidence) for a, b in runs]


def width(character: str) -> float:
    """How wide a character is set, in ems: full-width 1, anything else a half."""
    return 1.0 if unicodedata.east_asian_width(character) in "WF" or character in "“”‘’" else 0.5


def stretch(span: Span, text: str, start: int, end: int) -> Box:
    """The box of characters `start:end` of `text` inside the span's box, by character width."""
    widths = [width(c) for c in text[span.start : span.end]] or [1.0]
    total, box = sum(widths), span.box
    a = sum(widths[: max(start - span.start, 0)]) / total
    b = sum(widths[: max(end - span.start, 0)]) / total
    return Box(box.x0 + a * box.width, box.y0, box.x0 + b * box.width, box.y1)


def place(spans: Sequence[Span], text: str, start: int, end: int) -> tuple[int, Box, float] | None:
    """Page, box and confidence of characters `start:end`; of a stretch over two pages or lines, the part that comes first."""
    inside = [s for s in spans if s.start < end and s.end > start]
    if not inside:
        return None
    first = inside[0]
    line = [
        s for s in inside if s.page == first.page and abs(s.box.centre[1] - first.box.centre[1]) < 0.5 * max(first.box.height, 1)
    ]
    boxes = [stretch(s, text, max(start, s.start), min(end, s.end)) for s in line]
    return first.page, union(boxes), min(s.confidence for s in inside)
