"""A disclosure as understood: who published it, for which year, and everything that was read in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from disclosure.evaluation import Evaluation
from disclosure.fact import Fact, Place, Sentence
from disclosure.geometry import Box
from disclosure.messages import Text
from disclosure.page import Page, Spot
from disclosure.schedule import Schedule
from disclosure.settings import Aliases
from disclosure.table import Table


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the file with a character of its own, such as the accounts proper or an attached evaluation report.

    `kind` is one of final_accounts, budget, self_evaluation, evaluation_report, other; `scope` are words that hold for all its figures.
    """

    id: str
    kind: str
    title: str
    first_page: int
    last_page: int
    scope: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Document:
    """One document. Every box in it lies in the page as the original file shows it. Unknown identity is None, never a guess.

    `aliases` are the user's other names that it was read with; `remarks` tell what is in the file and could not be read. `signature`
    says who it was taken for when it was read, where a person knows better since: what is remembered of it goes by that.
    """

    id: str
    name: str
    sha256: str
    pages: tuple[Page, ...]
    org: str | None = None
    fiscal_year: int | None = None
    kinds: tuple[str, ...] = ()
    level: str | None = None
    parts: tuple[Part, ...] = ()
    tables: tuple[Table, ...] = ()
    schedules: tuple[Schedule, ...] = ()
    evaluations: tuple[Evaluation, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    aliases: Aliases = field(default_factory=Aliases)
    remarks: tuple[Text, ...] = ()
    signature: tuple[str, ...] = ()

    @property
    def signed(self) -> tuple[str, ...]:
        """Organisation (the file's hash where it names none), year and kinds as they were read."""
        return self.signature or (self.org or self.sha256, str(self.fiscal_year), *self.kinds)

    @property
    def scanned(self) -> bool:
        """Whether any page was read by OCR."""
        return any(page.scanned for page in self.pages)

    @property
    def printed(self) -> bool:
        """Whether it has pages of its own: a workbook, a text document and a web page were only laid out to be read."""
        return not any(page.spots for page in self.pages)

    def where(self, place: Place) -> str:
        """What people call the place: 第 3 页, 工作表 收入决算表!C7, 第12段. A page that the document does not have is called by its number."""
        page = self._numbered.get(place.page)
        if page is None or not page.spots:
            return f"第 {place.page} 页"
        spot = self._spots.get((place.page, place.box)) or _around(page, place.box)
        return "!".join(filter(None, (page.name, spot)))

    @cached_property
    def _numbered(self) -> dict[int, Page]:
        return {page.number: page for page in self.pages}

    @cached_property
    def _spots(self) -> dict[tuple[int, Box], str]:
        return {(page.number, spot.box): spot.name for page in self.pages for spot in page.spots}

    @cached_property
    def facts(self) -> dict[str, Fact]:
        """Every fact by id: of schedules, of evaluation forms, of sentences."""
        groups = [source.facts for source in self.schedules]
        groups += [source.facts for source in self.evaluations]
        groups += [source.facts for source in self.sentences]
        return {fact.id: fact for group in groups for fact in group}

    @cached_property
    def _by_kind(self) -> dict[str, list[Schedule]]:
        groups: dict[str, list[Schedule]] = {}
        for schedule in self.schedules:
            groups.setdefault(schedule.kind, []).append(schedule)
        return groups

    def of_kind(self, kind: str) -> Iterator[Schedule]:
        """The schedules of that kind, in page order."""
        return iter(self._by_kind.get(kind, ()))

    def only(self, kind: str) -> Schedule | None:
        """The one schedule of that kind, None where there is none or more than one."""
        found = self._by_kind.get(kind, ())
        return found[0] if len(found) == 1 else None


def _around(page: Page, box: Box) -> str:
    """The name of the smallest spot around the middle of the box, empty where there is none."""
    around = (spot for spot in page.spots if spot.box.holds(box.centre))
    return min(around, key=lambda spot: spot.box.area, default=Spot("", box)).name
