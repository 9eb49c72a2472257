"""What the data files beside this module say: kinds of schedules and the words of headers.

Loading validates them: a measure that does not exist or an alias claimed twice raises ValueError with the file's name.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from disclosure.fact import Measure
from extractors.schedules.text import header, plain


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of schedule; see `kinds.toml`."""

    key: str
    titles: tuple[str, ...]
    measure: Measure
    evidence: frozenset[str] = frozenset()
    absent: frozenset[str] = frozenset()
    scope: frozenset[str] = frozenset()
    total: str = ""
    implied: frozenset[str] = frozenset()
    rows: tuple[tuple[str, str], ...] = ()

    def row(self, label: str) -> str:
        """What a row of that label is called in tables of this kind, where its label alone would not tell."""
        return dict(self.rows).get(label, label)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of headers by normal form; see `columns.toml`."""

    names: dict[str, str]
    measures: dict[str, Measure]
    roles: dict[str, str]
    grouping: frozenset[str]


@cache
def kinds() -> tuple[Kind, ...]:
    """All kinds in the order of the file. Raises ValueError for a title that two kinds claim."""
    made: list[Kind] = []
    seen: set[str] = set()
    for entry in _load("kinds.toml")["kind"]:
        titles = tuple(plain(title).replace("、", "") for title in entry["titles"])
        if seen & set(titles):
            raise ValueError(f"kinds.toml: {entry['key']} repeats a title of another kind: {seen & set(titles)}")
        seen |= set(titles)
        made.append(_kind(entry, titles))
    return tuple(made)


@cache
def qualifiers() -> tuple[str, ...]:
    """Words that make a table another one than its title's last words say."""
    return tuple(plain(word) for word in _load("kinds.toml")["qualifiers"])


@cache
def words() -> Words:
    """The header words. Raises ValueError for an alias with two meanings."""
    data = _load("columns.toml")
    names = _invert(data["names"], "names")
    measures = {alias: Measure(value) for alias, value in _invert(data["measures"], "measures").items()}
    return Words(names, measures, _invert(data["roles"], "roles"), frozenset(data["grouping"]))


def mended(word: str) -> str:
    """The header word that this one is where only characters that look alike differ (科日编码 → 科目编码); a known or lone word stays."""
    known = words()
    if word in known.names or word in known.measures or word in known.roles:
        return word
    return _by_shape().get(word.translate(_shapes()), word)


@cache
def _shapes() -> dict[int, int]:
    """Every character of a group of look-alikes to the first of them."""
    return {ord(char): ord(group[0]) for group in _load("columns.toml")["alike"] for char in group}


@cache
def _by_shape() -> dict[str, str]:
    """Header words of two and more characters by their shape, where only one has it."""
    known = words()
    found: dict[str, set[str]] = {}
    for word in {*known.names, *known.measures, *known.roles}:
        if len(word) > 1:
            found.setdefault(word.translate(_shapes()), set()).add(word)
    return {shape: alike.pop() for shape, alike in found.items() if len(alike) == 1}


def _kind(entry: dict[str, Any], titles: tuple[str, ...]) -> Kind:
    return Kind(
        entry["key"],
        titles,
        Measure(entry["measure"]),
        frozenset(header(w) for w in entry.get("evidence", ())),
        frozenset(header(w) for w in entry.get("absent", ())),
        frozenset(entry.get("scope", ())),
        entry.get("total", ""),
        frozenset(plain(w) for w in entry.get("implied", ())),
        tuple(entry.get("rows", {}).items()),
    )


def _invert(table: dict[str, list[str]], where: str) -> dict[str, str]:
    inverted: dict[str, str] = {}
    for name, aliases in table.items():
        for alias in aliases:
            if inverted.setdefault(header(alias), name) != name:
                raise ValueError(f"columns.toml: [{where}] claims {alias!r} twice")
    return inverted


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(files("extractors.schedules").joinpath(name).read_text("utf-8"))
