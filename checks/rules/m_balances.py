"""M023: balances carried over, as the text gives them, against the tables."""

from __future__ import annotations

from collections.abc import Iterator

from checks import relate
from checks.figures import figure
from checks.narrative import name
from checks.registry import rule
from disclosure.document import Document
from disclosure.fact import Fact
from disclosure.relation import Relation

_OPENING, _CLOSING = "年初结转和结余", "年末结转和结余"
_FISCAL = ("年初财政拨款结转和结余", "年末财政拨款结转和结余")
_LANE = {_OPENING: 0, _CLOSING: 1}
_SUMMARIES: dict[str, tuple[str, frozenset[str], dict[str, tuple[str, ...]]]] = {
    "overall": ("final.summary", frozenset(), {_OPENING: (_OPENING,), _CLOSING: (_CLOSING,)}),
    "fiscal_overall": (
        "final.fiscal_summary",
        frozenset({"财政拨款"}),
        {_OPENING: (_FISCAL[0], _OPENING), _CLOSING: (_FISCAL[1], _CLOSING)},
    ),
}
_FUNDS = {"fund": "final.government_fund", "capital": "final.state_capital"}


@rule("M023", family="narrative_vs_table")
def balances(document: Document) -> Iterator[Relation]:
    """结转和结余说明与表

    查什么：说明中的年初、年末结转和结余等于收支决算总表、财政拨款总表或基金、国资决算表的相应格。
    为什么：结余数常沿用上年稿。
    依据：部门决算公开范本第一、四、八、九节。
    例：文年末结转和结余17.60、表17.60 → 成立；文16.70 → 报。
    不报的情形：表缺失；文中没有写；同一节写了不同的数；口径（财政拨款、全部资金）与表不同。
    容差：较粗一处的印列末位。
    """
    for topic, (kind, scope, rows) in _SUMMARIES.items():
        for indicator in (_OPENING, _CLOSING):
            fact = figure(document, indicator, topic)
            cell = _summary_cell(document, kind, rows[indicator], _LANE[indicator])
            if fact and cell and fact.scope == scope:
                yield relate.equal(document, f"{name(fact)}（文与表）", fact, cell)
    for topic, kind in _FUNDS.items():
        for indicator in (_OPENING, _CLOSING):
            fact, cell = figure(document, indicator, topic), _fund_cell(document, kind, indicator)
            if fact and cell:
                yield relate.equal(document, f"{name(fact)}（文与表）", fact, cell)


def _summary_cell(document: Document, kind: str, labels: tuple[str, ...], lane: int) -> Fact | None:
    """The figure of the row in its lane: the only one, or the one under 合计."""
    schedule = document.only(kind)
    row = next((row for label in labels if schedule and (row := schedule.row(label, lane))), None)
    if schedule is None or row is None:
        return None
    total = schedule.at(row, schedule.column("合计", lane))
    shown = [fact for _, fact in schedule.figures(row)]
    return total or (shown[0] if len(shown) == 1 else None)


def _fund_cell(document: Document, kind: str, name_: str) -> Fact | None:
    schedule = document.only(kind)
    return schedule.at(schedule.row("合计"), schedule.column(name_)) if schedule else None
