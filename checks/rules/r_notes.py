"""R002, R004, R005, R008: notes that explain a difference between two accounts of the same thing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from checks import relate
from checks.narrative import name
from checks.notes import Note, components, notes, pairs
from checks.registry import rule
from disclosure import arithmetic
from disclosure.arithmetic import Verdict
from disclosure.document import Document
from disclosure.fact import Fact
from disclosure.relation import Relation, Severity


@rule("R002", family="reconciliation", severity=Severity.INFO)
def explained(document: Document) -> Iterator[Relation]:
    """说明所解释的差额

    查什么：文内说明给出差额时，账面（自评）数与决算报表数之差恰等于该差额。
    为什么：同一事项在两处不同而有说明的，应连同说明一并呈现，不当作错误。
    依据：决算报表与账面口径不同时须予说明。
    例：账面7480.72、决算244.97，说明差7235.75 → 已解释；差7230.00 → 不视为已解释。
    不报的情形：差额与说明不等的，由各自的规则报。
    容差：无，须恰好相等。
    """
    for note in _first_of_each(document):
        for book, figure in pairs(document, note):
            made = relate.equal(document, book.label or name(book), book, figure, "R002")
            if made.verdict is Verdict.DISCREPANCY:
                cited = (*made.operands, relate.evidence(document, note.amount, "note"))
                yield replace(
                    made, verdict=Verdict.RECONCILED, operands=cited, args={**made.args, "note": relate.shown(note.amount)}
                )


@rule("R004", family="reconciliation", severity=Severity.WARNING)
def listed(document: Document) -> Iterator[Relation]:
    """差额的组成

    查什么：说明所称的若干项金额之和等于其差额。
    为什么：差额能拆成具体事项，说明才站得住。
    依据：说明自身的算术。
    例：6760 + 422.75 + 53 = 7235.75 → 成立；找不到唯一的一组 → 不判断。
    不报的情形：组成项不唯一或没有写明。
    容差：无，须恰好相等。
    """
    for note in _first_of_each(document):
        parts = components(document, note)
        if parts:
            yield relate.total(document, "差额的组成", note.amount, parts)


@rule("R005", family="reconciliation", severity=Severity.WARNING)
def repeated(document: Document) -> Iterator[Relation]:
    """同一说明前后一致

    查什么：同一说明在文内重复出现时，差额相同。
    为什么：两处说明不一致，读者无从取信。
    依据：同一事项只有一个差额。
    例：两处都写7235.75 → 成立；一处写7235.57 → 提示。
    不报的情形：说明的是不同事项（所列事项、口径不同）。
    容差：印列末位。
    """
    found = notes(document)
    for first, again in pairwise(found):
        if first.told.sentence.id != again.told.sentence.id and _same_matter(first, again):
            yield relate.equal(document, "同一说明的差额", again.amount, first.amount, "equal")


@rule("R008", family="reconciliation", severity=Severity.INFO)
def unexplaining(document: Document) -> Iterator[Relation]:
    """说明未能对应的差额

    查什么：说明给出的差额在文内有没有对应的两数。
    为什么：对不上的说明可能沿用旧稿。
    依据：说明应能由所列的数算出。
    例：说明差12.00万元而全文没有相差12.00万元的两数 → 记为未能核对。
    不报的情形：两数不在本文件内，只记入覆盖，不作发现。
    容差：无。
    """
    for note in _first_of_each(document):
        if not any(True for _ in pairs(document, note)) and not components(document, note):
            yield relate.unresolved(document, "说明的差额", "missing_figure", [note.amount])


def _first_of_each(document: Document) -> list[Note]:
    """The first note of every amount."""
    first: dict[object, Note] = {}
    for note in notes(document):
        first.setdefault(abs(note.amount.quantity.base), note)
    return list(first.values())


def _same_matter(first: Note, again: Note) -> bool:
    """Whether two notes are one note repeated: their amounts agree, or a long stretch of their words does."""
    if arithmetic.equal(first.amount.quantity, again.amount.quantity).verdict is Verdict.HOLDS:
        return True
    return _before(first.amount, first) == _before(again.amount, again) != ""


def _before(fact: Fact, note: Note) -> str:
    """The twelve characters before an amount, empty where there are fewer."""
    text = "".join(note.told.sentence.text[: fact.start].split())
    return text[-12:] if len(text) >= 12 else ""
