"""C006: the glossary speaks of the right level of government."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks import relate, topics
from checks.narrative import squeeze, words
from checks.registry import rule
from disclosure.document import Document
from disclosure.relation import Evidence, Relation, Severity

_LEVEL = re.compile(r"(?:是|从|与|使用|由)(?P<level>中央|省|自治区|市)级(?:预算主管部门|预算单位|财政部门|财政)")
_DISTRICT = re.compile(
    r"^(?:[\u4e00-\u9fff]{2,8}?(?:省|自治区|市|自治州|州|盟))*[\u4e00-\u9fff]{1,7}?(?P<end>区|县|旗)(?=[\u4e00-\u9fff]{2})"
)
_ZONES = re.compile(r"(?:开发|新|高新|自治|景|园|保护|社|管理|合作|示范|实验|试验|保税|工业)区$")
_OWN = {"区": "区级", "县": "县级", "旗": "旗级"}


@rule("C006", family="wording", severity=Severity.INFO)
def terms(document: Document) -> Iterator[Relation]:
    """名词解释的层级

    查什么：区、县级部门的名词解释不写成“市级预算主管部门”“市级财政拨款”等上一级的口径。
    为什么：名词解释多照抄上级范本，层级写错，经费来源就说错了。
    依据：部门决算公开范本的名词解释（“三公”经费等以本级财政拨款为口径）。
    例：某区街道办事处的名词解释写“使用市级财政拨款安排的因公出国费” → 提示；写“区级财政拨款”“本级财政拨款” → 不提示。
    不报的情形：单位名称看不出是区、县级；县级市；开发区、新区；名词解释以外的文字。
    容差：无；每份文件只提示一次。
    """
    own = _own_level(document)
    if not own:
        return
    seen: list[Evidence] = []
    levels: list[str] = []
    for sentence in document.sentences:
        if topics.of(sentence) == "terms":
            flat = squeeze(sentence.text)
            for match in _LEVEL.finditer(flat.text):
                seen += words(document, sentence, flat, *match.span(), role="operand" if seen else "stated")
                levels.append(f"{match['level']}级")
    if seen:
        yield relate.worded(document, "名词解释", True, seen, "C006", written="、".join(dict.fromkeys(levels)), expected=own)


def _own_level(document: Document) -> str:
    """The level word of a district or county by the organisation's name, empty where the name does not show it."""
    match = _DISTRICT.match(squeeze(document.org or "").text)
    return _OWN[match["end"]] if match and not _ZONES.search(match[0]) else ""
