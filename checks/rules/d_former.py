"""Names of organisations that no longer exist, still used as the organisation's own: D030."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks import relate
from checks.narrative import squeeze, words
from checks.registry import rule
from disclosure.document import Document
from disclosure.relation import Evidence, Relation, Severity

_MERGED = re.compile(
    r"(?P<old>(?:原|将)[\u4e00-\u9fff、（）和与及]{6,120}?)(?:[一二两三四五六七八九十\d]+(?:个|家|所|局|中心|站|单位|机构)+)?"
    r"(?:合并|整合|撤并|重组|组建|更名|改名)(?:组建|成立|设立)?(?:为|成|成立)(?P<new>[\u4e00-\u9fff（）]{6,30})"
)
_OWN_RULE = re.compile(r"^(?:的)?[\u4e00-\u9fff]{0,16}(?:制度|办法|细则|规定|规程)(?:》|$)")
_ENDING = re.compile(r"(?:所|局|中心|站|处|办公室|委员会|院|校|队|科|公司|部)$")
_LEAST = 6


@rule("D030", family="name_mismatch", severity=Severity.WARNING)
def former(document: Document) -> Iterator[Relation]:
    """已合并、更名的单位名称仍作为本单位名称使用

    查什么：正文写明“原甲所、乙所合并为丙中心”（更名、整合）的，本单位的制度、办法是否仍冠以甲所、乙所的名称。
    为什么：机构合并后制度仍用旧名，多为沿用旧稿，制度是否有效也成疑问。
    依据：地方各级人民政府机构设置和编制管理条例（国务院令第486号）：机构的设立、撤销、合并、变更规格或名称须经批准。
    例：三所合并为社会保险服务中心，又写“建立了《某所财务管理制度》” → 提示；叙述合并经过时提到某所 → 不提示。
    不报的情形：叙述历史的句子（含“原”“合并”“更名”）；不是单位自己的制度；旧名是新名的一部分。
    容差：无。
    """
    former_ = _former(document)
    for sentence in document.sentences if former_ else ():
        flat = squeeze(sentence.text)
        if sentence.table or _MERGED.search(flat.text):
            continue
        for name, (new, seen) in former_.items():
            for match in re.finditer(rf"《{re.escape(name)}", flat.text):
                if _OWN_RULE.match(flat.text[match.end() :].split("》")[0] + "》"):
                    cited = [*words(document, sentence, flat, *match.span(), role="stated"), *seen]
                    yield relate.worded(document, f"“{name}”", True, cited, "D030", name=name, other=new)


def _former(document: Document) -> dict[str, tuple[str, list[Evidence]]]:
    """The names that the file says were merged or changed, each with the new name and where that is said."""
    found: dict[str, tuple[str, list[Evidence]]] = {}
    for sentence in document.sentences:
        flat = squeeze(sentence.text)
        for match in _MERGED.finditer(flat.text):
            for name in re.split(r"[、和与及]", match["old"]):
                plain = re.sub(r"^(?:原|将)+", "", name)
                plain = (
                    plain
                    if _ENDING.search(plain)
                    else re.sub(r"[一二两三四五六七八九十]+(?:个|家)?(?:所|局|中心|站|单位|机构)?$", "", plain)
                )
                if len(plain) >= _LEAST and _ENDING.search(plain) and plain not in match["new"]:
                    found.setdefault(plain, (match["new"], words(document, sentence, flat, *match.span())))
    return found
