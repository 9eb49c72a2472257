"""The last step of extraction: everything that was read becomes one `Document`, in the coordinates of the original file.

While extraction runs, boxes lie in the straightened pages. Here each is mapped through its page's `to_original`, wherever it
stands: every noun with a `page` and a `box` is found by one walk over the frozen dataclasses. Refuses a box on a page that the
document does not have.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, Protocol, TypeVar, cast

from disclosure.document import Document, Part
from disclosure.evaluation import Evaluation
from disclosure.fact import Sentence
from disclosure.geometry import Box, Transform
from disclosure.page import Page
from disclosure.schedule import Schedule
from disclosure.table import Table

_PAGES = frozenset({"page", "pages", "first_page", "last_page"})
"""Fields that hold numbers of pages."""
ID_LENGTH = 16
"""Characters of the sha256 that name a document: 64 bits, enough for any archive."""

Noun = TypeVar("Noun")


class Identified(Protocol):
    """What a document says about itself; unknown is None or empty."""

    @property
    def org(self) -> str | None: ...  # noqa: D102
    @property
    def fiscal_year(self) -> int | None: ...  # noqa: D102
    @property
    def kinds(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def level(self) -> str | None: ...  # noqa: D102
    @property
    def parts(self) -> tuple[Part, ...]: ...  # noqa: D102


def assemble(
    name: str,
    sha256: str,
    pages: Sequence[Page],
    identity: Identified,
    tables: Sequence[Table] = (),
    schedules: Sequence[Schedule] = (),
    evaluations: Sequence[Evaluation] = (),
    sentences: Sequence[Sentence] = (),
) -> Document:
    """The document with every box in its original page (PDF points). Raises KeyError for a box on a page that is not there."""
    straight = Document(
        id=sha256[:ID_LENGTH],
        name=name,
        sha256=sha256,
        pages=tuple(pages),
        org=identity.org,
        fiscal_year=identity.fiscal_year,
        kinds=tuple(identity.kinds),
        level=identity.level,
        parts=tuple(identity.parts),
        tables=tuple(tables),
        schedules=tuple(schedules),
        evaluations=tuple(evaluations),
        sentences=tuple(sentences),
    )
    numbers = {page.number: page.origin.number for page in pages if page.origin}
    mapped = to_original(straight, {page.number: page.to_original for page in pages})
    if all(number == printed for number, printed in numbers.items()):
        return mapped
    return replace(_renumbered(mapped, numbers), pages=_whole(mapped.pages, numbers))


def to_original(noun: Noun, transforms: Mapping[int, Transform]) -> Noun:
    """The noun with every box inside it mapped by the transform of its page; itself where no page was straightened."""
    if all(transform.is_identity for transform in transforms.values()):
        return noun
    return cast(Noun, _mapped(noun, transforms))


def _renumbered(noun: Noun, numbers: Mapping[int, int]) -> Noun:
    """The noun with the pages of the file in place of those that were read, which are more where two lie in one picture."""

    def renumber(value: object, name: str) -> object:
        if isinstance(value, int) and name in _PAGES:
            return numbers.get(value, value)
        if isinstance(value, tuple):
            items = tuple(renumber(item, name) for item in value)
            return tuple(dict.fromkeys(items)) if name == "pages" else items
        if not is_dataclass(value) or isinstance(value, type):
            return value
        changed = {inner: renumber(old, inner) for inner in _names(cast(Hashable, type(value))) if (old := getattr(value, inner))}
        moved = {inner: new for inner, new in changed.items() if new != getattr(value, inner)}
        return replace(value, **moved) if moved else value

    return cast(Noun, renumber(noun, ""))


def _whole(pages: Sequence[Page], numbers: Mapping[int, int]) -> tuple[Page, ...]:
    """The pages of the file: what was read as two from one picture is one again."""
    whole: dict[int, Page] = {}
    for page in pages:
        number = numbers.get(page.number, page.number)
        before = whole.get(number)
        words = before.words + page.words if before else page.words
        whole[number] = replace(page, number=number, words=words, origin=None)
    return tuple(whole.values())


def _mapped(value: object, transforms: Mapping[int, Transform]) -> object:
    """The value with its boxes mapped, the very same object where nothing moved."""
    if isinstance(value, tuple):
        items = tuple(_mapped(item, transforms) for item in value)
        return items if any(new is not old for new, old in zip(items, value, strict=True)) else value
    if isinstance(value, Page):
        return _page(value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changed = {name: _mapped(old, transforms) for name, old in _inner(value)}
    if _placed(type(value)):
        changed["box"] = _box(cast(Box, value.box), transforms[cast(int, value.page)])  # type: ignore[attr-defined]
    moved = {name: new for name, new in changed.items() if new is not getattr(value, name)}
    return replace(value, **moved) if moved else value


def _page(page: Page) -> Page:
    """The page with its words mapped, in its first shape; nothing is left to map afterwards."""
    if page.to_original.is_identity:
        return page
    words = tuple(replace(word, box=_box(word.box, page.to_original)) for word in page.words)
    size = page.origin or page
    return replace(page, words=words, to_original=Transform(), width=size.width, height=size.height, origin=None)


def _box(box: Box, transform: Transform) -> Box:
    return box if transform.is_identity else transform.box(box)


def _inner(value: Any) -> list[tuple[str, object]]:
    """The fields that may hold nouns."""
    found = [(name, getattr(value, name)) for name in _names(cast(Hashable, type(value)))]
    return [(name, old) for name, old in found if isinstance(old, tuple) or is_dataclass(old)]


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


@cache
def _placed(kind: Any) -> bool:
    """Whether values of this class say where they are printed: a page and a box."""
    return {"page", "box"} <= set(_names(kind))
