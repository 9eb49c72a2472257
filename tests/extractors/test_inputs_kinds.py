"""A file's content says what it is, and every kind that is not read has an error that says what to do."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from PIL import Image
from sheets import text_pdf

from disclosure.errors import GoujiError
from extractors import errors
from extractors.inputs.kinds import Kind, kind_of
from extractors.inputs.opening import Opened, Unread, Written, open_all, open_bytes
from extractors.opening import Source
from tests import written

HELLO = text_pdf("/F1 12 Tf 50 200 Td (251.21) Tj")


def only(data: bytes, name: str = "文件.pdf") -> Opened:
    (found,) = open_bytes(name, data)
    return found


def refused(data: bytes, error: type[GoujiError]) -> GoujiError:
    found = only(data)
    assert isinstance(found, Unread) and type(found.error) is error, found
    assert "文件.pdf" in found.error.message.zh and "文件.pdf" in found.error.message.en
    return found.error


def picture(form: str) -> bytes:
    out = io.BytesIO()
    image = Image.new("L", (400, 300), 255)
    image.paste(0, (50, 50, 200, 120))
    image.save(out, form)
    return out.getvalue()


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF", "BMP", "WEBP"])
def test_pictures_become_pdfs(form: str) -> None:
    data = picture(form)
    assert kind_of(data) is Kind.IMAGE
    found = only(data)
    assert isinstance(found, Source) and found.data.startswith(b"%PDF") and found.page_count == 1


def test_the_name_is_not_believed() -> None:
    """Everything here is called 文件.pdf."""
    assert isinstance(only(HELLO), Source)
    kinds = {getattr(only(data), "kind", None) for data in (written.word(), written.workbook(), written.webpage().encode())}
    assert kinds == {Kind.WORD, Kind.WORKBOOK, Kind.WEBPAGE}


def test_the_hash_is_that_of_the_file_itself() -> None:
    import hashlib

    for data in (picture("PNG"), written.workbook(), HELLO):
        found = only(data)
        assert not isinstance(found, Unread) and found.sha256 == hashlib.sha256(data).hexdigest()


def test_a_pdf_behind_other_bytes_and_a_page_that_speaks_of_pdfs() -> None:
    assert isinstance(only(b"\r\n\r\n" + HELLO), Source)
    assert kind_of(b"<html><p>%PDF-1.7</p></html>") is Kind.WEBPAGE


def test_the_first_bytes_decide_what_could_be_two_things() -> None:
    """A PDF with an archive behind it is read as the PDF that a viewer shows, an archive that holds PDF bytes as the archive."""
    archive = written.zipped(a__pdf=HELLO)
    assert isinstance(only(HELLO + b"\n" + b"%" * 10 + archive + b"\nstartxref\n0\n%%EOF"), Source)
    (found,) = open_bytes("x.zip", archive)
    assert found.name == "x.zip/a.pdf"


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", errors.EmptyFileError),
        (b"some words", errors.UnknownKindError),
        (b"\0" * 5000, errors.UnknownKindError),
        (b"%PDF-1.7\nnothing follows", errors.TruncatedError),
        (b"{\\rtf1 text}", errors.OldOfficeError),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0" + b"\0" * 600, errors.OldOfficeError),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600, errors.EncryptedError),
        (b"Rar!\x1a\x07\x01\0rest", errors.OtherArchiveError),
        (b"7z\xbc\xaf\x27\x1crest", errors.OtherArchiveError),
        (b"GIF89a\x01\0\x01\0", errors.OtherImageError),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", errors.OtherImageError),
        (b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook/>', errors.OtherOfficeError),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n<html>", errors.OtherOfficeError),
        (b"PK\x03\x04 a broken package", errors.DamagedError),
        (b"\x89PNG\r\n\x1a\n and nothing", errors.DamagedError),
        (b"\xff\xd8\xff\xe0 a broken picture", errors.DamagedError),
        (b"\x1f\x8b\x09\0broken", errors.DamagedError),
    ],
)
def test_what_cannot_be_read_says_what_to_do(data: bytes, error: type[GoujiError]) -> None:
    refused(data, error)


@pytest.mark.parametrize(
    ("parts", "error"),
    [
        (("[Content_Types].xml", "xl/workbook.bin"), errors.OtherOfficeError),
        (("[Content_Types].xml", "ppt/presentation.xml"), errors.OtherOfficeError),
        (("mimetype", "content.xml"), errors.OtherOfficeError),
        (("OFD.xml", "Doc_0/Document.xml"), errors.SaveAsPdfError),
        (("[Content_Types].xml", "word/document.xml", "xl/workbook.xml"), errors.DamagedError),
    ],
)
def test_packages_of_other_programs(parts: tuple[str, ...], error: type[GoujiError]) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for part in parts:
            package.writestr(part, "<x/>")
    refused(out.getvalue(), error)


def test_old_office_names_the_form_to_save_as() -> None:
    message = refused(b"{\\rtf1 x}", errors.OldOfficeError).message.zh
    assert "另存为 .docx 或 .xlsx" in message


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path) -> None:
    missing, folder = (next(iter(open_all(path))) for path in (tmp_path / "无.docx", tmp_path))
    assert isinstance(missing, Unread) and missing.error.code == "missing_file"
    assert isinstance(folder, Unread) and folder.error.code == "folder"


def test_written_files_are_not_parsed_when_opened() -> None:
    """A known file is told by its hash alone."""
    found = only(written.word())
    assert isinstance(found, Written) and found.data[:2] == b"PK"
