"""Groups of broken relations that one direction word breaks: 增加 where it must be 减少 contradicts the rate, the other word, the reason.

Relations of one statement of growth are put together where each of them speaks of its direction: it is about words, or it holds with
the direction turned round. At least one of them must be about words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from checks.causes import telling
from checks.shapes import FINE, shape_of
from disclosure.document import Document
from disclosure.fact import Claim, ClaimKind, Sentence
from disclosure.relation import Relation

_WORDS = "wording"
_KINDS = (ClaimKind.GROWTH, ClaimKind.COMPARISON)


def turned(document: Document, groups: Sequence[list[Relation]]) -> list[list[Relation]]:
    """The groups, those of one turned direction put together at the place of the first."""
    said = _said(document) if any(relation.family == _WORDS for group in groups for relation in group) else _Said({}, {})
    by_claim: dict[str, list[int]] = defaultdict(list)
    for n, group in enumerate(groups):
        claims = {_claim(said, relation) for relation in group}
        claim = claims.pop() if len(claims) == 1 else None
        if claim:
            by_claim[claim].append(n)
    together = {
        numbers[0]: numbers
        for numbers in by_claim.values()
        if len(numbers) > 1 and any(groups[n][0].family == _WORDS for n in numbers)
    }
    gone = {n for numbers in together.values() for n in numbers[1:]}
    joined = {first: [relation for n in numbers for relation in groups[n]] for first, numbers in together.items()}
    return [
        sorted(joined[n], key=lambda relation: telling(relation, "")) if n in joined else group
        for n, group in enumerate(groups)
        if n not in gone
    ]


@dataclass(frozen=True, slots=True)
class _Said:
    """Statements of growth by the figures they use, and sentences by their text and page."""

    claims: dict[str, list[Claim]]
    sentences: dict[tuple[str, int], Sentence]


def _said(document: Document) -> _Said:
    claims: dict[str, list[Claim]] = defaultdict(list)
    sentences = {}
    for sentence in document.sentences:
        for claim in sentence.claims if sentence.spans else ():
            if claim.kind in _KINDS:
                sentences[sentence.text, sentence.spans[0].page] = sentence
                for name in dict.fromkeys(name for _, name in claim.roles):
                    claims[name].append(claim)
    return _Said(claims, sentences)


def _claim(said: _Said, relation: Relation) -> str | None:
    """The id of the statement whose direction the relation is about, None where it is about none."""
    if relation.family != _WORDS:
        shape = shape_of(relation) if relation.family == "growth" else None
        if shape is None or shape.turned is None or shape.turned([f.quantity for f in shape.facts]).verdict not in FINE:
            return None
    names = [operand.fact.id for operand in relation.operands if operand.fact]
    if names:
        shared = [claim for claim in said.claims.get(names[0], ()) if set(names) <= {name for _, name in claim.roles}]
        return shared[0].id if shared else None
    return _around(said, relation)


def _around(said: _Said, relation: Relation) -> str | None:
    """The statement whose change or rate stands in the words that the relation quotes."""
    first = relation.operands[0]
    sentence = said.sentences.get((first.quote, first.place.page))
    at = first.quote.find(first.text)
    if sentence is None or at < 0:
        return None
    inside = {fact.id for fact in sentence.facts if at <= fact.start < at + len(first.text)}
    found = [
        claim.id for claim in sentence.claims if claim.kind in _KINDS and inside & {*claim.role("change"), *claim.role("rate")}
    ]
    return found[0] if len(found) == 1 else None
