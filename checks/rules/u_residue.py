"""U006: what a template leaves behind: choices not made, placeholders."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks import relate
from checks.narrative import squeeze, words
from checks.registry import rule
from disclosure.document import Document
from disclosure.fact import Sentence
from disclosure.relation import Relation, Severity

_PAIRS = (
    *(("下降", "增长"), ("增长", "下降"), ("增加", "减少"), ("减少", "增加"), ("上升", "下降"), ("下降", "上升")),
    *(("大于", "小于"), ("小于", "大于"), ("高于", "低于"), ("低于", "高于")),
)
_CHOICE = re.compile("|".join(f"{a}（(?:或)?{b}）|{a}/{b}|{a}或{b}(?=[\\d.]+[万元%])" for a, b in _PAIRS))
_BLANK = re.compile(
    r"(?<![A-Za-z])[Xx×]{2,}(?:[.．][Xx×]+)?(?=万元|元|%|个|人|年|月|日|部门|单位|辆|台|项|局|厅|街道|办事处|批次|户|家)|×+(?=年|月|日)|[＿_]{2,}(?=万元|%|个|人)|\*{2,}(?=万元|%)"
)
_ENOUGH = 5
"""More placeholders than this and the file is the template itself: nobody needs each of them shown."""


@rule("U006", family="wording", severity=Severity.WARNING)
def residue(document: Document) -> Iterator[Relation]:
    """模板残留

    查什么：“下降（增长）”“增加（减少）”等没有选定的写法，以及金额、名称处的“XX”“××”。
    为什么：模板没有填完，方向与数字都不确定。
    依据：部门决算公开范本的填写要求。
    例：“减少0.15万元，下降（增长）27.78%” → 提示；标题“增减变化情况” → 不提示。
    不报的情形：文件本身就是空白模板（占位多于五处的并作一条）；不带数字的固定栏名。
    容差：无。
    """
    found = list(_placeholders(document))
    for sentence, start, end in found[:1] if len(found) > _ENOUGH else found:
        flat = squeeze(sentence.text)
        seen = words(document, sentence, flat, start, end, "stated")
        if seen:
            yield relate.worded(document, f"“{flat.text[max(start - 8, 0) : end + 8]}”", True, seen, "U006")


def _placeholders(document: Document) -> Iterator[tuple[Sentence, int, int]]:
    """Choices not made and followed by a figure (with it), and places for figures and names that were not filled."""
    for sentence in document.sentences:
        text = squeeze(sentence.text).text
        for match in _CHOICE.finditer(text):
            figure = re.match(r"(?:了|为)?(?:[\d.]+|[XxＸ×]{1,4})(?:万元|%|个百分点)?", text[match.end() :])
            if figure:
                yield sentence, match.start(), match.end() + figure.end()
        for match in _BLANK.finditer(text):
            yield sentence, *match.span()
