"""What a form says about itself: project, organisation, total investment, level, grade."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from disclosure.fact import Fact, Measure, Place
from disclosure.numerals import read_cell
from disclosure.quantity import unit
from disclosure.table import Cell
from extractors.evaluations.form import Form
from extractors.evaluations.making import Maker, place
from extractors.evaluations.words import clean, words

GRADES = {"优秀": "优", "良好": "良", "中等": "中", "较差": "差"}
PROJECT_CODE = re.compile(r"^[0-9A-Z]{12,}-")


@dataclass(frozen=True, slots=True)
class Heading:
    """Subject, organisation and level of a form."""

    subject: str
    organisation: str
    level: str


def read_heading(form: Form) -> Heading:
    """The form's heading; an overall form has no project."""
    rows = range(form.indicator_row if form.funds_row is None else form.funds_row)
    subject = _beside(form, rows, "subject")
    organisation = _beside(form, rows, "implementer") or _beside(form, rows, "organisation")
    if words().overall.search(form.title):
        return Heading("", organisation, "overall")
    return Heading(PROJECT_CODE.sub("", subject), organisation, "project" if subject or "项目" in form.title else "")


def read_investment(maker: Maker) -> tuple[Fact, ...]:
    """项目总投资 and the 财政拨款 in it, where the heading prints both with a unit."""
    form = maker.form
    found: list[Fact] = []
    above = range(form.indicator_row if form.funds_row is None else form.funds_row)
    caption = None
    for row in above:
        cells = form.row(row)
        for label, value in pairwise(cells):
            text = clean(label.text)
            whole = words().labels["investment"].search(text)
            part = found and words().labels["investment_fiscal"].search(text)
            if not (whole or part):
                continue
            match = re.search(r"\((万元|元)\)", text)
            caption = unit(match[1]) if match else caption
            read = read_cell(value.text, caption)
            if read and read.dimension == "money":
                name = "项目总投资" if whole else "项目总投资 财政拨款"
                found.append(maker.fact(value, row, read, Measure.BUDGET, name, name))
    return tuple(found)


def read_grade(form: Form, total_row: int | None) -> tuple[str, Place | None]:
    """The grade (优 良 中 差 合格 不合格) and its cell, from the total row down; a label without a grade gives '' and its place."""
    if total_row is None:
        return "", None
    for row in range(total_row, len(form.grid)):
        cells = form.row(row)
        for nth, cell in enumerate(cells):
            text = clean(cell.text)
            match = re.search(words().labels["grade"], text)
            if match is None or len(set(re.findall("[优良中差]", text))) > 1:  # a list of grades to tick says nothing
                continue
            following = clean(cells[nth + 1].text) if nth + 1 < len(cells) else ""
            grade = match["grade"] or (following if following in (*GRADES, *GRADES.values()) else "")
            return GRADES.get(grade, grade), place(cell)
    return "", None


def read_year(form: Form) -> int | None:
    """The one year that the form's title names."""
    years = set(re.findall(r"(20\d{2})(?=年)", form.title))
    return int(years.pop()) if len(years) == 1 else None


def _beside(form: Form, rows: range, label: str) -> str:
    """The text in the cell after that label; labels that follow each other (项目支出名称 | 专项名称 | …) are stepped over."""
    pattern = words().labels[label]
    for row in rows:
        cells = form.row(row)
        for nth, cell in enumerate(cells):
            if pattern.search(clean(cell.text)) and len(clean(cell.text)) <= 20:
                value = _value(cells[nth + 1 :], pattern)
                if value:
                    return value
    return ""


def _value(cells: list[Cell], pattern: re.Pattern[str]) -> str:
    for cell in cells:
        text = clean(cell.text)
        if text and not pattern.fullmatch(text) and not (pattern.search(text) and len(text) <= 6):
            return text
    return ""
