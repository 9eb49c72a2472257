"""Ruled tables by Camelot: vector rules on born-digital pages, detected lines on page images.

Takes the path of a PDF and its pages, gives grids in the pages' coordinates (points, top-left). A page is rendered only where
it is a scan; a born-digital page's rules are read from its drawing commands, an order of magnitude faster.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import camelot
import pikepdf

from disclosure.page import Page
from extractors.tables.grid import Grid, Segment, build_grid

BATCH = 16
"""Pages per Camelot call: bounds memory, and opens the PDF seldom."""


def ruled_grids(path: Path, pages: Sequence[Page], drawn: Collection[int], pictures: Collection[int]) -> list[Grid]:
    """The ruled grids of those pages, top to bottom within a page. `pages[k]` is page k + 1 of the PDF at `path`.

    `drawn` are the indexes (from 0) of the pages with drawing commands, `pictures` of those with nothing but a picture.
    """
    grids: list[Grid] = []
    vector = [k + 1 for k, page in enumerate(pages) if page.words and k in drawn]
    raster = [k + 1 for k, page in enumerate(pages) if page.words and page.scanned and k in pictures]
    for engine, numbers in (("vector", vector), ("raster", raster)):
        for start in range(0, len(numbers), BATCH):
            for table in _run_camelot(path, numbers[start : start + BATCH], engine):
                grid = _to_grid(table, pages[table.page - 1])
                if grid:
                    grids.append(grid)
    return sorted(grids, key=lambda grid: (grid.page, grid.ys[0], grid.xs[0]))


def _run_camelot(path: Path, numbers: Sequence[int], engine: str) -> Iterator[Any]:
    """Camelot's tables on those pages of the PDF (counted from 1)."""
    wanted = ",".join(map(str, numbers))
    yield from camelot.read_pdf(str(path), pages=wanted, flavor="lattice", engine=engine, backend="pdfium", suppress_stdout=True)


def _to_grid(table: Any, page: Page) -> Grid | None:
    """Camelot's table (points from the bottom-left) as a grid of the page."""
    width, height = table.pdf_size
    sx, sy = page.width / width, page.height / height
    xs = [table.cols[0][0] * sx, *(right * sx for _, right in table.cols)]
    ys = [(height - table.rows[0][0]) * sy, *((height - bottom) * sy for _, bottom in table.rows)]
    vertical, horizontal = table._segments
    box = (xs[0] - 3, ys[0] - 3, xs[-1] + 3, ys[-1] + 3)
    across = [_upright((height - a[1]) * sy, a[0] * sx, a[2] * sx) for a in horizontal]
    down = [_upright(a[0] * sx, (height - a[1]) * sy, (height - a[3]) * sy) for a in vertical]
    across = [s for s in across if box[1] <= s[0] <= box[3]]
    down = [s for s in down if box[0] <= s[0] <= box[2]]
    return build_grid(page.number, xs, ys, across, down, table.flavor)


def _upright(position: float, start: float, end: float) -> Segment:
    return position, min(start, end), max(start, end)


def readable(pdf: bytes) -> bytes:
    """The PDF as Camelot can read it: without encryption (publishers forbid copying, not reading), media box cut to the crop box.

    Camelot counts from the corner of the media box, a viewer from that of the crop box.
    """
    with pikepdf.open(BytesIO(pdf)) as document:
        cropped = [page for page in document.pages if list(page.cropbox) != list(page.mediabox)]
        if not cropped and not document.is_encrypted:
            return pdf
        for page in cropped:
            page.mediabox = page.cropbox
        out = BytesIO()
        document.save(out, encryption=False)
        return out.getvalue()
