"""M009: the head of a list of account items against the sum of the list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from checks import relate, topics
from checks.cells import ACTUAL, PLANNED, foreign_facts, of_year
from checks.items import Item, amounts, items, sections
from checks.narrative import MONEY, name
from checks.notes import components, in_books, notes, projects
from checks.registry import rule
from checks.slips import Slip, slips
from disclosure import arithmetic
from disclosure.arithmetic import Verdict
from disclosure.document import Document
from disclosure.fact import Fact, Measure
from disclosure.relation import Relation

_HEADS = frozenset({"一般公共预算财政拨款支出", "财政拨款支出"})
_FINE = (Verdict.HOLDS, Verdict.ROUNDING)


@rule("M009", family="narrative_sum")
def heads(document: Document) -> Iterator[Relation]:
    """总述与逐项说明

    查什么：一般公共预算财政拨款支出的决算数、年初预算数等于逐项说明的决算数、年初预算数之和。
    为什么：总述与逐项说明出自两处，漏列一项就对不上。
    依据：部门决算公开范本第五节（三）。
    例：各项之和2940.06、总述2940.05 → 尾差；相差100.00 → 报。
    不报的情形：决算数之和与总述不等（列举不全）时不比预算数；有项没有写数；文内有差额说明而差额恰为所说明事项的年初预算（记为已解释）。
    容差：n+1 个四舍五入数的界。
    """
    found = slips(document)
    for path, group in sections(items(document)).items():
        actual, planned = (_sum_of(document, group, measures, found) for measures in (ACTUAL - {Measure.OTHER}, PLANNED))
        head, budget = (_head(document, path, measures) for measures in (ACTUAL, PLANNED))
        if len(group) < 2 or not actual or not head:
            continue
        made = relate.total(document, f"{name(head)}（决算）与逐项之和", head, actual)
        if made.verdict not in _FINE:
            yield relate.unresolved(document, f"{name(head)}（决算）与逐项之和", "missing_figure", [head, *actual])
            continue
        yield made
        if budget and planned:
            yield _explained(document, relate.total(document, f"{name(budget)}（预算）与逐项之和", budget, planned))


def _sum_of(document: Document, group: Sequence[Item], measures: frozenset[Measure], found: dict[str, Slip]) -> list[Fact]:
    """The amount of every item, empty where some item has none or several."""
    listed = []
    for item in group:
        mine = amounts(document, item, measures)
        if len(mine) != 1:
            return []
        listed.append(found[mine[0].id].repaired if mine[0].id in found else mine[0])
    return listed


def _head(document: Document, path: tuple[str, ...], measures: frozenset[Measure]) -> Fact | None:
    """The figure that the section gives for all its items together."""
    foreign = foreign_facts(document) | {fact.id for item in items(document) for fact in item.facts}
    fits = [
        fact
        for sentence in document.sentences
        if sentence.heading == path and topics.of(sentence) == "general_expenditure"
        for fact in sentence.facts
        if fact.indicator in _HEADS and fact.measure in measures and fact.quantity.dimension == MONEY
        if fact.id not in foreign and of_year(document, fact) and not in_books(fact) and not fact.code
    ]
    return fits[0] if len({fact.quantity.base for fact in fits}) == 1 else None


def _explained(document: Document, made: Relation) -> Relation:
    """A broken sum in a document with a note: explained where the note's projects had just that much at the start, else unresolved."""
    found = notes(document)
    if made.verdict is not Verdict.DISCREPANCY or not found or made.delta is None:
        return made
    starts = {spent.id: start for spent, start in projects(document)}
    for note in found:
        parts = [start for fact in components(document, note) if (start := starts.get(fact.id))]
        total = sum((part.quantity.base for part in parts), Decimal(0))
        stated = made.operands[0].fact
        listed = [operand.fact.quantity for operand in made.operands[1:] if operand.fact]
        if (
            parts
            and stated
            and arithmetic.total(stated.quantity, [*listed, *(p.quantity for p in parts)]).verdict in _FINE
            and total
        ):
            cited = (relate.evidence(document, note.amount, "note"), *(relate.evidence(document, part) for part in parts))
            return replace(made, verdict=Verdict.RECONCILED, operands=(*made.operands, *cited), family="reconciliation")
    return replace(made, verdict=Verdict.UNRESOLVED, reason="scope_differs")
