"""A self-evaluation form (绩效自评表) understood: its funds, its indicators with weights and scores, its total and grade."""

from __future__ import annotations

from dataclasses import dataclass

from disclosure.fact import Fact, Place


@dataclass(frozen=True, slots=True)
class FundLine:
    """One line of the funds block (年度资金总额, 其中：当年财政拨款 …) with a fact per measure; a blank cell has none."""

    name: str
    figures: tuple[Fact, ...]
    of_which: bool = False


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """One third-level indicator: `group` is the first level (产出指标), `kind` the second (数量指标)."""

    group: str
    kind: str
    name: str
    target: str
    actual: str
    place: Place
    targets: tuple[Fact, ...] = ()
    actuals: tuple[Fact, ...] = ()
    weight: Fact | None = None
    score: Fact | None = None
    reason: str = ""


@dataclass(frozen=True)
class Evaluation:
    """One form. `level` is overall or project; `subject` the project's name; `group_weights` the (50分) printed beside a group."""

    id: str
    level: str
    table: str
    pages: tuple[int, ...]
    subject: str = ""
    organisation: str = ""
    funds: tuple[FundLine, ...] = ()
    execution_weight: Fact | None = None
    execution_rate: Fact | None = None
    execution_score: Fact | None = None
    indicators: tuple[IndicatorLine, ...] = ()
    group_weights: tuple[tuple[str, Fact], ...] = ()
    total_weight: Fact | None = None
    total_score: Fact | None = None
    grade: str = ""
    grade_place: Place | None = None
    part: str = ""

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Every figure of the form, in reading order of its blocks."""
        found = [f for line in self.funds for f in line.figures]
        found += [f for f in (self.execution_weight, self.execution_rate, self.execution_score) if f]
        found += [fact for _, fact in self.group_weights]
        for line in self.indicators:
            found += [*line.targets, *line.actuals, *(f for f in (line.weight, line.score) if f)]
        return (*found, *(f for f in (self.total_weight, self.total_score) if f))
