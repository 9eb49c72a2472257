"""The page of a whole archive: right counts, everything of a document escaped, nothing fetched, sensible when empty."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from io import StringIO
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from disclosure.messages import Text
from disclosure.overview import Bar
from reports.overview import html
from store.database import open_database
from tests.archived import ROADS, SCHOOLS, archive
from workers.overview import Archive


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return archive(tmp_path_factory.mktemp("overview") / "gouji.db")


@pytest.fixture(scope="module")
def filed(file: Path) -> Iterator[Archive]:
    with closing(open_database(str(file))) as database, database.reading() as session:
        yield Archive(session, database.name)


def page(filed: Archive) -> str:
    out = StringIO()
    html.write(filed.overview, filed.findings(), out)
    return out.getvalue()


@pytest.fixture(scope="module")
def soup(filed: Archive) -> BeautifulSoup:
    return BeautifulSoup(page(filed), "lxml")


def bars(soup: BeautifulSoup, number: int) -> list[tuple[str, str, list[float]]]:
    """Label, number beside it, and the widths of its parts."""
    heading = soup.find(id=f"chart-{number}")
    assert isinstance(heading, Tag)
    table = heading.find_next("table")
    assert isinstance(table, Tag)
    rows = table.find_all("tr")
    widths = [[float(str(rect["width"])) for rect in row.find_all("rect")] for row in rows]
    texts = [(row.th.get_text(" ", strip=True), row.find("td", class_="n").get_text(" ", strip=True)) for row in rows]
    return [(label, number, parts) for (label, number), parts in zip(texts, widths, strict=True)]


def test_totals(filed: Archive) -> None:
    made = filed.overview
    assert (made.documents, made.pages, made.current, made.due) == (4, 8, 2, 1)
    assert (made.findings, made.wrong, made.hints, made.waived) == (7, 4, 1, 0)
    assert dict(made.severities) == {"error": 4, "info": 1}
    assert dict(made.verdicts) == {"discrepancy": 6, "rounding": 1} and dict(made.states) == {"open": 6, "dismissed": 1}
    assert (made.coverage.checked, made.coverage.agreed, made.coverage.unresolved) == (9, 7, 1)


def test_what_was_read_later_is_no_failure(filed: Archive) -> None:
    made = filed.overview
    assert {file.path: file.code for file in filed.unread()} == {"in/cut.pdf": "truncated", "in/=cmd.pdf": "encrypted"}
    assert (made.unread, made.waiting) == (2, 1)
    assert [(cause.code, cause.count) for cause in made.causes] == [("encrypted", 1), ("truncated", 1)]


def test_charts_show_the_counts(soup: BeautifulSoup) -> None:
    (first, one, parts), (second, *rest) = bars(soup, 1)
    assert first.startswith("N001 ") and one == "3 另有提示 1" and parts == [75.0, 25.0]
    assert second.startswith("T001 ") and rest == ["1", [25.0]]
    assert [(label, number) for label, number, _ in bars(soup, 2)] == [(SCHOOLS, "3 另有提示 1"), (ROADS, "1")]
    assert [(label, number) for label, number, _ in bars(soup, 3)] == [("2023 年", "3 另有提示 1"), ("2022 年", "1")]


def test_organisations_lead_to_their_findings(soup: BeautifulSoup) -> None:
    sections = {str(part["id"]): part for part in soup.find_all("section", class_="org")}
    links = {link.get_text(): str(link["href"]) for link in soup.select("table.bars a")}
    assert set(links) == {SCHOOLS, ROADS}
    for name, target in links.items():
        assert name in sections[target.removeprefix("#")].h3.get_text()
    rows = sections[links[SCHOOLS].removeprefix("#")].find_all("tr")[1:]
    assert [row.td.get_text() for row in rows] == ["2023"] * 5 + ["2022"], "the latest year first"
    settled = [row for row in rows if "settled" in row["class"]]
    assert len(settled) == 2 and "已排除" in settled[1].get_text() + settled[0].get_text()
    every = {str(tag["id"]) for tag in soup.find_all(id=True)}
    assert {str(link["href"]).removeprefix("#") for link in soup.find_all("a")} <= every


def test_the_page_runs_and_fetches_nothing(filed: Archive) -> None:
    text = page(filed)
    assert not re.search(r"<script|<link|<img|\son\w+=|url\(|@import|javascript:", text)
    assert "prefers-color-scheme: dark" in text and "=HYPERLINK(&#34;" in text
    assert "1 份文件尚待核对，1 份是按旧版规则核对的" in text and "另有 1 个文件尚未读完" in text


def test_what_is_left_out_is_said(filed: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "MOST", 5)
    text = page(filed)
    assert "本页列出 5 条" in text and "另有 2 条未列" in text
    rows = BeautifulSoup(text, "lxml").select("table.list tr[class]")
    assert len(rows) == 5 and not any("settled" in row["class"] for row in rows), "what needs nothing more is left out first"


def test_the_last_bar_stands_for_all_others() -> None:
    many = [Bar(str(n), Text(str(n), str(n)), 10 - n, 1) for n in range(5)]
    assert list(html.first(many, 5)) == many
    *_, rest = html.first(many, 3)
    assert (rest.wrong, rest.hints, rest.label.zh) == (8 + 7 + 6, 3, "其余 3 个单位")


def test_an_empty_database(tmp_path: Path) -> None:
    with closing(open_database(str(tmp_path / "empty.db"))) as database, database.reading() as session:
        text = page(Archive(session, database.name))
    assert "库中还没有文件" in text and "gouji batch" in text
    assert "未发现" not in text, "what was not checked does not agree"
    assert not BeautifulSoup(text, "lxml").find("table")
