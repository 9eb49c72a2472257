"""From tables to self-evaluation forms: recognise, read the blocks, put them together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from disclosure.evaluation import Evaluation, WeightBlock
from disclosure.table import Table
from extractors.evaluations.blocks import WEIGHTED
from extractors.evaluations.form import Form, recognise
from extractors.evaluations.funds import FundsBlock, read_funds
from extractors.evaluations.heading import read_grade, read_heading, read_investment, read_year
from extractors.evaluations.indicators import read_indicators
from extractors.evaluations.making import Maker
from extractors.evaluations.words import clean


def read_evaluations(tables: Sequence[Table]) -> tuple[Evaluation, ...]:
    """Every table that is a self-evaluation form, understood, in the order given; other tables are passed over."""
    forms = [form for form in map(recognise, tables) if form is not None]
    return tuple(read_form(form) for form in forms)


def read_form(form: Form) -> Evaluation:
    """One form understood. What is not printed or not readable stays empty."""
    heading = read_heading(form)
    maker = Maker(form, f"evaluation:{form.table.id}", heading.subject, read_year(form))
    funds, block = read_funds(maker), read_indicators(maker)
    grade, grade_place = read_grade(form, block.total_row)
    return Evaluation(
        id=maker.source,
        level=heading.level,
        table=form.table.id,
        pages=form.table.pages,
        subject=heading.subject,
        organisation=heading.organisation,
        funds=funds.lines,
        execution_weight=funds.weight,
        execution_rate=funds.rate,
        execution_score=funds.score,
        indicators=block.lines,
        blocks=(*_execution_block(maker, funds), *block.blocks),
        total_weight=block.total_weight,
        total_score=block.total_score,
        grade=grade,
        grade_place=grade_place,
        title=form.title,
        investment=read_investment(maker),
        execution_reason=funds.reason,
    )


def _execution_block(maker: Maker, funds: FundsBlock) -> tuple[WeightBlock, ...]:
    """The weight in the label of the funds block: 预算执行情况（10分）."""
    form = maker.form
    cell = form.cell(form.funds_row, 0) if form.funds_row is not None else None
    match = WEIGHTED.match(clean(cell.text)) if cell else None
    if cell is None or match is None or funds.weight is None:
        return ()
    quantity = replace(funds.weight.quantity, value=type(funds.weight.quantity.value)(match["in"] or match["out"]))
    fact = maker.fact(cell, cell.row, quantity, funds.weight.measure, match["name"], f"{match['name']} 分值", 9)
    return (WeightBlock(match["name"], fact, execution=True),)
