"""Which project a report is about: 项目支出绩效自评报告（某某费）, “某某费”项目, 项目名称：某某.

The project holds until the part of the file or its outermost title changes; a report that names several has none.
"""

from __future__ import annotations

import re

from disclosure.fact import Sentence
from extractors.language.folding import fold

_REPORT = r"项目[^()《》,。]{0,16}报告"
_TITLED = re.compile(rf"{_REPORT}\(([^()]{{2,40}})\)")
_BELOW = re.compile(r'^\("?([^()"]{2,40})"?\)$')
_QUOTED = re.compile(r'"([^"]{2,40})"(?:专项)?项目的?(?:实施主体|概况|资金|绩效|主要)')
_NAMED = re.compile(r"^(?:[一二三四五六七八九十\d(]+[)、.]*)?项目(?:名称|概况):\"?([^,。;:\"]{2,40}?)\"?(?:项目)?。?$")
_TITLE = re.compile(
    r'^(?:(?:19|20)\d{2}年度?)?"?([^"《》,。:]{2,30}?(?:项目|经费|资金|费|补助|补贴|工程))"?(?:支出)?(?:绩效)?(?:自评|评价)(?:报告|情况)$'
)
_GENERAL = re.compile(
    r"(?:部门|单位|整体|专项预算|预算|支出|重点|财政|专项|年度|局|中心|委员会|办公室|院|校|学|街道|镇|乡|所|站|队|馆|会)(?:项目|资金|经费)$"
)


class ProjectFinder:
    """Goes through sentences in reading order and says, for each, which project its report is about."""

    def __init__(self) -> None:
        self._report: tuple[str, str] = ("", "")
        self._name = ""

    def of(self, sentence: Sentence) -> str:
        """The project's name, empty where the report names none."""
        top = sentence.heading[0] if sentence.heading else ""
        if (sentence.part, top) != self._report:
            self._report, self._name = (sentence.part, top), _title(fold(top))
        if not self._name:
            self._name = _said(fold(sentence.text), fold(top))
        return self._name


def _title(top: str) -> str:
    """The project that a report's title names."""
    found = _TITLED.search(top) or _TITLE.match(top)
    return "" if found is None or _GENERAL.search(found[1]) else found[1]


def _said(text: str, top: str) -> str:
    """The project that a sentence says the report is about."""
    below = _BELOW.match(text) if re.search(_REPORT, top) else None
    found = below or _TITLED.search(text) or _NAMED.match(text) or _QUOTED.search(text)
    return found[1] if found else ""
