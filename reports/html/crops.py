"""What part of which page is shown for a finding, and pictures of exactly those parts, each stored once.

Evidence that stands close together is one crop; a crop is a strip over the printed width of its page. Strips of one page that
overlap share one picture. All coordinates are PDF points in the original page; pictures are JPEG data URIs, drawings SVG.
"""

from __future__ import annotations

import base64
import io
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from PIL import Image

from disclosure.document import Document
from disclosure.geometry import Box, union
from disclosure.page import Page
from disclosure.relation import Evidence, between
from reports.html.sketch import sketch
from reports.places import Places

Picture = Callable[[str, int, int], Image.Image]
"""Gives the original page as a viewer shows it: (document id, page from 1, dpi)."""

DPI = 120
QUALITY = 80
NEAR = 60.0
"""Evidence less than this many points apart down the page is shown together."""
CONTEXT = 26.0
"""Points of page shown above and below."""
MARGIN = 14.0
GAP = 3.0
COLOURED = 24
"""Saturation (of 255) from which a pixel is no gray that a JPEG tinted."""
TALL = 300.0
"""A crop taller than this many points is cut to the surroundings of the stated figure; the whole of it is folded away."""
CUT = 170.0
"""Points of page that such a crop is cut to."""
SHOWN = 3
"""Crops shown at once with a finding; as many again are folded away, the others only counted."""
HEAD = 110.0
"""A table heading up to this many points high is shown above a crop of the table's rows."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A box drawn on a crop, in the colour of its role."""

    role: str
    box: Box


@dataclass(frozen=True, slots=True)
class Crop:
    """A part of a page with marks."""

    document: str
    page: int
    box: Box
    marks: tuple[Mark, ...]
    name: str = ""
    """What people call the places on it."""
    head: Box | None = None
    """The heading of the table that the crop is cut from, where it stands further up the page."""

    @property
    def stated(self) -> bool:
        """Whether the stated figure is on it."""
        return any(mark.role == "stated" for mark in self.marks)


@dataclass(frozen=True, slots=True)
class Strip:
    """A picture of a part of a page."""

    id: str
    document: str
    page: int
    box: Box
    uri: str


def crops(evidence: Iterable[Evidence], documents: dict[str, Document]) -> tuple[list[Crop], list[Crop], int]:
    """What to show at once, the stated figure first and something of every document, what to fold away, and how many places are left out.

    Evidence of several documents is called by the names of their files.
    """
    items = list(evidence)
    places = Places(documents.values()) if between(items) else None
    whole = list(dict.fromkeys(crop for group in _clusters(items) if (crop := _crop(group, documents, places))))
    whole = _each_first(sorted(whole, key=lambda crop: (not crop.stated, crop.page)))
    first = [_headed(_cut(crop, documents[crop.document]), documents[crop.document]) for crop in whole]
    folded = [crop for crop in whole[:SHOWN] if crop.box.height > TALL] + first[SHOWN:]
    return first[:SHOWN], folded[:SHOWN], len(folded[SHOWN:])


def _each_first(ordered: Sequence[Crop]) -> list[Crop]:
    """The first crop of every document, then the others."""
    first = {crop.document: crop for crop in reversed(ordered)}
    return sorted(ordered, key=lambda crop: first[crop.document] is not crop)


def strips(shown: Iterable[Crop], picture: Picture, documents: Mapping[str, Document]) -> list[Strip]:
    """The pictures that the crops need: overlapping strips of a page are one. A page that was never printed is drawn."""
    pages: dict[tuple[str, int], list[Box]] = defaultdict(list)
    for crop in shown:
        pages[crop.document, crop.page] += [crop.box, *([crop.head] if crop.head else [])]
    found = []
    for (document, page), boxes in sorted(pages.items()):
        draw = _drawing(documents[document], page, picture)
        for number, box in enumerate(_merged(boxes)):
            found.append(Strip(f"s{document}-{page}-{number}", document, page, box, draw(box)))
    return found


def behind(crop: Crop, box: Box, pictures: Iterable[Strip]) -> Strip:
    """The strip that holds that part of the crop. Raises StopIteration for a crop that `strips` was not told of."""
    same = (strip for strip in pictures if (strip.document, strip.page) == (crop.document, crop.page))
    return next(strip for strip in same if strip.box.y0 <= box.y0 and strip.box.y1 >= box.y1)


def _drawing(document: Document, number: int, picture: Picture) -> Callable[[Box], str]:
    """What gives a picture of a part of the page as a data URI."""
    page = _numbered(document, number)
    if page is not None and page.spots:
        return lambda box: sketch(page, document.tables, box)
    image = picture(document.id, number, DPI)
    return lambda box: _uri(image, box)


def _numbered(document: Document | None, number: int) -> Page | None:
    return next((page for page in document.pages if page.number == number), None) if document else None


def _clusters(evidence: Iterable[Evidence]) -> list[list[Evidence]]:
    """Evidence by page, split where it stands far apart."""
    pages: dict[tuple[str, int], list[Evidence]] = defaultdict(list)
    for item in evidence:
        pages[item.document, item.place.page].append(item)
    found: list[list[Evidence]] = []
    for items in pages.values():
        items.sort(key=lambda item: item.place.box.y0)
        group = [items[0]]
        for item in items[1:]:
            if item.place.box.y0 - max(other.place.box.y1 for other in group) > NEAR:
                found.append(group)
                group = []
            group.append(item)
        found.append(group)
    return found


def _crop(group: Sequence[Evidence], documents: dict[str, Document], places: Places | None) -> Crop | None:
    """The strip around a cluster, as wide as what is printed; None where the document has no such page."""
    first = group[0]
    document = documents.get(first.document)
    page = _numbered(document, first.place.page)
    if document is None or page is None:
        return None
    sheet = Box(0, 0, page.width, page.height)
    around = union(item.place.box for item in group)
    printed = union([around, *(word.box for word in page.words)])
    top, bottom = _between_lines(page, around.y0 - CONTEXT, around.y1 + CONTEXT)
    wanted = Box(printed.x0 - MARGIN, top, printed.x1 + MARGIN, bottom)
    marks = {Mark(item.role, item.place.box): None for item in group}
    box = wanted.overlap(sheet)
    name = f"原件{Places([document]).all(group)}" if document.printed else Places([document]).all(group)
    if places is not None:
        name = f"{places.name(document.id)} {Places([document]).all(group)}"
    return Crop(first.document, first.place.page, box, tuple(marks), name) if box else None


def _between_lines(page: Page, top: float, bottom: float) -> tuple[float, float]:
    """The edges moved outwards so that they cut through no word."""
    above = [word.box.y0 - GAP for word in page.words if word.box.y0 < top < word.box.y1]
    below = [word.box.y1 + GAP for word in page.words if word.box.y0 < bottom < word.box.y1]
    return min([top, *above]), max([bottom, *below])


def _cut(crop: Crop, document: Document) -> Crop:
    """A tall crop cut to what surrounds the stated figure, or to its top, through no line of print."""
    if crop.box.height <= TALL:
        return crop
    stated = [mark.box for mark in crop.marks if mark.role == "stated"]
    centre = union(stated).centre[1] if stated else crop.box.y0 + 2 * CONTEXT
    upper = max(crop.box.y0, min(centre - 2 * CONTEXT, crop.box.y1 - CUT))
    page = next(page for page in document.pages if page.number == crop.page)
    top, bottom = _between_lines(page, upper, min(crop.box.y1, upper + CUT))
    box = Box(crop.box.x0, top, crop.box.x1, bottom)
    return replace(crop, box=box, marks=tuple(mark for mark in crop.marks if mark.box.overlap(box)))


def _headed(crop: Crop, document: Document) -> Crop:
    """The crop with the heading of its table: taken in where it is near, shown apart where it is far."""
    inside = [mark.box.centre for mark in crop.marks]
    for table in document.tables:
        cells = [cell for cell in table.cells if cell.page == crop.page]
        heading = [cell.box for cell in cells if cell.row < table.header_rows]
        if not heading or not any(cell.box.holds(centre) for cell in cells for centre in inside):
            continue
        top, bottom = min(box.y0 for box in heading), max(box.y1 for box in heading)
        if bottom - top > HEAD or top >= crop.box.y0:
            return crop
        if bottom + NEAR > crop.box.y0:
            return replace(crop, box=Box(crop.box.x0, top - GAP, crop.box.x1, crop.box.y1))
        return replace(crop, head=Box(crop.box.x0, top - GAP, crop.box.x1, bottom))
    return crop


def _merged(boxes: Sequence[Box]) -> list[Box]:
    """Boxes that overlap or nearly touch down the page, as one each, all as wide as the widest."""
    wide = union(boxes)
    found: list[Box] = []
    for box in sorted(boxes, key=lambda b: b.y0):
        if found and box.y0 <= found[-1].y1 + CONTEXT:
            found[-1] = Box(wide.x0, found[-1].y0, wide.x1, max(found[-1].y1, box.y1))
        else:
            found.append(Box(wide.x0, box.y0, wide.x1, box.y1))
    return found


def _uri(image: Image.Image, box: Box) -> str:
    """The part of the page picture as a data URI; gray where the page has no colour."""
    scale = DPI / 72
    part = image.crop(tuple(round(value * scale) for value in (box.x0, box.y0, box.x1, box.y1))).convert("RGB")  # type: ignore[arg-type]
    if _colourless(part):
        part = part.convert("L")
    data = io.BytesIO()
    part.save(data, "JPEG", quality=QUALITY, optimize=True)
    return "data:image/jpeg;base64," + base64.b64encode(data.getvalue()).decode()


def _colourless(image: Image.Image) -> bool:
    """Whether a small copy has no pixel whose channels differ visibly."""
    small = image.resize((max(1, image.width // 4), max(1, image.height // 4)))
    saturation = small.convert("HSV").getchannel("S")
    return saturation.point([255 if value >= COLOURED else 0 for value in range(256)]).getbbox() is None
