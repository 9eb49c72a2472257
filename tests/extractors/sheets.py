"""Small pictures and PDFs that the tests of the paper side draw themselves: text in a font of this machine, ruled tables, skew, seals."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
import pikepdf
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from tests.missing import absent

DPI = 200
_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".fonts")
_NAMES = (
    "NotoSansCJK-Regular*",
    "NotoSerifCJK-Regular*",
    "SourceHanSans*",
    "wqy-*",
    "uming*",
    "ukai*",
    "DroidSansFallback*",
    "simsun*",
)

Picture = NDArray[np.uint8]


def chinese_font(size: int) -> ImageFont.FreeTypeFont:
    for folder in _FOLDERS:
        for name in _NAMES:
            for path in sorted(folder.rglob(name)):
                return ImageFont.truetype(str(path), size)
    absent("a Chinese font (Debian: fonts-noto-cjk)")
    raise AssertionError


def blank(width: int = 1654, height: int = 1169) -> Image.Image:
    return Image.new("RGB", (width, height), (252, 251, 248))


def write(sheet: Image.Image, at: tuple[int, int], text: str, size: int = 29, fill: tuple[int, int, int] = (20, 20, 20)) -> None:
    ImageDraw.Draw(sheet).text(at, text, font=chinese_font(size), fill=fill)


def table(
    sheet: Image.Image, xs: Sequence[int], ys: Sequence[int], texts: Sequence[Sequence[str]], align_right: bool = True
) -> None:
    """A ruled table; texts stand close to the right border, as figures do in print."""
    draw, font = ImageDraw.Draw(sheet), chinese_font(29)
    for x in xs:
        draw.line((x, ys[0], x, ys[-1]), fill=(0, 0, 0), width=2)
    for y in ys:
        draw.line((xs[0], y, xs[-1], y), fill=(0, 0, 0), width=2)
    for row, top in zip(texts, ys, strict=False):
        for col, text in enumerate(row):
            left = xs[col + 1] - 6 - draw.textlength(text, font=font) if align_right else xs[col] + 6
            draw.text((left, top + 8), text, font=font, fill=(10, 10, 10))


def seal(sheet: Image.Image, centre: tuple[int, int], radius: int = 110) -> None:
    x, y = centre
    box = (x - radius, y - radius, x + radius, y + radius)
    over = Image.new("RGB", sheet.size, (255, 255, 255))
    ImageDraw.Draw(over).ellipse(box, outline=(214, 40, 48), width=9)
    ImageDraw.Draw(over).line((x - radius, y, x + radius, y), fill=(214, 40, 48), width=7)
    sheet.paste(Image.fromarray(np.minimum(np.asarray(sheet), np.asarray(over))))


def turned(sheet: Image.Image, degrees: float) -> Image.Image:
    return sheet.rotate(degrees, resample=Image.Resampling.BICUBIC, fillcolor=(252, 251, 248))


def pixels(sheet: Image.Image) -> Picture:
    return cv2.cvtColor(np.asarray(sheet.convert("RGB")), cv2.COLOR_RGB2BGR)


def scan_pdf(*sheets: Image.Image, dpi: int = DPI) -> bytes:
    out = io.BytesIO()
    sheets[0].save(out, "PDF", resolution=dpi, save_all=True, append_images=list(sheets[1:]), quality=88)
    return out.getvalue()


def text_pdf(content: str, size: tuple[float, float] = (400, 300), rotate: int = 0, crop: Sequence[float] = ()) -> bytes:
    """A page of Helvetica: `content` are PDF text operators between BT and ET."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        page.MediaBox = pikepdf.Array([0, 0, *size])
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Contents = pdf.make_stream(f"BT {content} ET".encode("ascii"))
        if rotate:
            page.Rotate = rotate
        if crop:
            page.CropBox = pikepdf.Array(list(crop))
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()
