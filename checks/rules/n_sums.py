"""N007, N017–N019: parts and their whole inside the narrative."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from checks import relate
from checks.narrative import MONEY, Told, name, told
from checks.registry import rule
from checks.slips import repair, slips
from checks.weigh import direction
from disclosure import arithmetic
from disclosure.document import Document
from disclosure.fact import ClaimKind, Fact
from disclosure.relation import Relation, Severity

COUNTS = frozenset({"people", "count", "organisations", "households"})
"""Dimensions whose figures are exact."""


@rule("N007", family="narrative_sum")
def breakdown(document: Document) -> Iterator[Relation]:
    """分项之和

    查什么：列全的分项之和等于总数；没有列全的（“其中”），每一分项不大于总数。
    为什么：总数与分项分别取数时最易不一致。
    依据：部门决算公开范本；政府采购支出总额 = 货物 + 工程 + 服务等固定的分类。
    例：采购总额0万元，其中货物0.27万元 → 报；251.21 = 214.33 + 36.88 → 成立。
    不报的情形：“其中”未列全而和小于总数；分项与总数单位不同或口径不同。
    容差：n+1 个四舍五入数的界；超过者报。
    """
    yield from _breakdowns(document, {MONEY})


@rule("N017", family="narrative_sum")
def counts(document: Document) -> Iterator[Relation]:
    """数量之和

    查什么：人数、户数、项目数等分类之和等于总数；没有列全的，每类不大于总数。
    为什么：数量没有四舍五入，差一即错。
    依据：部分与整体的关系。
    例：共12人，其中甲类7人、乙类6人 → 报；共13人 → 成立。
    不报的情形：“其中”未列全；编制数与实有数（两个指标）。
    容差：无。
    """
    yield from _breakdowns(document, COUNTS)


@rule("N019", family="narrative_sum")
def measures_add_up(document: Document) -> Iterator[Relation]:
    """面积、车辆等之和

    查什么：面积、车辆、重量等分项之和等于总数；没有列全的，每一分项不大于总数。
    为什么：项目概况中的规模数常有换位的笔误。
    依据：部分与整体的关系。
    例：总面积13459，其中地上8013、地下5356 → 相差90，报；8103与5356 → 成立。
    不报的情形：“其中”未列全；单位不同。
    容差：印列位数所允许的界。
    """
    other = {fact.quantity.dimension for one in told(document, ClaimKind.BREAKDOWN) for _, fact in one.roles}
    yield from _breakdowns(document, other - COUNTS - {MONEY, "", "rate", "points"})


@rule("N018", family="narrative_sum", severity=Severity.WARNING)
def changes_add_up(document: Document) -> Iterator[Relation]:
    """增减额之和

    查什么：总数与列全的各分项都写明了比上年的增减（或持平）时，各分项增减额之和等于总增减额。
    为什么：总额与分项的增减分别填写，常不一致。
    依据：和的增减等于增减的和。
    例：“三公”经费减少10万元，其中购置费减少10万元、其余持平 → 成立；购置费减少8万元 → 报。
    不报的情形：有一项没有写增减；增减的基期不同。
    容差：n+1 个四舍五入数的界。
    """
    known = _changes(document)
    for one in told(document, ClaimKind.BREAKDOWN):
        whole, parts = one.one("whole"), one.all("part")
        if one.claim.exhaustive and whole and len(parts) > 1 and all(fact.id in known for fact in (whole, *parts)):
            yield from _of_changes(document, whole, parts, known)


def _breakdowns(document: Document, dimensions: set[str] | frozenset[str]) -> Iterator[Relation]:
    found = slips(document)
    for one in (repair(one, found) for one in told(document, ClaimKind.BREAKDOWN)):
        whole, parts = one.one("whole"), one.all("part")
        if not whole or not parts or whole.quantity.dimension not in dimensions:
            continue
        if one.claim.exhaustive and len(parts) > 1:
            yield relate.total(document, f"{name(whole)}分项之和", whole, parts)
        else:
            yield from (_bounded(document, whole, part) for part in parts if relate.comparable([part, whole]))


def _bounded(document: Document, whole: Fact, part: Fact) -> Relation:
    return relate.at_most(document, f"{name(part)}不大于{name(whole)}", part, whole)


def _changes(document: Document) -> dict[str, tuple[Fact | None, int]]:
    """What is said of a figure's change against last year: the change (None for 持平) and its direction."""
    known: dict[str, tuple[Fact | None, int]] = {}
    for one in told(document, ClaimKind.GROWTH):
        current, change = one.one("current"), one.one("change")
        if current and (change or _level(one)):
            known[current.id] = (change, direction(one))
    return known


def _level(one: Told) -> bool:
    return one.claim.direction == 0 and "持平" in one.claim.cue and "基本" not in one.claim.cue


def _of_changes(
    document: Document, whole: Fact, parts: list[Fact], known: dict[str, tuple[Fact | None, int]]
) -> Iterator[Relation]:
    """Σ changes of the parts = change of the whole, signs by their words."""
    total, way = known[whole.id]
    listed = [known[part.id] for part in parts]
    terms = [(fact, sign) for fact, sign in listed if fact]
    if total is None or way == 0 or not terms or any(sign == 0 for _, sign in terms):
        return
    facts = [replace(fact, quantity=replace(fact.quantity, value=abs(fact.quantity.value))) for fact, _ in terms]
    signs = [sign * way for _, sign in terms]
    if relate.comparable([total, *facts]):
        outcome = arithmetic.total(total.quantity, [fact.quantity for fact in facts], signs)
        formula = " ".join(f"{'+' if sign > 0 else '-'} {relate.shown(fact)}" for fact, sign in zip(facts, signs, strict=True))
        yield relate.judged(document, f"{name(whole)}增减额之和", outcome, total, facts, formula.removeprefix("+ "), "total")
