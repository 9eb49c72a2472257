"""Where a figure stands in its sentence: its clause, its block between semicolons, the figures and clauses before it.

Works on folded text; periods and words for measures are blanked out of what a name may be read from.
"""

from __future__ import annotations

import re

from disclosure.fact import Fact, Measure, Sentence
from extractors.language.folding import fold
from extractors.language.numbers import bounds, is_threshold

_BOUNDARY = re.compile(r"[,;:。()!?]")
_PERIOD = re.compile(
    r"(?:19|20)\d{2}年度?(?:\d{1,2}[-~—至]+\d{1,2}月|\d{1,2}月(?:\d{1,2}日|份)?|[初中末底])?|\d{1,2}[-~—至]+\d{1,2}月份?|(?<!\d)\d{1,2}月份|近?\d{1,2}年[来内间]?(?!级)"
    r"|(?:春节|国庆|中秋|端午|元旦|暑假|寒假|五一|汛|疫情|\"?[一二三四五十]+\"?)期间?(?:期间)?"
)
_ASIDE = re.compile(r"(?<=[\u4e00-\u9fff])\([^()\d,;:。]{1,12}\)(?=[\u4e00-\u9fff])")
"""A bracket inside a name: 乡镇(街道)综合文化站."""
_OPENER = re.compile(r"\W*在([^,;]{4,30})中,")
_KEPT_MEASURES = frozenset({"addition", "deduction", "score", "weight"})
_SHORT = frozenset({"预算", "决算"})
_ENDING = re.compile(r"数|资金|金额|总|为|是|达|安排|约|共|[:\d]")
"""What may follow 预算 where it is the figure's measure and not the beginning of a name (预算结余率)."""
_MEASURED = frozenset({"MEASURE"})


class Scene:
    """One sentence with its figures in print order."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.folded = fold(sentence.text)
        self.measuring = [fact for fact in sentence.facts if not self.bounds(fact)]
        self.taken: dict[str, int] = {}
        self._hidden = self._hide()

    def _hide(self) -> frozenset[int]:
        """Positions of periods, of words for measures, and of an organisation at the beginning."""
        hidden = {i for m in _PERIOD.finditer(self.folded) for i in range(m.start(), m.end())}
        for entity in self.sentence.entities:
            inner = entity.text in _SHORT and not _ENDING.match(self.folded, entity.end)
            measure = entity.label == "MEASURE" and entity.norm not in _KEPT_MEASURES and not inner
            if measure or entity.label == "PERIOD" or entity.label == "ORG":
                more = self.folded[entity.end : entity.end + 1] == "度" and entity.label == "PERIOD"
                hidden |= set(range(entity.start, entity.end + more))
        return frozenset(hidden)

    def start(self, fact: Fact) -> int:
        """Where the figure's clause begins: behind the last boundary outside brackets, or behind the figure before and its noun."""
        at, depth = 0, 0
        for i in range(fact.start - 1, -1, -1):
            c = self.folded[i]
            depth += (c == ")") - (c == "(")
            if depth < 0 or (depth == 0 and c in ",;:。!?"):
                at = i + 1
                break
        ends = [other.end + self.taken.get(other.id, 0) for other in self.measuring if other.end <= fact.start]
        return min(max([at, *ends]), fact.start)

    def lead(self, fact: Fact) -> str:
        """The words before the figure as they stand."""
        return self.folded[self.start(fact) : fact.start]

    def seen(self, start: int, end: int) -> str:
        """The text of that stretch without what is hidden."""
        return "".join(self.folded[i] for i in range(start, end) if i not in self._hidden)

    def tail(self, fact: Fact) -> str:
        """The words after the figure up to the next boundary or figure."""
        rest = self.folded[fact.end :]
        end = _BOUNDARY.search(_ASIDE.sub(lambda m: "-" * len(m[0]), rest))
        later = [other.start - fact.end for other in self.measuring if other.start >= fact.end]
        return rest[: min([end.start() if end else len(rest), *later])]

    def cut_off(self, fact: Fact) -> bool:
        """Whether another figure follows before any boundary."""
        at = fact.end + len(self.tail(fact))
        return any(other.start == at for other in self.measuring)

    def next_to(self, fact: Fact) -> Fact | None:
        """The figure that follows with nothing between (243户530人)."""
        return next((other for other in self.measuring if other.start == fact.end), None)

    def topic(self) -> str:
        """The project that the sentence begins with, a clause of its own: 某某建设项目,…"""
        found = re.match(r"^([^,;:。\d]{4,40}(?:项目|工程)),", self.folded)
        return self.seen(0, found.end(1)) if found else ""

    def measured(self, fact: Fact) -> bool:
        """Whether a word for a measure stands before the figure in its clause (执行数, 决算数)."""
        start = self.start(fact)
        return any(e.label in _MEASURED and start <= e.start < fact.start for e in self.sentence.entities)

    def said_measure(self, fact: Fact) -> Measure | None:
        """The measure that the last such word before the figure in its clause names, None for none."""
        start = self.start(fact)
        said = [e.norm for e in self.sentence.entities if e.label == "MEASURE" and start <= e.start < fact.start]
        return Measure(said[-1]) if said and said[-1] in set(Measure) else None

    def bounds(self, fact: Fact) -> bool:
        """Whether the figure only says which things or which time are meant."""
        before, after = self.folded[: fact.start], self.folded[fact.end :]
        return is_threshold(before, after) or bounds(before, after, fact.quantity)

    def block(self, fact: Fact) -> int:
        """The number of the block between semicolons."""
        return sum(c in ";。" for c in self.folded[: fact.start])

    def mates(self, fact: Fact) -> list[Fact]:
        """The figures of its block that stand before it, without those of a bracket that was closed before it."""
        before = [other for other in self.measuring if other.end <= fact.start and self.block(other) == self.block(fact)]
        between = {other.id: self.folded[other.end : fact.start] for other in before}
        return [other for other in before if between[other.id].count(")") <= between[other.id].count("(")]

    def parallel(self) -> bool:
        """Whether several blocks hold several figures each: they say the same of one thing after the other."""
        blocks: dict[int, int] = {}
        for fact in self.measuring:
            blocks[self.block(fact)] = blocks.get(self.block(fact), 0) + 1
        return sum(count > 1 for count in blocks.values()) > 1

    def holder(self, fact: Fact) -> Fact | None:
        """The figure before the bracket that the figure stands in, None where it stands in none."""
        depth = 0
        for at in range(fact.start - 1, -1, -1):
            depth += (self.folded[at] == ")") - (self.folded[at] == "(")
            if depth < 0:
                before = [other for other in self.measuring if other.end <= at]
                return before[-1] if before and not set(";。") & set(self.folded[before[-1].end : at]) else None
        return None

    def side(self, fact: Fact) -> str:
        """收入 or 支出 where the word for the measure before the figure says so (全年实际支出), else empty."""
        start = self.start(fact)
        said = [e.text for e in self.sentence.entities if e.label == "MEASURE" and start <= e.start < fact.start]
        found = re.search(r"(收入|支出)$", said[-1]) if said else None
        return found[1] if found else ""

    def clause_before(self, fact: Fact) -> tuple[int, int]:
        """The clause before the figure's own, empty where the sentence or a block begins."""
        end = self.start(fact)
        while end > 0 and self.folded[end - 1] in ",、:( ":
            end -= 1
        begin = max((self.folded.rfind(c, 0, end) for c in ",;。:!?"), default=-1) + 1
        return (begin, end) if end and self.folded[end - 1] != ";" else (end, end)

    def header(self, fact: Fact) -> str:
        """The words before the colon above the figure (参保人数为:), empty where there is none or a figure stands between."""
        at = self.folded.rfind(":", 0, fact.start)
        if at < 0 or ";" in self.folded[at : fact.start] or "。" in self.folded[at : fact.start]:
            return ""
        begin = max((self.folded.rfind(c, 0, at) for c in ",;。:!?"), default=-1) + 1
        held = any(begin <= other.start < at for other in self.measuring)
        return "" if held else _PERIOD.sub("", self.folded[begin:at])

    def opener(self, fact: Fact) -> str:
        """What a block begins with to say where its figures belong: 在…项目中,"""
        begin = max((self.folded.rfind(c, 0, fact.start) for c in ";。"), default=-1) + 1
        found = _OPENER.match(self.folded, begin, self.start(fact))
        return found[1] if found else ""
