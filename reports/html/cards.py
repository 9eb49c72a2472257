"""Findings as cards: the figures, the crops of the page, the evidence in words, the other relations of the same cause."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from disclosure.document import Document
from disclosure.relation import Amount, Evidence, Finding, Relation, between
from reports.html.crops import Crop, crops
from reports.html.numbers import BLANK, Figure
from reports.places import Places
from reports.words import word

SHAKY = 0.95
"""Recognition confidence below which a reading's own figure is shown beside it; better ones would only be noise."""

OPERATORS = (" + ", " - ", "÷", "×", "≤", "√", "Σ")


@dataclass(frozen=True)
class Card:
    """One finding as it is shown. `hidden` counts places on the page that are not shown as pictures; `others` tell of the same cause."""

    finding: Finding
    shown: list[Crop]
    folded: list[Crop]
    hidden: int
    evidence: list[Line]
    others: list[Relation]

    @property
    def figures(self) -> list[tuple[str, str]]:
        """Printed, what it was held against, difference: those that there are."""
        finding = self.finding
        against = "上限" if "≤" in finding.formula else "另处" if " = " in finding.formula else "应为"
        found = [("印列", finding.stated), (against, finding.expected)]
        told = [(name, BLANK if self._blank and name == "印列" else printed(value)) for name, value in found if value is not None]
        delta = finding.delta
        return [*told, ("多" if delta.value > 0 else "少", printed(_size(delta)))] if delta and delta.value else told

    @property
    def _blank(self) -> bool:
        """Whether the stated figure is an empty cell."""
        return any(item.role == "stated" and item.fact is not None and item.fact.blank for item in self.finding.evidence)

    @property
    def formula(self) -> str:
        """The equation, unless it only says again that two figures should be the same."""
        computed = any(sign in self.finding.formula for sign in OPERATORS)
        return self.finding.formula if computed else ""

    @property
    def place(self) -> tuple[int, float]:
        """Page and height of what is wrong, for the order of cards."""
        items = self.finding.evidence
        first = next((item for item in items if item.role == "stated"), items[0] if items else None)
        return (first.place.page, first.place.box.y0) if first else (0, 0.0)


@dataclass(frozen=True)
class Line:
    """One piece of evidence in words; `figure` is the number to be clicked, if it is one."""

    role: str
    name: str
    label: str
    text: str
    quote: Markup
    where: str
    doubt: str
    figure: Figure | None


def card(
    finding: Finding, documents: dict[str, Document], relations: Mapping[str, Relation], figures: Mapping[tuple[str, str], Figure]
) -> Card:
    """The finding with its pictures cut and its evidence in words, nothing said twice."""
    shown, folded, hidden = crops(finding.evidence, documents)
    places = Places(documents.values())
    far = between(finding.evidence)
    evidence = list(dict.fromkeys(_line(item, figures, places, far) for item in finding.evidence))
    others = [relations[other] for other in finding.relations[1:] if other in relations]
    return Card(finding, shown, folded, hidden, evidence, others)


def _line(item: Evidence, figures: Mapping[tuple[str, str], Figure], places: Places, far: bool) -> Line:
    """The evidence in words, with the name of its file where it is `far`: one of several."""
    confidence = item.fact.confidence if item.fact else 1.0
    doubt = f"识别可信度 {confidence:.0%}" if confidence < SHAKY else ""
    if item.fact and item.fact.alternatives:
        doubt = "，或读作 ".join(part for part in (doubt, " / ".join(item.fact.alternatives)) if part)
    quote = quoted(item.quote, item.text)
    figure = figures.get((item.document, item.fact.id)) if item.fact else None
    text = BLANK if item.fact and item.fact.blank else item.text
    where = places.where(item.document, item.place)
    where = f"{places.name(item.document)} {where}" if far else where
    return Line(item.role, word("role", item.role).zh, item.label, text, quote, where, doubt, figure)


def quoted(quote: str, text: str) -> Markup:
    """The quote with the figure in it marked; nothing where it says no more than the figure."""
    if not quote or quote == text:
        return Markup()
    if not text or text not in quote:
        return escape(quote)
    before, _, after = quote.partition(text)
    return Markup("{}<mark>{}</mark>{}").format(before, text, after)


def printed(value: Amount | None) -> str:
    """An amount as people read it, thousands set apart."""
    return "" if value is None else f"{value.value:,f}{value.unit or ''}"


def difference(value: Amount | None) -> str:
    """A difference in words: 多 0.01万元, 少 0.01万元."""
    if value is None or not value.value:
        return ""
    return f"{'多' if value.value > 0 else '少'} {printed(_size(value))}"


def equation(relation: Relation) -> str:
    """What was compared, in one line."""
    stated = printed(relation.stated)
    empty = any(item.role == "stated" and item.fact is not None and item.fact.blank for item in relation.operands)
    if relation.formula and not empty and stated and stated.replace(",", "") not in relation.formula:
        return f"{stated} ← {relation.formula}"
    return relation.formula or stated or "；".join(item.text for item in relation.operands)[:120]


def _size(value: Amount) -> Amount:
    return Amount(abs(value.value), value.unit)
