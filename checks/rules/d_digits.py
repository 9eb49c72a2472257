"""Whether two printed figures are one figure miswritten. No rule stands here.

Takes quantities, gives a truth value. A slip is two neighbouring digits changed over, or, in figures of five digits and more, one digit
that differs: what else lies that close by chance is one figure in some thousands.
"""

from __future__ import annotations

from disclosure.quantity import Quantity

LEAST, FIVE = 4, 5
"""Significant digits from which on a change of places, and from which on a single digit, is no coincidence."""


def changed_over(left: Quantity, right: Quantity) -> bool:
    """Whether two neighbouring digits stand the other way round (65.03 for 60.53)."""
    one, other = _digits(left, right)
    off = [n for n, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(one) < LEAST or len(off) != 2 or off[1] != off[0] + 1:
        return False
    return one[off[0]] == other[off[1]] and one[off[1]] == other[off[0]]


def miswritten(left: Quantity, right: Quantity) -> bool:
    """Whether the two differ by neighbouring digits changed over, or by one digit of at least five."""
    one, other = _digits(left, right)
    single = len(one) >= FIVE and sum(a != b for a, b in zip(one, other, strict=True)) == 1
    return single or changed_over(left, right)


def _digits(left: Quantity, right: Quantity) -> tuple[str, str]:
    """The digits of both at the same places; nothing where they are not of one unit, sign and length."""
    places = max(left.places, right.places, 0)
    one, other = (f"{abs(q.value):.{places}f}".replace(".", "").lstrip("0") for q in (left, right))
    alike = left.unit == right.unit and len(one) == len(other) and (left.value < 0) == (right.value < 0)
    return (one, other) if alike else ("", "")
