"""Rates of arrival and completion of a project's money, and how it is made up: D017, D018, D021."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from checks import relate
from checks.narrative import squeeze
from checks.projects import Amount, Project, arrival_rate, first_of_each, listed, projects, same_project
from checks.registry import rule
from disclosure.document import Document
from disclosure.fact import Fact, Measure
from disclosure.relation import Relation, Severity

_WHOLE = ("approved", "arrived")


@rule("D017", family="execution_rate", severity=Severity.WARNING)
def arrival(document: Document) -> Iterator[Relation]:
    """项目资金到位率＝到位资金÷批复（计划）资金

    查什么：单个项目的自评报告所写的资金到位率，是否等于该项目到位资金除以批复（下达、计划）资金；本报告未写批复数的，用总报告所列该项目的数。
    为什么：到位率是资金管理的基本指标，常由范本照抄“100%”。
    依据：项目支出绩效自评报告范本“资金计划、到位及使用情况”；算术恒等式：到位率＝到位数÷计划（批复）数。
    例：批复 40.00 万元、到位 38.00 万元，写“到位率100%”→ 报（95%）；批复、到位都是 37.24 万元 → 成立。
    不报的情形：一份报告讲几个项目；到位数、批复数各有不同的数；到位率与到位数不在同一段。
    容差：由各数的末位推算。
    """
    given = listed(document)
    for project in projects(document):
        arrived, approved = project.only("arrived"), project.only("approved") or project.only("planned")
        rate = arrival_rate(project)
        named = [fact for name, fact in given if project.name and same_project(project.name, name)]
        whole = approved or (named[0] if len({fact.quantity.base for fact in named}) == 1 else None)
        if arrived and whole and rate and not _approved_twice(project):
            yield relate.ratio(document, f"{project.title}资金到位率", rate, arrived, whole, "D017")


@rule("D021", family="completion_rate", severity=Severity.WARNING)
def cost(document: Document) -> Iterator[Relation]:
    """项目成本指标完成率＝实际支出÷批复资金

    查什么：单个项目的自评报告“成本指标”一项写明支出数和完成率的，完成率是否等于支出数除以该项目批复（到位）资金。
    为什么：成本指标的完成率常照抄“100%”。
    依据：项目支出绩效自评报告范本（成本指标以批复资金为限）；算术恒等式：完成率＝实际成本÷批复资金。
    例：支出20.00万元、批复24.39万元，写“完成率100%”→ 报；24.39与24.39 → 成立。
    不报的情形：没有写完成率；批复数写有几个不同的数。
    容差：由各数的末位推算。
    """
    for project in projects(document):
        whole = project.only("approved") or project.only("arrived")
        for amount in project.of("cost"):
            done = [fact for fact in amount.sentence.facts if fact.measure is Measure.COMPLETION and fact.start > amount.fact.end]
            if whole and len(done) == 1:
                yield relate.ratio(document, f"{project.title}成本指标完成率", done[0], amount.fact, whole, "D017")


@rule("D018", family="narrative_sum")
def added(document: Document) -> Iterator[Relation]:
    """项目资金＝年初批复＋年中追加

    查什么：单个项目的自评报告写明年初批复（预算）数和年中追加数的，两者之和是否等于该项目批复（到位）的总数；各处都核对。
    为什么：追加数改动后，总数或年初数常漏改。
    依据：项目支出绩效自评报告范本“项目资金申报及批复情况”；算术恒等式：项目资金＝年初预算＋年中追加－调减。
    例：年初6万元、追加18.39万元、共24.39万元 → 成立；共24.93万元 → 报。
    不报的情形：年初数、追加数、总数任一没有写或写有几个不同的数；另有调减、收回。
    容差：各数末位之和。
    """
    for project in projects(document):
        initial, extra = project.of("initial"), project.of("added")
        cut = any(re.search(r"调减|核减|收回|压减|调剂", squeeze(s.text).text) for s in project.sentences)
        if cut or not project.only("initial") or not project.only("added") or not project.only(*_WHOLE):
            continue
        for whole in first_of_each(project.of(*_WHOLE)):
            near = min(zip(initial, extra, strict=False), key=lambda pair: _distance(project, pair[0], whole))
            stated, *parts = _alike([whole.fact, near[0].fact, near[1].fact])
            yield relate.total(document, f"{project.title}资金", stated, parts)


def _approved_twice(project: Project) -> bool:
    return len({amount.fact.quantity.base for amount in project.of("approved")}) > 1


def _alike(facts: Sequence[Fact]) -> list[Fact]:
    """The figures with the precision of the finest of them: 6万元 beside 18.39万元 is 6.00万元 with its zeros left out."""
    places = max(fact.quantity.places for fact in facts)
    same = len({fact.quantity.unit for fact in facts}) == 1
    return [replace(fact, quantity=fact.quantity.at_places(places)) for fact in facts] if same else list(facts)


def _distance(project: Project, amount: Amount, whole: Amount) -> int:
    order = {sentence.id: n for n, sentence in enumerate(project.sentences)}
    return abs(order[amount.sentence.id] - order[whole.sentence.id])
