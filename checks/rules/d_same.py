"""One indicator in the report, the overall form and the basic data table; income against expenditure: D024, D025, D029."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from checks import forms, relate
from checks.indicators import base_figures, by_nature
from checks.narrative import MONEY, squeeze
from checks.near import one_slip
from checks.registry import rule
from disclosure.arithmetic import Verdict
from disclosure.document import Document
from disclosure.fact import Fact, Measure, Sentence
from disclosure.relation import Relation, Severity

NAMES = ("基本支出", "项目支出", "公用经费", "人员经费", "三公经费", "公务接待费", "工资福利支出", "对个人和家庭的补助")
_PLANNED = frozenset({Measure.BUDGET, Measure.INITIAL_BUDGET, Measure.ADJUSTED_BUDGET})
_DIGITS = 4
"""Significant digits from which on the same figure of the same indicator in two places is no coincidence."""
_INCOME = re.compile(
    r"(?:预算收入|收入预算|部门预算安排|年初部门预算|决算(?:报表)?收入|收入决算|收入合计|总收入)(?:数|总额|安排|为)*$"
)
_SPENDING = re.compile(r"(?:预算支出|支出预算|决算(?:报表)?支出|支出决算|支出合计|总支出)(?:数|总额|安排|为)*$")
_NOTHING_LEFT = re.compile(r"(?:无|没有)(?:年末)?(?:结转|结余|结转结余|结转和结余)")
_GENERAL = re.compile(r"^一般公共预算(?:财政)?(?:拨款|资金|支出)?$")
_ACTUAL = re.compile(r"(?:决算数|执行数|实际支出|实际支出数|支出决算)(?:为)?$")
_NEAR = 6
"""So many sentences apart, income and expenditure of one section speak of one another."""


@rule("D024", family="narrative_vs_table", severity=Severity.WARNING)
def indicator(document: Document) -> Iterator[Relation]:
    """评价报告的指标与自评表、基础数据表一致

    查什么：评价（自评）报告所写的本年基本支出、项目支出、公用经费、人员经费、“三公”经费等，是否等于整体支出自评表按支出性质列示的数、绩效评价基础数据表的决算数；报告各段之间同一指标是否相同。
    为什么：三份材料同时编制，数字应当相同。
    依据：部门整体支出绩效评价指标体系（数据以部门决算编制口径为准）；绩效评价基础数据表表式。
    例：报告公用经费65.81、基础数据表65.81 → 成立；报告75.81 → 报；预算数与决算数不同 → 不报。
    不报的情形：口径词不同（账面、财政拨款）而数不同；同一指标在报告里写了几个不同的数、文件附有决算报表的（由 D002 核对），除非两数只差一处笔误（一位数字、相邻两位对调、小数点、单位）。
    容差：较粗一处的印列末位。
    """
    tables = any(schedule.kind.startswith("final.") for schedule in document.schedules)
    for name in NAMES:
        told = [fact for fact in _told(document, name) if fact.measure is Measure.ACTUAL]
        clear = len({fact.quantity.base for fact in told}) == 1 and not tables
        for said, printed in product(told, [*by_nature(document, name), *base_figures(document, name)]):
            made = relate.equal(document, f"评价报告 {name}", said, printed, "D001")
            certain = one_slip(said, printed) or (clear and said is told[0])
            if made.verdict is not Verdict.DISCREPANCY or (certain and _comparable(said, printed)):
                yield made
        yield from _in_text(document, name)


@rule("D025", family="balance", severity=Severity.WARNING)
def balanced(document: Document) -> Iterator[Relation]:
    """评价报告所写的收入与支出平衡

    查什么：评价（自评）报告同一节写明的收入预算（部门预算安排）与支出预算是否相等；写明没有结转结余的，决算收入与决算支出是否相等。
    为什么：预算收支必须平衡；没有结余而收支不等，自相矛盾。
    依据：部门预算公开表式：收入总计＝支出总计；算术恒等式：收入－支出＝结转结余，没有结转结余时收入＝支出。
    例：年初部门预算安排1106.08、支出预算数1106.08 → 成立；收入2570.88、支出2507.88 → 报。
    不报的情形：一处写了几个不同的数；预算写明含上年结转；决算收支而没有写明无结转结余（只列相等的）。
    容差：按印列位数。
    """
    sentences = forms.reports(document)
    position = {sentence.id: n for n, sentence in enumerate(sentences)}
    empty = any(_NOTHING_LEFT.search(squeeze(s.text).text) for s in sentences)
    income, spending = (_matching(sentences, pattern) for pattern in (_INCOME, _SPENDING))
    for got in income:
        near = [f for f in spending if f.part == got.part and abs(position[f.source] - position[got.source]) <= _NEAR]
        like = [f for f in near if _kind(f) == _kind(got) and f.year == got.year]
        if len(like) == 1:
            made = relate.equal(document, "收入与支出", like[0], got, "D025")
            first, last = sorted((position[got.source], position[like[0].source]))
            carried = any("结转" in squeeze(s.text).text for s in sentences[first : last + 1])
            planned = got.measure in _PLANNED and (got.measure == like[0].measure or _at_the_start(document, got, like[0]))
            certain = (planned and not carried) or (empty and _kind(got) == "actual")
            if made.verdict is not Verdict.DISCREPANCY or certain:
                yield made


@rule("D029", family="cross_section", severity=Severity.WARNING)
def general_budget(document: Document) -> Iterator[Relation]:
    """报告“一般公共预算支出情况”一节与自评表的一般公共预算

    查什么：评价（自评）报告“一般公共预算支出情况”一节所写的基本支出、项目支出之和，是否等于整体支出自评表“一般公共预算”一行。
    为什么：报告把全部支出都列为一般公共预算，而自评表另有资金来源，资金来源就对不上。
    依据：部门整体支出绩效自评报告范本“一般公共预算支出情况”与自评表资金栏表式；算术恒等式：一般公共预算支出＝基本支出＋项目支出。
    例：基本支出460.33、项目支出91.51，自评表一般公共预算551.03 → 报；551.84 → 成立。
    不报的情形：该节没有分写基本支出、项目支出，或写了几个不同的数；自评表没有填一般公共预算。
    容差：各数末位之和。
    """
    form = forms.overall(document)
    lines = [line for line in form.funds if _GENERAL.search(line.name)] if form else []
    printed = forms.one(fact for line in lines for fact in line.figures if len(line.figures) == 1)
    basic, project = (_in_section(document, name) for name in ("基本支出", "项目支出"))
    if printed and basic and project:
        yield relate.total(document, "自评表一般公共预算与报告所写基本支出、项目支出之和", printed, [basic, project])


def _in_section(document: Document, name: str) -> Fact | None:
    """The actual figure of that name in the section on general budget expenditure; None where there are several."""
    found = []
    for sentence in forms.reports(document):
        path = [squeeze(title).text for title in sentence.heading]
        if not any("一般公共预算" in title and "支出" in title for title in path) or sentence.table:
            continue
        for fact in sentence.facts:
            own = fact.indicator == name and fact.measure is Measure.ACTUAL
            titled = (
                name in path[-1] and _ACTUAL.search(squeeze(fact.label).text) and fact.measure in (Measure.ACTUAL, Measure.OTHER)
            )
            if fact.quantity.dimension == MONEY and (own or titled):
                found.append(fact)
    return found[0] if found and len({fact.quantity.base for fact in found}) == 1 else None


def _matching(sentences: list[Sentence], pattern: re.Pattern[str]) -> list[Fact]:
    return [f for s in sentences for f in s.facts if f.quantity.dimension == MONEY and pattern.search(squeeze(f.label).text)]


def _kind(fact: Fact) -> str:
    return "planned" if fact.measure in _PLANNED else "actual" if fact.measure is Measure.ACTUAL else fact.measure


def _told(document: Document, name: str) -> list[Fact]:
    """What the reports say of the indicator for the year of the document."""
    facts = [fact for sentence in forms.reports(document) if not sentence.table for fact in sentence.facts]
    mine = [fact for fact in facts if fact.indicator == name and fact.quantity.dimension == MONEY and not fact.quantity.hedge]
    return [fact for fact in mine if fact.year in (None, document.fiscal_year)]


def _in_text(document: Document, name: str) -> Iterator[Relation]:
    """The indicator again in the reports, where two figures agree (planned with planned, or four digits the same) or are a slip apart."""
    facts = [f for f in _told(document, name) if f.measure in (*_PLANNED, Measure.ACTUAL, Measure.OTHER)]
    for other in facts[1:]:
        first = facts[0]
        digits = len(other.quantity.value.normalize().as_tuple().digits)
        same = first.quantity.base == other.quantity.base and (_kind(first) == _kind(other) or digits >= _DIGITS)
        slipped = _kind(first) == _kind(other) and first.scope == other.scope and one_slip(first, other)
        if same or slipped or _at_the_start(document, first, other):
            yield replace(relate.equal(document, f"{name}前后两处", other, first, "N011"), family="cross_section")


def _at_the_start(document: Document, first: Fact, other: Fact) -> bool:
    """Whether both are said to be the budget at the start of the year, in one section, and nothing sets them apart."""
    headings = {s.id: "".join(s.heading) for s in document.sentences if s.id in (first.source, other.source)}
    early = [
        f.measure is Measure.INITIAL_BUDGET or (f.measure is Measure.BUDGET and "年初" in headings.get(f.source, ""))
        for f in (first, other)
    ]
    return all(early) and first.part == other.part and first.scope == other.scope and first.year == other.year


def _comparable(said: Fact, printed: Fact) -> bool:
    """Whether no word of scope stands at one of the two only; 一般公共预算 is that of the section and narrows nothing here."""
    return not (said.scope - {"一般公共预算"}) and not printed.scope and printed.quantity.unit is not None
