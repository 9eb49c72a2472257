"""M022, M108, M110: projects under evaluation, as the text counts their money and years, against the tables and the year of the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checks import relate, topics
from checks.narrative import MONEY, squeeze, words
from checks.notes import in_books
from checks.registry import rule
from disclosure.document import Document
from disclosure.fact import Fact, Sentence
from disclosure.relation import Relation, Severity
from disclosure.schedule import Schedule

_INVOLVED = re.compile(r"涉及[^，。；]{0,12}?(?:资金|金额|经费)(?:为|共计|共|合计|总计)*$")
_COUNTED = re.compile(r"项目[^。；]{0,40}?\d+个|\d+个[^。；]{0,12}?项目")
_YEAR = re.compile(r"(?<![〔（(\d])20\d\d(?=年|[-—－~至.])")
_OPEN = re.compile(r"长期|持续|常年|每年|逐年|经常性|多年|分年")
_PERIODS = ("实施周期", "年度预算安排", "项目周期", "实施期限")


@rule("M022", family="narrative_vs_table", severity=Severity.INFO)
def evaluated(document: Document) -> Iterator[Relation]:
    """自评项目涉及资金不大于项目支出

    查什么：决算公开预算绩效管理一节所写自评项目“涉及资金”，是否不大于支出决算表的项目支出合计。
    为什么：自评的是本年的项目支出，不会多于全部项目支出；大于时多是误用预算数或含了未列入报表的资金。
    依据：部门决算公开范本“预算绩效管理情况”；算术恒等式：部分（自评项目支出）不大于整体（支出决算表项目支出合计）。
    例：自评项目4个、涉及资金598.42万元，项目支出603.14万元 → 成立；涉及资金698.42万元 → 提示信息；写“涉及预算金额698.42万元” → 不判断。
    不报的情形：写明是预算资金（预算可以大于决算）；账面数、另有说明的口径；同一节写了不同的数；表缺失。
    容差：印列末位的一个单位。
    """
    table = document.only("final.expenditure")
    told = [fact for fact in _involved(document) if "预算" not in squeeze(fact.label).text and not in_books(fact)]
    spent = _project_total(table)
    if spent and told and len({fact.quantity.base for fact in told}) == 1 and not told[0].scope:
        yield relate.at_most(document, "自评项目涉及资金", told[0], spent)


@rule("M108", family="narrative_vs_table", severity=Severity.INFO)
def targeted(document: Document) -> Iterator[Relation]:
    """编报绩效目标的项目资金不大于项目支出预算

    查什么：预算公开“绩效目标设置情况”所写项目涉及资金，是否不大于支出预算表的项目支出合计。
    为什么：编报目标的项目是项目支出的一部分，大于项目支出说明一处取错了数。
    依据：部门预算公开范本“绩效目标设置情况”；算术恒等式：部分（编报绩效目标的项目预算）不大于整体（支出预算表项目支出合计）。
    例：49个项目涉及8825.98万元，项目支出88,425,805元 → 成立；涉及8,852.98万元 → 提示信息。
    不报的情形：同一节写了不同的数；表缺失；写明含转移支付、跨年度资金。
    容差：印列末位的一个单位。
    """
    table = document.only("budget.expenditure")
    told, planned = _involved(document), _project_total(table)
    if "final_accounts" in document.kinds or not planned or len({fact.quantity.base for fact in told}) != 1:
        return
    if not re.search(r"转移支付|跨年|总投资", squeeze(told[0].quote or told[0].label).text):
        yield relate.at_most(document, "编报绩效目标的项目资金", told[0], planned)


@rule("M110", family="year", severity=Severity.WARNING)
def periods(document: Document) -> Iterator[Relation]:
    """项目说明的实施周期、年度预算安排是预算年度的

    查什么：预算公开项目经费情况说明中，“实施周期”“年度预算安排”写明的年份是否包括预算年度。
    为什么：沿用上年的项目说明，所列的安排就不是本年的预算。
    依据：部门预算公开范本“项目经费情况说明”（年度预算安排为预算年度的安排）；文件封面的预算年度。
    例：2026年预算，“年度预算安排：2025年安排120万元”而没有2026年 → 提示；“2025年至2027年分年实施”“2026年安排120万元” → 不提示。
    不报的情形：没有写年份；写明长期、持续；文号、书名号中的年份；文件不是预算或年度不明。
    容差：无。
    """
    year = document.fiscal_year
    if year is None or document.kinds != ("budget",):
        return
    for heading, group in _sections(document):
        found = [int(m[0]) for s in group for m in _YEAR.finditer(re.sub(r"《[^》]*》|〔\d+〕", "", squeeze(s.text).text))]
        open_ended = any(_OPEN.search(squeeze(s.text).text) for s in group)
        if found and not open_ended:
            flat = squeeze(group[0].text)
            seen = words(document, group[0], flat, 0, len(flat.text), "stated")
            broken = not min(found) <= year <= max(found)
            listed = "、".join(f"{n}年" for n in dict.fromkeys(found))
            yield relate.worded(document, f"“{topics.bare(heading)}”", broken, seen, "M110", stated=listed, expected=f"{year}年")


def _involved(document: Document) -> list[Fact]:
    """The money that projects under evaluation are said to involve."""
    found = []
    for sentence in document.sentences:
        text = squeeze(sentence.text).text
        if sentence.table or topics.of(sentence) != "performance" or not _COUNTED.search(text):
            continue
        for fact in sentence.facts:
            told = fact.quantity.dimension == MONEY and _INVOLVED.search(squeeze(sentence.text[: fact.start]).text)
            found += [fact] if told and not fact.quantity.hedge else []
    return found


def _project_total(table: Schedule | None) -> Fact | None:
    """项目支出 of the total's row."""
    fact = table.at(table.row("合计"), table.column("项目支出")) if table else None
    return fact if fact and not fact.blank else None


def _sections(document: Document) -> Iterator[tuple[str, Sequence[Sentence]]]:
    """The sections on a project's period and budget, each run of sentences under one title with the title."""
    run: list[Sentence] = []
    for sentence in (*document.sentences, None):
        if run and (sentence is None or sentence.heading != run[0].heading):
            yield run[0].heading[-1], tuple(run)
            run = []
        if sentence and sentence.heading and not sentence.table and topics.bare(sentence.heading[-1]).startswith(_PERIODS):
            run.append(sentence)
