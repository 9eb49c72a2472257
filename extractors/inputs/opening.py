"""Opening a file of any kind: what it holds, each either ready to be read or with the error that says why not.

Takes a path, gives `Source`s (PDFs, and pictures made into PDFs), `Written` files (Word, workbook, web page) and, for what cannot be
read, `Unread`. An archive gives one for each file in it, `a.zip/b.pdf`; an archive inside an archive is opened, one inside that is not.
One at a time is in memory beside the archive itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from disclosure.errors import GoujiError
from extractors import errors
from extractors.inputs import archives, packages
from extractors.inputs.archives import Member
from extractors.inputs.images import pdf_of
from extractors.inputs.kinds import Kind, kind_of
from extractors.opening import Source, open_pdf, read_bytes

DEEPEST = 2
"""Archives inside each other that are opened."""


@dataclass(frozen=True)
class Written:
    """A file that knows its own text. `data` are its bytes, not parsed yet."""

    name: str
    sha256: str
    kind: Kind
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class Unread:
    """A file that cannot be read, and why."""

    name: str
    error: GoujiError


@dataclass
class _Budget:
    """How much may still be unpacked of one file, over all archives inside it."""

    left: int = packages.MAX_UNPACKED

    def spend(self, name: str, size: int) -> None:
        """Raises BombError where it is used up."""
        self.left -= size
        if self.left < 0:
            raise errors.BombError(name, size=(packages.MAX_UNPACKED - self.left) >> 20, limit=packages.MAX_UNPACKED >> 20)


Opened = Source | Written | Unread
_REFUSED: dict[Kind, Callable[[str], GoujiError]] = {
    Kind.RTF: errors.OldOfficeError,
    Kind.OTHER_ARCHIVE: errors.OtherArchiveError,
    Kind.OTHER_IMAGE: errors.OtherImageError,
    Kind.OTHER_OFFICE: errors.OtherOfficeError,
    Kind.UNKNOWN: errors.UnknownKindError,
}


def open_all(path: Path) -> Iterator[Opened]:
    """Everything in the file. Nothing is raised: what is wrong is among what is given."""
    if path.is_dir():
        yield Unread(str(path), errors.FolderError(str(path), path=path.as_posix().rstrip("/")))
        return
    try:
        data = read_bytes(path)
    except GoujiError as error:
        yield Unread(path.name, error)
        return
    yield from open_bytes(path.name, data)


def open_bytes(name: str, data: bytes) -> Iterator[Opened]:
    """The same for a file in memory."""
    return _open_or_say(name, data, 0, _Budget())


def _open_or_say(name: str, data: bytes, depth: int, budget: _Budget) -> Iterator[Opened]:
    try:
        yield from _open(name, data, depth, budget)
    except GoujiError as error:
        yield Unread(name, error)


def _open(name: str, data: bytes, depth: int, budget: _Budget) -> Iterator[Opened]:
    """By the kind of the content. Raises for the file itself; what is inside an archive speaks for itself."""
    if not data:
        raise errors.EmptyFileError(name)
    kind = kind_of(data)
    if kind is Kind.ZIP:
        with packages.opened(name, data) as package:
            kind = packages.package_kind(name, package)
    if kind in (Kind.ZIP, Kind.TAR, Kind.GZIP):
        if depth >= DEEPEST:
            raise errors.TooDeepError(name)
        for member in _members(name, kind, data):
            budget.spend(name, len(member.data))
            if member.error:
                yield Unread(member.name, member.error)
            else:
                yield from _open_or_say(member.name, member.data, depth + 1, budget)
    elif kind in (Kind.WORD, Kind.WORKBOOK, Kind.WEBPAGE):
        yield Written(name, _hash(data), kind, data)
    else:
        yield _source(name, kind, data)


def _source(name: str, kind: Kind, data: bytes) -> Source:
    """A PDF, or a picture as one."""
    if kind is Kind.PDF:
        return open_pdf(name, data)
    if kind is Kind.IMAGE:
        return open_pdf(name, pdf_of(name, data), _hash(data))
    if kind is Kind.OLE:
        raise _old_office(name, data)
    raise _REFUSED[kind](name)


def _members(name: str, kind: Kind, data: bytes) -> Iterator[Member]:
    """The files of an archive. A packed TAR is the TAR; any other packed file an archive of one."""
    if kind is Kind.ZIP:
        return archives.zip_members(name, data)
    if kind is Kind.TAR:
        return archives.tar_members(name, data)
    inner = archives.unzipped(name, data)
    if kind_of(inner) is Kind.TAR:
        return archives.tar_members(name, inner)
    return iter([Member(f"{name}/{archives.clean_name(archives.inner_name(name))}", inner)])


def _old_office(name: str, data: bytes) -> GoujiError:
    """What is in a compound file: its directory names its streams in UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return errors.EncryptedError(name)
    return errors.OldOfficeError(name)


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
