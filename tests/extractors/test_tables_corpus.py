"""Every figure of corpus tables stands in one cell that holds exactly it, ruled and partly ruled alike."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pytest

from disclosure.numerals import read_cell
from disclosure.table import Cell, Table
from extractors.tables import read_tables
from extractors.textlayer import read_text_page

pytestmark = pytest.mark.corpus


def read(path: Path) -> tuple[Table, ...]:
    data = path.read_bytes()
    with pypdfium2.PdfDocument(data) as document:
        pages = [read_text_page(document, k) for k in range(len(document))]
    return read_tables(data, pages)


def cell_at(tables: tuple[Table, ...], page: int, box: list[float]) -> Cell | None:
    middle = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    found = [cell for table in tables for cell in table.cells if cell.page == page and cell.box.holds(middle)]
    return min(found, key=lambda cell: cell.box.area, default=None)


def value(cell: Cell | None) -> Decimal | None:
    quantity = read_cell(cell.text) if cell else None
    return quantity.value if quantity else None


@pytest.mark.parametrize("folder", ["000", "001", "002", "003"])
@pytest.mark.parametrize(("form", "truth"), [("born", "truth.json"), ("born-b", "truth-b.json")])
def test_figures_of_a_document(corpus: Path, folder: str, form: str, truth: str) -> None:
    wanted = json.loads((corpus / folder / truth).read_text("utf-8"))["tables"]
    tables = read(corpus / folder / f"{folder}-{form}.pdf")
    assert len(tables) == len(wanted)
    amounts = [cell for table in wanted for cell in table["numeric"] if cell["role"] == "amount"]
    wrong = [c["text"] for c in amounts if value(cell_at(tables, c["page"], c["bbox"])) != Decimal(c["value"])]
    assert wrong == []


def test_a_report_without_tables_has_none(corpus: Path) -> None:
    assert read(corpus / "004" / "004-born.pdf") == ()
    assert read(corpus / "004" / "004-born-b.pdf") == ()


def test_tables_over_pages_of_a_published_budget(corpus: Path) -> None:
    tables = read(corpus / "wanli_2024_budget" / "wanli_2024_budget.pdf")
    assert all(table.title and table.unit in {"元", "万元"} for table in tables)
    assert max(len(table.pages) for table in tables) == 5
