"""U005: numbers of sections and of lists: used twice, left out, out of order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from checks import relate
from checks.narrative import squeeze, words
from checks.registry import rule
from disclosure.document import Document
from disclosure.fact import Place, Sentence
from disclosure.relation import Evidence, Relation, Severity

_DIGITS = "一二三四五六七八九十"
_STYLES = (
    ("{}、", re.compile(r"^([一二三四五六七八九十]{1,3})[、.．](?![一二三四五六七八九十]级)")),
    ("（{}）", re.compile(r"^（([一二三四五六七八九十]{1,3})）")),
    ("（{}）", re.compile(r"^（(\d{1,2})）")),
    ("{}.", re.compile(r"^(\d{1,2})[、.．](?!\d)")),
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A number at the head of a title or of a sentence; `shape` is how it is written, `at` the sentence's index."""

    number: int
    shape: str
    text: str
    at: int
    seen: tuple[Evidence, ...]


@rule("U005", family="wording", severity=Severity.INFO)
def section_numbers(document: Document) -> Iterator[Relation]:
    """标题与条目的序号

    查什么：同一部分里同级标题的序号不重复、不倒退、不跳号；同一节里（1）（2）（3）这样的条目也是。
    为什么：序号有误说明增删后未重排，目录也随之不符，读者会以为缺了内容。
    依据：党政机关公文格式（GB/T 9704）：层次序数依次为“一、”“（一）”“1.”“（1）”。
    例：两个“五、” → 提示；（4）（5）之后是（3） → 提示；（一）（二）之后是（四），其间没有（三） → 提示；不同部分各有“一、” → 不提示。
    不报的情形：不同部分或附件；同一标题跨页重复；从一重新开始的；缺的序号写在段落中间的；扫描件的跳号；按类级科目编号的条目（没有数的类不列）。
    容差：无。
    """
    yield from _titles(document)
    for marks in _lists(document).values():
        for before, mark in pairwise(marks):
            if mark.number not in (1, before.number + 1):
                yield from _told(document, before, mark)


def _titles(document: Document) -> Iterator[Relation]:
    """Titles of one level under one parent."""
    groups: dict[tuple[object, ...], list[Mark]] = {}
    known: set[tuple[object, ...]] = set()
    for at, sentence in enumerate(document.sentences):
        for depth, title in enumerate(sentence.heading):
            above = sentence.heading[:depth]
            text = squeeze(title).text
            mark = _mark(text, at)
            if mark is None or not sentence.spans or (sentence.part, *above, text) in known:
                continue
            known.add((sentence.part, *above, text))
            place = Place(sentence.spans[0].page, sentence.spans[0].box)
            seen = (relate.quoted(document, place, title, role="stated"),)
            groups.setdefault((sentence.part, above, mark.shape), []).append(Mark(mark.number, mark.shape, title, at, seen))
    for marks in groups.values():
        yield from _of_titles(document, marks)


def _of_titles(document: Document, marks: Sequence[Mark]) -> Iterator[Relation]:
    """Each title against the one before; a number met before is shown with the title that bore it first."""
    first: dict[int, Mark] = {}
    for n, mark in enumerate(marks):
        twin = first.setdefault(mark.number, mark)
        if n == 0 or mark.number == marks[n - 1].number + 1:
            continue
        if twin is not mark:
            yield _relation(document, twin, mark, "U005")
        elif first[marks[n - 1].number] is marks[n - 1]:  # what follows a number used twice was counted on from the right one
            yield from _told(document, marks[n - 1], mark)


def _lists(document: Document) -> dict[tuple[object, ...], list[Mark]]:
    """Numbers at the head of sentences that are no titles, by section and way of writing."""
    groups: dict[tuple[object, ...], list[Mark]] = {}
    for at, sentence in enumerate(document.sentences):
        flat = squeeze(sentence.text)
        mark = _mark(flat.text, at)
        titled = any(squeeze(title).text[:8] == flat.text[:8] for title in sentence.heading)
        if mark and not titled and not sentence.table and _is_title_elsewhere(document, at, flat.text) is False:
            seen = words(document, sentence, flat, 0, min(len(flat.text), 30), "stated")
            key = (sentence.part, sentence.heading, mark.shape)
            groups.setdefault(key, []).append(Mark(mark.number, mark.shape, flat.text[:20], at, tuple(seen)))
    return groups


def _is_title_elsewhere(document: Document, at: int, text: str) -> bool:
    """Whether the sentence is the line of a title: the next sentence stands under a title of the same words."""
    after: Sequence[Sentence] = document.sentences[at + 1 : at + 2]
    return any(squeeze(title).text[:8] == text[:8] for sentence in after for title in sentence.heading)


def _mark(text: str, at: int) -> Mark | None:
    for shape, pattern in _STYLES:
        match = pattern.match(text)
        if match and (number := _number(match[1])):
            kind = "1" if match[1].isdigit() else "一"
            return Mark(number, shape.format(kind), text, at, ())
    return None


def _number(text: str) -> int:
    """3, 三, 十二, 二十一 as a number, 0 for anything else."""
    if text.isdigit():
        return int(text)
    tens, _, ones = text.partition("十") if "十" in text else ("", "", text)
    values = [_DIGITS.index(part) + 1 if part in _DIGITS and part else 0 for part in (tens, ones)]
    return (values[0] or 1) * 10 + values[1] if "十" in text else values[1]


def _told(document: Document, before: Mark, mark: Mark) -> Iterator[Relation]:
    """A number that goes back, or that leaves one out which is not printed in between either."""
    if mark.number <= before.number:
        yield _relation(document, before, mark, "U005" if mark.number == before.number else "U005.order")
    elif (
        not document.scanned
        and not (_class(document, before) and _class(document, mark))
        and not _printed(document, before, mark)
    ):
        yield _relation(document, before, mark, "U005.gap")


def _class(document: Document, mark: Mark) -> bool:
    """Whether the item is a whole class of accounts: templates number all classes, and those without figures are left out."""
    text = squeeze(document.sentences[mark.at].text).text
    return "（类）" in text and "（款）" not in text


def _printed(document: Document, before: Mark, mark: Mark) -> bool:
    """Whether the first number left out stands somewhere between the two."""
    missing = before.number + 1
    signs = {str(missing)} if "1" in mark.shape else {_chinese(missing)}
    wanted = [mark.shape.replace("1", sign).replace("一", sign).rstrip("、.") for sign in signs]
    between = document.sentences[before.at : mark.at + 1]
    pages = {span.page for sentence in between for span in sentence.spans[:1]}
    text = "".join(squeeze(s.text).text + "".join(map(str, s.heading)) for s in between)
    text += "".join(squeeze(cell.text).text for table in document.tables for cell in table.cells if cell.page in pages)
    return any(sign + end in text for sign in wanted for end in (("",) if sign.startswith("（") else ("、", ".", "．", "是")))


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else _DIGITS[tens - 1]) + ("十" if tens else "") + (_DIGITS[ones - 1] if ones else "")


def _relation(document: Document, before: Mark, mark: Mark, message: str) -> Relation:
    cited = [*mark.seen, *(relate.quoted(document, e.place, e.text, e.quote) for e in before.seen)]
    return relate.worded(document, f"“{mark.text}”", True, cited, message, other=before.text)
