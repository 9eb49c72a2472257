"""Reports on one project each, and the money figures they give: planned, approved, added, arrived, spent.

Takes a document, gives a `Project` for every part that reports on one project: its name where the part says it beyond doubt, and
its amounts by role. An amount whose clause does not say which it is has no role and is left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from checks.forms import REPORTS
from checks.narrative import MONEY, in_part, squeeze
from checks.once import once
from disclosure.document import Document, Part
from disclosure.fact import Fact, Measure, Sentence

_TITLE = re.compile(r"项目(?:支出|资金)?(?:预算)?(?:绩效)?(?:自评|评价|自我评价)?(?:情况)?(?:的)?(?:报告|综述)")
_BRACKETED = re.compile(r"（([\u4e00-\u9fffA-Za-z0-9“”]{3,40})）$")
_ALONE = re.compile(r"^（([\u4e00-\u9fffA-Za-z0-9“”]{3,40})）$")
_NAMED = re.compile(r"^(?:20\d\d年度?)?(?P<name>[\u4e00-\u9fff“”]{3,40}?)(?:项目)?(?:支出)?绩效(?:自评|评价)报告$")
_QUOTED = re.compile(r"[“\"《]([^“”\"《》]{3,40})[”\"》](?:项目|的使用)?")
_ENDING = re.compile(r"(?:项目|经费|资金|专项|费|补助|工程|补贴)$")
_GENERIC = re.compile(r"^(?:部门|单位|预算|整体|项目|支出|财政|专项|资金|绩效|自评|评价|年度|盖章|本级|[\d年度])*$")
_OPENING, _SHORT = 6, 26
"""So many first sentences may hold the name alone on a line; a title is at most so long."""

_ARRIVAL = re.compile(r"(?:资金)?到位率(?:达到?|为|是)?$")
_LABEL_END = re.compile(r"(?:共计|共|合计|安排|下达|批复|为|的|金额)*$")
_CLAUSE = re.compile(r"[，。；：、,;:]")
_ROLES = (
    ("added", re.compile(r"(?:追加|调增|增加预算)[^，。；]{0,8}$")),
    ("initial", re.compile(r"年初[^，。；]{0,20}?(?:批复|下达|安排|预算|核定)[^，。；]{0,6}$")),
    ("approved", re.compile(r"(?:批复|下达|核定|核准|安排)[^，。；]{0,10}$")),
    ("planned", re.compile(r"(?:计划|定额|申请|申报|目标)[^，。；]{0,10}$")),
    ("arrived", re.compile(r"(?:到位|收到|到账|拨付)[^，。；]{0,12}$")),
    ("spent", re.compile(r"(?:支出|支付|使用|执行|决算|开支)[^，。；]{0,6}$")),
)
_IN_ALL = re.compile(r"(?:共计|共|合计|总计|总额)(?:为)?$")
_APPROVAL = re.compile(r"批复|下达|核定|核准")
_SUBJECT = re.compile(r"^(?:此|该|本)?项目(?:财政)?(?:专项)?(?:资金|经费)(?:总额|总计|共计|共|为)?$")
_COST = re.compile(r"成本(?:指标|目标)")


@dataclass(frozen=True, slots=True)
class Amount:
    """One money figure of a project: `role` is added, initial, approved, planned, arrived, spent or cost."""

    role: str
    fact: Fact
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Project:
    """A part that reports on one project. `name` is empty where the part does not say it beyond doubt."""

    name: str
    part: Part
    sentences: tuple[Sentence, ...]
    amounts: tuple[Amount, ...]

    @property
    def title(self) -> str:
        """What it is called in messages."""
        return f"“{self.name}”项目" if self.name else "项目"

    def of(self, *roles: str) -> list[Amount]:
        """Its amounts in these roles, in print order."""
        return [amount for amount in self.amounts if amount.role in roles]

    def only(self, *roles: str) -> Fact | None:
        """The one value in these roles, by its first printing; None where there is none, or where they differ."""
        found = self.of(*roles)
        return found[0].fact if found and len({a.fact.quantity.base for a in found}) == 1 else None


@once
def projects(document: Document) -> tuple[Project, ...]:
    """The parts that report on one project each, in print order."""
    found = []
    for part in document.parts:
        sentences = tuple(s for s in in_part(document, part.id) if not s.table)
        if part.kind in REPORTS and _TITLE.search(squeeze(part.title).text) and "整体" not in part.title and sentences:
            found.append(Project(_name(part, sentences), part, sentences, tuple(_amounts(sentences))))
    return tuple(found)


def same_project(name: str, other: str) -> bool:
    """Whether two names are of one project: the same words, or one is the whole end of the other."""
    short, long = sorted((core(name), core(other)), key=len)
    return len(short) >= 3 and long.endswith(short)


@lru_cache(maxsize=1 << 14)
def core(name: str) -> str:
    """A project's name without marks, year and a closing 项目."""
    return re.sub(r"20\d\d年度?|[“”\"《》\s]|项目$", "", squeeze(name).text)


@once
def bodies(document: Document) -> tuple[Sentence, ...]:
    """The sentences of the reports that are not on one project: the report proper."""
    single = {project.part.id for project in projects(document)}
    kinds = {part.id for part in document.parts if part.kind in REPORTS}
    body = kinds - single
    return tuple(s for s in document.sentences if s.part in body and not s.table)


def money(sentences: Sequence[Sentence]) -> Iterator[tuple[Sentence, Fact]]:
    """The money figures, in print order."""
    return ((s, f) for s in sentences for f in s.facts if f.quantity.dimension == MONEY and not f.quantity.hedge)


@once
def listed(document: Document) -> tuple[tuple[str, Fact], ...]:
    """What the report on the whole lists as given to single projects: the words before each part of a list."""
    found = []
    for sentence, fact in money(bodies(document)):
        if fact.measure in (Measure.ACTUAL, Measure.OTHER, Measure.BUDGET) and re.search(r"其中|分别|包括|：", sentence.text):
            name = _LABEL_END.sub("", re.split(r"[：，。；、]", squeeze(fact.label).text)[-1])
            found.append((name, fact))
    return tuple(found)


def arrival_rate(project: Project) -> Fact | None:
    """The rate of arrival, printed in or right after the sentence that says what arrived."""
    near = {amount.sentence.id for amount in project.of("arrived")}
    near |= {after.id for before, after in pairwise(project.sentences) if before.id in near}
    rates = [f for s in project.sentences for f in s.facts if f.quantity.dimension == "rate" and _ARRIVAL.search(f.label)]
    return rates[0] if len(rates) == 1 and rates[0].source in near else None


def first_of_each(amounts: Sequence[Amount]) -> list[Amount]:
    """The first amount of each role."""
    found: dict[str, Amount] = {}
    for amount in amounts:
        found.setdefault(amount.role, amount)
    return list(found.values())


def _name(part: Part, sentences: Sequence[Sentence]) -> str:
    title = squeeze(part.title).text
    alone = [m[1] for s in sentences[:_OPENING] if (m := _ALONE.match(squeeze(s.text).text))]
    for match in (_BRACKETED.search(title), _NAMED.match(title)):
        if match and not _GENERIC.match(match[1]) and _ENDING.search(match[1]):
            return match[1]
    if len(alone) == 1 and not _GENERIC.match(alone[0]):
        return alone[0]
    quoted = Counter(m[1] for s in sentences for m in _QUOTED.finditer(squeeze(s.text).text) if m[0].endswith("项目"))
    return next(iter(quoted)) if len(quoted) == 1 else ""


def _amounts(sentences: Sequence[Sentence]) -> Iterator[Amount]:
    title = ""
    for sentence in sentences:
        flat = squeeze(sentence.text).text
        if len(flat) <= _SHORT and not sentence.facts:
            title = flat
        yield from (Amount(role, f, sentence) for _, f in money([sentence]) if (role := _role(sentence, f, title)))


def _role(sentence: Sentence, fact: Fact, title: str) -> str | None:
    """What the clause before the figure, or the title above, says it is."""
    before = squeeze(sentence.text[: fact.start]).text
    clause = _CLAUSE.split(before)[-1]
    if fact.measure in (Measure.PRIOR, Measure.CHANGE, Measure.STANDARD):
        return None
    if _COST.search(before):
        return "cost"
    for role, pattern in _ROLES:
        if pattern.search(clause):
            return role
    if _IN_ALL.search(clause) and _APPROVAL.search(before):
        return "approved"
    if _SUBJECT.match(clause):
        return "arrived" if "到位" in squeeze(sentence.text).text or "到位" in title else "planned" if "计划" in title else None
    return None
