"""Tables as text, for tests: `tiny_table` turns a drawing into a `disclosure.table.Table` with plausible boxes.

    # 收入决算表            title
    单位：万元              unit
    | 项目 | <      | 本年收入合计 |      '<' belongs to the cell on its left, '^' to the cell above
    | 编码 | 名称   | ^            |
    ---                                   the rows above are the header
    | 208  | 社保…  | 1.00         |
    注：…                  any other line is a note

Refuses rows of unequal length. Cells are 90 x 20 points on one page.
"""

from __future__ import annotations

from collections.abc import Iterator

from disclosure.geometry import Box
from disclosure.table import Cell, Table

WIDTH, HEIGHT, LEFT, TOP = 90.0, 20.0, 40.0, 100.0


def tiny_tables(text: str) -> tuple[Table, ...]:
    """Several drawings, each beginning with its `# title` line; one page each."""
    drawings: list[list[str]] = []
    for line in text.splitlines():
        if line.strip().startswith("#"):
            drawings.append([])
        if drawings:
            drawings[-1].append(line)
    return tuple(tiny_table("\n".join(d), id=f"t{i}", page=i) for i, d in enumerate(drawings, start=1))


def tiny_table(text: str, *, id: str = "t1", page: int = 1, confidence: float = 1.0) -> Table:
    """One table from its drawing. Raises ValueError where rows have different lengths or a merge mark has nothing to join."""
    title, unit, notes, rows, header = "", None, [], [], 0
    for line in (raw.strip() for raw in text.splitlines()):
        if line.startswith("#"):
            title = line.lstrip("# ")
        elif line.startswith("单位："):
            unit = line.removeprefix("单位：").strip()
        elif line.startswith("---"):
            header = len(rows)
        elif line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip("|").split("|")])
        elif line:
            notes.append(line)
    if len({len(row) for row in rows}) > 1:
        raise ValueError(f"rows of unequal length: {[len(row) for row in rows]}")
    cells = tuple(_cells(rows, page))
    return Table(id, (page,), cells, title, unit, header, confidence, tuple(notes), "tiny")


def _cells(rows: list[list[str]], page: int) -> Iterator[Cell]:
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            step = {"<": (r, c - 1), "^": (r - 1, c)}.get(text)
            if step is not None and step not in owner:
                raise ValueError(f"nothing to join at row {r}, column {c}")
            owner[r, c] = owner[step] if step is not None else (r, c)
    for r, c in sorted(set(owner.values())):
        covered = [place for place, own in owner.items() if own == (r, c)]
        row_span = max(place[0] for place in covered) - r + 1
        col_span = max(place[1] for place in covered) - c + 1
        x, y = LEFT + c * WIDTH, TOP + r * HEIGHT
        yield Cell(r, c, rows[r][c], page, Box(x, y, x + col_span * WIDTH, y + row_span * HEIGHT), row_span, col_span)
