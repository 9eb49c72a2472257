"""An archive worked through: each file read, filed and checked, then the dossiers; stopped at any moment and taken up again.

The database says what is done. A worker claims a file for `LEASE`, prolongs that while it works, and files what it read before it calls the
file done, so a killed run loses at most the pages that were being read. Nothing is read twice: pages and documents are artifacts.
"""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import PurePosixPath

from disclosure.report import Failure
from disclosure.settings import Settings
from store.artifacts import ArtifactStore
from store.batches import Item, claim_items, extend, fail_item, finish_item, note_failure
from store.database import Database, open_database
from workers.filing import Desk, check_filed_dossier, due_dossiers, file_and_check
from workers.gathering import open_address
from workers.pipeline import document_key, read_or_fail
from workers.workshop import DEFAULT_ENGINE, Workshop

LEASE = timedelta(seconds=90)
_BEAT = 20.0
"""Seconds between two prolongations of a lease."""
TRANSIENT = frozenset({"internal", "page_crashed", "unreadable_file"})
"""Errors after which another attempt may succeed."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a worker needs to know of a batch: where the database and the artifacts are, its number, engine and settings."""

    database: str
    store: str
    batch: int
    engine: str = DEFAULT_ENGINE
    settings: Settings = field(default_factory=Settings)

    def workshop(self, told: Callable[[str, int, int], None]) -> Workshop:
        """The surroundings of a worker; pages are read in its own process."""
        return Workshop(ArtifactStore(self.store), self.engine, told, settings=self.settings)


def work(plan: Plan, name: str, told: Callable[[str, int, int], None], stop: Callable[[], bool] = lambda: False) -> int:
    """Works through the batch's files until none is left or `stop` says so; how many. `name` is the worker's own."""
    database, shop = open_database(plan.database), plan.workshop(told)
    desk, done = Desk(database, shop.store), 0
    try:
        while not stop():
            with database.writing() as session:
                items = claim_items(session, plan.batch, name, lease=LEASE)
            if not items:
                break
            with _kept(database, items[0], name):
                work_on(desk, shop, plan.batch, items[0], name)
            done += 1
    finally:
        database.close()
    return done


def worker_name(number: int = 0) -> str:
    """A name that no other worker has: machine, process, number."""
    return f"{machine()}{os.getpid()}:{number}"


def machine() -> str:
    """What the names of all workers of this machine begin with."""
    return f"{socket.gethostname()}:"


def work_on(desk: Desk, shop: Workshop, batch: int, item: Item, name: str) -> None:
    """One file: what it holds is read, filed and checked; then the file is done, or failed with the reason."""
    failures: list[Failure] = []
    read: list[str] = []
    for opened in open_address(item.path):
        made = read_or_fail(opened, shop)
        if isinstance(made, Failure):
            failures.append(made)
        else:
            file_and_check(desk, made, document_key(made.sha256, shop).path)
            read.append(made.sha256)
    _settle(desk.database, batch, item, name, read, failures)


def _settle(database: Database, batch: int, item: Item, name: str, read: list[str], failures: list[Failure]) -> None:
    """The file's end: failed where the one thing in it could not be read; members of an archive fail by themselves."""
    with database.writing() as session:
        if len(failures) == 1 and not read:
            fail_item(session, item.id, name, failures[0], again=failures[0].code in TRANSIENT)
            return
        parent = item.path.removesuffix(PurePosixPath(item.path).name)
        for failure in failures:
            note_failure(session, batch, f"{parent}{failure.name}", failure)
        finish_item(session, item.id, name, read[0] if len(read) == 1 else "")


@contextmanager
def _kept(database: Database, item: Item, name: str) -> Iterator[None]:
    """Prolongs the lease for as long as the block lasts."""
    done = threading.Event()

    def beat() -> None:
        while not done.wait(_BEAT):
            with database.writing() as session:
                extend(session, item.id, name, LEASE)

    keeper = threading.Thread(target=beat, daemon=True)
    keeper.start()
    try:
        yield
    finally:
        done.set()
        keeper.join()


def check_dossiers(desk: Desk, told: Callable[[int, int], None] = lambda done, of: None) -> int:
    """Checks every dossier that is due; how many. Run it when the files are done."""
    numbers = list(due_dossiers(desk))
    for n, number in enumerate(numbers, 1):
        check_filed_dossier(desk, number)
        told(n, len(numbers))
    return len(numbers)
