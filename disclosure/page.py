"""What is printed on a page: words with their boxes, and paragraphs re-flowed from them."""

from __future__ import annotations

from dataclasses import dataclass, field

from disclosure.geometry import Box, Transform


@dataclass(frozen=True, slots=True)
class Word:
    """A run of text that stands together on a line.

    `confidence` is 1.0 for a text layer and the engine's own figure for OCR; `alternatives` are other readings of it.
    """

    text: str
    box: Box
    confidence: float = 1.0
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Spot:
    """What people call a place of a file that has no printed pages: a cell's address (C7), a paragraph's number (第12段)."""

    name: str
    box: Box


@dataclass(frozen=True, slots=True)
class Origin:
    """The page of the file that a page was taken from, where they differ: its number from 1, its width and height in points."""

    number: int
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Page:
    """One page. `number` counts from 1, `width` and `height` are points as a viewer shows the original page.

    While extraction runs, boxes live in the straightened page; `to_original` maps them to the page as the file shows it.
    In a finished `Document` every box has been mapped already.

    A page with `spots` was never printed: it was laid out from a workbook, a text document or a web page, and its places go by
    the names of its spots; `name` is then what people call the page itself (工作表 收入决算表), empty where it has no name.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...] = ()
    scanned: bool = False
    to_original: Transform = field(default_factory=Transform)
    name: str = ""
    spots: tuple[Spot, ...] = ()
    origin: Origin | None = None
    """While extraction runs: the page of the file, where this one was turned, or is one of two in a picture; else None."""


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start:end` of a text stand on `page` in `box`, spread evenly by character width."""

    start: int
    end: int
    page: int
    box: Box
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text that reads on, over lines and pages; `heading` is the path of section titles above it."""

    text: str
    spans: tuple[Span, ...]
    heading: tuple[str, ...] = ()
    part: str = ""
    table: str | None = None
    """Id of the table this is a note of, if it is one."""
