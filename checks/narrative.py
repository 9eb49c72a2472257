"""Reading aids for rules over sentences: claims with their facts, text without blanks, and words as evidence.

Takes a document, gives plain values. Refuses to guess: a role held by several facts has no single fact.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from checks import relate
from checks.once import once
from disclosure.document import Document
from disclosure.fact import Claim, ClaimKind, Fact, Place, Sentence
from disclosure.relation import Evidence

MONEY = "money"


@dataclass(frozen=True, slots=True)
class Told:
    """A claim with the facts of its roles, in print order, and the sentence that makes it."""

    claim: Claim
    sentence: Sentence
    roles: tuple[tuple[str, Fact], ...]

    def all(self, role: str) -> list[Fact]:
        """The facts in that role."""
        return [fact for name, fact in self.roles if name == role]

    def one(self, role: str) -> Fact | None:
        """The only fact in that role, None where there is none or more than one."""
        found = self.all(role)
        return found[0] if len(found) == 1 else None

    @property
    def money(self) -> list[Fact]:
        """Its money figures."""
        return [fact for _, fact in self.roles if fact.quantity.dimension == MONEY]


def told(document: Document, *kinds: ClaimKind) -> Iterator[Told]:
    """The claims of these kinds in print order; a claim whose facts are not all known is left out."""
    return (one for one in _claims(document) if one.claim.kind in kinds)


@once
def _claims(document: Document) -> tuple[Told, ...]:
    """Every claim whose facts are all known."""
    known = document.facts
    found = []
    for sentence in document.sentences:
        for claim in sentence.claims:
            if all(name in known for _, name in claim.roles):
                facts = [known[name] for _, name in claim.roles]
                roles = tuple((role, _zero(fact, facts)) for (role, _), fact in zip(claim.roles, facts, strict=True))
                found.append(Told(claim, sentence, roles))
    return tuple(found)


def _zero(fact: Fact, beside: Sequence[Fact]) -> Fact:
    """A zero is written without decimals: it has the precision of the figures it stands beside."""
    if fact.quantity.value or fact.quantity.dimension != MONEY:
        return fact
    places = max((other.quantity.places for other in beside if other.quantity.unit == fact.quantity.unit), default=0)
    return replace(fact, quantity=fact.quantity.at_places(places))


def name(fact: Fact) -> str:
    """What a figure is called in a message: its indicator, else the words it was printed with, else what a person reads beside it."""
    return relate.tidy(fact.indicator or fact.subject or fact.label) or "该数"


@dataclass(frozen=True, slots=True)
class Squeezed:
    """A text without blanks, brackets full width; every character keeps its place in the text it came from, `source`."""

    text: str
    source: str

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Positions in the original text of `start:end` of the squeezed one."""
        whole = len(self.text) == len(self.source)
        kept = range(len(self.text)) if whole else [at for at, char in enumerate(self.source) if not char.isspace()]
        return kept[start], kept[end - 1] + 1


_FULL = (("(", "（"), (")", "）"), (":", "："), (",", "，"), (";", "；"), ("％", "%"))


@lru_cache(maxsize=1 << 16)
def squeeze(text: str) -> Squeezed:
    """The text without blanks and with full-width punctuation; every character keeps its place."""
    flat = "".join(text.split())
    for narrow, wide in _FULL:  # on texts that hold few of them several times as fast as str.translate
        flat = flat.replace(narrow, wide)
    return Squeezed(flat, text)


def words(document: Document, sentence: Sentence, flat: Squeezed, start: int, end: int, role: str = "operand") -> list[Evidence]:
    """The characters `start:end` of a squeezed sentence as evidence, none where their place is not known."""
    found = relate.passage(document, sentence, *flat.original(start, end), role=role)
    return [found] if found else []


@once
def _by_part(document: Document) -> dict[str, tuple[Sentence, ...]]:
    groups: dict[str, list[Sentence]] = {}
    for sentence in document.sentences:
        groups.setdefault(sentence.part, []).append(sentence)
    return {part: tuple(group) for part, group in groups.items()}


def in_part(document: Document, part: str) -> tuple[Sentence, ...]:
    """The sentences of a part, in print order."""
    return _by_part(document).get(part, ())


def titles(document: Document) -> Iterator[tuple[str, Place | None]]:
    """Every title once, in print order: section titles and titles of tables, with a place where one is known."""
    seen: set[str] = set()
    for sentence in document.sentences:
        place = Place(sentence.spans[0].page, sentence.spans[0].box) if sentence.spans else None
        for text in sentence.heading:
            if text not in seen:
                seen.add(text)
                yield text, place
    for table in document.tables:
        if table.title and table.title not in seen and table.cells:
            seen.add(table.title)
            yield table.title, Place(table.cells[0].page, table.cells[0].box)


def doubtful(sentence: Sentence, start: int, end: int, trusted: float) -> bool:
    """Whether any of these characters was read with less than the trusted confidence."""
    return any(s.confidence < trusted for s in sentence.spans if s.start < end and s.end > start)
