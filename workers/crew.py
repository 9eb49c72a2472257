"""A crew of local processes that work through one batch: started, watched, replaced when they die, and ended on Ctrl-C.

Takes a plan and a number of processes. A process that dies gives its file back at once; a file that kills three is given up by name.
A run that is stopped as a whole counts against no file, however often.
"""

from __future__ import annotations

import fcntl
import hashlib
import logging
import signal
import tempfile
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context, parent_process
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from disclosure.errors import GoujiError
from store.batches import ItemState, give_back, progress
from store.database import Database
from workers.batch import Plan, machine, work

_LOOK = 0.5
"""Seconds between two looks at the crew."""
Told = Callable[[int, int, int], None]
"""Told (files settled, files in all, pages read so far)."""


class BatchRunningError(GoujiError):
    """Another crew of this machine works on the batch; details: none, the name is the batch's number."""

    code = "batch_running"


@dataclass
class Crew:
    """`size` processes on one plan. `database` is the plan's, open in this process."""

    plan: Plan
    database: Database
    size: int
    _context: Any = field(default_factory=lambda: get_context("spawn"))
    _members: dict[str, BaseProcess] = field(default_factory=dict)
    _started: int = 0

    def run(self, told: Told) -> None:
        """Until every file is done or failed. Ends the processes where this one is interrupted.

        Raises BatchRunningError where another crew of this machine works on the batch.
        """
        pages = self._context.Value("q", 0)
        with self._alone(), self._ended():
            # Whatever of this machine's still counts as being read belonged to a crew that is gone.
            with self.database.writing() as session:
                give_back(session, self.plan.batch, worker=machine(), forgiven=True)
            while self._left():
                self._replace(pages)
                self._tell(told, pages.value)
                time.sleep(_LOOK)
        self._tell(told, pages.value)

    def _tell(self, told: Told, pages: int) -> None:
        counts = self._counts()
        told(counts[ItemState.DONE] + counts[ItemState.FAILED], sum(counts.values()), pages)

    def _counts(self) -> dict[ItemState, int]:
        with self.database.reading() as session:
            return progress(session, self.plan.batch)

    def _left(self) -> int:
        counts = self._counts()
        return counts[ItemState.WAITING] + counts[ItemState.RUNNING]

    def _replace(self, pages: Any) -> None:
        """Takes the files of members that died, and fills the crew up."""
        for name, process in list(self._members.items()):
            if not process.is_alive():
                del self._members[name]
                with self.database.writing() as session:
                    give_back(session, self.plan.batch, worker=name)
        waiting = self._counts()[ItemState.WAITING]
        while len(self._members) < self.size and waiting > 0:
            self._started += 1
            waiting -= 1
            name = f"{machine()}crew:{self._started}:"
            quiet = logging.root.manager.disable >= logging.CRITICAL
            process = self._context.Process(target=_member, args=(self.plan, name, pages, quiet), name=name, daemon=True)
            process.start()
            self._members[name] = process

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Holds the batch for this crew; the lock ends with the process, however that ends."""
        mark = hashlib.sha256(f"{self.database.name}#{self.plan.batch}".encode()).hexdigest()[:16]
        with Path(tempfile.gettempdir(), f"gouji-batch-{mark}.lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise BatchRunningError(str(self.plan.batch)) from error
            yield

    @contextmanager
    def _ended(self) -> Iterator[None]:
        """Whatever happens, no member goes on alone."""
        try:
            yield
        finally:
            for process in self._members.values():
                process.terminate()
            for process in self._members.values():
                process.join()
            with self.database.writing() as session:
                give_back(session, self.plan.batch, worker=machine(), forgiven=True)


def _member(plan: Plan, name: str, pages: Any, quiet: bool) -> None:
    """What one process does: files until none is left. It is deaf to Ctrl-C and never outlives its parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if quiet:
        warnings.simplefilter("ignore")
        logging.disable(logging.CRITICAL)
    threading.Thread(target=_follow_parent, daemon=True).start()

    def told(file: str, done: int, of: int) -> None:
        with pages.get_lock():
            pages.value += 1

    work(plan, name, told)


def _follow_parent() -> None:
    import os

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
