"""The cells of an HTML table at their positions, with the text that a browser shows in them.

Takes a table's tag, gives entries. Spans are read as a browser reads them, within limits; cells never overlap. Refuses tables larger
than any disclosure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4.element import NavigableString, Tag

from extractors import errors
from extractors.inputs.manuscript import Entry
from extractors.inputs.texts import MAX_CELLS, joined, tidy

DROPPED = frozenset(
    {
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "title",
        "nav",
        "footer",
        "aside",
        "button",
        "select",
        "option",
        "textarea",
        "svg",
        "math",
        "iframe",
    }
)
BLOCKS = frozenset(
    {
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "br",
        "hr",
        "pre",
        "blockquote",
        "figure",
        "figcaption",
        "center",
        "form",
        "fieldset",
        "body",
        "html",
        "address",
        "table",
        "caption",
        "tr",
        "td",
        "th",
    }
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MOST_SPAN = 1000


def is_hidden(tag: Tag) -> bool:
    """Whether a browser does not show the tag, by its own attributes."""
    return tag.has_attr("hidden") or bool(_HIDDEN.search(str(tag.get("style", ""))))


def entries_of(name: str, table: Tag, called: str) -> Iterator[Entry]:
    """The cells: a row's cells fill what cells from above leave free. `called` is the table's name. Raises TooManyCellsError."""
    taken: set[tuple[int, int]] = set()
    rows = [row for row in table.find_all("tr") if not is_hidden(row)]
    for r, row in enumerate(rows):
        c = 0
        for cell in row.find_all(["td", "th"], recursive=False):
            if is_hidden(cell):
                continue
            while (r, c) in taken:
                c += 1
            down = min(_span(cell, "rowspan") or len(rows), len(rows) - r)
            across = _free(taken, r, c, _span(cell, "colspan") or 1)
            taken |= {(r + i, c + j) for i in range(down) for j in range(across)}
            if len(taken) > MAX_CELLS:
                raise errors.TooManyCellsError(name, where=called, limit=MAX_CELLS)
            yield Entry(r, c, _cell_text(cell), f"{called}第{r + 1}行第{c + 1}列", down, across)
            c += across


def _free(taken: set[tuple[int, int]], row: int, col: int, wanted: int) -> int:
    """How many of the wanted columns are free from `col` on: cells never overlap."""
    return next((k for k in range(1, wanted) if (row, col + k) in taken), wanted)


def _span(cell: Tag, name: str) -> int:
    """A span as a browser reads it: 1 for nonsense, 0 (down to the end) only where it is written."""
    text = str(cell.get(name, "1")).strip()
    return min(int(text), _MOST_SPAN) if text.isdecimal() and text.isascii() and len(text) < 6 else 1


def _cell_text(cell: Tag) -> str:
    """The text of a cell; lines that a browser sets below each other are joined as a reader joins them."""
    lines = [""]
    for node in cell.descendants:
        if isinstance(node, Tag):
            if node.name in BLOCKS and lines[-1]:
                lines.append("")
        elif type(node) is NavigableString and not _is_dropped(node, cell):
            lines[-1] += re.sub(r"\s+", " ", str(node))
    return joined(tidy(line) for line in lines)


def _is_dropped(node: NavigableString, cell: Tag) -> bool:
    for parent in node.parents:
        if parent is cell:
            return False
        if parent.name in DROPPED or is_hidden(parent):
            return True
    return False
