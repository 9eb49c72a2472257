"""“A、B、C分别为1、2、3”: names and figures paired in order."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.language.leads import Mention, Subject
from extractors.language.numbers import Number

_RESPECTIVELY = re.compile(r"(?:分别|依次)(?P<act>[\u4e00-\u9fff]{0,8}?)[:]?(?=\d)")


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


def in_words(folded: str, starts: Sequence[tuple[int, int]]) -> dict[int, str]:
    """The same for names that are no entities: each figure's name by where it begins, where names and figures are as many.

    `starts` are begin and end of the sentence's figures. A figure that 分别 governs without as many names has an empty one.
    """
    found: dict[int, str] = {}
    before: list[str] = []
    for cue in _RESPECTIVELY.finditer(folded):
        run = _run_of(folded, starts, cue.end())
        begin = max((folded.rfind(c, 0, cue.start()) for c in ",;:。"), default=-1) + 1
        names = _names(folded[begin : cue.start()], len(run)) or before
        act = re.sub(r"^(?:为|是|达到?|有|完成)$", "", cue["act"])
        before = names if len(names) == len(run) else []
        if len(run) > 1:
            found.update(
                {start: name + act if name else "" for (start, _), name in zip(run, before or [""] * len(run), strict=True)}
            )
    return found


def _names(text: str, count: int) -> list[str]:
    """The names of an enumeration; 城乡 stands for two."""
    names = [name for name in re.split(r"[、和及与]", text) if name]
    if len(names) == 1 and count == 2 and "城乡" in names[0]:
        names = [names[0].replace("城乡", "城镇", 1), names[0].replace("城乡", "农村", 1)]
    if len(names) == 2 and len(names[1]) == 2 and names[0][-2:] + names[1] in ("收入支出", "支出收入"):
        names = [names[0], names[0][:-2] + names[1]]
    return names if len(names) == count else []


def _run_of(folded: str, starts: Sequence[tuple[int, int]], at: int) -> list[tuple[int, int]]:
    """The figures from a position on with nothing but separators between them."""
    run: list[tuple[int, int]] = []
    for start, end in starts:
        if start >= at and re.fullmatch(r"[、,和及与]*", folded[at:start]):
            run.append((start, end))
            at = end
    return run


def scattered(folded: str, starts: Sequence[tuple[int, int]]) -> frozenset[int]:
    """Where figures begin that 分别 gives several names or none of the indicators': no single subject of the clause is theirs."""
    return frozenset(in_words(folded, starts))
