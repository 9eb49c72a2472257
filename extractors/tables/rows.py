"""Rows that no rule parts: a band of a table cut between its lines.

Takes the pieces of text between two rules (points), gives the y at which to cut; none where the band is one row whose cells
wrap. Figures never wrap, so two figures one under the other are two rows; words one under the other are two rows only where the
lines stand apart. A text half way between two rows is a cell of both: the cut goes round it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from disclosure.geometry import Box
from extractors.tables.pieces import Piece

_AT = 0.3
"""A text whose middle is within this share of its height of a row's middle stands in that row."""
_IN = 0.2
"""The same for a line of a wrapped text, whose lines come near the middles of the rows that it spans."""
_HALF_WAY = 0.12
"""How far from half way between two rows, as a share of their distance, a text of both may stand."""
_PITCH = 4.5
"""Two rows that one text of a line belongs to are no further apart than this many heights of it."""
_LOOSE = 0.55
"""Lines of one wrapped cell stand nearer to each other than this share of their height."""


@dataclass(frozen=True, slots=True)
class Cut:
    """Where a rule is missing: at `y`, but not through the stretches `whole`, where one text belongs to the rows on both sides."""

    y: float
    whole: tuple[tuple[float, float], ...] = ()


def split_band(pieces: Sequence[Piece]) -> list[Cut]:
    """Where to cut the band (points, top to bottom)."""
    anchors, between = _levels(pieces)
    if len(anchors) < 2:
        return []
    rows: list[list[Box]] = [[] for _ in anchors]
    for piece in pieces:
        if not any(blob.holds(piece.box.centre) for blob in between):
            nearest = min(range(len(anchors)), key=lambda k: abs(anchors[k] - piece.box.centre[1]))
            rows[nearest].append(piece.box)
    cuts = []
    for above, below in pairwise(rows):
        if above and below:
            y = (max(b.y1 for b in above) + min(b.y0 for b in below)) / 2
            cuts.append(Cut(y, tuple(_own_stretch(blob, [*above, *below]) for blob in between if blob.y0 < y < blob.y1)))
    return cuts


def _levels(pieces: Sequence[Piece]) -> tuple[list[float], list[Box]]:
    """The middles of the rows, and the texts that stand half way between two of them: those belong to both.

    Such a text has nothing above or below it in either row, as the cells that it lies beside have.
    """
    anchors = _anchors(pieces)
    blobs = _blobs([p for p in pieces if not p.is_figure])
    boxes = [*(line for blob in blobs for line in blob), *(p.box for p in pieces if p.is_figure)]
    between = [_around(blob) for blob in blobs if _is_between(blob, anchors, boxes)]
    return [y for y in anchors if not any(_on(blob, y, _AT) for blob in between)], between


def _is_between(blob: Sequence[Box], anchors: Sequence[float], boxes: Sequence[Box]) -> bool:
    """Whether the text stands half way between two rows, none of its lines in either, nothing of either above or below it."""
    around, line = _around(blob), blob[0].height
    middle = around.centre[1]
    above = max((y for y in anchors if y < middle - _AT * line), default=None)
    below = min((y for y in anchors if y > middle + _AT * line), default=None)
    if above is None or below is None or below - above > _PITCH * line:
        return False
    if abs((above + below) / 2 - middle) > _HALF_WAY * (below - above) or any(
        _on(b, y, _IN) for b in blob for y in (above, below)
    ):
        return False
    rows = [b for b in boxes if b not in blob and (_on(b, above, _AT) or _on(b, below, _AT))]
    return not any(min(b.x1, around.x1) > max(b.x0, around.x0) for b in rows)


def _on(box: Box, level: float, share: float) -> bool:
    return abs(box.centre[1] - level) < share * box.height


def _own_stretch(blob: Box, others: Sequence[Box]) -> tuple[float, float]:
    """From where to where the text has the band for itself: half way to its neighbours."""
    left = max((b.x1 for b in others if b.x1 <= blob.x0), default=blob.x0)
    right = min((b.x0 for b in others if b.x0 >= blob.x1), default=blob.x1)
    return (left + blob.x0) / 2, (right + blob.x1) / 2


def _anchors(pieces: Sequence[Piece]) -> list[float]:
    """The middles of the rows: of the figures, then of text that stands at none of them."""
    anchors = _spread([p.box for p in pieces if p.is_figure and not _is_wrapped(p, pieces)])
    gaps = sorted(b - a for a, b in pairwise(anchors))
    reach = 0.45 * gaps[len(gaps) // 2] if gaps else 0.0
    blobs = [_around(blob) for blob in _blobs([p for p in pieces if not p.is_figure])]
    apart = [
        b for b in blobs if all(abs(b.centre[1] - y) > max(reach, 0.6 * b.height) and not b.y0 <= y <= b.y1 for y in anchors)
    ]
    return sorted([*anchors, *_spread(apart)])


def _is_wrapped(figure: Piece, pieces: Sequence[Piece]) -> bool:
    """Whether a figure with a word of its own (1926人) is a line of a wrapped text: words close above or below it in its place.

    A bare number never is: it heads or ends no sentence in a cell.
    """
    if not any("\u4e00" <= char <= "\u9fff" for char in figure.text):
        return False
    words = [p.box for p in pieces if not p.is_figure]
    return any(_follows(figure.box, box) or _follows(box, figure.box) for box in words)


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
