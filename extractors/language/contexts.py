"""What the sentence around a figure says it goes on from: the claim or list it belongs to, the clause or figure before it.

Takes the scene of one sentence while its figures are named from left to right; gives names, empty where the words leave it open.
"""

from __future__ import annotations

import re

from disclosure.fact import ClaimKind, Fact, Measure, Sentence
from extractors.language.clauses import is_fund_rate, is_name, is_task_rate, tidy_name
from extractors.language.scene import Scene

_REASON = re.compile(r"^(?:主要)?(?:原因|由于|因为?|为了?|通过|根据|按照?|随着|经|结合|在)")
_DRIVERS = ("current", "actual", "part", "whole", "left", "end", "budget", "prior")


def called(fact: Fact) -> str:
    """What a figure is called: its indicator, else its open name."""
    return fact.indicator or fact.subject


class Context:
    """The names given so far in a sentence, and what a figure may take from them. `roots` are the names without what was done."""

    def __init__(self, scene: Scene, project: str, before: Sentence | None) -> None:
        self.scene, self.project, self.before = scene, project, before
        self.sentence = scene.sentence
        self.names: dict[str, str] = {}
        self.roots: dict[str, str] = {}

    def difference(self, fact: Fact) -> str:
        """The amount of a difference that a note explains."""
        for claim in self.sentence.claims:
            if claim.kind is ClaimKind.DIFFERENCE and fact.id in claim.role("amount"):
                return f"与{claim.base}的差异" if claim.base else "差异"
        return ""

    def driver(self, fact: Fact) -> str:
        """The name of the figure that the same claim is about, where it stands before."""
        for claim in self.sentence.claims:
            if any(id_ == fact.id for _, id_ in claim.roles) and claim.kind is not ClaimKind.BREAKDOWN:
                drivers = [self.names.get(id_, "") for role in _DRIVERS for id_ in claim.role(role) if id_ != fact.id]
                if found := next(filter(None, drivers), ""):
                    return found
        return ""

    def whole(self, fact: Fact) -> str:
        """The name of the whole of which the figure is said to be a part."""
        for claim in self.sentence.claims:
            if claim.kind is ClaimKind.BREAKDOWN and fact.id in claim.role("part"):
                return next((self.names.get(id_, "") for id_ in claim.role("whole")), "")
        return ""

    def root(self, fact: Fact) -> str:
        """What the figure before it in its block was said of, for a figure that says nothing but its measure."""
        kind = fact.quantity.dimension
        mates = [m for m in self.scene.mates(fact) if m.quantity.dimension == kind and m.measure is not Measure.CHANGE]
        if not mates:
            return self.goes_on(fact)
        return self.roots.get(mates[-1].id) or self.names.get(mates[-1].id, "")

    def goes_on(self, fact: Fact) -> str:
        """What a figure without a name goes on from: the clause before it, which has a figure or says what was done."""
        begin, end = self.scene.clause_before(fact)
        mates = self.scene.mates(fact)
        if mates and mates[-1].end > begin:
            return self.names.get(mates[-1].id, "")
        if begin == end:
            return "" if end else self._sentence_before()
        name = tidy_name(self.scene.seen(begin, end))
        if is_name(name) and not _REASON.match(self.scene.folded[begin:end]):
            return name
        return self.names.get(mates[-1].id, "") if mates else ""

    def kind(self, fact: Fact, last: Fact | None) -> str:
        """The clause before that says of which ones the figure is (由中小企业供应商成交的,采购金额X万元)."""
        begin, end = self.scene.clause_before(fact)
        said = self.scene.seen(begin, end)
        return said if said.endswith("的") and 4 <= len(said) <= 24 and (last is None or last.end <= begin) else ""

    def _sentence_before(self) -> str:
        """The one thing that the sentence before gave figures of, else the report's project."""
        names = {called(fact).partition("/")[0] for fact in self.before.facts} if self.before else set()
        return names.pop() if len(names) == 1 else self.project


def join(base: str, name: str) -> str:
    """A name below another: the common words are said once (某某参保单位 and 参保人数 make 某某参保人数), else a stroke between."""
    if not base or not name or base == name or base.endswith(name):
        return base or name
    if name.startswith(base):
        return name
    shared = base.rfind(name[:2])
    if shared >= 2 and not is_task_rate(name) and not is_fund_rate(name) and len(base) - shared <= 6 and "/" not in base[shared:]:
        return base[:shared] + name
    return f"{base}/{name}"
