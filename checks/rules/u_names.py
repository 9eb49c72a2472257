"""U008: the name of the organisation, in the titles of its own tables and in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from checks import relate
from checks.narrative import squeeze, titles, words
from checks.registry import rule
from disclosure.document import Document
from disclosure.relation import Evidence, Relation, Severity

_ORG = re.compile(
    r"^(?P<head>[\u4e00-\u9fff]{2,8}?(?:省|自治区|市|自治州|州))(?P<middle>[\u4e00-\u9fff]{1,8}?(?:区|县|市|旗))(?P<rest>[\u4e00-\u9fff]{3,})$"
)
_LONG = 6
"""Names shorter than this are too common for one character to be a slip."""
_TELLING = "一二三四五六七八九十东西南北中上下左右前后内外甲乙丙丁省市区县州盟旗乡镇村局院部处科厅委办室站所队校园新老大小男女"
_TITLE = re.compile(r"(?:20\d\d年度?)?(?:部门|单位)?(?:收入|支出|财政)?[^，。]{0,8}(?:决算|预算)")


@rule("U008", family="wording", severity=Severity.WARNING)
def organisation(document: Document) -> Iterator[Relation]:
    """单位名称

    查什么：表题、标题中的单位名称没有漏写区、县一级；正文中的名称与封面一字不差。
    为什么：漏写区县后就成了上级单位的名称，公开主体随之改变；一字之差是两个写法，须统一。
    依据：部门决算公开范本（封面、表题写单位全称）。
    例：封面“某市某区某局”，表题“某市某局2024年度部门决算表” → 提示；全文“规划和自然资源局”，一处“规划与自然资源局” → 提示信息；
    正文提到上级“某市某局”的通知 → 不提示。
    不报的情形：正文中的上级单位；名称没有区县一级；只差标点或空格；差的一字是数字、方位、层级（可能是另一单位）；扫描件的一字之差。
    容差：无。
    """
    yield from _variants(document)
    match = _ORG.match(squeeze(document.org or "").text)
    if match is None:
        return
    full, short = match[0], match["head"] + match["rest"]
    if document.aliases.organisation(short) == full:
        return
    for text, place in titles(document):
        flat = squeeze(text).text
        wrong, right = _titled(flat, short), _titled(flat, full)
        if place and (wrong or right):
            cited = [relate.quoted(document, place, short if wrong else full, text, role="stated")]
            yield relate.worded(document, f"“{flat[:40]}”", wrong, cited, "U008", expected=full)
    for sentence in document.sentences:
        flat_ = squeeze(sentence.text)
        if len(flat_.text) <= len(short) + 24 and _titled(flat_.text, short) and flat_.text.startswith(short):
            cited = words(document, sentence, flat_, 0, len(short), "stated")
            yield relate.worded(document, f"“{flat_.text[:40]}”", True, cited, "U008", expected=full)


def _variants(document: Document) -> Iterator[Relation]:
    """The name with one character changed; all places in one relation for each way of writing it."""
    name = squeeze(document.org or "").text
    if len(name) < _LONG or document.scanned:
        return
    seen: dict[str, list[Evidence]] = {}
    for sentence in document.sentences:
        flat = squeeze(sentence.text)
        for start in range(len(flat.text) - len(name) + 1):
            written = flat.text[start : start + len(name)]
            if _one_off(written, name):
                role = "operand" if written in seen else "stated"
                seen.setdefault(written, []).extend(words(document, sentence, flat, start, start + len(name), role))
    for written, places in seen.items():
        made = relate.worded(document, f"“{written}”", True, places, "U008", expected=name)
        yield replace(made, severity=Severity.INFO)


def _one_off(written: str, name: str) -> bool:
    """Whether exactly one character differs, and not one that would name another organisation."""
    if written[0] != name[0] and written[-1] != name[-1]:
        return False
    off = [(a, b) for a, b in zip(written, name, strict=True) if a != b]
    return len(off) == 1 and not any(char in _TELLING for char in off[0]) and all(re.match(r"[\u4e00-\u9fff]", c) for c in off[0])


def _titled(text: str, name: str) -> bool:
    """Whether the name is followed at once by the words of the disclosure's title."""
    return any(_TITLE.match(text[found.end() :]) for found in re.finditer(re.escape(name), text))
