"""Which way up a page lies, where its fold is, and what is a seal: told by the picture alone, and only where it is plain."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from extractors.orientation import quarter_turns, turned
from extractors.paper import flatten
from extractors.pixels import Mask
from extractors.seals import suppress_seals
from extractors.spreads import find_fold
from tests import wear
from tests.wear import DPI, Worn, paper, printed


def clean(page: Worn) -> Mask:
    return flatten(suppress_seals(page.picture, page.dpi))


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
@pytest.mark.parametrize("dpi", [150, 300])
def test_a_page_is_put_upright(quarters: int, dpi: int) -> None:
    page = paper(printed(), dpi)
    found = quarter_turns(clean(wear.quartered(page, quarters)), dpi)
    assert found == -quarters % 4
    assert np.array_equal(turned(wear.quartered(page, quarters).picture, found), page.picture)


def test_a_page_that_says_little_is_left_as_it_lies() -> None:
    bare = np.full((1600, 1200), 250, np.uint8)
    assert quarter_turns(bare, DPI) == 0
    cv2.putText(bare, "7", (580, 1500), cv2.FONT_HERSHEY_SIMPLEX, 1, 0, 2)
    bare[200:1400:60, 100:1100] = 0
    bare[200:1400, 100:1100:90] = 0
    assert quarter_turns(np.ascontiguousarray(np.rot90(bare)), DPI) == 0


def test_the_fold_between_two_pages() -> None:
    left, _ = wear.spread(paper(printed()), paper(printed(3)))
    assert find_fold(clean(left), DPI) == pytest.approx(left.size[0] / 2, abs=60)


def test_a_wide_table_has_no_fold() -> None:
    """Rules run across the middle; a page of ordinary shape is never parted either."""
    wide = paper(printed())
    broad = cv2.resize(wide.picture, (2 * wide.size[0], wide.size[1]))
    assert find_fold(flatten(suppress_seals(broad, DPI)), DPI) is None
    assert find_fold(clean(wide), DPI) is None


def test_a_page_with_a_blank_half_is_one_page() -> None:
    left, _ = wear.spread(paper(printed()), paper(wear.empty()))
    assert find_fold(clean(left), DPI) is None


@pytest.mark.parametrize("ink", [(52, 44, 214), (200, 60, 40)])
def test_a_seal_vanishes_and_coloured_print_does_not(ink: tuple[int, int, int]) -> None:
    page = paper(printed(2, red=True))
    bare, sealed = (suppress_seals(each.picture, DPI) for each in (page, wear.sealed(page, (0.7, 0.8), ink)))
    assert np.count_nonzero((sealed < 160) & (bare > 200)) < 60, "the seal"
    red = (page.picture[..., 2] > 180) & (page.picture[..., 1] < 60)
    assert bare[red].max() < 120 and sealed[red].max() < 120, "red figures and the red heading"


def test_a_seal_that_touches_red_print_vanishes() -> None:
    """The ring is found though a red line runs through it."""
    page = wear.sealed(paper(printed()), (0.5, 0.8))
    cv2.line(page.picture, (200, 1871), (1400, 1871), (50, 40, 215), 5)
    gray = suppress_seals(page.picture, DPI)
    beside = gray[1700:1860, 660:1000]
    assert np.count_nonzero(beside < 160) < 40
    assert gray[1871, 250] < 120
