"""Normal forms of the texts that stand in headers, titles and row labels.

Plain functions of strings. A label keeps its words and loses what only orders or decorates it: blanks, numbering, （类）（款）（项）
marks, 其中：. Refuses nothing; an empty text stays empty.
"""

from __future__ import annotations

import re
import unicodedata

_BRACKETS = str.maketrans({"(": "（", ")": "）"})
_QUOTES = re.compile("[“”\"'‘’「」『』《》〈〉]")
_NUMBERINGS = (
    re.compile(r"^[一二三四五六七八九十]{1,3}[、.．，]"),
    re.compile(r"^（[一二三四五六七八九十]{1,3}）[、.]?"),
    re.compile(r"^\d{1,2}(?:[、．]|[.](?!\d))"),
    re.compile(r"^（\d{1,2}）[、.]?"),
    re.compile(r"^[①-⑳]"),
)
_TURNED = re.compile(r"^((?:[二三四]?十[一二三四五六七八九]?|[一二三四五六七八九]))(\D+)、$")
"""A numbering whose mark was read after the words: '一一般公共服务支出、'."""
_OF_WHICH = re.compile(r"^(?:其中|其 中)[：:]?")
_SIGNS = re.compile(r"^[加减][：:]")
_MARKS = re.compile(r"（[类款项]）$")
_UNIT = re.compile(r"[（(](?:单位[：:])?(亿元|百万元|万元|千元|元|人次|人|%|％|辆|台|个|批次|批|平方米|㎡|户|家)[）)]$")


def squeeze(text: str) -> str:
    """NFKC with every blank removed and brackets full width: '因公出国 (境)费' → '因公出国（境）费'."""
    # Circled numbers would decay to digits under NFKC and read as a part of a figure.
    kept = "".join(c if "①" <= c <= "⑳" else unicodedata.normalize("NFKC", c) for c in text)
    return "".join(kept.split()).translate(_BRACKETS)


def plain(text: str) -> str:
    """A squeezed text without quotation marks, for comparing titles and names."""
    return _QUOTES.sub("", squeeze(text))


def header(text: str) -> str:
    """A header word in normal form, without a unit in brackets at its end."""
    return _UNIT.sub("", plain(text)).rstrip("：:")


def header_unit(text: str) -> str | None:
    """The unit word in brackets at the end of a header text, None where there is none."""
    match = _UNIT.search(squeeze(text))
    return match[1].replace("％", "%") if match else None


def depth(text: str) -> int | None:
    """How deep the numbering at the start of a label goes (一、 0, （一） 1, 1. 2, (1) 3, ① 4); None where it has none."""
    text = _TURNED.sub(r"\1、\2", _OF_WHICH.sub("", squeeze(text)))
    for level, pattern in enumerate(_NUMBERINGS):
        if pattern.match(text):
            return level
    return None


def is_of_which(text: str) -> bool:
    """Whether the label begins with 其中."""
    return bool(_OF_WHICH.match(squeeze(text)))


def label(text: str) -> str:
    """The canonical label: numbering, 其中, 加/减 and （类）（款）（项） marks stripped."""
    text = _TURNED.sub(r"\2", plain(text))
    before = None
    while before != text:
        before = text
        for pattern in (_OF_WHICH, _SIGNS, *_NUMBERINGS):
            text = pattern.sub("", text)
    return _MARKS.sub("", text).strip("：:*※")
