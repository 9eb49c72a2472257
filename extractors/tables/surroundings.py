"""What stands around a table: the title and the unit caption above it, the notes below it.

Takes the page's words outside the tables as printed lines (points, top-left) and the table's box. A title is taken only where
it looks like one: short, no sentence, near the table; otherwise it is empty.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from disclosure.geometry import Box, union
from disclosure.page import Page, Word
from disclosure.quantity import unit as unit_of
from extractors.tables.fill import join_words, text_lines

_REACH = 130.0
"""How far above a table (points) its title may stand."""
_SPECKS = re.compile(r"^[^\u4e00-\u9fff0-9（(“\"《]+(?=[\u4e00-\u9fff]{4})")
"""What a title never begins with: specks of paper read as dashes or letters."""
_MARGIN = 0.1
"""Lines in this outer share of the page's height are running heads and page numbers if they are short."""
_PAGE_NUMBER = re.compile(r"^[\s\-—－–·•第]*\d{1,4}[\s\-—－–·•页]*(?:[共/]?\s*\d{1,4}\s*页?)?$")
_LABEL = re.compile(
    r"^(?:[财预决算部门单位]{0,4}公开|财决|财预|附?表|附件|附)[\s\-－—]*[0-9一二三四五六七八九十]{1,3}(?:[\-－—.][0-9]{1,2})?表?[:：]?$|^[0-9]{1,2}表$"
)
_FIELD = re.compile(
    r"^(编制|填报|填表|预算|公开|主管|部门|金额|计量|货币)?(部门|单位|日期|时间|人|机关)(名称|（盖章）|\(盖章\))?\s*[:：]"
)
_YEAR_LINE = re.compile(r"^[（(]?\s*(20\d\d|[二〇○零一二三四五六七八九]{4})\s*年度?\s*[）)]?$")
_UNIT_FIELD = re.compile(r"(?:金额|计量|货币)?单位\s*[:：]\s*(?:人民币)?\s*[（(]?([^\s，,;；:：（）()]+)")
_UNIT_TAIL = re.compile(r"[（(]?\s*(?:金额|计量|货币)?单位\s*[:：]\s*[^\s，,;；:：（）()]{1,6}\s*[）)]?$")
_UNIT_BRACKET = re.compile(r"[（(]\s*(?:单位\s*[:：])?\s*(?:人民币)?\s*([^\s（）()：:]{1,3})\s*[）)]")
_NOTE = re.compile(
    r"^\s*[（(]?\s*(注|备注|说明|附注|填表说明|编制说明)\s*\d?\s*[:：.、]|^\s*[（(].*无(相关)?数据.*[）)]?|^[^:：]{0,20}(此|本)表(无数据|为空|为空表)"
)
_FIGURE_CAPTION = re.compile(r"^[（(]?图\s*[0-9一二三四五六七八九十]")
_ITEM = re.compile(r"^\s*(\d{1,2}\s*[.．、]|[①-⑩]|[（(]\d{1,2}[）)])")
_SENTENCE_END = re.compile(r"[。；;，,：:]$")


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line outside the tables: its text and box."""

    text: str
    box: Box
    parts: tuple[Line, ...] = ()
    """The stretches that gaps as wide as a column's part it into, where there are several."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Title, unit word (None where none is printed) and notes of one table fragment."""

    title: str = ""
    unit: str | None = None
    notes: tuple[str, ...] = ()
    captions: tuple[Line, ...] = ()
    """The lines above the table that are its title, number, unit or publisher."""


def free_lines(page: Page, boxes: Sequence[Box]) -> list[Line]:
    """The page's printed lines outside those boxes, top to bottom."""
    words = [w for w in page.words if not any(box.holds(w.box.centre) for box in boxes)]
    lines = []
    for line in text_lines(words):
        box = union(word.box for word in line)
        lines.append(Line(join_words(line, box), box, _parts(line)))
    return lines


def _parts(line: Sequence[Word]) -> tuple[Line, ...]:
    """The line cut at its wide gaps, empty where it has none."""
    runs: list[list[Word]] = [[line[0]]]
    for left, right in pairwise(line):
        if right.box.x0 - left.box.x1 < 1.5 * max(left.box.height, right.box.height):
            runs[-1].append(right)
        else:
            runs.append([right])
    boxes = [union(word.box for word in run) for run in runs]
    return tuple(Line(join_words(run, box), box) for run, box in zip(runs, boxes, strict=True)) if len(runs) > 1 else ()


def is_running(line: Line, page: Page) -> bool:
    """A running head or a page number: short and at the page's edge."""
    at_edge = line.box.y1 < _MARGIN * page.height or line.box.y0 > (1 - _MARGIN) * page.height
    near_edge = line.box.y1 < 2 * _MARGIN * page.height or line.box.y0 > (1 - 2 * _MARGIN) * page.height
    return (at_edge and line.box.width < 0.5 * page.width) or (near_edge and bool(_PAGE_NUMBER.match(line.text)))


def look_around(table: Box, lines: Sequence[Line], ceiling: float, floor: float) -> Surroundings:
    """Title, unit and notes of the table in `table`; other tables end at `ceiling` above and begin at `floor` below."""
    above = [line for line in lines if ceiling <= line.box.centre[1] < table.y0 and line.box.y0 > table.y0 - _REACH]
    captions, titles = _read_upwards(above, table)
    title = _SPECKS.sub("", "".join(line.text for line in titles).strip())
    texts = [line.text for line in captions]
    below = [line for line in lines if table.y1 < line.box.centre[1] < floor]
    return Surroundings(title, find_unit(texts), _notes(below, table), tuple(captions))


def _read_upwards(above: Sequence[Line], table: Box) -> tuple[list[Line], list[Line]]:
    """The caption lines and the title's lines, from the table upwards until something else is printed."""
    captions: list[Line] = []
    titles: list[Line] = []
    for line in sorted(above, key=lambda item: -item.box.centre[1]):
        named = _without_captions(line)
        if named is None and not titles:
            captions.append(line)
        elif named and (_continues_title(named, titles[-1]) if titles else _is_title(named, table)):
            titles.append(named)
            captions.append(line)
        else:
            break
    return captions, titles[::-1]


def _without_captions(line: Line) -> Line | None:
    """What is left of a line without table number, unit and publisher: a title, other text, or nothing."""
    rest = [part for part in line.parts or (line,) if not is_caption(part.text)]
    if not rest or (line.parts and is_caption(line.text) and all(len(part.text) < 8 for part in rest)):
        return None
    text = "".join(_UNIT_TAIL.sub("", part.text) for part in rest)
    return Line(text, union(part.box for part in rest)) if len(text) > 1 else None


def is_caption(text: str) -> bool:
    """Whether a line above a table is its number, its unit, or who published it (公开01表, 单位：万元, 部门：…)."""
    tight = "".join(text.split())
    unit_only = _UNIT_TAIL.sub("", tight) == "" or unit_of(tight.strip("（）()")) is not None
    return bool(_LABEL.match(tight) or _FIELD.match(tight) or unit_only)


def is_note(text: str) -> bool:
    """Whether a line begins as a note under a table does (注：…, 说明：…, 本表无数据)."""
    return bool(_NOTE.match(text))


def _is_title(line: Line, table: Box) -> bool:
    """Short, no sentence; centred over the table, or beginning at its left edge like a numbered heading."""
    if (
        len(line.text) > 60
        or len(line.text) < 2
        or _SENTENCE_END.search(line.text)
        or _NOTE.match(line.text)
        or not re.search(r"[\u4e00-\u9fff]", line.text)
    ):
        return False
    centred = abs(line.box.centre[0] - table.centre[0]) < 0.12 * table.width
    heading = line.box.width < 0.8 * table.width
    return centred or heading


def _continues_title(line: Line, below: Line) -> bool:
    """Whether the line above a title line is the title's first line: same size, same middle, close, itself no sentence."""
    small = bool(_YEAR_LINE.match(below.text)) or below.text.startswith(("（", "("))
    near = below.box.y0 - line.box.y1 < (1.6 if small else 0.9) * below.box.height
    same = 0.8 < line.box.height / max(below.box.height, 1.0) < 1.25 or small
    middle = abs(line.box.centre[0] - below.box.centre[0]) < 12
    return near and same and middle and len(line.text) < 40 and not _SENTENCE_END.search(line.text) and not is_caption(line.text)


def find_unit(texts: Sequence[str]) -> str | None:
    """The unit word that the texts state, None where they state none or more than one."""
    found = {m for text in texts for form in (text, "".join(text.split())) for m in _UNIT_FIELD.findall(form) if unit_of(m)}
    if not found:
        found = {m for text in texts for m in _UNIT_BRACKET.findall(text) if (known := unit_of(m)) and known.dimension == "money"}
    return found.pop() if len(found) == 1 else None


def parts_tables(between: Sequence[Line], width: float, size: float) -> bool:
    """Whether printed lines between two rules show that two tables stand there: a caption, a title, a note, or prose.

    `width` is the table's, `size` the page's usual type size, both in points.
    """
    prose = sum(not line.parts and line.box.width > 0.85 * width and len(line.text) > 25 for line in between)
    if prose >= 3 and prose > 0.6 * len(between):
        return True
    if any(not line.parts and line.text.endswith("表") and line.box.height > 1.15 * size for line in between):
        return True
    tight = ["".join(line.text.split()) for line in between]
    return any(
        _LABEL.match(t) or _NOTE.match(t) or _FIGURE_CAPTION.match(t) or (_UNIT_FIELD.search(t) and find_unit([t])) for t in tight
    )


def _notes(below: Sequence[Line], table: Box) -> tuple[str, ...]:
    """The notes under the table: from the first line that begins like one, as long as lines follow on."""
    notes: list[str] = []
    last: Line | None = None
    for line in sorted(below, key=lambda item: item.box.centre[1]):
        gap = line.box.y0 - (last.box.y1 if last else table.y1)
        if gap > (3.0 if last is None else 1.5) * line.box.height:
            break
        if _NOTE.match(line.text) or (notes and _ITEM.match(line.text)):
            notes.append(line.text)
        elif last and notes and not _FIELD.match(line.text) and last.box.x1 > table.x1 - 0.08 * table.width:
            notes[-1] += line.text
        else:
            break
        last = line
    return tuple(note.strip() for note in notes)
