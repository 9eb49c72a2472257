"""A figure that is not quite sure is suspected where taking one digit for its like closes the difference, and only there."""

from __future__ import annotations

import pytest

from checks import relate
from checks.suspect import set_apart
from disclosure.arithmetic import Verdict
from disclosure.document import Document
from disclosure.fact import Fact, Place
from disclosure.geometry import Box
from disclosure.numerals import parse
from disclosure.page import Page
from disclosure.quantity import unit


def money(id_: str, text: str, confidence: float = 1.0) -> Fact:
    return Fact(id_, parse(text, unit("万元")), Place(1, Box(0, 0, 40, 10)), confidence=confidence)


@pytest.mark.parametrize(
    ("part", "confidence", "verdict"),
    [
        ("15.00", 0.85, Verdict.SUSPECT_OCR),  # 45.00 with its thin strokes lost
        ("15.00", 0.95, Verdict.DISCREPANCY),
        ("35.00", 0.85, Verdict.DISCREPANCY),  # a 3 is no 4
        ("4500", 0.85, Verdict.SUSPECT_OCR),  # the point was lost
    ],
)
def test_one_digit_for_its_like(part: str, confidence: float, verdict: Verdict) -> None:
    whole, share = money("合计", "45.00"), money("甲", part, confidence)
    document = Document("d", "d.pdf", "0" * 64, (Page(1, 595, 842),))
    (relation,) = set_apart([relate.total(document, "合计", whole, [share])])
    assert relation.verdict is verdict
