"""N007, N017–N019: parts and their whole inside the narrative."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from checks import relate
from checks.narrative import MONEY, Told, name, squeeze, told
from checks.registry import rule
from checks.slips import repair, slips
from disclosure import arithmetic
from disclosure.arithmetic import Verdict
from disclosure.document import Document
from disclosure.fact import ClaimKind, Fact, Measure
from disclosure.relation import Relation, Severity

_LEAD = re.compile(r"^.*?其中[：，]?|为$|约为?$|共$")
_OPPOSITE = (("地上", "地下"), ("男", "女"), ("线上", "线下"))
_ORDER = re.compile(r"[甲乙丙丁戊一二三四五六七八九十ABCD](?=[类级档等组])")
"""What tells one class from the next where classes are told apart by their order."""
_WAY = re.compile(r"(?:(?P<up>增加|增长|上升)|减少|下降|降低)(?:了|额|数|为)*$")
COUNTS = frozenset({"people", "count", "organisations", "households"})
"""Dimensions whose figures are exact."""


@rule("N007", family="narrative_sum")
def breakdown(document: Document) -> Iterator[Relation]:
    """分项之和

    查什么：列全的分项之和等于总数；没有列全的（“其中”），每一分项不大于总数。
    为什么：总数与分项分别取数时最易不一致。
    依据：部门决算公开范本（政府采购支出总额由货物、工程、服务组成等固定的分类）；算术恒等式：列全的分项之和＝总数，没有列全的分项≤总数。
    例：采购总额0万元，其中货物0.27万元 → 报；251.21 = 214.33 + 36.88 → 成立。
    不报的情形：“其中”未列全而和小于总数；分项与总数单位不同或口径不同。
    容差：n+1 个四舍五入数的界；超过者报。
    """
    yield from _breakdowns(document, {MONEY})


@rule("N017", family="narrative_sum")
def counts(document: Document) -> Iterator[Relation]:
    """数量之和

    查什么：人数、户数、项目数等分类之和等于总数；没有列全的，每类不大于总数，按次序分的类（甲类、乙类；一级、二级）之和不大于总数。
    为什么：数量没有四舍五入，差一即错。
    依据：算术恒等式：互不相容的各类之和等于总数，没有列全的不大于总数。
    例：共12人，其中甲类7人、乙类6人 → 报（13人多于12人）；共13人 → 成立；共20人 → 成立（可能还有丙类）。
    不报的情形：“其中”未列全而和小于总数；各类可能互相包含（党员、女性）；编制数与实有数（两个指标）。
    容差：无。
    """
    yield from _breakdowns(document, COUNTS)


@rule("N019", family="narrative_sum")
def measures_add_up(document: Document) -> Iterator[Relation]:
    """面积、车辆等之和

    查什么：面积、车辆、重量等分项之和等于总数；没有列全的，每一分项不大于总数。
    为什么：项目概况中的规模数常有换位的笔误。
    依据：算术恒等式：互不重叠的各部分之和＝整体（面积、车辆、重量等，单位相同时）。
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
    依据：算术恒等式：总数的增减额＝Σ各分项的增减额（分项列全、基期相同时）。
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
        if len(parts) > 1 and (one.claim.exhaustive or _complements(parts)):
            yield relate.total(document, f"{name(whole)}分项之和", whole, parts)
        else:
            yield from (r for part in parts if relate.comparable([part, whole]) and (r := _bounded(document, one, whole, part)))
            yield from _exceeded(document, whole, parts)


def _bounded(document: Document, one: Told, whole: Fact, part: Fact) -> Relation | None:
    """part ≤ whole; None where it fails but the two may not belong together."""
    made = relate.at_most(document, f"{name(part)}不大于{name(whole)}", part, whole)
    between = one.sentence.text[whole.end : part.start]
    near = whole.source == part.source == one.sentence.id and not re.search("[；;。]", between) and whole.end <= part.start
    return made if near or made.verdict is not Verdict.DISCREPANCY else None


def _exceeded(document: Document, whole: Fact, parts: list[Fact]) -> Iterator[Relation]:
    """Σ parts > whole, where the parts are classes by order (甲类, 乙类): they exclude one another, but there may be more of them."""
    called = [_LEAD.sub("", squeeze(part.label).text) for part in parts]
    apart = len(set(called)) == len(called) > 1 and all(_ORDER.search(words) for words in called)
    if apart and len({_ORDER.sub("", words, count=1) for words in called}) == 1 and relate.comparable([whole, *parts]):
        made = relate.total(document, f"{name(whole)}分项之和", whole, parts)
        if made.verdict is Verdict.DISCREPANCY and made.delta and made.delta.value < 0:
            yield made


def _complements(parts: list[Fact]) -> bool:
    """Whether two parts are each other's complement by their names (地上 and 地下, 计容 and 不计容), so that there is no third."""
    if len(parts) != 2:
        return False
    left, right = (_LEAD.sub("", squeeze(part.label).text) for part in parts)
    return any(a in left and left.replace(a, b, 1) == right for a, b in _OPPOSITE) or right in (f"不{left}", f"非{left}")


def _changes(document: Document) -> dict[str, tuple[Fact | None, int]]:
    """What is said of a figure's change against last year: the change (None for 持平) and its direction."""
    known: dict[str, tuple[Fact | None, int]] = {}
    for sentence in document.sentences:
        for fact in sentence.facts:
            way = _WAY.search(squeeze(fact.label).text)
            base = [
                f
                for f in sentence.facts
                if f.end <= fact.start and f.indicator == fact.indicator and f.measure is not fact.measure
            ]
            if fact.measure is Measure.CHANGE and way and base and fact.indicator:
                known[base[-1].id] = (fact, 1 if way["up"] else -1)
    for one in told(document, ClaimKind.COMPARISON):
        left = one.one("left")
        if (
            left
            and one.claim.base == "prior"
            and not one.claim.direction
            and not one.all("right")
            and "基本" not in one.claim.cue
        ):
            known[left.id] = (None, 0)
    return known


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
