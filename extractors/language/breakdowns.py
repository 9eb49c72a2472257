"""Breakdown claims: what a closed list says of its whole, and whether the parts must be complete.

A list is complete only when its wording says so (分别为), when it is a known partition, when its parts are the account classes under
a stated total, when its own shares add up to 100%, or when numbered items from 1 on name an account each. 其中 alone is not enough.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from disclosure.fact import Claim, ClaimKind, Fact
from extractors.language.frames import Frame, Listing, single
from extractors.language.vocabulary import opposites, partitions

if TYPE_CHECKING:
    from extractors.language.reader import Reader


def emit(reader: Reader, listing: Listing) -> None:
    """The breakdown claims of a list: one for each measure that the whole has a figure of."""
    if listing.whole is None or not listing.parts:
        return
    for measure in dict.fromkeys(f.measure for f in listing.whole.levels):
        if listing.measure not in (None, measure):
            continue
        whole = single([f for f in listing.whole.levels if f.measure is measure])
        if whole is None:
            continue
        facts = [_part_fact(part, whole) for part in listing.parts]
        found = [f for f in facts if f is not None]
        if not found:
            continue
        found = _as_printed(reader, found)
        exhaustive = len(found) == len(facts) and _complete(listing, found)
        roles = (("whole", whole.id), *(("part", f.id) for f in found))
        reader.claim(Claim("", ClaimKind.BREAKDOWN, roles, listing.sentence, listing.cue, exhaustive=exhaustive))


def _part_fact(part: Frame, whole: Fact) -> Fact | None:
    """The part's figure that is of the whole's kind."""
    return single([f for f in part.levels if f.measure is whole.measure and f.year == whole.year and alike(f, whole)])


def _as_printed(reader: Reader, parts: list[Fact]) -> list[Fact]:
    """The parts with the precision of their list: beside two amounts with decimals, 6万元 left its zeros out.

    Only amounts in one unit that nothing calls inexact; the whole keeps what it prints, since a total is often told in round numbers.
    """
    units = {part.quantity.unit for part in parts}
    places = max(part.quantity.places for part in parts)
    finest = sum(part.quantity.places == places for part in parts)
    if len(units) != 1 or parts[0].quantity.dimension != "money" or finest < 2 or any(p.quantity.hedge for p in parts):
        return parts
    finer = [replace(part, quantity=part.quantity.at_places(places)) for part in parts]
    for old, new in zip(parts, finer, strict=True):
        if new != old:
            own = reader.facts[old.source]
            own[next(i for i, fact in enumerate(own) if fact.id == old.id)] = new
    return finer


def _complete(listing: Listing, facts: Sequence[Fact]) -> bool:
    """Whether the parts must add up to the whole."""
    names = {part.subject.name for part in listing.parts}
    whole = listing.whole.subject.name if listing.whole else ""
    for partition in partitions():
        if whole in partition.whole and partition.required <= names <= partition.required | partition.optional:
            return True
    if listing.complete:
        return True
    if listing.mode == "items":
        numbered = listing.numbers == list(range(1, len(listing.parts) + 1)) and len(listing.parts) > 1
        return numbered and all("(项)" in part.subject.label for part in listing.parts)
    return len(facts) > 1 and (_are_classes(listing) or _shares_close(listing) or _opposites(listing))


def _are_classes(listing: Listing) -> bool:
    """Account classes with a share each, under a stated total."""
    coded = [part for part in listing.parts if len(part.subject.code) == 3 and len(part.shares) == 1]
    return len(coded) == len(listing.parts)


def _opposites(listing: Listing) -> bool:
    """Two parts of which one is what the other is not: 计容面积 and 不计容面积, 地上 and 地下."""
    if len(listing.parts) != 2:
        return False
    one, other = (part.subject.label or part.subject.name for part in listing.parts)
    if one and other and (other in ("不" + one, "非" + one) or one in ("不" + other, "非" + other)):
        return True
    return any(one.replace(a, "", 1) == other.replace(b, "", 1) and a in one and b in other for a, b in opposites())


def _shares_close(listing: Listing) -> bool:
    """Whether the list's own shares add up to 100% within what their rounding allows."""
    shares = [part.shares[0].quantity for part in listing.parts if len(part.shares) == 1]
    if len(shares) != len(listing.parts):
        return False
    slack = sum((share.quantum for share in shares), Decimal(0)) / 2
    return abs(sum((share.base for share in shares), Decimal(0)) - 1) <= slack


def alike(one: Fact, other: Fact) -> bool:
    """Whether two figures can be added: the same dimension, and for things that are counted the same counting word."""
    a, b = one.quantity, other.quantity
    symbols = (a.unit.symbol if a.unit else "", b.unit.symbol if b.unit else "")
    return a.dimension == b.dimension and (a.dimension != "count" or symbols[0] == symbols[1])
