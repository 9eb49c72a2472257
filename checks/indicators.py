"""An indicator's actual figure of the year in the overall form and in the basic data table (绩效评价基础数据表).

Takes a document and a canonical name (基本支出, 公用经费, 政府采购 …), gives facts under the unit that the file's forms share. Gives
nothing where several rows fit, or where it is not certain that a line is of the year's actual expenditure.
"""

from __future__ import annotations

import re
from dataclasses import replace

from checks import forms, relate
from checks.narrative import MONEY
from disclosure.arithmetic import Verdict
from disclosure.document import Document
from disclosure.fact import Fact, Measure
from disclosure.quantity import Unit

_LABELS = {"公务接待费": r"公务接待费?", "政府采购": r"政府采购(?:金额|支出|总额)?"}


def by_nature(document: Document, name: str) -> list[Fact]:
    """What the overall form prints for it under 按支出性质, where those lines make up the year's actual expenditure."""
    form = forms.overall(document)
    if form is None:
        return []
    lines = [line for line in form.funds if line.basis and line.name == name]
    bases = {line.basis for line in lines}
    facts = [fact for line in form.funds if line.basis in bases for fact in line.figures]
    actual = forms.amount(form, Measure.ACTUAL)
    fits = actual and facts and relate.total(document, "", actual, facts).verdict in (Verdict.HOLDS, Verdict.ROUNDING)
    return [fact for line in lines for fact in line.figures] if fits else []


def base_figures(document: Document, name: str) -> list[Fact]:
    """The year's actual figure of that name in the basic data tables."""
    label, unit = re.compile(rf"^(?:{_LABELS.get(name, re.escape(name))})(?:[:：（(]|$)"), shared_unit(document)
    found = []
    for schedule in document.of_kind("evaluation.base_data"):
        rows = [row for row in schedule.rows if label.search(row.label)]
        for column in schedule.columns:
            fact = schedule.at(rows[0], column) if len(rows) == 1 and column.measure is Measure.ACTUAL else None
            if fact and not fact.blank and fact.year == document.fiscal_year:
                found.append(replace(fact, quantity=fact.quantity.in_unit(fact.quantity.unit or unit)))
    return found


def shared_unit(document: Document) -> Unit | None:
    """The unit of money that all forms of the file share, else all money of its reports; None where there are several."""
    shared: set[Unit | None] = {
        f.quantity.unit for form in document.evaluations for line in form.funds for f in line.figures if f.quantity.unit
    }
    shared = shared or {f.quantity.unit for s in forms.reports(document) for f in s.facts if f.quantity.dimension == MONEY}
    return shared.pop() if len(shared) == 1 else None
