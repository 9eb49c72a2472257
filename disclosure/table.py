"""Tables as printed: cells with text, place and confidence. Meaning is the business of `disclosure.schedule`."""

from __future__ import annotations

from dataclasses import dataclass

from disclosure.geometry import Box


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; `row` and `col` count from 0 over the whole joined table, spans are at least 1."""

    row: int
    col: int
    text: str
    page: int
    box: Box
    row_span: int = 1
    col_span: int = 1
    confidence: float = 1.0
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """One table, its continuation pages joined.

    `unit` is the caption's unit word (万元), `header_rows` how many rows from the top are header, `notes` the lines under it (注：…).
    `confidence` (0..1) says how far the grid can be trusted. `flavor` names how it was found (lattice, stream, …).
    """

    id: str
    pages: tuple[int, ...]
    cells: tuple[Cell, ...]
    title: str = ""
    unit: str | None = None
    header_rows: int = 0
    confidence: float = 1.0
    notes: tuple[str, ...] = ()
    flavor: str = ""

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        rows = max((c.row + c.row_span for c in self.cells), default=0)
        cols = max((c.col + c.col_span for c in self.cells), default=0)
        return rows, cols

    def grid(self) -> list[list[Cell | None]]:
        """Rows of cells; a merged cell stands in every position that it covers."""
        rows, cols = self.shape
        grid: list[list[Cell | None]] = [[None] * cols for _ in range(rows)]
        for cell in self.cells:
            for r in range(cell.row, cell.row + cell.row_span):
                for c in range(cell.col, cell.col + cell.col_span):
                    grid[r][c] = cell
        return grid
