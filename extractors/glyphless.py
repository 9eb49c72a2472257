"""A TrueType font with one glyph that leaves no ink, built here, for text that is there to be searched and not to be seen.

Viewers want a font program even for invisible text; without one they substitute a real font, whose glyphs spoil the boxes of marked text.
The glyph is a stroke without area from the foot to the head of the em: PDFium passes over text whose glyphs have no extent at all.
"""

from __future__ import annotations

import struct
from functools import cache

EM = 1000
ASCENT, DESCENT = 880, -120

_HEAD_MAGIC = 0x5F0F3CF5
_CHECKSUM_MAGIC = 0xB1B0AFBA


@cache
def font_program() -> bytes:
    """The font file (TrueType outlines, 1000 units per em, two glyphs: none, and the bare stroke)."""
    tables = {
        b"OS/2": _os2(),
        b"cmap": struct.pack(">HHHHIHHH", 0, 1, 3, 1, 12, 4, 24, 0)
        + struct.pack(">HHHHHHHHH", 2, 2, 0, 0, 0xFFFF, 0, 0xFFFF, 1, 0),
        b"glyf": _glyph(),
        b"head": _head(0),
        b"hhea": struct.pack(">IhhhHhhhhhhhhhhhH", 0x10000, ASCENT, DESCENT, 0, EM, 0, 0, EM, 1, 0, 0, 0, 0, 0, 0, 0, 1),
        b"hmtx": struct.pack(">Hhh", EM, 0, 0),
        b"loca": struct.pack(">HHH", 0, 0, len(_glyph()) // 2),
        b"maxp": struct.pack(">IH13H", 0x10000, 2, 2, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
        b"name": struct.pack(">HHH", 0, 0, 6),
        b"post": struct.pack(">IIhhIIIII", 0x30000, 0, 0, 0, 1, 0, 0, 0, 0),
    }
    whole = _assembled(tables)
    tables[b"head"] = _head((_CHECKSUM_MAGIC - _checksum(whole)) & 0xFFFFFFFF)
    return _assembled(tables)


def _glyph() -> bytes:
    """One contour of two points."""
    box = struct.pack(">hhhhh", 1, 0, DESCENT, EM // 2, ASCENT)
    return box + struct.pack(">HH", 1, 0) + b"\x01\x01" + struct.pack(">hhhh", 0, EM // 2, DESCENT, ASCENT - DESCENT)


def _head(adjustment: int) -> bytes:
    box = (0, DESCENT, EM, ASCENT)
    return struct.pack(">IIIIHHqqhhhhHHhhh", 0x10000, 0x10000, adjustment, _HEAD_MAGIC, 0, EM, 0, 0, *box, 0, 8, 2, 0, 0)


def _os2() -> bytes:
    """Version 3 metrics; all but the heights are zero."""
    start = (
        struct.pack(">HhHHH", 3, EM, 400, 5, 0)
        + struct.pack(">10h", *[0] * 10)
        + struct.pack(">h10s4I4s", 0, b"\0" * 10, 0, 0, 0, 0, b"none")
    )
    return start + struct.pack(
        ">HHHhhhHHIIhhHHH", 0x40, 0, 0xFFFF, ASCENT, DESCENT, 0, ASCENT, -DESCENT, 0, 0, 0, ASCENT, 0, 0, 0
    )


def _assembled(tables: dict[bytes, bytes]) -> bytes:
    """The directory and the tables, each on a multiple of four bytes."""
    count = len(tables)
    power = count.bit_length() - 1
    directory = struct.pack(">IHHHH", 0x10000, count, 16 << power, power, (count - (1 << power)) * 16)
    offset, body = 12 + 16 * count, b""
    for tag, data in sorted(tables.items()):
        directory += struct.pack(">4sIII", tag, _checksum(data), offset + len(body), len(data))
        body += data + b"\0" * (-len(data) % 4)
    return directory + body


def _checksum(data: bytes) -> int:
    padded = data + b"\0" * (-len(data) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}I", padded)
    return sum(words) & 0xFFFFFFFF
