"""“A、B、C分别为1、2、3”: names and figures paired in order."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.language.leads import Mention, Subject
from extractors.language.numbers import Number


def respectively(folded: str, mentions: Sequence[Mention], numbers: Sequence[Number]) -> dict[int, Mention]:
    """“A、B、C分别为1、2、3”: which name each figure belongs to, by where the figure begins."""
    pairs: dict[int, Mention] = {}
    for cue in (m for m in mentions if m.label == "CUE" and m.entry.norm == "respectively"):
        names = _run_before(
            folded, [m for m in mentions if m.label in {"INDICATOR", "ACCOUNT"} and m.end <= cue.start], cue.start
        )
        figures = _run_after(folded, [n for n in numbers if n.start >= cue.end], cue.end)
        if len(names) == len(figures) > 1:
            pairs.update({figure.start: name for figure, name in zip(figures, names, strict=True)})
    return pairs


def _run_before(folded: str, names: Sequence[Mention], at: int) -> list[Mention]:
    """The names that stand before a position with nothing but separators between them."""
    run: list[Mention] = []
    for name in reversed(names):
        if not re.fullmatch(r"[、,和及与以]*(?:支出|决算|预算|数)?", folded[name.end : at]):
            break
        run.insert(0, name)
        at = name.start
    return run


def _run_after(folded: str, numbers: Sequence[Number], at: int) -> list[Number]:
    """The figures that stand after a position with nothing but separators between them."""
    run: list[Number] = []
    for number in numbers:
        if not re.fullmatch(r"[、,和及与:为]*", folded[at : number.start]):
            break
        run.append(number)
        at = number.end
    return run


def subject_of(name: Mention) -> Subject:
    """The subject that a mention names."""
    return Subject(name.entry.norm, name.entry.code, name.entry.scope, name.text, name.entry.dimension)
