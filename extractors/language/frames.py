"""What a paragraph is talking about while it is read: frames (a subject with its figures) and lists (a whole with its parts).

Mutable on purpose: they live only while one run of paragraphs is read, and never leave this package.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from disclosure.fact import Fact, Measure
from extractors.language.leads import Subject

BUDGETS = (Measure.INITIAL_BUDGET, Measure.ADJUSTED_BUDGET, Measure.BUDGET)
BASES = {
    "initial_budget": (Measure.INITIAL_BUDGET,),
    "adjusted_budget": (Measure.ADJUSTED_BUDGET,),
    "budget": BUDGETS,
    "target": (Measure.TARGET,),
}
"""Which measures the word for a base may mean: 预算 alone any budget, 年初预算 only that."""


@dataclass(eq=False)
class Frame:
    """One subject and the facts about it, in print order. `sentence` is where it was opened."""

    subject: Subject
    sentence: str
    levels: list[Fact] = field(default_factory=list)
    changes: list[tuple[Fact, int]] = field(default_factory=list)
    rates: list[Fact] = field(default_factory=list)
    shares: list[Fact] = field(default_factory=list)
    additions: list[Fact] = field(default_factory=list)
    deductions: list[Fact] = field(default_factory=list)
    level_at: str = ""
    """Id of the sentence that holds the latest level."""

    def having(self, *measures: Measure) -> list[Fact]:
        """The levels with one of those measures."""
        return [fact for fact in self.levels if fact.measure in measures]


def single(facts: list[Fact]) -> Fact | None:
    """The fact when all of them state the same figure (the last printed), None for none or for different figures."""
    values = {(fact.quantity.base, fact.quantity.dimension) for fact in facts}
    return facts[-1] if len(values) == 1 else None


@dataclass(eq=False)
class Listing:
    """An open list: the frame of its whole, the frames of its parts, and where it came from.

    `mode` is inline (“其中” in a sentence), bracket, or items (the list follows in paragraphs of their own).
    """

    whole: Frame | None
    mode: str
    cue: str
    sentence: str
    complete: bool = False
    ended: bool = False
    """Whether the words ended it; from then on only what a known partition lists may still join."""
    parts: list[Frame] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    heading: tuple[str, ...] = ()
    set_off: bool = True
    """Whether a colon or comma follows the cue."""
    measure: Measure | None = None
    """The only measure that the lead-in says the list is about."""


@dataclass
class State:
    """What is known while one paragraph (and the list items that belong to it) is read."""

    frames: list[Frame] = field(default_factory=list)
    current: Frame | None = None
    lists: list[Listing] = field(default_factory=list)
    project: Subject | None = None
    """The project that the paragraph begins with."""
    reason: bool = False
    purpose: bool = False
    """Whether the reason is a purpose (主要用于), which may turn out to be a list of items."""
    again: bool = False
    """Whether the current frame is the whole of a list that the sentence before gave the parts of."""
