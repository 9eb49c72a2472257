"""The organisation's own people, wherever the file counts them: D013, D023."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from checks import relate
from checks.narrative import squeeze
from checks.once import once
from checks.registry import rule
from disclosure import arithmetic
from disclosure.document import Document
from disclosure.fact import Fact, Sentence
from disclosure.relation import Relation, Severity

_KNOWN = frozenset({"编制人数", "在职人数", "离退休人数"})
_WORDED = (
    ("编制人数", re.compile(r"编制(?:人数|数)?(?:共|共有|为)?$")),
    ("在编人数", re.compile(r"在编(?:在职)?(?:人员|职工|人数|干部职工)?(?:共|共有|为)?$")),
    ("在职人数", re.compile(r"在职(?:人员|职工|人数|干部职工)?(?:共|共有|为)?$")),
)
_HIRED = r"(?:聘用|编外|临聘|外聘|劳务派遣)(?:制)?(?:人员|职工|人数)?"
_HIRED_BEFORE = re.compile(_HIRED + r"(?:共有|共计|共|有|为|数)?$")
_HIRED_AFTER = re.compile("^" + _HIRED)
_STAFF = re.compile(r"编制|在编|在职|实有|人员构成|人员情况|人员概况|人员状况")
_FOREIGN = re.compile(r"参保|缴费|待遇|服务对象|领取|下属|所属单位|代管|培训|全[省市县区国]|辖区|增加|减少|新增|调[入出]")
_SPLIT = re.compile(r"行政|参公|事业|工勤|机关|其中|局机关|本级")
_SAME = 4
"""Characters before two counts that must be the same for them to be of the same people."""
_ON, _MANY = 8, 3
"""Characters after two counts of people hired that must be the same for them to be of the same people, and counts from which on a
single one that differs is the slip."""
_MONTH = re.compile(r"(?:20\d\d年)?(\d{1,2})月")
_POSTS = ("编制数", "编制人数")


@dataclass(frozen=True, slots=True)
class Count:
    """One count of the organisation's people: `kind` is 编制人数, 在编人数, 在职人数, 离退休人数 or 聘用人数; `place` where it stands."""

    kind: str
    fact: Fact
    place: str
    sentence: Sentence | None = None


@rule("D013", family="cross_section", severity=Severity.WARNING)
def people(document: Document) -> Iterator[Relation]:
    """人员数各处一致

    查什么：编制人数、在职人数、离退休人数、聘用人数在正文各部分、所附报告和基础数据表中是否相同。
    为什么：人员数是公用经费、控制率的依据，各处常用了不同时点的数。
    依据：部门整体支出绩效评价指标体系（在职人员数以部门决算编制口径为准，编制数以机构编制部门核定批复为准）；算术恒等式：同一时点、同一类人员只有一个数。
    例：正文聘用人员13人、附件“13名聘用人员工资” → 成立；基础数据表编制31人、正文编制33人 → 报。
    不报的情形：行政、事业等分项；写明不同月份的；参保人数等业务数；同一处写了几个不同的数（只列相同的）。
    容差：无，人数是精确数。
    """
    groups: dict[str, list[Count]] = defaultdict(list)
    for count in _counts(document):
        groups[count.kind].append(count)
    for kind, counts in groups.items():
        firsts: dict[Decimal, Count] = {}
        for count in counts:
            first = firsts.setdefault(count.fact.quantity.base, count)
            if first is not count:
                yield relate.equal(document, f"{kind}前后两处", count.fact, first.fact, "N011")
        for first, other in pairwise(firsts.values()):
            if (other.place != first.place or kind == "聘用人数") and _certain(counts, first, other):
                yield relate.equal(document, f"{kind}前后两处", other.fact, first.fact, "N011")
        yield from _borne_out(document, kind, counts)


def _borne_out(document: Document, kind: str, counts: Sequence[Count]) -> Iterator[Relation]:
    """Two different counts in the same words in one place, one of which another place bears out."""
    for one, other in pairwise(counts):
        if (
            one.place != other.place
            or not (one.sentence and other.sentence)
            or one.fact.quantity.base == other.fact.quantity.base
        ):
            continue
        ends = [_clause(count.sentence, count.fact)[-_SAME:] for count in (one, other) if count.sentence]
        if ends[0] != ends[1] or len(ends[0]) != _SAME:
            continue
        witnesses = [
            c
            for c in counts
            if c.place != one.place and c.fact.quantity.base in (one.fact.quantity.base, other.fact.quantity.base)
        ]
        if len({c.fact.quantity.base for c in witnesses}) == 1:
            right = witnesses[0].fact.quantity.base == one.fact.quantity.base
            wrong, good = (other, one) if right else (one, other)
            outcome = arithmetic.equal(wrong.fact.quantity, good.fact.quantity)
            formula = f"{relate.shown(wrong.fact)} = {relate.shown(good.fact)}"
            cited = [good.fact, witnesses[0].fact]
            yield relate.judged(document, f"{kind}同一处两个数", outcome, wrong.fact, cited, formula, "N011")


@rule("D023", family="account_hierarchy", severity=Severity.WARNING)
def posts(document: Document) -> Iterator[Relation]:
    """在编（在职）人数不超过编制数

    查什么：同一段写明编制数和在编（在职）人数的，在编（在职）人数是否不超过编制数。
    为什么：超编须有说明；退休、聘用人员不占编制，不能并入比较。
    依据：地方各级人民政府机构设置和编制管理条例（国务院令第486号）；部门整体支出绩效评价指标体系：在职人员控制率＝在职人员数÷编制数×100%，以100%为标准。
    例：编制63人、在编57人 → 成立；编制31人、在编37人 → 报（提示）。
    不报的情形：编制数或在编人数分项写而没有合计；同一句的实有（在职）人数（由 M026 核对）；“实有人数”“在职人数”可能含编外人员，超过时只作提示。
    容差：无。
    """
    told = [count for count in _counts(document) if count.sentence]
    for before, after in pairwise(told):
        only = after.kind == "在编人数"
        if before.kind == "编制人数" and after.kind in ("在编人数", "在职人数") and _near(document, before, after, only):
            made = relate.at_most(document, "在编人数与编制数" if only else "在职人数与编制数", after.fact, before.fact, "D023")
            yield replace(made, severity=Severity.WARNING if only else Severity.INFO)


@once
def _counts(document: Document) -> tuple[Count, ...]:
    """Every count of the organisation's own people, of the text first, then of the basic data tables."""
    return tuple(_read(document))


def _read(document: Document) -> Iterator[Count]:
    for sentence in document.sentences:
        if sentence.table:
            continue
        flat = squeeze("".join((sentence.heading[-1] if sentence.heading else "", sentence.text))).text
        for fact in sentence.facts:
            kind = _kind(sentence, fact, bool(_STAFF.search(flat)))
            if (
                kind
                and fact.quantity.dimension == "people"
                and not fact.quantity.hedge
                and not _FOREIGN.search(_clause(sentence, fact))
            ):
                yield Count(kind, fact, "/".join((sentence.part, *sentence.heading[:2])), sentence)
    for schedule in document.schedules:
        for column in schedule.columns:
            kind = "编制人数" if column.name in _POSTS else "在职人数" if column.name.endswith("在职人数") else ""
            figures = [found for row in schedule.rows if (found := schedule.at(row, column)) and not found.blank]
            if kind and len(figures) == 1:
                yield Count(kind, figures[0], schedule.id)


def _kind(sentence: Sentence, fact: Fact, staff: bool) -> str:
    before, after = squeeze(sentence.text[: fact.start]).text, squeeze(sentence.text[fact.end :]).text
    if _HIRED_BEFORE.search(before) or _HIRED_AFTER.match(after):
        return "聘用人数"
    clause = _clause(sentence, fact)
    if not staff or _SPLIT.search(clause.removeprefix("其中")):
        return ""
    worded = next((kind for kind, pattern in _WORDED if pattern.search(clause)), "")
    return worded or (fact.indicator if fact.indicator in _KNOWN else "")


def _clause(sentence: Sentence, fact: Fact) -> str:
    return re.split(r"[，。；：、,;:]", squeeze(sentence.text[: fact.start]).text)[-1]


def _certain(counts: Sequence[Count], first: Count, other: Count) -> bool:
    """Whether two different counts cannot both be right: each the only value of its place, and no months told."""
    if other.kind == "聘用人数":
        return _one_of_many(counts, first, other)
    alone = all(len({c.fact.quantity.base for c in counts if c.place == at.place}) == 1 for at in (first, other))
    months = [_MONTH.search(squeeze(at.sentence.text).text) for at in (first, other) if at.sentence]
    return alone and not any(months)


def _one_of_many(counts: Sequence[Count], first: Count, other: Count) -> bool:
    """Whether of three or more counts of people hired only one differs, and it goes on in the words of one of the others."""
    values = Counter(count.fact.quantity.base for count in counts)
    after = {id(c): squeeze(c.sentence.text[c.fact.end :]).text[:_ON] for c in counts if c.sentence}
    odd = next((c for c in (first, other) if values[c.fact.quantity.base] == 1), None)
    if odd is None or len(values) != 2 or len(counts) < _MANY or len(after.get(id(odd), "")) < _ON:
        return False
    return any(after[id(c)] == after[id(odd)] for c in counts if c is not odd and id(c) in after)


def _near(document: Document, posts: Count, staff: Count, only: bool) -> bool:
    """Whether both stand in two sentences that follow each other under one title; in one, where `only` those on posts are counted."""
    if posts.sentence is None or staff.sentence is None or posts.sentence.heading != staff.sentence.heading:
        return False
    order = _order(document)
    return 0 <= order[staff.sentence.id] - order[posts.sentence.id] - (not only) <= 1


@once
def _order(document: Document) -> dict[str, int]:
    """The number of every sentence, by id."""
    return {sentence.id: n for n, sentence in enumerate(document.sentences)}
