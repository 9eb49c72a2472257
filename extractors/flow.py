"""Lines to blocks: where a paragraph ends and the next begins, told by indents, short lines, sizes, gaps and numbering.

A block is a paragraph or a title; its text has every character mapped to a page and a box.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from disclosure.page import Span
from extractors.lines import Line

_NUMBERED = re.compile(
    r"^(第\s*[一二三四五六七八九十0-9]+\s*(部分|章)|[一二三四五六七八九十]{1,3}\s*[、.．]|[(（]\s*([一二三四五六七八九十]{1,3}|\d{1,2})\s*[)）]"
    r"|\d{1,2}\s*([、．]|\.(?!\d))|[①-⑳]|注\s*[:：]|附(件|表)\s*[0-9一二三四五六七八九十]*\s*([-:：]|$))"
)
_OPEN_ENDED = tuple("，,、（(“‘的和及与为—-")
_ENDED = tuple("。！？!?：:；;")
_LATIN = re.compile(r"[A-Za-z]$")


@dataclass(frozen=True)
class Block:
    """Consecutive lines that read on. `title` is set for a short centred text in larger type.

    `level` is the level of a heading (1 the highest) where the file itself says that it is one.
    """

    lines: tuple[Line, ...]
    title: bool = False
    level: int | None = None

    @property
    def first(self) -> Line:
        """The first line."""
        return self.lines[0]

    @cached_property
    def text(self) -> str:
        """All lines joined; a blank only where a latin word ends one line and begins the next."""
        return "".join(seam + line.text for seam, line in zip(self._seams, self.lines, strict=True))

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """Page and box of every word of `text`."""
        found, at = [], 0
        for seam, line in zip(self._seams, self.lines, strict=True):
            at += len(seam)
            found += [Span(s.start + at, s.end + at, s.page, s.box, s.confidence) for s in line.spans]
            at += len(line.text)
        return tuple(found)

    @property
    def _seams(self) -> list[str]:
        pairs = zip(self.lines, self.lines[1:], strict=False)
        return ["", *(" " if _LATIN.search(a.text) and re.match("[A-Za-z]", b.text) else "" for a, b in pairs)]


@dataclass(frozen=True, slots=True)
class Measure:
    """The text area of a page shape: left and right edge of full lines, size of type, distance of baselines (points)."""

    left: float
    right: float
    size: float
    pitch: float


_UNIT_FIRST = re.compile(r"(?:百|千|万|百万|亿|万亿)?元|%|％|个百分点")
"""How a line begins that goes on with the unit of the figure at the end of the line before."""


def blocks(lines: Sequence[Line]) -> list[Block]:
    """The lines grouped into paragraphs and titles, in reading order."""
    measures = _measures(lines)
    groups: list[list[Line]] = []
    for before, line in zip((None, *lines), lines, strict=False):
        if before is None or _breaks(before, line, measures, groups[-1]):
            groups.append([line])
        else:
            groups[-1].append(line)
    return [Block(tuple(group), _is_title(group, measures)) for group in groups]


def _shape(line: Line) -> tuple[int, int]:
    return round(line.width), round(line.height)


def _measures(lines: Sequence[Line]) -> dict[tuple[int, int], Measure]:
    """The text area for each page shape of the document."""
    shapes: dict[tuple[int, int], list[Line]] = defaultdict(list)
    for line in lines:
        shapes[_shape(line)].append(line)
    return {shape: _measure(group) for shape, group in shapes.items()}


def _measure(lines: Sequence[Line]) -> Measure:
    """The text area of lines on pages of one shape; where hardly any line is long the margins are taken to be alike."""
    size = sorted(line.size for line in lines)[len(lines) // 2]
    long = [line for line in lines if line.box.width > 0.5 * line.width]
    lefts = Counter(round(line.box.x0 / 2) for line in long or lines)
    common = [2.0 * x for x, n in lefts.items() if n >= max(2, 0.15 * len(long))] or [min(line.box.x0 for line in long or lines)]
    rights = sorted(line.box.x1 for line in long)
    right = rights[int(0.8 * (len(rights) - 1))] if len(long) > 2 else 0.0
    pitches = [b.box.y0 - a.box.y0 for a, b in pairwise(lines) if a.page == b.page and b.box.y0 > a.box.y0]
    pitch = sorted(pitches)[len(pitches) // 2] if pitches else 1.5 * size
    symmetric = lines[0].width - min(common)
    return Measure(min(common), right or max([symmetric, *rights]), size, min(pitch, 2.5 * size))


def _breaks(before: Line, line: Line, measures: dict[tuple[int, int], Measure], group: Sequence[Line]) -> bool:
    """Whether a new block begins with `line`."""
    area, em = measures[_shape(line)], max(line.size, 1.0)
    if before.text[-1:].isdigit() and _UNIT_FIRST.match(line.text):
        return False  # a figure and its unit are one, wherever the line ended
    if _NUMBERED.match(line.text) or _other_size(before, line):
        return True
    if line.page == before.page and line.box.centre[1] - before.box.centre[1] > 1.7 * max(area.pitch, 1.2 * em):
        return True
    if _stands_free(before, area) and _stands_free(line, area):
        return line.page != before.page
    indented = line.box.x0 > area.left + 1.2 * em
    if not indented and line.box.x0 > area.left - em and _goes_on(before, measures[_shape(before)]):
        return False
    return (indented and not _hangs(group, line, em)) or _ends(before, measures[_shape(before)])


def _other_size(before: Line, line: Line) -> bool:
    """Whether two lines are set in clearly different sizes; a few characters are too few to tell."""
    enough = min(len(before.text), len(line.text)) >= 6
    return enough and abs(line.size - before.size) > 0.25 * max(line.size, before.size)


def _stands_free(line: Line, area: Measure) -> bool:
    """Whether the line is centred with room on both sides, as the lines of a title are."""
    left, right = line.box.x0 - area.left, area.right - line.box.x1
    return min(left, right) > 2.5 * line.size and abs(left - right) < 3 * line.size


def _hangs(group: Sequence[Line], line: Line, em: float) -> bool:
    """Whether the group is set with the same left edge as the line throughout: an indented paragraph, not a first-line indent."""
    last = group[-1]
    full = last.box.x1 >= line.box.x1 - 2 * em
    return len(group) >= 1 and abs(last.box.x0 - line.box.x0) < 0.5 * em and full and not last.text.endswith(_ENDED)


def _ends(line: Line, area: Measure) -> bool:
    """Whether a paragraph ends with this line: it stops short of the right edge and does not end in the middle of something."""
    short = area.right - line.box.x1
    if short > 2.5 * line.size and not line.text.endswith(_OPEN_ENDED):
        return True
    return short > 8 * line.size


def _goes_on(line: Line, area: Measure) -> bool:
    """Whether a line that stops a little short (a word that may not be split came next) goes on in a flush line below."""
    flush = line.box.x0 < area.left + 3 * line.size
    return flush and area.right - line.box.x1 < 6 * line.size and not line.text.endswith(_ENDED) and len(line.text) > 12


def _is_title(group: Sequence[Line], measures: dict[tuple[int, int], Measure]) -> bool:
    """A short centred text in type clearly larger than the page's."""
    first, area = group[0], measures[_shape(group[0])]
    centred = abs(first.box.centre[0] - first.width / 2) < 2 * first.size
    text = "".join(line.text for line in group)
    return centred and first.size > 1.15 * area.size and len(text) <= 60 and not text.endswith("。")
