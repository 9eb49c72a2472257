"""Rows that no rule parts: a band of a table cut between its lines.

Takes the pieces of text between two rules (points), gives the y at which to cut; none where the band is one row whose cells
wrap. Figures never wrap, so two figures one under the other are two rows; words one under the other are two rows only where the
lines stand apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from disclosure.geometry import Box
from extractors.tables.pieces import Piece

_LOOSE = 0.55
"""Lines of one wrapped cell stand nearer to each other than this share of their height."""


def split_band(pieces: Sequence[Piece]) -> list[float]:
    """Where to cut the band (y in points, top to bottom)."""
    anchors = _anchors(pieces)
    if len(anchors) < 2:
        return []
    rows: list[list[Box]] = [[] for _ in anchors]
    for piece in pieces:
        nearest = min(range(len(anchors)), key=lambda k: abs(anchors[k] - piece.box.centre[1]))
        rows[nearest].append(piece.box)
    cuts = []
    for above, below in pairwise(rows):
        if above and below:
            cuts.append((max(b.y1 for b in above) + min(b.y0 for b in below)) / 2)
    return cuts


def _anchors(pieces: Sequence[Piece]) -> list[float]:
    """The middles of the rows: of the figures, then of text that stands at none of them."""
    anchors = _spread([p.box for p in pieces if p.is_figure])
    gaps = sorted(b - a for a, b in pairwise(anchors))
    reach = 0.45 * gaps[len(gaps) // 2] if gaps else 0.0
    blobs = [_around(blob) for blob in _blobs([p for p in pieces if not p.is_figure])]
    apart = [
        b for b in blobs if all(abs(b.centre[1] - y) > max(reach, 0.6 * b.height) and not b.y0 <= y <= b.y1 for y in anchors)
    ]
    return sorted([*anchors, *_spread(apart)])


def _spread(boxes: Sequence[Box]) -> list[float]:
    """The distinct middles of the boxes, those on one line taken once."""
    found: list[float] = []
    for box in sorted(boxes, key=lambda b: b.centre[1]):
        if not found or box.centre[1] - found[-1] > 0.6 * box.height:
            found.append(box.centre[1])
    return found


def _blobs(pieces: Sequence[Piece]) -> list[list[Box]]:
    """Lines that stand close under each other in the same place: wrapped text."""
    blobs: list[list[Box]] = []
    for piece in sorted(pieces, key=lambda p: p.box.y0):
        home = next((blob for blob in blobs if _follows(piece.box, blob[-1])), None)
        if home:
            home.append(piece.box)
        else:
            blobs.append([piece.box])
    return blobs


def _follows(box: Box, above: Box) -> bool:
    common = min(box.x1, above.x1) - max(box.x0, above.x0)
    gap = box.y0 - above.y1
    return common > 0.5 * min(box.width, above.width) and -0.5 * box.height < gap < _LOOSE * max(box.height, above.height)


def _around(blob: Sequence[Box]) -> Box:
    return Box(min(b.x0 for b in blob), min(b.y0 for b in blob), max(b.x1 for b in blob), max(b.y1 for b in blob))
