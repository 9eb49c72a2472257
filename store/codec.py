"""Nouns to bytes and back: MessagePack of the frozen dataclasses, in a zstandard frame with a checksum.

Decimals, enums and sets come back as what they were; a frame that was cut off or altered, or that holds something else than the
type that was asked for, raises `CorruptError`.
"""

from __future__ import annotations

from typing import TypeVar

import msgspec
import zstandard

Noun = TypeVar("Noun")

LEVEL = 3
"""zstandard's own default: a page image gains nothing from more."""


class CorruptError(ValueError):
    """The bytes are not a whole artifact of that type."""


def encode(value: object) -> bytes:
    """The value as one self-checking frame."""
    compressor = zstandard.ZstdCompressor(level=LEVEL, write_checksum=True, write_content_size=True)
    return compressor.compress(msgspec.msgpack.encode(value))


def decode(data: bytes, kind: type[Noun]) -> Noun:
    """The value of that type. Raises CorruptError."""
    try:
        return msgspec.msgpack.decode(zstandard.ZstdDecompressor().decompress(data), type=kind)
    except (zstandard.ZstdError, msgspec.MsgspecError, ValueError) as error:
        raise CorruptError(str(error)) from error
