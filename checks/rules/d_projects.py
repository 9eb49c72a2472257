"""The amounts of a project in its own report, in the report on the whole and in its form: D019."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import product

from checks import forms, relate
from checks.narrative import squeeze
from checks.near import one_slip
from checks.once import once
from checks.passages import match_form
from checks.projects import Amount, Project, arrival_rate, bodies, first_of_each, listed, money, projects, same_project
from checks.registry import rule
from disclosure import arithmetic
from disclosure.arithmetic import Verdict
from disclosure.document import Document
from disclosure.fact import Fact, Measure
from disclosure.relation import Relation, Severity

_INSTALMENT = re.compile(r"第[一二三四\d]批|分[两三二]?批|分别|其中|再次|又")
_MANY = 3
"""Printings of one amount from which on a single one that differs is the slip."""
_WORDS = 4
"""So many characters before two figures must be the same for them to be said in the same words."""
_ALL_OF_IT = re.compile(r"^，?(?:全部|均)(?:为|是|用于)[“《]?(?P<name>[^，。；”》]{3,40})[”》]?[，。；]")
_WHOLE = ("approved", "arrived")
_FORM_MEASURES = (Measure.INITIAL_BUDGET, Measure.ADJUSTED_BUDGET, Measure.ACTUAL)
_MEASURED = {Measure.INITIAL_BUDGET: "年初预算数", Measure.ADJUSTED_BUDGET: "全年预算数", Measure.ACTUAL: "执行数"}


@rule("D019", family="cross_section", severity=Severity.WARNING)
def same_amount(document: Document) -> Iterator[Relation]:
    """同一项目的金额前后一致

    查什么：单个项目的自评报告中，同一种数（批复、到位、追加、支出）写了几次的，各次是否相同；批复、到位、成本指标之间，与总报告所列该项目金额、该项目自评表之间是否相同。
    为什么：同一项目两处金额不同，必有一处错误或口径混用。
    依据：项目支出绩效自评报告范本“项目资金申报及批复情况”；算术恒等式：一个项目在一个时期的同一种数只有一个。
    例：“年中追加18.39万元”前后两处 → 成立；一处18.93万元 → 报；批复24.39、到位20.00 → 不是同一种数，由到位率核对。
    不报的情形：不同种的数（批复与到位、计划与支出）不相等；项目名称对不上。
    容差：较粗一处的印列末位。
    """
    amounts, found = listed(document), forms.projects(document)
    for project in projects(document):
        yield from _within(document, project)
        for name, fact in amounts:
            if project.name and same_project(project.name, name):
                yield from _against(document, project, fact)
        yield from _wholly(document, project)
        form = match_form(project.name, found) if project.name else None
        for measure in _FORM_MEASURES if form else ():
            printed = forms.amount(form, measure) if form else None
            said = _measured(project, measure)
            if said and printed:
                yield relate.equal(document, f"{project.title}{_MEASURED[measure]}", said, printed, "D004")


def _within(document: Document, project: Project) -> Iterator[Relation]:
    """The same role given again; and different roles of the whole amount, where they agree."""
    for role in ("initial", "added", "approved", "arrived", "planned", "spent", "cost"):
        found = project.of(role)
        for first, again in product(found[:1], found[1:]):
            if first.fact.quantity.base == again.fact.quantity.base or _said_again(first, again) or _mistyped(first, again):
                yield relate.equal(document, f"{project.title}同一金额前后两处", again.fact, first.fact, "N011")
    yield from _outlier(document, project)
    whole = sorted(first_of_each(project.of("approved", "arrived", "planned", "cost")), key=lambda a: a.role != "approved")
    for first, other in product(whole[:1], whole[1:]):
        if first.fact.quantity.base == other.fact.quantity.base or _unit_lost(first, other):
            yield relate.equal(document, f"{project.title}金额前后两处", other.fact, first.fact, "N011")


def _outlier(document: Document, project: Project) -> Iterator[Relation]:
    """One of three or more printings of the whole amount that differs, where all is said to have arrived and been approved alike."""
    found, rate = project.of("approved", "arrived", "planned", "cost"), arrival_rate(project)
    values = Counter(amount.fact.quantity.base for amount in found)
    if not rate or rate.quantity.base != 1 or len(values) != 2 or len(found) < _MANY or min(values.values()) != 1:
        return
    usual, odd = values.most_common()[0][0], values.most_common()[1][0]
    first, other = (next(a for a in found if a.fact.quantity.base == value) for value in (usual, odd))
    rated = other.role != "cost" or any(fact.measure is Measure.COMPLETION for fact in other.sentence.facts)
    told = arithmetic.ratio(rate.quantity, other.fact.quantity, first.fact.quantity).verdict is Verdict.DISCREPANCY
    if not (rated and told):  # else the rate itself is off, and D017 or D021 tells it
        yield relate.equal(document, f"{project.title}金额前后不同", other.fact, first.fact, "N011")


def _said_again(first: Amount, again: Amount) -> bool:
    """Whether two amounts of one role are said in the same words in two places, and of the same money: not of two instalments."""
    if first.role not in ("initial", "added") or first.sentence.heading == again.sentence.heading:
        return False
    words = [squeeze(a.sentence.text[: a.fact.start]).text[-_WORDS:] for a in (first, again)]
    return words[0] == words[1] and not any(_INSTALMENT.search(squeeze(a.sentence.text).text) for a in (first, again))


def _mistyped(first: Amount, again: Amount) -> bool:
    """Whether two amounts of one role are one slip apart (of the same digits under another unit, few are enough), and none an instalment."""
    slipped = one_slip(first.fact, again.fact) or _unit_lost(first, again)
    return slipped and not any(_INSTALMENT.search(squeeze(a.sentence.text).text) for a in (first, again))


def _unit_lost(first: Amount, other: Amount) -> bool:
    """Whether the whole amount is printed with the same digits under another unit: nobody is given 24.39元."""
    return first.fact.quantity.value == other.fact.quantity.value and one_slip(first.fact, other.fact, 1)


def _against(document: Document, project: Project, given: Fact) -> Iterator[Relation]:
    """The whole amount that the report on the whole gives for the project. It differs only where no role has that value."""
    own = project.of("approved", "arrived", "planned", "initial")
    same = [amount.fact for amount in own if amount.fact.quantity.base == given.quantity.base]
    if same:
        yield from (relate.equal(document, f"{project.title}金额与总报告", fact, given, "N011") for fact in same)
    elif project.only(*_WHOLE) and not project.of("added", "initial") and _all_arrived(project) and not _told(project, given):
        yield relate.equal(document, f"{project.title}金额与总报告", project.of(*_WHOLE)[0].fact, given, "N011")


def _wholly(document: Document, project: Project) -> Iterator[Relation]:
    """项目支出年初预算数为6万元，全部为业务运行费: the project's own budget at the start of the year."""
    start = project.of("initial")
    for name, fact in _given_wholly(document):
        if project.name and same_project(project.name, name) and project.only("initial"):
            yield from (relate.equal(document, f"{project.title}年初预算与总报告", a.fact, fact, "N011") for a in start)


@once
def _given_wholly(document: Document) -> tuple[tuple[str, Fact], ...]:
    """The budgets of which the report on the whole says that all is for one project, with the project's name."""
    told = ((_ALL_OF_IT.match(squeeze(sentence.text[fact.end :]).text), fact) for sentence, fact in money(bodies(document)))
    return tuple((match["name"], fact) for match, fact in told if match and fact.measure is Measure.INITIAL_BUDGET)


def _told(project: Project, given: Fact) -> bool:
    """Whether D017 tells the difference already: over the amount listed, where the project's report gives no other."""
    arrived, rate = project.only("arrived"), arrival_rate(project)
    if project.of("approved", "planned") or not arrived or not rate:
        return False
    return arithmetic.ratio(rate.quantity, arrived.quantity, given.quantity).verdict is Verdict.DISCREPANCY


def _all_arrived(project: Project) -> bool:
    rate = arrival_rate(project)
    return rate is not None and rate.quantity.base == 1


def _measured(project: Project, measure: Measure) -> Fact | None:
    """The project's one figure of that measure, said of the project itself (该项目…数)."""
    facts = [f for _, f in money(project.sentences) if f.measure is measure and re.search(r"预算数|执行数|决算数", f.label)]
    return facts[0] if facts and len({fact.quantity.base for fact in facts}) == 1 else None
