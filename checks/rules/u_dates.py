"""Years in titles and column heads, dates of signature: U010, U014."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from checks import relate
from checks.narrative import in_part, squeeze, titles, words
from checks.projects import projects
from checks.registry import rule
from disclosure.document import Document, Part
from disclosure.fact import Place, Sentence
from disclosure.relation import Evidence, Relation, Severity

_DIGITS = {char: str(n) for n, char in enumerate("零一二三四五六七八九")} | {"〇": "0", "○": "0", "O": "0", "o": "0", "0": "0"}
_NUMERAL = r"[零〇○Oo一二三四五六七八九0-9]"
_DATE = re.compile(
    rf"^(?P<y>{_NUMERAL}{{4}})年(?P<m>[一二三四五六七八九十\d]{{1,3}})月(?:(?P<d>[一二三四五六七八九十\d]{{1,3}})日)?$"
)
_TITLE = re.compile(r"(?P<year>20\d\d)年度?[\u4e00-\u9fff（）]{0,40}(?:自评|评价)[\u4e00-\u9fff]{0,8}(?:报告|表|说明)")
_PERIOD = re.compile(r"(?P<year>20\d\d)年1月?[-—－~至]+12月")
_GIVEN = re.compile(r"(?P<year>20\d\d)年(?:年)?(?:初|中|末)?[^，。；]{0,14}(?:下达|批复|目标任务|绩效目标|追加)")
_COLUMN = re.compile(r"^(?P<year>20\d\d)年度?(?:决算|预算|实际|执行)")
_TITLE_AFTER = re.compile(r"(?:自评|评价)[\u4e00-\u9fff]{0,8}(?:报告|表|说明)[（(](?P<year>20\d\d)年度?[)）]")
_SHOWN = 24
"""So many places at most are shown that bear the year of the document."""
_COVER = 8
"""So many sentences a cover has at most."""


@rule("U010", family="year", severity=Severity.INFO)
def signed(document: Document) -> Iterator[Relation]:
    """落款日期

    查什么：封面日期与落款日期是否相同（大写与数字同义）；决算、自评、评价报告的日期是否在年度终了以后。
    为什么：沿用上年文稿时日期常漏改。
    依据：部门决算管理办法：每一预算年度终了编制决算；绩效自评以年度终了后的执行结果为准。
    例：封面“二〇二四年四月三十日”、落款“2024年4月30日” → 成立；2023年度自评报告落款2023年4月 → 提示。
    不报的情形：只有年月的与同月的某日；预算文件；不成行的日期；文件年度不明。
    容差：无。
    """
    found = [(s, date) for s in document.sentences if not s.table and (date := _date(s.text))]
    for (before, left), (after, right) in pairwise(found):
        if before.part != after.part and _cover(document, before) and not _cover(document, after):
            seen = [*_whole(document, after, "stated"), *_whole(document, before)]
            broken = left[: len(right)] != right[: len(left)]
            yield relate.worded(document, "封面日期与落款日期", broken, seen, "U010", stated=after.text, other=before.text)
    year = document.fiscal_year
    if year is not None and "budget" not in document.kinds and document.kinds:
        for sentence, date in found:
            seen = _whole(document, sentence, "stated")
            over = date[0] > year or date[:2] == (year, 12)
            yield relate.worded(document, "编制日期", not over, seen, "U010", stated=sentence.text, other=f"{year}年12月31日")


@rule("U014", family="year", severity=Severity.WARNING)
def years(document: Document) -> Iterator[Relation]:
    """标题、表头、时效指标的年度与文件年度一致

    查什么：各部分、各表标题中的年度，绩效评价基础数据表的决算数、预算数栏的年度，项目报告时效指标的期间和资金下达年份，是否为文件的年度（上年对比栏为上一年）。
    为什么：附件沿用上年文稿时最常漏改的是年份。
    依据：部门决算公开范本、绩效自评报告范本（封面、标题写“20××年度”）。
    例：2021年度自评报告所附四份“2021年度……项目支出绩效自评报告” → 成立；一份写“2020年度” → 报。
    不报的情形：文件年度不明；标题没有写年度；跨年度项目的期间；文号、书名号、历史事项。
    容差：无。
    """
    if document.fiscal_year is None:
        return
    named = [
        (m, relate.quoted(document, place, m["year"], text))
        for text, place in _titles(document)
        if place and (m := _TITLE.search(text) or _TITLE_AFTER.search(text))
    ]
    yield from _together(document, "标题年度", named, strict=len(named) > 2)
    yield from _columns(document)
    parts = [sentence for project in projects(document) for sentence in project.sentences]
    yield from _together(document, "时效指标期间", list(_phrases(document, parts, _PERIOD)), strict=True)
    yield from _together(document, "资金下达与目标年度", list(_phrases(document, parts, _GIVEN)), strict=False)


def _together(
    document: Document, subject: str, found: Sequence[tuple[re.Match[str], Evidence]], strict: bool
) -> Iterator[Relation]:
    """One relation over all that bear the document's year, and one for each that bears another."""
    own = str(document.fiscal_year)
    same = [seen for match, seen in found if match["year"] == own]
    if len(same) > 1:
        yield relate.worded(document, subject, False, same[:_SHOWN], "U014", stated=own, other=own)
    for match, seen in found:
        if match["year"] != own and strict and len(same) > 1:
            cited = [replace(seen, role="stated"), same[0]]
            yield relate.worded(document, subject, True, cited, "U014", stated=match["year"], other=own)


def _titles(document: Document) -> Iterator[tuple[str, Place | None]]:
    """Titles of parts first (several may be the same), then those of sections and tables, without blanks."""
    seen = set()
    for part in document.parts:
        seen.add(squeeze(part.title).text)
        yield squeeze(part.title).text, _title_place(document, part)
    yield from ((flat, place) for text, place in titles(document) if (flat := squeeze(text).text) not in seen)


def _title_place(document: Document, part: Part) -> Place | None:
    """Where the year in the title of a part is printed: in a line of its own, over a table, else where the part begins."""
    title = squeeze(part.title).text
    lines = [s for s in in_part(document, part.id) if s.spans]
    own = next((s for s in lines if squeeze(s.text).text == title), None)
    tables = (t for t in document.tables if t.cells and t.pages[:1] == (part.first_page,) and squeeze(t.title).text == title)
    table = None if own else next(tables, None)
    if table:
        return Place(table.cells[0].page, table.cells[0].box)
    first = own or next(iter(lines), None)
    flat = squeeze(first.text) if first else None
    year = re.search(r"20\d\d", flat.text) if flat and own else None
    told = words(document, first, flat, *year.span()) if first and flat and year else []
    return told[0].place if told else Place(first.spans[0].page, first.spans[0].box) if first else None


def _columns(document: Document) -> Iterator[Relation]:
    """The years over the columns of the basic data tables: this year's, and the one before to compare with."""
    for schedule in document.of_kind("evaluation.base_data"):
        cells = [c for t in document.tables if t.id in schedule.tables for c in t.cells if _COLUMN.match(squeeze(c.text).text)]
        years_ = [int(squeeze(cell.text).text[:4]) for cell in cells]
        if len(cells) > 1:
            own = document.fiscal_year or 0
            seen = [
                relate.quoted(document, Place(c.page, c.box), c.text, role="stated" if not n else "operand")
                for n, c in enumerate(cells)
            ]
            broken = max(years_) != own or not set(years_) <= {own, own - 1, own - 2}
            yield relate.worded(document, "基础数据表各栏年度", broken, seen, "U014", stated=str(max(years_)), other=str(own))


def _phrases(
    document: Document, sentences: Sequence[Sentence], pattern: re.Pattern[str]
) -> Iterator[tuple[re.Match[str], Evidence]]:
    for sentence in sentences:
        flat = squeeze(sentence.text)
        for match in pattern.finditer(flat.text):
            at = match.span() if pattern is _PERIOD else match.span("year")
            yield from ((match, seen) for seen in words(document, sentence, flat, *at))


def _date(text: str) -> tuple[int, ...] | None:
    """(year, month, day) or (year, month) of a line that is nothing but a date, in figures or in Chinese numerals."""
    match = _DATE.match(squeeze(text).text)
    if match is None:
        return None
    year = "".join(_DIGITS.get(char, char) for char in match["y"])
    found = (int(year), _small(match["m"]), *([_small(match["d"])] if match["d"] else []))
    return found if 1 <= found[1] <= 12 and year.startswith("20") else None


def _small(text: str) -> int:
    """A number below 100, in figures or in Chinese numerals; 0 for anything else."""
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    high = (int(_DIGITS.get(tens, "0")) or 1) * 10 if ten else 0
    return high + (int(_DIGITS.get(ones, "0")) if ones else 0)


def _cover(document: Document, sentence: Sentence) -> bool:
    return sum(1 for s in document.sentences if s.part == sentence.part) <= _COVER


def _whole(document: Document, sentence: Sentence, role: str = "operand") -> list[Evidence]:
    flat = squeeze(sentence.text)
    return words(document, sentence, flat, 0, len(flat.text), role)
