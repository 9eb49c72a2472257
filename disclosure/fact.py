"""Facts: every printed number with what it measures, and what sentences claim about them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from disclosure.geometry import Box
from disclosure.page import Span
from disclosure.quantity import Quantity


class Measure(StrEnum):
    """Which figure of an indicator this is."""

    ACTUAL = "actual"  # 决算数, 支出决算, 执行数, 实际
    INITIAL_BUDGET = "initial_budget"  # 年初预算
    ADJUSTED_BUDGET = "adjusted_budget"  # 全年预算, 调整预算
    BUDGET = "budget"  # 预算数, 预算安排, where the document does not say which
    PRIOR = "prior"  # 上年数
    CHANGE = "change"  # 增加/减少额
    GROWTH = "growth"  # 增长/下降率
    SHARE = "share"  # 占比
    COMPLETION = "completion"  # 完成率
    EXECUTION_RATE = "execution_rate"  # 执行率
    TARGET = "target"  # 指标值
    ACHIEVED = "achieved"  # 完成值
    WEIGHT = "weight"  # 分值
    SCORE = "score"  # 得分
    OPENING = "opening"  # 年初结转和结余
    CLOSING = "closing"  # 年末结转和结余
    INCOME = "income"  # 本年收入, in tables that hold income and expenditure
    STANDARD = "standard"  # 补助标准, 单价
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is printed."""

    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class Fact:
    """One printed number (or a blank cell that stands for zero: `blank`), and what was understood of it.

    `indicator` is the canonical name of what is measured, empty where it could not be attached without guessing; `label` is what a
    person reads (table, row and column, or the words before the number); `quote` the sentence or table row. `source` is the id of
    the sentence or schedule; `row` and `column` are ids inside the schedule, `start:end` the position inside the sentence.
    `scope` holds words that restrict it (财政拨款, 账面, 不含…), `part` the id of the part of the file it stands in.
    """

    id: str
    quantity: Quantity
    place: Place
    indicator: str = ""
    measure: Measure = Measure.OTHER
    year: int | None = None
    code: str | None = None
    scope: frozenset[str] = frozenset()
    label: str = ""
    quote: str = ""
    part: str = ""
    source: str = ""
    row: str | None = None
    column: str | None = None
    start: int = 0
    end: int = 0
    confidence: float = 1.0
    alternatives: tuple[str, ...] = ()
    blank: bool = False
    subject: str = ""
    """What is measured in the sentence's own words, where `indicator` and `code` are empty: an open name, never a canonical one."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A tagged stretch of a sentence. `label` is one of QUANTITY INDICATOR ACCOUNT CODE PERIOD MEASURE ORG CUE; `norm` its canonical form."""

    label: str
    start: int
    end: int
    text: str
    norm: str = ""


class ClaimKind(StrEnum):
    """What sort of statement a sentence makes about its numbers, and the roles it gives them."""

    GROWTH = "growth"  # current, change, rate, prior; direction +1/-1
    SHARE = "share"  # part, whole, rate
    COMPLETION = "completion"  # actual, budget, rate; base names the denominator
    BREAKDOWN = "breakdown"  # whole, part (several); exhaustive or not
    COMPARISON = "comparison"  # left, right; direction +1 (left greater) / 0 (equal) / -1
    PRODUCT = "product"  # amount, factor (several)
    ROLLFORWARD = "rollforward"  # start, addition (several), deduction (several), end
    DIFFERENCE = "difference"  # amount, left, right, component (several): a note that explains a difference


@dataclass(frozen=True, slots=True)
class Claim:
    """What a sentence states. `roles` pairs a role word of the kind with a fact id; `cue` is the wording that states it."""

    id: str
    kind: ClaimKind
    roles: tuple[tuple[str, str], ...]
    sentence: str
    cue: str = ""
    direction: int = 0
    exhaustive: bool = False
    base: str = ""
    measures: tuple[str, ...] = ()
    """For a difference: the measures the note names, literally (收入, 支出, 项目收入 …)."""

    def role(self, name: str) -> list[str]:
        """Ids of the facts in that role, in print order."""
        return [fact for role, fact in self.roles if role == name]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence as it reads on, with what was tagged in it. `heading` is the path of section titles above it.

    `table` is the id of the table it is a note of, if it is one.
    """

    id: str
    text: str
    spans: tuple[Span, ...]
    heading: tuple[str, ...] = ()
    part: str = ""
    table: str | None = None
    entities: tuple[Entity, ...] = ()
    facts: tuple[Fact, ...] = ()
    claims: tuple[Claim, ...] = ()
