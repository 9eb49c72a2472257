"""Disclosures as web pages: the blocks of `tests.provinces` in HTML, read by the product's own steps from bytes to `Document`.

A page of HTML says what a drawn PDF says and is read in a tenth of the time, so that benchmarks can afford thousands. Takes blocks,
gives bytes and documents; nothing is kept. Refuses nothing: what cannot be read raises as it would for a user.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from disclosure.document import Document
from extractors.inputs.opening import open_bytes
from samples.source import Block, Table
from store.artifacts import NoStore
from workers.pipeline import read_opened
from workers.workshop import Workshop

_TAGS = {"cover": "h1", "part": "h1", "heading": "h2", "subheading": "h3"}


@dataclass(frozen=True)
class Paper:
    """One file: its name without an ending, who publishes it, and what stands in it."""

    name: str
    org: str
    blocks: tuple[Block | Table, ...]


def read(paper: Paper) -> Document:
    """The paper as the product understands it."""
    (opened,) = open_bytes(f"{paper.name}.html", web(paper))
    return read_opened(opened, Workshop(NoStore()))


def web(paper: Paper) -> bytes:
    """The paper as a web page."""
    lines = [line for block in paper.blocks for line in _lines(block, paper.org)]
    head = f"<!doctype html><html><head><meta charset='utf-8'><title>{html.escape(paper.name)}</title></head><body>"
    return f"{head}{''.join(lines)}</body></html>".encode()


def _lines(block: Block | Table, org: str) -> Iterator[str]:
    if isinstance(block, Block):
        tag = _TAGS.get(block.kind, "p")
        yield from (f"<{tag}>{html.escape(line)}</{tag}>" for line in block.text.splitlines())
        return
    told = block.options
    yield f"<p>{html.escape(told['title'])}</p><p>{html.escape(told['form'])}</p>"
    yield f"<p>公开部门：{html.escape(org)}　单位：{told['unit']}</p><table>"
    for row in range(len(block.rows)):
        yield f"<tr>{''.join(_cells(block.rows, row, 'th' if row < int(told['head']) else 'td'))}</tr>"
    yield "</table>"


def _cells(rows: Sequence[Sequence[str]], row: int, tag: str) -> Iterator[str]:
    """The cells that begin in that row, each over as many rows and columns as it is merged with."""
    for column, text in enumerate(rows[row]):
        if text in ("<", "^"):
            continue
        right, down = column, row
        while right + 1 < len(rows[row]) and rows[row][right + 1] == "<":
            right += 1
        while down + 1 < len(rows) and rows[down + 1][column] == "^":
            down += 1
        yield f'<{tag} colspan="{right - column + 1}" rowspan="{down - row + 1}">{html.escape(text)}</{tag}>'
