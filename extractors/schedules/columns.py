"""Figure columns: canonical name, measure, unit and year from the header path.

The name is the last header word that says what is measured; words that say which figure of it (预算数, 决算数) give the measure, words
that name the lane (收入, 支出) give neither. A header word that is not known keeps its normal form as the name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from disclosure.fact import Measure
from disclosure.quantity import Unit, unit
from disclosure.schedule import Column
from extractors.schedules.header import Head
from extractors.schedules.text import header_unit
from extractors.schedules.vocabulary import Kind, words

_YEAR = re.compile(r"^(20\d\d)年度?")
_LANES = {"收入": "收入", "支出": "支出"}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a header path says: name, measure (None where it does not say), calendar year (None where none is printed)."""

    name: str
    measure: Measure | None
    year: int | None


def lane_names(heads: Sequence[Head]) -> tuple[str, ...]:
    """收入 or 支出 per lane where its top header word says so, else an empty name."""
    count = max((head.lane for head in heads), default=0) + 1
    if count == 1:
        return ("",)
    return tuple(_lane_name([head for head in heads if head.lane == lane]) for lane in range(count))


def read_columns(
    heads: Sequence[Head], lanes: Sequence[str], kind: Kind, caption: Unit | None, prefix: str
) -> tuple[Column, ...]:
    """The figure columns, left to right."""
    columns = []
    for head in heads:
        if head.role != "figure":
            continue
        meaning = meaning_of(head.path, lanes[head.lane])
        name = kind.total if meaning.name == "合计" and kind.total and _is_lone_total(head, heads) else meaning.name
        measure = meaning.measure or kind.measure
        columns.append(
            Column(f"{prefix}-c{head.index}", head.index, head.lane, head.path, name, measure, _unit(head, name, caption))
        )
    return tuple(columns)


def meaning_of(path: Sequence[str], lane: str) -> Meaning:
    """What the header words say, from the top down."""
    known, year, measure = words(), None, None
    rest: list[str] = []
    for word in path:
        dated = _YEAR.match(word)
        year = int(dated[1]) if dated else year
        bare = _YEAR.sub("", word)
        measure = known.measures.get(bare, measure)
        plain_measure = bare in known.measures and bare not in known.names
        if bare and not plain_measure and not (lane and bare.endswith(lane) and bare not in known.names):
            rest.append(known.names.get(bare, _trim(bare)))
    return Meaning(_name(rest, path), measure, year)


def _trim(word: str) -> str:
    """A header that ends in a measure word loses it: 三公经费预算数 → 三公经费."""
    known = words()
    for ending in ("预算数", "决算数"):
        stem = word.removesuffix(ending)
        if stem != word and stem in known.names:
            return known.names[stem]
    return word


def _name(rest: list[str], path: Sequence[str]) -> str:
    if not rest:
        return path[-1] if path else ""
    if rest[-1] == "合计":
        above = [word for word in rest[:-1] if word in words().grouping]
        return above[-1] if above else "合计"
    return rest[-1]


def _is_lone_total(head: Head, heads: Sequence[Head]) -> bool:
    """Whether this is the first figure of its lane: the total that the other columns divide."""
    return head.index == min(h.index for h in heads if h.role == "figure" and h.lane == head.lane)


def _lane_name(mine: Sequence[Head]) -> str:
    tops = {head.path[0] for head in mine if head.path}
    found = {name for top in tops for ending, name in _LANES.items() if top.endswith(ending)}
    return next(iter(found)) if len(found) == 1 and len(tops) <= 2 else ""


def _unit(head: Head, name: str, caption: Unit | None) -> Unit | None:
    """The unit in the header's brackets, else percent for a rate, else the caption's."""
    printed = [found for text in head.raw if (found := header_unit(text))]
    if printed:
        return unit(printed[-1])
    if name.endswith(("率", "占比", "比例")) or "%" in name:
        return unit("%")
    if name.endswith(("人数", "编制数")):
        return unit("人")
    return caption
