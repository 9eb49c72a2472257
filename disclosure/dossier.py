"""A dossier (案卷): the documents of one organisation, over kinds and years. What is checked between documents is checked in it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from disclosure.document import Document

_LEVEL = re.compile(r"[(（](?:部门|单位|本级|机关|汇总)[)）]$")
ID_LENGTH = 16


@dataclass(frozen=True)
class Dossier:
    """Documents of the organisation `org`, by year and name. `id` follows from the organisation alone: it survives new members."""

    id: str
    org: str
    documents: tuple[Document, ...]

    def of(self, kind: str, year: int) -> tuple[Document, ...]:
        """The documents of that kind and fiscal year."""
        return tuple(d for d in self.documents if kind in d.kinds and d.fiscal_year == year)

    def neighbours(self, kind: str) -> Iterator[tuple[Document, Document]]:
        """Pairs (newer, a year older) of documents of that kind and of one level, where each is the only one of its year."""
        for newer in self.documents:
            if newer.fiscal_year is None or kind not in newer.kinds:
                continue
            own = [d for d in self.of(kind, newer.fiscal_year) if same_level(d, newer)]
            older = [d for d in self.of(kind, newer.fiscal_year - 1) if same_level(d, newer)]
            if len(own) == 1 and len(older) == 1:
                yield newer, older[0]


def same_level(one: Document, other: Document) -> bool:
    """Whether both speak of the whole department, or both of one unit, as far as they say."""
    return None in (one.level, other.level) or one.level == other.level


def together(documents: Iterable[Document]) -> tuple[Dossier, ...]:
    """The dossiers of at least two documents: those that are checked against each other. The same document twice is one."""
    known = {document.id: document for document in documents}
    return tuple(dossier for dossier in dossiers(known.values()) if len(dossier.documents) > 1)


def org_key(name: str | None) -> str:
    """The organisation's name as dossiers compare it: without blanks and a level in brackets; empty where it is unknown."""
    return _LEVEL.sub("", "".join((name or "").split()))


def dossier_id(org: str) -> str:
    """The id of the dossier of that organisation."""
    return hashlib.sha256(org_key(org).encode()).hexdigest()[:ID_LENGTH]


def dossiers(documents: Iterable[Document]) -> tuple[Dossier, ...]:
    """The dossiers that form by themselves: documents that name the same organisation. A document that names none is in none."""
    groups: dict[str, list[Document]] = {}
    for document in documents:
        if key := org_key(document.org):
            groups.setdefault(key, []).append(document)
    return tuple(
        Dossier(dossier_id(org), org, tuple(sorted(members, key=lambda d: (d.fiscal_year or 0, d.name, d.id))))
        for org, members in groups.items()
    )
