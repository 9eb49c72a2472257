"""Words into cells: each word goes to the cell that holds its centre; a word that runs over a border is cut there.

Takes a grid and the words of its page (points, top-left), gives the cells with their text. Lines of a wrapped cell are joined
without blanks; two numbers on two lines stay two numbers unless the first fills its cell, as only a broken number does.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from disclosure.geometry import Box, union
from disclosure.page import Word
from disclosure.table import Cell
from extractors.tables.grid import Grid, Slot

_OVERHANG = 0.6
"""A word may stick out of its cell by this share of a character before it is cut."""
_LATIN = re.compile(r"[0-9A-Za-z.,%‰+\-]")
_BROKEN = re.compile(r"^[0-9A-Za-z.,\-]+$")
_WHOLE_MONEY = re.compile(r"\d\.\d\d$")


def fill_grid(grid: Grid, words: Sequence[Word]) -> tuple[Cell, ...]:
    """The grid's cells in row order, with the text of the words inside."""
    inside: dict[Slot, list[Word]] = {slot: [] for slot in grid.slots}
    for word in words:
        if grid.box.holds(word.box.centre, slack=1.0) or word.box.share_inside(grid.box) > 0.3:
            for slot, piece in _place(word, grid.slots):
                inside[slot].append(piece)
    return tuple(_to_cell(slot, inside[slot], grid) for slot in sorted(grid.slots, key=lambda s: (s.row, s.col)))


def neatness(grid: Grid, words: Sequence[Word]) -> float:
    """Which share (0..1) of the words in the grid's outline stands whole in one cell; 1 where there are none."""
    inside = [word for word in words if grid.box.holds(word.box.centre)]
    whole = sum(any(_is_whole(word.box, slot.box) for slot in grid.slots) for word in inside)
    return whole / len(inside) if inside else 1.0


def _is_whole(word: Box, cell: Box) -> bool:
    return cell.holds(word.centre) and min(word.x1, cell.x1) - max(word.x0, cell.x0) > 0.9 * word.width


def _place(word: Word, slots: Sequence[Slot]) -> Iterator[tuple[Slot, Word]]:
    """The cells a word belongs to, with the piece of it that belongs there."""
    _, y = word.box.centre
    row = [s for s in slots if s.box.y0 <= y < s.box.y1 and min(s.box.x1, word.box.x1) > max(s.box.x0, word.box.x0)]
    row.sort(key=lambda slot: slot.box.x0)
    edges = char_edges(word)
    slack = _OVERHANG * word.box.width / max(len(word.text), 1)
    touched = [s for s in row if min(s.box.x1, word.box.x1) - max(s.box.x0, word.box.x0) > slack]
    if len(touched) < 2:
        x = min(max(word.box.centre[0], row[0].box.x0), row[-1].box.x1 - 0.01) if row else 0.0
        yield from ((s, word) for s in row if s.box.x0 <= x < s.box.x1)
        return
    cuts = [0, *(_cut(word.text, edges, left.box.x1) for left, _ in pairwise(touched)), len(word.text)]
    for slot, (start, end) in zip(touched, pairwise(cuts), strict=True):
        text = word.text[start:end]
        if text.strip():
            box = Box(edges[start], word.box.y0, edges[end], word.box.y1)
            yield slot, Word(text.strip(), box, word.confidence)


def char_edges(word: Word) -> list[float]:
    """Where each character of the word begins and the last ends (points), spread by character width."""
    widths = [2.0 if unicodedata.east_asian_width(c) in "WF" else 1.0 for c in word.text]
    scale, x = word.box.width / max(sum(widths), 1.0), word.box.x0
    edges = [x]
    for width in widths:
        x += width * scale
        edges.append(x)
    return edges


def _cut(text: str, edges: Sequence[float], border: float) -> int:
    """The character index at which to cut: nearest to the border, moved by at most one to a change of script if there is one."""
    nearest = min(range(len(edges)), key=lambda i: abs(edges[i] - border))
    for index in (nearest, nearest - 1, nearest + 1):
        if 0 < index < len(text) and bool(_LATIN.match(text[index - 1])) != bool(_LATIN.match(text[index])):
            return index
    return nearest


def _to_cell(slot: Slot, words: Sequence[Word], grid: Grid) -> Cell:
    confidence = min((word.confidence for word in words), default=1.0)
    alternatives = words[0].alternatives if len(words) == 1 else ()
    text = join_words(words, slot.box)
    return Cell(slot.row, slot.col, text, grid.page, slot.box, slot.row_span, slot.col_span, confidence, alternatives)


def join_words(words: Sequence[Word], cell: Box) -> str:
    """The words' text in reading order; `cell` decides whether a number broken at a line's end is one number."""
    text = ""
    previous: list[Word] = []
    for line in text_lines(words):
        part = _join_line(line)
        text += (_line_joint(text, part, previous, cell) if text else "") + part
        previous = line
    return text


def text_lines(words: Sequence[Word]) -> list[list[Word]]:
    """Words grouped into printed lines, top to bottom, left to right."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda w: w.box.centre[1]):
        last = union(w.box for w in lines[-1]) if lines else None
        if last and abs(word.box.centre[1] - last.centre[1]) < 0.5 * max(min(word.box.height, last.height), 4.0):
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda w: w.box.x0) for line in lines]


def _join_line(line: Sequence[Word]) -> str:
    text = line[0].text
    for left, right in pairwise(line):
        gap, size = right.box.x0 - left.box.x1, max(left.box.height, right.box.height)
        latin = bool(_LATIN.match(left.text[-1])) and bool(_LATIN.match(right.text[0]))
        text += (" " if gap > (0.15 if latin else 1.2) * size else "") + right.text
    return text


def _line_joint(text: str, part: str, above: Sequence[Word], cell: Box) -> str:
    """What stands between two lines of a cell: nothing, or a blank where two numbers or Latin words would run together."""
    if not (_LATIN.match(text[-1]) and _LATIN.match(part[0])):
        return ""
    line = union(word.box for word in above)
    full = line.width > 0.75 * cell.width
    one = _BROKEN.match(text) and _BROKEN.match(part) and full and not _WHOLE_MONEY.search(text)
    return "" if one or text[-1] in ".-" or part[0] in ".%‰" else " "
