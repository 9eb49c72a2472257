"""Comparisons in words: 决算数大于预算数, 与上年持平."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from disclosure.fact import Claim, ClaimKind, Fact, Measure
from extractors.language.frames import Frame, single
from extractors.language.leads import Mention

if TYPE_CHECKING:
    from extractors.language.reader import Reader, Walk

_BUDGET = re.compile(
    r"(?:支出)?(?:决算|执行|支出)数?(?:(?P<word>大于|小于|等于|高于|低于|超过|多于|少于)|与|同|和)"
    r"(?P<base>年初|全年|调整后?)?(?:财政拨款)?预算数?(?:相比)?(?:,)?(?P<equal>(?:基本|相)?(?:持平|一致|相同|相等))?(?!\((?:大|小)于\))"
)
_PRIOR = re.compile(r"(?:与|同|比|较)[^,;。与同比较]{0,16}?(?:相比(?:较)?,?[^,;。]{0,30}?)?(?P<equal>(?:基本|相)?持平)")
_DIRECTIONS = {"大于": 1, "高于": 1, "超过": 1, "多于": 1, "小于": -1, "低于": -1, "少于": -1, "等于": 0}
_BASES = {"年初": (Measure.INITIAL_BUDGET,), "全年": (Measure.ADJUSTED_BUDGET,), "调": (Measure.ADJUSTED_BUDGET,)}
_BUDGETS = (Measure.INITIAL_BUDGET, Measure.ADJUSTED_BUDGET, Measure.BUDGET)


def comparisons(reader: Reader, walk: Walk) -> None:
    """The comparison claims of a sentence whose figures have been read."""
    for match in _BUDGET.finditer(walk.folded):
        if not match["word"] and not match["equal"]:
            continue
        frame = _frame_at(reader, walk, match.start())
        if frame is None:
            continue
        left = single(frame.having(Measure.ACTUAL))
        wanted = _BASES.get((match["base"] or "")[:2], _BASES["调"] if match["base"] else _BUDGETS)
        right = frame.having(*wanted)
        budget = single(right) if len({f.measure for f in right}) == 1 else None
        _state(reader, walk, match[0], _DIRECTIONS.get(match["word"] or "等于", 0), "budget", left, budget)
    for match in _PRIOR.finditer(walk.folded):
        if "预算数" in match[0] and "执行" not in match[0]:
            continue
        frame = _frame_at(reader, walk, match.start("equal"))
        if frame is not None:
            now, before = _years(frame, reader.year)
            _state(reader, walk, match[0], 0, "prior", now, before)


def _state(reader: Reader, walk: Walk, cue: str, direction: int, base: str, left: Fact | None, right: Fact | None) -> None:
    roles = tuple((role, fact.id) for role, fact in (("left", left), ("right", right)) if fact is not None)
    if left is not None:
        reader.claim(Claim("", ClaimKind.COMPARISON, roles, walk.sentence.id, cue.strip(","), direction, base=base))


def _frame_at(reader: Reader, walk: Walk, at: int) -> Frame | None:
    """The frame spoken of at a position: of the subject named in its clause, else of the figure before, else the one before."""
    start = max(walk.folded.rfind(c, 0, at) for c in ",;:。") + 1
    named = named_in(walk.mentions, start, at)
    before = [f for f in reader.facts.get(walk.sentence.id, ()) if f.start < at and f.id in reader.owner]
    frame = reader.owner[before[-1].id] if before else walk.opening
    if named and (frame is None or frame.subject.name != named[-1].entry.norm):
        alike = [f for f in reader.state.frames if f.subject.name == named[-1].entry.norm and f.levels]
        return alike[-1] if alike else None
    return frame


def _years(frame: Frame, year: int | None) -> tuple[Fact | None, Fact | None]:
    past = [f for f in frame.levels if f.measure is Measure.PRIOR or (year is not None and f.year == year - 1)]
    now = [f for f in frame.levels if f not in past]
    actual = [f for f in now if f.measure is Measure.ACTUAL]
    return single(actual) or single(now), single(past)


def named_in(mentions: Sequence[Mention], start: int, end: int) -> list[Mention]:
    """Indicators and accounts that begin inside `start:end`."""
    return [m for m in mentions if start <= m.start < end and m.label in {"INDICATOR", "ACCOUNT"}]
