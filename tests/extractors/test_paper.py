"""The sheet is straightened, cleaned of seals and shadows, and every point finds its way back."""

from __future__ import annotations

import cv2
import numpy as np
import pypdfium2 as pdfium
import pytest
from PIL import Image
from sheets import blank, pixels, scan_pdf, seal, table, turned, write

from extractors.outline import find_outline
from extractors.paper import flatten, take_sheet
from extractors.rules import find_grid, rule_mask
from extractors.seals import suppress_seals
from extractors.skew import skew

XS, YS = (200, 700, 900, 1100, 1400), (300, 350, 400, 450, 500)
TEXTS = (
    ("项目", "行次", "预算数", "决算数"),
    ("一、社会保障支出", "8", "192.43", "302"),
    ("二、其他支出", "9", "6.24", "11.88"),
    ("合计", "10", "198.67", "313.88"),
)


def sheet() -> Image.Image:
    page = blank()
    table(page, XS, YS, TEXTS)
    for line in range(6):
        write(page, (200, 600 + 60 * line), "本部门2022年度机关运行经费支出14.58万元，比上年决算数增加2.72万元。")
    return page


@pytest.mark.parametrize("degrees", [-1.2, -0.3, 0.0, 0.45, 2.0])
def test_a_skewed_page_is_straightened(degrees: float) -> None:
    found = take_sheet(pdfium.PdfDocument(scan_pdf(turned(sheet(), degrees))), 0)
    assert found.angle == pytest.approx(-degrees, abs=0.08)
    assert len(find_grid(found.clean, 200).cells) == 16


def test_straightened_points_map_back_to_the_scan() -> None:
    """The corner of the table, found in the straightened page, lies in the scan where the turn took it."""
    found = take_sheet(pdfium.PdfDocument(scan_pdf(turned(sheet(), 1.0))), 0)
    rule = find_grid(found.clean, 200).across[0]
    x, y = found.to_original.point(rule.start / found.scale, rule.at / found.scale)
    middle, angle = (1654 / 2, 1169 / 2), np.radians(-1.0)
    dx, dy = XS[0] - middle[0], YS[0] - middle[1]
    truth = (middle[0] + dx * np.cos(angle) - dy * np.sin(angle), middle[1] + dx * np.sin(angle) + dy * np.cos(angle))
    assert (x / 72 * 200, y / 72 * 200) == pytest.approx(truth, abs=3)


def test_a_page_without_print_counts_as_straight() -> None:
    assert skew(cv2.cvtColor(pixels(blank()), cv2.COLOR_BGR2GRAY)) == 0.0


def test_a_seal_vanishes_and_print_under_it_stays() -> None:
    page = sheet()
    seal(page, (1300, 430))
    gray = suppress_seals(pixels(page), 200)
    bare = suppress_seals(pixels(sheet()), 200)
    assert np.count_nonzero((gray < 140) & (bare > 200)) < 40
    assert np.count_nonzero((bare < 100) & (gray > 180)) < 40


def test_a_shadow_is_divided_out() -> None:
    gray = suppress_seals(pixels(sheet()), 200).astype(np.float32)
    shade = np.linspace(0.55, 1.0, gray.shape[1], dtype=np.float32)
    flat = flatten((gray * shade).astype(np.uint8))
    assert np.percentile(flat, 10) > 225


def photograph(corners: list[tuple[int, int]]) -> Image.Image:
    """The sheet on a dark table, seen from the side."""
    flat = pixels(sheet())
    height, width = flat.shape[:2]
    edge = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    move = cv2.getPerspectiveTransform(edge, np.array(corners, np.float32))
    size = (1754, 1269)
    seen = cv2.warpPerspective(flat, move, size, borderValue=(38, 52, 74))
    return Image.fromarray(cv2.cvtColor(seen, cv2.COLOR_BGR2RGB))


CORNERS = [(110, 90), (1640, 130), (1690, 1180), (60, 1150)]


def test_a_photographed_sheet_is_spread_out() -> None:
    found = take_sheet(pdfium.PdfDocument(scan_pdf(photograph(CORNERS))), 0)
    assert len(find_grid(found.clean, 200).cells) == 16
    for (x, y), corner in zip([(0, 0), (1, 0), (1, 1), (0, 1)], CORNERS, strict=True):
        point = found.to_original.point(x * found.width, y * found.height)
        assert [value / 72 * 200 for value in point] == pytest.approx(corner, abs=14)


def test_a_scan_is_not_taken_for_a_photograph() -> None:
    assert find_outline(pixels(sheet())) is None
    dark_edge = pixels(sheet())
    dark_edge[:, :40] = 30
    dark_edge[:25] = 30
    assert find_outline(dark_edge) is None


def test_the_grid_of_a_ruled_table() -> None:
    grid = find_grid(flatten(suppress_seals(pixels(sheet()), 200)), 200)
    assert [round(rule.at) for rule in grid.down] == pytest.approx(list(XS), abs=2)
    assert [round(rule.at) for rule in grid.across] == pytest.approx(list(YS), abs=2)
    assert len(grid.cells) == 16


def test_a_table_of_three_lines_has_rules_and_no_cells() -> None:
    page = blank()
    for y in (300, 350, 500):
        table(page, (200, 1400), (y, y), ())
    grid = find_grid(flatten(suppress_seals(pixels(page), 200)), 200)
    assert (len(grid.across), grid.down, grid.cells) == (3, (), ())


def test_text_is_no_rule() -> None:
    page = blank()
    for line in range(12):
        write(page, (150, 100 + 70 * line), "一一一川目田口工王丨1111 二三四五六七八九十", 34)
    grid = find_grid(flatten(suppress_seals(pixels(page), 200)), 200)
    assert (grid.across, grid.down) == ((), ())


def test_the_edge_of_the_sheet_and_the_rim_of_a_shadow_are_no_rules() -> None:
    page = sheet()
    picture = pixels(page)
    picture[:, :14] = 40
    picture[:6] = 60
    picture[:, 60:64] = (picture[:, 60:64] * 0.7).astype(np.uint8)
    grid = find_grid(flatten(suppress_seals(picture, 200)), 200)
    assert len(grid.down) == len(XS) and len(grid.across) == len(YS)


def test_a_rule_with_gaps_is_one_rule() -> None:
    picture = pixels(sheet())
    for x in range(240, 1380, 90):
        picture[YS[2] - 3 : YS[2] + 4, x : x + 12] = 250
    assert len(find_grid(flatten(suppress_seals(picture, 200)), 200).cells) == 16


def test_the_mask_covers_the_rules_and_not_the_print() -> None:
    clean = flatten(suppress_seals(pixels(sheet()), 200))
    grid = find_grid(clean, 200)
    mask = rule_mask(grid, clean.shape)
    assert mask[YS[0], XS[0] + 20] and mask[YS[0] + 20, XS[0]]
    assert mask.mean() < 0.02
