"""Which files an archive is: folders, globs, lists, prefixes of an object store and single files become addresses, and addresses bytes.

An address is a path or a URL that fsspec knows (`s3://bucket/a.pdf`). Refuses, with `NothingThereError`, a place where nothing is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath

import fsspec

from disclosure.errors import GoujiError, why
from extractors.errors import TooLargeError, UnreadableFileError
from extractors.inputs.opening import Opened, Unread, open_all, open_bytes
from extractors.opening import MAX_BYTES

READ = frozenset(
    {
        *(".pdf", ".docx", ".xlsx", ".html", ".htm", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp"),
        *(".zip", ".tar", ".gz", ".tgz"),
        *(".doc", ".xls", ".wps", ".et", ".rtf", ".rar", ".7z"),
    }
)
"""Endings of the files that are taken from a folder: those that are read, and those whose owner should be told that they are not."""
_URL = "://"
_ENCODINGS = ("utf-8-sig", "gb18030")
"""Of lists: those that Chinese Windows writes too."""


class StoreUnreachableError(GoujiError):
    """The object store does not answer, or refuses us; details: reason."""

    code = "store_unreachable"


class NothingThereError(GoujiError):
    """No file lies there; details: none, the name is the place."""

    code = "nothing_there"


def addresses(places: Sequence[str]) -> tuple[str, ...]:
    """Every file of the places once, in order. Raises NothingThereError for a place without any, StoreUnreachableError."""
    found: dict[str, None] = {}
    for place in places:
        here = list(_in_place(place))
        if not here:
            raise NothingThereError(place)
        found |= dict.fromkeys(here)
    return tuple(found)


def _in_place(place: str) -> Iterator[str]:
    """A list (`@files.txt`, one place a line), a URL, a folder, a glob, or a file."""
    if place.startswith("@"):
        lines = [line.strip() for line in _text(Path(place[1:])).splitlines()]
        for line in (line for line in lines if line and not line.startswith("#")):
            # A line without a file is one failure among thousands of files, told at the end like the others.
            yield from list(_in_place(line)) or [line]
    elif _URL in place:
        yield from _in_store(place)
    elif Path(place).is_dir():
        yield from (str(path) for path in sorted(Path(place).rglob("*")) if path.is_file() and _wanted(path.as_posix()))
    elif Path(place).exists():
        yield str(Path(place))
    else:
        anchor = Path(place).anchor
        yield from sorted(str(path) for path in Path(anchor or ".").glob(place.removeprefix(anchor)) if path.is_file())


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(str(path), **why(error)) from error
    for encoding in _ENCODINGS:
        with suppress(UnicodeDecodeError):
            return data.decode(encoding)
    raise UnreadableFileError(str(path), reason="既不是 UTF-8 也不是 GBK 编码", reason_en="neither UTF-8 nor GBK")


def _in_store(url: str) -> Iterator[str]:
    """The files below a prefix of an object store, or the one that the URL names. Raises StoreUnreachableError."""
    scheme = url.split(_URL)[0]
    try:
        filesystem, root = fsspec.core.url_to_fs(url)
        found = sorted(filesystem.find(root))
    except Exception as error:  # the library of every store has its own errors; whichever it is, nothing can be listed there
        raise StoreUnreachableError(url, reason=str(error)) from error
    for path in found:
        if _wanted(path):
            yield f"{scheme}{_URL}{path}"


def _wanted(path: str) -> bool:
    name = PurePosixPath(path)
    return name.suffix.lower() in READ and not any(part.startswith((".", "~$")) for part in name.parts[-2:])


def open_address(address: str) -> Iterator[Opened]:
    """Everything in the file at the address. Nothing is raised: what is wrong is among what is given."""
    if _URL not in address:
        yield from open_all(Path(address))
        return
    name = PurePosixPath(address).name
    try:
        filesystem, path = fsspec.core.url_to_fs(address)
        size = filesystem.size(path) or 0
        if size > MAX_BYTES:
            raise TooLargeError(name, size=size >> 20, limit=MAX_BYTES >> 20)
        data = filesystem.cat_file(path)
    except GoujiError as error:
        yield Unread(name, error)
    except OSError as error:
        yield Unread(name, UnreadableFileError(name, **why(error)))
    else:
        yield from open_bytes(name, data)
