"""What comes of a claim if its figures are what they say: one function per kind of claim, used by rules and by the test for unit slips.

Gives None where the claim lacks the figures for it, or where they cannot be compared.
"""

from __future__ import annotations

from dataclasses import replace

from checks.narrative import Told
from checks.relate import comparable
from disclosure import arithmetic
from disclosure.arithmetic import Outcome
from disclosure.fact import ClaimKind, Fact


def weigh(told: Told) -> Outcome | None:
    """The outcome of the claim's main relation."""
    if told.claim.kind is ClaimKind.SHARE:
        return _rate(told, "part", "whole")
    if told.claim.kind is ClaimKind.COMPLETION:
        return _rate(told, "actual", "budget")
    if told.claim.kind is ClaimKind.GROWTH:
        return _growth(told)
    if told.claim.kind is ClaimKind.BREAKDOWN and told.claim.exhaustive:
        whole, parts = told.one("whole"), told.all("part")
        if whole and len(parts) > 1 and comparable([whole, *parts]):
            return arithmetic.total(whole.quantity, [part.quantity for part in parts])
    return None


def swapped(told: Told, old: Fact, new: Fact) -> Told:
    """The same claim with one fact in place of another."""
    return replace(told, roles=tuple((role, new if fact.id == old.id else fact) for role, fact in told.roles))


def direction(told: Told) -> int:
    """Which way a change goes by its word and the sign of its figure together (增加-1.2 goes down)."""
    change = told.one("change")
    return -told.claim.direction if change and change.quantity.value < 0 else told.claim.direction


def size(fact: Fact) -> Fact:
    """The figure without its sign."""
    return replace(fact, quantity=replace(fact.quantity, value=abs(fact.quantity.value)))


def _rate(told: Told, part: str, whole: str) -> Outcome | None:
    rate, above, below = told.one("rate"), told.one(part), told.one(whole)
    if not rate or not above or not below or not comparable([above, below]):
        return None
    return arithmetic.ratio(rate.quantity, above.quantity, below.quantity)


def _growth(told: Told) -> Outcome | None:
    rate, current, change = told.one("rate"), told.one("current"), told.one("change")
    if not rate or not current or not change or not direction(told) or not comparable([current, change]):
        return None
    return arithmetic.growth(size(rate).quantity, current.quantity, size(change).quantity, direction(told))
