"""What a printed figure looks like: which readings are well formed, which look like another one, and which strokes are no digits.

Takes readings and small pictures, gives yes, no or another reading. Nothing here knows what a figure should amount to.
"""

from __future__ import annotations

import re

import numpy as np

from disclosure.numerals import NUMBER, heal
from extractors.ocr.engine import Image

_SPECK = r"(?:[^\w\s()（）%‰+\-−－–—△▲/¥￥]|_)"
"""A mark that is no part of a printed figure: neither letter, digit, sign, bracket, rate nor currency of these tables."""
_SPECKED = re.compile(rf"({_SPECK}?)({NUMBER})({_SPECK}?)")
_POINTS = frozenset(".,·")
"""Marks that may be all that is left of a decimal point and the digits beside it."""
_FIGURE = re.compile(rf"[(（￥¥]?{NUMBER}[)）]?\s*[^\d\s.,:：]{{0,3}}")
_ALIKE = str.maketrans(
    {
        **dict.fromkeys("JjlIi|!", "1"),
        **dict.fromkeys("OoQ", "0"),
        **dict.fromkeys("Ss", "5"),
        "B": "8",
        **dict.fromkeys("Zz", "2"),
    }
    | dict.fromkeys("：:·‧、", ".")
)
"""Letters and marks that a digit or a point with a gap or a speck is read as."""
_DECIMAL_COMMA = re.compile(r"([-+]?\d{1,3}(?:,\d{3})*|[-+]?\d+),(\d\d)")
_TO_CENTS = re.compile(r".*\d\.\d\d\D*")
_LEAN, _ALONG = 0.2, 0.8
"""A stroke that leans by this share of its height, and whose ink lies this closely along it, is a slash and no 1."""


def is_figure(text: str) -> bool:
    """Whether the text is one well-formed number: with a sign, brackets or a short unit, its thousands in threes."""
    return _FIGURE.fullmatch(heal(text).strip()) is not None


def bare(text: str) -> tuple[str, bool]:
    """The number without a speck at either end, the text itself where it is none; and whether the speck may have been a point."""
    match = _SPECKED.fullmatch("".join(text.split())) if not text[:1].isdigit() or not text[-1:].isdigit() else None
    return (match[2], bool(_POINTS & {match[1], match[3]})) if match else (text, False)


def to_cents(text: str) -> bool:
    """Whether the text is a number with two decimals."""
    return _TO_CENTS.fullmatch(heal(text)) is not None


def folded(text: str) -> str | None:
    """The number that the text is if its letters are the digits, and its marks the point, that they look like; None where there is none.

    '0:00' → '0.00', 'J0' → '10', '208,09' → '208.09'; '12.5' → None, as it is a number already.
    """
    plain = heal(text).strip()
    if is_figure(plain) or not any(map(str.isdigit, plain)):
        return None
    number = re.sub(r"\.{2,}", ".", "".join(plain.translate(_ALIKE).split()))
    comma = _DECIMAL_COMMA.fullmatch(number)
    number = f"{comma[1]}.{comma[2]}" if comma else number
    return number if re.fullmatch(NUMBER, number) else None


def is_slash(picture: Image) -> bool:
    """Whether all ink of the picture is one stroke that leans to the right: a slash, which a cell shows for nothing to state."""
    ys, xs = np.nonzero(picture < (int(picture.min()) + 250) / 2)
    if len(ys) < 6 or np.ptp(ys) < 4:
        return False
    high, wide = ys - ys.mean(), xs - xs.mean()
    spread = float((high * high).mean() * (wide * wide).mean()) ** 0.5
    common = float((high * wide).mean())
    return spread > 0 and -common / float((high * high).mean()) >= _LEAN and -common / spread >= _ALONG
