"""The ruled grid of a picture: what is a rule and what only looks like one."""

from __future__ import annotations

from PIL import ImageDraw

from extractors.rules import find_grid
from tests.extractors.sheets import DPI, blank, pixels, table

XS, YS = (200, 500, 800, 1100), (300, 360, 460, 520)
TEXTS = [["", "", ""]] * 3


def cells(strokes: list[tuple[int, int, int]]) -> int:
    """How many cells the table has when upright strokes (x, from, to) stand in it."""
    sheet = blank()
    table(sheet, XS, YS, TEXTS)
    for x, start, end in strokes:
        ImageDraw.Draw(sheet).line((x, start, x, end), fill=(10, 10, 10), width=2)
    return len(find_grid(pixels(sheet)[:, :, 0], DPI).cells)


def test_strokes_of_two_lines_of_type_under_each_other_are_no_rule() -> None:
    assert cells([(650, 366, 400), (650, 420, 454)]) == cells([]) == 9


def test_a_rule_that_dropped_out_a_little_is_a_rule() -> None:
    assert cells([(650, 360, 400), (650, 408, 460)]) == 10
