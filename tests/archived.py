"""A small archive in a database: two organisations, two years, every kind of finding, and files that could not be read."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from disclosure.arithmetic import Verdict
from disclosure.messages import Text
from disclosure.relation import Severity
from disclosure.report import Coverage, Failure
from store.batches import add_items, claim_items, fail_item, finish_item, note_failure, open_batch
from store.checking import save_check
from store.database import Database, open_database
from store.decisions import Choice, record_decision
from store.documents import save_document
from tests.store.made import document, finding
from workers.stages import CHECKS

FORMULA = '=HYPERLINK("http://example.org","点击")'
"""What a document might say to a spreadsheet."""

SCHOOLS, ROADS = "某县教育局", "某县交通局"


def archive(path: Path) -> Path:
    """The archive in a SQLite file of that name."""
    with closing(open_database(str(path))) as database:
        fill(database)
    return path


def fill(database: Database) -> None:
    """The archive into an empty database."""
    _documents(database)
    _batches(database)


def _documents(database: Database) -> None:
    first, second, third = document(1, SCHOOLS, 2023), document(2, SCHOOLS, 2022), document(3, ROADS, 2023)
    with database.writing() as session:
        for one in (first, second, third, document(4, None, None)):
            save_document(session, one)
        found = [
            finding("a", owner=first.id),
            finding("b", "T001", words=FORMULA, owner=first.id),
            finding("c", "N001", Severity.INFO, owner=first.id),
            finding("d", "N001", verdict=Verdict.ROUNDING, owner=first.id),
            finding("e", "N001", Severity.WARNING, owner=first.id),
        ]
        lines = [Coverage(first.id, "N001", 10, holds=6, rounding=1, discrepancy=2, unresolved=1)]
        save_check(session, first.id, (), found, lines, CHECKS.version)
        save_check(session, second.id, (), [finding("f", owner=second.id)], (), "older")
        save_check(session, third.id, (), [finding("g", owner=third.id)], (), CHECKS.version)
        record_decision(session, "e", Choice.DISMISS, "张三", "附件另有说明")


def _batches(database: Database) -> None:
    """`mended.pdf` and what was in `old.zip` were read later; two files remain unread, one waits."""
    bad = Failure("x", "truncated", Text("文件不完整。", "The file is cut off."))
    with database.writing() as session:
        one = open_batch(session, "first").id
        add_items(session, one, ["in/mended.pdf", "in/cut.pdf", "in/old.zip"])
        for item in claim_items(session, one, "w", 3):
            if item.path == "in/old.zip":
                note_failure(session, one, "in/old.zip/member.pdf", bad)
                finish_item(session, item.id, "w", "")
            else:
                fail_item(session, item.id, "w", bad)
        two = open_batch(session, "second").id
        add_items(session, two, ["in/mended.pdf", "in/old.zip", "in/waits.pdf", "in/=cmd.pdf"])
        for item in claim_items(session, two, "w", 4):
            if item.path == "in/=cmd.pdf":
                fail_item(session, item.id, "w", Failure("y", "encrypted", Text("设有打开密码。", "It is protected.")))
            elif item.path != "in/waits.pdf":
                finish_item(session, item.id, "w", "0" * 64)
