"""Offices for schools, water, culture and health, and what every section of their disclosures needs (`Told`)."""

from __future__ import annotations

from dataclasses import dataclass

from tests.provinces.ledger import Ledger, Profile
from tests.provinces.printing import Print

PROFILES = (
    Profile("楚江市教育局", "行政", "2050101", ("2050202", "2050203", "2050299", "2050999")),
    Profile("青铜县水利和湖泊局", "行政", "2130301", ("2130305", "2130306", "2130314", "2130399"), ("2120899",)),
    Profile("赤矶区文化和旅游局", "行政", "2070101", ("2070104", "2070109", "2070205", "2089999")),
    Profile("楠溪市疾病预防控制中心", "事业", "2100401", ("2100408", "2100409", "2100499")),
    Profile("隋岗县第一中学", "事业", "2050204", ("2050299", "2050999"), ("2296002",)),
)


@dataclass(frozen=True)
class Told:
    """What every section needs: the books and how this year's edition prints."""

    ledger: Ledger
    p: Print
    year: int
    org: str

    def versus(self, now: int, last: int, subject: str = "") -> str:
        """A clause of comparison with last year, without a full stop."""
        if self.p.same(now, last):
            return f"与{self.year - 1}年度持平"
        return f"与{self.year - 1}年度相比，{subject}{self.p.change(now, last)}"

    def done(self, spent: int, budget: int, word: str = "年初预算") -> str:
        """完成…的X%, where there is a budget."""
        if not budget:
            return ""
        return f"，完成{word}的{self.p.share(spent, budget)}"

    def percent(self, part: int, whole: int) -> str:
        return self.p.share(part, whole) if part else "0%"
