"""自评表, 评价报告 and 决算报表 of one file: D001, D002, D003."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from checks import forms, relate
from checks.registry import rule
from disclosure.arithmetic import Verdict
from disclosure.document import Document
from disclosure.fact import Fact, Measure, Sentence
from disclosure.relation import Relation, Severity
from disclosure.schedule import Schedule


@rule("D001", family="cross_section", severity=Severity.WARNING)
def overall_spending(document: Document) -> Iterator[Relation]:
    """整体支出自评表的资金总额与决算报表、评价报告一致

    查什么：整体支出自评表的全年执行数是否等于决算报表的本年支出合计（或其中的财政拨款支出），年初预算数、执行数是否等于评价报告所写。
    为什么：自评所依据的支出应与公开的决算相同。
    依据：部门整体支出绩效评价指标体系（数据以部门决算编制口径为准）；部门决算管理办法：决算应当收支真实、数额准确、内容完整。
    例：自评表执行数 551.84，决算报表本年支出合计 560.00，没有说明 → 报；相等 → 不报。
    不报的情形：自评表与决算报表所属单位不同；文件没有决算报表；差额恰好由文内说明解释（列为已核对说明）。
    容差：按印列位数，较粗的一方四舍五入。
    """
    form = forms.overall(document)
    if form is None:
        return
    for measure, word in (
        (Measure.ACTUAL, "执行数"),
        (Measure.INITIAL_BUDGET, "年初预算数"),
        (Measure.ADJUSTED_BUDGET, "全年预算数"),
    ):
        told, stated = _told(document, "本年支出合计", measure), forms.amount(form, measure)
        if told and stated:
            yield relate.equal(document, f"整体支出自评表 {word}", stated, told, "D001")
    actual = forms.amount(form, Measure.ACTUAL)
    printed = [fact for fact in (_summary(document), _fiscal(document)) if fact]
    if actual and printed:
        same = [other for other in printed if relate.equal(document, "", actual, other).verdict is Verdict.HOLDS]
        yield relate.equal(document, "整体支出自评表 全年执行数", actual, (same or printed)[0], "D001")


@rule("D002", family="cross_section", severity=Severity.WARNING)
def basic_and_project(document: Document) -> Iterator[Relation]:
    """评价报告、自评表的基本支出和项目支出与决算报表一致

    查什么：评价报告（或自评表按支出性质）所写的基本支出、项目支出、支出合计，是否等于支出决算表的合计行。
    为什么：评价报告用了另一种口径而不说明，会误导读者。
    依据：部门整体支出绩效评价指标体系（数据以部门决算编制口径为准）；部门决算管理办法：决算应当收支真实、数额准确、内容完整。
    例：报告项目支出 120，决算表项目支出 100，没有说明 → 报；差额恰由文内说明解释 → 列为已核对说明；120.00 与 120.01 → 尾差，不报。
    不报的情形：报告没有写、写了不同的数；文件没有支出决算表。
    容差：按印列位数。
    """
    table = document.only("final.expenditure")
    if table is None:
        return
    for name in ("本年支出合计", "基本支出", "项目支出"):
        said, printed = _told(document, name, Measure.ACTUAL) or _by_nature(document, name), _bottom(table, name)
        if said and printed:
            yield relate.equal(document, f"评价报告与决算报表 {name}", said, printed, "D001")


@rule("D003", family="table_vs_table", severity=Severity.WARNING)
def projects_sum(document: Document) -> Iterator[Relation]:
    """各项目自评表执行数之和等于项目支出

    查什么：各项目自评表的全年执行数之和，是否等于正文、整体支出自评表或决算报表的项目支出；再加基本支出，是否等于整体支出。
    为什么：项目自评应覆盖全部项目支出。
    依据：项目支出绩效评价管理办法（财预〔2020〕10号）：预算单位对项目支出开展单位自评；算术恒等式：项目支出＝Σ各项目支出。
    例：正文称 5 个项目共 7272.63，五张表合计 7270.00 → 报；合计相等 → 不报。
    不报的情形：看不出所附的表是否为全部项目（个数与正文不一致，或正文没有写）而又不相等。
    容差：n 项之和的尾差。
    """
    amounts = [fact for form in forms.projects(document) for fact in [forms.amount(form, Measure.ACTUAL)] if fact]
    if not amounts or len(amounts) != len(forms.projects(document)):
        return
    complete = _complete(document, len(amounts))
    for stated in _project_spending(document):
        relation = relate.total(document, "各项目自评表执行数之和与项目支出", stated, amounts)
        if relation.verdict is Verdict.DISCREPANCY and not complete:
            continue
        yield relation
    yield from _with_basic(document, amounts, complete)


def _with_basic(document: Document, amounts: list[Fact], complete: bool) -> Iterator[Relation]:
    """The forms' spending and the basic spending against the whole; open where the forms need not be all there are."""
    form, basic = forms.overall(document), _told(document, "基本支出", Measure.ACTUAL)
    whole = forms.amount(form, Measure.ACTUAL) if form else None
    if whole and basic:
        subject = "项目自评表执行数之和加基本支出与整体支出"
        relation = relate.total(document, subject, whole, [*amounts, basic])
        if relation.verdict is Verdict.DISCREPANCY and not complete:
            relation = relate.unresolved(document, subject, "ambiguous_figure", [whole, *amounts, basic])
        yield replace(relation, family="cross_section")


def _project_spending(document: Document) -> list[Fact]:
    """What the reports and the overall form call 项目支出, each value once."""
    told, form = _all_told(document, "项目支出", Measure.ACTUAL), _by_nature(document, "项目支出")
    found: dict[object, Fact] = {}
    for fact in (*told, *([form] if form else [])):
        found.setdefault(fact.quantity.base, fact)
    return list(found.values())


def _complete(document: Document, count: int) -> bool:
    """Whether a sentence about evaluation says that there are as many projects as forms."""
    said = [f for s in document.sentences if "自评" in s.text or "评价" in s.text for f in _project_counts(s)]
    return bool(said) and all(fact.quantity.value == count for fact in said)


def _project_counts(sentence: Sentence) -> list[Fact]:
    def about(fact: Fact) -> bool:
        around = sentence.text[max(0, fact.start - 4) : fact.start] + sentence.text[fact.end : fact.end + 4]
        return fact.quantity.dimension == "count" and "项目" in around and "二级" not in around and fact.quantity.value > 0

    return [fact for fact in sentence.facts if about(fact)]


def _told(document: Document, name: str, measure: Measure) -> Fact | None:
    """What the evaluation parts state for that indicator; None where they state different values."""
    found = _all_told(document, name, measure)
    return found[0] if found and len({fact.quantity.base for fact in found}) == 1 else None


def _all_told(document: Document, name: str, measure: Measure) -> list[Fact]:
    told = [fact for sentence in forms.reports(document) for fact in sentence.facts]
    facts = [fact for fact in told if fact.indicator == name and fact.measure is measure]
    return [fact for fact in facts if fact.quantity.dimension == "money" and fact.year in (None, document.fiscal_year)]


def _by_nature(document: Document, name: str) -> Fact | None:
    form = forms.overall(document)
    lines = [line for line in form.funds if line.basis and line.name == name] if form else []
    return forms.one(fact for line in lines for fact in line.figures)


def _summary(document: Document) -> Fact | None:
    """本年支出合计 of the summary of income and expenditure."""
    table = document.only("final.summary")
    rows = [row for row in table.rows if row.label == "本年支出合计"] if table else []
    facts = [fact for row in rows for _, fact in table.figures(row) if not fact.blank] if table else []
    return forms.one(facts)


def _fiscal(document: Document) -> Fact | None:
    """The total of expenditure from general appropriation."""
    table = document.only("final.general_expenditure")
    return _bottom(table, "本年支出合计") or _bottom(table, "合计") if table else None


def _bottom(table: Schedule, name: str) -> Fact | None:
    """The figure of the table's 合计 row in the column of that name."""
    row, column = table.row("合计"), table.column(name)
    fact = table.at(row, column)
    return fact if fact and not fact.blank else None
