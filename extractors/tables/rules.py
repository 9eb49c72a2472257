"""The ruled lines of a page, by Camelot's own detectors: from drawing commands, or from the picture of a scanned page.

Takes the path of a PDF and a page of it, gives lines in points (origin top-left). Serves the pages on which the rules alone
make no grid: three-line tables and tables ruled in part.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import playa
import pypdfium2 as pdfium
import pypdfium2.raw as raw
from camelot.backends.image_conversion import ImageConversionBackend
from camelot.image_processing import adaptive_threshold, find_lines, find_lines_from_layout
from camelot.utils import get_page_layout

from disclosure.page import Page
from extractors.tables.grid import Segment

_SHORTEST = 40
"""A scan's line is at least this fraction (1/40) of the page."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Horizontal (`across`) and vertical (`down`) lines of one page, in points."""

    across: tuple[Segment, ...] = ()
    down: tuple[Segment, ...] = ()


def drawn_pages(path: Path) -> tuple[set[int], set[int]]:
    """Indexes (from 0) of the pages on which something is drawn that could be a rule, and of those with nothing but a picture."""
    with pdfium.PdfDocument(path) as document:
        drawn = {k for k in range(len(document)) if _has(document[k], raw.FPDF_PAGEOBJ_PATH)}
        return drawn, {k for k in range(len(document)) if k not in drawn and _has(document[k], raw.FPDF_PAGEOBJ_IMAGE)}


def _has(page: pdfium.PdfPage, kind: int) -> bool:
    """Whether the page holds an object of the kind. A whole grid may be one path."""
    return next(iter(page.get_objects(filter=(kind,))), None) is not None


def read_rules(
    path: Path, pages: Sequence[Page], wanted: Sequence[int], pictures: Collection[int]
) -> Iterator[tuple[int, Rules]]:
    """The rules of the pages at those indexes (from 0), where any are drawn; of `pictures` those seen in the picture."""
    with playa.open(path, space="page") as pdf:
        for index in wanted:
            layout, size = get_page_layout(pdf.pages[index])
            across, down = (find_lines_from_layout(layout, way) for way in ("horizontal", "vertical"))
            rules = _to_points(across, down, size, pages[index])
            if not rules.across and index in pictures:
                rules = _picture_rules(path, index, pages[index])
            yield index, rules


def _to_points(across: Sequence[Any], down: Sequence[Any], size: tuple[float, float], page: Page) -> Rules:
    """Camelot's lines (points from the bottom-left of a page of that size) as rules of the page."""
    sx, sy, height = page.width / size[0], page.height / size[1], size[1]
    return Rules(
        tuple(((height - y) * sy, x0 * sx, x1 * sx) for x0, y, x1, _ in across),
        tuple((x * sx, (height - max(y0, y1)) * sy, (height - min(y0, y1)) * sy) for x, y0, _, y1 in down),
    )


def _picture_rules(path: Path, index: int, page: Page) -> Rules:
    """The lines seen in the rendered page."""
    image, mask = adaptive_threshold(ImageConversionBackend(backend="pdfium").to_array(str(path), page=index + 1))
    sx, sy = page.width / image.shape[1], page.height / image.shape[0]
    _, across = find_lines(mask, direction="horizontal", line_scale=_SHORTEST)
    _, down = find_lines(mask, direction="vertical", line_scale=_SHORTEST)
    return Rules(
        tuple(((y0 + y1) / 2 * sy, min(x0, x1) * sx, max(x0, x1) * sx) for x0, y0, x1, y1 in across),
        tuple(((x0 + x1) / 2 * sx, min(y0, y1) * sy, max(y0, y1) * sy) for x0, y0, x1, y1 in down),
    )
