"""A comparison of two versions, for the terminal and as plain values: what is fixed, what is not, what is new, which figures changed."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text as Line

from disclosure.comparison import Comparison, FigureChange
from disclosure.document import Document
from disclosure.messages import Text, say
from disclosure.relation import Evidence, Finding
from reports import json
from reports.places import Places
from reports.terminal import COLOURS, MARKS

MOST = 200
"""Changed figures that the terminal lists; JSON has all."""


def show(made: Comparison, old: Document, new: Document, console: Console) -> None:
    """The comparison on the terminal; places of what is gone are those of the old version."""
    before, after = Places([old]), Places([new])
    console.print(Line.assemble((old.name, "bold"), " → ", (new.name, "bold")))
    _findings(say("diff.gone"), made.gone, before, console)
    _findings(say("diff.still"), [now for _, now in made.still], after, console)
    _findings(say("diff.new"), made.new, after, console)
    _figures(made.figures, Places([old, new]), console)
    told = say("diff.summary", gone=len(made.gone), still=len(made.still), new=len(made.new), figures=len(made.figures))
    console.print(Line(f"\n {told.zh}", "bold"))
    console.print(Line(f" {told.en}", "dim"))


def plain(made: Comparison, old: Document, new: Document) -> json.Json:
    """The comparison as plain values; findings and evidence are those of the contract."""
    places = Places([old, new])
    return {
        "version": json.VERSION,
        "old": json.document(old),
        "new": json.document(new),
        "gone": [json.finding(finding, places) for finding in made.gone],
        "still": [{"old": json.finding(was, places), "new": json.finding(now, places)} for was, now in made.still],
        "new_findings": [json.finding(finding, places) for finding in made.new],
        "figures": [{"label": f.label, "old": _evidence(f.old, places), "new": _evidence(f.new, places)} for f in made.figures],
    }


def _evidence(item: Evidence | None, places: Places) -> json.Json | None:
    return None if item is None else json.evidence(item, places)


def _findings(heading: Text, findings: Sequence[Finding], places: Places, console: Console) -> None:
    if not findings:
        return
    console.print(Line(f"\n {heading.zh} {heading.en} · {len(findings)}", "bold"))
    grid = Grid.grid(padding=(0, 1), expand=False)
    for width in (1, 6, 6):
        grid.add_column(no_wrap=True, min_width=width)
    grid.add_column(overflow="fold", ratio=1)
    for finding in findings:
        style = COLOURS[finding.severity]
        marked = Line(f" {MARKS[finding.severity]}", style), Line(finding.rule, style)
        grid.add_row(*marked, Line(places.short(finding.evidence), "dim"), Line(finding.message.zh))
    console.print(grid)


def _figures(changes: Sequence[FigureChange], places: Places, console: Console) -> None:
    if not changes:
        return
    heading = say("diff.figures")
    console.print(Line(f"\n {heading.zh} {heading.en} · {len(changes)}", "bold"))
    grid = Grid.grid(padding=(0, 1), expand=False)
    for justify in ("left", "right", "left", "right"):
        grid.add_column(no_wrap=justify == "right", justify=justify, overflow="fold")
    for change in changes[:MOST]:
        sides = [_side(item, places) for item in (change.old, change.new)]
        grid.add_row(Line(f"   {change.label}"), sides[0], Line("→", "dim"), sides[1])
    console.print(grid)
    if len(changes) > MOST:
        console.print(Line(f"   … {len(changes) - MOST}", "dim"))


def _side(item: Evidence | None, places: Places) -> Line:
    if item is None:
        return Line("—", "dim")
    shown = item.text if item.fact is None or not item.fact.blank else say("diff.blank").zh
    return Line.assemble(shown, (f" {places.short([item])}", "dim"))
