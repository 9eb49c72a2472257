"""What was understood of each number, ready to be shown when a reader clicks it.

Takes a document and the look-ups of `links`; gives a `Known` per figure and the `Figure` that stands for it in text and tables.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from disclosure.document import Document
from disclosure.fact import Fact
from disclosure.quantity import Quantity
from reports.html.links import Link, Links
from reports.words import word

LISTED = 8
"""Relations told per number; the others are only counted."""
BLANK = "空白"
QUIET = ("agreed", "")
"""Tones of blank cells that nobody needs to look at."""
LOOSE = "未归入任何指标"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in its place: the id of what is known of it, its text as read, its tone, whether it is attached to an indicator."""

    key: str
    text: str
    tone: str
    loose: bool


@dataclass(frozen=True, slots=True)
class Known:
    """What opens for a number: a title, lines of (name, words), relations, and how many more there are."""

    key: str
    title: str
    loose: bool
    lines: list[tuple[str, str]]
    links: list[Link]
    more: int


@dataclass(frozen=True)
class Numbers:
    """The numbers of one document by fact id."""

    figures: dict[str, Figure]
    known: list[Known]


def is_loose(fact: Fact) -> bool:
    """Whether nothing is known of what the number measures."""
    return not (fact.indicator or fact.subject or fact.code)


def numbers(document: Document, links: Links, section: int) -> Numbers:
    """Every number that can be clicked: all that are printed, and blank cells that stand in a finding."""
    parts = {part.id: part.title for part in document.parts}
    scanned = {page.number for page in document.pages if page.scanned}
    figures: dict[str, Figure] = {}
    known: list[Known] = []
    for fact in document.facts.values():
        tone = links.tone((document.id, fact.id))
        if fact.blank and tone in QUIET:
            continue
        found = links.of((document.id, fact.id))
        key = f"n{section}-{len(known)}"
        figures[fact.id] = Figure(key, "" if fact.blank else fact.quantity.text, tone, is_loose(fact))
        where = " · ".join(filter(None, (document.where(fact.place), parts.get(fact.part, ""), fact.label)))
        lines = _lines(fact, where, fact.place.page in scanned)
        known.append(Known(key, named(fact), is_loose(fact), lines, found[:LISTED], len(found[LISTED:])))
    return Numbers(figures, known)


def named(fact: Fact) -> str:
    """The number as people read it: thousands apart, with its unit."""
    return BLANK if fact.blank else f"{fact.quantity.value:,f}{_symbol(fact.quantity)}"


def _lines(fact: Fact, where: str, scanned: bool) -> list[tuple[str, str]]:
    """What is known, line by line; what does not apply is left out, what should be there and is not is said."""
    quantity = fact.quantity
    readings = " / ".join(fact.alternatives)
    found = [
        ("指标", fact.indicator or fact.subject or LOOSE),
        ("科目编码", fact.code or ""),
        ("口径", word("measure", fact.measure.value).zh),
        ("年度", str(fact.year) if fact.year else ""),
        ("范围", "、".join(sorted(fact.scope))),
        ("单位", _symbol(quantity) or ("" if fact.blank else "未写明")),
        ("精度", "单元格空白，按零计" if fact.blank else precision(quantity)),
        ("限定", quantity.hedge),
        ("位置", where),
        ("可信度", f"识别 {fact.confidence:.0%}" if scanned else "电子文本"),
        ("另可读作", readings),
    ]
    return [(name, text) for name, text in found if text]


def precision(quantity: Quantity) -> str:
    """The last printed place and the interval that the number stands for, in its own unit."""
    symbol = _symbol(quantity)
    if quantity.exact:
        return "计数，为准确值"
    half = Decimal(5).scaleb(-quantity.places - 1)
    step = Decimal(1).scaleb(-quantity.places)
    return f"印至 {step:f}{symbol}，代表 {quantity.value - half:,f} 至 {quantity.value + half:,f}{symbol}"


def _symbol(quantity: Quantity) -> str:
    return quantity.unit.symbol if quantity.unit else ""
