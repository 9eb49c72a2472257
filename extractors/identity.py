"""What a document says about itself: who published it, for which year, what it is, and the parts it is made of.

Everything is read from titles, captions (部门：…) and the cover, never from the file's name. What they do not say, or say in two
ways without one being clearly meant, stays None.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from disclosure.document import Part
from disclosure.page import Page, Paragraph
from disclosure.table import Table

_ENDING = r"(?:局|委员会|委|办公室|办事处|中心|医院|学校|学院|中学|小学|大学|幼儿园|法院|检察院|协会|联合会|总队|支队|大队|馆|站|所|厅|部|政府|社|会|处|队)"
_CAPTION = re.compile(
    r"(?:编制|填报|公开|预算主管|主管|预算)?(?:部门|单位)(?:名称)?(?:[(（](?:盖章|公章|单位|部门)[)）])?[:：]\s*"
    rf"(?P<name>[\u4e00-\u9fff（）()]{{3,40}}?{_ENDING}(?:[(（]\S{{2,4}}[)）])?)(?=\s|$|金额|单位|\d|填报|公开)"
)
_TITLED = re.compile(
    rf"^(?:第\S{{1,3}}部分)?(?:20\d\d年度?)?(?P<name>[\u4e00-\u9fff（）()]{{3,40}}{_ENDING})(?:[(（](?:部门|单位|本级)[)）])?"
    r"(?:20\d\d年度?)?(?:部门|单位)?(?:整体支出|项目支出)?(?:决算|预算|概况|主要职能|机构设置|绩效)"
)
_PLAIN = re.compile(
    rf"^(?P<name>[\u4e00-\u9fff（）()]{{3,40}}(?:省|市|县|区|州|盟|旗|镇|乡)[\u4e00-\u9fff（）()]{{2,40}}{_ENDING})$"
)
_YEAR = re.compile(r"(?P<year>20\d\d)年度?(?=[^\d月]*?(?:决算|预算|绩效|自评|收支|概况))|(?P<more>20\d\d)年度$")
_SPOKEN = re.compile(r"(?<![与比较同])(?P<year>20\d\d)年度")
_COVER = 4
"""Titles that one year on the cover weighs as much as."""
_CHINESE = str.maketrans("〇○零一二三四五六七八九０１２３４５６７８９", "000123456789" + "0123456789")
_CHINESE_YEAR = re.compile(r"[二2][〇○零0][〇○零一二三四五六七八九0-9]{2}年")
_KINDS = (
    ("self_evaluation", re.compile(r"自评(?:价)?(?:报告|表|结果|情况|工作)|基础数据表|自我评价|绩效目标(?:自评|完成情况)")),
    ("evaluation_report", re.compile(r"绩效评价(?:自评)?(?:报告|表)|评价报告|绩效报告|评价表")),
    ("final_accounts", re.compile(r"决算(?!报表审核)")),
    ("budget", re.compile(r"预算(?!绩效|项目|执行|单位|部门)")),
)
_TITLE_END = re.compile(r"(?:决算|预算|公开|报告|表|说明|书)(?:[(（][^()（）]{1,20}[)）])?$")
_ORG_TITLE_END = re.compile(r"(?:决算|预算|公开|报告|表|说明|概况|职能|设置)(?:[(（][^()（）]{1,20}[)）])?$")
_NUMBERED = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[、.．]|附(?:件|表)\d*[-\d]*[:：])"
)
_PART = re.compile(r"^第\S{1,3}部分")
_LEDGER = (("账面", re.compile(r"实际账目|账面")), ("单位预算口径", re.compile(r"单位预算口径")))
_EVALUATIONS = frozenset({"self_evaluation", "evaluation_report"})
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Identity:
    """Who, when, what. `level` is department or unit; `parts` lie in page order."""

    org: str | None
    fiscal_year: int | None
    kinds: tuple[str, ...]
    level: str | None
    parts: tuple[Part, ...]


def read_identity(name: str, pages: Sequence[Page], paragraphs: Sequence[Paragraph], tables: Sequence[Table]) -> Identity:
    """The identity that the titles and captions state. `name` is for messages only: files are renamed too often to be believed."""
    lines = [(_page(p), _plain(p.text), p.part == "toc") for p in paragraphs if p.spans]
    titles = [(page, text) for page, text, _ in lines if len(text) <= _LONGEST and not text.endswith("。")]
    titles += [(table.pages[0], _plain(table.title)) for table in tables if table.title and table.pages]
    parts = _parts(lines, tables, len(pages), paragraphs)
    kinds = tuple(dict.fromkeys(part.kind for part in parts if part.kind != "other"))
    return Identity(_organisation(titles, lines), _year(titles, lines), kinds, _level(titles), parts)


def _page(paragraph: Paragraph) -> int:
    return paragraph.spans[0].page


def _plain(text: str) -> str:
    """The text without blanks and leader dots."""
    return re.sub(r"[.．…·]{3,}\d*$", "", "".join(text.split()))


def _organisation(titles: Sequence[tuple[int, str]], lines: Sequence[tuple[int, str, bool]]) -> str | None:
    """The name that captions and titles give most often; a cover's plain line counts as well."""
    votes: Counter[str] = Counter()
    for _, text, _ in lines:
        if len(text) <= 2 * _LONGEST and (caption := _CAPTION.search(text)):
            votes[caption["name"]] += 2
    for page, text in titles:
        if (titled := _TITLED.match(text)) and _ORG_TITLE_END.search(text):
            votes[_own(titled["name"])] += 3
        elif page <= 2 and (plain := _PLAIN.match(text)):
            votes[plain["name"]] += 2
    named = Counter({name: count for name, count in votes.items() if _is_name(name)})
    if not named:
        return None
    best, count = max(named.items(), key=lambda item: (item[1], len(item[0])))
    longer = [name for name in named if name.endswith(best) and len(name) > len(best)]
    return max(longer, key=len) if longer and count < 20 else best


def _own(name: str) -> str:
    return re.sub(r"^(?:关于|关于印发)", "", name)


def _is_name(name: str) -> bool:
    """Whether it can be an organisation's name: no placeholder, no word of the form itself."""
    return not re.search(r"XX|××|某|部门(?!.*局)|一般公共|财政拨款|基本支出|收入|支出|编码|科目", name) and len(name) >= 4


def _year(titles: Sequence[tuple[int, str]], lines: Sequence[tuple[int, str, bool]]) -> int | None:
    """The year that the places of a file bear out together, among equals the one named first.

    The cover weighs as much as several titles, and no more: one wrong year on it must not make all others wrong. Where titles differ, the
    年度 that the text speaks of nearly always weighs as much as the cover. It decides alone where no title names a year.
    """
    named = [(page, int(match["year"] or match["more"])) for page, text in titles for match in _YEAR.finditer(_digits(text))]
    votes: Counter[int] = Counter()
    for year in dict.fromkeys(year for page, year in named if page == 1):
        votes[year] += _COVER
    votes.update(year for page, year in named if page > 1)
    spoken = _spoken(lines)
    if not votes:
        return spoken
    if spoken is not None and len(votes) > 1 and spoken in votes:
        votes[spoken] += _COVER
    best = max(votes.values())
    return next((year for _, year in named if votes[year] == best), None)


def _spoken(lines: Sequence[tuple[int, str, bool]]) -> int | None:
    """The 年度 that the text speaks of nearly always, years that something is compared with left out."""
    spoken = Counter(int(m["year"]) for _, text, _ in lines for m in _SPOKEN.finditer(text))
    year, count = spoken.most_common(1)[0] if spoken else (0, 0)
    return year if count >= 3 and 3 * count >= 2 * sum(spoken.values()) else None


def _digits(text: str) -> str:
    """The text with years in Chinese figures (二〇二二年) in digits."""
    return _CHINESE_YEAR.sub(lambda m: m[0].translate(_CHINESE), text)


def _level(titles: Sequence[tuple[int, str]]) -> str | None:
    """Department or unit, as the cover says; by all titles where it does not."""
    for chosen in ([t for page, t in titles if page == 1], [t for _, t in titles]):
        department = sum(bool(re.search(r"部门(?:决算|预算|整体)|部门[)）]", text)) for text in chosen)
        unit = sum(bool(re.search(r"单位(?:决算|预算|整体)|[(（](?:单位|本级)[)）]", text)) for text in chosen)
        if department != unit and min(department, unit) * 3 <= max(department, unit):
            return "department" if department > unit else "unit"
    return None


def kind_of(title: str) -> str | None:
    """What a title announces: one of the kinds of `Part`, None for a title that announces none."""
    text = _PART.sub("", title)
    if _NUMBERED.match(text) or len(text) > _LONGEST or not _TITLE_END.search(text) or re.search(r"[，。；]|名词解释", text):
        return None
    return next((kind for kind, pattern in _KINDS if pattern.search(text)), None)


def _parts(
    lines: Sequence[tuple[int, str, bool]], tables: Sequence[Table], pages: int, paragraphs: Sequence[Paragraph]
) -> tuple[Part, ...]:
    """The parts in page order: a part begins where a title announces another kind, or another report or form."""
    events = sorted(_events(lines, tables), key=lambda event: event[0])
    kept: list[tuple[int, str, str]] = []
    for page, kind, title in events:
        if kept and kept[-1][1] == kind and (kind in {"final_accounts", "budget"} or page == kept[-1][0]):
            continue
        if kept and page == kept[-1][0]:
            continue
        kept.append((page, kind, title))
    found = []
    for index, (page, kind, title) in enumerate(kept):
        first = 1 if index == 0 else page
        last = max(first, kept[index + 1][0] - 1) if index + 1 < len(kept) else pages
        found.append(Part(f"p{index + 1}", kind, title, first, last))
    return tuple(replace(p, scope=_scope(p, paragraphs)) if p.kind in _EVALUATIONS else p for p in found)


def _events(lines: Sequence[tuple[int, str, bool]], tables: Sequence[Table]) -> Iterator[tuple[int, str, str]]:
    """Page, kind and text of every title that announces something."""
    for page, text, listed in lines:
        kind = None if listed else kind_of(text)
        if kind:
            yield page, kind, text
    for table in tables:
        kind = kind_of(_plain(table.title)) if table.title and table.pages else None
        if kind:
            yield table.pages[0], kind, _plain(table.title)


def _scope(part: Part, paragraphs: Sequence[Paragraph]) -> frozenset[str]:
    """The basis that an attached report says its figures have, where it differs from the accounts."""
    inside = [p.text for p in paragraphs if p.spans and part.first_page <= _page(p) <= part.last_page]
    return frozenset(word for word, pattern in _LEDGER if any(pattern.search(text) for text in inside))
