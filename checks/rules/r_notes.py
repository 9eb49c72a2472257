"""R002, R004, R005, R008: notes that explain a difference between two accounts of the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from checks import relate
from checks.narrative import MONEY, name, squeeze
from checks.notes import Note, components, notes, pairs
from checks.registry import rule
from disclosure import arithmetic
from disclosure.arithmetic import Verdict
from disclosure.document import Document
from disclosure.fact import Fact
from disclosure.relation import Relation, Severity

_BEFORE, _AFTER = 12, 8
"""Characters on either side of an amount that tell what a note is about; the first is also the least that must be there in all."""
_BETWEEN = re.compile(
    r"(?:万元|元)?[，、；]?(?:两者|二者|两数|前后|账表)?(?:之间)?(?:相差|差额|差异|差距)(?:额|数)?(?:为|达|共|计|是)?：?"
)
_LEAD = re.compile(r"(?:由|分别(?:为|是)|包括|系)")
_COUNT = re.compile(r"^(?P<n>[两二三四五六七八九\d])?项?(?P<all>组成|构成|之和|合计)")
_NUMBERS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9} | {str(n): n for n in range(2, 10)}


@rule("R002", family="reconciliation", severity=Severity.INFO)
def explained(document: Document) -> Iterator[Relation]:
    """说明所解释的差额

    查什么：文内说明给出差额时，账面（自评）数与决算报表数之差恰等于该差额。
    为什么：同一事项在两处不同而有说明的，应连同说明一并呈现，不当作错误。
    依据：部门决算报表编制说明与公开范本：口径不同、数据有差异的，须在说明中写明原因和金额（“特此说明”）；算术恒等式：甲数－乙数＝差额。
    例：账面7480.72、决算244.97，说明差7235.75 → 已解释；差7230.00 → 不视为已解释。
    不报的情形：差额与说明不等的，由各自的规则报。
    容差：无，须恰好相等。
    """
    for note in _first_of_each(document):
        for book, figure in pairs(document, note):
            made = relate.equal(document, book.label or name(book), book, figure, "R002")
            if made.verdict is Verdict.DISCREPANCY:
                cited = (*made.operands, relate.evidence(document, note.amount, "note"))
                yield replace(
                    made, verdict=Verdict.RECONCILED, operands=cited, args={**made.args, "note": relate.shown(note.amount)}
                )


@rule("R004", family="reconciliation", severity=Severity.WARNING)
def listed(document: Document) -> Iterator[Relation]:
    """差额的组成

    查什么：说明所称的若干项金额之和等于其差额。
    为什么：差额能拆成具体事项，说明才站得住。
    依据：算术恒等式：差额＝说明所列各事项金额之和。
    例：“差异7235.75万元，由6760万元、422.75万元、53万元三项组成” → 成立；第三项写作35万元（之和7217.75）→ 提示；
    只写“差异7235.75万元”，附表中找不到唯一的一组 → 不判断。
    不报的情形：组成项不唯一或没有写明；只说“其中”（不必列全）；写明的项数与所列的数不同。
    容差：附表中找的，须恰好相等；说明自己列全的，各数印列末位之半的和。
    """
    for note in _first_of_each(document):
        parts = components(document, note) or _spelled_out(note)
        if parts:
            yield relate.total(document, "差额的组成", note.amount, parts)


@rule("R005", family="reconciliation", severity=Severity.WARNING)
def repeated(document: Document) -> Iterator[Relation]:
    """同一说明前后一致

    查什么：同一说明在文内重复出现时，差额相同。
    为什么：两处说明不一致，读者无从取信。
    依据：算术恒等式：同一对甲数、乙数只有一个差额。
    例：两处都写“与决算报表数据有7235.75万元支出的差异” → 成立；一处写7235.57 → 提示；一处写“项目支出的差异”、一处写“人员经费的差异” → 不提示。
    不报的情形：说明的是不同事项（金额前后的文字不同）。
    容差：印列末位。
    """
    found = notes(document)
    for first, again in pairwise(found):
        if first.told.sentence.id != again.told.sentence.id and _same_matter(first, again):
            yield relate.equal(document, "同一说明的差额", again.amount, first.amount, "equal")


@rule("R008", family="reconciliation", severity=Severity.INFO)
def unexplaining(document: Document) -> Iterator[Relation]:
    """说明的差额与两数

    查什么：说明写出两数和差额的，差额等于两数之差；只写差额的，文内有没有对应的两数。
    为什么：对不上的说明可能沿用旧稿，所说的差异并不存在，或另有一部分没有说明。
    依据：算术恒等式：甲数－乙数＝差额。
    例：“账面支出352.84万元，决算报表支出252.84万元，相差120.00万元” → 报（应为100.00万元）；写“相差100.00万元” → 成立；
    说明差12.00万元而全文没有相差12.00万元的两数 → 记为未能核对，不作发现。
    不报的情形：差额与两数之间另有文字（差额不是这两数的）；只写差额而两数不在本文件内，只记入覆盖。
    容差：三数印列末位之半的和。
    """
    for note in notes(document):
        left, right = note.told.one("left"), note.told.one("right")
        if left and right and _of_both(note, right):
            greater, lesser = sorted((left, right), key=lambda fact: -fact.quantity.base)
            made = relate.total(document, "说明的差额", note.amount, [greater, lesser], (1, -1), "R008")
            yield replace(made, severity=Severity.WARNING)
    for note in _first_of_each(document):
        spoken = note.told.one("right")
        if spoken and _of_both(note, spoken):
            continue
        if not any(True for _ in pairs(document, note)) and not components(document, note):
            yield relate.unresolved(document, "说明的差额", "missing_figure", [note.amount])


def _first_of_each(document: Document) -> list[Note]:
    """The first note of every amount."""
    first: dict[object, Note] = {}
    for note in notes(document):
        first.setdefault(abs(note.amount.quantity.base), note)
    return list(first.values())


def _same_matter(first: Note, again: Note) -> bool:
    """Whether two notes are one note repeated: their amounts agree, or a long stretch of their words does."""
    if arithmetic.equal(first.amount.quantity, again.amount.quantity).verdict is Verdict.HOLDS:
        return True
    return _around(first) == _around(again) != ""


def _around(note: Note) -> str:
    """The words right before and after the amount of a note, empty where they are too few to tell its matter."""
    text, fact = note.told.sentence.text, note.amount
    before, after = ("".join(part.split()) for part in (text[: fact.start], text[fact.end :]))
    return f"{before[-_BEFORE:]}|{after[:_AFTER]}" if min(len(before), _BEFORE) + min(len(after), _AFTER) >= _BEFORE else ""


def _of_both(note: Note, right: Fact) -> bool:
    """Whether the amount is that of the two figures right before it: nothing stands between but the word for the difference."""
    return bool(_BETWEEN.fullmatch(squeeze(note.told.sentence.text[right.end : note.amount.start]).text))


def _spelled_out(note: Note) -> tuple[Fact, ...]:
    """The amounts that the note itself says it is made of, all of them; empty where it does not say that they are all."""
    sentence = note.told.sentence
    after = [fact for fact in sentence.facts if fact.start >= note.amount.end]
    if len(after) < 2 or any(fact.quantity.dimension != MONEY for fact in after):
        return ()
    lead = squeeze(sentence.text[note.amount.end : after[0].start]).text
    counted = _COUNT.match(squeeze(sentence.text[after[-1].end :]).text)
    whole = counted and len(after) == _NUMBERS.get(counted["n"] or "", len(after)) and counted["all"]
    return tuple(after) if _LEAD.search(lead) and whole else ()
