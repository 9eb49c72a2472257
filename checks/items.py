"""The account items of the narrative, 某某（类）某某（款）某某（项） with their figures, and the table rows they speak of.

An item reaches from its name to the next item or the end of its section. A row is found by code, else by the names of item and
section together; where several rows fit, or none, there is no row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from checks import topics
from checks.cells import PLANNED, foreign_facts, of_year
from checks.narrative import MONEY, Squeezed, squeeze
from checks.once import once
from disclosure.document import Document
from disclosure.fact import Fact, Measure, Sentence
from disclosure.schedule import Row, Schedule

_NAME = r"([\u4e00-\u9fff][\u4e00-\u9fff、（）“”]{1,40}?)"
_PATH = re.compile(rf"([\u4e00-\u9fff]{{2,24}})（(\d{{3}})?类）{_NAME}（(\d{{2}})?款）{_NAME}(?:（(\d{{2}})?项）|(?=[：:。]))")
_CODE = re.compile(r"(?<![\d.,])(2\d{6})(?![\d.,年])")
_LIST = re.compile(r"^(?:\d{1,3}[、.．]|（[一二三四五六七八九十\d]{1,3}）|[一二三四五六七八九十]{1,3}、)")


@dataclass(frozen=True, slots=True)
class Item:
    """One account item: its names as written (类, 款, 项), where they stand, the section it goes on in, and the figures under it."""

    path: tuple[str, str, str]
    sentence: Sentence
    section: tuple[str, ...]
    start: int
    end: int
    facts: tuple[Fact, ...]
    code: str | None = None
    titled: bool = False
    """Whether the names were found only as a section title, which has no place of its own."""


@once
def items(document: Document) -> tuple[Item, ...]:
    """The items in print order, with the figures of the sentences that belong to them."""
    found: list[Item] = []
    open_: Item | None = None
    for sentence in document.sentences:
        if sentence.table:
            continue
        flat = squeeze(sentence.text)
        started = _starts(sentence, flat)
        if not started:
            before, open_ = open_, _goes_on(open_, sentence, flat)
            if open_:
                found[len(found) - (before is not None and before.sentence is open_.sentence) :] = [open_]
        for n, (path, start, end, code) in enumerate(started):
            stop = started[n + 1][1] if n + 1 < len(started) else len(sentence.text)
            mine = tuple(fact for fact in sentence.facts if end <= fact.start < stop)
            open_ = Item(path, sentence, sentence.heading, start, end, mine, code)
            found.append(open_)
    return tuple(_proper(document, item) for item in found)


def _proper(document: Document, item: Item) -> Item:
    """The item under its accounts' proper names, where the user's settings know other ones."""
    first, second, third = (document.aliases.account(name) for name in item.path)
    return item if (first, second, third) == item.path else replace(item, path=(first, second, third))


def _starts(sentence: Sentence, flat: Squeezed) -> list[tuple[tuple[str, str, str], int, int, str | None]]:
    """The items that begin in this sentence: names, position, code."""
    return [(_names(match), *flat.original(*match.span()), _code(match)) for match in _PATH.finditer(flat.text)]


def _names(match: re.Match[str]) -> tuple[str, str, str]:
    return match[1], match[3], match[5]


def _code(match: re.Match[str]) -> str | None:
    """The code, where it is printed in the brackets （208类）（05款）（01项） or behind the name."""
    if match[2] and match[4] and match[6]:
        return match[2] + match[4] + match[6]
    behind = _CODE.search(match.string[match.end() : match.end() + 12])
    return behind[1] if behind else None


def _goes_on(item: Item | None, sentence: Sentence, flat: Squeezed) -> Item | None:
    """The open item with the figures of a sentence that still belongs to it, or the item that its section's title names."""
    if item and item.section == sentence.heading:
        return None if _LIST.match(flat.text) else replace(item, facts=item.facts + sentence.facts)
    match = _PATH.search(squeeze(sentence.heading[-1]).text) if sentence.heading else None
    if match is None:
        return None
    if item and item.section == sentence.heading[:-1] and item.path == _names(match):
        return replace(item, section=sentence.heading, facts=item.facts + sentence.facts)
    return Item(_names(match), sentence, sentence.heading, 0, 0, sentence.facts, _code(match), True)


@lru_cache(maxsize=1 << 14)
def bare(name: str) -> str:
    """An account name for comparing: quotation marks, blanks and a final 支出 taken off."""
    name = re.sub(r"[“”\"'‘’《》\s]", "", squeeze(name).text)
    return name.removesuffix("支出") if len(name) > 3 else name


def amounts(document: Document, item: Item, measures: frozenset[Measure]) -> list[Fact]:
    """The item's own money figures of these measures and of the document's year, no changes and no rates."""
    foreign = foreign_facts(document)
    return [
        fact
        for fact in item.facts
        if fact.quantity.dimension == MONEY and fact.measure in measures and fact.id not in foreign and of_year(document, fact)
    ]


def planned(document: Document) -> frozenset[Measure]:
    """Measures of a budget's amounts; in a file that is a budget and nothing else no figure of its year can be an actual one."""
    return PLANNED | {Measure.OTHER} | ({Measure.ACTUAL} if document.kinds == ("budget",) else set())


def rows_named(schedule: Schedule, item: Item) -> list[Row]:
    """The item rows (7 digits) that bear the item's name, narrowed by the names of 款 and 类 as far as that leaves any."""
    found = _by_name(schedule).get(bare(item.path[2]), [])
    section = [row for row in found if bare(label_of(schedule, row, 5)) == bare(item.path[1])]
    top = [row for row in section or found if bare(item.path[0]).endswith(bare(label_of(schedule, row, 3)))]
    return top or section or found


@once
def _by_name(schedule: Schedule) -> dict[str, list[Row]]:
    """The item rows by the name that is compared."""
    groups: dict[str, list[Row]] = {}
    for row in schedule.rows:
        if row.code and len(row.code) == 7:
            groups.setdefault(bare(row.label), []).append(row)
    return groups


def label_of(schedule: Schedule, row: Row, length: int) -> str:
    """The label of the row's ancestor whose code has that many digits, empty where there is none."""
    above = schedule.coded(row.code[:length]) if row.code else None
    return above.label if above else ""


TOTALS = (
    *("合计", "本年支出合计", "本年支出", "小计"),
    *("一般公共预算财政拨款支出", "政府性基金预算财政拨款支出", "国有资本经营预算财政拨款支出"),
    *("一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款"),
)
"""Canonical names of the column that holds an account's whole amount."""


def total_cell(schedule: Schedule, row: Row | None) -> Fact | None:
    """The account's whole amount in its row, None where no column of that meaning is certain."""
    return schedule.at(row, next((column for name in TOTALS if (column := schedule.column(name))), None))


def class_row(schedule: Schedule, item: Item) -> Row | None:
    """The class row (3 digits) that the item names, None where no or several rows fit."""
    wanted = bare(item.path[0])
    found = [r for r in schedule.rows if r.code and len(r.code) == 3 and wanted.endswith(bare(r.label))]
    return found[0] if len(found) == 1 else None


def under(schedule: Schedule, top: Row) -> Iterator[Row]:
    """The item rows below a class row."""
    code = top.code or "-"
    return (row for row in schedule.rows if row.code and len(row.code) == 7 and row.code.startswith(code))


def sections(found: Sequence[Item]) -> dict[tuple[str, ...], list[Item]]:
    """Items by the section they stand in (the title of a titled item left out)."""
    groups: dict[tuple[str, ...], list[Item]] = {}
    for item in found:
        path = item.sentence.heading[:-1] if item.titled else item.sentence.heading
        groups.setdefault(path, []).append(item)
    return groups


_TABLES = {
    "final.": {"fund": "final.government_fund", "capital": "final.state_capital", "": "final.general_expenditure"},
    "budget.": {"fund": "budget.fund_function", "capital": "budget.capital_function", "": "budget.general_function"},
}


def table_of(document: Document, item: Item, prefix: str) -> Schedule | None:
    """The table whose rows the item speaks of, by the topic of its section; `prefix` is final. or budget."""
    tables = _TABLES[prefix]
    return document.only(tables.get(topics.of(item.sentence) or "", tables[""]))
