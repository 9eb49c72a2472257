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
class Page:
    """One page. `number` counts from 1, `width` and `height` are points as a viewer shows the original page.

    While extraction runs, boxes live in the straightened page; `to_original` maps them to the page as the file shows it.
    In a finished `Document` every box has been mapped already.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...] = ()
    scanned: bool = False
    to_original: Transform = field(default_factory=Transform)


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
