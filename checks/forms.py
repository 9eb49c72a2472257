"""What the rules over self-evaluation forms share: their lines and measures by name, the words of the field, short titles.

Takes `Evaluation`s, gives facts or None; never picks between two candidates.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files

from disclosure.document import Document
from disclosure.evaluation import Evaluation, FundLine, IndicatorLine
from disclosure.fact import Fact, Measure, Sentence
from disclosure.quantity import Unit
from disclosure.relation import Evidence
from disclosure.schedule import Row

NO_UNIT = Unit("", "", Decimal(1))
REPORTS = ("self_evaluation", "evaluation_report")


@dataclass(frozen=True, slots=True)
class Field:
    """The data of `evaluation.toml`: grade bands from the best down, names of fund sources, word expressions."""

    grades: tuple[tuple[str, Decimal], ...]
    parts: frozenset[str]
    rest: frozenset[str]
    words: dict[str, re.Pattern[str]]


@cache
def field() -> Field:
    """The data. Raises ValueError where the bands do not fall or an expression does not compile."""
    data = tomllib.loads(files("checks").joinpath("evaluation.toml").read_text("utf-8"))
    grades = tuple((entry["grade"], Decimal(entry["from"])) for entry in data["grades"])
    if list(grades) != sorted(grades, key=lambda g: -g[1]):
        raise ValueError("evaluation.toml: grades must run from the best down")
    try:
        words = {key: re.compile(text) for key, text in data["words"].items()}
    except re.error as error:
        raise ValueError(f"evaluation.toml: {error}") from error
    return Field(grades, frozenset(data["sources"]["parts"]), frozenset(data["sources"]["rest"]), words)


def says(key: str, text: str) -> bool:
    """Whether the text shows the words of that key of `evaluation.toml`."""
    return bool(field().words[key].search(text))


def title(form: Evaluation) -> str:
    """A short Chinese name of the form."""
    return (
        f"“{form.subject}”自评表" if form.subject else "整体支出自评表" if form.level == "overall" else form.title or "绩效评分表"
    )


def total_line(form: Evaluation) -> FundLine | None:
    """The line of the funds block that is the total; None where there is none or more than one."""
    found = [line for line in form.funds if not line.of_which and not line.basis and line.figures]
    return found[0] if len(found) == 1 else None


def figure(line: FundLine | None, measure: Measure) -> Fact | None:
    """The line's figure of that measure."""
    found = [fact for fact in line.figures if fact.measure is measure] if line else []
    return found[0] if len(found) == 1 else None


def amount(form: Evaluation, measure: Measure) -> Fact | None:
    """The form's total of that measure."""
    return figure(total_line(form), measure)


def denominator(form: Evaluation) -> Fact | None:
    """What the execution rate of the form is over: 全年 (调整后) 预算数 where it has that column, else its only budget column."""
    for measure in (Measure.ADJUSTED_BUDGET, Measure.BUDGET, Measure.INITIAL_BUDGET):
        if any(fact.measure is measure for line in form.funds for fact in line.figures):
            return amount(form, measure)
    return None


def named(form: Evaluation, line: IndicatorLine) -> str:
    """A Chinese phrase for one indicator of a form."""
    return f"{title(form)}：{line.name}"


def own(form: Evaluation, fact: Fact) -> str:
    """The fact's indicator without the form's subject."""
    return fact.indicator.removeprefix(form.subject).strip()


def projects(document: Document) -> list[Evaluation]:
    """The project forms that state an amount."""
    return [form for form in document.evaluations if form.level == "project" and total_line(form)]


def overall(document: Document) -> Evaluation | None:
    """The one overall form, None where there is none or more than one."""
    found = [form for form in document.evaluations if form.level == "overall"]
    return found[0] if len(found) == 1 else None


def reports(document: Document) -> list[Sentence]:
    """The sentences of the parts that are self-evaluation or evaluation reports."""
    parts = {part.id for part in document.parts if part.kind in REPORTS}
    return [sentence for sentence in document.sentences if sentence.part in parts]


def cell(document: Document, line: IndicatorLine, which: str) -> Evidence:
    """The target's or completed value's text as evidence."""
    text, place = (line.target, line.target_place) if which == "target" else (line.actual, line.actual_place)
    return Evidence("operand", document.id, place or line.place, text, line.quote or text, line.name)


def plain(text: str) -> str:
    """A text for comparison: no blanks, punctuation or brackets' style."""
    return re.sub(r"[\s,，。;；:：、()（）“”\"]", "", text)


def one(facts: Iterable[Fact]) -> Fact | None:
    """The only fact, None where there is none or more than one."""
    found = list(facts)
    return found[0] if len(found) == 1 else None


def one_row(rows: Iterable[Row]) -> Row | None:
    """The only row, None where there is none or more than one."""
    found = list(rows)
    return found[0] if len(found) == 1 else None
