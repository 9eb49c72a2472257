"""From files to a report: text, scans and both, resumed and repeated, with broken files among good ones."""

from __future__ import annotations

import io
import time
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest

import extractors.scans
import workers.reading
from disclosure.arithmetic import Verdict
from disclosure.document import Document
from disclosure.report import Report
from extractors.ocr import OcrEngine
from extractors.opening import open_source
from store.artifacts import ArtifactStore, Key
from tests import papers
from workers.pictures import pictures
from workers.pipeline import check_files, read_all, read_file, searchable
from workers.reading import read_pages
from workers.stages import DOCUMENT
from workers.workshop import Workshop


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """A store of this module's own, kept from test to test."""
    return Workshop(ArtifactStore(str(tmp_path_factory.mktemp("cache"))), "rapidocr")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The drawn papers as files."""
    if not papers.FONT.is_file():
        from tests.conftest import absent

        absent(f"the font {papers.FONT}")
    place = tmp_path_factory.mktemp("papers")
    for name in ("born", "scan", "mixed"):
        (place / f"{name}.pdf").write_bytes(getattr(papers, name)())
    for code, make in papers.BROKEN.items():
        (place / f"{code}.pdf").write_bytes(make())
    return place


def wrong_totals(report: Report) -> list[int]:
    """Pages of findings that say 1610.95 should be 1598.85."""
    found = [f for f in report.findings if f.status is Verdict.DISCREPANCY and f.stated and str(f.stated.value) == "1610.95"]
    assert all(f.expected and str(f.expected.value) == "1598.85" for f in found)
    return [finding.evidence[0].place.page for finding in found]


def test_a_born_digital_page_is_never_recognised(folder: Path, workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractors.ocr.load_engine", lambda name: pytest.fail("an engine was loaded"))
    report = check_files([folder / "born.pdf"], workshop)
    assert not report.documents[0].scanned
    assert wrong_totals(report) == [1]


def test_a_scan_says_the_same_as_the_page_it_was_made_of(folder: Path, workshop: Workshop) -> None:
    report = check_files([folder / "scan.pdf"], workshop)
    assert report.documents[0].scanned
    assert wrong_totals(report) == [1]


def test_boxes_of_a_scan_lie_on_the_original(folder: Path, workshop: Workshop) -> None:
    """The page is askew, so a figure that was read in the straightened page must be found where the file shows it."""
    document = read_file(folder / "scan.pdf", workshop)
    total = next(fact for fact in document.facts.values() if fact.quantity.text == "1,610.95")
    image = pictures([folder / "scan.pdf"])(document.id, 1, 144).convert("L")
    box = total.place.box
    inside = image.crop((round(box.x0 * 2), round(box.y0 * 2), round(box.x1 * 2), round(box.y1 * 2)))
    dark = [x for x in range(inside.width) if min(inside.crop((x, 0, x + 1, inside.height)).get_flattened_data()) < 128]
    assert len(dark) > 0.5 * inside.width, "the figure stands in its box"


def test_pages_of_both_kinds_work_in_one_file(folder: Path, workshop: Workshop) -> None:
    report = check_files([folder / "mixed.pdf"], workshop)
    assert [page.scanned for page in report.documents[0].pages] == [False, True]
    assert {fact.place.page for fact in report.documents[0].facts.values()} == {1, 2}
    assert wrong_totals(report)


def test_a_searchable_pdf_has_every_page_with_its_text(folder: Path, workshop: Workshop) -> None:
    pdf = pdfium.PdfDocument(searchable(folder / "mixed.pdf", workshop))
    texts = [page.get_textpage().get_text_range() for page in pdf]
    assert len(texts) == 2
    assert all("1,610.95" in text for text in texts)
    assert searchable(folder / "born.pdf", workshop) == (folder / "born.pdf").read_bytes()


def test_the_second_run_only_checks(folder: Path, workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    first = check_files([folder / "born.pdf"], workshop)
    monkeypatch.setattr(workers.reading, "read_text_page", lambda *a: pytest.fail("a page was opened"))
    began = time.monotonic()
    again = check_files([folder / "born.pdf"], workshop)
    assert time.monotonic() - began < 1
    assert again == first


def test_a_known_file_under_a_new_name_has_the_new_name(folder: Path, workshop: Workshop, tmp_path: Path) -> None:
    other = tmp_path / "改名.pdf"
    other.write_bytes((folder / "born.pdf").read_bytes())
    assert read_file(other, workshop).name == "改名.pdf"
    report = check_files([folder / "born.pdf", other], workshop)
    assert [document.name for document in report.documents] == ["born.pdf", "改名.pdf"]
    assert len({relation.id for relation in report.relations}) == len(report.relations)


def test_an_interrupted_run_goes_on_where_it_stopped(
    folder: Path, workshop: Workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two scanned pages; the run dies on the second. The next run recognises only that one."""
    path = tmp_path / "two.pdf"
    path.write_bytes(papers.joined(papers.scan(0.2), papers.scan(-0.4)))
    real, seen = extractors.scans.read_prepared, []

    def dies(prepared: extractors.scans.Prepared, engine: OcrEngine) -> object:
        index = prepared.origin.number - 1
        if index == 1 and seen == [0]:
            raise KeyboardInterrupt
        seen.append(index)
        return real(prepared, engine)

    monkeypatch.setattr(extractors.scans, "read_prepared", dies)
    with pytest.raises(KeyboardInterrupt):
        read_file(path, workshop)
    assert seen == [0]
    seen.append(-1)
    assert read_pages(open_source(path), workshop).scans.keys() == {0, 1}
    assert seen == [0, -1, 1]


def test_a_half_written_document_is_made_again(folder: Path, workshop: Workshop) -> None:
    document = read_file(folder / "born.pdf", workshop)
    key = Key(document.sha256, f"{DOCUMENT.name}-{workshop.engine}", DOCUMENT.version)
    path = Path(workshop.store.url) / key.path
    path.write_bytes(path.read_bytes()[:100])
    assert read_file(folder / "born.pdf", workshop) == document
    assert workshop.store.load(key, Document) == document


def test_broken_files_are_told_and_the_others_go_on(folder: Path, workshop: Workshop) -> None:
    names = [*papers.BROKEN, "born", "nowhere"]
    report = check_files([folder / f"{name}.pdf" for name in names], workshop)
    assert [(error.name, error.code) for error in report.errors] == [
        *((f"{code}.pdf", code) for code in papers.BROKEN),
        ("nowhere.pdf", "missing_file"),
    ]
    assert all(error.name in error.message.zh for error in report.errors)
    assert [document.name for document in report.documents] == ["born.pdf"]


def test_a_defect_of_ours_is_one_files_failure(folder: Path, workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(opened: object, workshop: Workshop) -> Document:
        raise ZeroDivisionError

    monkeypatch.setattr("workers.pipeline.read_opened", fails)
    (failure,) = read_all(folder / "born.pdf", workshop)
    assert getattr(failure, "code", None) == "internal"


def test_progress_is_told_page_by_page(folder: Path, tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    shop = Workshop(ArtifactStore(str(tmp_path)), "rapidocr", lambda *news: told.append(news))
    path = tmp_path / "three.pdf"
    path.write_bytes(papers.joined(*[papers.born()] * 3))
    read_file(path, shop)
    assert told == [("three.pdf", 1, 3), ("three.pdf", 2, 3), ("three.pdf", 3, 3)]


def test_a_blank_page_makes_no_scan_of_its_document(tmp_path: Path, workshop: Workshop) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(papers.born())) as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        pdf.save(out)
    path = tmp_path / "blank-end.pdf"
    path.write_bytes(out.getvalue())
    document = read_file(path, workshop)
    assert [page.scanned for page in document.pages] == [False, False]
