"""Documents and their figures into the database and out again, exactly and the same way each time."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import text

from disclosure.document import Document
from disclosure.fact import Fact, Measure
from disclosure.quantity import Quantity, unit
from store.artifacts import Key
from store.database import Database
from store.documents import DocumentFilter, correct_document, list_documents, load_document, names_of, save_document
from store.errors import BadCursorError, UnknownRecordError
from store.facts import FactFilter, load_facts
from store.identity import Clue, Identity
from tests.store.made import document

TABLES = ("source_files", "source_names", "documents", "pages", "facts", "subjects", "dossiers", "dossier_members")


def everything(database: Database) -> dict[str, list[Any]]:
    """All rows of the tables that a document fills, without moments."""
    with database.reading() as session:
        return {
            table: [
                {name: value for name, value in row.items() if not name.endswith(("_at", "_seen")) and name != "at"}
                for row in session.execute(text(f"SELECT * FROM {table} ORDER BY 1, 2")).mappings()
            ]
            for table in TABLES
        }


def test_a_document_comes_back_as_it_was(database: Database) -> None:
    made = document()
    artifact = Key(made.sha256, "document", "1").path
    with database.writing() as session:
        save_document(session, made, size=1234, artifact=artifact)
    with database.reading() as session:
        kept = load_document(session, made.id)
        facts = load_facts(session, FactFilter(document=made.id)).items
    assert (kept.sha256, kept.name, kept.identity.org, kept.identity.fiscal_year) == (made.sha256, made.name, made.org, 2023)
    assert (kept.identity.kinds, kept.identity.level, kept.pages) == (("final_accounts",), "department", 2)
    assert (kept.facts, kept.scanned, kept.artifact) == (len(made.facts), True, artifact)
    assert {fact.id for fact in facts} == set(made.facts)
    for fact in facts:
        printed = made.facts[fact.id]
        assert (fact.value, fact.interval) == (printed.quantity.base, printed.quantity.interval)
        assert (fact.printed, fact.place, fact.label, fact.measure) == (
            printed.quantity.text,
            printed.place,
            printed.label,
            printed.measure,
        )


def test_the_same_document_twice_gives_the_same_rows(database: Database) -> None:
    with database.writing() as session:
        save_document(session, document(), size=1)
    before = everything(database)
    with database.writing() as session:
        save_document(session, document(), size=1)
    assert everything(database) == before


def test_a_new_reading_takes_the_place_of_the_old_one(database: Database) -> None:
    made = document()
    with database.writing() as session:
        save_document(session, made)
        save_document(session, replace(made, sentences=(), pages=made.pages[:1]))
        kept = load_document(session, made.id)
        assert (kept.pages, kept.facts) == (1, 4)
        assert len(load_facts(session, FactFilter(document=made.id)).items) == 4


def test_the_same_content_under_two_names_is_one_file(database: Database) -> None:
    made = document()
    with database.writing() as session:
        save_document(session, made)
        save_document(session, replace(made, name="副本.pdf"))
        assert names_of(session, made.sha256) == tuple(sorted([made.name, "副本.pdf"]))
        assert len(list_documents(session, DocumentFilter()).items) == 1


def test_what_a_person_corrected_outlives_new_readings(database: Database) -> None:
    made = document(org="某县教育")
    with database.writing() as session:
        save_document(session, made)
        correct_document(session, made.id, org="某县教育局", fiscal_year=2022)
    stated = Identity(org="某县", region="某省某县", fiscal_year=2023, confidence=0.8, evidence=(Clue("org", "某县（盖章）", 1),))
    with database.writing() as session:
        kept = save_document(session, made, stated)
    assert (kept.identity.org, kept.identity.fiscal_year, kept.corrected) == ("某县教育局", 2022, ("fiscal_year", "org"))
    assert (kept.identity.region, kept.identity.evidence, kept.identity.confidence) == (
        "某省某县",
        stated.evidence,
        0.8,
    )


def test_only_what_can_be_corrected_is(database: Database) -> None:
    with database.writing() as session:
        save_document(session, document())
        with pytest.raises(ValueError):
            correct_document(session, document().id, sha256="x")
        with pytest.raises(UnknownRecordError):
            correct_document(session, "nobody", org="x")
        with pytest.raises(UnknownRecordError):
            load_document(session, "nobody")


def with_figures(values: list[str], symbol: str = "元") -> Document:
    """A document whose only figures are these."""
    made = document()
    first: Fact = next(iter(made.facts.values()))
    facts = tuple(
        replace(first, id=f"v{n:03}", quantity=Quantity(Decimal(value), 2, unit(symbol), value)) for n, value in enumerate(values)
    )
    return replace(made, schedules=(), sentences=(replace(made.sentences[0], facts=facts),))


def test_amounts_are_exact_to_twenty_digits_and_beyond(database: Database) -> None:
    values = ["12345678901234567890.12", "-98765432109876543210.01", "0.01", "99999999999999999999.99", "-0.03"]
    with database.writing() as session:
        save_document(session, with_figures(values))
        kept = [fact.value for fact in load_facts(session, FactFilter()).items]
    assert kept == [Decimal(value) for value in values]


def test_amounts_are_compared_as_numbers_not_as_texts_or_floats(database: Database) -> None:
    values = ["9.99", "10.00", "-2.00", "-10.00", "9007199254740993.00", "9007199254740992.00", "100.5"]
    with database.writing() as session:
        save_document(session, with_figures(values))

        def between(low: str, high: str) -> list[str]:
            wanted = FactFilter(at_least=Decimal(low), at_most=Decimal(high))
            return [fact.printed for fact in load_facts(session, wanted).items]

        assert between("9.995", "100.50") == ["10.00", "100.5"]
        assert between("-10", "-2") == ["-2.00", "-10.00"]
        assert between("9007199254740993", "9007199254740993") == ["9007199254740993.00"]


def test_figures_are_found_by_what_they_mean(database: Database) -> None:
    made = with_figures(["1.00", "2.00", "3.00"], "万元")
    a, b, c = made.sentences[0].facts
    facts = (
        replace(a, indicator="教育支出", code="205", year=2023, measure=Measure.ACTUAL, scope=frozenset({"财政拨款", "账面"})),
        replace(b, indicator="教育支出", code="205", year=2022, measure=Measure.PRIOR, scope=frozenset({"财政拨款结转"})),
        replace(c, indicator="住房保障支出", code="221", year=2023),
    )
    made = replace(made, sentences=(replace(made.sentences[0], facts=facts),))
    with database.writing() as session:
        save_document(session, made)
        save_document(session, replace(document(1, "某县 财政局"), sentences=made.sentences, schedules=()))

        def found(**wanted: Any) -> list[str]:
            return [f"{fact.document[-1]}{fact.id[-1]}" for fact in load_facts(session, FactFilter(**wanted)).items]

        assert found(indicator="教育支出") == ["00", "01", "10", "11"]
        assert found(organisation="某县财政局") == ["10", "11", "12"]
        assert found(organisation="某县教育局", code="205", year=2022) == ["01"]
        assert found(measures=(Measure.ACTUAL, Measure.PRIOR), document=made.id) == ["00", "01"]
        assert found(scope=("财政拨款",)) == ["00", "10"]
        assert found(at_least=Decimal(20000), at_most=Decimal(20000)) == ["01", "11"], "amounts are in 元"


def test_figures_come_in_slices(database: Database) -> None:
    with database.writing() as session:
        save_document(session, with_figures([str(n) for n in range(25)]))
        got, cursor = [], ""
        while True:
            part = load_facts(session, FactFilter(), cursor, limit=10)
            got += [fact.printed for fact in part.items]
            if part.next is None:
                break
            cursor = part.next
    assert got == [str(n) for n in range(25)]


def test_text_that_no_database_takes_is_cleaned(database: Database) -> None:
    made = with_figures(["1.00"])
    odd = replace(made.sentences[0].facts[0], label="合\x00计\ud800")
    with database.writing() as session:
        save_document(session, replace(made, sentences=(replace(made.sentences[0], facts=(odd,)),), name="a\x00.pdf"))
        assert load_facts(session, FactFilter()).items[0].label == "合�计�"


def test_documents_are_listed_the_latest_first_and_filtered(database: Database) -> None:
    with database.writing() as session:
        for number in range(7):
            org, year = ("某县教育局", 2023) if number % 2 else ("某县水利局", 2022)
            save_document(session, replace(document(number, org, year), kinds=("budget",) if number < 3 else ("final_accounts",)))

    with database.reading() as session:

        def found(limit: int = 50, **wanted: Any) -> str:
            names, cursor = [], ""
            while True:
                part = list_documents(session, DocumentFilter(**wanted), cursor, limit)
                names += [kept.name[1] for kept in part.items]
                if part.next is None:
                    return "".join(names)
                cursor = part.next

        assert found(limit=2) == found() == "6543210"
        assert found(organisation="某县教育局") == "531"
        assert found(fiscal_year=2022, kind="budget") == "20"
        assert found(text="水利") == "6420"
        assert found(text="第3号") == "3"
        assert found(text="%") == ""
        with pytest.raises(BadCursorError):
            list_documents(session, DocumentFilter(), "nonsense")


def test_documents_saved_in_any_order_give_the_same_figures(database: Database) -> None:
    numbers = list(range(6))
    random.Random(7).shuffle(numbers)
    with database.writing() as session:
        for number in [*numbers, *reversed(numbers)]:
            save_document(session, document(number))
        assert len(load_facts(session, FactFilter()).items) == 6 * len(document().facts)
