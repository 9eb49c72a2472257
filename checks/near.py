"""Two printed figures that one slip of the hand sets apart: a digit, two neighbouring digits, the point, or the unit word.

Where a pair of figures is the same by its surroundings alone, equal figures bear that out and unequal ones speak against it, unless
they are so near in print that one is the other mistyped. Short and round figures are near to too many others and never count.
"""

from __future__ import annotations

from disclosure.fact import Fact
from disclosure.quantity import Quantity

_DIGITS = 4
"""Significant digits from which on two figures that stand in the same words are near by a slip and not by chance."""


def one_slip(left: Fact, right: Fact, digits: int = _DIGITS) -> bool:
    """Whether two different figures, each of so many significant digits, are one slip apart."""
    mine, other = left.quantity, right.quantity
    if min(_significant(mine), _significant(other)) < digits or mine.base == other.base or mine.dimension != other.dimension:
        return False
    same_unit = mine.unit == other.unit
    if mine.value == other.value:
        return not same_unit
    return same_unit and _apart(mine, other)


def _apart(left: Quantity, right: Quantity) -> bool:
    """Whether their digits are one slip apart: the same but for the point, for one digit, for two that changed places."""
    one, other = _digits(left), _digits(right)
    if left.places != right.places:
        return one == other
    if len(one) != len(other):
        return False
    off = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    swapped = len(off) == 2 and off[1] == off[0] + 1 and one[off[0]] == other[off[1]] and one[off[1]] == other[off[0]]
    return len(off) == 1 or swapped


def _digits(quantity: Quantity) -> str:
    """Its digits as printed, without separators and leading zeros."""
    return f"{abs(quantity.value):.{max(quantity.places, 0)}f}".replace(".", "").lstrip("0")


def _significant(quantity: Quantity) -> int:
    return len(quantity.value.normalize().as_tuple().digits)
