"""Books of made-up offices: random, seeded, and consistent to the cent, so that everything printed from them agrees.

Amounts are whole 分 (int). `ledger(seed)` gives an office with the books of two years; the opening balances of the second are the
closing balances of the first. What is spent by function is what is spent by economic account, fund by fund.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

GENERAL, FUND, CAPITAL, OWN = "general", "fund", "capital", "own"
YUAN = 100
STAFF = ("30101", "30102", "30103", "30107", "30108", "30109", "30110", "30111", "30112", "30113", "30199")
DUES = {"2080505": ("30108",), "2080506": ("30109",), "2210201": ("30113",)}
"""Function items that are paid from single economic accounts."""


@dataclass(frozen=True, slots=True)
class Line:
    """What one item of the function classification spent from one fund."""

    code: str
    fund: str
    basic: int
    project: int
    initial: int

    @property
    def total(self) -> int:
        return self.basic + self.project


@dataclass(frozen=True)
class Books:
    """One year. `econ` is the economic account → (basic, project) of the general budget."""

    year: int
    lines: tuple[Line, ...]
    econ: dict[str, tuple[int, int]]
    opening: dict[str, int]
    closing: dict[str, int]
    income: dict[str, int]
    three: dict[str, int]
    three_budget: dict[str, int]
    procurement: tuple[int, int, int]
    contracts: tuple[int, int]
    """To middle and small firms, and of these to small and micro firms."""
    counts: dict[str, int]

    def spent(self, fund: str = "", code: str = "", what: str = "total") -> int:
        return sum(getattr(x, what) for x in self.lines if fund in ("", x.fund) and x.code.startswith(code))

    def fiscal(self, code: str = "", what: str = "total") -> int:
        return self.spent(code=code, what=what) - self.spent(OWN, code, what)

    def codes(self, *funds: str) -> list[str]:
        """Every code with its parents, in order, of lines of these funds (of all where none is named)."""
        items = {x.code for x in self.lines if x.fund in (funds or (GENERAL, FUND, CAPITAL, OWN)) and x.total}
        return sorted({code[:n] for code in items for n in (3, 5, 7)})

    def paid(self, prefix: str, which: int = 0) -> int:
        """Basic (0) or project (1) spending of the general budget under an economic account."""
        return sum(amounts[which] for code, amounts in self.econ.items() if code.startswith(prefix))

    @property
    def staff(self) -> int:
        return self.paid("301") + self.paid("303")

    @property
    def running(self) -> int:
        return self.paid("302") + self.paid("310")

    @property
    def year_income(self) -> int:
        return sum(self.income.values())

    @property
    def fiscal_income(self) -> int:
        return sum(self.income[fund] for fund in (GENERAL, FUND, CAPITAL))

    @property
    def total(self) -> int:
        return self.year_income + sum(self.opening.values())

    @property
    def fiscal_total(self) -> int:
        return self.fiscal_income + sum(self.opening[fund] for fund in (GENERAL, FUND, CAPITAL))

    def balance(self, when: str, *funds: str) -> int:
        return sum(getattr(self, when)[fund] for fund in funds)

    @property
    def vehicles_cost(self) -> int:
        return self.three["buy"] + self.three["run"]


@dataclass(frozen=True)
class Ledger:
    """An office with this year's and last year's books."""

    seed: int
    org: str
    nature: str
    now: Books
    last: Books


@dataclass(frozen=True, slots=True)
class Profile:
    """What an office does: its name, its nature, where salaries are booked, what its projects are."""

    org: str
    nature: str
    main: str
    projects: tuple[str, ...]
    funds: tuple[str, ...] = ()


PROFILES = (
    Profile("云岭县司法局", "行政", "2040601", ("2040604", "2040605", "2040607", "2040699")),
    Profile("临溪市社会保险事业中心", "参公", "2080109", ("2080705", "2083001", "2089999")),
    Profile("青浦岭区商务局", "行政", "2011301", ("2011302", "2011399", "2169999", "2150899")),
    Profile("南屏县城市管理局", "行政", "2120101", ("2120102", "2120104", "2120399", "2120501"), ("2120899", "2120816")),
    Profile("石鼓市人民政府办公室", "行政", "2010301", ("2010302", "2010399", "2013302"), ("2296002",)),
    Profile("东篱县财政局", "行政", "2010601", ("2010602", "2010607", "2010608"), ("2230105",)),
    Profile("白沙区自然资源信息中心", "事业", "2200150", ("2200199", "2060503")),
)


def ledger(seed: int, profiles: tuple[Profile, ...] = PROFILES) -> Ledger:
    """The office of that seed."""
    luck = Random(seed)
    profile = profiles[seed % len(profiles)]
    year = luck.choice(range(2019, 2026))
    size = luck.choice((40, 300, 2_000)) * 1_000_000
    last = _books(luck, profile, year - 1, size, _openings(luck, profile))
    now = _books(luck, profile, year, int(size * luck.uniform(0.8, 1.3)), last.closing)
    return Ledger(seed, profile.org, profile.nature, now, last)


def years(seed: int, count: int) -> tuple[Books, ...]:
    """The books of one office over `count` years in a row: what is left of one is what the next begins with."""
    luck = Random(seed)
    profile = PROFILES[seed % len(PROFILES)]
    first, size = luck.choice(range(2016, 2023)), luck.choice((40, 300, 2_000)) * 1_000_000
    made = [_books(luck, profile, first, size, _openings(luck, profile))]
    while len(made) < count:
        size = int(size * luck.uniform(0.85, 1.2))
        made.append(_books(luck, profile, first + len(made), size, made[-1].closing))
    return tuple(made)


def plans(seed: int, books: tuple[Books, ...]) -> tuple[Books, ...]:
    """For each year another set of books of the same office, to be published as that year's budget; nothing is carried over."""
    luck, profile = Random(seed + 5_000), PROFILES[seed % len(PROFILES)]
    nothing = dict.fromkeys(books[0].opening, 0)
    return tuple(_books(luck, profile, year.year, int(year.spent() * luck.uniform(0.8, 1.1)), nothing) for year in books)


def _openings(luck: Random, profile: Profile) -> dict[str, int]:
    return {
        GENERAL: luck.choice((0, _cents(luck, 300_000_00))),
        FUND: _cents(luck, 20_000_00) if "212" in "".join(profile.funds)[:3] else 0,
        CAPITAL: 0,
        OWN: luck.choice((0, _cents(luck, 80_000_00))),
    }


def _cents(luck: Random, around: float) -> int:
    """An amount near that many 分: to the cent, or a round sum."""
    amount = int(around * luck.uniform(0.35, 1.9))
    return amount if luck.random() < 0.7 else round(amount, -6) or amount


def _books(luck: Random, profile: Profile, year: int, size: int, opening: dict[str, int]) -> Books:
    econ = _economic(luck, profile, size)
    lines = _lines(luck, profile, econ, size)
    closing = {fund: luck.choice((0, _cents(luck, 60_000_00))) if opening[fund] else 0 for fund in opening}
    spent = {fund: sum(x.total for x in lines if x.fund == fund) for fund in opening}
    for fund in opening:  # nobody hands money back: the year's income is never below zero
        closing[fund] = max(closing[fund], opening[fund] - spent[fund])
    income = {fund: spent[fund] + closing[fund] - opening[fund] for fund in (GENERAL, FUND, CAPITAL)}
    own = spent[OWN] + closing[OWN] - opening[OWN]
    business = own * 3 // 5 if profile.nature == "事业" else 0
    income |= {"superior": 0, "business": business, "trade": 0, "subsidiary": 0, "other": own - business}
    three, three_budget = _three(luck, econ)
    goods, works, services = (_cents(luck, size / 20), luck.choice((0, _cents(luck, size / 9))), _cents(luck, size / 12))
    contracts = int((goods + works + services) * luck.uniform(0.5, 1))
    return Books(
        year, lines, econ, opening, closing, income, three, three_budget, (goods, works, services),
        (contracts, int(contracts * luck.uniform(0.3, 1))), _counts(luck, three),
    )  # fmt: skip


def _economic(luck: Random, profile: Profile, size: int) -> dict[str, tuple[int, int]]:
    """Economic accounts of the general budget."""
    base = {code: _cents(luck, size * share) for code, share in _SHARES.items()}
    drop = {"30107"} if profile.nature != "事业" else {"30102", "30111", "30239"}
    basic = {code: amount for code, amount in base.items() if code not in drop and (code in _KEPT or luck.random() < 0.8)}
    project = {code: _cents(luck, size * share) for code, share in _PROJECT_SHARES.items() if luck.random() < 0.8}
    project.setdefault("30227", _cents(luck, size * 0.2))
    return {code: (basic.get(code, 0), project.get(code, 0)) for code in sorted({*basic, *project})}


_SHARES = {
    "30101": 0.2, "30102": 0.14, "30103": 0.1, "30107": 0.15, "30108": 0.07, "30109": 0.035, "30110": 0.03, "30111": 0.01,
    "30112": 0.002, "30113": 0.05, "30199": 0.03, "30201": 0.02, "30202": 0.004, "30205": 0.001, "30206": 0.004, "30207": 0.006,
    "30211": 0.012, "30213": 0.004, "30215": 0.001, "30216": 0.002, "30217": 0.002, "30226": 0.01, "30228": 0.01, "30229": 0.008,
    "30231": 0.008, "30239": 0.02, "30299": 0.01, "30302": 0.02, "30304": 0.01, "30305": 0.006, "30309": 0.0004, "31002": 0.004,
}  # fmt: skip
_KEPT = {"30101", "30103", "30108", "30113", "30201", "30299"}
_PROJECT_SHARES = {"30201": 0.03, "30202": 0.01, "30227": 0.2, "30214": 0.05, "30299": 0.04, "31003": 0.06, "31013": 0.01}


def _lines(luck: Random, profile: Profile, econ: dict[str, tuple[int, int]], size: int) -> tuple[Line, ...]:
    """Function items: dues are booked where they belong, projects share the project money, the rest is the main item's."""
    medical = "2101102" if profile.nature == "事业" else "2101101"
    retired = "2080502" if profile.nature == "事业" else "2080501"
    where = DUES | {medical: ("30110",), "2101103": ("30111",), retired: ("30302",)}
    basic = {code: sum(econ.get(e, (0, 0))[0] for e in accounts) for code, accounts in where.items()}
    basic[profile.main] = sum(b for b, _ in econ.values()) - sum(basic.values())
    project = _split(luck, sum(p for _, p in econ.values()), list(profile.projects))
    lines = [_line(luck, code, GENERAL, basic.get(code, 0), project.get(code, 0)) for code in sorted({*basic, *project})]
    lines += [_line(luck, code, CAPITAL if code.startswith("223") else FUND, 0, _cents(luck, size / 3)) for code in profile.funds]
    if luck.random() < 0.6:
        lines.append(
            _line(luck, profile.main, OWN, _cents(luck, size / 50) if luck.random() < 0.5 else 0, _cents(luck, size / 40))
        )
    return tuple(line for line in lines if line.total)


def _line(luck: Random, code: str, fund: str, basic: int, project: int) -> Line:
    spent = basic + project
    initial = (
        luck.choice((0, spent, _cents(luck, spent), int(spent * luck.uniform(0.8, 1.25))))
        if project
        else int(spent * luck.choice((1, luck.uniform(0.85, 1.2))))
    )
    return Line(code, fund, basic, project, initial)


def _split(luck: Random, amount: int, codes: list[str]) -> dict[str, int]:
    """The amount over some of the codes; nothing is lost."""
    chosen = luck.sample(codes, luck.randint(1, len(codes)))
    parts = {code: int(amount * luck.uniform(0.1, 0.9) / len(chosen)) for code in chosen[1:]}
    return parts | {chosen[0]: amount - sum(parts.values())}


def _three(luck: Random, econ: dict[str, tuple[int, int]]) -> tuple[dict[str, int], dict[str, int]]:
    """三公: what the economic accounts say, and a budget that was kept."""
    paid = {"abroad": 0, "buy": sum(econ.get("31013", (0, 0))), "run": sum(econ.get("30231", (0, 0)))}
    paid["host"] = sum(econ.get("30217", (0, 0)))
    saved = luck.random() < 0.8
    budget = {key: int(amount * luck.uniform(1, 1.6)) if saved else amount for key, amount in paid.items()}
    return paid, budget


def _counts(luck: Random, three: dict[str, int]) -> dict[str, int]:
    cars = {
        "secret": luck.randint(0, 2),
        "emergency": luck.randint(0, 3),
        "police": luck.randint(0, 8),
        "special": luck.randint(0, 5),
    }
    cars["other"] = luck.randint(1, 4)
    batches = luck.randint(3, 60) if three["host"] else 0
    owned = max(1, sum(cars.values()) - luck.randint(0, 2)) if three["run"] or three["buy"] else 0
    return cars | {
        "bought": 1 if three["buy"] else 0, "owned": owned, "batches": batches, "guests": batches * luck.randint(3, 12),
        "fifty": luck.randint(0, 4), "hundred": luck.randint(0, 2), "posts": luck.randint(50, 90), "people": luck.randint(20, 50),
        "retired": luck.randint(3, 40), "projects": luck.randint(2, 9),
    }  # fmt: skip
