"""Workbook and JSON Lines of a whole archive: they open again, hold every finding, and nothing in them can run."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from io import StringIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from disclosure.relation import Finding
from reports.overview import jsonl, xlsx
from store.database import open_database
from store.documents import save_document
from store.findings import findings_of
from tests.archived import FORMULA, ROADS, SCHOOLS, archive
from tests.store.made import document
from workers.overview import Archive


@pytest.fixture(scope="module")
def filed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    file = archive(tmp_path_factory.mktemp("overview") / "gouji.db")
    with closing(open_database(str(file))) as database, database.reading() as session:
        yield Archive(session, database.name)


@pytest.fixture
def book(filed: Archive, tmp_path: Path) -> Workbook:
    path = tmp_path / "o.xlsx"
    xlsx.write(filed.overview, filed.findings(), filed.documents(), filed.unread(), path)
    return openpyxl.load_workbook(path)


def rows(book: Workbook, name: str) -> list[dict[str, object]]:
    """The rows of a sheet by the Chinese part of the heading."""
    heading, *found = book[name].iter_rows(values_only=True)
    names = [str(cell).split(" ")[0] for cell in heading]
    return [dict(zip(names, row, strict=True)) for row in found]


def test_the_workbook_opens_and_holds_everything(book: Workbook) -> None:
    assert book.sheetnames == ["说明", "发现", "文件", "规则", "未读"]
    about = {row[0]: row[2] for row in book["说明"].iter_rows(values_only=True)}
    assert str(about["生成程序"]).startswith("gouji ") and about["全部发现"] == 7 and about["未能读取"] == 2
    findings = rows(book, "发现")
    assert len(findings) == 7 and {row["单位"] for row in findings} == {SCHOOLS, ROADS}
    assert findings[0]["级别"] == "错误" and findings[-1]["处理状态"] == "已排除"
    documents = {row["文件"]: row for row in rows(book, "文件")}
    first = documents["第1号.pdf"]
    assert (first["错误"], first["警告"], first["提示"], first["核对的关系"], first["其中相符"]) == (2, 0, 1, 9, 7)
    assert first["核对依据"] == "现行规则" and documents["第4号.pdf"]["核对依据"] == "待重新核对"
    rule = next(row for row in rows(book, "规则") if row["规则"] == "N001")
    assert (rule["待处理的错误与警告"], rule["适用"], rule["一致"], rule["无法核对"]) == (3, 10, 6, 1)
    assert [row["原因代码"] for row in rows(book, "未读")] == ["truncated", "encrypted"]


def test_headings_stay_and_filter(book: Workbook) -> None:
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes == "A2"
        assert str(sheet.auto_filter.ref).startswith("A1:") and str(sheet.auto_filter.ref).endswith(str(sheet.max_row))
        assert sheet.column_dimensions["A"].width >= 8


def test_nothing_can_run_as_a_formula(book: Workbook) -> None:
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert not [cell.value for cell in cells if cell.data_type == "f"]
    assert "'" + FORMULA in [cell.value for cell in cells]
    assert not [cell.value for cell in cells if isinstance(cell.value, str) and cell.value[:1] in xlsx.RISKY]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "\n =1"])
def test_what_a_spreadsheet_may_run_is_disarmed(text: str) -> None:
    assert xlsx.safe(text) == "'" + text


def test_other_texts_stay() -> None:
    assert [xlsx.safe(text) for text in ("", "a=1", "教育局")] == ["", "a=1", "教育局"]
    assert xlsx.safe("a\x00b\x1f") == "a\ufffdb\ufffd" and len(xlsx.safe("长" * 40_000)) < 32_767


def test_a_sheet_that_is_full_goes_on_in_another(filed: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "ROWS", 3)
    xlsx.write(filed.overview, filed.findings(), (), (), tmp_path / "o.xlsx")
    book = openpyxl.load_workbook(tmp_path / "o.xlsx")
    assert [book[name].max_row - 1 for name in ("发现", "发现 2", "发现 3")] == [3, 3, 1]
    assert book["文件"].max_row == 1, "a heading alone where there is nothing"


def test_lines_are_findings_in_full(filed: Archive) -> None:
    out = StringIO()
    jsonl.write(filed.findings(whole=True), filed.laid_out, out)
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    assert sorted(line["fingerprint"] for line in lines) == list("abcdefg")
    one = next(line for line in lines if line["fingerprint"] == "e")
    assert (one["organisation"], one["fiscal_year"], one["state"], one["document_name"]) == (
        SCHOOLS,
        2023,
        "dismissed",
        "第1号.pdf",
    )
    (kept,) = (found for found in findings_of(filed.session, one["document"]) if found.fingerprint == "e")
    assert isinstance(kept, Finding) and one["message"] == {"zh": kept.message.zh, "en": kept.message.en}
    assert one["evidence"][0]["page"] == 3 and one["evidence"][0]["where"] == "第 3 页"


def test_a_workbooks_own_layout_is_no_page(tmp_path: Path) -> None:
    from dataclasses import replace

    from store.checking import save_check
    from tests.store.made import finding

    sheet = replace(document(7), name="报表.XLSX")
    with closing(open_database(str(tmp_path / "g.db"))) as database:
        with database.writing() as session:
            save_document(session, sheet)
            save_check(session, sheet.id, (), [finding("a", owner=sheet.id)], (), "1")
        with database.reading() as session:
            filed = Archive(session, database.name)
            (one,) = filed.findings(whole=True)
            assert one.page is None
            assert jsonl.line(one, filed.laid_out)["evidence"][0]["where"] == ""
