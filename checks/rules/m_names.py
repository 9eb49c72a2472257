"""M008: the names of the account items in the text against those of the table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher

from checks import relate
from checks.cells import ACTUAL
from checks.items import Item, amounts, bare, class_row, items, label_of, planned, rows_named, table_of, total_cell, under
from checks.registry import rule
from disclosure import arithmetic
from disclosure.arithmetic import Verdict
from disclosure.document import Document
from disclosure.fact import Fact, Place
from disclosure.relation import Evidence, Relation, Severity
from disclosure.schedule import Row, Schedule

_LIKE = 0.8
"""In scans two names that share this much of their letters are taken for one name misread."""


@rule("M008", family="name_mismatch", severity=Severity.WARNING)
def names(document: Document) -> Iterator[Relation]:
    """科目名称

    查什么：逐项说明的类、款、项名称与决算（预算）表中同一科目的名称一致；表中没有该名称时，以同类之下金额唯一相同的一行为同一科目。
    为什么：科目写错，支出性质就变了；旧科目名多因沿用旧稿。
    依据：政府收支分类科目。
    例：文“其他国土资源事务支出（项）”45.00，表同额一行为“其他自然资源事务支出” → 提示；只差末尾“支出”二字 → 不提示。
    不报的情形：表中没有同额的一行，或不止一行；扫描件中只差个别字。
    容差：名称去空格、引号与末尾“支出”；只少一两个字的作提示信息。
    """
    all_items, seen = items(document), set[tuple[str, str]]()
    taken = {row.id for item in all_items for prefix in _PREFIXES for row in _named(document, item, prefix)}
    for item in all_items:
        for prefix in _PREFIXES:
            schedule = table_of(document, item, prefix)
            measures = ACTUAL if prefix == "final." else planned(document)
            if schedule:
                for relation in _of_item(document, schedule, item, amounts(document, item, measures), taken):
                    key = (relation.args.get("written", ""), relation.args.get("expected", ""))
                    if relation.verdict is not Verdict.DISCREPANCY or key not in seen:
                        seen.add(key)
                        yield relation


_PREFIXES = ("final.", "budget.")


def _named(document: Document, item: Item, prefix: str) -> list[Row]:
    schedule = table_of(document, item, prefix)
    rows = rows_named(schedule, item) if schedule else []
    return rows if len(rows) == 1 else []


def _of_item(document: Document, schedule: Schedule, item: Item, mine: list[Fact], taken: set[str]) -> Iterator[Relation]:
    rows = rows_named(schedule, item)
    if not mine or len(rows) > 1:
        return
    row = rows[0] if rows else _by_amount(schedule, item, mine[0], taken)
    cell = total_cell(schedule, row)
    if row is None or cell is None or not _same(mine[0], cell):
        return
    path = (label_of(schedule, row, 3), label_of(schedule, row, 5), row.label)
    if not all(path):
        return
    wrong = [n for n in (1, 2) if bare(item.path[n]) != bare(path[n])]
    if document.scanned and any(_alike(item.path[n], path[n]) for n in wrong):
        return
    yield _relation(document, item, row, cell, path, wrong)


def _relation(document: Document, item: Item, row: Row, cell: Fact, path: tuple[str, str, str], wrong: list[int]) -> Relation:
    level = "款" if wrong == [1] else "项"
    written = item.path[wrong[-1]] if wrong else item.path[2]
    expected = path[wrong[-1]] if wrong else path[2]
    made = relate.worded(
        document,
        f"{item.path[2]}（项）",
        bool(wrong),
        [*_where(document, item), *_row(document, row, cell)],
        "M008",
        level=level,
        written=written,
        expected=expected,
        code=row.code or "",
    )
    if wrong and all(_shortened(item.path[n], path[n]) for n in wrong):
        made = replace(made, severity=Severity.INFO)
    own = {bare(label) for label in path}
    another = not any(bare(name) in own for name in item.path[1:])
    return made if another or not wrong else replace(made, family="narrative_vs_table")


def _by_amount(schedule: Schedule, item: Item, fact: Fact, taken: set[str]) -> Row | None:
    """The one item row of the class with the same amount that no other item of the text names."""
    top = class_row(schedule, item)
    if top is None or not fact.quantity.value:
        return None
    fits = [row for row in under(schedule, top) if (cell := total_cell(schedule, row)) and _same(fact, cell)]
    return fits[0] if len(fits) == 1 and fits[0].id not in taken else None


def _same(fact: Fact, cell: Fact) -> bool:
    """Whether the two print the same amount (a slip of the unit word does not hide it)."""
    return (
        arithmetic.equal(fact.quantity, cell.quantity).verdict is Verdict.HOLDS
        or arithmetic.equal(fact.quantity.in_unit(cell.quantity.unit), cell.quantity).verdict is Verdict.HOLDS
    )


def _where(document: Document, item: Item) -> list[Evidence]:
    text = "（{}）".join(item.path).format("类", "款") + "（项）"
    found = None if item.titled else relate.passage(document, item.sentence, item.start, item.end, "stated")
    if found is None and item.sentence.spans:
        span = item.sentence.spans[0]
        quote = item.sentence.heading[-1] if item.titled and item.sentence.heading else item.sentence.text
        found = relate.quoted(document, Place(span.page, span.box), text, quote, role="stated")
    return [found] if found else []


def _row(document: Document, row: Row, cell: Fact) -> list[Evidence]:
    place = row.place or cell.place
    return [relate.quoted(document, place, row.label, cell.quote or row.label), relate.evidence(document, cell)]


def _shortened(written: str, expected: str) -> bool:
    """Whether only one or two characters were left out or put in."""
    short, long = sorted((bare(written), bare(expected)), key=len)
    rest = iter(long)
    return 0 <= len(long) - len(short) <= 2 and all(char in rest for char in short)


def _alike(written: str, expected: str) -> bool:
    return SequenceMatcher(None, bare(written), bare(expected)).ratio() >= _LIKE
