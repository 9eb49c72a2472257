"""What rules between documents share: figures that keep their document, the same cell in another year's table, stated changes.

Takes a dossier's documents; gives plain values. A figure is marked `far` before it is compared, so that figures of two documents are
never taken for one; `settled` gives each piece of evidence back to its document. Refuses to guess: what is not there once is None.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from checks.cells import Match, matches
from checks.narrative import MONEY, squeeze
from checks.once import once
from disclosure.document import Document
from disclosure.fact import Fact, Measure, Sentence
from disclosure.relation import Relation
from disclosure.schedule import Column, Row, Schedule

_MARK = "#"
_WAY = re.compile(r"(?:比|较|同比)[^,，;；。]*?(?P<way>增加|增长|上升|提高|减少|下降|降低|持平)|(?P<bare>增加|减少|持平)")
_BUDGET = re.compile(r"预算|计划|批复")
_LAST = re.compile(r"上年|去年|上一年|(?P<year>(?:19|20)\d\d)年")
_CLAUSES = re.compile(r"[,，;；。]")
_UP = frozenset({"增加", "增长", "上升", "提高"})


@dataclass(frozen=True, slots=True)
class Change:
    """What a sentence says of a figure against last year: `amount` more (`way` +1) or less (-1); None and 0 where it is unchanged."""

    sentence: Sentence
    current: Fact
    amount: Fact | None
    way: int


def far(document: Document, fact: Fact) -> Fact:
    """The figure under an id that no other document has."""
    return fact if _MARK in fact.id else replace(fact, id=f"{document.id}{_MARK}{fact.id}")


def settled(relation: Relation) -> Relation:
    """The relation with every far figure cited in its own document."""
    operands = tuple(
        replace(e, document=e.fact.id.split(_MARK)[0]) if e.fact and _MARK in e.fact.id else e for e in relation.operands
    )
    return replace(relation, operands=operands)


def same_cell(old: Document, new: Document, fact: Fact, column: str | None = None) -> Fact | None:
    """The figure of `old` that stands where `fact` stands in `new`: the same kind of table, the same row, the same column.

    `column` names another column of that row. None where the table, the row or the column is missing or not the only one.
    """
    schedule = next((s for s in new.schedules if s.id == fact.source), None)
    other = old.only(schedule.kind) if schedule else None
    if schedule is None or other is None or schedule.kind == "unknown":
        return None
    row = next((r for r in schedule.rows if r.id == fact.row), None)
    mine = next((c for c in schedule.columns if c.id == fact.column), None)
    found = _same_row(other, schedule, row) if row else None
    there = _same_column(other, mine, column) if mine else None
    return other.at(found, there)


def _same_row(other: Schedule, schedule: Schedule, row: Row) -> Row | None:
    """By code, else by label in its lane; the only row of a table of one row."""
    if row.code:
        return other.coded(row.code)
    return other.row(row.label, row.lane) or (other.rows[0] if len(other.rows) == len(schedule.rows) == 1 else None)


def _same_column(other: Schedule, mine: Column, name: str | None) -> Column | None:
    found = [c for c in other.columns if c.lane == mine.lane and c.name == (name or mine.name)]
    if name is None and len(found) > 1:
        found = [c for c in found if c.measure == mine.measure and c.path[-1:] == mine.path[-1:]]
    return found[0] if len(found) == 1 else None


@once
def cells_told(document: Document) -> dict[str, Match]:
    """The figures of the narrative that have a table cell, by fact id."""
    return {match.fact.id: match for match in matches(document) if match.cell and match.shape == "equal"}


@once
def told_of(document: Document) -> dict[str, tuple[Fact, ...]]:
    """The figures of the narrative by the id of the cell that they repeat."""
    found: dict[str, tuple[Fact, ...]] = {}
    for match in cells_told(document).values():
        if match.cell:
            found[match.cell.id] = (*found.get(match.cell.id, ()), match.fact)
    return found


def changes(document: Document) -> Iterator[Change]:
    """Every change against last year that a sentence states right behind the figure that changed."""
    for sentence in document.sentences:
        for n, fact in enumerate(sentence.facts):
            if (
                fact.quantity.dimension != MONEY
                or fact.measure in (Measure.CHANGE, Measure.PRIOR)
                or fact.id not in cells_told(document)
            ):
                continue
            following = sentence.facts[n + 1] if n + 1 < len(sentence.facts) else None
            until = following.start if following else len(sentence.text)
            way = _way(squeeze(sentence.text[fact.end : until]).text, document.fiscal_year)
            if way == "持平":
                yield Change(sentence, fact, None, 0)
            elif way and following and following.measure is Measure.CHANGE and following.indicator == fact.indicator:
                yield Change(sentence, fact, following, 1 if way in _UP else -1)


def _way(text: str, year: int | None) -> str | None:
    """The word of change against last year; None where there is none, or where the clause compares with this year's budget."""
    match = _WAY.search(text)
    if match is None:
        return None
    clause = _CLAUSES.split(text[: match.end()])[-1]
    last = [one for one in _LAST.finditer(clause) if one["year"] is None or int(one["year"]) != year]
    return None if _BUDGET.search(clause) and not last else match["way"] or match["bare"]
