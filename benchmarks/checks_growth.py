"""A document grown to many times its facts, to see how checking scales: what was read is repeated as further parts of one file.

Takes a `Document` and a number of copies, gives a `Document` with so many times the pages, parts, tables, evaluation forms,
sentences, claims and facts, all under ids of their own. Each copy's texts end in blanks of their own, so that nothing kept by text
from the copy before serves the next. With `narrative` set the tables stay single: then every sentence of every copy speaks of one
and the same table, where a file of many parts has none that is certain.
"""

from __future__ import annotations

from dataclasses import replace

from disclosure.document import Document
from disclosure.evaluation import Evaluation, IndicatorLine, WeightBlock
from disclosure.fact import Claim, Fact, Place, Sentence
from disclosure.page import Span
from disclosure.schedule import Row, Schedule
from disclosure.table import Table

_BLANKS = " \u3000"


def grown(document: Document, copies: int, narrative: bool = False) -> Document:
    """The document so many times over. The first copy is the document itself."""
    made = [_copy(document, number, narrative) for number in range(1, copies)]
    every = [document, *made]
    tabled = [document] if narrative else every
    return replace(
        document,
        pages=tuple(page for one in every for page in one.pages),
        parts=tuple(part for one in every for part in one.parts),
        tables=tuple(table for one in tabled for table in one.tables),
        schedules=tuple(schedule for one in tabled for schedule in one.schedules),
        evaluations=tuple(form for one in every for form in one.evaluations),
        sentences=tuple(sentence for one in every for sentence in one.sentences),
    )


def _copy(document: Document, number: int, narrative: bool) -> Document:
    again = _Again(number, len(document.pages), narrative)
    return replace(
        document,
        pages=tuple(replace(page, number=again.page(page.number)) for page in document.pages),
        parts=tuple(
            replace(p, id=again.name(p.id), first_page=again.page(p.first_page), last_page=again.page(p.last_page))
            for p in document.parts
        ),
        tables=tuple(again.table(table) for table in document.tables),
        schedules=tuple(again.schedule(schedule) for schedule in document.schedules),
        evaluations=tuple(again.form(form) for form in document.evaluations),
        sentences=tuple(again.sentence(sentence) for sentence in document.sentences),
    )


class _Again:
    """One copy's renaming: ids get its number, pages come after those of the copies before it."""

    def __init__(self, number: int, pages: int, narrative: bool) -> None:
        self.number, self.shift, self.narrative = number, number * pages, narrative
        self.mark = "".join(_BLANKS[number >> bit & 1] for bit in range(max(1, number.bit_length())))

    def name(self, name: str) -> str:
        return f"{name}+{self.number}" if name else name

    def page(self, number: int) -> int:
        return number + self.shift

    def place(self, place: Place) -> Place:
        return replace(place, page=self.page(place.page))

    def fact(self, fact: Fact) -> Fact:
        names = {key: self.name(getattr(fact, key)) for key in ("id", "part", "source")}
        return replace(fact, place=self.place(fact.place), **names)

    def facts(self, facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
        return tuple(self.fact(fact) for fact in facts)

    def maybe(self, fact: Fact | None) -> Fact | None:
        return self.fact(fact) if fact else None

    def table(self, table: Table) -> Table:
        cells = tuple(replace(cell, page=self.page(cell.page)) for cell in table.cells)
        return replace(table, id=self.name(table.id), pages=tuple(map(self.page, table.pages)), cells=cells)

    def schedule(self, one: Schedule) -> Schedule:
        return replace(
            one,
            id=self.name(one.id),
            pages=tuple(map(self.page, one.pages)),
            rows=tuple(self.row(row) for row in one.rows),
            facts=self.facts(one.facts),
            tables=tuple(map(self.name, one.tables)),
            part=self.name(one.part),
        )

    def row(self, row: Row) -> Row:
        return replace(row, place=self.place(row.place) if row.place else None)

    def form(self, form: Evaluation) -> Evaluation:
        single = ("execution_weight", "execution_rate", "execution_score", "total_weight", "total_score")
        return replace(
            form,
            id=self.name(form.id),
            table=self.name(form.table),
            pages=tuple(map(self.page, form.pages)),
            funds=tuple(replace(line, figures=self.facts(line.figures)) for line in form.funds),
            indicators=tuple(self.indicator(line) for line in form.indicators),
            blocks=tuple(self.block(block) for block in form.blocks),
            part=self.name(form.part),
            investment=self.facts(form.investment),
            grade_place=self.place(form.grade_place) if form.grade_place else None,
            **{key: self.maybe(getattr(form, key)) for key in single},
        )

    def indicator(self, line: IndicatorLine) -> IndicatorLine:
        places = {key: self.place(at) if (at := getattr(line, key)) else None for key in ("target_place", "actual_place")}
        return replace(
            line,
            place=self.place(line.place),
            targets=self.facts(line.targets),
            actuals=self.facts(line.actuals),
            weight=self.maybe(line.weight),
            score=self.maybe(line.score),
            **places,
        )

    def block(self, block: WeightBlock) -> WeightBlock:
        return replace(block, weight=self.fact(block.weight))

    def sentence(self, one: Sentence) -> Sentence:
        table = one.table if self.narrative or one.table is None else self.name(one.table)
        return replace(
            one,
            id=self.name(one.id),
            text=one.text + self.mark,
            spans=tuple(self.span(span) for span in one.spans),
            part=self.name(one.part),
            table=table,
            facts=self.facts(one.facts),
            claims=tuple(self.claim(claim) for claim in one.claims),
        )

    def span(self, span: Span) -> Span:
        return replace(span, page=self.page(span.page))

    def claim(self, claim: Claim) -> Claim:
        roles = tuple((role, self.name(fact)) for role, fact in claim.roles)
        return replace(claim, id=self.name(claim.id), sentence=self.name(claim.sentence), roles=roles)
