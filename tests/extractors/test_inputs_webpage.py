"""Web pages: what a browser shows, in its order, whatever the encoding; and pages made to be hard to read."""

from __future__ import annotations

import time

import pytest

from disclosure.errors import GoujiError
from extractors import errors
from extractors.inputs.layout import lay_out
from extractors.inputs.manuscript import Manuscript, Passage, Rows
from extractors.inputs.webpage import decoded, read_webpage
from tests import written


def read(html: str | bytes) -> Manuscript:
    return read_webpage("x.html", html if isinstance(html, bytes) else html.encode())


def lines(found: Manuscript) -> list[str]:
    return [item.text for item in found.leaves[0].items if isinstance(item, Passage)]


def tables(found: Manuscript) -> list[list[str]]:
    return [[entry.text for entry in item.entries] for item in found.leaves[0].items if isinstance(item, Rows)]


def test_the_page_of_a_disclosure() -> None:
    layout = lay_out(read(written.webpage()))
    assert [(t.title, t.unit, t.header_rows, t.shape) for t in layout.tables] == [
        ("2023年度收入支出决算总表", "万元", 2, (8, 6)),
        ("2023年度支出决算表", "万元", 2, (13, 5)),
    ]
    assert {"第1段", "表1第3行第3列"} <= {spot.name for page in layout.pages for spot in page.spots}


def test_only_what_is_shown_is_read() -> None:
    page = (
        "<title>标题栏</title><nav>首页</nav><p>正文<!-- 注释 --><span style='display: none'>藏</span><b>粗</b>体</p><script>1</script>"
        "<style>p{}</style><div hidden>没有</div><footer>版权</footer><aside>推荐</aside>"
    )
    assert lines(read(page)) == ["正文粗体"]


def test_blocks_end_paragraphs_and_inline_marks_do_not() -> None:
    assert lines(read("<div>甲<p>乙<span>丙</span></p>丁<br>戊</div><ul><li>己<li>庚</ul>")) == [
        "甲",
        "乙丙",
        "丁",
        "戊",
        "己",
        "庚",
    ]


def test_headings_have_levels() -> None:
    found = read("<h1>总</h1><h3>细</h3><p>文</p>")
    assert [item.level for item in found.leaves[0].items if isinstance(item, Passage)] == [1, 3, None]


def test_spans_as_a_browser_reads_them() -> None:
    page = "<table><tr><td rowspan=2>高<td colspan=2>宽<tr><td>甲<td>乙<tr><td colspan=0>x<td>1<td>2</table>"
    (rows,) = (item for item in read(page).leaves[0].items if isinstance(item, Rows))
    assert [(e.text, e.row, e.col, e.row_span, e.col_span) for e in rows.entries] == [
        ("高", 0, 0, 2, 1),
        ("宽", 0, 1, 1, 2),
        ("甲", 1, 1, 1, 1),
        ("乙", 1, 2, 1, 1),
        ("x", 2, 0, 1, 1),
        ("1", 2, 1, 1, 1),
        ("2", 2, 2, 1, 1),
    ]


def test_cells_never_overlap() -> None:
    page = "<table><tr><td>a<td rowspan=3>b<tr><td colspan=5>c<td>d<tr><td>e<td>f</table>"
    (rows,) = (item for item in read(page).leaves[0].items if isinstance(item, Rows))
    covered = [(e.row + i, e.col + j) for e in rows.entries for i in range(e.row_span) for j in range(e.col_span)]
    assert len(covered) == len(set(covered))


def test_a_table_that_only_arranges_is_taken_apart() -> None:
    inner = "<table><tr><td>项目<td>金额<tr><td>甲<td>1.00</table>"
    found = read(f"<table><tr><td>左栏<td>{inner}</table><table><tr><td>一段话。</table>")
    assert tables(found) == [["项目", "金额", "甲", "1.00"]] and lines(found) == ["左栏", "一段话。"]


def test_lines_of_a_cell() -> None:
    found = read("<table><tr><td><p>社会保障</p><p>和就业支出</p><td>1.00<br>2.00<tr><td>甲<td>\n  3.00\n</table>")
    assert tables(found) == [["社会保障和就业支出", "1.00 2.00", "甲", "3.00"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings(encoding: str) -> None:
    assert "水务局，㙍" in decoded("<p>水务局，㙍</p>".encode(encoding))


def test_a_page_that_declares_gb2312_and_uses_its_successor() -> None:
    data = '<meta http-equiv="Content-Type" content="text/html; charset=gb2312"><p>㙍镕</p>'.encode("gb18030")
    assert lines(read(data)) == ["㙍镕"]


def test_a_workbook_that_is_a_page_in_disguise() -> None:
    """Programs export HTML under the name of .xls; it is read for what it is."""
    found = read(
        "<html xmlns:x='urn:schemas-microsoft-com:office:excel'><body><table><tr><td>项目<td>金额<tr><td>甲<td>1</table></body></html>"
    )
    assert tables(found) == [["项目", "金额", "甲", "1"]]


def test_pictures_are_told() -> None:
    assert "1 张图片" in read("<p>正文<img src='http://127.0.0.1:9/x.png'></p>").remarks[0].zh


def test_entities_from_outside_are_not_fetched() -> None:
    page = '<!DOCTYPE html [<!ENTITY e SYSTEM "file:///etc/passwd">]><p>甲&e;乙</p>'
    assert "root:" not in "".join(lines(read(page)))


def refused(html: str, error: type[GoujiError]) -> None:
    began = time.monotonic()
    with pytest.raises(error):
        read(html)
    assert time.monotonic() - began < 5


def test_tables_without_end() -> None:
    refused(
        "<table><tr>" + "<td rowspan=1000 colspan=1000>x" * 3 + "</tr>" + "<tr><td>y</tr>" * 1000 + "</table>",
        errors.TooManyCellsError,
    )
    refused("<table><tr><td colspan=1000>a<td>b</tr>" + "<tr><td>y<td>z</tr>" * 900 + "</table>", errors.TooManyCellsError)


def test_too_many_tags() -> None:
    refused("<p>" * 400_001, errors.TooManyCellsError)


def test_too_many_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractors.inputs.webpage.MAX_BYTES", 10)
    refused("<p>正文正文</p>", errors.TooLargeError)


def test_deep_nesting_is_bounded() -> None:
    assert lines(read("<div>" * 5000 + "底" + "</div>" * 5000))[:1] in ([], ["底"])
    assert read("<b>" * 3000 + "底").leaves


def test_a_page_without_text() -> None:
    assert not read("<html><body><script>1</script></body></html>").says_something
