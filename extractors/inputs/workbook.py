"""Workbooks: every visible sheet with its tables, each cell as it is shown and by its address.

Takes the bytes of an XLSX file, gives a `Manuscript` of one leaf per sheet. Formulas count by the result that was stored with them; one
without a result is kept as the formula, so that nobody takes it for an empty cell, and told in a remark. Hidden rows and columns are read:
totals include them; hidden sheets are not. Refuses workbooks that are broken or larger than any disclosure, before they are unfolded.
"""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import openpyxl
from lxml import etree
from openpyxl.cell.cell import MergedCell
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from disclosure.messages import Text, say
from extractors import errors
from extractors.inputs import packages
from extractors.inputs.formats import shown
from extractors.inputs.manuscript import Leaf, Manuscript
from extractors.inputs.regions import Slot, items_of
from extractors.inputs.texts import MAX_CELLS, joined, tidy, visible

MAX_ROWS = 100_000
MAX_PART = 128 * 1024 * 1024
"""Most bytes of a sheet or of the table of texts, unpacked."""
_CELL = re.compile(rb"<(?:\w+:)?c[ >]")
_ROW = re.compile(rb"<(?:\w+:)?row[ >/]")
_MERGE = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*?\bref\s*=\s*[\"']([^\"']*)")
_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
_BROKEN = (InvalidFileException, etree.LxmlError, KeyError, AttributeError, TypeError, IndexError, SyntaxError, *packages.BROKEN)
_SHOWN = 3
"""Addresses that a remark names before it only counts."""


def read_workbook(name: str, data: bytes) -> Manuscript:
    """The workbook. Raises DamagedError, EncryptedError, BombError, TooManyCellsError."""
    with packages.opened(name, data) as package:
        formulas = _measure(name, package)
    with warnings.catch_warnings():
        # openpyxl warns of features it drops (validation, extensions); none of them is text.
        warnings.simplefilter("ignore")
        try:
            values = openpyxl.load_workbook(BytesIO(data), data_only=True)
            written = openpyxl.load_workbook(BytesIO(data)) if formulas else None
        except _BROKEN as error:
            raise errors.DamagedError(name, where="XLSX") from error
    return _manuscript(name, values, written)


def _measure(name: str, package: zipfile.ZipFile) -> bool:
    """Counts rows and cells in the packed sheets without building anything; gives whether there are formulas."""
    cells = rows = 0
    formulas = False
    for part, piece in packages.xml_chunks(name, package, MAX_PART):
        if not part.startswith("xl/worksheets/"):
            continue
        cells += len(_CELL.findall(piece)) + sum(_area(name, ref.decode("ascii", "replace")) for ref in _MERGE.findall(piece))
        rows += len(_ROW.findall(piece))
        formulas = formulas or bool(_FORMULA.search(piece))
        if cells > MAX_CELLS or rows > MAX_ROWS:
            raise errors.TooManyCellsError(name, where=part.rpartition("/")[2], limit=MAX_CELLS)
    return formulas


def _area(name: str, ref: str) -> int:
    """How many cells a merged range covers: openpyxl makes each of them."""
    try:
        left, top, right, bottom = (int(edge or 0) for edge in range_boundaries(ref))
    except ValueError as error:
        raise errors.DamagedError(name, where="XLSX") from error
    return (right - left + 1) * (bottom - top + 1)


def _manuscript(name: str, values: Any, written: Any) -> Manuscript:
    """Every visible sheet as a leaf, and what could not be read."""
    leaves, lost, pictures = [], [], 0
    sheets = [sheet for sheet in values.worksheets if sheet.sheet_state == "visible"]
    for sheet in sheets:
        formulas = written[sheet.title] if written is not None else None
        slots = list(_slots(sheet, formulas))
        lost += [f"{sheet.title}!{slot.name}" for slot in slots if slot.unresolved]
        pictures += len(sheet._images) + len(sheet._charts)
        items = tuple(items_of(slots, name, sheet.title))
        if items:
            leaves.append(Leaf(items, f"工作表 {visible(sheet.title)}"))
    hidden = [sheet.title for sheet in values.worksheets if sheet not in sheets and any(cell.value for cell in _cells(sheet))]
    return Manuscript(tuple(leaves), tuple(_remarks(lost, hidden, pictures)))


def _remarks(lost: list[str], hidden: list[str], pictures: int) -> Iterator[Text]:
    if lost:
        yield say("remark.formulas", count=len(lost), cells=_some(lost))
    if hidden:
        yield say("remark.hidden_sheets", count=len(hidden), sheets=_some(hidden))
    if pictures:
        yield say("remark.pictures", count=pictures)


def _some(names: list[str]) -> str:
    return "、".join(names[:_SHOWN]) + ("……" if len(names) > _SHOWN else "")


def _cells(sheet: Any) -> Iterator[Any]:
    """The cells that the file has, in reading order. `iter_rows` would make every cell up to the last: millions of a sheet with a stray one."""
    return (cell for _, cell in sorted(sheet._cells.items()))


def _slots(sheet: Any, formulas: Any) -> Iterator[Slot]:
    """The cells of a sheet that hold or frame something, merged ones as one."""
    spans = {(a.min_row, a.min_col): (a.max_row - a.min_row + 1, a.max_col - a.min_col + 1) for a in sheet.merged_cells.ranges}
    for cell in _cells(sheet):
        if isinstance(cell, MergedCell):
            continue
        text, unresolved = _text(cell, formulas)
        down, across = spans.get((cell.row, cell.column), (1, 1))
        framed = bool(cell.has_style and _is_framed(cell.border))
        if text or framed or down * across > 1:
            yield Slot(cell.row, cell.column, text, cell.coordinate, down, across, framed, unresolved)


def _is_framed(border: Any) -> bool:
    """Whether a rule is drawn above or below the cell."""
    return any(side is not None and side.style for side in (border.top, border.bottom))


def _text(cell: Any, formulas: Any) -> tuple[str, bool]:
    """The cell as it is shown, and whether it is a formula whose result was not stored."""
    value = cell.value
    if value is None and formulas is not None:
        written = formulas[cell.coordinate].value
        if written is not None:
            return f"={getattr(written, 'text', written)}".replace("==", "="), True
    if isinstance(value, str):
        return joined(tidy(line) for line in value.split("\n")) if "\n" not in value or len(value) < 200 else _paragraphs(
            value
        ), False
    return shown(value, cell.number_format), False


def _paragraphs(value: str) -> str:
    """A cell that holds whole paragraphs keeps them apart."""
    return "\n".join(filter(None, (tidy(line) for line in value.split("\n"))))
