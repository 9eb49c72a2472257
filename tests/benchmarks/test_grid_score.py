"""The grid score counts what a misread grid breaks, and nothing else."""

from __future__ import annotations

from typing import Any

from benchmarks.grid_score import grid_score, rows_of

Json = dict[str, Any]


def cell(row: int, col: int, text: str, row_span: int = 1, col_span: int = 1) -> Json:
    return {"row": row, "col": col, "text": text, "row_span": row_span, "col_span": col_span}


TRUTH: Json = {
    "cells": [
        cell(0, 0, "科目", 2),
        cell(0, 1, "本年支出", 1, 2),
        cell(1, 1, "合计"),
        cell(1, 2, "基本支出"),
        cell(2, 0, "教育支出"),
        cell(2, 1, "5.00"),
        cell(2, 2, "5.00"),
    ]
}
"""Ten pairs: five to the right, five below."""


def score(*cells: Json) -> tuple[int, int, int]:
    return grid_score(TRUTH, rows_of(cells))


def test_a_grid_read_right() -> None:
    right, expected, found = score(*TRUTH["cells"])
    assert right == expected == found == 10


def test_blanks_and_width_of_characters_do_not_count() -> None:
    cells = [{**c, "text": c["text"].replace("5.00", " ５．００").replace("科目", "科 目")} for c in TRUTH["cells"]]
    assert score(*cells) == (10, 10, 10)


def test_an_empty_row_between_breaks_nothing() -> None:
    lower = [{**c, "row": c["row"] + (c["row"] == 2)} for c in TRUTH["cells"]]
    assert score(*lower) == (10, 10, 10)


def test_two_figures_in_one_cell_break_the_pairs_around_them() -> None:
    right, expected, found = score(*TRUTH["cells"][:5], cell(2, 1, "5.00 5.00", 1, 2))
    assert (right, expected, found) == (6, 10, 9)


def test_nothing_read() -> None:
    assert score() == (0, 10, 0)
