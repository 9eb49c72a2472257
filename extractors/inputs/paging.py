"""Where a new page begins in what was never printed, and the measures of such a page.

Takes a leaf of a manuscript, gives its items page by page. Parts of a document are told apart by pages, so a title that announces a
report of another kind begins one; a table stays with its title and captions. Lengths are points. Refuses nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.identity import kind_of
from extractors.inputs.manuscript import Leaf, Passage, Rows
from extractors.inputs.setting import wrapped

WIDTH, HEIGHT = 595.0, 842.0
MARGIN = 60.0
SIZE = 11.0
"""Size of type in points; headings are larger."""
LARGE = 15.0
PITCH = 1.5
"""Distance of baselines in type sizes."""
_NEAR = 5
"""Passages this near to a table may be its title and captions, and stay on its page."""
_SHORT = 60
_NOTES = ("注", "说明", "备注", "（注", "(注")


def size_of(passage: Passage) -> float:
    """The size of type of a passage."""
    return LARGE if passage.level == 1 else SIZE


def broken(leaf: Leaf) -> Iterator[Sequence[Passage | Rows]]:
    """The leaf's items page by page: running text is broken before tables and where a page is full, a worksheet only where a report begins.

    Parts of a document are told apart by pages, so a title that announces a report of another kind begins one.
    """
    start, y = 0, MARGIN
    for index, item in enumerate(leaf.items):
        announces = isinstance(item, Passage) and y > HEIGHT / 3 and kind_of(item.text) is not None
        if index > start and (announces or (not leaf.name and _turns(leaf.items, index, y))):
            yield leaf.items[start:index]
            start, y = index, MARGIN
        y += _height(item)
    yield leaf.items[start:]


def _turns(items: Sequence[Passage | Rows], index: int, y: float) -> bool:
    """Whether a new page begins with that item, where so much of the page is used: never between a table and what belongs to it."""
    item = items[index]
    before = next((k for k in range(index + 1, min(index + _NEAR, len(items))) if isinstance(items[k], Rows)), None)
    if isinstance(item, Rows) or not _is_caption(items[index]):
        return isinstance(item, Passage) and y > HEIGHT - MARGIN and not isinstance(items[index - 1], Rows)
    if isinstance(item, Passage) and item.level == 1:
        return True
    heads = before is not None and all(map(_is_caption, items[index:before])) and not _is_caption(items[index - 1])
    return y > (HEIGHT / 2 if heads else HEIGHT - MARGIN) and (heads or before is None)


def _is_caption(item: Passage | Rows) -> bool:
    """Whether an item may be a title or a caption: short, no sentence, no note."""
    return (
        isinstance(item, Passage)
        and len(item.text) <= _SHORT
        and not item.text.endswith("。")
        and not item.text.startswith(_NOTES)
    )


def _height(item: Passage | Rows) -> float:
    """About how high an item becomes."""
    if isinstance(item, Rows):
        return PITCH * SIZE * max(entry.row + 1 for entry in item.entries)
    return PITCH * size_of(item) * len(wrapped(item.text, (WIDTH - 2 * MARGIN) / size_of(item)))
