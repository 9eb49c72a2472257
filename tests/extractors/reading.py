"""Helpers for the language tests: text in, sentences out, claims with the printed figures in place of ids."""

from __future__ import annotations

from collections.abc import Sequence

from disclosure.document import Part
from disclosure.fact import Claim, ClaimKind, Fact, Sentence
from disclosure.geometry import Box
from disclosure.page import Paragraph, Span
from extractors.language import read_sentences


def paragraph(text: str, heading: Sequence[str] = (), page: int = 1, top: float = 100.0, part: str = "") -> Paragraph:
    """A paragraph on one line: ten points for each character."""
    return Paragraph(text, (Span(0, len(text), page, Box(0.0, top, 10.0 * len(text), top + 10.0)),), tuple(heading), part)


def read(*texts: str, year: int | None = 2023, kind: str = "final_accounts", heading: Sequence[str] = ()) -> tuple[Sentence, ...]:
    """The sentences of paragraphs with those texts, in a file of that kind."""
    parts = (Part("p1", kind, "", 1, 99),)
    return read_sentences([paragraph(text, heading) for text in texts], parts, year)


def facts(sentences: Sequence[Sentence]) -> list[Fact]:
    return [fact for sentence in sentences for fact in sentence.facts]


def fact(sentences: Sequence[Sentence], text: str) -> Fact:
    """The only fact printed so."""
    found = [f for f in facts(sentences) if f.quantity.text == text]
    assert len(found) == 1, [f.quantity.text for f in facts(sentences)]
    return found[0]


def claims(sentences: Sequence[Sentence], kind: ClaimKind) -> list[Claim]:
    return [claim for sentence in sentences for claim in sentence.claims if claim.kind is kind]


def told(sentences: Sequence[Sentence], kind: ClaimKind) -> list[dict[str, list[str]]]:
    """The claims of a kind as {role: [printed figures]}."""
    printed = {f.id: f.quantity.text for f in facts(sentences)}
    found = []
    for claim in claims(sentences, kind):
        roles: dict[str, list[str]] = {}
        for role, id_ in claim.roles:
            roles.setdefault(role, []).append(printed[id_])
        found.append(roles)
    return found
