"""N034: the years that sentences and titles speak of."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from checks import relate, topics
from checks.narrative import Squeezed, squeeze, words
from checks.once import once
from checks.registry import rule
from disclosure.document import Document
from disclosure.fact import Place, Sentence
from disclosure.relation import Amount, Evidence, Relation, Severity

_YEAR = re.compile(r"(?<![\d〔（《—~\-至])(?P<year>20\d\d)年度?(?![\d月〕—~\-至])")
_LEAD = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]+)?(?:[\u4e00-\u9fff（）]{2,30}(?:局|委|办|中心|院|校|处|站|所|会|部|馆|队|厅|社|街道|镇|乡))?$"
)
_HEAD = re.compile(
    r"^(?:本?(?:年|部门|单位)|我[局委办院校站所部]|全年|总?收入|总?支出|收支|收、支|财政拨款|一般公共预算|政府性基金|国有资本|[“\"]三公|"
    r"机关运行|政府采购|基本支出|项目支出|年初|年末|决算|预算(?!执行))"
)
_OTHER_YEAR = re.compile(r"执行数|上年|去年|同期|以前年度|结转")
_NOTHING = re.compile(r"没有|未|无")
_COMPARED = re.compile(r"(?:与|比|较|同)$")
_SIDE = re.compile(r"^(?:相比|减少|增加|增长|下降|持平|决算|执行数|当年|预算)")
_PLAIN = re.compile(r"[，。；：？！,;:?!]")
_OWN = (("final_accounts", "决算"), ("budget", "预算"))
_NAMED = re.compile(r"20\d\d年度?(?:本)?(?:部门|单位)(?:决算|预算)")
_BEFORE, _AFTER, _LEAST = 12, 8, 8
"""Characters of a clause before a year and after it that two mentions must share to be the same phrase, and how many at least."""
_MANY = 3
"""Mentions in the same words from which on a single one of another year is the slip."""
_SHOWN = 12
"""Characters behind a year that messages show."""
_BESIDE = 2
"""Other places that bear the year of the document where one that does not is a slip."""


@dataclass(frozen=True, slots=True)
class _Mention:
    """A year as printed, with the sentence it stands in."""

    year: int
    sentence: Sentence
    flat: Squeezed
    start: int
    end: int

    @property
    def subject(self) -> str:
        """The year with the words behind it, as messages call it."""
        return f"“{self.flat.text[self.start : self.end + _SHOWN]}”"

    def seen(self, document: Document, role: str = "operand") -> list[Evidence]:
        """The year as something to look at."""
        return words(document, self.sentence, self.flat, self.start, self.end, role)


@rule("N034", family="year", severity=Severity.WARNING)
def spoken_year(document: Document) -> Iterator[Relation]:
    """句中、标题中的年度

    查什么：收支各节句首所写的年度（“20XX年度收入总计……”）、决算（预算）表和各节标题的年度，是否为文件的年度；“与20XX年度相比”是否为上一年度；同样措辞写了三次以上的，年度是否一致。
    为什么：沿用上年文稿时最常漏改的是年份，数已换而年份没换，读者会把两年的数弄混。
    依据：部门决算公开范本、部门预算公开范本：文字说明和各表均写明本年度。
    例：2022年度决算写“2021年度财政拨款支出244.97万元，占……” → 报；“2021年度支出207.24万元，2022年度244.97万元” → 不报。
    不报的情形：同句或邻句另写本年度（与上年对照）；比较的年度本来就有几种；执行数、同期、结转；书名号、文号、期间；同样措辞而年度各不相同的；文件年度不明，或同一文件兼有预算与决算。
    容差：无。
    """
    if document.fiscal_year is None:
        return
    mentions = list(_mentions(document))
    yield from _heads(document, [m for m in mentions if _is_head(document, m)], mentions)
    yield from _compared(document, mentions)
    yield from _titles(document)
    yield from _alike(document, mentions)


def _mentions(document: Document) -> Iterator[_Mention]:
    for sentence in document.sentences:
        flat = squeeze(sentence.text)
        if not sentence.table and _PLAIN.search(flat.text):
            for match in _YEAR.finditer(flat.text):
                yield _Mention(int(match["year"]), sentence, flat, match.start(), match.end())


def _is_head(document: Document, mention: _Mention) -> bool:
    """Whether the sentence of a section on income or expenditure begins with the year that its figures are of."""
    before, after = mention.flat.text[: mention.start], mention.flat.text[mention.end :]
    clause = _PLAIN.split(after)[0]
    known = topics.of(mention.sentence) != "performance" and mention.sentence.part in _accounts(document)
    said = bool(mention.sentence.facts) or bool(_NOTHING.search(clause))
    return known and said and bool(_LEAD.match(before) and _HEAD.match(after)) and not _OTHER_YEAR.search(clause)


@once
def _accounts(document: Document) -> frozenset[str]:
    """The parts that are the accounts or the budget proper; sentences of a file without parts stand in none."""
    if not document.parts:
        return frozenset({""})
    return frozenset(part.id for part in document.parts if part.kind in dict(_OWN))


def _heads(document: Document, heads: Sequence[_Mention], mentions: Sequence[_Mention]) -> Iterator[Relation]:
    """Sentences that begin with the year of the document, and those that begin with another where nothing explains it."""
    own = document.fiscal_year
    same = [head for head in heads if head.year == own]
    if len(same) < _BESIDE or not _one_kind(document):
        return
    order = {sentence.id: n for n, sentence in enumerate(document.sentences)}
    told = {(order[m.sentence.id], m.sentence.heading) for m in mentions if m.year == own}
    for head in heads:
        if head.year == own:
            yield _relation(document, head.subject, head.year, head.seen(document, "stated"))
        elif 3 * len(same) >= 2 * len(heads) and not told & {
            (order[head.sentence.id] + step, head.sentence.heading) for step in (-1, 0, 1)
        }:
            yield _relation(document, head.subject, head.year, [*head.seen(document, "stated"), *same[0].seen(document)])


def _compared(document: Document, mentions: Sequence[_Mention]) -> Iterator[Relation]:
    """The year that this year's figures are compared with: where it is always the one before, the one that is another is a slip."""
    before, final = (document.fiscal_year or 0) - 1, "budget" not in document.kinds
    found = [
        m
        for m in mentions
        if m.sentence.part in _accounts(document)
        and _COMPARED.search(m.flat.text[: m.start])
        and _SIDE.match(m.flat.text[m.end :])
        if not (final and m.flat.text.startswith("预算", m.end))
    ]
    odd = [m for m in found if m.year != before]
    if len(found) - len(odd) < _MANY or len(odd) > 1 or not _one_kind(document):
        return
    for mention in found:
        if mention.year == before or abs(mention.year - before) == 1:
            yield _relation(document, mention.subject, mention.year, mention.seen(document, "stated"), before)


def _titles(document: Document) -> Iterator[Relation]:
    """Titles of sections and tables that name the disclosure's own kind and a year; U004 has those that name the document itself."""
    own = next((word for kind, word in _OWN if kind in document.kinds), "")
    if not own or not _one_kind(document):
        return
    pattern = re.compile(rf"(?P<year>20\d\d)年度?(?P<name>[^\d，。；：《》]{{0,36}}{own}(?!执行)[^\d，。；：《》]{{0,12}})$")
    found = [(int(match["year"]), seen) for text, seen in _titled(document) if (match := pattern.search(text)) and _certain(text)]
    same = [seen for year, seen in found if year == document.fiscal_year]
    for year, seen in found if len(same) >= _BESIDE else ():
        other = [] if year == document.fiscal_year else [replace(same[0], role="operand")]
        yield _relation(document, f"标题“{seen.text}”", year, [seen, *other])


def _certain(text: str) -> bool:
    return not _NAMED.search(text) and not _OTHER_YEAR.search(text) and len(re.findall(r"20\d\d", text)) == 1


def _titled(document: Document) -> Iterator[tuple[str, Evidence]]:
    for sentence in document.sentences:
        flat = squeeze(sentence.text)
        if not sentence.table and sentence.spans and not _PLAIN.search(flat.text) and "20" in flat.text:
            yield from ((flat.text, seen) for seen in words(document, sentence, flat, 0, len(flat.text), "stated"))
    for table in document.tables:
        if table.title and table.cells:
            place = Place(table.cells[0].page, table.cells[0].box)
            yield squeeze(table.title).text, relate.quoted(document, place, table.title, role="stated")


def _alike(document: Document, mentions: Sequence[_Mention]) -> Iterator[Relation]:
    """Years in the same words: all the same, or all but one."""
    groups: dict[tuple[str, str], list[_Mention]] = defaultdict(list)
    for mention in mentions:
        key = _around(mention)
        if len("".join(key)) >= _LEAST:
            groups[key].append(mention)
    for group in groups.values():
        usual, count = Counter(m.year for m in group).most_common(1)[0]
        odd_ones = len(group) - count
        if count < _MANY + (not odd_ones) or odd_ones > 1 or usual not in (document.fiscal_year, (document.fiscal_year or 0) - 1):
            continue
        same = [seen for m in group if m.year == usual for seen in m.seen(document)]
        yield relate.worded(document, group[0].subject, False, same, "N034", stated=str(usual), expected=str(usual))
        for odd in (m for m in group if m.year != usual and abs(m.year - usual) == 1):
            yield _relation(document, odd.subject, odd.year, [*odd.seen(document, "stated"), *same[:1]], usual)


def _around(mention: _Mention) -> tuple[str, str]:
    """The clause up to the year and the characters behind it, figures left out."""
    text = mention.flat.text
    before = _PLAIN.split(text[: mention.start])[-1][-_BEFORE:]
    return re.sub(r"\d[\d,.]*", "#", before), re.sub(r"\d[\d,.]*", "#", text[mention.end :])[:_AFTER]


def _one_kind(document: Document) -> bool:
    return len({kind for kind, _ in _OWN} & set(document.kinds)) == 1


def _relation(document: Document, subject: str, year: int, seen: list[Evidence], wanted: int | None = None) -> Relation:
    own = wanted or document.fiscal_year or 0
    made = relate.worded(document, subject, year != own, seen, "N034", stated=str(year), expected=str(own))
    return replace(made, stated=Amount(Decimal(year)), expected=Amount(Decimal(own)))
