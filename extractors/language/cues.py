"""What part a figure plays in its clause, by the cue right before it: a change, a rate of growth, a share, a completion, or a level."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from disclosure.fact import Measure
from extractors.language.leads import Mention
from extractors.language.numbers import Number

_NEAR = re.compile(
    r'(?:了|约|近|额|为|:|率|幅度|幅|达到?|的|数|比例|资金|金额|预算|支出|收入|经费|"|各|\(?(?:增加|减少|增长|下降)\)?|\s)*'
)
_RESIDUE = re.compile(r"\((?:增加|减少|增长|下降|上升|提高|降低)\)$")
_OWN_RATE = re.compile(r"(?P<name>[\u4e00-\u9fff]{1,12}率)(?:为|达|达到|是|:|完成)*$")


@dataclass(frozen=True, slots=True)
class Role:
    """The part a figure plays. `named` is the text between the cue and the figure (the whole of a share, the base of a completion)."""

    kind: str
    measure: Measure | None = None
    direction: int = 0
    cue: str = ""
    start: int = -1
    named: str = ""
    sure: bool = True


def role(text: str, start: int, mentions: Sequence[Mention], number: Number) -> Role:
    """The role of a figure whose lead is `text`, beginning at `start` of the sentence and holding the mentions."""
    rate = number.quantity.dimension in {"rate", "points", "multiple"} or number.quantity.unit is None
    cue = _last(mentions, text, start, rate)
    if cue is None:
        named = _OWN_RATE.search(text) if number.quantity.dimension == "rate" else None
        if named:
            return Role("rate", Measure.OTHER, cue=named["name"])
        return Role("rate" if number.quantity.dimension in {"rate", "points"} else "level")
    kind, tail = cue.entry.norm, text[cue.end - start :]
    sure = not _RESIDUE.search(text)
    if kind in {"up", "down"}:
        measure = Measure.GROWTH if number.quantity.dimension in {"rate", "multiple"} else Measure.CHANGE
        named_rate = "rate" if number.quantity.unit is None and rate else "change"
        return Role(
            "growth" if measure is Measure.GROWTH else named_rate, measure, cue.entry.direction, cue.text, cue.start, sure=sure
        )
    if kind == "to":
        return Role("level", cue=cue.text, start=cue.start)
    if kind == "share":
        return Role("share", Measure.SHARE, cue=cue.text, start=cue.start, named=tail)
    if kind == "execute":
        return Role("completion", Measure.EXECUTION_RATE, cue=cue.text, start=cue.start, named="")
    return Role("completion", Measure.COMPLETION, cue=cue.text, start=cue.start, named=cue.text.removeprefix("为") + tail)


def _last(mentions: Sequence[Mention], text: str, start: int, rate: bool) -> Mention | None:
    """The cue that governs the figure: the last one of a kind that fits it."""
    for mention in reversed(mentions):
        if mention.label != "CUE" or _bracketed(text, start, mention) or _inside_word(text, start, mention):
            continue
        kind, tail = mention.entry.norm, text[mention.end - start :]
        if kind in {"up", "down", "to"} and _adjacent(tail, mentions, mention):
            return mention
        if rate and kind in {"share", "complete", "execute"} and (kind != "complete" or _is_base(tail)):
            return mention
        if kind in {"greater", "less"} and _NEAR.fullmatch(tail):
            return None
    return None


def _bracketed(text: str, start: int, cue: Mention) -> bool:
    """Whether the cue is the other choice of a form that was not filled in: 下降（增长）."""
    return text[max(cue.start - start - 1, 0) : cue.end - start + 1] == f"({cue.text})"


def _inside_word(text: str, start: int, cue: Mention) -> bool:
    """Whether a cue of one character is the end of another word: 新增, 追减."""
    return len(cue.text) == 1 and text[max(cue.start - start - 1, 0) : cue.start - start] in tuple("新追调净核缩加")


def _adjacent(tail: str, mentions: Sequence[Mention], cue: Mention) -> bool:
    return bool(_NEAR.fullmatch(_RESIDUE.sub("", tail)))


def _is_base(tail: str) -> bool:
    """Whether what follows 完成 is a budget or a goal, not a thing that was done."""
    return bool(re.fullmatch(r"(率)?(?:了|为|达到?|\s)*|.{0,14}(预算|目标|任务|计划|指标|预期)[^,]{0,8}", tail))


def without(text: str, start: int, role: Role) -> str:
    """The lead without the cue and what follows it: what remains names the subject."""
    return text[: role.start - start] if role.start >= start else text
