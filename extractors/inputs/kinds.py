"""What kind of file the bytes are: told by the content, never by the name.

Takes bytes, gives a `Kind`. The first bytes decide, as they do for the programs that open such files, so that a file that could be read
in two ways is read in one. Refuses nothing itself: `Kind` also names the kinds that are not read, so that each can be told what to do.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum


class Kind(StrEnum):
    """Kinds of files, first those that are read."""

    PDF = "pdf"
    WORD = "docx"
    WORKBOOK = "xlsx"
    WEBPAGE = "html"
    IMAGE = "image"
    ZIP = "zip"
    TAR = "tar"
    GZIP = "gzip"
    OLE = "ole"  # .doc, .xls, .ppt, .wps, .et, and encrypted .docx and .xlsx
    RTF = "rtf"
    OTHER_ARCHIVE = "other_archive"  # RAR, 7z, bzip2, xz
    OTHER_IMAGE = "other_image"  # HEIC, AVIF, GIF, JPEG 2000
    OTHER_OFFICE = "other_office"  # SpreadsheetML 2003, MHTML
    UNKNOWN = "unknown"


_STARTS: tuple[tuple[bytes, Kind], ...] = (
    (b"%PDF-", Kind.PDF),
    (b"PK\x03\x04", Kind.ZIP),
    (b"PK\x05\x06", Kind.ZIP),
    (b"\x1f\x8b", Kind.GZIP),
    (b"\x89PNG\r\n\x1a\n", Kind.IMAGE),
    (b"\xff\xd8\xff", Kind.IMAGE),
    (b"II*\0", Kind.IMAGE),
    (b"MM\0*", Kind.IMAGE),
    (b"II+\0", Kind.IMAGE),
    (b"MM\0+", Kind.IMAGE),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Kind.OLE),
    (b"{\\rtf", Kind.RTF),
    (b"Rar!\x1a\x07", Kind.OTHER_ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", Kind.OTHER_ARCHIVE),
    (b"BZh", Kind.OTHER_ARCHIVE),
    (b"\xfd7zXZ\0", Kind.OTHER_ARCHIVE),
    (b"GIF8", Kind.OTHER_IMAGE),
    (b"\0\0\0\x0cjP  ", Kind.OTHER_IMAGE),
)
_HEIC = frozenset({b"heic", b"heix", b"mif1", b"msf1", b"hevc", b"avif"})
_HEAD = 4096
_PDF_WITHIN = 1024
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_MARKUP = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|table|div|p|style|font|center|h[1-6])\b",
    re.IGNORECASE | re.DOTALL,
)
_OLD_XML = re.compile(
    r"<\?mso-application|urn:schemas-microsoft-com:office:(?:spreadsheet|word)|schemas\.microsoft\.com/office/word/2003"
)
_MHTML = re.compile(r"^(?:MIME-Version|From|Subject|Content-Type|X-[\w-]+):", re.MULTILINE)


def kind_of(data: bytes) -> Kind:
    """The kind; ZIP for every package of that form: `extractors.inputs.packages.package_kind` looks inside."""
    for start, kind in _STARTS:
        if data.startswith(start):
            return kind
    tests: tuple[tuple[Callable[[bytes], bool], Kind], ...] = (
        (_is_webp, Kind.IMAGE),
        (_is_bmp, Kind.IMAGE),
        (_is_heic, Kind.OTHER_IMAGE),
        (_is_tar, Kind.TAR),
    )
    found = next((kind for test, kind in tests if test(data)), None)
    return found or _by_text(data)


def _is_webp(data: bytes) -> bool:
    return data[:4] == b"RIFF" and data[8:12] == b"WEBP"


def _is_bmp(data: bytes) -> bool:
    """BM, nothing in the reserved words, and a header of a known size."""
    return (
        data[:2] == b"BM"
        and data[6:10] == b"\0\0\0\0"
        and data[14:18] in {bytes((n, 0, 0, 0)) for n in (12, 40, 52, 56, 108, 124)}
    )


def _is_heic(data: bytes) -> bool:
    return data[4:8] == b"ftyp" and data[8:12] in _HEIC


def _is_tar(data: bytes) -> bool:
    return len(data) >= 512 and data[257:262] == b"ustar"


def _by_text(data: bytes) -> Kind:
    """Markup, else a PDF that other bytes stand before (mail headers, a byte order mark)."""
    head = decoded_head(data)
    if _MARKUP.match(head):
        return Kind.OTHER_OFFICE if _OLD_XML.search(head) and "<html" not in head.lower() else Kind.WEBPAGE
    if _OLD_XML.search(head):
        return Kind.OTHER_OFFICE
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return Kind.PDF
    return Kind.OTHER_OFFICE if _MHTML.match(head) and "multipart/related" in head else Kind.UNKNOWN


def decoded_head(data: bytes) -> str:
    """The first characters, as far as a byte order mark tells; one character per byte else."""
    head = data[:_HEAD]
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, "replace")
    return head.decode("latin-1")
