"""What the rules on tables share: sums with blanks handled, families of relations that discredit their own table, and row lookups.

No rule stands here. A relation in which every figure is blank or zero says nothing and is not made; a figure that was not read makes
it unresolved; a blank total beside parts is left to T092. When most of a column's relations fail the reading is at fault, not the
document, and they become unresolved.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from checks import relate
from disclosure.arithmetic import Verdict
from disclosure.document import Document
from disclosure.fact import Fact
from disclosure.relation import Relation
from disclosure.schedule import Column, Row, RowKind, Schedule

TRUSTED = 0.5
"""Schedules read with less confidence than this are not checked."""

CLOSINGS = (RowKind.TOTAL, RowKind.SUBTOTAL)


@dataclass(frozen=True, slots=True)
class Sum:
    """One equation of a table: stated = Σ sign·part, in the column or row that `group` names."""

    group: str
    subject: str
    stated: Fact | None
    parts: tuple[Fact | None, ...]
    signs: tuple[int, ...] | None = None


def schedules(document: Document, *kinds: str) -> Iterator[Schedule]:
    """The trusted schedules of those kinds, in page order."""
    return (s for s in document.schedules if s.kind in kinds and s.confidence >= TRUSTED and s.facts)


def named(schedule: Schedule, row: Row | None, column: Column | None = None) -> str:
    """A subject phrase: table, row, column."""
    words = [schedule.title or "表", (row.code or "") if row else "", row.label if row else "", column.name if column else ""]
    return " ".join(word for word in words if word)


def says_nothing(facts: Iterable[Fact | None]) -> bool:
    """Whether every figure is missing, blank or zero."""
    return all(fact is None or fact.blank or fact.quantity.value == 0 for fact in facts)


def sums(document: Document, equations: Iterable[Sum], blank_total: bool = False) -> Iterator[Relation]:
    """The equations as relations, those of a column that mostly fails made unresolved.

    With `blank_total` only equations whose stated cell is blank beside parts that are not (rule T092), else only the others.
    """
    groups: dict[str, list[Relation]] = {}
    for equation in equations:
        relation = _sum(document, equation, blank_total)
        if relation is not None:
            groups.setdefault(equation.group, []).append(relation)
    for relations in groups.values():
        yield from doubted(relations)


def doubted(relations: Sequence[Relation], reason: str = "distrusted_table") -> Iterator[Relation]:
    """The relations; where at least three fail and more fail than hold, the failures are unresolved for that reason."""
    failed = sum(1 for r in relations if r.verdict is Verdict.DISCREPANCY)
    held = sum(1 for r in relations if r.verdict in (Verdict.HOLDS, Verdict.ROUNDING))
    doubt = failed >= 3 and failed > held
    for relation in relations:
        if doubt and relation.verdict is Verdict.DISCREPANCY:
            yield replace(relation, verdict=Verdict.UNRESOLVED, reason=reason)
        else:
            yield relation


def equals(document: Document, subject: str, stated: Fact | None, other: Fact | None) -> Iterator[Relation]:
    """The same figure in two places; nothing where both are blank or zero."""
    if says_nothing([stated, other]):
        return
    if stated is None or other is None:
        yield relate.unresolved(document, subject, "missing_figure", [stated, other])
    else:
        yield relate.equal(document, subject, stated, other)


def bounded(document: Document, subject: str, lesser: Fact | None, greater: Fact | None) -> Iterator[Relation]:
    """lesser ≤ greater; nothing where the lesser is blank or zero."""
    if says_nothing([lesser]):
        return
    if lesser is None or greater is None:
        yield relate.unresolved(document, subject, "missing_figure", [lesser, greater])
    else:
        yield relate.at_most(document, subject, lesser, greater)


def total_row(schedule: Schedule) -> Row | None:
    """The row 合计 of a table by accounts, None where there is not exactly one."""
    return schedule.row("合计")


def hierarchy(schedule: Schedule) -> Iterator[Sum]:
    """Per parent and column: parent = Σ children, where the children are accounts."""
    return (equation for _, equation in hierarchy_by_parent(schedule))


def hierarchy_by_parent(schedule: Schedule) -> Iterator[tuple[Row, Sum]]:
    """(parent, equation) of the hierarchy; rows that only some of the children are accounts are left out."""
    for parent in schedule.rows:
        children = schedule.children(parent)
        if not children or any(child.code is None for child in children) or not (parent.code or parent.label == "合计"):
            continue
        for column in schedule.columns:
            parts = tuple(schedule.at(child, column) for child in children)
            yield parent, Sum(column.id, named(schedule, parent, column), schedule.at(parent, column), parts)


def across(schedule: Schedule, whole: Column | None, parts: Sequence[Column]) -> Iterator[Sum]:
    """Per row: the whole column = Σ part columns."""
    if whole is None or not parts:
        return
    for row in schedule.rows:
        figures = tuple(schedule.at(row, column) for column in parts)
        yield Sum("row", named(schedule, row), schedule.at(row, whole), figures)


def pick(schedule: Schedule, *names: str, lane: int | None = None) -> Column | None:
    """The column of the first of these names that exists exactly once."""
    return next((column for name in names if (column := schedule.column(name, lane)) is not None), None)


def _sum(document: Document, equation: Sum, blank_total: bool) -> Relation | None:
    facts = [equation.stated, *equation.parts]
    if says_nothing(facts):
        return None
    missing = any(fact is None for fact in facts)
    if equation.stated is None or missing:
        return None if blank_total else relate.unresolved(document, equation.subject, "missing_figure", facts)
    # In a roll-forward a blank closing figure is a zero like any other; only the total of a plain sum must be printed.
    if equation.stated.blank is not blank_total and (blank_total or equation.signs is None):
        return None
    parts = [part for part in equation.parts if part is not None]
    return relate.total(document, equation.subject, equation.stated, parts, equation.signs)
