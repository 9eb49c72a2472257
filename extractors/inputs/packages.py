"""ZIP packages with limits: what is inside is believed to be no larger than what is then read.

Takes bytes, gives an open `ZipFile` whose declared sizes are bearable, and single members read within their limits. Refuses, before
anything is unpacked, packages of too many members, too many bytes, too strong a compression, or behind a password. Nothing is ever
written to a disk.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from disclosure.errors import GoujiError
from extractors import errors
from extractors.inputs.kinds import Kind

MAX_MEMBERS = 5000
MAX_UNPACKED = 1024 * 1024 * 1024
"""Most bytes of all members together."""
MAX_MEMBER = 512 * 1024 * 1024
MAX_RATIO = 400
"""Most bytes out of one byte in: text of an office file is packed at most some fifty to one."""
_SMALL = 64 * 1024 * 1024
"""A package that unpacks to no more than this is no bomb, however strongly it is packed."""
MAX_TAGS = 3_000_000
"""Most tags in the parts of an office file: ten times those of the largest disclosure."""
_CHUNK = 1024 * 1024
_DOCTYPE = re.compile(rb"<!DOCTYPE", re.IGNORECASE)
_DECLARED = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([^\"']*)")
_PLAIN = frozenset({b"utf-8", b"utf8", b"us-ascii", b"ascii"})
_MAIN_PARTS = {"word/document.xml": Kind.WORD, "xl/workbook.xml": Kind.WORKBOOK}
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, OverflowError, RuntimeError)
"""What `zipfile` raises for packages that are broken in one way or another."""


@contextmanager
def opened(name: str, data: bytes) -> Iterator[zipfile.ZipFile]:
    """The package, its declared sizes checked. Raises DamagedError, EncryptedError, BombError."""
    try:
        package = zipfile.ZipFile(BytesIO(data))
    except BROKEN as error:
        raise errors.DamagedError(name, where="ZIP") from error
    with package:
        _check(name, package, len(data))
        yield package


def _check(name: str, package: zipfile.ZipFile, packed: int) -> None:
    """Number, sizes and ratio as declared; `zipfile` reads no member further than declared."""
    members = package.infolist()
    if len(members) > MAX_MEMBERS:
        raise errors.TooManyMembersError(name, members=len(members), limit=MAX_MEMBERS)
    if any(member.flag_bits & 1 for member in members):
        raise errors.EncryptedError(name)
    total = sum(member.file_size for member in members)
    if total > MAX_UNPACKED or any(member.file_size > MAX_MEMBER for member in members):
        raise errors.BombError(name, size=total >> 20, limit=MAX_UNPACKED >> 20)
    if total > _SMALL and total > MAX_RATIO * packed:
        raise errors.BombError(name, size=total >> 20, limit=(MAX_RATIO * packed) >> 20)


def read_member(name: str, package: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """The member's bytes, never more than it declares. Raises DamagedError for a wrong checksum or a broken stream."""
    try:
        with package.open(member) as stream:
            data = stream.read(member.file_size + 1)
    except BROKEN as error:
        raise errors.DamagedError(name, where="ZIP") from error
    if len(data) != member.file_size:
        raise errors.DamagedError(name, where="ZIP")
    return data


def xml_chunks(name: str, package: zipfile.ZipFile, limit: int) -> Iterator[tuple[str, bytes]]:
    """Every part of an office file that a reader will parse, piece by piece, each piece ending with a whole tag; nothing is parsed yet.

    Gives (name of the part, piece). Raises BombError for a part of more than `limit` bytes, TooManyCellsError for more tags than any
    document has, and DamagedError for what no part may have: a document type (entities live there), an encoding that hides tags.
    """
    tags = 0
    for part in package.infolist():
        if not part.filename.endswith((".xml", ".rels")):
            continue
        if part.file_size > limit:
            raise errors.BombError(name, size=part.file_size >> 20, limit=limit >> 20)
        for piece in _pieces(name, package, part):
            tags += piece.count(b"<")
            if tags > MAX_TAGS:
                raise errors.TooManyCellsError(name, where=part.filename, limit=MAX_TAGS)
            yield part.filename, piece


def _pieces(name: str, package: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    rest, first = b"", True
    try:
        with package.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                whole, mark, tail = (rest + chunk).rpartition(b">")
                if (first and not _is_plain(whole + mark)) or _DOCTYPE.search(whole):
                    raise errors.DamagedError(name, where=part.filename)
                yield whole + mark
                rest, first = tail[-_CHUNK:], False
    except BROKEN as error:
        raise errors.DamagedError(name, where=part.filename) from error


def _is_plain(head: bytes) -> bool:
    """Whether a part begins as XML in UTF-8 does."""
    declared = _DECLARED.match(head.removeprefix(b"\xef\xbb\xbf").lstrip())
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<" and (declared is None or declared[1].lower() in _PLAIN)


def package_kind(name: str, package: zipfile.ZipFile) -> Kind:
    """WORD or WORKBOOK by the main part; ZIP for an archive. Raises OtherOfficeError for packages that are documents of other kinds."""
    names = {member.filename for member in package.infolist()}
    mains = [kind for part, kind in _MAIN_PARTS.items() if part in names]
    if "[Content_Types].xml" in names and mains:
        if len(mains) > 1:
            raise errors.DamagedError(name, where="DOCX + XLSX")
        return mains[0]
    other = _other_office(names)
    if other:
        raise other(name)
    return Kind.ZIP


def _other_office(names: set[str]) -> type[GoujiError] | None:
    """The error for packages of documents that are not read."""
    if "OFD.xml" in names:
        return errors.SaveAsPdfError
    if "[Content_Types].xml" in names and any(part.startswith(("xl/", "ppt/", "word/", "visio/")) for part in names):
        return errors.OtherOfficeError
    if "mimetype" in names and ("content.xml" in names or "META-INF/container.xml" in names):
        return errors.OtherOfficeError
    return None
