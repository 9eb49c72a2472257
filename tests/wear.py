"""What happens to paper on its way into a scan: a printed page is drawn, then worn in one known way after another.

A `Worn` page is its picture (BGR, 200 dpi unless said otherwise) and the map from points of the printed page to pixels of the picture,
so that a test knows where every figure of the text layer must be found again.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

import cv2
import numpy as np
import pikepdf
import pypdfium2 as pdfium
from numpy.typing import NDArray
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.papers import FONT

Picture = NDArray[np.uint8]
DPI = 200
ACCOUNTS = (
    "教育支出",
    "社会保障和就业支出",
    "卫生健康支出",
    "农林水支出",
    "住房保障支出",
    "城乡社区支出",
    "资源勘探支出",
    "其他支出",
)
_HEAD = ("科目编码", "科目名称", "合计", "基本支出", "项目支出")
_EDGES = (60.0, 122.0, 262.0, 352.0, 442.0, 535.0)
_TOP, _ROW = 140.0, 24.0


@dataclass(frozen=True)
class Worn:
    """A page picture and where the points of the print went in it."""

    picture: Picture
    place: NDArray[np.float64]
    dpi: float = DPI

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self.picture.shape[1], self.picture.shape[0]

    def where(self, x: float, y: float) -> tuple[float, float]:
        """The point of the print (points), in points of the worn page."""
        a, b, w = self.place @ (x, y, 1.0)
        return float(a / w * 72 / self.dpi), float(b / w * 72 / self.dpi)


@cache
def printed(seed: int = 1, red: bool = False, page: str = "- 7 -") -> bytes:
    """A page of a disclosure: title, ruled table with figures, a side header set upright, and text; `red` sets some of it in red."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    pdfmetrics.registerFont(TTFont("zh", str(FONT)))
    _heading(canvas, red)
    figures = np.random.default_rng(seed)
    rows = [[f"2{n:02d}", name, *_sums(figures)] for n, name in enumerate(ACCOUNTS, 4)]
    _grid(canvas, len(rows) + 1)
    for n, row in enumerate([list(_HEAD), *rows]):
        _row(canvas, n, row, red)
    _side(canvas, len(rows) + 1)
    _text(canvas, rows)
    canvas.drawCentredString(A4[0] / 2, 36, page)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _sums(figures: np.random.Generator) -> list[str]:
    basic, project = (int(v) for v in figures.integers(1_000, 900_000, 2))
    return [f"{value / 100:,.2f}" for value in (basic + project, basic, project)]


def _heading(canvas: Canvas, red: bool) -> None:
    canvas.setFillColorRGB(*((0.82, 0.1, 0.12) if red else (0, 0, 0)))
    canvas.setFont("zh", 18)
    canvas.drawCentredString(A4[0] / 2, A4[1] - 90, "一般公共预算财政拨款支出决算表")
    canvas.setFillColorRGB(0, 0, 0)
    canvas.setFont("zh", 10.5)
    canvas.drawString(_EDGES[0], A4[1] - _TOP + 8, "公开部门：某县教育局")
    canvas.drawRightString(_EDGES[-1], A4[1] - _TOP + 8, "单位：万元")


def _grid(canvas: Canvas, rows: int) -> None:
    low, high = A4[1] - _TOP - _ROW * rows, A4[1] - _TOP
    for x in (_EDGES[0] - 24, *_EDGES):
        canvas.line(x, low, x, high)
    for n in range(rows + 1):
        canvas.line(_EDGES[0] - (24 if n in (0, rows) else 0), high - _ROW * n, _EDGES[-1], high - _ROW * n)


def _row(canvas: Canvas, n: int, row: list[str], red: bool) -> None:
    y = A4[1] - _TOP - _ROW * n - 16
    for column, text in enumerate(row):
        canvas.setFillColorRGB(*((0.85, 0.08, 0.1) if red and n % 3 == 2 and column > 1 else (0, 0, 0)))
        if n and column > 1:
            canvas.drawRightString(_EDGES[column + 1] - 6, y, text)
        else:
            canvas.drawString(_EDGES[column] + 6, y, text)
    canvas.setFillColorRGB(0, 0, 0)


def _side(canvas: Canvas, rows: int) -> None:
    """A header that stands beside all rows, one character under the other."""
    middle = A4[1] - _TOP - _ROW * rows / 2
    for n, char in enumerate("本年支出"):
        canvas.drawCentredString(_EDGES[0] - 12, middle + 24 - 18 * n, char)


def _text(canvas: Canvas, rows: list[list[str]]) -> None:
    """Two paragraphs under the table, set in full lines."""
    written = "".join(
        f"{name}{total}万元，其中基本支出{basic}万元，项目支出{project}万元。" for _, name, total, basic, project in rows[:5]
    )
    text = "　　本年度财政拨款支出按功能分类主要用于以下方面：" + written
    for n, start in enumerate(range(0, len(text), 44)):
        canvas.drawString(_EDGES[0] - 20, A4[1] - _TOP - _ROW * (len(rows) + 1) - 36 - 20 * n, text[start : start + 44])


def paper(data: bytes, dpi: float = DPI) -> Worn:
    """The first page of the file, freshly printed."""
    picture = pdfium.PdfDocument(data)[0].render(scale=dpi / 72).to_numpy()[:, :, :3]
    return Worn(np.ascontiguousarray(picture), np.diag((dpi / 72, dpi / 72, 1.0)), dpi)


def moved(
    page: Worn, move: NDArray[np.float64], size: tuple[int, int] | None = None, ground: tuple[int, int, int] = (250,) * 3
) -> Worn:
    """Every pixel moved by the homography; `ground` comes in from outside."""
    picture = cv2.warpPerspective(page.picture, move, size or page.size, flags=cv2.INTER_CUBIC, borderValue=ground)
    return replace(page, picture=picture, place=move @ page.place)


def skewed(page: Worn, degrees: float) -> Worn:
    """Turned counter-clockwise about the middle, as by a careless hand on the glass."""
    width, height = page.size
    return moved(page, np.vstack([cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0), (0, 0, 1)]))


def quartered(page: Worn, quarters: int) -> Worn:
    """Turned clockwise by so many right angles."""
    for _ in range(quarters % 4):
        turn = np.array([(0, -1, page.size[1] - 1), (1, 0, 0), (0, 0, 1)], np.float64)
        page = replace(page, picture=np.ascontiguousarray(np.rot90(page.picture, -1)), place=turn @ page.place)
    return page


def photographed(page: Worn, ground: tuple[int, int, int] = (48, 62, 84), lean: float = 0.05) -> Worn:
    """On a table, seen from the side."""
    width, height = page.size
    edge = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    corners = edge * 0.9 + np.array(
        [(lean * width, 0.04 * height), (0.02 * width, 0.06 * height), (0.08 * width, 0.08 * height), (0, 0.05 * height)]
    )
    return moved(page, cv2.getPerspectiveTransform(edge, corners.astype(np.float32)), ground=ground)


def shaded(page: Worn, darkest: float = 0.45) -> Worn:
    """Light from the left, a shadow across a corner, and paper that yellowed."""
    width, height = page.size
    light = np.linspace(1.0, darkest, width)[None, :] * np.linspace(1.0, 0.85, height)[:, None]
    yy, xx = np.mgrid[0:height, 0:width]
    light = np.where(xx / width + yy / height > 1.45, light * 0.75, light)
    light = cv2.GaussianBlur(light, (0, 0), 25)
    return replace(page, picture=np.clip(page.picture * light[..., None] * (0.9, 0.97, 1.0), 0, 255).astype(np.uint8))


def punched(page: Worn) -> Worn:
    """Two holes in the left margin, through which the lid of the scanner is seen."""
    picture = page.picture.copy()
    for share in (0.4, 0.6):
        cv2.circle(
            picture,
            (round(0.035 * page.size[0]), round(share * page.size[1])),
            round(0.12 * page.dpi),
            (30, 30, 30),
            -1,
            cv2.LINE_AA,
        )
    return replace(page, picture=picture)


def sealed(page: Worn, at: tuple[float, float] = (0.62, 0.32), ink: tuple[int, int, int] = (52, 44, 214)) -> Worn:
    """A round seal of 4.2 cm with a star over the print; `at` are shares of width and height, `ink` is BGR."""
    over = np.full_like(page.picture, 255)
    centre, radius = (round(at[0] * page.size[0]), round(at[1] * page.size[1])), round(0.83 * page.dpi)
    cv2.circle(over, centre, radius, ink, round(0.045 * page.dpi), cv2.LINE_AA)
    angles = np.radians(np.arange(10) * 36 - 90)
    reach = radius * np.where(np.arange(10) % 2, 0.13, 0.34)
    star = np.stack([centre[0] + reach * np.cos(angles), centre[1] + reach * np.sin(angles)], 1).astype(np.int32)
    cv2.fillPoly(over, [star], ink, cv2.LINE_AA)
    for angle in np.radians(np.arange(150, 391, 20)):
        x, y = centre[0] + 0.75 * radius * np.cos(angle), centre[1] + 0.75 * radius * np.sin(angle)
        glyph = round(0.1 * page.dpi)
        cv2.line(over, (round(x - glyph), round(y)), (round(x + glyph), round(y)), ink, 4)
        cv2.line(over, (round(x), round(y - glyph)), (round(x), round(y + glyph)), ink, 4)
    return replace(page, picture=(page.picture.astype(np.uint16) * over // 255).astype(np.uint8))


def noisy(page: Worn, strength: float = 5.0, seed: int = 3) -> Worn:
    """Grain, and the slight blur of the glass."""
    grain = np.random.default_rng(seed).normal(0, strength, page.picture.shape)
    return replace(page, picture=np.clip(cv2.GaussianBlur(page.picture, (3, 3), 0) + grain, 0, 255).astype(np.uint8))


def spread(left: Worn, right: Worn, shadow: bool = True) -> tuple[Worn, Worn]:
    """Two pages on one picture, with the shadow of the fold between them; both pages share it."""
    picture = np.hstack([left.picture, right.picture])
    fold = left.size[0]
    if shadow:
        dark = 1 - 0.35 * np.exp(-(((np.arange(picture.shape[1]) - fold) / (0.12 * left.dpi)) ** 2))
        picture = (picture * dark[None, :, None]).astype(np.uint8)
    shift = np.array([(1, 0, fold), (0, 1, 0), (0, 0, 1)], np.float64)
    return replace(left, picture=picture), replace(right, picture=picture, place=shift @ right.place)


def jpeg_pdf(page: Worn, quality: int = 85, rotate: int = 0) -> bytes:
    """The picture as a scanner's PDF; `rotate` is the page's /Rotate."""
    out = io.BytesIO()
    Image.fromarray(cv2.cvtColor(page.picture, cv2.COLOR_BGR2RGB)).save(out, "PDF", resolution=page.dpi, quality=quality)
    return changed(out.getvalue(), lambda pdf: setattr(pdf.pages[0], "Rotate", rotate)) if rotate else out.getvalue()


def fax_pdf(page: Worn, across: int = 200, down: int = 100) -> bytes:
    """One bit per pixel, CCITT group 4, at a fax's resolution (pixels per inch), on a page of the right size."""
    width, height = page.size
    size = (round(width * across / page.dpi), round(height * down / page.dpi))
    gray = cv2.resize(cv2.cvtColor(page.picture, cv2.COLOR_BGR2GRAY), size, interpolation=cv2.INTER_AREA)
    tiff = io.BytesIO()
    Image.fromarray((gray > 150).astype(np.uint8) * 255).convert("1").save(tiff, "TIFF", compression="group4", strip_size=1 << 30)
    with Image.open(tiff) as image, pikepdf.new() as pdf:
        start, count = image.tag_v2[273][0], image.tag_v2[279][0]
        strip = pikepdf.Stream(pdf, tiff.getvalue()[start : start + count])
        parms = pikepdf.Dictionary(K=-1, Columns=size[0], Rows=size[1], BlackIs1=image.tag_v2[262] == 0)
        strip.stream_dict.update(_image(size, parms))
        points = (width * 72 / page.dpi, height * 72 / page.dpi)
        sheet = pdf.add_blank_page(page_size=points)
        sheet.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=strip))
        sheet.Contents = pdf.make_stream(f"q {points[0]:.3f} 0 0 {points[1]:.3f} 0 0 cm /Im0 Do Q".encode())
        return saved(pdf)


def _image(size: tuple[int, int], parms: pikepdf.Object) -> pikepdf.Dictionary:
    return pikepdf.Dictionary(
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=size[0],
        Height=size[1],
        BitsPerComponent=1,
        ColorSpace=pikepdf.Name.DeviceGray,
        Filter=pikepdf.Name.CCITTFaxDecode,
        DecodeParms=parms,
    )


def changed(data: bytes, change: Callable[[pikepdf.Pdf], object]) -> bytes:
    """The file after a change to it."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        return saved(pdf)


def saved(pdf: pikepdf.Pdf) -> bytes:
    """The bytes of the file."""
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def with_image(data: bytes, picture: Picture, box: tuple[float, float, float, float]) -> bytes:
    """The file with the picture on its first page; `box` is left, bottom, right, top in points from the lower left corner."""
    gray = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)

    def change(pdf: pikepdf.Pdf) -> None:
        stream = pikepdf.Stream(pdf, gray.tobytes())
        stream.stream_dict.update(
            pikepdf.Dictionary(
                Type=pikepdf.Name.XObject,
                Subtype=pikepdf.Name.Image,
                Width=gray.shape[1],
                Height=gray.shape[0],
                BitsPerComponent=8,
                ColorSpace=pikepdf.Name.DeviceGray,
            )
        )
        page = pdf.pages[0]
        if "/XObject" not in page.Resources:
            page.Resources.XObject = pikepdf.Dictionary()
        page.Resources.XObject.Pasted = stream
        left, bottom, right, top = box
        page.contents_add(f"q {right - left} 0 0 {top - bottom} {left} {bottom} cm /Pasted Do Q".encode("ascii"))

    return changed(data, change)


def empty() -> bytes:
    """A page without anything on it."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=A4)
        return saved(pdf)
