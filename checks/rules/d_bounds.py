"""A part is no more than its whole, across the report, the forms and the basic data table: D027, D028."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from checks import forms, relate
from checks.indicators import base_figures, by_nature
from checks.narrative import MONEY, squeeze, told
from checks.registry import rule
from disclosure import arithmetic
from disclosure.arithmetic import Verdict
from disclosure.document import Document
from disclosure.fact import ClaimKind, Fact, Measure
from disclosure.relation import Relation, Severity

_PAIRS = (
    ("公务接待费", "公用经费"),
    ("公用经费", "基本支出"),
    ("三公经费", "本年支出合计"),
    ("政府采购", "本年支出合计"),
    ("项目支出", "本年支出合计"),
)
_CERTAIN = frozenset({("公用经费", "基本支出"), ("项目支出", "本年支出合计")})
"""Pairs where a part is more than its whole beyond doubt; the others may be paid from elsewhere, and are told only as verified."""
_EXCLUSIVE = (
    frozenset({"工资福利支出", "商品和服务支出", "对个人和家庭的补助", "资本性支出"}),
    frozenset({"工资福利支出", "对个人和家庭的补助", "公用经费"}),
    frozenset({"人员经费", "公用经费"}),
    frozenset({"基本支出", "项目支出"}),
)
"""Names of which none holds another."""
_DUES = re.compile(r"(?:养老|医疗|工伤|失业|生育)保险|职业年金|社会保障(?:费|缴费)")


@rule("D027", family="account_hierarchy", severity=Severity.WARNING)
def parts(document: Document) -> Iterator[Relation]:
    """部分不大于整体（基础数据表、自评表、报告之间）

    查什么：基础数据表的公务接待费≤公用经费≤基本支出，项目支出、政府采购≤整体支出（自评表执行数）；由整体和项目自评表推算的基本支出全年预算是否不小于基本支出执行数。
    为什么：部分大于整体，必有一处填错。
    依据：政府收支分类科目（公务接待费列商品和服务支出，属公用经费，公用经费属基本支出）；绩效评价基础数据表表式；算术恒等式：部分≤整体。
    例：公用经费65.81、基本支出460.33 → 成立；公用经费660.00、基本支出460.33 → 报。
    不报的情形：公务接待、政府采购可能在项目支出或往年资金中列支，大于时不作判断；没有唯一的数。
    容差：一个末位单位。
    """
    form = forms.overall(document)
    whole = {name: [*by_nature(document, name), *base_figures(document, name)] for name in ("基本支出", "公用经费", "项目支出")}
    whole["本年支出合计"] = [fact for fact in [forms.amount(form, Measure.ACTUAL) if form else None] if fact]
    for name, above in _PAIRS:
        lesser = base_figures(document, name) or whole.get(name, [])
        for part, total in zip(lesser[:1], whole[above][:1], strict=False):
            made = relate.at_most(document, f"{name}与{above}", part, total)
            if made.verdict is Verdict.HOLDS or ((name, above) in _CERTAIN and made.verdict is not Verdict.ROUNDING):
                yield made
    yield from _budgeted(document)


@rule("D028", family="account_hierarchy", severity=Severity.INFO)
def listed(document: Document) -> Iterator[Relation]:
    """“其中”各项之和不大于总数（报告正文）

    查什么：评价（自评）报告“其中……”列举的各项金额之和是否不大于总数；单列的单位社会保险缴费之和是否不大于工资福利支出。
    为什么：“其中”不必列全，因此不要求相等；不大于总数说明口径无误，大于总数则必有一数有误。
    依据：政府收支分类科目（支出经济分类：工资福利支出、商品和服务支出、对个人和家庭的补助、资本性支出各为一类，社会保障缴费列在工资福利支出之下）；
    算术恒等式：互不相容的部分之和不大于整体。
    例：基本支出460.33，其中工资福利支出391.97、公用经费65.81 → 成立；公用经费写作95.81（之和487.78）→ 报；大于总数不到一个末位单位 → 不报。
    不报的情形：列举的各项可能互相包含（不都是支出经济分类的类、人员与公用、基本与项目）；社会保险缴费之和大于工资福利支出（可能含个人部分）。
    容差：各数印列末位之半的和。
    """
    parts_ = {part.id for part in document.parts if part.kind in forms.REPORTS}
    for one in told(document, ClaimKind.BREAKDOWN):
        whole, items = one.one("whole"), one.all("part")
        money = whole and all(f.quantity.dimension == MONEY for f in (whole, *items))
        if whole and money and one.sentence.part in parts_ and not one.claim.exhaustive and len(items) > 1:
            yield from _within(document, "其中各项之和", items, whole, apart=_apart(whole, items))
    yield from _dues(document)


def _dues(document: Document) -> Iterator[Relation]:
    """The organisation's own social contributions, listed in one sentence, against 工资福利支出."""
    sentences = [s for s in forms.reports(document) if not s.table]
    wages = [f for s in sentences for f in s.facts if f.indicator == "工资福利支出" and f.measure is Measure.ACTUAL]
    for sentence in sentences:
        dues = [
            f
            for f in sentence.facts
            if f.quantity.dimension == MONEY and _DUES.search(squeeze(f.label).text) and "支出" in f.label
        ]
        if len(dues) > 1 and len(dues) == len(sentence.facts) and re.search(r"本部门|本单位|我单位|我局|我中心", sentence.text):
            whole = forms.one(f for f in wages if f.part == sentence.part)
            yield from _within(document, "单位社会保险缴费之和与工资福利支出", dues, whole) if whole else ()


def _apart(whole: Fact, items: Sequence[Fact]) -> bool:
    """Whether the items exclude one another by their names and are figures of one kind, so that more than the whole is beyond doubt."""
    names = [item.indicator for item in items]
    alike = len({(fact.measure, fact.year, fact.scope) for fact in (whole, *items)}) == 1
    return alike and len(set(names)) == len(names) and any(set(names) <= kinds for kinds in _EXCLUSIVE)


def _within(document: Document, subject: str, items: Sequence[Fact], whole: Fact, *, apart: bool = False) -> Iterator[Relation]:
    """Σ items ≤ whole; that it is broken is told only where the items are `apart`."""
    if not relate.comparable([whole, *items]):
        return
    outcome = arithmetic.total(whole.quantity, [item.quantity for item in items])
    formula = " + ".join(relate.shown(item) for item in items) + f" ≤ {relate.shown(whole)}"
    if outcome.delta is not None and outcome.delta >= 0:
        yield relate.judged(document, subject, replace(outcome, verdict=Verdict.HOLDS), whole, items, formula, "at_most")
    elif apart and outcome.verdict is Verdict.DISCREPANCY:
        made = relate.judged(document, subject, outcome, whole, items, formula, "D028")
        yield replace(made, severity=Severity.WARNING)


def _budgeted(document: Document) -> Iterator[Relation]:
    """基本支出 carried out against the year's budget less that of the projects, where the project forms are all there are."""
    form, found = forms.overall(document), forms.projects(document)
    budget = forms.amount(form, Measure.ADJUSTED_BUDGET) if form else None
    spent, planned = ([forms.amount(project, m) for project in found] for m in (Measure.ACTUAL, Measure.ADJUSTED_BUDGET))
    basic, projects = forms.one(by_nature(document, "基本支出")), forms.one(by_nature(document, "项目支出"))
    if not (budget and basic and projects and found and all(spent) and all(planned)):
        return
    actual, plans = [fact for fact in spent if fact], [fact for fact in planned if fact]
    if relate.total(document, "", projects, actual).verdict is not Verdict.HOLDS:
        return
    rest = budget.quantity.base - sum(fact.quantity.base for fact in plans)
    if basic.quantity.base <= rest:
        outcome = arithmetic.Outcome(Verdict.HOLDS, rest, basic.quantity.base - rest)
        formula = f"{relate.shown(basic)} ≤ {relate.shown(budget)} - " + " - ".join(relate.shown(fact) for fact in plans)
        yield relate.judged(document, "基本支出与推算的全年预算", outcome, basic, [budget, *plans], formula, "at_most")
