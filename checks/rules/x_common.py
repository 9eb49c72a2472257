"""What the rules between tables share: the one trusted table of a kind, and the same account in two tables. No rule stands here.

A kind that stands twice in a document is not compared: which of the two is meant would be a guess.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from checks.rules.t_common import TRUSTED, doubted, equals, says_nothing
from checks.rules.t_rows import whole_of
from disclosure.document import Document
from disclosure.fact import Fact
from disclosure.relation import Relation
from disclosure.schedule import Column, Row, Schedule

Compare = Callable[[Document, str, Fact | None, Fact | None], Iterator[Relation]]


def trusted(document: Document, kind: str) -> Schedule | None:
    """The only schedule of that kind, None where it is missing, double or not to be trusted."""
    found = document.only(kind)
    return found if found is not None and found.confidence >= TRUSTED and found.facts else None


def total_of(schedule: Schedule | None, *names: str) -> Fact | None:
    """The figure of row 合计 in the column of the first of those names, or in the total column where none is given."""
    if schedule is None:
        return None
    columns = [c for name in names if (c := schedule.column(name)) is not None]
    column = columns[0] if columns else None if names else whole_of(schedule)
    return schedule.at(schedule.row("合计"), column)


def classes(schedule: Schedule) -> Iterator[tuple[str, Row]]:
    """(code, row) of the classes, each code once."""
    codes = [row.code for row in schedule.rows if row.code and len(row.code) == 3]
    return ((row.code, row) for row in schedule.rows if row.code and len(row.code) == 3 and codes.count(row.code) == 1)


def shared_codes(left: Schedule, right: Schedule) -> Iterator[tuple[str, Row, Row]]:
    """(code, row, row) of every account that both tables list exactly once."""
    for row in left.rows:
        if row.code and (mine := left.coded(row.code)) and (other := right.coded(row.code)):
            yield row.code, mine, other


def same_cells(
    document: Document,
    subject: str,
    left: Schedule,
    right: Schedule,
    pairs: Sequence[tuple[Column | None, Column | None]],
    compare: Compare,
) -> Iterator[Relation]:
    """Every shared account compared in every pair of columns, mostly failing columns made unresolved."""
    for ours, theirs in pairs:
        if ours is None or theirs is None:
            continue
        made: list[Relation] = []
        for code, row, other in shared_codes(left, right):
            text = f"{subject} {code} {row.label} {ours.name}"
            made.extend(compare(document, text, left.at(row, ours), right.at(other, theirs)))
        yield from doubted(made, "scope_differs")


def equal_all(document: Document, pairs: Sequence[tuple[str, Fact | None, Fact | None]]) -> Iterator[Relation]:
    """Several equalities of one kind; pairs with a side that was never printed are left out."""
    made: list[Relation] = []
    for subject, left, right in pairs:
        if left is not None and right is not None:
            made.extend(equals(document, subject, left, right))
    yield from doubted(made, "scope_differs")


def is_zero(*facts: Fact | None) -> bool:
    """Whether all figures are known to be zero; a figure that was not found is not known."""
    return all(fact is not None for fact in facts) and says_nothing(facts)
