"""Tables as printed: cells with text, place and confidence. Meaning is the business of `disclosure.schedule`."""

from __future__ import annotations

from dataclasses import dataclass

from disclosure.fact import Place
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
    `flavor` names how the grid was found: `lattice` by rules that close its cells, `lattice+words` by rules in part and the places of
    the words, `words` by these alone.

    `confidence` (0..1) says how far the grid can be trusted, whatever the reading of its words: near 1 where rules close every cell and
    every word stands in one; 0.9 and 0.85 where words stood in for some or all rules, and all of them agree; less for words between
    cells, several figures in a cell, figures that line up with nothing, rows without a name. Below 0.8 no cell is
    surer than its grid (`Cell.confidence` is the lesser of this and of the reading's), below 0.5 no figure of it is evidence.
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
    places: tuple[Place, ...] = ()
    """Where it stands on each page, repeated header rows included, which are no cells of it."""

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
