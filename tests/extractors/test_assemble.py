"""Every box of a finished document lies in the page of the original file."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import pytest

from disclosure.document import Document, Part
from disclosure.evaluation import Evaluation, IndicatorLine, WeightBlock
from disclosure.fact import Fact, Place, Sentence
from disclosure.geometry import Box, Transform
from disclosure.page import Origin, Page, Span, Word
from disclosure.quantity import Quantity
from disclosure.schedule import Row, Schedule
from disclosure.table import Cell, Table
from extractors.assemble import assemble

SHIFT = Transform((1.0, 0.0, 10.0, 0.0, 1.0, 20.0, 0.0, 0.0, 1.0))
HERE, THERE = Box(1, 2, 3, 4), Box(11, 22, 13, 24)


@dataclass(frozen=True)
class Said:
    org: str | None = "某局"
    fiscal_year: int | None = 2023
    kinds: tuple[str, ...] = ("final_accounts",)
    level: str | None = "unit"
    parts: tuple[Part, ...] = ()


def fact(name: str, page: int) -> Fact:
    return Fact(name, Quantity(Decimal("1.5"), 1), Place(page, HERE))


def made(transform: Transform) -> Document:
    pages = (Page(1, 595, 842, (Word("字", HERE),), True, transform), Page(2, 595, 842, (Word("字", HERE),)))
    line = IndicatorLine("产出", "数量", "人数", "", "", Place(1, HERE), targets=(fact("t", 1),))
    return assemble(
        "a.pdf",
        "ab" * 32,
        pages,
        Said(),
        tables=(Table("t", (1, 2), (Cell(0, 0, "", 1, HERE), Cell(1, 0, "", 2, HERE))),),
        schedules=(
            Schedule("s", "unknown", "", None, (1,), (), (Row("r", 0, 0, "合计", place=Place(1, HERE)),), (fact("f", 1),)),
        ),
        evaluations=(Evaluation("e", "project", "t", (1,), indicators=(line,), blocks=(WeightBlock("产出", fact("w", 1)),)),),
        sentences=(Sentence("x", "一二", (Span(0, 2, 1, HERE), Span(0, 2, 2, HERE)), facts=(fact("g", 2),)),),
    )


def test_every_box_is_mapped_by_its_own_page() -> None:
    document = made(SHIFT)
    assert [page.words[0].box for page in document.pages] == [THERE, HERE]
    assert [cell.box for cell in document.tables[0].cells] == [THERE, HERE]
    row_place = document.schedules[0].rows[0].place
    assert row_place and row_place.box == THERE
    assert {name: found.place.box for name, found in document.facts.items()} == {"f": THERE, "t": THERE, "w": THERE, "g": HERE}
    assert document.evaluations[0].indicators[0].place.box == THERE
    assert [span.box for span in document.sentences[0].spans] == [THERE, HERE]


def test_nothing_is_left_to_map() -> None:
    assert all(page.to_original.is_identity for page in made(SHIFT).pages)


def test_a_document_that_was_never_turned_is_left_alone() -> None:
    assert made(Transform()).pages[0].words[0].box is HERE


def test_identity_and_id_are_carried() -> None:
    document = made(Transform())
    assert (document.id, document.org, document.level) == ("ab" * 8, "某局", "unit")


def test_a_box_on_a_page_that_is_not_there_is_a_defect() -> None:
    page = Page(1, 595, 842, to_original=SHIFT)
    with pytest.raises(KeyError):
        assemble("a.pdf", "ab" * 32, (page,), Said(), tables=(Table("t", (7,), (Cell(0, 0, "", 7, HERE),)),))


def test_two_pages_of_one_picture_are_one_page_of_the_file() -> None:
    """Read as pages 1 and 2, shown by the file as its page 1; what was page 3 is its page 2."""
    shown = Origin(1, 842, 595)
    pages = (
        Page(1, 421, 595, (Word("左", HERE),), True, origin=shown),
        Page(2, 421, 595, (Word("右", HERE),), True, SHIFT, origin=shown),
        Page(3, 595, 842, (Word("后", HERE),), origin=Origin(2, 595, 842)),
    )
    table = Table("t", (1, 2), (Cell(0, 0, "", 1, HERE), Cell(1, 0, "", 2, HERE)))
    said = Said(parts=(Part("p", "other", "附件", 2, 3),))
    document = assemble("a.pdf", "ab" * 32, pages, said, (table,), sentences=(Sentence("x", "一", (Span(0, 1, 3, HERE),)),))
    assert [(page.number, page.width, page.origin) for page in document.pages] == [(1, 842, None), (2, 595, None)]
    assert [(word.text, word.box) for word in document.pages[0].words] == [("左", HERE), ("右", THERE)]
    assert (document.tables[0].pages, [cell.page for cell in document.tables[0].cells]) == ((1,), [1, 1])
    assert document.tables[0].cells[1].box == THERE
    assert (document.parts[0].first_page, document.parts[0].last_page) == (1, 2)
    assert document.sentences[0].spans[0].page == 2
