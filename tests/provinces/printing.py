"""How a province prints numbers: unit, thousands, zeros, decimals of percentages, and how it words a change.

Every amount comes in 分 and is rounded half up for print, one by one, as bookkeeping software does.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal


@dataclass(frozen=True, slots=True)
class Print:
    """`zero` is what an empty cell of money prints; `exact` computes changes and rates before rounding, else from printed numbers."""

    unit: str = "万元"
    thousands: bool = False
    zero: str = "0.00"
    rate_places: int = 2
    exact: bool = True
    up: str = "增加"
    down: str = "减少"
    grew: str = "增长"
    fell: str = "下降"

    def value(self, amount: int) -> Decimal:
        """The number as printed."""
        scale = Decimal(1_000_000 if self.unit.strip() == "万元" else 100)
        return (Decimal(amount) / scale).quantize(Decimal("0.01"), ROUND_HALF_UP)

    def number(self, amount: int) -> str:
        return f"{self.value(amount):,}" if self.thousands else str(self.value(amount))

    def cell(self, amount: int) -> str:
        return self.number(amount) if amount else self.zero

    def money(self, amount: int) -> str:
        return self.number(amount) + self.unit

    def percent(self, part: Decimal, whole: Decimal) -> str:
        return f"{(part * 100 / whole).quantize(Decimal(1).scaleb(-self.rate_places), ROUND_HALF_UP)}%"

    def share(self, part: int, whole: int) -> str:
        """The share; from printed numbers where changes are computed from those."""
        if self.exact:
            return self.percent(Decimal(part), Decimal(whole))
        return self.percent(self.value(part), self.value(whole))

    def gap(self, now: int, last: int) -> str:
        """The absolute difference with its unit."""
        return self.money(abs(now - last)) if self.exact else self._signed(abs(self.value(now) - self.value(last)))

    def _signed(self, value: Decimal) -> str:
        return (f"{value:,}" if self.thousands else str(value)) + self.unit

    def rate(self, now: int, last: int) -> str:
        """The rate of change without its sign, empty where last year prints as zero."""
        if not self.value(last):
            return ""
        if self.exact:
            return self.percent(Decimal(abs(now - last)), Decimal(last))
        return self.percent(abs(self.value(now) - self.value(last)), self.value(last))

    def same(self, now: int, last: int) -> bool:
        return self.value(now) == self.value(last)

    def minus(self, now: int, last: int) -> str:
        """增加-X万元，增长-Y%: the sign in the figure, as some offices fill in a form; the words never change."""
        sign, rate = ("-" if now < last else ""), self.rate(now, last)
        words = f"{self.up}{sign}{self.gap(now, last)}"
        return words + (f"，{self.grew}{sign}{rate}" if rate else "")

    def change(self, now: int, last: int) -> str:
        """增加X万元，增长Y% — or 持平."""
        if self.same(now, last):
            return "持平"
        rose = now > last
        rate = self.rate(now, last)
        words = f"{self.up if rose else self.down}{self.gap(now, last)}"
        return words + (f"，{self.grew if rose else self.fell}{rate}" if rate else "")
