"""A self-evaluation form (绩效自评表) understood: its funds, its indicators with weights and scores, its total and grade."""

from __future__ import annotations

from dataclasses import dataclass

from disclosure.fact import Fact, Place


@dataclass(frozen=True, slots=True)
class FundLine:
    """One line of the funds block (年度资金总额, 其中：当年财政拨款 …) with a fact per measure; a blank cell has none.

    `basis` names the breakdown the line belongs to (按收入性质, 按支出性质) where the form prints one beside the columns; the
    measure of such a figure is not printed.
    """

    name: str
    figures: tuple[Fact, ...]
    of_which: bool = False
    basis: str = ""


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """One third-level indicator: `group` is the first level (产出指标), `kind` the second (数量指标).

    `target_place` and `actual_place` are the cells of the two texts. `explains` says whether the form has a column for reasons.
    """

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
    target_place: Place | None = None
    actual_place: Place | None = None
    quote: str = ""
    explains: bool = False


@dataclass(frozen=True, slots=True)
class WeightBlock:
    """A weight printed for a block of indicators: the (50分) beside 产出指标, or the cell next to it. `members` index the indicators.

    An `execution` block is the one of the funds (预算执行情况（10分）).
    """

    name: str
    weight: Fact
    members: tuple[int, ...] = ()
    execution: bool = False


@dataclass(frozen=True)
class Evaluation:
    """One form. `level` is overall or project, empty where the form does not say;
    `subject` the project's name; `blocks` the weights printed for groups of indicators.

    `investment` holds 项目总投资 and, if printed, its 财政拨款. `execution_reason` is what the funds block says of deviations.
    """

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
    blocks: tuple[WeightBlock, ...] = ()
    total_weight: Fact | None = None
    total_score: Fact | None = None
    grade: str = ""
    grade_place: Place | None = None
    part: str = ""
    title: str = ""
    investment: tuple[Fact, ...] = ()
    execution_reason: str = ""

    @property
    def group_weights(self) -> tuple[tuple[str, Fact], ...]:
        """Each block's name with the weight printed for it."""
        return tuple((block.name, block.weight) for block in self.blocks)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Every figure of the form, in reading order of its blocks."""
        found = [*self.investment, *(f for line in self.funds for f in line.figures)]
        found += [f for f in (self.execution_weight, self.execution_rate, self.execution_score) if f]
        found += [block.weight for block in self.blocks]
        for line in self.indicators:
            found += [*line.targets, *line.actuals, *(f for f in (line.weight, line.score) if f)]
        return (*found, *(f for f in (self.total_weight, self.total_score) if f))
