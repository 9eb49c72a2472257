"""Second readings: a figure whose first reading is in doubt is read twice more, from pictures made otherwise.

Takes the pieces of a page with their readings and pictures, gives every figure with how sure it is and what else it was read as. Thin
strokes that the paper lost are a little thicker in one picture, crowded digits further apart in the other: what all three show is more
certain than any one of them, and where they differ nobody may be sure. The arithmetic of the page has no say here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from disclosure.numerals import NUMBER, heal
from extractors.cutting import Piece
from extractors.ocr.engine import Image, OcrEngine, Reading
from extractors.shape import bare, folded, is_figure, to_cents

SURE = 0.9
"""A figure that claims at least this much is right, as measured by benchmarks/ocr_confidence.py; whatever is disputed claims less."""
DISPUTED = 0.6
"""Confidence of a figure whose readings differ, or which is misshapen, is at most this."""
_ASKED = 0.985
"""A figure whose least sure character is below this is read again."""
_SHARE = 0.12
"""Second pictures together are at most this share of the first ones' width, and `_ALLOWED` line heights in any case."""
_ALLOWED = 60.0
_AGREED, _UNSURE = 0.95, 0.89
"""Agreeing readings whose mean is at least the first are sure (none of 95 wrong at 0.98, 1 of 37 from 0.95, 5 of 51 from 0.9: on black
and white pages at 150 dpi with specks and drop-outs); below it, and where a doubtful figure could not be read again, the second is
the most that is claimed."""
_MOST = 0.75
_HEARD = 0.3
"""A second reading less sure than this says nothing."""
_LONE = re.compile(r"[^\u3400-\u9fff]*\d[^\u3400-\u9fff]{0,3}[\u4e00-\u9fff]{0,2}")
_INLINE = re.compile(r"\d+(?:\s?[.,，:：·]\s?\d+)*(?:\s?[%‰])?")
_PAGE_NUMBER = re.compile(r"\s*[-—–－一_]\s*\d+\s*[-—–－一_]\s*")
_LETTERS = re.compile(r"[A-Za-z|!\[\](){}\\/.,:;·'\"]{1,8}")
_LONGEST = 24
_BARRED = str.maketrans({"≥": ">", "＞": ">", "≤": "<", "＜": "<"})
_BESIDE = 0.2
_NEAR = 4


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in reading number `at`, characters `start:end`; `others` are what it was read as besides. `lone` fills its picture."""

    at: int
    start: int
    end: int
    text: str
    sure: float
    lone: bool
    odd: bool = False
    others: tuple[str, ...] = ()


def read_again(
    pieces: Sequence[Piece], readings: Sequence[Reading], pictures: Sequence[Image], engine: OcrEngine
) -> dict[int, list[Figure]]:
    """The figures of each reading (by its number, in order of print), the doubtful ones judged over two more readings."""
    figures = [
        figure
        for at, (piece, reading) in enumerate(zip(pieces, readings, strict=True))
        for figure in _figures(at, piece, reading)
    ]
    figures = [replace(figure, odd=_is_odd(figure, pieces, figures)) for figure in figures]
    asked = _affordable([f for f in figures if f.odd or f.sure < _ASKED], readings, pictures)
    takes = [take for figure in asked for take in _takes(_picture(figure, readings, pictures))]
    seconds = engine.recognise(takes)
    judged = {(f.at, f.start): _judged(f, seconds[2 * n : 2 * n + 2]) for n, f in enumerate(asked)}
    found: dict[int, list[Figure]] = {}
    for figure in figures:
        alone = figure if figure.sure >= _ASKED else replace(figure, sure=min(figure.sure, _UNSURE))
        found.setdefault(figure.at, []).append(_shaped(judged.get((figure.at, figure.start), alone), pieces, figures))
    return found


def _figures(at: int, piece: Piece, reading: Reading) -> Iterator[Figure]:
    """The figures of one reading: all of it where it fills a cell (letters too, which digits are misread for), else each stretch of
    digits whose place is known.
    """
    text = reading.text
    if _PAGE_NUMBER.fullmatch(text):
        return
    in_cell = piece.in_cell and (_LONE.fullmatch(text) or _LETTERS.fullmatch(text))
    if len(text) <= _LONGEST and (in_cell or is_figure(text) or folded(text)):
        yield Figure(at, 0, len(text), _plain(text), reading.least(0, len(text)), True)
    elif reading.centres:
        for match in _INLINE.finditer(text):
            sure = reading.least(match.start(), match.end())
            yield Figure(at, match.start(), match.end(), _plain(match[0]), sure, False)


def _plain(text: str) -> str:
    """The healed text without specks, unless one of them may be a point."""
    text = heal(text).strip()
    number, pointed = bare(text)
    return text if pointed else number


def _is_odd(figure: Figure, pieces: Sequence[Piece], figures: Sequence[Figure]) -> bool:
    """Whether the figure looks unlike one, runs into a border, or has no decimals in a column where all have two."""
    if not figure.lone:
        return False
    return (
        not is_figure(figure.text)
        or pieces[figure.at].touching
        or (not to_cents(figure.text) and _of_cents(figure, pieces, figures))
    )


def _of_cents(figure: Figure, pieces: Sequence[Piece], figures: Sequence[Figure]) -> bool:
    """Whether the other figures of the column, three at least, are printed with two decimals; bare zeros say nothing."""
    mates = [mate for mate in _mates(figure, pieces, figures) if mate.text != "0"]
    return len(mates) >= 3 and _share(mates, to_cents) >= _MOST


def _mates(figure: Figure, pieces: Sequence[Piece], figures: Sequence[Figure]) -> list[Figure]:
    """The other lone figures that stand above and below it."""
    own = pieces[figure.at].ink
    return [f for f in figures if f.lone and f.at != figure.at and _lined_up(own, pieces[f.at].ink)]


def _share(figures: Sequence[Figure], holds: Callable[[str], bool]) -> float:
    return sum(holds(figure.text) for figure in figures) / len(figures)


def _lined_up(one: tuple[int, int, int, int], two: tuple[int, int, int, int]) -> bool:
    """Whether two figures stand under one another: set to the same left, right or middle."""
    return any(
        abs(a - b) <= _NEAR for a, b in ((one[0], two[0]), (one[2], two[2]), ((one[0] + one[2]) / 2, (two[0] + two[2]) / 2))
    )


def _affordable(figures: Sequence[Figure], readings: Sequence[Reading], pictures: Sequence[Image]) -> list[Figure]:
    """The most doubtful figures, as many as may be read again on this page."""
    left = max(_SHARE * sum(_length(picture) for picture in pictures), _ALLOWED)
    chosen = []
    for figure in sorted(figures, key=lambda f: (f.sure, f.at, f.start)):
        left -= sum(_length(take) for take in _takes(_picture(figure, readings, pictures)))
        if left < 0:
            break
        chosen.append(figure)
    return chosen


def _length(picture: Image) -> float:
    return float(picture.shape[1] / picture.shape[0])


def _picture(figure: Figure, readings: Sequence[Reading], pictures: Sequence[Image]) -> Image:
    """The picture of the figure alone: its line's, cut between it and its neighbours."""
    picture, reading = pictures[figure.at], readings[figure.at]
    if figure.lone:
        return picture
    x0, x1 = (round(share * picture.shape[1]) for share in stretch(reading, figure.start, figure.end))
    # The places are coarse: better some of the characters beside it than a digit cut off.
    more = round(_BESIDE * picture.shape[0])
    return np.ascontiguousarray(picture[:, max(x0 - more, 0) : max(x1, x0 + 4) + more])


def stretch(reading: Reading, start: int, end: int) -> tuple[float, float]:
    """From where to where characters `start:end` stand, as shares of the line's width: half way to the characters beside them."""
    centres = reading.centres
    left = (centres[start - 1] + centres[start]) / 2 if start else 0.0
    right = (centres[end - 1] + centres[end]) / 2 if end < len(centres) else 1.0
    return left, right


def _takes(picture: Image) -> tuple[Image, Image]:
    """The same print twice: larger with every stroke a little thicker, and stretched by a quarter; both with more paper around."""
    large = cv2.resize(_bordered(picture, 2), None, fx=3, fy=3, interpolation=cv2.INTER_CUBIC)
    bold = cv2.GaussianBlur(cv2.erode(large, np.ones((3, 3), np.uint8)), (0, 0), 1.5)
    wide = cv2.resize(_bordered(picture, 3), None, fx=1.25, fy=1.0, interpolation=cv2.INTER_CUBIC)
    return np.asarray(bold, np.uint8), np.asarray(wide, np.uint8)


def _bordered(picture: Image, by: int) -> Image:
    return np.asarray(cv2.copyMakeBorder(picture, by, by, 2 * by, 2 * by, cv2.BORDER_CONSTANT, value=250), np.uint8)


def _judged(figure: Figure, seconds: Sequence[Reading]) -> Figure:
    """The figure as most of the evidence has it; readings that differ by a speck or by how a point looks say the same.

    In running text the first reading stands: further pictures have crumbs of the characters beside it, and only cast doubt.
    """
    heard = [(figure.text, figure.sure), *((_heard(figure, r.text), r.least(0, len(r.text))) for r in seconds)]
    votes: dict[str, list[tuple[str, float]]] = {}
    for text, sure in heard:
        if (sure >= _HEARD and text) or text is figure.text:
            votes.setdefault(_said(text), []).append((text, sure))
    for text in [text for text in votes if folded(text) in votes]:
        votes[folded(text) or text] += votes.pop(text)
    best = max(votes, key=lambda text: sum(sure for _, sure in votes[text]) * (1.0 if is_figure(text) else 0.5))
    if not figure.lone:
        best = next(text for text in votes if any(t is figure.text for t, _ in votes[text]))
    # A speck that every picture shows may be a point; one that some do not show is dirt.
    text = min((text for text, _ in votes[best]), key=lambda t: (bare(t)[1], folded(t) is not None))
    mean = sum(sure for _, sure in votes[best]) / len(votes[best])
    if len(votes) > 1:
        others = tuple(votes[other][0][0] for other in votes if other != best)
        return replace(figure, text=text, sure=min(mean, DISPUTED), others=others)
    return replace(figure, text=text, sure=mean if mean >= _AGREED else min(mean, _UNSURE))


def _said(text: str) -> str:
    """What of a reading must agree with another: without blanks, specks and the bar under ≥, which no figure depends on."""
    return bare("".join(text.split()).translate(_BARRED))[0]


def _heard(figure: Figure, text: str) -> str:
    """What a second reading says of the figure: in running text its one number, whatever is left of the characters beside it."""
    plain = _plain(text)
    numbers = re.findall(rf"{NUMBER}[%‰]?", plain)
    return numbers[0] if not figure.lone and len(numbers) == 1 else plain


def _shaped(figure: Figure, pieces: Sequence[Piece], figures: Sequence[Figure]) -> Figure:
    """The figure with doubt where it is still misshapen; read as the number it looks like where its column is of such numbers."""
    like = folded(figure.text)
    mates = _mates(figure, pieces, figures) if figure.lone else []
    among_figures = len(mates) >= 3 and _share(mates, is_figure) >= _MOST
    if like is None:
        lost = among_figures and _LETTERS.fullmatch(figure.text)
        return replace(figure, sure=min(figure.sure, DISPUTED)) if lost else figure
    if among_figures and (to_cents(like) or _share(mates, to_cents) < _MOST):
        return replace(figure, text=like, sure=min(figure.sure, DISPUTED), others=(figure.text, *figure.others))
    return replace(figure, sure=min(figure.sure, DISPUTED), others=tuple(dict.fromkeys((*figure.others, like))))
