"""Open names: what a figure measures in the sentence's own words, for figures whose indicator the field's list does not hold.

Takes the sentences as read and gives the same with `Fact.subject` set where syntax tells it: the words before the figure, the verb
and its object, the noun behind it, the list or claim it is a part of, the clause or figure that it goes on from, the project of its
report. It never touches `Fact.indicator`, so that no rule over the field's indicators can take an open name for one of them. A
figure whose words leave several things possible keeps no name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from disclosure.fact import Fact, Measure, Sentence
from extractors.language.clauses import (
    Around,
    Name,
    is_fund_rate,
    is_generic,
    is_name,
    is_task_rate,
    read_name,
    restricted,
    tidy_name,
)
from extractors.language.contexts import Context, called, join
from extractors.language.naming import naming
from extractors.language.pairs import in_words
from extractors.language.reports import ProjectFinder
from extractors.language.scene import Scene
from extractors.language.titles import heading_names

BOUND = "限定"
"""Scope of a figure that only says which things or which time are meant: no rule compares those with anything else."""
_AIMED = re.compile(r"^(?:不低于|不少于|不得低于|不小于|至少|[≥>]|不超过|不高于|不得超过|不大于|[≤<])")
_EACH = re.compile(r"(?:每[人名户亩家月天次个位生件套台站村所校班][^,;]{0,10}|(?<!高)标准(?:为|是|按照?|:)*)$")
_STANDARD = re.compile(r"^的?(?:补助|补贴|奖励|发放|缴费|收费)?标准")
_STATED = re.compile(
    r"(?:比|较|与|同|相比|占|增加|减少|增长|下降|上升|降低|提高|净增|压减|完成(?!率)|为预算).*$|^(?:仅|只)?(?:不到|相当于|仅为)[^,;]*的$"
)
_CHANGED = frozenset({Measure.GROWTH, Measure.CHANGE, Measure.SHARE, Measure.COMPLETION, Measure.EXECUTION_RATE})
_PLANNED = frozenset({Measure.BUDGET, Measure.INITIAL_BUDGET, Measure.ADJUSTED_BUDGET})
_COUNTED = frozenset({"people", "households", "organisations", "count"})
_AMONG = re.compile(r"^\W*(?:其中|包括|含)")
_IN_ALL = re.compile(r"^\W*(?:共|合计|总计)")
_WORDS = re.compile(r"[\u4e00-\u9fff]")
_TOPIC = re.compile(r"^\W*(?:该|此|本)项目")
_HEADED = re.compile(r"(?:数|额|资金|面积|率|标准|情况)$")


def name_facts(sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The sentences with open names for figures that have no indicator and no code."""
    projects = ProjectFinder()
    found: list[Sentence] = []
    for sentence in sentences:
        project = projects.of(sentence)
        if any(not fact.indicator and not fact.code for fact in sentence.facts):
            near = found[-1] if found and (found[-1].heading, found[-1].part) == (sentence.heading, sentence.part) else None
            sentence = replace(sentence, facts=_Naming(sentence, project, near).facts())
        found.append(sentence)
    return tuple(found)


class _Naming:
    """One sentence while its figures are named, from left to right."""

    def __init__(self, sentence: Sentence, project: str, before: Sentence | None) -> None:
        self.sentence = sentence
        self.scene = Scene(sentence)
        self.parallel = self.scene.parallel()
        self.project = project or self.scene.topic()
        self.of_project = bool(_TOPIC.match(self.scene.folded)) and bool(project)
        self.respective = in_words(self.scene.folded, [(f.start, f.end) for f in sentence.facts])
        self.context = Context(self.scene, self.project, before)

    def facts(self) -> tuple[Fact, ...]:
        """The figures in print order, named."""
        if not _WORDS.search(self.scene.folded):
            return self.sentence.facts
        named = []
        for fact in self.sentence.facts:
            if fact.indicator or fact.code or fact.quantity.unit is None:
                self.context.names[fact.id] = called(fact)
                named.append(fact)
            elif self.scene.bounds(fact):
                named.append(replace(fact, subject=self._bounded(fact), scope=frozenset({BOUND})))
            else:
                self.context.names[fact.id] = self._name(fact)
                named.append(replace(fact, subject=self.context.names[fact.id], measure=self._measure(fact)))
        return tuple(self._shared(fact) for fact in named)

    def _shared(self, fact: Fact) -> Fact:
        """The figure, with the name of the one right behind it where it has none (243户530人享受低保)."""
        follower = self.scene.next_to(fact)
        name = self.context.names.get(follower.id, "") if follower is not None and not called(fact) and not fact.code else ""
        return replace(fact, subject=name) if name else fact

    def _bounded(self, fact: Fact) -> str:
        """What a figure that says which ones are meant restricts: the rate before it, else the people or things behind it."""
        scene = self.scene
        said = re.sub(
            r"(?:大于|小于|高于|低于|超过|超|满|达到|不足|未满|不满|少于|多于)$", "", scene.seen(scene.start(fact), fact.start)
        )
        if fact.quantity.dimension in {"rate", "points"} and is_name(tidy_name(said)):
            return tidy_name(said)
        rest = re.sub(r"^(?:\([含及]\))?[及]?(?:以[上下内]|之内|[内前后上下])?的?", "", scene.tail(fact))
        words = tidy_name(restricted(rest))
        return words if is_name(words) else "时限" if fact.quantity.dimension.startswith("duration") else ""

    def _measure(self, fact: Fact) -> Measure:
        """The figure's measure by the words that only its open name gives a meaning to."""
        name, kind, measure = self.context.names[fact.id], fact.quantity.dimension, fact.measure
        if not name or measure not in _PLANNED | {Measure.OTHER, Measure.ACTUAL}:
            return measure
        if kind == "score":
            return Measure.WEIGHT if re.search(r"满分|分值|权重$", name) else Measure.SCORE
        if measure in _PLANNED:
            return measure if kind == "money" else Measure.ACTUAL
        due = kind in _COUNTED and re.match(r"^\W*应(?![急用届对聘])", self.scene.lead(fact))
        if _AIMED.match(fact.quantity.hedge) or self._aimed_above(fact) or due:
            return Measure.TARGET
        if measure is Measure.OTHER and kind not in {"rate", "points", "multiple"}:
            measure = self.scene.said_measure(fact) or (Measure.OTHER if kind == "money" else Measure.ACTUAL)
        each = kind == "money" and (_EACH.search(self.scene.lead(fact)) or re.match(r"^(?:/|每)", self.scene.tail(fact)))
        return Measure.STANDARD if each or _STANDARD.match(self.scene.tail(fact)) else measure

    def _aimed_above(self, fact: Fact) -> bool:
        """Whether the colon above the figure belongs to targets: 参保目标人数为:…"""
        at = self.scene.folded.rfind(":", 0, fact.start)
        near = [e for e in self.sentence.entities if e.label == "MEASURE" and at - 8 <= e.start < at]
        return bool(self.scene.header(fact)) and any(e.norm == "target" for e in near)

    def _name(self, fact: Fact) -> str:
        """The figure's name by its clause, its claim, or what it goes on from."""
        scene, lead = self.scene, self.scene.lead(fact)
        if difference := self.context.difference(fact):
            return difference
        if fact.start in self.respective:
            listed = tidy_name(self.respective[fact.start])
            return listed if is_name(listed, fact.quantity.dimension) else ""
        if _STANDARD.match(scene.tail(fact)):
            return self._standard(fact)
        start = scene.start(fact)
        seen = scene.seen(start, fact.start)
        if (fact.measure in _CHANGED or re.match(r"(?:仅|只)?(?:不到|相当于|仅为)", seen)) and not re.search(
            r"率(?:为|是|达到?|:|约)*$", seen
        ):
            seen = _STATED.sub("", seen)
        read = read_name(Around(seen, scene.tail(fact), fact.quantity.dimension, scene.cut_off(fact)))
        scene.taken[fact.id] = read.taken
        if read.own_project or (self.of_project and fact.quantity.dimension == "money"):
            return self._of_project(read, seen)
        if read.text:
            of_money = fact.quantity.dimension == "money" and read.text == "涉及项目"
            return self._in_context(fact, read.text + ("资金" if of_money else ""), lead)
        if not read.verb and scene.next_to(fact) is not None:
            return ""
        driver = self.context.driver(fact)
        return driver or self._continued(fact, read, lead)

    def _continued(self, fact: Fact, read: Name, lead: str) -> str:
        """The name of a figure whose clause gives none: what it goes on from, with the verb that stands before it."""
        total = bool(_IN_ALL.match(lead)) and len(self.scene.mates(fact)) > 1
        if read.verb and total:
            return read.verb.removesuffix("金额") + "合计"
        if not read.verb and not read.silent:
            return ""
        pure = self.scene.measured(fact) and not read.verb
        base = self.context.root(fact) if pure else self.context.goes_on(fact)
        if not base and pure and fact.quantity.dimension == "money":
            base = heading_names(self.sentence.heading) or self.scene.side(fact)
        self.context.roots[fact.id] = base
        bare = re.sub(rf"{naming().verbs}$", "", base) if base in self.context.names.values() else base
        return join(bare if read.verb and is_name(bare) else base, read.verb) if base else ""

    def _of_project(self, read: Name, seen: str) -> str:
        """The report's project, with what was done or which part of it is meant."""
        said = re.search(rf"{naming().verbs}$", tidy_name(seen))
        part = read.verb or (read.text if 2 <= len(read.text) <= 8 else said[0] if said else "")
        return join(self.project or "项目", re.sub(r"^资金", "", part))

    def _in_context(self, fact: Fact, name: str, lead: str) -> str:
        """The name below the one that it is a part of, where it is one."""
        mates = self.scene.mates(fact)
        last = mates[-1] if mates and self.context.names.get(mates[-1].id) else None
        if (whole := self.context.whole(fact)) and whole != name:
            return join(whole, name)
        above = self.scene.holder(fact) or (last if _AMONG.match(lead) else None)
        if above is not None and self.context.names.get(above.id):
            alike = above.quantity.dimension == fact.quantity.dimension or is_generic(name)
            return join(self.context.names[above.id], name) if alike else name
        if lead.startswith("即") and is_name(said := tidy_name(self.scene.seen(*self.scene.clause_before(fact)))):
            return said
        if _IN_ALL.match(lead) and len(mates) > 1:
            return name
        if kind := self.context.kind(fact, last):
            return join(self.scene.opener(fact), kind + name)
        if is_generic(name):
            return self._generic(fact, name)
        first = next((mate for mate in mates if self.context.names.get(mate.id)), None)
        if self.parallel and first is not None:
            return join(self.context.names[first.id], name)
        if len(name) > 2 and name in self.context.names.values() and last is not None and self.context.names[last.id] != name:
            return join(self.context.names[last.id], name)
        header = tidy_name(self.scene.header(fact))
        if _HEADED.search(header) and is_name(header) and not re.search(r"指标|绩效目标|总体目标|情况$|内容", header):
            return join(header, name)
        return join(self.project, name.removeprefix("项目")) if name.startswith("项目") and self.project else name

    def _generic(self, fact: Fact, name: str) -> str:
        """A name that needs the one before it: 参保人数 of what, 完成率 of what."""
        if is_fund_rate(name):
            mates = [m for m in self.scene.mates(fact) if m.measure is not Measure.CHANGE]
            money = [m for m in mates if m.quantity.dimension == "money" and self.context.names.get(m.id)]
            base = (self.context.roots.get(money[-1].id) or self.context.names[money[-1].id]) if money else self.project
            return join(base, name) if base else name
        mates = self.scene.mates(fact)
        first = next((mate for mate in mates if self.context.names.get(mate.id)), None)
        base = self.context.names[first.id] if self.parallel and first is not None else self.context.goes_on(fact)
        self.context.roots[fact.id] = base
        if base and (self.parallel or len(mates) < 2 or is_task_rate(name)):
            return join(base, name)
        return "" if is_task_rate(name) else name

    def _standard(self, fact: Fact) -> str:
        """“按每人每月500元的标准发放补助”: a standard of what is done by it."""
        tail = self.scene.folded[fact.end :]
        rest = tail[tail.index("标准") + 2 :]
        said = re.match(r"^[,]?([^,;。:]{2,30})", rest)
        name = tidy_name(said[1]) if said else ""
        own = tidy_name(self.scene.seen(self.scene.start(fact), fact.start))
        each = re.sub(r"^(?:每[人名户亩家月年天次个位生件套台]|人均)+", "", own)
        chosen = each if is_name(each) else name
        return f"{chosen}标准" if is_name(chosen) else ""
