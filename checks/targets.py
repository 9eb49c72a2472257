"""Targets and completed values of an indicator, paired and judged: which value belongs to which target, which way is better.

Pairs are made only where the two cells hold the same number of figures of the same dimensions in the same order; a lone pair of
different names is a pair, several with different names are not.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from checks import forms, relate
from disclosure.evaluation import Evaluation, IndicatorLine
from disclosure.fact import Fact

UPWARD = {"≥", ">", "不低于", "不少于", "以上", "至少"}
DOWNWARD = {"≤", "<", "不超过", "不高于", "以内", "以下"}
TIED = "标准人数"
"""Scope word of a count that only says how many persons a standard applies to."""


class Way(StrEnum):
    """Which completed values meet a target."""

    UP = "up"
    DOWN = "down"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Pair:
    """A target and the value that was reached, with the direction that counts as met."""

    target: Fact
    actual: Fact
    way: Way

    @property
    def alike(self) -> bool:
        """Whether the two are in the same terms: dimension, and per what."""
        scopes = ({w for w in fact.scope if w.startswith("每")} for fact in (self.target, self.actual))
        return relate.comparable([self.target, self.actual]) and len({frozenset(s) for s in scopes}) == 1

    @property
    def met(self) -> bool:
        """Whether the value meets the target, to the printed digit."""
        less, more = (self.target, self.actual) if self.way is Way.UP else (self.actual, self.target)
        return less.quantity.base - more.quantity.base <= max(less.quantity.quantum, more.quantity.quantum) / 2


def pairs(form: Evaluation, line: IndicatorLine) -> tuple[Pair, ...]:
    """The indicator's pairs; none where it is not clear which belongs to which."""
    targets, actuals = line.targets, line.actuals
    if not targets or len(targets) != len(actuals):
        return ()
    if len(targets) > 1 and not all(_same_name(form, t, a) for t, a in zip(targets, actuals, strict=True)):
        return ()
    made = (Pair(t, a, way(line, t)) for t, a in zip(targets, actuals, strict=True))
    return tuple(pair for pair in made if TIED not in pair.target.scope)


def way(line: IndicatorLine, target: Fact) -> Way:
    """Which way is better: the target's own sign, else down for costs in money, unknown for what is better small, up for the rest."""
    if target.quantity.hedge in UPWARD:
        return Way.UP
    if target.quantity.hedge in DOWNWARD:
        return Way.DOWN
    words = f"{line.group}{line.kind}"
    if forms.says("cost", words):
        return Way.DOWN if target.quantity.dimension == "money" else Way.UNKNOWN
    if forms.says("time", words) or forms.says("negative", line.name):
        return Way.UNKNOWN if target.quantity.dimension != "rate" or forms.says("negative", line.name) else Way.UP
    return Way.UP


def full(line: IndicatorLine) -> bool:
    """Whether the indicator got its full weight."""
    return bool(line.score and line.weight and line.score.quantity.base == line.weight.quantity.base)


def deducted(line: IndicatorLine) -> bool:
    """Whether the indicator got less than its weight."""
    return bool(line.score and line.weight and line.score.quantity.base < line.weight.quantity.base)


def _same_name(form: Evaluation, target: Fact, actual: Fact) -> bool:
    left, right = forms.own(form, target), forms.own(form, actual)
    return left == right or (min(len(left), len(right)) >= 4 and (left.endswith(right) or right.endswith(left)))
