"""What is said not to exist, against the evaluation forms and basic data tables of the same file: C040, C041."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checks import forms, relate
from checks.narrative import MONEY, squeeze, words
from checks.once import once
from checks.projects import Project, bodies, projects
from checks.registry import rule
from disclosure.document import Document
from disclosure.evaluation import FundLine
from disclosure.fact import Fact, Measure, Place
from disclosure.relation import Evidence, Relation, Severity
from disclosure.schedule import Row, RowKind, Schedule
from disclosure.table import Cell

_NONE = re.compile(
    r"(?:无|没有|未安排|不涉及|未发生)[^，。；]{0,6}?(?P<fund>政府性基金|国有资本经营|资本经营|专户管理|非税)[^，。；]{0,8}?(?:支出|收入|收支|拨款|资金)(?:情况)?"
)
_FUNDS = {
    "政府性基金": re.compile("政府性基金|基金预算"),
    "国有资本经营": re.compile("资本经营"),
    "资本经营": re.compile("资本经营"),
    "专户管理": re.compile("专户"),
    "非税": re.compile("非税"),
}
_IF = re.compile(r"如|若|应当|须|请")
_NOTHING_LEFT = re.compile(r"(?:项目|专项)(?:资金|经费)?(?:无|没有)(?:年末)?(?:结转结余|结转和结余|结余|结转)")
_SPENT = re.compile(r"(?:执行率|支付完成|支付率|资金使用率|支出完成)(?:达到?|为|是|率)?$")
_LEAST = 3
"""Figures of a row that are all zero: fewer say nothing."""


@rule("C040", family="zero_statement", severity=Severity.WARNING)
def none(document: Document) -> Iterator[Relation]:
    """“没有”的说明与自评表一致

    查什么：报告写明没有政府性基金、国有资本经营、专户资金支出的，自评表相应的资金行是否空白或为零；写明项目资金无结余的，所附各项目的执行率（支付率）是否都是100%。
    为什么：写无而表中有数，是自相矛盾。
    依据：部门整体支出绩效自评表填表说明。
    例：报告“本部门无政府性基金预算支出”、自评表政府性基金拨款空白 → 成立；该行为12.00 → 报。
    不报的情形：假设的写法；“无”字单独成段（没有说明的事项）；自评表没有相应的行而文件也没有该资金的数（列为成立）。
    容差：无；空格与零视同没有。
    """
    for sentence in forms.reports(document):
        flat = squeeze(sentence.text)
        match = None if sentence.table else _NONE.search(flat.text)
        if match and not _IF.search(flat.text[: match.start()]):
            yield from _funds(document, match["fund"], words(document, sentence, flat, 0, len(flat.text), "stated"))
    yield from _left(document)


@rule("C041", family="zero_statement", severity=Severity.INFO)
def empty_rows(document: Document) -> Iterator[Relation]:
    """基础数据表空白、填零的行

    查什么：绩效评价基础数据表中各栏全部空白的行，“其中”各行是否也空白；全部填零的行，各栏是否一致为零。
    为什么：空白须是没有发生，不能是漏填；零对零的比率无须计算。
    依据：绩效评价基础数据表表式（“其中”各行是上一行的一部分）；算术恒等式：部分不为零的，整体不为零。
    例：公务用车费空白而公车购置、运行都空白 → 成立；各栏都填0 → 成立；公务用车费空白而“其中”运行维护2.00 → 提示信息（合计漏填）。
    不报的情形：没有“其中”行的空白行；扫描件的空白格（可能没有读出）；填了零而“其中”有数的（由 T111 按合计报）。
    容差：无。
    """
    base = {table for schedule in document.of_kind("evaluation.base_data") for table in schedule.tables}
    for schedule in document.schedules:
        if base & set(schedule.tables):
            for n, row in enumerate(schedule.rows):
                figures = [fact for _, fact in schedule.figures(row)]
                if len(figures) >= _LEAST and not any(fact.quantity.value for fact in figures):
                    yield from _empty(document, schedule, n, figures)


def _funds(document: Document, fund: str, seen: list[Evidence]) -> Iterator[Relation]:
    """The lines of the forms for that fund; where no form has one, all money of the file."""
    lines = _lines(document, fund)
    filled = [fact for line in lines for fact in line.figures if fact.quantity.value]
    if not lines and not document.evaluations:
        return
    if not lines and _has_money(document, fund):
        return
    cited = [*seen, *(relate.evidence(document, fact) for fact in filled[:3]), *_labels(document, lines)]
    shown = relate.shown(filled[0]) if filled else "0"
    yield relate.worded(document, f"{fund}资金", bool(filled), cited, "C040", figure=shown)


@once
def _lines(document: Document, fund: str) -> tuple[FundLine, ...]:
    """The lines of the forms for that fund."""
    return tuple(line for form in document.evaluations for line in form.funds if _FUNDS[fund].search(line.name))


@once
def _has_money(document: Document, fund: str) -> bool:
    """Whether the text gives any money of that fund."""
    facts = (fact for sentence in document.sentences for fact in sentence.facts)
    return any(f.quantity.value and f.quantity.dimension == MONEY and _FUNDS[fund].search(f.label) for f in facts)


def _left(document: Document) -> Iterator[Relation]:
    """无结余 against the rates at which each project was paid out."""
    found = projects(document)
    rates = [rate for project in found for rate in _rates(project)]
    if not found or any(not _rates(project) for project in found):
        return
    for sentence in bodies(document):
        flat = squeeze(sentence.text)
        match = _NOTHING_LEFT.search(flat.text)
        if match and not _IF.search(flat.text[: match.start()]):
            off = [rate for rate in rates if rate.quantity.base != 1]
            seen = words(document, sentence, flat, 0, len(flat.text), "stated")
            cited = [*seen, *(relate.evidence(document, rate) for rate in (off or rates))]
            shown = relate.shown(off[0]) if off else "100%"
            yield relate.worded(document, "项目资金无结余", bool(off), cited, "C040.left", figure=shown)


def _rates(project: Project) -> list[Fact]:
    """The rate of execution that the project's report gives, else the rate at which its money was paid out."""
    told = [f for s in project.sentences for f in s.facts if f.quantity.dimension == "rate" and not f.quantity.hedge]
    done = [f for f in told if f.measure is Measure.EXECUTION_RATE]
    return (done or [f for f in told if _SPENT.search(f.label)])[:1]


def _empty(document: Document, schedule: Schedule, n: int, figures: Sequence[Fact]) -> Iterator[Relation]:
    """A row that is zero throughout: with the rows below it where it has any, by itself where zeros are printed."""
    row = schedule.rows[n]
    below = _below(schedule, n)
    blank = all(fact.blank for fact in figures)
    filled = [fact for other in below for _, fact in schedule.figures(other) if fact.quantity.value]
    if filled and blank and row.place and not document.scanned:
        cited = [relate.quoted(document, row.place, row.printed or row.label, role="stated")]
        cited += [relate.evidence(document, fact) for fact in filled]
        shown = relate.shown(filled[0])
        yield relate.worded(document, f"基础数据表“{row.label}”", True, cited, "C041.filled", figure=shown)
    if filled or (not below and blank):
        return
    rows = [row, *below]
    labels = [relate.quoted(document, r.place, r.printed or r.label, role="operand") for r in rows if r.place]
    cited = [*(relate.evidence(document, fact) for fact in figures if not fact.blank), *labels]
    if cited:
        yield relate.worded(document, f"基础数据表“{row.label}”", False, cited, "C041")


def _below(schedule: Schedule, n: int) -> list[Row]:
    """The rows that 其中 opens below a row, up to the next numbered row."""
    found: list[Row] = []
    for row in schedule.rows[n + 1 :]:
        if (not found and row.kind is not RowKind.OF_WHICH) or row.printed[:1].isdigit() or (found and row.level > 0):
            break
        found.append(row)
    return found


def _labels(document: Document, lines: Sequence[FundLine]) -> list[Evidence]:
    """Where the forms print the names of these lines."""
    names = {squeeze(line.name).text for line in lines}
    known = _form_cells(document)
    named = sorted((at for name in names for at in known.get(name, ())), key=lambda at: at[0])
    return [relate.quoted(document, Place(cell.page, cell.box), cell.text) for _, cell in named[:2]]


@once
def _form_cells(document: Document) -> dict[str, list[tuple[int, Cell]]]:
    """The first two cells of each text in the evaluation forms, numbered in print order."""
    tables = {form.table for form in document.evaluations}
    found: dict[str, list[tuple[int, Cell]]] = {}
    cells = (cell for table in document.tables if table.id in tables for cell in table.cells)
    for n, cell in enumerate(cells):
        same = found.setdefault(squeeze(cell.text).text.strip("：:"), [])
        if len(same) < 2:
            same.append((n, cell))
    return found
