"""What lies in two documents is told once, apart from each of them, with the names of the files."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from rich.console import Console

from checks.registry import all_rules, select
from disclosure.document import Document
from disclosure.dossier import together
from disclosure.page import Page
from disclosure.report import Report
from disclosure.settings import Settings
from reports import json, terminal
from reports.html.render import render
from reports.places import Places
from store.artifacts import NoStore
from tests.checks.test_across import accounts
from tests.tiny_report import tiny_picture
from workers.checking import check_documents
from workers.pages import PageReaders
from workers.workshop import Workshop


def _paged(document: Document, name: str) -> Document:
    """With pages to cut pictures from, under that file name."""
    pages = sorted({fact.place.page for fact in document.facts.values()} | {page.number for page in document.pages})
    return replace(document, name=name, pages=tuple(Page(number, 595, 842) for number in pages))


@cache
def two_years(older: str = "2022决算.pdf", newer: str = "2023决算.pdf") -> Report:
    """What was left at the end of a year is not what is there at the beginning of the next (D011)."""
    documents = (_paged(accounts(2022, closing="13.38"), older), _paged(accounts(2023, opening="13.83"), newer))
    shop = Workshop(NoStore(), "paddleocr", lambda *_: None, PageReaders(1), Settings())
    return check_documents(documents, (), shop, select(all_rules(), ["D011", "T"]))


def shown(report: Report) -> str:
    console = Console(width=90, markup=False, highlight=False, no_color=True)
    with console.capture() as captured:
        terminal.show(report, console)
    return captured.get()


def test_the_terminal_tells_it_once_under_its_own_heading() -> None:
    text = shown(two_years())
    alone, _, both = text.partition("文件之间 between documents")
    assert "D011" not in alone
    assert both.count(" ! D011") == 1
    assert "2023决算.pdf 第 1 页 / 2022决算.pdf 第 1 页" in both
    assert "核对 1 项：0 项相符，1 项不符" in both


def test_one_document_has_no_such_heading() -> None:
    report = two_years()
    alone = replace(report, documents=report.documents[:1], findings=(), relations=())
    assert "文件之间" not in shown(alone)
    assert "文件之间" not in render(alone, tiny_picture)


def test_files_of_one_name_are_told_apart() -> None:
    text = shown(two_years("决算.pdf", "决算.pdf"))
    assert "决算.pdf（2023年度） 第 1 页 / 决算.pdf（2022年度） 第 1 页" in text
    one = two_years("决算.pdf", "决算.pdf").documents[0]
    again = replace(one, id="again", sha256="abcdef0123456789")
    assert Places([one, again]).name("again") == "决算.pdf（abcdef01）"


def test_the_page_shows_both_pages_and_says_whose_they_are() -> None:
    page = render(two_years(), tiny_picture)
    between = page[page.index("<h1>文件之间") :]
    assert between.count(">D011</span>") - between.count('code">D011') == 1
    assert ">D011</span><span>" not in page[: page.index("<h1>文件之间")], "told once"
    for name in ("2022决算.pdf", "2023决算.pdf"):
        assert f"<span>{name} 第 1 页</span>" in between, "under its picture"
        assert f'<td class="far">{name} 第 1 页</td>' in between, "in the evidence"
    assert page.index('<a href="#d-3"><b>文件之间</b>') < page.index("<h1>"), "told at the top of the page"


def test_json_names_the_dossier_and_counts_under_it() -> None:
    made = json.report(two_years())
    (dossier,) = made["dossiers"]
    assert len(dossier["documents"]) == 2
    (finding,) = (f for f in made["findings"] if f["rule"] == "D011")
    assert sorted(finding["documents"]) == sorted(dossier["documents"])
    assert {e["name"] for e in finding["evidence"]} == {"2022决算.pdf", "2023决算.pdf"}
    lines = [line for line in made["coverage"] if line["rule"] == "D011"]
    assert [(line["document"], line["discrepancy"]) for line in lines] == [(dossier["id"], 1)]


def test_the_same_document_twice_is_no_pair() -> None:
    one = accounts(2023)
    assert together([one, one]) == ()


@pytest.mark.parametrize(("limit", "expected"), [("error", 0), ("warning", 1)])
def test_the_exit_status_counts_what_is_between(limit: str, expected: int) -> None:
    from cli.options import FailOn
    from cli.running import status

    report = two_years()
    only = replace(report, findings=tuple(f for f in report.findings if f.rule == "D011"))
    assert status(only, FailOn(limit)) == expected
