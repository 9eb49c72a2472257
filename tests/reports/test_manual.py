"""The manual: an index by group, a page per rule, the same bytes each time, and stale pages removed."""

from __future__ import annotations

from pathlib import Path

from cli.running import pages
from disclosure.rulepage import read_page
from reports.manual import manual, stale_files, write_manual
from tests.conftest import ROOT

DOC = "标题 | 甲\n\n    查什么：合计。\n    为什么：因为。\n"


def test_the_manual_in_docs_is_up_to_date() -> None:
    """Where this fails: make manual."""
    assert stale_files(manual(pages()), ROOT / "docs" / "rules") == []


def test_every_rule_has_a_page_and_a_line_in_the_index() -> None:
    made = manual(pages())
    assert set(made) == {"README.md", *(f"{page.code}.md" for page in pages())}
    assert all(f"[{page.code}]({page.code}.md)" in made["README.md"] for page in pages())
    assert made == manual(reversed(pages()))


def test_a_page_shows_its_headings_and_its_messages() -> None:
    text = manual([read_page("T006", "table_sum", "warning", DOC)])["T006.md"]
    assert (
        text.index("# T006 标题 | 甲") < text.index("（`table_sum`）") < text.index("## 查什么\n\n合计。") < text.index("## 消息")
    )
    assert "the amount is negative" in text


def test_a_bar_in_a_title_does_not_break_the_index() -> None:
    assert "标题 \\| 甲" in manual([read_page("T006", "table_sum", "warning", DOC)])["README.md"]


def test_writing_changes_only_what_differs_and_removes_pages_of_no_rule(tmp_path: Path) -> None:
    one = [read_page("T006", "table_sum", "warning", DOC)]
    assert set(write_manual(one, tmp_path)) == {"README.md", "T006.md"}
    (tmp_path / "Z999.md").write_text("old", "utf-8")
    (tmp_path / "notes.md").write_text("mine", "utf-8")
    assert write_manual(one, tmp_path) == ("Z999.md",)
    assert write_manual(one, tmp_path) == ()
    assert {path.name for path in tmp_path.iterdir()} == {"README.md", "T006.md", "notes.md"}
