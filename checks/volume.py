"""Several documents bound into one volume, so that rules between the parts of a file also check between files.

`bind` gives a document whose pages follow one another and whose ids say which member they come from; `loosen` gives the evidence of a
relation found in it back to the members. Takes and gives nouns only; members keep their own parts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from typing import Any, TypeVar

from disclosure.document import Document, Part
from disclosure.fact import Claim, Place
from disclosure.geometry import Box
from disclosure.page import Page
from disclosure.quantity import Quantity
from disclosure.relation import Evidence, Relation

Noun = TypeVar("Noun")

_NAMES = frozenset({"id", "source", "part", "table", "sentence", "row", "column", "parent"})
"""Fields that hold an id, where they hold a text."""
_PAGES = frozenset({"page", "first_page", "last_page"})
_WHOLE = (Box, Quantity)
"""Nouns without ids and pages: taken over as they are."""


@dataclass(frozen=True)
class Volume:
    """The bound document, and its members with the number of pages before each."""

    document: Document
    members: tuple[tuple[Document, int], ...]


def bind(documents: Sequence[Document]) -> Volume:
    """One document of all, in that order. Organisation, year and level are those of the first; kinds are those of all."""
    members, before = [], 0
    for document in documents:
        members.append((document, before))
        before += len(document.pages)
    moved = [_Mover(f"{n}:", pages).document(document) for n, (document, pages) in enumerate(members)]
    first = documents[0]
    kinds = tuple(dict.fromkeys(kind for document in documents for kind in document.kinds))
    bound = replace(
        first,
        kinds=kinds,
        pages=tuple(one for document in moved for one in document.pages),
        parts=tuple(one for document in moved for one in document.parts),
        tables=tuple(one for document in moved for one in document.tables),
        schedules=tuple(one for document in moved for one in document.schedules),
        evaluations=tuple(one for document in moved for one in document.evaluations),
        sentences=tuple(one for document in moved for one in document.sentences),
    )
    return Volume(bound, tuple(members))


def loosen(volume: Volume, relation: Relation) -> Relation:
    """The relation with its evidence in the members' own pages; figures keep ids that tell the members apart."""
    return replace(relation, operands=tuple(_loosened(volume, one) for one in relation.operands))


def _loosened(volume: Volume, evidence: Evidence) -> Evidence:
    member, before = next(pair for pair in reversed(volume.members) if evidence.place.page > pair[1])
    place = replace(evidence.place, page=evidence.place.page - before)
    fact = evidence.fact and replace(evidence.fact, place=replace(evidence.fact.place, page=evidence.fact.place.page - before))
    return replace(evidence, document=member.id, place=place, fact=fact)


@dataclass(frozen=True)
class _Mover:
    """Puts a mark before every id and moves every page by `pages`."""

    mark: str
    pages: int

    def document(self, document: Document) -> Document:
        parts = document.parts or (Part("p0", document.kinds[0] if document.kinds else "other", "", 1, len(document.pages)),)
        return replace(
            document,
            pages=tuple(replace(page, number=page.number + self.pages) for page in document.pages),
            parts=self.each(parts),
            tables=self.each(document.tables),
            schedules=self.each(document.schedules),
            evaluations=self.each(document.evaluations),
            sentences=self.each(document.sentences),
        )

    def each(self, nouns: Sequence[Noun]) -> tuple[Noun, ...]:
        return tuple(self.value("", noun) for noun in nouns)

    def value(self, name: str, value: Any) -> Any:
        """The value of the field of that name, moved."""
        if isinstance(value, str):
            return self.mark + value if value and name in _NAMES else value
        if isinstance(value, Place):
            return Place(value.page + self.pages, value.box)
        if isinstance(value, tuple):
            return self.sequence(name, value)
        if isinstance(value, int):
            return value + self.pages if name in _PAGES else value
        if not is_dataclass(value) or isinstance(value, (type, *_WHOLE, Page)):
            return value
        changed = {field: self.value(field, getattr(value, field)) for field in _fields(type(value))}
        if isinstance(value, Claim):
            changed["roles"] = tuple((role, self.mark + fact) for role, fact in value.roles)
        return replace(value, **changed)

    def sequence(self, name: str, values: tuple[Any, ...]) -> tuple[Any, ...]:
        if name == "pages":
            return tuple(page + self.pages for page in values)
        if name == "tables":
            return tuple(self.mark + table for table in values)
        return tuple(self.value("", value) for value in values)


@cache
def _fields(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))
