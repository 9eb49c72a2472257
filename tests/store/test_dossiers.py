"""Dossiers form by themselves, and remember what people did."""

from __future__ import annotations

import pytest

from store.checking import save_check
from store.database import Database
from store.documents import correct_document, save_document
from store.dossiers import (
    How,
    dossiers_for,
    find_dossier,
    list_dossiers,
    members,
    neighbours,
    open_dossier,
    pin,
    release,
    remove,
    with_next_year,
)
from store.errors import UnknownRecordError
from store.runs import due
from tests.store.made import document


def test_documents_of_one_organisation_and_year_come_together(database: Database) -> None:
    with database.writing() as session:
        save_document(session, document(0, "某县教育局", 2023))
        save_document(session, document(1, "某县 教育局", 2023))
        save_document(session, document(2, "某县教育局", 2022))
        save_document(session, document(3, None, 2023))
        save_document(session, document(4, "某县教育局", None))
        found = find_dossier(session, "某县教育局", 2023)
        assert found is not None
        assert [member.document for member in members(session, found.id)] == [document(0).id, document(1).id]
        assert dossiers_for(session, document(1).id) == (found,)
        assert dossiers_for(session, document(3).id) == dossiers_for(session, document(4).id) == ()
        assert [other.fiscal_year for other in neighbours(session, found)] == [2022]


def test_the_next_year_comes_with_a_dossier_and_behind_it(database: Database) -> None:
    with database.writing() as session:
        made = {(org, year): open_dossier(session, org, year).id for org in ("乙局", "甲局") for year in (2023, 2021, 2022)}
        wanted = [made["甲局", 2021], made["乙局", 2023], made["乙局", 2022]]
        found = with_next_year(session, wanted)
    assert found in (
        (made["乙局", 2022], made["乙局", 2023], made["甲局", 2021], made["甲局", 2022]),
        (made["甲局", 2021], made["甲局", 2022], made["乙局", 2022], made["乙局", 2023]),
    )


def test_a_corrected_document_changes_its_dossier(database: Database) -> None:
    with database.writing() as session:
        save_document(session, document(0, "某县教育局", 2023))
        correct_document(session, document(0).id, fiscal_year=2024)
        assert [dossier.fiscal_year for dossier in dossiers_for(session, document(0).id)] == [2024]
        save_document(session, document(0, "某县教育局", 2023))
        assert [dossier.fiscal_year for dossier in dossiers_for(session, document(0).id)] == [2024]


def test_what_was_pinned_or_removed_by_hand_stays_so(database: Database) -> None:
    with database.writing() as session:
        save_document(session, document(0, "某县教育局", 2023))
        save_document(session, document(1, "某县教育局（本级）", 2023))
        dossier = find_dossier(session, "某县教育局", 2023)
        assert dossier is not None
        pin(session, dossier.id, document(1).id, "张三", "同一单位")
        remove(session, dossier.id, document(0).id, "张三", "旧版本")
        for number, org in ((0, "某县教育局"), (1, "某县教育局（本级）")):
            save_document(session, document(number, org, 2023))
        assert [(m.document, m.how, m.who, m.reason) for m in members(session, dossier.id)] == [
            (document(1).id, How.PINNED, "张三", "同一单位")
        ]
        assert [(m.document, m.how) for m in members(session, dossier.id, removed=True)] == [
            (document(0).id, How.REMOVED),
            (document(1).id, How.PINNED),
        ]
        assert len(dossiers_for(session, document(1).id)) == 2
        for number in (0, 1):
            release(session, dossier.id, document(number).id)
        assert [(m.document, m.how) for m in members(session, dossier.id)] == [(document(0).id, How.FORMED)]


def test_a_dossier_is_due_after_any_change_of_its_documents(database: Database) -> None:
    with database.writing() as session:
        save_document(session, document(0))
        save_document(session, document(1, "另一单位"))
        dossier = find_dossier(session, "某县教育局", 2023)
        assert dossier is not None

        def is_due() -> bool:
            was = dossier.subject in due(session, "1", dossiers=True).items
            save_check(session, dossier.subject, (), (), (), "1")
            return was

        assert is_due()
        assert not is_due()
        save_document(session, document(0))
        assert is_due()
        pin(session, dossier.id, document(1).id, "张三")
        assert is_due()
        release(session, dossier.id, document(1).id)
        assert is_due()


def test_dossiers_are_listed_in_slices_without_empty_ones(database: Database) -> None:
    with database.writing() as session:
        for number in range(7):
            save_document(session, document(number, f"第{number % 4}局", 2020 + number % 2))
        open_dossier(session, "空", 2020)
        got, cursor = [], ""
        while True:
            part = list_dossiers(session, cursor=cursor, limit=2)
            got += [(dossier.organisation, dossier.fiscal_year, count) for dossier, count in part.items]
            if part.next is None:
                break
            cursor = part.next
        assert got == [("第0局", 2020, 2), ("第1局", 2021, 2), ("第2局", 2020, 2), ("第3局", 2021, 1)]
        assert len(list_dossiers(session, "第3").items) == 1


def test_nothing_is_pinned_that_is_not_there(database: Database) -> None:
    with database.writing() as session:
        dossier = open_dossier(session, "某局", 2023)
        with pytest.raises(UnknownRecordError):
            pin(session, dossier.id, "nobody", "张三")
        with pytest.raises(UnknownRecordError):
            pin(session, 999, "nobody", "张三")
        with pytest.raises(UnknownRecordError):
            release(session, dossier.id, "nobody")
