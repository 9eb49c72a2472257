"""What a project's own report says of its money, within the report and against the report on the whole: D017, D018, D019."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, product

from checks import forms, relate
from checks.narrative import squeeze
from checks.passages import match_form
from checks.projects import Amount, Project, bodies, money, projects, same_project
from checks.registry import rule
from disclosure import arithmetic
from disclosure.arithmetic import Verdict
from disclosure.document import Document
from disclosure.fact import Fact, Measure
from disclosure.relation import Relation, Severity

_ARRIVAL = re.compile(r"(?:资金)?到位率(?:达到?|为|是)?$")
_LABEL_END = re.compile(r"(?:共计|共|合计|安排|下达|批复|为|的|金额)*$")
_INSTALMENT = re.compile(r"第[一二三四\d]批|分[两三二]?批|分别|其中|再次|又")
_MANY = 3
"""Printings of one amount from which on a single one that differs is the slip."""
_WORDS = 4
"""So many characters before two figures must be the same for them to be said in the same words."""
_ALL_OF_IT = re.compile(r"^，?(?:全部|均)(?:为|是|用于)[“《]?(?P<name>[^，。；”》]{3,40})[”》]?[，。；]")
_WHOLE = ("approved", "arrived")
_FORM_MEASURES = (Measure.INITIAL_BUDGET, Measure.ADJUSTED_BUDGET, Measure.ACTUAL)
_MEASURED = {Measure.INITIAL_BUDGET: "年初预算数", Measure.ADJUSTED_BUDGET: "全年预算数", Measure.ACTUAL: "执行数"}


@rule("D017", family="execution_rate", severity=Severity.WARNING)
def arrival(document: Document) -> Iterator[Relation]:
    """项目资金到位率＝到位资金÷批复（计划）资金

    查什么：单个项目的自评报告所写的资金到位率，是否等于该项目到位资金除以批复（下达、计划）资金；本报告未写批复数的，用总报告所列该项目的数。
    为什么：到位率是资金管理的基本指标，常由范本照抄“100%”。
    依据：项目支出绩效自评报告范本“资金计划、到位及使用情况”。
    例：批复 40.00 万元、到位 38.00 万元，写“到位率100%”→ 报（95%）；批复、到位都是 37.24 万元 → 成立。
    不报的情形：一份报告讲几个项目；到位数、批复数各有不同的数；到位率与到位数不在同一段。
    容差：由各数的末位推算。
    """
    listed = _listed(document)
    for project in projects(document):
        arrived, approved = project.only("arrived"), project.only("approved") or project.only("planned")
        rate = _rate(project)
        named = [fact for name, fact in listed if project.name and same_project(project.name, name)]
        whole = approved or (named[0] if len({fact.quantity.base for fact in named}) == 1 else None)
        if arrived and whole and rate and not _approved_twice(project):
            yield relate.ratio(document, f"{_title(project)}资金到位率", rate, arrived, whole, "D017")


@rule("D021", family="completion_rate", severity=Severity.WARNING)
def cost(document: Document) -> Iterator[Relation]:
    """项目成本指标完成率＝实际支出÷批复资金

    查什么：单个项目的自评报告“成本指标”一项写明支出数和完成率的，完成率是否等于支出数除以该项目批复（到位）资金。
    为什么：成本指标的完成率常照抄“100%”。
    依据：项目支出绩效目标的成本指标以批复资金为限。
    例：支出20.00万元、批复24.39万元，写“完成率100%”→ 报；24.39与24.39 → 成立。
    不报的情形：没有写完成率；批复数写有几个不同的数。
    容差：由各数的末位推算。
    """
    for project in projects(document):
        whole = project.only("approved") or project.only("arrived")
        for amount in project.of("cost"):
            done = [fact for fact in amount.sentence.facts if fact.measure is Measure.COMPLETION and fact.start > amount.fact.end]
            if whole and len(done) == 1:
                yield relate.ratio(document, f"{_title(project)}成本指标完成率", done[0], amount.fact, whole, "D017")


@rule("D018", family="narrative_sum")
def added(document: Document) -> Iterator[Relation]:
    """项目资金＝年初批复＋年中追加

    查什么：单个项目的自评报告写明年初批复（预算）数和年中追加数的，两者之和是否等于该项目批复（到位）的总数；各处都核对。
    为什么：追加数改动后，总数或年初数常漏改。
    依据：项目资金由年初预算和年中调整构成。
    例：年初6万元、追加18.39万元、共24.39万元 → 成立；共24.93万元 → 报。
    不报的情形：年初数、追加数、总数任一没有写或写有几个不同的数；另有调减、收回。
    容差：各数末位之和。
    """
    for project in projects(document):
        initial, extra = project.of("initial"), project.of("added")
        cut = any(re.search(r"调减|核减|收回|压减|调剂", squeeze(s.text).text) for s in project.sentences)
        if cut or not project.only("initial") or not project.only("added") or not project.only(*_WHOLE):
            continue
        for whole in _first_of_each(project.of(*_WHOLE)):
            near = min(zip(initial, extra, strict=False), key=lambda pair: _distance(project, pair[0], whole))
            stated, *parts = _alike([whole.fact, near[0].fact, near[1].fact])
            yield relate.total(document, f"{_title(project)}资金", stated, parts)


@rule("D019", family="cross_section", severity=Severity.WARNING)
def same_amount(document: Document) -> Iterator[Relation]:
    """同一项目的金额前后一致

    查什么：单个项目的自评报告中，同一种数（批复、到位、追加、支出）写了几次的，各次是否相同；批复、到位、成本指标之间，与总报告所列该项目金额、该项目自评表之间是否相同。
    为什么：同一项目两处金额不同，必有一处错误或口径混用。
    依据：一个项目在一个时期的同一种数只有一个。
    例：“年中追加18.39万元”前后两处 → 成立；一处18.93万元 → 报；批复24.39、到位20.00 → 不是同一种数，由到位率核对。
    不报的情形：不同种的数（批复与到位、计划与支出）不相等；项目名称对不上。
    容差：较粗一处的印列末位。
    """
    listed, found = _listed(document), forms.projects(document)
    for project in projects(document):
        yield from _within(document, project)
        for name, fact in listed:
            if project.name and same_project(project.name, name):
                yield from _against(document, project, fact)
        yield from _wholly(document, project)
        form = match_form(project.name, found) if project.name else None
        for measure in _FORM_MEASURES if form else ():
            printed = forms.amount(form, measure) if form else None
            said = _measured(project, measure)
            if said and printed:
                yield relate.equal(document, f"{_title(project)}{_MEASURED[measure]}", said, printed, "D004")


def _within(document: Document, project: Project) -> Iterator[Relation]:
    """The same role given again; and different roles of the whole amount, where they agree."""
    for role in ("initial", "added", "approved", "arrived", "planned", "spent", "cost"):
        found = project.of(role)
        for first, again in product(found[:1], found[1:]):
            if first.fact.quantity.base == again.fact.quantity.base or _said_again(first, again):
                yield relate.equal(document, f"{_title(project)}同一金额前后两处", again.fact, first.fact, "N011")
    yield from _outlier(document, project)
    whole = sorted(_first_of_each(project.of("approved", "arrived", "planned", "cost")), key=lambda a: a.role != "approved")
    for first, other in product(whole[:1], whole[1:]):
        if first.fact.quantity.base == other.fact.quantity.base:
            yield relate.equal(document, f"{_title(project)}金额前后两处", other.fact, first.fact, "N011")


def _outlier(document: Document, project: Project) -> Iterator[Relation]:
    """One of three or more printings of the whole amount that differs, where all is said to have arrived and been approved alike."""
    found, rate = project.of("approved", "arrived", "planned", "cost"), _rate(project)
    values = Counter(amount.fact.quantity.base for amount in found)
    if not rate or rate.quantity.base != 1 or len(values) != 2 or len(found) < _MANY or min(values.values()) != 1:
        return
    usual, odd = values.most_common()[0][0], values.most_common()[1][0]
    first, other = (next(a for a in found if a.fact.quantity.base == value) for value in (usual, odd))
    rated = other.role != "cost" or any(fact.measure is Measure.COMPLETION for fact in other.sentence.facts)
    told = arithmetic.ratio(rate.quantity, other.fact.quantity, first.fact.quantity).verdict is Verdict.DISCREPANCY
    if not (rated and told):  # else the rate itself is off, and D017 or D021 tells it
        yield relate.equal(document, f"{_title(project)}金额前后不同", other.fact, first.fact, "N011")


def _said_again(first: Amount, again: Amount) -> bool:
    """Whether two amounts of one role are said in the same words in two places, and of the same money: not of two instalments."""
    if first.role not in ("initial", "added") or first.sentence.heading == again.sentence.heading:
        return False
    words = [squeeze(a.sentence.text[: a.fact.start]).text[-_WORDS:] for a in (first, again)]
    return words[0] == words[1] and not any(_INSTALMENT.search(squeeze(a.sentence.text).text) for a in (first, again))


def _against(document: Document, project: Project, listed: Fact) -> Iterator[Relation]:
    """The whole amount that the report on the whole gives for the project. It differs only where no role has that value."""
    own = project.of("approved", "arrived", "planned", "initial")
    same = [amount.fact for amount in own if amount.fact.quantity.base == listed.quantity.base]
    if same:
        yield from (relate.equal(document, f"{_title(project)}金额与总报告", fact, listed, "N011") for fact in same)
    elif project.only(*_WHOLE) and not project.of("added", "initial") and _all_arrived(project) and not _told(project, listed):
        yield relate.equal(document, f"{_title(project)}金额与总报告", project.of(*_WHOLE)[0].fact, listed, "N011")


def _wholly(document: Document, project: Project) -> Iterator[Relation]:
    """项目支出年初预算数为6万元，全部为业务运行费: the project's own budget at the start of the year."""
    start = project.of("initial")
    for sentence, fact in money(bodies(document)):
        match = _ALL_OF_IT.match(squeeze(sentence.text[fact.end :]).text)
        named = match and project.name and same_project(project.name, match["name"])
        if named and fact.measure is Measure.INITIAL_BUDGET and project.only("initial"):
            yield from (relate.equal(document, f"{_title(project)}年初预算与总报告", a.fact, fact, "N011") for a in start)


def _listed(document: Document) -> list[tuple[str, Fact]]:
    """What the report on the whole lists as given to single projects: the words before each part of a list."""
    found = []
    for sentence, fact in money(bodies(document)):
        if fact.measure in (Measure.ACTUAL, Measure.OTHER, Measure.BUDGET) and re.search(r"其中|分别|包括|：", sentence.text):
            name = _LABEL_END.sub("", re.split(r"[：，。；、]", squeeze(fact.label).text)[-1])
            found.append((name, fact))
    return found


def _rate(project: Project) -> Fact | None:
    """The rate of arrival, printed in or right after the sentence that says what arrived."""
    near = {amount.sentence.id for amount in project.of("arrived")}
    near |= {after.id for before, after in pairwise(project.sentences) if before.id in near}
    rates = [f for s in project.sentences for f in s.facts if f.quantity.dimension == "rate" and _ARRIVAL.search(f.label)]
    return rates[0] if len(rates) == 1 and rates[0].source in near else None


def _told(project: Project, listed: Fact) -> bool:
    """Whether D017 tells the difference already: over the amount listed, where the project's report gives no other."""
    arrived, rate = project.only("arrived"), _rate(project)
    if project.of("approved", "planned") or not arrived or not rate:
        return False
    return arithmetic.ratio(rate.quantity, arrived.quantity, listed.quantity).verdict is Verdict.DISCREPANCY


def _all_arrived(project: Project) -> bool:
    rate = _rate(project)
    return rate is not None and rate.quantity.base == 1


def _approved_twice(project: Project) -> bool:
    return len({amount.fact.quantity.base for amount in project.of("approved")}) > 1


def _measured(project: Project, measure: Measure) -> Fact | None:
    """The project's one figure of that measure, said of the project itself (该项目…数)."""
    facts = [f for _, f in money(project.sentences) if f.measure is measure and re.search(r"预算数|执行数|决算数", f.label)]
    return facts[0] if facts and len({fact.quantity.base for fact in facts}) == 1 else None


def _first_of_each(amounts: Sequence[Amount]) -> list[Amount]:
    """The first amount of each role."""
    found: dict[str, Amount] = {}
    for amount in amounts:
        found.setdefault(amount.role, amount)
    return list(found.values())


def _alike(facts: Sequence[Fact]) -> list[Fact]:
    """The figures with the precision of the finest of them: 6万元 beside 18.39万元 is 6.00万元 with its zeros left out."""
    places = max(fact.quantity.places for fact in facts)
    same = len({fact.quantity.unit for fact in facts}) == 1
    return [replace(fact, quantity=fact.quantity.at_places(places)) for fact in facts] if same else list(facts)


def _distance(project: Project, amount: Amount, whole: Amount) -> int:
    order = {sentence.id: n for n, sentence in enumerate(project.sentences)}
    return abs(order[amount.sentence.id] - order[whole.sentence.id])


def _title(project: Project) -> str:
    return f"“{project.name}”项目" if project.name else "项目"
