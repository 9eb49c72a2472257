"""The page: totals, charts, then the findings of each organisation; no script, nothing fetched, readable in print.

At most `MOST` findings are listed, those to look at first; the page says how many are left out. It is written piece by piece.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import islice
from typing import TextIO

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from disclosure.arithmetic import Verdict
from disclosure.messages import Text, say
from disclosure.overview import Bar, FiledFinding, Overview
from disclosure.relation import Severity
from disclosure.settings import normal
from reports.overview.facts import origin
from reports.words import word

MOST = 5_000
"""Findings that the page lists; more make browsers slow."""

ORGANISATIONS = 40
"""Bars of the chart of organisations; the others share the last one."""

PIECES = 200
"""Parts of the template that are written together."""


@dataclass(frozen=True, slots=True)
class Group:
    """The listed findings of one organisation; `anchor` is its place in the page."""

    anchor: str
    key: str
    name: Text
    findings: list[FiledFinding]

    @property
    def wrong(self) -> int:
        """Open errors and warnings among them."""
        return sum(not one.settled and one.severity is not Severity.INFO for one in self.findings)


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars under a heading."""

    heading: Text
    bars: Sequence[Bar]

    @property
    def longest(self) -> int:
        """What the full width stands for."""
        return max((bar.total for bar in self.bars), default=0)


def write(overview: Overview, findings: Iterable[FiledFinding], out: TextIO) -> None:
    """The whole page; of the findings no more are taken than are listed."""
    listed = list(islice(findings, MOST))
    groups = grouped(listed)
    environment = Environment(
        loader=PackageLoader("reports.overview", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    anchors = {group.key: group.anchor for group in groups}
    environment.globals.update(word=word, say=say, bar=bar, verdicts=[verdict.value for verdict in Verdict])
    stream = environment.get_template("overview.html.j2").stream(
        overview=overview,
        coverage=overview.coverage,
        origin=origin(overview),
        charts=charts(overview),
        groups=groups,
        anchors=anchors,
        titles={line.code: line.title for line in overview.rules},
        shown=len(listed),
        css=Markup(_style()),
    )
    stream.enable_buffering(PIECES)
    out.writelines(stream)


def charts(overview: Overview) -> list[Chart]:
    """By rule, by organisation, by year: those that there are."""
    made = (
        Chart(say("report.by_rule"), overview.charted),
        Chart(say("report.by_organisation"), first(overview.organisations, ORGANISATIONS)),
        Chart(say("report.by_year"), overview.years),
    )
    return [chart for chart in made if chart.bars]


def first(bars: Sequence[Bar], most: int) -> Sequence[Bar]:
    """The bars, those beyond `most` as one."""
    if len(bars) <= most:
        return bars
    rest = bars[most - 1 :]
    label = say("report.rest", count=len(rest))
    return [*bars[: most - 1], Bar("…", label, sum(one.wrong for one in rest), sum(one.hints for one in rest))]


def bar(one: Bar, longest: int) -> Markup:
    """The bar as a picture, 100 units wide: errors and warnings, then hints in a lighter tone."""
    scale = 100 / longest
    parts = Markup().join(_parts(one, scale))
    return Markup('<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">{}</svg>').format(parts)


def _parts(one: Bar, scale: float) -> Iterator[Markup]:
    """The rectangles of a bar; none where there is nothing."""
    shape = Markup('<rect class="{}" x="{:.2f}" y="0" width="{:.2f}" height="10"/>')
    if one.wrong:
        yield shape.format("b-wrong", 0, one.wrong * scale)
    if one.hints:
        yield shape.format("b-hints", one.wrong * scale, one.hints * scale)


def grouped(findings: Iterable[FiledFinding]) -> list[Group]:
    """The findings by organisation, those with most to do first; within it the latest year first, then document by document."""
    found: dict[str, list[FiledFinding]] = {}
    for one in findings:
        found.setdefault(normal(one.organisation or ""), []).append(one)
    groups = [Group("", key, _named(ones[0]), sorted(ones, key=_place)) for key, ones in found.items()]
    ordered = sorted(groups, key=lambda group: (-group.wrong, -len(group.findings), group.key))
    return [Group(f"o{n}", group.key, group.name, group.findings) for n, group in enumerate(ordered, 1)]


def _named(one: FiledFinding) -> Text:
    """What the organisation is called."""
    return Text(one.organisation, one.organisation) if one.organisation else say("report.no_organisation")


def _place(one: FiledFinding) -> tuple[int, str, str]:
    """Year downwards, then document; otherwise as they came."""
    return (-(one.fiscal_year or 0), one.document, one.subject)


def _style() -> str:
    """The tokens and habits of the report on one file, then what is only here."""
    own = files("reports.overview").joinpath("templates", "overview.css").read_text("utf-8")
    return files("reports.html").joinpath("templates", "report.css").read_text("utf-8") + own
