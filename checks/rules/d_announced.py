"""Amounts that the report on the whole announces, against the sum of the projects reported on one by one: D020, D022."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from checks import forms, relate
from checks.narrative import squeeze
from checks.projects import Project, bodies, money, projects
from checks.registry import rule
from checks.rules.d_digits import changed_over
from disclosure.arithmetic import Verdict
from disclosure.document import Document
from disclosure.fact import Fact, Measure
from disclosure.relation import Relation, Severity

_GIVEN = re.compile(r"下达|追加|安排|拨付|专项")
_DIGITS, _MOST, _FEW = 3, 8, 4
"""Significant digits from which an exactly equal sum is no coincidence; more projects than this and chance sums would be many; more
than this and chance sums with two digits changed over would be."""
_ALL = re.compile(
    r"(?:项目|该类项目)(?:总数|共计|共有|共|数量)?(?:为)?(?P<n>\d{1,3})个[，、,]?(?:共)?(?:涉及|合计|总)(?:的)?(?:预算|资金|财政资金|预算资金)"
)


@rule("D020", family="reconciliation")
def announced(document: Document) -> Iterator[Relation]:
    """总报告公布的资金＝所附各项目之和

    查什么：总报告公布的追加、下达（专项）资金总数，是否恰为所附项目报告中若干项目的批复（到位、追加）数之和；各项目总额之和，是否恰为总报告各笔资金（年初项目支出、追加、上级下达）之和。
    为什么：总数与项目能对上，说明资金去向完整。
    依据：部门预算整体绩效自评报告范本“部门资金基本情况”（追加、专项资金列明用于哪些项目）；算术恒等式：资金总数＝Σ各项目资金。
    例：追加55.63＝劳务费37.24＋业务运行费追加18.39 → 成立（作为已核对的关系列出）；写作56.53（相邻两位对调）→ 提示信息；写作75.63 → 不报。
    不报的情形：凑不成恰好相等、也不是只有相邻两位对调的一组时不作判断（所附项目未必是全部）；凑法不止一种；总数不足三位有效数字；
    项目多于四个时的换位。
    容差：无，须恰好相等。
    """
    found = projects(document)
    if not 2 <= len(found) <= _MOST:
        return
    body = [(s, f) for s, f in money(bodies(document)) if f.measure not in (Measure.PRIOR, Measure.CHANGE, Measure.STANDARD)]
    given = _by_value([f for s, f in body if _GIVEN.search(squeeze(f.label).text[-12:]) and _certain(f)])
    for stated in given:
        choices = [_choices(project, "追加" in stated.label) for project in found]
        parts = _only_sum(stated, choices) or _miswritten_sum(stated, choices)
        if parts:
            made = relate.total(document, f"{stated.label}与所附项目之和", stated, parts)
            yield made if made.verdict is Verdict.HOLDS else replace(made, severity=Severity.INFO)
    yield from _in_all(document, found, given, [f for _, f in body])


@rule("D022", family="narrative_sum", severity=Severity.WARNING)
def all_projects(document: Document) -> Iterator[Relation]:
    """“项目n个，涉及预算总金额”＝各项目自评表预算数之和

    查什么：报告写“项目总数n个，涉及预算总金额X”而文件恰附n张项目自评表的，X是否等于各表全年预算数（或年初预算数、执行数）之和。
    为什么：个数与总额是公众最先看到的数，常与所附的表不是同一次编制。
    依据：部门预算绩效评价报告范本；项目支出绩效自评表填表说明；算术恒等式：预算总金额＝Σ各项目预算数。
    例：5个项目168.66万元，五张表全年预算数之和168.65 → 尾差；之和150.00而三种数都不符 → 报。
    不报的情形：所附自评表张数与所写个数不同；有表没有预算数。
    容差：n 项之和的尾差。
    """
    found = forms.projects(document)
    for sentence in forms.reports(document):
        flat = squeeze(sentence.text).text
        match = _ALL.search(flat)
        amounts = [fact for fact in sentence.facts if fact.quantity.dimension == "money"]
        if not match or not found or int(match["n"]) != len(found) or len(amounts) != 1:
            continue
        sums = [
            [forms.amount(form, m) for form in found] for m in (Measure.ADJUSTED_BUDGET, Measure.INITIAL_BUDGET, Measure.ACTUAL)
        ]
        whole = [[fact for fact in parts if fact] for parts in sums if all(parts)]
        made = [relate.total(document, f"{len(found)}个项目预算总金额", amounts[0], parts) for parts in whole]
        best = min(made, key=lambda r: abs(r.delta.value) if r.delta else Decimal(0), default=None)
        if best:
            yield best


def _in_all(document: Document, found: Sequence[Project], given: list[Fact], body: list[Fact]) -> Iterator[Relation]:
    """All projects together are all the money announced: at the start of the year, added, given by those above."""
    wholes = [project.only("approved") or project.only("arrived") for project in found]
    start = [f for f in body if f.indicator == "项目支出" and f.measure in (Measure.INITIAL_BUDGET, Measure.BUDGET)][:1]
    sources, parts = [*start, *given], [fact for fact in wholes if fact]
    if (
        len(parts) != len(found)
        or len(sources) < 2
        or sum(p.quantity.base for p in parts) != sum(s.quantity.base for s in sources)
    ):
        return
    signs = [1] * len(parts) + [-1] * (len(sources) - 1)
    made = relate.total(document, "所附项目总额与公布的各笔资金", sources[0], [*parts, *sources[1:]], signs)
    yield replace(made, args={**made.args, "subject": "所附项目总额与公布的各笔资金"})


def _choices(project: Project, only_added: bool) -> list[Fact]:
    """What a project may contribute: what was added to it, else its whole."""
    whole = project.only("approved") or project.only("arrived")
    extra = project.only("added")
    return [fact for fact in ([extra] if extra and only_added else [whole]) if fact]


def _only_sum(stated: Fact, choices: Sequence[Sequence[Fact]]) -> list[Fact]:
    """The one group of at least two projects' amounts that add up to the figure exactly; empty where there is none, or several."""
    fits = [chosen for chosen in _groups(choices) if _summed(chosen) == stated.quantity.base]
    return fits[0] if len(fits) == 1 else []


def _miswritten_sum(stated: Fact, choices: Sequence[Sequence[Fact]]) -> list[Fact]:
    """The one group whose sum is the figure with two neighbouring digits changed over; among many projects such sums come by chance."""
    if len(choices) > _FEW or any(_summed(chosen) == stated.quantity.base for chosen in _groups(choices)):
        return []
    fits = [
        chosen
        for chosen in _groups(choices)
        if changed_over(stated.quantity, replace(stated.quantity, value=_summed(chosen) / stated.quantity.factor))
    ]
    return fits[0] if len(fits) == 1 else []


def _groups(choices: Sequence[Sequence[Fact]]) -> list[list[Fact]]:
    """Every group of at least two projects' amounts."""
    pool = [facts[0] for facts in choices if facts]
    return [list(chosen) for count in range(2, len(pool) + 1) for chosen in combinations(pool, count)]


def _summed(facts: Sequence[Fact]) -> Decimal:
    return sum((fact.quantity.base for fact in facts), Decimal(0))


def _by_value(facts: Sequence[Fact]) -> list[Fact]:
    """Each value once, by its first printing."""
    found: dict[Decimal, Fact] = {}
    for fact in facts:
        found.setdefault(fact.quantity.base, fact)
    return list(found.values())


def _certain(fact: Fact) -> bool:
    return len(fact.quantity.value.normalize().as_tuple().digits) >= _DIGITS and fact.measure is not Measure.INITIAL_BUDGET
