"""What a paragraph of WordprocessingML says and how it stands: visible text, heading level, page breaks, pictures.

Takes lxml elements, gives plain values; knows the names of ISO/IEC 29500-1, section 17, whatever their namespace prefix.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SKIPPED = frozenset({"del", "moveFrom", "txbxContent", "Fallback", "instrText", "delText", "pPr", "rPr", "rt", "annotation"})
_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_TITLES = frozenset({"title", "标题"})
_OFF = frozenset({"0", "false", "off", "none"})
_LEAST_SIDE = 1_000_000
"""EMU: a picture shorter than about 2.8 cm on a side is a logo or a seal."""


def tag_of(element: Any) -> str:
    """The element's name without its namespace, empty for comments."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def child(element: Any, *path: str) -> Any:
    """The first descendant along the path of names, None where there is none."""
    for name in path:
        element = next((below for below in element if tag_of(below) == name), None)
        if element is None:
            return None
    return element


def value_of(element: Any, *path: str) -> str | None:
    """The `val` of the element at the end of the path, empty where it has none, None where there is no such element."""
    found = child(element, *path)
    return None if found is None else str(found.get(f"{_W}val") or "")


def raw_text(element: Any) -> str:
    """The text as shown, tabs and line breaks kept; what is deleted, hidden or a field's code left out."""
    return "".join(_texts(element))


def _texts(element: Any) -> Iterator[str]:
    for below in element:
        tag = tag_of(below)
        if tag in _SKIPPED or (tag == "r" and _is_hidden(below)):
            continue
        if tag == "t":
            yield below.text or ""
        elif tag == "tab":
            yield "\t"
        elif tag in ("br", "cr"):
            yield "" if below.get(f"{_W}type") in ("page", "column") else "\n"
        elif tag == "noBreakHyphen":
            yield "-"
        else:
            yield from _texts(below)


def _is_hidden(run: Any) -> bool:
    value = value_of(run, "rPr", "vanish")
    return value is not None and value not in _OFF


def level_of(element: Any, style: str) -> int | None:
    """The level of a heading by its style's name or its outline level; 1 for a document's title."""
    named = _HEADING.fullmatch(style.strip())
    if named:
        return int(named[1])
    if style.strip().lower() in _TITLES:
        return 1
    outline = value_of(element, "pPr", "outlineLvl")
    return int(outline) + 1 if outline and outline.isdecimal() and int(outline) < 9 else None


def breaks_page(element: Any) -> bool:
    """Whether a new page began with this paragraph: it asks for one, or the program that saved the file set one here."""
    before = value_of(element, "pPr", "pageBreakBefore")
    if before is not None and before not in _OFF:
        return True
    for run in element.iter(f"{_W}lastRenderedPageBreak", f"{_W}br"):
        if tag_of(run) == "lastRenderedPageBreak" or run.get(f"{_W}type") == "page":
            return True
    previous = element.getprevious()
    return previous is not None and _ends_section(previous)


def _ends_section(element: Any) -> bool:
    """Whether a section that goes on on a new page ends with this element."""
    section = child(element, "pPr", "sectPr")
    return section is not None and value_of(section, "type") != "continuous"


def drawn(body: Any) -> Iterator[Any]:
    """The pictures in the text that are large enough to hold something to read."""
    for extent in body.iter("{*}extent"):
        sides = [int(extent.get(side) or 0) for side in ("cx", "cy")]
        if min(sides) >= _LEAST_SIDE and next(extent.getparent().iter("{*}blip"), None) is not None:
            yield extent
