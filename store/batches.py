"""Batches: an archive's files with the state of each, so that thousands can be worked through by many workers, stopped and resumed.

A worker claims a few items for a while (a lease); one that dies lets its lease run out, and the item has another turn until its
attempts are used up. The database is the truth: nothing depends on a queue having kept its messages.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import case, func, select, update
from sqlalchemy.orm import Session

from disclosure.report import Failure
from store.columns import now
from store.errors import UnknownRecordError
from store.paging import Slice, cut, read_cursor
from store.tables import BatchItemRow, BatchRow
from store.text import clean
from store.upsert import add_missing

ATTEMPTS = 3
"""How often an item is tried before it is given up."""

LEASE = timedelta(minutes=30)


class ItemState(StrEnum):
    """Where an item stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Batch:
    """One archive run; `options` is what it was started with."""

    id: int
    name: str
    options: dict[str, Any]
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Item:
    """One file of a batch. `error` is the code of its last failure, `message` that failure's words (zh, en)."""

    id: int
    path: str
    sha256: str | None
    state: ItemState
    attempts: int
    error: str | None
    message: dict[str, str] | None
    worker: str
    lease_until: datetime | None


def open_batch(session: Session, name: str, options: dict[str, Any] | None = None) -> Batch:
    """The batch of that name with its own options, made with these where there is none."""
    add_missing(session, BatchRow, [{"name": name, "options": options or {}, "created_at": now()}])
    row = session.scalars(select(BatchRow).where(BatchRow.name == name)).one()
    return Batch(row.id, row.name, row.options, row.created_at)


def latest_batch(session: Session, prefix: str) -> Batch | None:
    """The youngest batch whose name begins so, None where there is none."""
    named = select(BatchRow).where(BatchRow.name.startswith(prefix, autoescape=True)).order_by(BatchRow.id.desc())
    row = session.scalars(named.limit(1)).first()
    return Batch(row.id, row.name, row.options, row.created_at) if row else None


def note_failure(session: Session, batch: int, path: str, failure: Failure) -> None:
    """A file inside another one (a member of an archive) that could not be read: an item of its own that has failed."""
    add_items(session, batch, [path])
    words = {"zh": clean(failure.message.zh), "en": clean(failure.message.en)}
    values = {"state": ItemState.FAILED, "error": failure.code, "message": words, "at": now()}
    named = (BatchItemRow.batch_id == batch, BatchItemRow.path == path)
    session.execute(update(BatchItemRow).where(*named).values(values).execution_options(synchronize_session=False))


def add_items(session: Session, batch: int, paths: Iterable[str]) -> None:
    """Adds files that are to be worked through; a path that is there already stays as it is."""
    fresh = {"batch_id": batch, "state": ItemState.WAITING.value, "attempts": 0, "message": None, "worker": "", "at": now()}
    add_missing(session, BatchItemRow, [fresh | {"path": path} for path in dict.fromkeys(paths)])


def claim_items(session: Session, batch: int, worker: str, count: int = 1, lease: timedelta = LEASE) -> tuple[Item, ...]:
    """Up to `count` items for this worker, held until the lease runs out; none where there is nothing left to do.

    Items of workers whose lease ran out are among them. Nobody else gets the same ones.
    """
    give_back(session, batch)
    moment = now()
    free = select(BatchItemRow.id).where(BatchItemRow.batch_id == batch, BatchItemRow.state == ItemState.WAITING)
    free = free.order_by(BatchItemRow.id).limit(count).with_for_update(skip_locked=True)
    numbers = session.scalars(free).all()
    taken = {"state": ItemState.RUNNING, "worker": worker, "lease_until": moment + lease, "at": moment}
    order = update(BatchItemRow).where(BatchItemRow.id.in_(numbers)).values(attempts=BatchItemRow.attempts + 1, **taken)
    session.execute(order.execution_options(synchronize_session=False))
    query = select(BatchItemRow).where(BatchItemRow.id.in_(numbers)).order_by(BatchItemRow.id)
    return tuple(_item(row) for row in session.scalars(query.execution_options(populate_existing=True)))


def give_back(
    session: Session, batch: int, attempts: int = ATTEMPTS, worker: str | None = None, *, forgiven: bool = False
) -> int:
    """Takes items from workers whose lease ran out: to wait again, or failed where all attempts are used up; how many.

    With `worker`, those of the workers whose name begins so, which are known to be gone; `forgiven` where the whole run was stopped,
    which says nothing against the file: that attempt does not count.
    """
    gone = BatchItemRow.lease_until < now() if worker is None else BatchItemRow.worker.startswith(worker, autoescape=True)
    lost = (BatchItemRow.batch_id == batch, BatchItemRow.state == ItemState.RUNNING, gone)
    left = BatchItemRow.attempts - 1 if forgiven else BatchItemRow.attempts
    state = case((left >= attempts, ItemState.FAILED.value), else_=ItemState.WAITING.value)
    query = select(BatchItemRow.id).where(*lost).with_for_update(skip_locked=True)
    numbers = session.scalars(query).all()
    values = {"state": state, "attempts": left, "error": "worker_lost", "worker": "", "lease_until": None, "at": now()}
    order = update(BatchItemRow).where(BatchItemRow.id.in_(numbers)).values(values)
    session.execute(order.execution_options(synchronize_session=False))
    return len(numbers)


def extend(session: Session, item: int, worker: str, lease: timedelta = LEASE) -> bool:
    """Prolongs the worker's lease; False where the item is no longer this worker's."""
    return _mine(session, item, worker, {"lease_until": now() + lease})


def finish_item(session: Session, item: int, worker: str, sha256: str) -> bool:
    """The item is done; False, and nothing changes, where it is no longer this worker's."""
    done = {"state": ItemState.DONE, "sha256": sha256, "error": None, "message": None}
    return _mine(session, item, worker, done | {"lease_until": None, "worker": ""})


def fail_item(session: Session, item: int, worker: str, failure: Failure, *, again: bool = False) -> bool:
    """The item could not be worked through; with `again` it waits for another attempt while it has any."""
    words = {"zh": clean(failure.message.zh), "en": clean(failure.message.en)}
    wait = (BatchItemRow.attempts < ATTEMPTS) if again else (BatchItemRow.attempts < 0)
    state = case((wait, ItemState.WAITING.value), else_=ItemState.FAILED.value)
    lost = {"state": state, "error": failure.code, "message": words}
    return _mine(session, item, worker, lost | {"lease_until": None, "worker": ""})


def retry_failed(session: Session, batch: int) -> int:
    """Lets every failed item wait again with fresh attempts; how many."""
    failed = (BatchItemRow.batch_id == batch, BatchItemRow.state == ItemState.FAILED)
    order = update(BatchItemRow).where(*failed).values(state=ItemState.WAITING, attempts=0, at=now())
    return int(getattr(session.execute(order.execution_options(synchronize_session=False)), "rowcount", 0))


def progress(session: Session, batch: int) -> dict[ItemState, int]:
    """How many items are in each state."""
    query = select(BatchItemRow.state, func.count()).where(BatchItemRow.batch_id == batch).group_by(BatchItemRow.state)
    counts = {ItemState(state): count for state, count in session.execute(query)}
    return {state: counts.get(state, 0) for state in ItemState}


def list_items(
    session: Session, batch: int, states: tuple[ItemState, ...] = (), cursor: str = "", limit: int = 100
) -> Slice[Item]:
    """A slice of the batch's items in the order in which they were added. Raises BadCursorError."""
    query = select(BatchItemRow).where(BatchItemRow.batch_id == batch)
    if states:
        query = query.where(BatchItemRow.state.in_(states))
    if cursor:
        query = query.where(BatchItemRow.id > read_cursor(cursor, int)[0])
    rows = session.scalars(query.order_by(BatchItemRow.id).limit(limit + 1)).all()
    return cut([_item(row) for row in rows], limit, lambda item: (item.id,))


def _mine(session: Session, item: int, worker: str, values: dict[str, Any]) -> bool:
    """Changes the item where it runs under this worker. Raises UnknownRecordError for an item that is none."""
    own = (BatchItemRow.id == item, BatchItemRow.worker == worker, BatchItemRow.state == ItemState.RUNNING)
    order = update(BatchItemRow).where(*own).values(**values, at=now()).execution_options(synchronize_session=False)
    if getattr(session.execute(order), "rowcount", 0):
        return True
    if session.get(BatchItemRow, item) is None:
        raise UnknownRecordError(f"batch item {item}")
    return False


def _item(row: BatchItemRow) -> Item:
    state, message = ItemState(row.state), row.message
    return Item(row.id, row.path, row.sha256, state, row.attempts, row.error, message, row.worker, row.lease_until)
