"""A mark beside a lone figure of a cell is dirt, unless it may be what is left of a decimal point."""

import pytest

from extractors.cutting import Piece
from extractors.ocr.engine import Reading
from extractors.scans import _words

CELL = Piece(ink=(0, 0, 40, 10), cut=(0, 0, 40, 10), in_cell=True)


@pytest.mark.parametrize(
    ("read", "figure", "sure"),
    [
        ("30102|", "30102", True),
        ("§0.00", "0.00", True),
        ("208.", "208", False),
        (".5", "5", False),
        ("12.50", "12.50", True),
        ("-12.50", "-12.50", True),
        ("69.2%", "69.2%", True),
    ],
)
def test_marks_beside_a_figure(read: str, figure: str, sure: bool) -> None:
    (word,) = _words(CELL, Reading(read, 0.99), 1.0)
    assert word.text == figure
    assert (word.confidence > 0.8) is sure
    assert word.alternatives == (() if read == figure else (read,))
