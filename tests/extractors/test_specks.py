"""A mark beside a lone figure of a cell is dirt, unless it may be what is left of a decimal point."""

import numpy as np
import pytest

from disclosure.page import Word
from extractors.cutting import Piece
from extractors.ocr import Reading, load_engine
from extractors.readings import level_words
from extractors.second import read_again

CELL = Piece(ink=(0, 0, 40, 10), cut=(0, 0, 40, 10), in_cell=True)


def word(read: Reading) -> Word:
    """The word of a lone figure so read; further pictures show nothing."""
    paper = np.full((10, 40), 250, np.uint8)
    figures = read_again([CELL], [read], [paper], load_engine("paddleocr"))
    (found,) = level_words([CELL], [read], [paper], figures, 1.0)
    return found


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
    found = word(Reading(read, 0.99))
    assert found.text == figure
    assert (found.confidence > 0.8) is sure
    assert found.alternatives == (() if read == figure else (read,))
