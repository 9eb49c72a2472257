"""Archives: every file inside by its name, bad ones apart, and no archive that fills memory, disk or time."""

from __future__ import annotations

import gzip
import io
import tarfile
import time
import zipfile
from pathlib import Path

import pytest
from sheets import text_pdf

from extractors.inputs import archives, packages
from extractors.inputs.opening import Opened, Unread, open_bytes
from extractors.opening import Source
from tests import written

HELLO = text_pdf("/F1 12 Tf 50 200 Td (251.21) Tj")


def tarred(*members: tuple[str, bytes], mode: str = "w") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in members:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def told(data: bytes, name: str = "a.zip") -> list[tuple[str, str]]:
    """Name and what came of it: the error's code, or the type."""
    return [(found.name, _outcome(found)) for found in open_bytes(name, data)]


def _outcome(found: Opened) -> str:
    return found.error.code if isinstance(found, Unread) else "pdf" if isinstance(found, Source) else found.kind.value


def test_members_go_by_their_names_and_bad_ones_stand_apart() -> None:
    data = written.zipped(决算__pdf=HELLO, 表__xlsx=written.workbook(), 坏__pdf=b"%PDF-1.7", 说明__txt=b"words", 空__docx=b"")
    assert told(data) == [
        ("a.zip/决算.pdf", "pdf"),
        ("a.zip/表.xlsx", "xlsx"),
        ("a.zip/坏.pdf", "truncated"),
        ("a.zip/说明.txt", "unknown_kind"),
        ("a.zip/空.docx", "empty_file"),
    ]


@pytest.mark.parametrize("mode", ["w", "w:gz"])
def test_tar_archives(mode: str) -> None:
    assert told(tarred(("甲/a.pdf", HELLO), ("b.txt", b"x"), mode=mode), "x.tar") == [
        ("x.tar/甲/a.pdf", "pdf"),
        ("x.tar/b.txt", "unknown_kind"),
    ]


def test_one_packed_file_loses_its_ending() -> None:
    assert told(gzip.compress(HELLO), "a.pdf.gz") == [("a.pdf.gz/a.pdf", "pdf")]


def test_an_archive_in_an_archive_is_opened_and_no_deeper() -> None:
    once = written.zipped(b__zip=written.zipped(c__pdf=HELLO))
    assert told(once) == [("a.zip/b.zip/c.pdf", "pdf")]
    assert told(written.zipped(x__zip=once)) == [("a.zip/x.zip/b.zip", "too_deep")]
    assert told(written.zipped(x__tgz=tarred(("b.zip", once), mode="w:gz"))) == [("a.zip/x.tgz/b.zip", "too_deep")]


def test_names_are_only_shown() -> None:
    """Ways out of a folder, absolute paths, colours of the terminal, reversed reading: nothing of it is left."""
    assert archives.clean_name("../../etc/passwd") == "etc/passwd"
    assert archives.clean_name("C:\\a\\..\\b.pdf") == "C:/a/b.pdf"
    assert archives.clean_name("/x/\x1b[31m红\u202efdp.exe") == "x/�[31m红�fdp.exe"
    assert len(archives.clean_name("长" * 5000)) == archives.MAX_NAME
    assert archives.clean_name("..") == "�"


def test_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    told(tarred(("../out.pdf", HELLO), (f"{tmp_path}/abs.pdf", HELLO)), "x.tar")
    assert not list(tmp_path.iterdir()) and not (tmp_path.parent / "out.pdf").exists()


def test_names_packed_on_a_chinese_system_are_read() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo("X" * 8)
        archive.writestr(info, b"words")
    data = out.getvalue().replace(b"X" * 8, "决算公开".encode("gbk"))
    assert told(data) == [("a.zip/决算公开", "unknown_kind")]


def test_what_systems_leave_behind_is_passed_over() -> None:
    data = written.zipped(**{"__MACOSX/._a": b"x", "~$报告.docx": b"lock", ".DS_Store": b"x", "Thumbs.db": b"x", "a.pdf": HELLO})
    assert [name for name, _ in told(data)] == ["a.zip/a.pdf"]


def test_an_archive_of_nothing() -> None:
    assert told(written.zipped()) == [("a.zip", "empty_archive")]
    assert told(tarred(), "a.tar") == [("a.tar", "unknown_kind")], "an empty TAR is zeros only"
    assert told(written.zipped(**{"folder/": b""})) == [("a.zip", "empty_archive")]


def test_links_and_devices_are_left_out() -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        link = tarfile.TarInfo("link.pdf")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
        device = tarfile.TarInfo("null")
        device.type = tarfile.CHRTYPE
        archive.addfile(device)
    assert told(out.getvalue(), "x.tar") == [("x.tar", "empty_archive")]


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    data = written.zipped(big__pdf=bytes(96 * 1024 * 1024))
    began = time.monotonic()
    assert told(data) == [("a.zip", "bomb")]
    assert time.monotonic() - began < 0.5


def test_a_bomb_of_gzip_is_refused_while_it_grows() -> None:
    assert told(gzip.compress(bytes(64 * 1024 * 1024)), "a.gz") == [("a.gz", "bomb")]


def test_bombs_inside_share_one_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    from extractors.inputs import opening

    monkeypatch.setattr(opening._Budget, "__init__", lambda self: setattr(self, "left", 3000))
    outcome = told(written.zipped(a__pdf=b"%PDF-1.7" + bytes(2000), b__pdf=b"%PDF-1.7" + bytes(2000)))
    assert outcome[-1] == ("a.zip", "bomb")


def test_too_many_members(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "MAX_MEMBERS", 2)
    members = {f"{n}__txt": b"x" for n in range(3)}
    assert told(written.zipped(**members)) == [("a.zip", "too_many_members")]
    assert told(tarred(*((f"{n}", b"x") for n in range(3))), "x.tar") == [("x.tar", "too_many_members")]


def test_a_locked_archive_asks_for_the_password_to_be_removed() -> None:
    data = bytearray(written.zipped(a__pdf=HELLO))
    for at in (data.find(b"PK\x03\x04") + 6, data.find(b"PK\x01\x02") + 8):
        data[at] |= 1
    assert told(bytes(data)) == [("a.zip", "encrypted")]


def test_a_wrong_checksum_is_one_members_failure() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.pdf", b"%PDF-1.7 first" + HELLO)
        archive.writestr("b.pdf", HELLO)
    data = out.getvalue().replace(b"first", b"FIRST", 1)
    assert told(data) == [("a.zip/a.pdf", "damaged"), ("a.zip/b.pdf", "pdf")]


def test_cut_off_anywhere_is_told() -> None:
    for data, name in (
        (written.zipped(a__pdf=HELLO), "a.zip"),
        (gzip.compress(HELLO), "a.gz"),
        (tarred(("a.pdf", HELLO)), "a.tar"),
    ):
        for share in (0.3, 0.6, 0.9):
            outcomes = told(data[: int(len(data) * share)], name)
            assert outcomes and all(code in {"damaged", "truncated", "pdf"} for _, code in outcomes), (name, share, outcomes)
