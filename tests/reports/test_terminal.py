"""The terminal report tells what matters, in any width."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from rich.console import Console

from disclosure.rulepage import read_page
from reports import listing, terminal
from tests.tiny_report import tiny_document, tiny_report


def shown(width: int) -> str:
    console = Console(width=width, markup=False, highlight=False, no_color=True)
    with console.capture() as captured:
        terminal.show(tiny_report(), console)
        terminal.show_errors(tiny_report().errors, console)
    return captured.get()


@pytest.mark.parametrize("width", [40, 80, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    assert max(cell_len(line) for line in shown(width).splitlines()) <= width


def test_what_is_wrong_comes_first_then_what_was_checked() -> None:
    text = shown(200)
    order = [
        text.index(word) for word in ("某县教育局", "不符", "T001", "读数存疑", "尾差 rounding", "核对 5 项", "2 项：", "坏.pdf")
    ]
    assert order == sorted(order)
    assert "1600.85万元" in text
    assert "2 项相符，2 项不符，1 项读数存疑；另有 2 项无法核对" in text


def test_markup_in_a_name_is_only_text() -> None:
    assert "样本 <1>.pdf" in shown(120)


def test_listings_show_what_was_read() -> None:
    console = Console(width=160, markup=False, highlight=False, no_color=True)
    with console.capture() as captured:
        listing.tables([tiny_document()], console)
        listing.facts([tiny_document()], console)
        listing.tags([tiny_document()], console)
    text = captured.get()
    assert "支出决算表" in text and "1,600.85" in text
    assert "1200.50万元" in text
    assert "期间 2023年→2023" in text


def test_a_rule_page_keeps_its_headings_apart() -> None:
    console = Console(width=80, markup=False, highlight=False, no_color=True)
    with console.capture() as captured:
        listing.page(read_page("Z999", "growth", "error", "标题\n\n    查什么：合计。\n    为什么：因\n    为。\n"), console)
    lines = [line.split() for line in captured.get().splitlines() if line.strip()]
    assert lines == [
        ["Z999", "标题"],
        ["增减率", "growth", "·", "错误", "error"],
        ["查什么", "合计。"],
        ["为什么", "因为。"],
    ]
