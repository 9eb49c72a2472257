"""Every way in which a file can be no readable PDF has its own error, in words that say what to do."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pikepdf
import pytest
from sheets import blank, scan_pdf, text_pdf, write

from disclosure.errors import GoujiError
from extractors import errors, opening
from extractors.opening import open_source

HELLO = text_pdf("/F1 12 Tf 50 200 Td (251.21) Tj")


def put(folder: Path, data: bytes, name: str = "report.pdf") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def saved(pdf: pikepdf.Pdf, **options: object) -> bytes:
    out = io.BytesIO()
    pdf.save(out, **options)
    return out.getvalue()


def refused(path: Path, error: type[GoujiError]) -> GoujiError:
    with pytest.raises(error) as caught:
        open_source(path)
    assert caught.value.code == error.code
    assert path.name in caught.value.message.zh and path.name in caught.value.message.en
    return caught.value


def test_a_good_file_is_opened(tmp_path: Path) -> None:
    source = open_source(put(tmp_path, HELLO))
    assert (source.name, source.page_count, source.data) == ("report.pdf", 1, HELLO)
    assert source.sha256 == hashlib.sha256(HELLO).hexdigest()
    with source.document() as document:
        assert len(document) == 1


def test_a_chinese_name_is_kept(tmp_path: Path) -> None:
    assert open_source(put(tmp_path, HELLO, "部门决算.pdf")).name == "部门决算.pdf"


def test_missing(tmp_path: Path) -> None:
    refused(tmp_path / "nowhere.pdf", errors.MissingFileError)


def test_a_directory(tmp_path: Path) -> None:
    (tmp_path / "folder.pdf").mkdir()
    refused(tmp_path / "folder.pdf", errors.UnreadableFileError)


def test_empty(tmp_path: Path) -> None:
    refused(put(tmp_path, b""), errors.EmptyFileError)


@pytest.mark.parametrize("data", [b"PK\x03\x04 a word file", b"\xff\xd8\xff\xe0 a picture", b"<html>404</html>"])
def test_not_a_pdf(tmp_path: Path, data: bytes) -> None:
    refused(put(tmp_path, data * 50), errors.NotPdfError)


def test_cut_off(tmp_path: Path) -> None:
    data = scan_pdf(*[_sheet() for _ in range(2)])
    refused(put(tmp_path, data[: len(data) * 2 // 3]), errors.TruncatedError)


def test_zeros_after_the_end_are_no_damage(tmp_path: Path) -> None:
    assert open_source(put(tmp_path, HELLO + b"\0" * 20_000)).page_count == 1


def test_damaged(tmp_path: Path) -> None:
    refused(put(tmp_path, b"%PDF-1.7\n" + b"rubbish " * 50 + b"\nstartxref\n9\n%%EOF"), errors.DamagedError)


def test_a_password(tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(HELLO)) as pdf:
        data = saved(pdf, encryption=pikepdf.Encryption(owner="o", user="u"))
    refused(put(tmp_path, data), errors.EncryptedError)


def test_only_an_owner_password_does_not_lock(tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(HELLO)) as pdf:
        data = saved(pdf, encryption=pikepdf.Encryption(owner="o", user=""))
    assert open_source(put(tmp_path, data)).page_count == 1


def test_no_pages(tmp_path: Path) -> None:
    with pikepdf.new() as pdf:
        refused(put(tmp_path, saved(pdf)), errors.NoPagesError)


def test_too_many_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MAX_PAGES", 2)
    error = refused(put(tmp_path, scan_pdf(*[_sheet() for _ in range(3)])), errors.TooManyPagesError)
    assert error.details == {"pages": 3, "limit": 2}


def test_too_many_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MAX_BYTES", 100)
    refused(put(tmp_path, HELLO), errors.TooLargeError)


def test_a_page_as_large_as_a_house(tmp_path: Path) -> None:
    error = refused(put(tmp_path, text_pdf("/F1 12 Tf 50 200 Td (1) Tj", (60_000, 300))), errors.PageTooLargeError)
    assert error.details["page"] == 1


def test_an_image_that_would_fill_the_memory(tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(scan_pdf(_sheet()))) as pdf:
        for image in pdf.pages[0].images.values():
            image.Width, image.Height = 90_000, 90_000
        refused(put(tmp_path, saved(pdf)), errors.ImageTooLargeError)


def test_white_sheets_only(tmp_path: Path) -> None:
    error = refused(put(tmp_path, scan_pdf(blank(400, 500), blank(400, 500))), errors.BlankError)
    assert error.details == {"pages": 2}


def test_one_sheet_with_ink_is_enough(tmp_path: Path) -> None:
    assert open_source(put(tmp_path, scan_pdf(blank(), _sheet()))).page_count == 2


def _sheet():  # type: ignore[no-untyped-def]
    sheet = blank()
    write(sheet, (300, 300), "收入支出决算总表 251.21")
    return sheet
