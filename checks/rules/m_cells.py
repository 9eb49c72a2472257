"""M001–M006, M010, M012, M016–M018: what the text of final accounts says against the cell it speaks of."""

from __future__ import annotations

from collections.abc import Iterator

from checks import relate
from checks.cells import Match, matches
from checks.items import bare, total_cell
from checks.narrative import MONEY, name, squeeze
from checks.registry import rule
from checks.slips import slips
from checks.topics import of
from disclosure.document import Document
from disclosure.fact import Fact
from disclosure.relation import Relation


@rule("M001", family="narrative_vs_table")
def overall(document: Document) -> Iterator[Relation]:
    """收支总计与收支决算总表

    查什么：总体情况说明中的收、支总计等于收入支出决算总表的总计。
    为什么：说明与表同时公开，口径相同，必须一致。
    依据：部门决算公开范本第一节。
    例：文251.21、表251.21 → 成立；文215.21 → 报。
    不报的情形：表缺失或有两张；文中数属于其他年度或其他口径。
    容差：较粗一处的印列末位。
    """
    yield from compared(document, "M001")


@rule("M002", family="narrative_vs_table")
def income(document: Document) -> Iterator[Relation]:
    """收入说明与收入决算表

    查什么：收入决算说明中的合计与各类收入等于收入决算表合计行的相应列。
    为什么：说明与表同时公开，口径相同，必须一致。
    依据：部门决算公开范本第二节。
    例：其他收入文6.2、表6.20 → 成立；文2.6 → 报。
    不报的情形：表缺失；文中写的是增减额或上年数。
    容差：较粗一处的印列末位。
    """
    yield from compared(document, "M002")


@rule("M003", family="narrative_vs_table")
def expenditure(document: Document) -> Iterator[Relation]:
    """支出说明与支出决算表

    查什么：支出决算说明中的合计、基本支出、项目支出等于支出决算表合计行的相应列。
    为什么：说明与表同时公开，口径相同，必须一致。
    依据：部门决算公开范本第三节。
    例：项目支出文36.88、表36.88 → 成立；文38.66 → 报。
    不报的情形：表缺失；文中写的是增减额或上年数。
    容差：较粗一处的印列末位。
    """
    yield from compared(document, "M003")


@rule("M004", family="narrative_vs_table")
def fiscal_overall(document: Document) -> Iterator[Relation]:
    """财政拨款收支总计与总表

    查什么：财政拨款收、支总计等于财政拨款收入支出决算总表的总计。
    为什么：说明与表同时公开，口径相同，必须一致。
    依据：部门决算公开范本第四节。
    例：文0.3万元、表2961.68万元 → 报；文2961.68 → 成立。
    不报的情形：表缺失；文中写的是增减额。
    容差：较粗一处的印列末位。
    """
    yield from compared(document, "M004")


@rule("M005", family="narrative_vs_table")
def general_expenditure(document: Document) -> Iterator[Relation]:
    """一般公共预算支出与支出决算表

    查什么：一般公共预算财政拨款支出（决算）等于同名表的合计。
    为什么：说明与表同时公开，口径相同，必须一致。
    依据：部门决算公开范本第五节。
    例：文9746.50、表9746.50 → 成立；文9764.50 → 报。
    不报的情形：文中写的是年初预算、增减额或账面数。
    容差：较粗一处的印列末位。
    """
    yield from compared(document, "M005")


@rule("M006", family="narrative_vs_table")
def classes(document: Document) -> Iterator[Relation]:
    """支出结构与分类各行

    查什么：支出结构说明中各类（如社会保障和就业支出）的金额等于一般公共预算财政拨款支出决算表同类的合计。
    为什么：说明与表同时公开，口径相同，必须一致。
    依据：部门决算公开范本第五节（二）。
    例：文754.75、表754.75 → 成立；文745.75 → 报。
    不报的情形：类名在表中找不到或不止一行；文中数属于款、项。
    容差：较粗一处的印列末位。
    """
    found = slips(document)
    for fact, cell in _classes(document):
        fact = found[fact.id].repaired if fact.id in found else fact
        yield relate.equal(document, f"{name(fact)}（文与表）", fact, cell)


@rule("M010", family="narrative_vs_table")
def basic(document: Document) -> Iterator[Relation]:
    """基本支出说明与基本支出表

    查什么：一般公共预算财政拨款基本支出、人员经费、公用经费等于一般公共预算的表，而不是全部资金的支出决算表。
    为什么：常见的差错是误用了含其他资金的数。
    依据：部门决算公开范本第六节。
    例：文5377.64、表5364.75 → 报；文208.09、表208.09 → 成立。
    不报的情形：表缺失；文中写的是增减额。
    容差：较粗一处的印列末位。
    """
    yield from compared(document, "M010")


@rule("M012", family="narrative_vs_table")
def three_public(document: Document) -> Iterator[Relation]:
    """“三公”经费说明与决算表

    查什么：“三公”经费合计及各项的预算数、决算数等于“三公”经费决算表的相应格。
    为什么：“三公”经费最受关注，文表须一致。
    依据：部门决算公开范本第七节；预决算公开操作规程。
    例：接待费文0.39、表0.39 → 成立；文0.93 → 报。
    不报的情形：表列全年（调整后）预算数而文写年初预算数；文中写的是增减额。
    容差：较粗一处的印列末位；空格即零。
    """
    yield from compared(document, "M012")


@rule("M016", family="narrative_vs_table")
def funds(document: Document) -> Iterator[Relation]:
    """基金与国有资本说明与表

    查什么：政府性基金、国有资本经营预算的收入、支出说明等于各自的决算表合计。
    为什么：说明与表同时公开，口径相同，必须一致。
    依据：部门决算公开范本第八、九节。
    例：文135.00、表105.00 → 报；文105.00 → 成立。
    不报的情形：表为空表（见 C003）。
    容差：较粗一处的印列末位。
    """
    yield from compared(document, "M016")


@rule("M017", family="narrative_vs_table")
def operating(document: Document) -> Iterator[Relation]:
    """机关运行经费不大于公用经费

    查什么：机关运行经费不大于一般公共预算基本支出表的公用经费合计。
    为什么：机关运行经费是行政和参公单位的公用经费，只是其中一部分。
    依据：部门决算公开范本的名词解释。
    例：142.80 ≤ 480.66 → 成立；500.00 > 480.66 → 报。
    不报的情形：小于公用经费（含事业单位时正常）。
    容差：印列末位的一个单位。
    """
    yield from compared(document, "M017")


@rule("M018", family="narrative_vs_table")
def meetings(document: Document) -> Iterator[Relation]:
    """会议费、培训费不小于基本支出所列

    查什么：一般性支出说明中的会议费、培训费不小于基本支出表中的同名科目。
    为什么：基本支出只是全部支出的一部分。
    依据：政府收支分类科目（会议费30215、培训费30216）；算术恒等式：基本支出所列≤全部支出所列。
    例：文0、表0.02 → 报；文1.00、表0.02 → 成立。
    不报的情形：文中没有写。
    容差：印列末位的一个单位。
    """
    yield from compared(document, "M018")


def compared(document: Document, rule_: str) -> Iterator[Relation]:
    """The figures of one rule of the map against their cells, slips of the unit word set right first."""
    found = slips(document)
    for match in matches(document, rule_):
        fact = found[match.fact.id].repaired if match.fact.id in found else match.fact
        yield _one(document, match, fact)


def _one(document: Document, match: Match, fact: Fact) -> Relation:
    subject = f"{name(fact)}（文与表）"
    if match.cell is None and match.empty and fact.quantity.value == 0:
        return relate.worded(document, subject, False, [relate.evidence(document, fact, "stated")], "plain")
    if match.cell is None:
        return relate.unresolved(document, subject, "missing_figure", [fact])
    if match.shape == "at_most":
        return relate.at_most(document, subject, fact, match.cell)
    if match.shape == "at_least":
        return relate.at_most(document, subject, match.cell, fact)
    return relate.equal(document, subject, fact, match.cell)


def _classes(document: Document) -> Iterator[tuple[Fact, Fact]]:
    """Amounts of whole classes in the section on general expenditure, with their cells."""
    schedule = document.only("final.general_expenditure")
    if schedule is None:
        return
    names = {bare(row.label): row for row in schedule.rows if row.code and len(row.code) == 3}
    for sentence in document.sentences:
        flat = squeeze(sentence.text).text
        if of(sentence) != "general_expenditure" or "（项）" in flat or sentence.table:
            continue
        shares = {
            fact.id
            for claim in sentence.claims
            for role, id_ in claim.roles
            if role == "part"
            for fact in sentence.facts
            if fact.id == id_
        }
        for fact in sentence.facts:
            row = names.get(bare(fact.indicator.split("/")[-1]))
            cell = total_cell(schedule, row)
            if cell and fact.quantity.dimension == MONEY and fact.id in shares:
                yield fact, cell
