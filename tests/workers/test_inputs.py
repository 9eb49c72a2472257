"""Files of every kind, end to end: one planted error is found at its cell or paragraph, and nothing else."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pypdfium2 as pdfium
import pytest
from rich.console import Console

from disclosure.arithmetic import Verdict
from disclosure.report import Report
from extractors.errors import OneFileWantedError
from reports import json, terminal
from reports.html import render
from store.artifacts import ArtifactStore
from tests import papers, written
from workers.pictures import pictures
from workers.pipeline import check_files, read_file, searchable
from workers.workshop import Workshop

WRONG_TABLE = written.sheets(1490.5)
"""本年收入合计 prints 1,500.00 where its parts add up to 1,510.00."""
WRONG_TEXT = written.text("24.00")
FORMS = {
    "xlsx": (written.workbook(WRONG_TABLE, written.text()), written.workbook(said=WRONG_TEXT)),
    "docx": (written.word(WRONG_TABLE), written.word(said=WRONG_TEXT)),
    "html": (written.webpage(WRONG_TABLE).encode(), written.webpage(said=WRONG_TEXT).encode()),
}
CLEAN = {"xlsx": written.workbook(said=written.text()), "docx": written.word(), "html": written.webpage().encode()}
CELL = {"xlsx": "工作表 收入支出决算总表!C8", "docx": "表1第6行第3列", "html": "表1第6行第3列"}
PARAGRAPH = {"xlsx": "工作表 情况说明!A3", "docx": "第8段", "html": "第8段"}


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    return Workshop(ArtifactStore(str(tmp_path_factory.mktemp("store"))), "rapidocr")


def put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def alarms(report: Report) -> list[tuple[str, str]]:
    """Rule and place of the stated figure of everything that is not as it should be."""
    assert not report.errors
    wrong = [finding for finding in report.findings if finding.status in (Verdict.DISCREPANCY, Verdict.SUSPECT_OCR)]
    return [(finding.rule, report.documents[0].where(finding.evidence[0].place)) for finding in wrong]


@pytest.mark.parametrize("form", FORMS)
def test_a_wrong_total_is_found_at_its_cell(form: str, workshop: Workshop, tmp_path: Path) -> None:
    report = check_files([put(tmp_path, f"a.{form}", FORMS[form][0])], workshop)
    assert alarms(report) == [("T001", CELL[form])]
    (finding,) = (f for f in report.findings if f.rule == "T001")
    assert [e.text for e in finding.evidence] == ["1,500.00", "1,490.50", "19.50"]


@pytest.mark.parametrize("form", FORMS)
def test_a_wrong_rate_is_found_at_its_paragraph(form: str, workshop: Workshop, tmp_path: Path) -> None:
    report = check_files([put(tmp_path, f"a.{form}", FORMS[form][1])], workshop)
    assert alarms(report) == [("N001", PARAGRAPH[form])]


@pytest.mark.parametrize("form", CLEAN)
def test_nothing_is_found_where_nothing_is_wrong(form: str, workshop: Workshop, tmp_path: Path) -> None:
    report = check_files([put(tmp_path, f"a.{form}", CLEAN[form])], workshop)
    assert alarms(report) == []
    (document,) = report.documents
    assert (document.org, document.fiscal_year, document.kinds) == (written.ORG, written.YEAR, ("final_accounts",))
    assert [schedule.kind for schedule in document.schedules] == ["final.summary", "final.expenditure"]
    assert sum(line.checked for line in report.coverage) > 50, "silence means agreement only where something was checked"


def test_all_forms_say_the_same(workshop: Workshop, tmp_path: Path) -> None:
    """The same figures with the same meaning, whatever the file."""
    seen = set()
    for form, data in CLEAN.items():
        document = read_file(put(tmp_path, f"a.{form}", data), workshop)
        cells = [(f.indicator, f.measure, f.code, f.quantity.value, f.quantity.unit) for s in document.schedules for f in s.facts]
        claims = [(claim.kind, claim.cue) for sentence in document.sentences for claim in sentence.claims]
        seen.add((tuple(cells), tuple(claims)))
    assert len(seen) == 1


def test_a_total_whose_formula_has_no_result_is_not_checked(workshop: Workshop, tmp_path: Path) -> None:
    """It is neither zero nor right: nothing is reported, and the remark says where to look."""
    book = openpyxl.load_workbook(io.BytesIO(written.workbook(WRONG_TABLE)))
    book["收入支出决算总表"]["C8"] = "=SUM(C5:C7)"
    out = io.BytesIO()
    book.save(out)
    report = check_files([put(tmp_path, "a.xlsx", out.getvalue())], workshop)
    assert [rule for rule, _ in alarms(report) if rule == "T001"] == []
    (line,) = (line for line in report.coverage if line.rule == "T001")
    assert line.holds == 0
    assert "收入支出决算总表!C8" in report.documents[0].remarks[0].zh


def test_an_archive_is_all_its_files(workshop: Workshop, tmp_path: Path) -> None:
    inner = written.zipped(born__pdf=papers.born())
    data = written.zipped(甲__xlsx=FORMS["xlsx"][0], 内__zip=inner, 坏__docx=b"PK\x03\x04")
    report = check_files([put(tmp_path, "a.zip", data)], workshop)
    assert [document.name for document in report.documents] == ["a.zip/甲.xlsx", "a.zip/内.zip/born.pdf"]
    assert [(error.name, error.code) for error in report.errors] == [("a.zip/坏.docx", "damaged")]
    wrong = [finding for finding in report.findings if finding.status is Verdict.DISCREPANCY]
    assert {finding.evidence[0].document for finding in wrong} == {document.id for document in report.documents}


def test_a_picture_is_a_scan(workshop: Workshop, tmp_path: Path) -> None:
    image = pdfium.PdfDocument(papers.scan())[0].render(scale=150 / 72, grayscale=True).to_pil()
    out = io.BytesIO()
    image.save(out, "PNG", dpi=(150, 150))
    path = put(tmp_path, "扫描.png", out.getvalue())
    report = check_files([path], workshop)
    (document,) = report.documents
    assert document.scanned and document.printed
    wrong = [f for f in report.findings if f.status is Verdict.DISCREPANCY and "1,610.95" in [e.text for e in f.evidence]]
    assert wrong and document.where(wrong[0].evidence[0].place) == "第 1 页"
    assert "1,610.95" in pdfium.PdfDocument(searchable(path, workshop))[0].get_textpage().get_text_range()
    packed = put(tmp_path, "a.zip", written.zipped(**{"扫描.png": out.getvalue()}))
    assert pictures([packed])(document.id, 1, 72).size == pictures([path])(document.id, 1, 72).size == (596, 842)


def test_what_has_no_pages_is_not_made_searchable(workshop: Workshop, tmp_path: Path) -> None:
    for name, data in (("a.docx", CLEAN["docx"]), ("a.zip", written.zipped(a__pdf=papers.born(), b__pdf=papers.born()))):
        with pytest.raises(OneFileWantedError):
            searchable(put(tmp_path, name, data), workshop)


def test_reports_name_cells_and_draw_what_was_never_printed(workshop: Workshop, tmp_path: Path) -> None:
    path = put(tmp_path, "a.xlsx", FORMS["xlsx"][0])
    report = check_files([path], workshop)
    page = render(report, pictures([path]))
    assert "工作表 收入支出决算总表!C8" in page and "data:image/svg+xml;base64," in page and "3 张工作表" in page
    console = Console(record=True, width=120, file=io.StringIO())
    terminal.show(report, console)
    told = console.export_text()
    assert "T001   C8" in told and "工作表 收入支出决算总表!C8、C5、C6" in told
    (finding,) = (f for f in json.report(report)["findings"] if f["rule"] == "T001")
    assert [item["where"] for item in finding["evidence"]] == [f"工作表 收入支出决算总表!{cell}" for cell in ("C8", "C5", "C6")]
