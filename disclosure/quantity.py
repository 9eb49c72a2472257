"""A number as printed, and the interval that it stands for.

A printed number v with one unit in its last printed place q means [v - q/2, v + q/2]: the closed interval used by XBRL
Calculations 1.1 (REC 2023-02-22) for rounded figures. All arithmetic is exact `Decimal`.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Interval:
    """A closed interval lo..hi."""

    lo: Decimal
    hi: Decimal

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.lo + other.lo, self.hi + other.hi)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.lo - other.hi, self.hi - other.lo)

    def __mul__(self, other: Interval) -> Interval:
        ends = [a * b for a in (self.lo, self.hi) for b in (other.lo, other.hi)]
        return Interval(min(ends), max(ends))

    def __truediv__(self, other: Interval) -> Interval:
        """Raises ZeroDivisionError where the divisor may be zero."""
        if other.has_zero:
            raise ZeroDivisionError("interval divisor contains zero")
        ends = [a / b for a in (self.lo, self.hi) for b in (other.lo, other.hi)]
        return Interval(min(ends), max(ends))

    @property
    def has_zero(self) -> bool:
        """Whether zero lies inside."""
        return self.lo <= 0 <= self.hi

    def meets(self, other: Interval) -> bool:
        """Whether the two share a point."""
        return max(self.lo, other.lo) <= min(self.hi, other.hi)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit word: its dimension (money, rate, people …) and its size in the dimension's base (元, 1, 人 …)."""

    symbol: str
    dimension: str
    factor: Decimal


@cache
def units() -> dict[str, Unit]:
    """All known unit words, from `units.csv`."""
    text = files("disclosure").joinpath("units.csv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines())
    return {row["symbol"]: Unit(row["symbol"], row["dimension"], Decimal(row["factor"])) for row in rows}


def unit(symbol: str | None) -> Unit | None:
    """The unit of that symbol, None where it is unknown or not given."""
    return units().get(symbol or "")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A printed number.

    `value` is the number as printed, in `unit`; `places` the decimals of its last printed place (a column of two-decimal money
    lends its precision to a cell that dropped trailing zeros; -4 stands for a number printed to the nearest ten thousand);
    `text` the raw reading; `hedge` a word that makes it inexact (约, 不低于 …). Exact counts have `exact` set: their interval is a point.
    """

    value: Decimal
    places: int = 0
    unit: Unit | None = None
    text: str = ""
    hedge: str = ""
    exact: bool = False

    @property
    def base(self) -> Decimal:
        """The value in the dimension's base unit (元 for money, 1 for a percentage's 100%)."""
        return self.value * self.factor

    @property
    def factor(self) -> Decimal:
        """Size of the unit in the base unit; 1 where there is no unit."""
        return self.unit.factor if self.unit else Decimal(1)

    @property
    def quantum(self) -> Decimal:
        """One unit in the last printed place, in base units; 0 for an exact count."""
        return Decimal(0) if self.exact else Decimal(1).scaleb(-self.places) * self.factor

    @property
    def interval(self) -> Interval:
        """What the printed number stands for, in base units, rounded to nearest."""
        half = self.quantum / 2
        return Interval(self.base - half, self.base + half)

    @property
    def truncated(self) -> Interval:
        """What it stands for if its last places were cut off instead of rounded, in base units."""
        if self.value > 0:
            return Interval(self.base, self.base + self.quantum)
        if self.value < 0:
            return Interval(self.base - self.quantum, self.base)
        return Interval(-self.quantum, self.quantum)

    @property
    def dimension(self) -> str:
        """The unit's dimension, empty where there is no unit."""
        return self.unit.dimension if self.unit else ""

    def at_places(self, places: int) -> Quantity:
        """The same number with the precision of its column, where that is finer than its own."""
        return replace(self, places=max(self.places, places))

    def in_unit(self, new: Unit | None) -> Quantity:
        """The same printed number under another unit word (a caption's)."""
        return replace(self, unit=new)
