"""Amounts behind “主要用于”, “主要包括”: the items of a list, never the subject of the words before.

A figure there is attached only where the words between it and the cue (or the item before it) are the name of an account, and a
second item or a share shows that a list has begun; below a class or section of accounts one item is enough. Counts with a name of
their own end the purpose. Items of a single account item (项) are left alone: they are not its own figures.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractors.language.folding import fold
from extractors.language.frames import Frame, Listing
from extractors.language.leads import Lead, Subject
from extractors.language.numbers import Number
from extractors.language.vocabulary import accounts

if TYPE_CHECKING:
    from extractors.language.reader import Reader, Walk

_LEAD = re.compile(r"^(?:其中|以及|[:,、;和及与\s])*")
_NEXT = re.compile(r"^(?:[、,;和及与]|以及)+[\u4e00-\u9fff()、]{2,30}?\d|^,占")
_NAME = re.compile(r"[\u4e00-\u9fff()、]{2,30}支出")
_CUE = "用于"
_DEFINED = (
    (re.compile(r"用于保障[^,;。]*正常运转的日常支出(?:共计?|合计|为)*$"), "基本支出"),
    (re.compile(r"用于保障[^。;]*(?:特定|专项)[^。;]*(?:项目|经费)支出(?:共计?|合计|为)*$"), "项目支出"),
)
"""The two kinds of expenditure by their definitions in 部门决算, and their names."""
_BOUGHT = re.compile(r"(?:购置|更新)的$")
_ECONOMIC = {"人员经费": ("301", "303"), "公用经费": ("302", "307", "309", "310", "399")}


def take(reader: Reader, walk: Walk, number: Number, lead: Lead) -> Subject | None:
    """What a figure in a purpose is about, None where that is not certain. The first item of a list opens it."""
    if number.quantity.dimension != "money":
        return _counted(reader, walk, number, lead)
    if defined := _defined(walk.folded[walk.boundary : number.start]):
        reader.state.reason = False
        return defined
    whole = reader.state.current
    if reader.state.reason and whole is not None and "(项)" in whole.subject.label:
        return None
    listing = next((o for o in reader.state.lists if o.cue == _CUE and o.sentence == walk.sentence.id), None)
    over = listing.whole if listing else whole
    subject = _account(_name(walk, number), over)
    if subject is None or (listing is None and not _begins(walk, number, over)):
        return None
    if reader.state.reason:
        reader.state.reason = False
        if listing is None and over is not None and over.levels and over.level_at in reader.last_two(walk.sentence.id):
            reader.state.lists.append(Listing(over, "inline", _CUE, walk.sentence.id, heading=walk.sentence.heading))
    return subject


def _defined(words: str) -> Subject | None:
    """What the words define: 保障机构正常运转的日常支出 is basic expenditure, that for particular tasks is project expenditure."""
    name = next((name for pattern, name in _DEFINED if pattern.search(words)), "")
    return Subject(name, label=name, dimension="money") if name else None


def _counted(reader: Reader, walk: Walk, number: Number, lead: Lead) -> Subject | None:
    """A count with a name (公务用车保有量7辆, 购置的1辆公务用车): no purpose lists those, the sentence goes on to the next thing."""
    if _BOUGHT.search(walk.folded[: number.start]) and walk.folded[number.end :].startswith("公务用车"):
        reader.state.reason = False
        return Subject("购置公务用车数", label="公务用车", dimension="vehicles")
    if lead.subject is None or not lead.subject.name or number.quantity.dimension not in {"count", "people"}:
        return None
    reader.state.reason = reader.state.purpose = False
    return lead.subject


def _begins(walk: Walk, number: Number, whole: Frame | None) -> bool:
    """Whether a list begins with the figure: another item or a share follows, or the whole is a class or section of accounts."""
    grouped = whole is not None and len(whole.subject.code) in (3, 5)
    return grouped or bool(_NEXT.match(walk.folded[number.end :]))


def _name(walk: Walk, number: Number) -> str:
    """The words between the cue, or what ended the item before, and the figure."""
    cues = [m.end for m in walk.mentions if m.label == "CUE" and walk.boundary <= m.start and m.end <= number.start]
    return _LEAD.sub("", walk.folded[max([walk.boundary, *cues]) : number.start])


def _account(name: str, whole: Frame | None) -> Subject | None:
    """The account of that name: below the whole's code where it has one, else a class, or an item of economic classification."""
    code = whole.subject.code if whole is not None else ""
    wanted = {name, name.removesuffix("支出"), name + "支出"}
    prefixes = _ECONOMIC.get(whole.subject.name, ("",)) if whole is not None else ("",)
    kinds = {"func_section", "func_item"} if code else {"func_class", "econ_class", "econ_item"}
    found = [
        a for a in accounts() if a.kind in kinds and fold(a.name) in wanted and a.code.startswith((code,) if code else prefixes)
    ]
    exact = [a for a in found if fold(a.name) == name] or found
    if exact:
        codes = {a.code for a in exact}
        return Subject(fold(exact[0].name), codes.pop() if len(codes) == 1 else "", label=name, dimension="money")
    if code and _NAME.fullmatch(name):
        return Subject(name.removesuffix("支出"), label=name, dimension="money")
    return None
