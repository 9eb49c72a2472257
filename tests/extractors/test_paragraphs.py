"""Words on pages become paragraphs that read on, under their titles. Pages are set by hand: 12 points type on A4."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from disclosure.fact import Place
from disclosure.geometry import Box
from disclosure.page import Page, Word
from disclosure.table import Cell, Table
from extractors.paragraphs import read_paragraphs

LEFT, RIGHT, EM, PITCH = 84.0, 516.0, 12.0, 20.0
FULL = int((RIGHT - LEFT) / EM)


def word(text: str, x: float, y: float, size: float = EM) -> Word:
    return Word(text, Box(x, y, x + size * len(text), y + size))


def page(number: int, *lines: tuple[float, float, str], foot: str = "") -> Page:
    words = [word(text, x, y) for x, y, text in lines]
    if foot:
        words.append(word(foot, 280.0, 800.0))
    return Page(number, 595.0, 842.0, tuple(words))


def flowing(number: int, texts: Sequence[str], first: bool = True, foot: str = "") -> Page:
    """A page of full lines, the first of which is indented by two characters when it begins a paragraph."""
    lines = [(LEFT + 2 * EM if i == 0 and first else LEFT, 100.0 + i * PITCH, text) for i, text in enumerate(texts)]
    return page(number, *lines, foot=foot)


def filled(text: str, indent: int = 0) -> list[str]:
    """The text cut into lines that fill the measure."""
    first = FULL - indent
    return [text[:first], *(text[i : i + FULL] for i in range(first, len(text), FULL))]


LONG = "本单位认真履行职责积极推进各项工作任务按时完成" * 4 + "共支出一百万元。"


def test_lines_of_a_paragraph_are_joined_without_blanks() -> None:
    found = read_paragraphs([flowing(1, filled(LONG, 2))], ())
    assert [p.text for p in found] == [LONG]


def test_every_character_has_its_box() -> None:
    paragraph = read_paragraphs([flowing(1, filled(LONG, 2))], ())[0]
    assert [paragraph.text[s.start : s.end] for s in paragraph.spans] == filled(LONG, 2)
    assert paragraph.spans[1].box.y0 == 120.0 and paragraph.spans[0].page == 1


def test_a_paragraph_goes_on_over_the_page_break_and_page_numbers_are_left_out() -> None:
    lines = filled(LONG, 2)
    pages = [flowing(1, lines[:1], foot="— 1 —"), flowing(2, lines[1:], first=False, foot="— 2 —")]
    found = read_paragraphs(pages, ())
    assert [p.text for p in found] == [LONG]
    assert {s.page for s in found[0].spans} == {1, 2}


@pytest.mark.parametrize("foot", ["— 12 —", "-12-", "12", "第 12 页", "12/36", "第12页共36页", "·12·"])
def test_page_numbers(foot: str) -> None:
    assert read_paragraphs([flowing(12, filled(LONG, 2), foot=foot)], ())[-1].text.endswith("万元。")


def test_running_heads_are_left_out() -> None:
    pages = []
    for number in range(1, 5):
        text = flowing(number, filled(LONG, 2))
        head = word("某某局决算公开", 250.0, 40.0)
        pages.append(Page(number, 595.0, 842.0, (*text.words, head)))
    assert not any("决算公开" in p.text for p in read_paragraphs(pages, ()))


def test_an_indent_begins_a_paragraph() -> None:
    second = "其他说明事项如下所述请予以关注和理解，谢谢。"
    lines = [(LEFT + 2 * EM if i == 0 else LEFT, 100 + i * PITCH, t) for i, t in enumerate(filled(LONG, 2))]
    lines.append((LEFT + 2 * EM, 100 + len(lines) * PITCH, second))
    assert [p.text for p in read_paragraphs([page(1, *lines)], ())] == [LONG, second]


def test_a_number_is_not_a_list_number() -> None:
    """A line that begins with 1.5万元 goes on with the sentence."""
    lines = ["支出" * 17, "1.5万元，占百分之三。"]
    assert [p.text for p in read_paragraphs([flowing(1, lines)], ())] == ["".join(lines)]


def test_titles_make_the_path() -> None:
    lines = [
        (LEFT, 100.0, "第三部分 2023年度部门决算情况说明"),
        (LEFT + 2 * EM, 130.0, "一、收入支出决算总体情况说明"),
        (LEFT + 2 * EM, 150.0, "收入总计10万元。"),
        (LEFT + 2 * EM, 170.0, "二、支出决算情况说明"),
        (LEFT + 2 * EM, 190.0, "（一）总体情况"),
        (LEFT + 2 * EM, 210.0, "支出总计10万元。"),
    ]
    headings = {p.text: p.heading for p in read_paragraphs([page(1, *lines)], ())}
    assert headings["收入总计10万元。"] == ("第三部分 2023年度部门决算情况说明", "一、收入支出决算总体情况说明")
    assert headings["支出总计10万元。"] == ("第三部分 2023年度部门决算情况说明", "二、支出决算情况说明", "（一）总体情况")


def test_a_numbered_sentence_is_no_title() -> None:
    lines = [
        (LEFT + 2 * EM, 100.0, "一、财政拨款收入：指单位从同级财政部门取得的资金。"),
        (LEFT + 2 * EM, 120.0, "1.公务接待费支出3万元，占20%。"),
        (LEFT + 2 * EM, 140.0, "以上为说明。"),
    ]
    assert read_paragraphs([page(1, *lines)], ())[-1].heading == ()


def test_contents_are_marked_and_make_no_path() -> None:
    entries = ["目录", "第一部分概况", "一、主要职责", "第二部分决算情况说明", "一、收入支出情况"]
    first = page(1, *[(LEFT, 100.0 + i * PITCH, text) for i, text in enumerate(entries)])
    second = page(2, (LEFT, 100.0, "第一部分概况"), (LEFT, 120.0, "一、主要职责"), (LEFT + 2 * EM, 140.0, "负责某项工作。"))
    found = read_paragraphs([first, second], ())
    assert [p.part for p in found] == ["toc"] * 5 + [""] * 3
    assert found[-1].heading == ("第一部分概况", "一、主要职责")


def table(number: int, box: Box) -> Table:
    return Table("t1", (number,), (Cell(0, 0, "支出", number, box),))


def test_words_of_tables_are_left_out_and_notes_belong_to_them() -> None:
    lines = [
        (LEFT, 100.0, "支出决算表"),
        (LEFT + EM, 140.0, "支出"),
        (LEFT, 215.0, "注：1.本表反映部门本年度支出情况。"),
        (LEFT, 235.0, "2.金额单位转换时可能有尾数误差。"),
        (LEFT, 400.0, "以下为说明。"),
    ]
    found = read_paragraphs([page(1, *lines)], [table(1, Box(LEFT, 120.0, RIGHT, 210.0))])
    assert [(p.text, p.table) for p in found] == [
        ("支出决算表", None),
        ("注：1.本表反映部门本年度支出情况。", "t1"),
        ("2.金额单位转换时可能有尾数误差。", "t1"),
        ("以下为说明。", None),
    ]


def test_digits_in_a_taller_font_stay_on_their_line() -> None:
    """Boxes of another font reach into the next line; the words still stand where they are read."""
    words = []
    for i in range(3):
        y = 100.0 + i * 14.0
        words += [
            word("财政拨款支出" * 2, LEFT, y),
            Word("2946.25万元", Box(LEFT + 144, y - 7, LEFT + 210, y + 15)),
            word("，占" * 8, LEFT + 210, y),
        ]
    found = read_paragraphs([Page(1, 595.0, 842.0, tuple(words))], ())
    assert "".join(p.text for p in found) == ("财政拨款支出" * 2 + "2946.25万元" + "，占" * 8) * 3


def test_a_word_of_digits_and_characters_in_a_tall_font_makes_no_other_size() -> None:
    """A line is one word with figures in it, its box higher than its type: it is set no larger than the lines around it."""
    lines = filled(LONG, 2)
    mixed = "2023年" + lines[1][:-3]
    width = EM * (len(mixed) - 4) + EM / 2 * 4
    words = [
        word(lines[0], LEFT + 2 * EM, 100.0),
        Word(mixed, Box(LEFT, 117.0, LEFT + width, 135.0)),
        word(lines[2], LEFT, 140.0),
    ]
    found = read_paragraphs([Page(1, 595.0, 842.0, tuple(words))], ())
    assert [p.text for p in found] == [lines[0] + mixed + lines[2]]


def test_the_header_that_a_continuation_page_repeats_is_no_paragraph() -> None:
    whole = Box(LEFT, 95.0, RIGHT, 210.0)
    joined = replace(table(1, Box(LEFT, 120.0, RIGHT, 210.0)), places=(Place(1, whole),))
    lines = [(LEFT, 100.0, "科目名称"), (LEFT, 140.0, "支出"), (LEFT, 400.0, "以下为说明。")]
    assert [p.text for p in read_paragraphs([page(1, *lines)], [joined])] == ["以下为说明。"]


def test_no_words_no_paragraphs() -> None:
    assert read_paragraphs([Page(1, 595.0, 842.0)], ()) == ()


def test_a_figure_and_its_unit_are_one_however_wide_the_lines_stand_apart() -> None:
    lines = ["本年收入合计九百余万元，其中：财政拨款收入9746.50", "万元，占全部收入的比重为100.00%。"]
    words = [(LEFT + 2 * EM, 100.0, lines[0]), (LEFT, 148.0, lines[1])]
    rest = [(LEFT, 300.0 + n * PITCH, text) for n, text in enumerate(filled(LONG))]
    assert read_paragraphs([page(1, *words, *rest)], ())[0].text == "".join(lines)
