"""Builders that turn facts into relations: what was computed from what, the verdict, and the evidence.

All take facts whose quantities carry units; facts that cannot be compared (money with persons, a unit missing on one side)
make the relation unresolved, never a discrepancy. `subject` is a short Chinese phrase naming what is checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from disclosure import arithmetic
from disclosure.arithmetic import Outcome, Verdict
from disclosure.document import Document
from disclosure.fact import Fact, Place, Sentence
from disclosure.quantity import Quantity
from disclosure.relation import Amount, Evidence, Relation

BLANK, BLANK_EN = "空白", "blank"
"""How an empty cell is called."""
_LEADING = re.compile(r"(?<=\w{2})(?:为|达到|达)$")
READABLE = 2
"""Decimals that a computed figure is shown with, where the printed one has fewer. Display only, never a tolerance."""


def total(
    document: Document,
    subject: str,
    stated: Fact,
    parts: Sequence[Fact],
    signs: Sequence[int] | None = None,
    message: str = "total",
) -> Relation:
    """stated = Σ ±part. Blank parts count as zero and are cited without a number."""
    if not comparable([stated, *parts]):
        return unresolved(document, subject, "units_differ", [stated, *parts])
    outcome = arithmetic.total(stated.quantity, [p.quantity for p in parts], signs)
    formula = _sum_formula(parts, signs or [1] * len(parts))
    return _relation(document, subject, outcome, stated, parts, formula, message)


def equal(document: Document, subject: str, stated: Fact, other: Fact, message: str = "equal") -> Relation:
    """The same figure printed twice."""
    if not comparable([stated, other]):
        return unresolved(document, subject, "units_differ", [stated, other])
    outcome = arithmetic.equal(stated.quantity, other.quantity)
    return _relation(document, subject, outcome, stated, [other], f"{shown(stated)} = {shown(other)}", message)


def at_most(document: Document, subject: str, lesser: Fact, greater: Fact, message: str = "at_most") -> Relation:
    """lesser <= greater."""
    if not comparable([lesser, greater]):
        return unresolved(document, subject, "units_differ", [lesser, greater])
    outcome = arithmetic.at_most(lesser.quantity, greater.quantity)
    return _relation(document, subject, outcome, lesser, [greater], f"{shown(lesser)} ≤ {shown(greater)}", message)


def ratio(document: Document, subject: str, rate: Fact, part: Fact, whole: Fact, message: str = "ratio") -> Relation:
    """rate = part / whole."""
    if not comparable([part, whole]):
        return unresolved(document, subject, "units_differ", [rate, part, whole])
    outcome = arithmetic.ratio(rate.quantity, part.quantity, whole.quantity)
    return _relation(document, subject, outcome, rate, [part, whole], f"{shown(part)} ÷ {shown(whole)}", message)


def growth(
    document: Document, subject: str, rate: Fact, current: Fact, change: Fact, direction: int, message: str = "ratio"
) -> Relation:
    """rate = change / (current ∓ change); direction +1 for an increase, -1 for a decrease."""
    if not comparable([current, change]):
        return unresolved(document, subject, "units_differ", [rate, current, change])
    outcome = arithmetic.growth(rate.quantity, current.quantity, change.quantity, direction)
    sign = "-" if direction > 0 else "+"
    formula = f"{shown(change)} ÷ ({shown(current)} {sign} {shown(change)})"
    return _relation(document, subject, outcome, rate, [current, change], formula, message)


def judged(
    document: Document, subject: str, outcome: Outcome, stated: Fact, operands: Sequence[Fact], formula: str, message: str
) -> Relation:
    """A relation whose outcome the rule computed itself with `disclosure.arithmetic`."""
    return _relation(document, subject, outcome, stated, operands, formula, message)


def worded(document: Document, subject: str, broken: bool, operands: Iterable[Evidence], message: str, **args: str) -> Relation:
    """A relation about words (a year, a name, a unit, a direction) with evidence of its own making."""
    verdict = Verdict.DISCREPANCY if broken else Verdict.HOLDS
    return Relation(verdict, tuple(operands), message=message, args={"subject": subject, **args})


def unresolved(document: Document, subject: str, reason: str, facts: Iterable[Fact | None] = ()) -> Relation:
    """A relation that applies but could not be evaluated; `reason` is a key `reason.<reason>` of the message catalogue."""
    operands = tuple(evidence(document, fact) for fact in facts if fact is not None)
    return Relation(Verdict.UNRESOLVED, operands, reason=reason, args={"subject": subject})


def evidence(document: Document, fact: Fact, role: str = "operand") -> Evidence:
    """The fact as something to look at."""
    return Evidence(role, document.id, fact.place, fact.quantity.text, fact.quote, fact.label, fact)


def quoted(document: Document, place: Place, text: str, quote: str = "", label: str = "", role: str = "operand") -> Evidence:
    """Words without a figure as something to look at."""
    return Evidence(role, document.id, place, text, quote or text, label)


def passage(document: Document, sentence: Sentence, start: int, end: int, role: str = "operand") -> Evidence | None:
    """The characters `start:end` of a sentence as evidence; None where their place is not known."""
    spans = [s for s in sentence.spans if s.start < end and s.end > start]
    if not spans:
        return None
    first = spans[0]
    return Evidence(role, document.id, Place(first.page, first.box), sentence.text[start:end], sentence.text)


def comparable(facts: Sequence[Fact]) -> bool:
    """Whether all figures are of one dimension: all without a unit, or all in units of the same dimension. Blank cells fit any."""
    return len({fact.quantity.dimension for fact in facts if not fact.blank}) <= 1


def shown(fact: Fact) -> str:
    """The figure as printed, with its unit."""
    if fact.blank:
        return BLANK
    unit = fact.quantity.unit.symbol if fact.quantity.unit else ""
    return f"{fact.quantity.value:f}{unit}"


def tidy(name: str) -> str:
    """A name without the verb that leads on to its figure (…支出为)."""
    return _LEADING.sub("", name)


def amount(base: Decimal, like: Quantity) -> Amount:
    """A base-unit value in the unit of `like`, to its printed places and at least `READABLE`; in full where it would show as zero."""
    value = base / like.factor
    needed = max(0, -int(value.normalize().as_tuple().exponent))
    places = max(like.places, min(needed, READABLE), 0)
    rounded = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return Amount(rounded if rounded or not value else value.normalize(), like.unit.symbol if like.unit else None)


def printed(value: Amount | None) -> str:
    """An amount as people read it."""
    return "—" if value is None else f"{value.value:f}{value.unit or ''}"


def _relation(
    document: Document, subject: str, outcome: Outcome, stated: Fact, operands: Sequence[Fact], formula: str, message: str
) -> Relation:
    like = stated.quantity if not stated.blank or not operands else operands[0].quantity
    said = Amount(stated.quantity.value, stated.quantity.unit.symbol if stated.quantity.unit else None)
    expected = None if outcome.computed is None else amount(outcome.computed, like)
    delta = None if outcome.delta is None else amount(outcome.delta, like)
    args = _words(subject, stated, operands, formula, expected, delta)
    cited = (evidence(document, stated, "stated"), *(evidence(document, fact) for fact in operands))
    return Relation(outcome.verdict, cited, said, expected, delta, formula, None, message, args)


def _words(
    subject: str, stated: Fact, operands: Sequence[Fact], formula: str, expected: Amount | None, delta: Amount | None
) -> dict[str, str]:
    """What fills the messages; a `…_en` is the English of an argument whose words are not the same in both."""
    left = (stated.label or stated.indicator) or "一处"
    right = (operands[0].label or operands[0].indicator or "另一处") if operands else ""
    lone_blank = len(operands) == 1 and operands[0].blank
    said = {
        "subject": subject,
        "stated": shown(stated),
        "expected": BLANK if lone_blank else printed(expected),
        "delta": printed(Amount(abs(delta.value), delta.unit)) if delta else "—",
        "formula": formula,
        "left": left,
        "right": _beside(left, right),
        "side": "多" if delta and delta.value > 0 else "少",
        "side_en": "more" if delta and delta.value > 0 else "less",
        "working": f"（{formula}）" if " " in formula else "",
    }
    said["working_en"] = said["working"].replace("（", " (").replace("）", ")")
    return said | {f"{name}_en": said[name].replace(BLANK, BLANK_EN) for name in ("stated", "expected", "formula")}


def _beside(left: str, right: str) -> str:
    """The right label without the leading words that it shares with the left one, which is told before it."""
    words = right.split(" ")
    shared = 0
    for mine, other in zip(words[:-1], left.split(" "), strict=False):
        if mine != other:
            break
        shared += 1
    return " ".join(words[shared:])


def _sum_formula(parts: Sequence[Fact], signs: Sequence[int]) -> str:
    terms = [("+" if sign > 0 else "-", shown(part)) for part, sign in zip(parts, signs, strict=True) if not part.blank]
    text = " ".join(f"{sign} {term}" for sign, term in terms)
    return text.removeprefix("+ ") or "0"
