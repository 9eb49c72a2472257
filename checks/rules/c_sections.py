"""C002, C008: what final accounts must speak of, and whether the table of contents names the titles as they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from checks import relate, topics
from checks.narrative import squeeze, titles
from checks.registry import rule
from checks.rules.c_lists import NINE
from disclosure.document import Document
from disclosure.fact import Place
from disclosure.page import Page, Word
from disclosure.relation import Relation, Severity

_SUBJECTS = {
    "主要职责": re.compile(r"职责|职能|宗旨|业务范围|概况"),
    "机构设置": re.compile(
        r"机构设置|内设机构|内设(?:科|处|股|室)|单位构成|机构情况|机构人员|机构编制|所属单位|下属单位|预算单位|概况"
    ),
    "“三公”经费": re.compile(r"三公[”\"’」]?经费"),
    "机关运行经费": re.compile(r"机关运行(?:经费|费)|机构运行经费|运转经费"),
    "政府采购": re.compile(r"政府采购"),
}
_ENOUGH, _TOPICS = 5, 3
"""Tables, and topics of sections in the text, from which on a file is the whole disclosure and not a part of it."""
_ENTRY = re.compile(
    r"^(?:第[一二三四五六七八九十]{1,2}部分|(?P<mark>[一二三四五六七八九十]{1,3})、|\d{1,2}[.．、])(?P<title>[^。]{6,45}?)(?:[.．…·]+\d*|\d{1,3})?$"
)
_NOISE = re.compile(r"[“”\"‘’'（）()、，,：:.．·《》\s]|^的|20\d\d年度?")
_NEAR = 0.75
"""Share of characters in common from which on a title is the entry's, written otherwise."""


@rule("C002", family="missing_part", severity=Severity.INFO)
def subjects(document: Document) -> Iterator[Relation]:
    """决算公开应说明的事项

    查什么：部门决算公开的文字部分是否说到主要职责、机构设置（或单位概况）、“三公”经费、机关运行经费、政府采购。
    为什么：缺一项，公开即不完整；没有发生的也应写明“无”。
    依据：地方预决算公开操作规程（财预〔2016〕143号）；财政预决算领域基层政务公开标准目录“部门决算”：公开本部门职责、机构设置、
    决算收支增减变化、机关运行经费安排以及政府采购等情况的说明。
    例：九张表和各项说明俱全，通篇没有“政府采购”四字 → 提示信息；写“本年度没有政府采购支出” → 不提示。
    不报的情形：决算表不足五张、文字不足三节的（可能只是其中一部分）；扫描件；预算；标题、表名、正文任一处提到即可。
    容差：无。
    """
    kinds = {schedule.kind for schedule in document.schedules} & set(NINE)
    told = {topic for sentence in document.sentences if not sentence.table and (topic := topics.of(sentence))}
    if "final_accounts" not in document.kinds or len(kinds) < _ENOUGH or len(told) < _TOPICS or document.scanned:
        return
    text = squeeze("".join([*(title for title, _ in titles(document)), *(s.text for s in document.sentences)])).text
    printed = text + squeeze("".join(word.text for page in document.pages for word in page.words)).text
    place = next((place for _, place in titles(document) if place), None)
    for name, pattern in _SUBJECTS.items():
        if place and not pattern.search(printed):
            seen = [relate.quoted(document, place, name, role="stated")]
            yield relate.worded(document, f"“{name}”", True, seen, "C002")


@rule("C008", family="wording", severity=Severity.INFO)
def listed_titles(document: Document) -> Iterator[Relation]:
    """目录与正文标题

    查什么：目录所列的标题，正文是否照样写有。
    为什么：目录与正文不一，多因增删改名后没有更新，读者按目录找不到内容。
    依据：党政机关公文格式（GB/T 9704）的层次标题；目录由正文标题生成，应逐字相同。
    例：目录“十五、其他重要事项说明”，正文“十五、其他重要事项情况说明” → 提示信息；正文“十五、其他重要事项说明” → 不提示；
    目录所列在正文中找不到相近的标题 → 不判断（可能没有读到）。
    不报的情形：扫描件；只差标点、引号、年度；目录中截短的标题；不足六个字的条目。
    容差：名称去标点、空格。
    """
    found = None if document.scanned else _contents(document)
    if found is None:
        return
    page, lines = found
    body = _plain("".join(word.text for other in document.pages if other is not page for word in other.words))
    known = [title for title, _ in titles(document)]
    for words in lines:
        text = squeeze("".join(word.text for word in words)).text
        entry = _ENTRY.match(text)
        if entry and not _stands(_plain(entry["title"]), body, known):
            other = _nearest(entry, known)
            if other:
                seen = [relate.quoted(document, Place(page.number, words[0].box), entry[0], role="stated")]
                yield relate.worded(document, f"目录“{entry['title']}”", True, seen, "C008", other=other)


def _contents(document: Document) -> tuple[Page, list[list[Word]]] | None:
    """The page of the table of contents with its lines below the word 目录; None where there is none."""
    for page in document.pages:
        lines = _lines(page)
        texts = ["".join("".join(word.text for word in line).split()) for line in lines]
        if "目录" in texts:
            return page, lines[texts.index("目录") + 1 :]
    return None


def _lines(page: Page) -> list[list[Word]]:
    """The page's words by line, from the top down, each from the left."""
    lines: list[list[Word]] = []
    for word in sorted(page.words, key=lambda w: ((w.box.y0 + w.box.y1) / 2, w.box.x0)):
        last = lines[-1][0].box if lines else None
        if last and last.y0 <= (word.box.y0 + word.box.y1) / 2 <= last.y1:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda w: w.box.x0) for line in lines]


def _plain(text: str) -> str:
    return _NOISE.sub("", squeeze(text).text)


def _stands(title: str, body: str, known: Sequence[str]) -> bool:
    return title in body or any(title in _plain(other) for other in known)


def _nearest(entry: re.Match[str], known: Sequence[str]) -> str:
    """The title of the same number that is nearly the entry, empty where there is none, or more than one."""
    wanted, mark = _plain(entry["title"]), entry["mark"]
    own = [title for title in known if mark and squeeze(title).text.startswith(f"{mark}、")]
    near = [title for title in own if SequenceMatcher(None, wanted, _plain(topics.bare(title)), autojunk=False).ratio() >= _NEAR]
    return near[0] if len(near) == 1 else ""
