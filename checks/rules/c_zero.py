"""C003: statements that there is nothing, against what the tables show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from checks import relate, topics
from checks.narrative import MONEY, squeeze, words
from checks.once import once
from checks.registry import rule
from disclosure.document import Document
from disclosure.fact import Fact, Place, Sentence
from disclosure.relation import Evidence, Relation
from disclosure.schedule import Schedule

_EMPTY = re.compile(r"(?:故|因此|所以|，|^|。|；|：)?[^，。；]{0,10}(?:本表|此表|该表)?(?:无数据|没有数据|为空表|为空|是空表)")
_IF = re.compile(r"如|若|的部门|的单位|应当|须|请")
_NONE = re.compile(
    r"(?:无|没有|未(?:使用|安排|发生))[^，。；]{0,14}?(?P<fund>政府性基金|国有资本经营)[^，。；]{0,14}?(?P<what>收入和支出|收入、支出|收支|收入|支出|安排)"
)
_TABLES = {
    "政府性基金": ("final.government_fund", "budget.fund_function"),
    "国有资本经营": ("final.state_capital", "budget.capital_function"),
}


@rule("C003", family="zero_statement")
def nothing(document: Document) -> Iterator[Relation]:
    """空表与“没有”的说明

    查什么：表下写“本表无数据”“本表为空表”的表没有数；正文写没有政府性基金、国有资本经营收支的，相应的表没有数。
    为什么：表有数而写无，或沿用范本的空表说明，是自相矛盾。
    依据：部门决算公开范本（空表保留并注明）。
    例：表列47.91而注“本表为空表” → 报；空表注“无数据” → 成立。
    不报的情形：假设的写法（如无……则……）；表缺失。
    容差：无；空格与零视同没有。
    """
    for schedule in document.schedules:
        yield from _under(document, schedule)
    for sentence in document.sentences:
        if not sentence.table and topics.of(sentence) != "terms":
            yield from _in_text(document, sentence)


def _under(document: Document, schedule: Schedule) -> Iterator[Relation]:
    """What is written under a table of its being empty."""
    empty = _said_empty(document)
    said = sorted((at for table in set(schedule.tables) for at in empty.get(table, ())), key=lambda at: at[0])
    seen = [evidence for _, evidence in said]
    if not seen:
        notes = [n for n in schedule.notes if _EMPTY.search(squeeze(n).text) and not _IF.search(squeeze(n).text)]
        place = _place(document, schedule) if notes else None
        seen = [relate.quoted(document, place, note, role="stated") for note in notes if place]
    if seen:
        yield _relation(document, schedule, seen[:1], _filled(schedule))


@once
def _said_empty(document: Document) -> dict[str, list[tuple[int, Evidence]]]:
    """The sentences under tables that say that there is nothing, numbered in print order, by table."""
    found: dict[str, list[tuple[int, Evidence]]] = {}
    for n, sentence in enumerate(document.sentences):
        flat = squeeze(sentence.text)
        if sentence.table is not None and _EMPTY.search(flat.text) and not _IF.search(flat.text):
            seen = words(document, sentence, flat, 0, len(flat.text), "stated")
            found.setdefault(sentence.table, []).extend((n, evidence) for evidence in seen)
    return found


def _in_text(document: Document, sentence: Sentence) -> Iterator[Relation]:
    flat = squeeze(sentence.text)
    match = _NONE.search(flat.text)
    if match is None or _IF.search(flat.text[: match.start()]):
        return
    for kind in _TABLES[match["fund"]]:
        schedule = document.only(kind)
        if schedule:
            seen = words(document, sentence, flat, *match.span(), role="stated")
            yield _relation(document, schedule, seen, _of(schedule, match["what"]), "zero_statement")


def _of(schedule: Schedule, what: str) -> list[Fact]:
    """The figures a statement speaks of: income or expenditure columns where it names only one of them."""
    if what not in ("收入", "支出"):
        return _filled(schedule)
    other = "支出" if what == "收入" else "收入"
    columns = {column.id for column in schedule.columns if other in "".join((*column.path, column.name))}
    carried = {column.id for column in schedule.columns if "结" in "".join(column.path)}
    return [fact for fact in _filled(schedule) if fact.column not in columns | carried]


def _relation(
    document: Document, schedule: Schedule, seen: list[Evidence], figures: list[Fact], family: str = "wording"
) -> Relation:
    cited = [*seen, *(relate.evidence(document, fact) for fact in figures[:3])]
    shown = relate.shown(figures[0]) if figures else "0"
    made = relate.worded(document, f"《{schedule.title}》", bool(figures), cited, "C003", figure=shown)
    return replace(made, family=family) if figures else made


def _filled(schedule: Schedule) -> list[Fact]:
    return [fact for fact in schedule.facts if fact.quantity.value and fact.quantity.dimension in (MONEY, "")]


def _place(document: Document, schedule: Schedule) -> Place | None:
    for table in document.tables:
        if table.id in schedule.tables and table.cells:
            return Place(table.cells[0].page, table.cells[0].box)
    return schedule.facts[0].place if schedule.facts else None
