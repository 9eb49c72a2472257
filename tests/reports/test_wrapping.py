"""Chinese text on a terminal is broken where a reader would break it."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from rich.console import Console

from reports.wrapping import Flow

LONG = (
    "尾差 3 处，例如“一般公共预算”（决算）：印列 3789.71万元，比各项之和 3789.72万元 少 0.01万元，见 2020年部门决算.pdf 第 5 页。"
)


def lines(text: str, width: int) -> list[str]:
    console = Console(width=width, markup=False, highlight=False, no_color=True)
    with console.capture() as captured:
        console.print(Flow(text))
    return captured.get().splitlines()


@pytest.mark.parametrize("width", range(20, 70, 3))
def test_nothing_is_lost_and_no_line_too_wide(width: int) -> None:
    made = lines(LONG, width)
    assert "".join("".join(made).split()) == "".join(LONG.split())
    assert max(map(cell_len, made)) <= width


@pytest.mark.parametrize("width", range(20, 70, 3))
def test_numbers_and_files_names_stay_whole_and_marks_stay_with_their_words(width: int) -> None:
    made = lines(LONG, width)
    for whole in ("3789.71万元", "3789.72万元", "2020年部门决算.pdf"):
        assert any(whole in line for line in made)
    assert not [line for line in made if line[0] in "，。）”：" or line[-1] in "（“"]


def test_a_line_is_filled_before_it_is_broken() -> None:
    assert lines("读我.txt 不是可以读取的文件。可以读取", 30)[0] == "读我.txt 不是可以读取的文件。"


def test_a_closing_bracket_stays_with_its_word() -> None:
    assert lines("Excel (.xlsx), HTML", 12) == ["Excel", "(.xlsx),", "HTML"]


def test_what_no_line_can_hold_is_cut() -> None:
    assert lines("x" * 25, 10) == ["x" * 10, "x" * 10, "x" * 5]


def test_line_breaks_of_the_text_are_kept() -> None:
    assert lines("一\n\n二", 20) == ["一", "", "二"]
