"""U008: the name of the organisation in the titles of its own tables."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks import relate
from checks.narrative import squeeze, titles, words
from checks.registry import rule
from disclosure.document import Document
from disclosure.relation import Relation, Severity

_ORG = re.compile(
    r"^(?P<head>[\u4e00-\u9fff]{2,8}?(?:省|自治区|市|自治州|州))(?P<middle>[\u4e00-\u9fff]{1,8}?(?:区|县|市|旗))(?P<rest>[\u4e00-\u9fff]{3,})$"
)
_TITLE = re.compile(r"(?:20\d\d年度?)?(?:部门|单位)?(?:收入|支出|财政)?[^，。]{0,8}(?:决算|预算)")


@rule("U008", family="wording", severity=Severity.WARNING)
def organisation(document: Document) -> Iterator[Relation]:
    """单位名称

    查什么：表题、标题中的单位名称没有漏写区、县一级。
    为什么：漏写区县后就成了上级单位的名称，公开主体随之改变。
    依据：文件封面的单位名称。
    例：封面“某市某区某局”，表题“某市某局2024年度部门决算表” → 提示；正文提到上级“某市某局”的通知 → 不提示。
    不报的情形：正文中的上级单位；名称没有区县一级；只差标点或空格。
    容差：无。
    """
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


def _titled(text: str, name: str) -> bool:
    """Whether the name is followed at once by the words of the disclosure's title."""
    return any(_TITLE.match(text[found.end() :]) for found in re.finditer(re.escape(name), text))
