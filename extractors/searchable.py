"""Recognised pages become a searchable PDF: the picture of each page with its words laid over it, invisible.

Takes `ScannedPage`s, gives the bytes of a PDF whose page k is the k-th of them, straightened. The text is in one glyphless font with an
identity map to Unicode, every word fitted to its box, so that a figure that is marked in a viewer is copied exactly. The same input
gives the same bytes. With `drawn=True` the rules are drawn as lines on blank paper instead of the picture: a page that table finders
read like one born digital, free of shadows and seals; it is not for people. Refuses words of a page without extent.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from disclosure.page import Word
from extractors.glyphless import ASCENT, DESCENT, EM, font_program
from extractors.scans import ScannedPage, Segment

_TO_UNICODE = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
%s
endcmap CMapName currentdict /CMap defineresource pop end end"""


def write_searchable(pages: Sequence[ScannedPage], drawn: bool = False) -> bytes:
    """The PDF. Raises ValueError for no pages."""
    if not pages:
        raise ValueError("a PDF needs at least one page")
    with pikepdf.new() as pdf:
        font = _font(pdf)
        for scanned in pages:
            _add_page(pdf, scanned, font, drawn)
        out = BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return out.getvalue()


def _add_page(pdf: pikepdf.Pdf, scanned: ScannedPage, font: pikepdf.Object, drawn: bool) -> None:
    """One page: picture or drawn rules, then the words."""
    page = pdf.add_blank_page(page_size=(scanned.width, scanned.height))
    page.Resources = Dictionary(Font=Dictionary(F0=font))
    text = _text(scanned.page.words, scanned.height)
    if drawn:
        paint = _strokes(scanned.lines, scanned.height)
    else:
        page.Resources.XObject = Dictionary(Im0=_picture(pdf, scanned.image))
        paint = f"q {scanned.width:.3f} 0 0 {scanned.height:.3f} 0 0 cm /Im0 Do Q\n"
    page.Contents = pdf.make_stream((paint + text).encode("ascii"))


def _picture(pdf: pikepdf.Pdf, jpeg: bytes) -> pikepdf.Object:
    """The JPEG as an image of the PDF, its bytes unchanged."""
    width, height, channels = _jpeg_size(jpeg)
    return Stream(
        pdf,
        jpeg,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=width,
        Height=height,
        BitsPerComponent=8,
        ColorSpace=Name.DeviceGray if channels == 1 else Name.DeviceRGB,
        Filter=Name.DCTDecode,
    )


def _jpeg_size(jpeg: bytes) -> tuple[int, int, int]:
    """Width, height and channels, from the frame header. Raises ValueError where there is none."""
    at = 2
    while at + 9 < len(jpeg):
        marker, length = jpeg[at + 1], int.from_bytes(jpeg[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xC3:
            return int.from_bytes(jpeg[at + 7 : at + 9], "big"), int.from_bytes(jpeg[at + 5 : at + 7], "big"), jpeg[at + 9]
        at += 2 + length
    raise ValueError("not a JPEG picture")


def _strokes(lines: Sequence[Segment], height: float) -> str:
    """The rules as black lines of at least half a point."""
    drawn = [
        f"{max(line.width, 0.5):.2f} w {line.x0:.2f} {height - line.y0:.2f} m {line.x1:.2f} {height - line.y1:.2f} l S\n"
        for line in lines
    ]
    return "q 0 G 2 J\n" + "".join(drawn) + "Q\n"


def _text(words: Sequence[Word], height: float) -> str:
    """The words in reading order, in render mode 3 (nothing is painted)."""
    return "BT 3 Tr\n" + "".join(_show(word, height) for word in words) + "ET\n"


def _show(word: Word, height: float) -> str:
    """One word: type size from its height, horizontal scale so that its end meets the box's."""
    codes = word.text.encode("utf-16-be")
    units = sum(_advance(char) for char in word.text)
    box = word.box
    if not units or box.width <= 0 or box.height <= 0:
        return ""
    size = _type_size(word)
    scale = box.width / (units / EM * size) * 100
    # The baseline lies so that the font's own box and the ink's have one middle.
    base = height - box.centre[1] - (ASCENT + DESCENT) / 2 / EM * size
    return f"/F0 {size:.2f} Tf {scale:.3f} Tz 1 0 0 1 {box.x0:.2f} {base:.2f} Tm <{codes.hex().upper()}> Tj\n"


def _type_size(word: Word) -> float:
    """Type size in points from the ink's height: figures are two thirds as high as their type, Hanzi nearly as high."""
    tall = any(unicodedata.east_asian_width(char) in "WF" for char in word.text)
    flat = all(char in "-—–_.…·一" for char in word.text)
    return max(word.box.width, 4.0) if flat else max(word.box.height / (0.92 if tall else 0.70), 2.0)


def _advance(char: str) -> int:
    """Width of a character in thousandths of the type size: full for Chinese ones, half for others; 0 beyond the base plane's pairs."""
    width = EM if unicodedata.east_asian_width(char) in "WFA" else EM // 2
    return width if ord(char) <= 0xFFFF else 2 * (EM // 2)


def _font(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """A font without outlines: character ids are UTF-16 units, widths half or full."""
    descriptor = pdf.make_indirect(
        Dictionary(
            Type=Name.FontDescriptor,
            FontName=Name("/GlyphLess"),
            Flags=4,
            FontBBox=Array([0, DESCENT, EM, ASCENT]),
            ItalicAngle=0,
            Ascent=ASCENT,
            Descent=DESCENT,
            CapHeight=ASCENT,
            StemV=80,
            FontFile2=Stream(pdf, font_program()),
        )
    )
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name("/GlyphLess"),
        CIDSystemInfo=Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
        FontDescriptor=descriptor,
        DW=EM // 2,
        W=_widths(),
        CIDToGIDMap=Stream(pdf, b"\x00\x01" * 0x10000),
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name("/GlyphLess"),
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(descendant)]),
            ToUnicode=Stream(pdf, _identity_map()),
        )
    )


def _widths() -> Array:
    """Runs of full-width characters for the font's W array; all others have the default half width."""
    runs: list[int] = []
    start = None
    for code in range(0x10000):
        full = not 0xD800 <= code < 0xE000 and _advance(chr(code)) == EM
        if full and start is None:
            start = code
        elif not full and start is not None:
            runs += [start, code - 1, EM]
            start = None
    return Array(runs if start is None else [*runs, start, 0xFFFF, EM])


def _identity_map() -> bytes:
    """The ToUnicode map in which every code is itself, in blocks of at most a hundred ranges as the format wants."""
    ranges = [f"<{high:02X}00> <{high:02X}FF> <{high:02X}00>" for high in range(0x100)]
    blocks = [ranges[i : i + 100] for i in range(0, len(ranges), 100)]
    body = "\n".join(f"{len(block)} beginbfrange\n" + "\n".join(block) + "\nendbfrange" for block in blocks)
    return _TO_UNICODE % body.encode("ascii")
