"""What people call the places of evidence: pages of what was printed, cells and paragraphs of what never was.

Takes documents once, gives words for places in them; a place in a document that is not among them is called by its page. Where evidence
lies in several documents, every place is told with the name of its file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from disclosure.document import Document
from disclosure.fact import Place
from disclosure.relation import Evidence, between
from disclosure.table import Table

SHOWN = 3
"""Places of one page that are named before the others are only hinted at."""

TELLING = 8
"""Characters of a file's hash that tell it from another of the same name."""


class Places:
    """The names of places in these documents."""

    def __init__(self, documents: Iterable[Document] = ()) -> None:
        self._documents = {document.id: document for document in documents}

    @cached_property
    def _laid_out(self) -> frozenset[str]:
        return frozenset(document.id for document in self._documents.values() if not document.printed)

    @cached_property
    def _names(self) -> dict[str, str]:
        """The files' names; those that several share, with the year, else with the beginning of the file's hash."""
        count = Counter(document.name for document in self._documents.values())
        dated = Counter((document.name, document.fiscal_year) for document in self._documents.values())
        return {
            one.id: one.name
            if count[one.name] == 1
            else f"{one.name}（{one.fiscal_year}年度）"
            if dated[one.name, one.fiscal_year] == 1
            else f"{one.name}（{one.sha256[:TELLING]}）"
            for one in self._documents.values()
        }

    def name(self, document: str) -> str:
        """The file's name, told apart from others of the same name; empty for a document that is not among them."""
        return self._names.get(document, "")

    def where(self, document: str, place: Place) -> str:
        """第 3 页, 工作表 收入决算表!C7, 第12段."""
        known = self._documents.get(document)
        return known.where(place) if known else f"第 {place.page} 页"

    def short(self, evidence: Iterable[Evidence]) -> str:
        """For a narrow column: 'p12,14'; of what was never printed the place of the stated figure, without its sheet.

        Nothing where it lies in several documents: `all` has the files' names.
        """
        items = list(evidence)
        if between(items):
            return ""
        named = [item for item in items if item.document in self._laid_out]
        if named:
            first = next((item for item in named if item.role == "stated"), named[0])
            return self.where(first.document, first.place).rpartition("!")[2]
        numbers = sorted({item.place.page for item in items})
        shown = ",".join(str(number) for number in numbers[:SHOWN]) + ("…" if len(numbers) > SHOWN else "")
        return f"p{shown}" if numbers else ""

    def all(self, evidence: Iterable[Evidence]) -> str:
        """'第 3、7 页', or '工作表 收入决算表!C7、B9' and '第12段'; of several documents 'a.pdf 第 3 页 / b.pdf 第 5 页'."""
        items = list(evidence)
        if between(items):
            files = dict.fromkeys(item.document for item in items)
            groups = {document: [item for item in items if item.document == document] for document in files}
            return " / ".join(f"{self.name(document)} {self.all(mine)}".strip() for document, mine in groups.items())
        named = [item for item in items if item.document in self._laid_out]
        numbers = sorted({item.place.page for item in items if item.document not in self._laid_out})
        printed = [f"第 {'、'.join(map(str, numbers))} 页"] if numbers else []
        return "；".join([*printed, *self._grouped(named)])

    def _grouped(self, items: Iterable[Evidence]) -> list[str]:
        """Places by sheet, the sheet named once."""
        sheets: dict[str, dict[str, None]] = {}
        for item in items:
            sheet, mark, spot = self.where(item.document, item.place).rpartition("!")
            sheets.setdefault(sheet + mark, {})[spot] = None
        return [sheet + "、".join(list(spots)[:SHOWN]) + ("……" if len(spots) > SHOWN else "") for sheet, spots in sheets.items()]


def stands(document: Document, table: Table) -> str:
    """Where a table stands: its pages, its worksheet and first cell, or its number among the tables."""
    if document.printed:
        return f"第 {'、'.join(map(str, table.pages))} 页"
    first = table.cells[0]
    sheet, mark, spot = document.where(Place(first.page, first.box)).rpartition("!")
    return sheet + mark + spot if mark else spot.partition("第")[0]
