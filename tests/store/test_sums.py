"""Sums over a whole archive are the same on both databases."""

from __future__ import annotations

from store import overview
from store.database import Database
from tests.archived import ROADS, SCHOOLS, fill
from tests.store.made import document


def test_sums_of_an_archive(database: Database) -> None:
    fill(database)
    first = document(1).id
    with database.reading() as session:
        assert overview.sums(session) == overview.Sums(4, 4, 8, 4 * len(document().facts))
        assert sorted(overview.versions(session).values()) == [1, 1, 2] and overview.versions(session)[""] == 1
        assert set(overview.organisation_names(session).values()) == {SCHOOLS, ROADS}
        made = overview.subject_sums(session, [first])[first]
        assert (made.counts["applicable"], made.counts["holds"]) == (10, 6)
        assert sum(count for *_, count in made.findings) == 5
        assert overview.laid_out(session, (".docx",)) == frozenset() and len(overview.laid_out(session, (".pdf",))) == 4


def test_files_never_read(database: Database) -> None:
    fill(database)
    with database.reading() as session:
        assert [file.path for file in overview.unread(session)] == ["in/cut.pdf", "in/=cmd.pdf"]
        assert overview.waiting(session) == 1
