"""Pictures as pages: their size, their orientation, every page of a TIFF, and nothing that fills the memory."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageDraw

from extractors import errors
from extractors.inputs import images
from extractors.inputs.images import A4_LONG, pdf_of
from extractors.inputs.opening import Unread, open_bytes


def sheet(size: tuple[int, int] = (827, 1169), mode: str = "L") -> Image.Image:
    """White paper with a black bar at its top left."""
    image = Image.new("RGB", size, "white")
    ImageDraw.Draw(image).rectangle((50, 50, size[0] // 2, 90), fill="black")
    return image.convert(mode)


def saved(image: Image.Image, form: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def sizes(data: bytes) -> list[tuple[int, int]]:
    document = pdfium.PdfDocument(pdf_of("x", data))
    return [tuple(round(side) for side in page.get_size()) for page in document]  # type: ignore[misc]


def rendered(data: bytes, page: int = 0) -> Image.Image:
    return pdfium.PdfDocument(pdf_of("x", data))[page].render(scale=1, grayscale=True).to_pil()


def test_the_resolution_gives_the_paper() -> None:
    assert sizes(saved(sheet(), "PNG", dpi=(100, 100))) == [(595, 842)]
    assert sizes(saved(sheet(), "JPEG", dpi=(200, 200))) == [(298, 421)], "half of A4: a small sheet is a sheet"


def test_a_resolution_that_gives_no_sheet_is_not_believed() -> None:
    """A photograph of 12 megapixels at 72 dpi would be a poster."""
    assert sizes(saved(sheet((3000, 4000)), "JPEG", dpi=(72, 72))) == [(631, round(A4_LONG))]
    assert sizes(saved(sheet((3000, 4000)), "PNG")) == [(631, round(A4_LONG))]


def test_every_page_of_a_tiff() -> None:
    first = sheet(mode="1")
    data = saved(
        first, "TIFF", save_all=True, append_images=[sheet(mode="L"), sheet(mode="RGB")], compression="tiff_lzw", dpi=(100, 100)
    )
    assert sizes(data) == [(595, 842)] * 3
    assert all(rendered(data, page).getpixel((40, 40)) < 60 for page in range(3))  # type: ignore[operator]


def test_a_jpeg_is_put_in_as_it_is() -> None:
    data = saved(sheet(), "JPEG", quality=70)
    with pikepdf.open(io.BytesIO(pdf_of("x", data))) as pdf:
        (image,) = pdf.pages[0].images.values()
        assert image.read_raw_bytes() == data


def test_a_photograph_taken_sideways_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was turned: rotate by 90° clockwise to show
    data = saved(sheet((1169, 827)), "JPEG", exif=exif)
    image = rendered(data)
    assert image.width < image.height
    dark = image.point([255 if value < 100 else 0 for value in range(256)]).getbbox()
    assert dark and dark[0] > image.width / 2 and dark[3] <= image.height / 2 + 3, "the bar is now at the top right"


@pytest.mark.parametrize("mode", ["1", "P", "RGBA", "LA", "I;16", "CMYK"])
def test_every_sort_of_pixel(mode: str) -> None:
    if mode == "I;16":
        image = Image.new("I;16", (400, 400), 60000)
        image.paste(200, (50, 50, 200, 90))
    else:
        image = sheet((400, 400), "L" if mode == "LA" else "RGB").convert(mode)
    form = "TIFF" if mode == "CMYK" else "PNG"
    shown = rendered(saved(image, form))
    scale = shown.width / 400
    at = {name: shown.getpixel((round(x * scale), round(70 * scale))) for name, x in (("ink", 100), ("paper", 300))}
    assert at["ink"] < 80 and at["paper"] > 180, at  # type: ignore[operator]


def test_what_is_transparent_is_paper() -> None:
    image = Image.new("RGBA", (400, 400), (0, 0, 0, 0))
    image.paste((0, 0, 0, 255), (50, 50, 200, 90))
    assert rendered(saved(image, "PNG")).getpixel((5, 5)) == 255


def test_too_many_pixels_are_refused_before_they_are_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(images, "MAX_IMAGE_PIXELS", 1000)
    with pytest.raises(errors.ImageTooLargeError) as caught:
        pdf_of("大.png", saved(sheet(), "PNG"))
    assert caught.value.details == {"page": 1, "width": 827, "height": 1169}


def test_a_picture_that_declares_a_whole_wall() -> None:
    """A PNG of a few bytes whose header says 60 000 × 60 000."""
    data = bytearray(saved(Image.new("1", (8, 8)), "PNG"))
    data[16:24] = (60_000).to_bytes(4, "big") * 2
    import zlib

    data[29:33] = zlib.crc32(bytes(data[12:29])).to_bytes(4, "big")
    (found,) = open_bytes("墙.png", bytes(data))
    assert isinstance(found, Unread) and found.error.code == "image_too_large"
    assert "墙.png" in found.error.message.zh


def test_too_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(images, "MAX_PAGES", 1)
    with pytest.raises(errors.TooManyPagesError):
        pdf_of("x.tif", saved(sheet(), "TIFF", save_all=True, append_images=[sheet()]))


def test_cut_off_pictures_are_told() -> None:
    for form in ("PNG", "JPEG", "TIFF", "BMP"):
        data = saved(Image.effect_noise((300, 300), 80), form)
        with pytest.raises((errors.TruncatedError, errors.DamagedError)):
            pdf_of("x", data[: len(data) // 2])


def test_a_white_picture_is_blank() -> None:
    (found,) = open_bytes("白.png", saved(Image.new("L", (600, 800), 255), "PNG"))
    assert isinstance(found, Unread) and found.error.code == "blank"
