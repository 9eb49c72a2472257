"""Batches: every item is worked through once, whoever stops or dies on the way."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest

from disclosure.messages import Text
from disclosure.report import Failure
from store.batches import (
    ATTEMPTS,
    ItemState,
    add_items,
    claim_items,
    extend,
    fail_item,
    finish_item,
    give_back,
    list_items,
    open_batch,
    progress,
    retry_failed,
)
from store.database import Database
from store.errors import UnknownRecordError

FAILURE = Failure("坏.pdf", "encrypted", Text("设有密码", "protected"))
OVER = timedelta(seconds=-1)


def filled(database: Database, count: int = 5) -> int:
    with database.writing() as session:
        batch = open_batch(session, "档案", {"engine": "paddleocr"}).id
        add_items(session, batch, [f"/档案/{number}.pdf" for number in range(count)])
    return batch


def test_a_batch_that_is_opened_again_goes_on(database: Database) -> None:
    batch = filled(database)
    with database.writing() as session:
        [item] = claim_items(session, batch, "a")
        assert finish_item(session, item.id, "a", "f" * 64)
    assert filled(database, 6) == batch
    with database.reading() as session:
        assert open_batch_options(database) == {"engine": "paddleocr"}
        assert progress(session, batch) == {"waiting": 5, "running": 0, "done": 1, "failed": 0}


def open_batch_options(database: Database) -> dict[str, object]:
    with database.writing() as session:
        return open_batch(session, "档案", {"engine": "another"}).options


def test_workers_share_a_batch_without_taking_an_item_twice(database: Database) -> None:
    batch, taken, failures = filled(database, 40), [], []

    def work(name: str) -> None:
        try:
            while True:
                with database.writing() as session:
                    items = claim_items(session, batch, name, 3)
                if not items:
                    return
                for item in items:
                    taken.append(item.path)
                    with database.writing() as session:
                        assert finish_item(session, item.id, name, "f" * 64)
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert sorted(taken) == sorted(f"/档案/{number}.pdf" for number in range(40))


def test_an_item_whose_worker_died_has_another_turn_until_it_is_given_up(database: Database) -> None:
    batch = filled(database, 1)
    for attempt in range(1, ATTEMPTS + 1):
        with database.writing() as session:
            [item] = claim_items(session, batch, f"w{attempt}", lease=OVER)
            assert item.attempts == attempt
    with database.writing() as session:
        assert claim_items(session, batch, "last") == ()
        [item] = list_items(session, batch).items
        assert (item.state, item.error) == (ItemState.FAILED, "worker_lost")


def test_a_run_that_is_stopped_counts_against_no_file(database: Database) -> None:
    batch = filled(database, 1)
    for _ in range(2 * ATTEMPTS):
        with database.writing() as session:
            [item] = claim_items(session, batch, "here:crew:1")
            assert item.attempts == 1
            assert give_back(session, batch, worker="here:", forgiven=True) == 1
    with database.writing() as session:
        for _ in range(ATTEMPTS):
            [item] = claim_items(session, batch, "here:crew:1")
            give_back(session, batch, worker="here:crew:1")
        [item] = list_items(session, batch).items
    assert (item.state, item.error) == (ItemState.FAILED, "worker_lost"), "one that kills its worker does"


def test_a_worker_that_lost_its_lease_changes_nothing(database: Database) -> None:
    batch = filled(database, 1)
    with database.writing() as session:
        [item] = claim_items(session, batch, "slow", lease=OVER)
        [again] = claim_items(session, batch, "quick")
        assert item.id == again.id
        assert not extend(session, item.id, "slow")
        assert not finish_item(session, item.id, "slow", "0" * 64)
        assert not fail_item(session, item.id, "slow", FAILURE)
        assert extend(session, item.id, "quick")
        assert finish_item(session, item.id, "quick", "f" * 64)
        with pytest.raises(UnknownRecordError):
            finish_item(session, 999, "quick", "f" * 64)


def test_failures_are_kept_and_tried_again_when_asked(database: Database) -> None:
    batch = filled(database, 2)
    with database.writing() as session:
        first, second = claim_items(session, batch, "a", 2)
        assert fail_item(session, first.id, "a", FAILURE)
        assert fail_item(session, second.id, "a", FAILURE, again=True)
        assert progress(session, batch)[ItemState.WAITING] == 1
        [failed] = list_items(session, batch, (ItemState.FAILED,)).items
        assert (failed.path, failed.error, failed.message) == ("/档案/0.pdf", "encrypted", {"zh": "设有密码", "en": "protected"})
        assert retry_failed(session, batch) == 1
        assert progress(session, batch)[ItemState.WAITING] == 2


def test_items_come_in_slices(database: Database) -> None:
    batch = filled(database, 7)
    with database.reading() as session:
        got, cursor = [], ""
        while True:
            part = list_items(session, batch, cursor=cursor, limit=3)
            got += [item.path for item in part.items]
            if part.next is None:
                break
            cursor = part.next
    assert got == [f"/档案/{number}.pdf" for number in range(7)]
