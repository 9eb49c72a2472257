"""Pictures become the pages of a PDF, made in memory, and then go the way of every scan.

Takes the bytes of a PNG, JPEG, TIFF (all its pages), BMP or WebP file, gives those of a PDF. A JPEG is put in as it is; bilevel pages
stay bilevel; other pictures are packed again with hardly any loss. Pages have the size that the picture's resolution gives, where that
is a sheet of paper; else the picture is taken to fill A4. Refuses pictures that are broken, cut off, or too large to decode.
"""

from __future__ import annotations

import struct
import warnings
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from pikepdf import Dictionary, Name, Stream
from PIL import Image, ImageOps, UnidentifiedImageError

from extractors import errors
from extractors.opening import MAX_BYTES, MAX_IMAGE_PIXELS, MAX_PAGES

FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "WEBP")
QUALITY = 95
A4_LONG = 841.89
"""Points of the longer side of A4."""
_LEAST_SIDE, _MOST_SIDE = 200.0, 2600.0
"""Sides of a sheet of paper in points: from a receipt to A0 across. A resolution that gives another size is not believed."""
_ORIENTATION = 0x0112
_SUBFILE = 254
_BROKEN = (OSError, ValueError, SyntaxError, EOFError, struct.error, OverflowError, zlib.error, KeyError, IndexError, TypeError)
"""What Pillow's readers raise for files that are broken in one way or another."""


@dataclass(frozen=True, slots=True)
class _Picture:
    """An encoded picture and the size of its page in points."""

    data: bytes
    size: tuple[int, int]
    filter: str
    mode: str
    page: tuple[float, float]


def pdf_of(name: str, data: bytes) -> bytes:
    """The PDF of the picture's pages. Raises DamagedError, TruncatedError, ImageTooLargeError, TooManyPagesError, TooLargeError."""
    with warnings.catch_warnings():
        # The limit of pixels is ours and is checked before anything is decoded.
        warnings.simplefilter("ignore")
        try:
            with Image.open(BytesIO(data), formats=FORMATS) as image:
                return _written(_encoded(name, image, data))
        except Image.DecompressionBombError as error:
            raise errors.ImageTooLargeError(name, page=1, width="?", height="?") from error
        except UnidentifiedImageError as error:
            raise errors.DamagedError(name, where="Pillow") from error
        except _BROKEN as error:
            if "truncated" in str(error) or "broken data stream" in str(error):
                raise errors.TruncatedError(name) from error
            raise errors.DamagedError(name, where="Pillow") from error


def _encoded(name: str, image: Image.Image, data: bytes) -> Iterator[_Picture]:
    """Every page of the file; of moving pictures and pairs of photographs only the first."""
    frames = getattr(image, "n_frames", 1) if image.format == "TIFF" else 1
    if frames > MAX_PAGES:
        raise errors.TooManyPagesError(name, pages=frames, limit=MAX_PAGES)
    written = 0
    for index in range(frames):
        if index:
            image.seek(index)
        width, height = image.size
        if width * height > MAX_IMAGE_PIXELS:
            raise errors.ImageTooLargeError(name, page=index + 1, width=width, height=height)
        if frames > 1 and _is_thumbnail(image):
            continue
        picture = _encode(image, data)
        written += len(picture.data)
        if written > MAX_BYTES:
            raise errors.TooLargeError(name, size=written >> 20, limit=MAX_BYTES >> 20)
        yield picture


def _is_thumbnail(image: Image.Image) -> bool:
    """Whether a page of a TIFF is a reduced copy of another."""
    tags = getattr(image, "tag_v2", {})
    return bool(int(tags.get(_SUBFILE, 0)) & 1)


def _encode(image: Image.Image, data: bytes) -> _Picture:
    """The current page of the file, decoded once, so that a broken one is found here."""
    page = _page_size(image)
    turned = image.getexif().get(_ORIENTATION, 1) not in (0, 1)
    image.load()
    if image.format == "JPEG" and image.mode in ("L", "RGB") and not turned:
        return _Picture(data, image.size, "/DCTDecode", image.mode, page)
    upright = ImageOps.exif_transpose(image) if turned else image
    if upright.size != image.size and upright.size == image.size[::-1]:
        page = page[::-1]
    if upright.mode == "1":
        return _Picture(zlib.compress(upright.tobytes(), 6), upright.size, "/FlateDecode", "1", page)
    plain = _on_white(upright)
    out = BytesIO()
    plain.save(out, "JPEG", quality=QUALITY, subsampling=0)
    return _Picture(out.getvalue(), plain.size, "/DCTDecode", plain.mode, page)


def _on_white(image: Image.Image) -> Image.Image:
    """Gray or RGB; what is transparent shows white paper."""
    if image.mode.startswith(("I", "F")):
        return _stretched(image)
    if image.has_transparency_data:
        clear = image.convert("RGBA")
        paper = Image.new("RGBA", clear.size, "white")
        return Image.alpha_composite(paper, clear).convert("RGB")
    return image if image.mode in ("L", "RGB") else image.convert("L" if image.mode == "LA" else "RGB")


def _stretched(image: Image.Image) -> Image.Image:
    """Sixteen bits and more per pixel as gray of eight, over the range that is used."""
    low, high = image.convert("F").getextrema()
    span = (float(high) - float(low)) or 1.0  # type: ignore[arg-type]
    return image.convert("F").point(lambda value: value * (255.0 / span) - float(low) * 255.0 / span).convert("L")  # type: ignore[arg-type]


def _page_size(image: Image.Image) -> tuple[float, float]:
    """Width and height in points."""
    width, height = image.size
    across, down = (float(value or 0) for value in image.info.get("dpi", (0, 0))[:2])
    if across > 0 and down > 0:
        size = (width * 72 / across, height * 72 / down)
        # 72 and 96 are what programs write that know of no paper: believed only where they give a sheet, as any other.
        if all(_LEAST_SIDE <= side <= _MOST_SIDE for side in size):
            return size
    scale = A4_LONG / max(width, height)
    return max(width * scale, 1.0), max(height * scale, 1.0)


def _written(pictures: Iterator[_Picture]) -> bytes:
    """One page per picture."""
    with pikepdf.new() as pdf:
        for picture in pictures:
            page = pdf.add_blank_page(page_size=picture.page)
            page.Resources = Dictionary(XObject=Dictionary(Im0=_image(pdf, picture)))
            width, height = picture.page
            page.Contents = pdf.make_stream(f"q {width:.3f} 0 0 {height:.3f} 0 0 cm /Im0 Do Q\n".encode("ascii"))
        out = BytesIO()
        pdf.save(out, deterministic_id=True)
        return out.getvalue()


def _image(pdf: pikepdf.Pdf, picture: _Picture) -> Stream:
    return Stream(
        pdf,
        picture.data,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=picture.size[0],
        Height=picture.size[1],
        BitsPerComponent=1 if picture.mode == "1" else 8,
        ColorSpace=Name.DeviceRGB if picture.mode == "RGB" else Name.DeviceGray,
        Filter=Name(picture.filter),
    )
