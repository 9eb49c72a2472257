"""The files inside an archive (ZIP, TAR, gzip), one after the other, each with the name that people see: `a.zip/b.pdf`.

Takes bytes, gives `Member`s. Members stay in memory and are called by cleaned names; no name ever becomes a path. Refuses archives
that are broken, locked, empty or too large; a member that cannot be read carries its error, so that the others go on.
"""

from __future__ import annotations

import tarfile
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import PurePosixPath

from disclosure.errors import GoujiError
from extractors import errors
from extractors.inputs import packages

MAX_NAME = 200
_CHUNK = 1024 * 1024
_JUNK_FOLDERS = frozenset({"__MACOSX"})
_JUNK = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
_UTF8 = 0x800
"""The flag of a ZIP member whose name is UTF-8; other names are in the packer's own code page, here usually GBK."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an archive: its bytes, or the error that says why there are none."""

    name: str
    data: bytes = field(default=b"", repr=False)
    error: GoujiError | None = None


def zip_members(name: str, data: bytes) -> Iterator[Member]:
    """The files of a ZIP archive in its order. Raises as `packages.opened`, and EmptyArchiveError."""
    with packages.opened(name, data) as package:
        members = [
            member for member in package.infolist() if not member.filename.endswith("/") and not _is_junk(_zip_name(member))
        ]
        if not members:
            raise errors.EmptyArchiveError(name)
        for member in members:
            inner = f"{name}/{clean_name(_zip_name(member))}"
            try:
                yield Member(inner, packages.read_member(inner, package, member))
            except GoujiError as error:
                yield Member(inner, error=error)


def _zip_name(member: zipfile.ZipInfo) -> str:
    """The member's name; without the UTF-8 flag it is tried as GBK, which Chinese systems pack with."""
    if member.flag_bits & _UTF8 or member.filename.isascii():
        return member.filename
    try:
        return member.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return member.filename


def tar_members(name: str, data: bytes) -> Iterator[Member]:
    """The files of a TAR archive in its order; links and devices are left out. Raises DamagedError, BombError, EmptyArchiveError …"""
    try:
        archive = tarfile.open(fileobj=BytesIO(data), mode="r:")  # noqa: SIM115
        with archive:
            entries = _entries(name, archive)
            for entry in entries:
                inner = f"{name}/{clean_name(entry.name)}"
                stream = archive.extractfile(entry)
                content = stream.read(entry.size) if stream else b""
                yield Member(inner, content) if len(content) == entry.size else Member(inner, error=errors.TruncatedError(inner))
    except (tarfile.TarError, *packages.BROKEN) as error:
        raise errors.DamagedError(name, where="TAR") from error


def _entries(name: str, archive: tarfile.TarFile) -> list[tarfile.TarInfo]:
    """The regular files of bearable number and size."""
    found: list[tarfile.TarInfo] = []
    total = 0
    for count, entry in enumerate(archive, 1):
        total += entry.size if entry.isfile() else 0
        if count > packages.MAX_MEMBERS:
            raise errors.TooManyMembersError(name, members=count, limit=packages.MAX_MEMBERS)
        if total > packages.MAX_UNPACKED:
            raise errors.BombError(name, size=total >> 20, limit=packages.MAX_UNPACKED >> 20)
        if entry.isfile() and not _is_junk(entry.name):
            found.append(entry)
    if not found:
        raise errors.EmptyArchiveError(name)
    return found


def unzipped(name: str, data: bytes) -> bytes:
    """What a gzip file holds. Raises DamagedError, TruncatedError, and BombError as soon as it grows too large."""
    unpacker = zlib.decompressobj(wbits=31)
    limit = min(packages.MAX_MEMBER, max(packages.MAX_RATIO * len(data), 8 * _CHUNK))
    out, rest = bytearray(), data
    try:
        while not unpacker.eof:
            part = unpacker.decompress(rest, _CHUNK)
            rest = unpacker.unconsumed_tail
            out += part
            if len(out) > limit:
                raise errors.BombError(name, size=len(out) >> 20, limit=limit >> 20)
            if not part and not rest:
                raise errors.TruncatedError(name)
    except zlib.error as error:
        raise errors.DamagedError(name, where="gzip") from error
    return bytes(out)


def inner_name(name: str) -> str:
    """What a gzip file's content is called: `a.pdf.gz` holds `a.pdf`."""
    plain = PurePosixPath(name).name
    return plain.removesuffix(".gz") if plain.endswith(".gz") and len(plain) > 3 else plain


def clean_name(name: str) -> str:
    """The name as it may be shown: no way up or out, no characters that a terminal obeys or that turn the reading direction."""
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    shown = "/".join(parts)
    shown = "".join(char if unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Zl", "Zp") else "�" for char in shown)
    return shown[-MAX_NAME:] or "�"


def _is_junk(name: str) -> bool:
    """What systems leave in archives, and the lock files of open office documents."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return not parts or parts[-1] in _JUNK or parts[-1].startswith(("~$", "._")) or bool(_JUNK_FOLDERS & set(parts))
