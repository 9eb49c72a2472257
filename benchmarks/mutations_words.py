"""Slips of words, as edits: the unit behind a figure, a direction, a year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from benchmarks.mutations_edit import Edit, sentences
from benchmarks.mutations_kinds import DIRECTION, YEAR, is_choice, opposite, other_unit, wrong_year
from benchmarks.mutations_reading import Material
from disclosure.fact import ClaimKind, Place, Sentence
from disclosure.quantity import unit
from extractors.language.folding import place as place_of

_REACH = 8
"""Characters between a direction word and the figure it speaks of."""


def units(made: Material) -> Iterator[Edit]:
    """元 for 万元 and the reverse behind a figure of a sentence."""
    for sentence, index, offset in sentences(made):
        for fact in sentence.facts:
            symbol = fact.quantity.unit.symbol if fact.quantity.unit else ""
            new = other_unit(symbol)
            if new and sentence.text[fact.start : fact.end].endswith(symbol) and fact.quantity.value:
                end = offset + fact.end
                changes = {fact.id: fact.quantity.in_unit(unit(new))}
                where = {"paragraph": index, "start": end - len(symbol), "end": end}
                yield Edit("unit", "sentence", symbol, new, (fact.place,), sentence.text, changes, **where)  # type: ignore[arg-type]


def directions(made: Material) -> Iterator[Edit]:
    """A direction word that speaks of a figure; those that only give a reason (因人员增加) speak of none."""
    claims = [claim for sentence in made.document.sentences for claim in sentence.claims]
    for sentence, index, offset in sentences(made):
        for word in DIRECTION.finditer(sentence.text) if sentence.facts else ():
            if is_choice(sentence.text, *word.span()):
                continue
            linked = {f.id for f in sentence.facts if 0 <= f.start - word.end() <= _REACH}
            linked = {min(linked, key=lambda name: made.document.facts[name].start)} if linked else set()
            mine = [c for c in claims if linked & {name for _, name in c.roles}]
            mine += [c for c in sentence.claims if c.kind is ClaimKind.COMPARISON and word[0] in c.cue]
            claimed = {name for c in mine for _, name in c.roles} | linked
            if not claimed:
                continue
            facts = [made.document.facts[name] for name in sorted(claimed) if name in made.document.facts]
            marks = (*_mark(sentence, *word.span()), *(fact.place for fact in facts))
            where = {"paragraph": index, "start": offset + word.start(), "end": offset + word.end()}
            sides = {"linked": frozenset(linked), "claimed": frozenset(claimed)}
            yield Edit("direction", "sentence", word[0], opposite(word[0]), marks, sentence.text, **sides, **where)  # type: ignore[arg-type]


def years(made: Material, chance: Random) -> Iterator[Edit]:
    """A year in a sentence, a section's title or a table's title; the figures of the sentence are then of the wrong year."""
    for sentence, index, offset in sentences(made):
        place = "sentence" if re.search("[，。；,;]", sentence.text) else "title"
        for year in YEAR.finditer(sentence.text):
            where = {"paragraph": index, "start": offset + year.start(), "end": offset + year.end()}
            new = wrong_year(year[0], chance)
            marks = (*_mark(sentence, *year.span()), *(fact.place for fact in sentence.facts))
            yield Edit("year", place, year[0], new, marks, sentence.text, **where)  # type: ignore[arg-type]
    for table in made.document.tables:
        year_ = YEAR.search(table.title)
        if year_ and table.cells:
            new = wrong_year(year_[0], chance)
            title = table.title[: year_.start()] + new + table.title[year_.end() :]
            mark = Place(table.cells[0].page, table.cells[0].box)
            yield Edit("year", "title", year_[0], new, (mark,), table.title, table=table.id, title=title)


def _mark(sentence: Sentence, start: int, end: int) -> tuple[Place, ...]:
    found = place_of(sentence.spans, sentence.text, start, end)
    return (Place(found[0], found[1]),) if found else ()
