"""The words of the field, read from the data files beside this module and checked while they are read.

`indicators.csv` canonical names of what is measured with every way of saying them; `measures.csv` which figure of it; `cues.csv`
the wordings that make claims; `scopes.csv` words that restrict a figure; `accounts.csv` account codes; `partitions.toml` lists that
are complete; `companions.csv` counts that are printed beside each other (批次, 人次). A bad line raises ValueError and names itself.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from disclosure.fact import Measure
from extractors.language.folding import fold

EXTRA_MEASURES = frozenset({"addition", "deduction"})
"""Amounts that change a budget: they have no measure of their own in the nouns and become `Measure.OTHER`."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a phrase means: its label, canonical form, scope words, dimension, and for a cue its direction."""

    label: str
    norm: str
    scope: frozenset[str] = frozenset()
    dimension: str = ""
    direction: int = 0
    code: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """One row of the account list; `kind` is func_class, func_section, func_item, econ_class or econ_item."""

    code: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Partition:
    """A whole and the parts that make it up completely."""

    whole: frozenset[str]
    required: frozenset[str]
    optional: frozenset[str]


def _rows(name: str, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    reader = csv.DictReader(files("extractors.language").joinpath(name).read_text("utf-8").splitlines())
    if tuple(reader.fieldnames or ()) != columns:
        raise ValueError(f"{name}: columns must be {columns}")
    for number, row in enumerate(reader, 2):
        if any(row[column] is None for column in columns):
            raise ValueError(f"{name}:{number}: too few columns")
        yield number, row


@cache
def phrases() -> dict[str, Entry]:
    """Every phrase in folded form with its meaning. Raises ValueError for a phrase that is listed with two meanings."""
    found: dict[str, Entry] = {}
    for name, number, alias, entry in _all():
        key = fold(alias)
        if key in found and found[key].label == entry.label and found[key] != entry:
            raise ValueError(f"{name}:{number}: {alias!r} already means {found[key].norm!r}")
        found.setdefault(key, entry)
    return found


def _all() -> Iterator[tuple[str, int, str, Entry]]:
    for number, row in _rows("indicators.csv", ("canonical", "dimension", "scope", "aliases")):
        scope = frozenset(filter(None, row["scope"].split(";")))
        for alias in row["aliases"].split("|"):
            yield "indicators.csv", number, alias, Entry("INDICATOR", row["canonical"], scope, row["dimension"])
    for number, row in _rows("measures.csv", ("measure", "aliases")):
        if row["measure"] not in EXTRA_MEASURES:
            Measure(row["measure"])
        for alias in row["aliases"].split("|"):
            yield "measures.csv", number, alias, Entry("MEASURE", row["measure"])
    for number, row in _rows("cues.csv", ("kind", "direction", "words")):
        for alias in row["words"].split("|"):
            yield "cues.csv", number, alias, Entry("CUE", row["kind"], direction=int(row["direction"]))
    for number, row in _rows("scopes.csv", ("words", "aliases")):
        for alias in row["aliases"].split("|"):
            yield "scopes.csv", number, alias, Entry("SCOPE", row["words"], frozenset(row["words"].split(";")))
    yield from _plain_accounts()


def _plain_accounts() -> Iterator[tuple[str, int, str, Entry]]:
    """Names that stand for an account without its code or (类): classes, and economic items. A name of two codes has none."""
    known: dict[str, set[str]] = {}
    for account in accounts():
        known.setdefault(account.name, set()).add(account.code)
    for number, account in enumerate(accounts(), 2):
        if account.kind in {"func_class", "econ_item", "econ_class"}:
            code = account.code if len(known[account.name]) == 1 else ""
            yield "accounts.csv", number, account.name, Entry("ACCOUNT", account.name, dimension="money", code=code)


@cache
def accounts() -> tuple[Account, ...]:
    """The account list. Raises ValueError for a code that is not 3, 5 or 7 digits."""
    found = []
    for number, row in _rows("accounts.csv", ("code", "name", "kind", "years")):
        if not row["code"].isdigit() or len(row["code"]) not in (3, 5, 7):
            raise ValueError(f"accounts.csv:{number}: bad code {row['code']!r}")
        found.append(Account(row["code"], row["name"], row["kind"]))
    return tuple(found)


@cache
def companions() -> dict[tuple[str, str], str]:
    """What a figure in another unit right after a subject's own counts: (subject, dimension) to indicator."""
    rows = _rows("companions.csv", ("subject", "dimension", "companion"))
    return {(row["subject"], row["dimension"]): row["companion"] for _, row in rows}


@cache
def _complete_lists() -> dict[str, Any]:
    return tomllib.loads(files("extractors.language").joinpath("partitions.toml").read_text("utf-8"))


def opposites() -> list[tuple[str, str]]:
    """Pairs of words that divide a thing in two, both ways round. Raises ValueError for an entry that is no pair."""
    pairs = _complete_lists()["opposites"]
    if any(len(pair) != 2 for pair in pairs):
        raise ValueError("partitions.toml: opposites are pairs")
    return [(a, b) for pair in pairs for a, b in (pair, reversed(pair))]


@cache
def partitions() -> tuple[Partition, ...]:
    """The known partitions. Raises ValueError for one without whole or required parts."""
    rows = _complete_lists()["partition"]
    found = [Partition(frozenset(p["whole"]), frozenset(p["required"]), frozenset(p.get("optional", ()))) for p in rows]
    if any(not p.whole or len(p.required) < 2 for p in found):
        raise ValueError("partitions.toml: a partition needs a whole and two required parts")
    return tuple(found)
