"""Paragraphs about one project: “某某项目绩效自评综述：…项目全年预算数为X万元，执行数为Y万元”.

A sentence that begins with a project's name and a colon makes the rest of its paragraph speak of it; figures that name nothing else, or only 项目, 该项目, are its own.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from disclosure.fact import Measure
from extractors.language.leads import Lead, Subject, read_lead
from extractors.language.lists import ITEM
from extractors.language.numbers import Number

if TYPE_CHECKING:
    from extractors.language.reader import Reader, Walk

_TITLE = re.compile(
    r'^"?(?P<name>[\u4e00-\u9fff()、A-Za-z0-9-]{2,40}?)"?项目(?:支出)?(?:绩效)?(?:自评|评价)?(?:综述|情况|结果)?$'
)
_GENERAL = re.compile(r"^(?:各|所有|全部|其他|重点|一级|二级|部门|单位|本|该|此|以上|上述|整体|预算|支出)")
_OWN = re.compile(r"^(?:该|本|此)?项目(?:绩效)?(?=[\u4e00-\u9fff])")


def begin(reader: Reader, walk: Walk, end: int) -> bool:
    """Takes the project that a sentence begins with as the paragraph's subject from there on; whether there is one."""
    if walk.boundary != 0 or walk.folded[end : end + 1] != ":":
        return False
    title = _TITLE.match(ITEM.sub("", walk.folded[:end]))
    if title is None or _GENERAL.match(title["name"]):
        return False
    reader.state.project = Subject(title["name"] + "项目", label=title["name"] + "项目")
    reader.turn(reader.state.project, walk.sentence)
    return True


def own(reader: Reader, walk: Walk, number: Number, text: str, lead: Lead) -> Lead:
    """The lead with the paragraph's project as subject, where the words before the figure say no more than 项目 and a measure."""
    project, said = reader.state.project, _OWN.match(text)
    if project is None or said is None or number.quantity.dimension != "money":
        return lead
    inside = [m for m in walk.mentions if m.start >= walk.boundary + said.end() and m.end <= walk.boundary + len(text)]
    rest = read_lead(text[said.end() :], walk.boundary + said.end(), inside, reader.year)
    return replace(rest, text=lead.text, subject=project) if rest.filler and rest.measure and rest.subject is None else lead


def score(reader: Reader, walk: Walk, number: Number, lead: Lead) -> bool:
    """Makes the project's score a fact; whether the figure is one."""
    if reader.state.project is None or number.quantity.dimension != "score" or not re.search(r"得分(?:为|是|:)*$", lead.text):
        return False
    reader.fact(walk, number, lead, Measure.SCORE, reader.state.project, reader.year)
    return True
