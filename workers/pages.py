"""Scanned pages recognised in several processes at once: the pages of a file, handed out one by one.

Takes the pages of a file to recognise, gives them as they are done, in any order. Each process loads its engine once, keeps a page in
the store before it hands it back (a run that is killed goes on at the page where it was), and is replaced now and then, as engines
grow. A page that brings its process down is tried once more by itself, then refused by name.
"""

from __future__ import annotations

import logging
import os
import signal
import threading
import warnings
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from functools import lru_cache
from multiprocessing import get_context, parent_process
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pypdfium2 as pdfium

from extractors.errors import PageCrashedError
from extractors.opening import Source
from store.artifacts import ArtifactStore, Key

if TYPE_CHECKING:
    from extractors.ocr import OcrEngine
    from extractors.scans import ScannedPage

PROCESSES = max(1, min(2, (os.cpu_count() or 1) // 2))
"""Processes where nobody says otherwise. Each takes up to 1.2 GB and keeps two cores busy."""
AHEAD = 2
"""Pages that are straightened before their turn comes; each is some 25 MB of pictures."""
RECYCLED = 400
"""Pages after which a process is replaced by a fresh one."""
WORTHWHILE = 4
"""Fewer pages than this are read sooner here than processes start."""

Read = tuple[int, "ScannedPage"]


@dataclass(frozen=True, slots=True)
class PageJob:
    """One page to recognise: its index (from 0), the engine, and where the result is kept."""

    index: int
    engine: str
    store: ArtifactStore
    key: Key


def recognise(document: pdfium.PdfDocument, job: PageJob) -> ScannedPage:
    """The page as recognised, kept in the store."""
    from extractors.scans import read_scan

    return job.store.save(job.key, read_scan(document, job.index, _engine(job.engine)))


@dataclass
class PageReaders:
    """Up to `processes` processes that recognise pages: started when first needed, kept from file to file until `close`.

    With one process, or for a few pages, everything happens in this one.
    """

    processes: int = 1
    _pool: ProcessPoolExecutor | None = field(default=None, init=False, repr=False)

    def read(self, source: Source, jobs: Sequence[PageJob]) -> Iterator[Read]:
        """(index, page) of every job, as they are done. Raises PageCrashedError for a page that brings its process down."""
        if self.processes < 2 or len(jobs) < WORTHWHILE:
            yield from _read_here(source, jobs)
            return
        with TemporaryDirectory(prefix="gouji-pages-") as folder:
            path = Path(folder, "source.pdf")
            path.write_bytes(source.data)
            yield from self._shared_out(source.name, str(path), jobs)

    def _shared_out(self, name: str, path: str, jobs: Sequence[PageJob]) -> Iterator[Read]:
        waiting = {job.index: job for job in jobs}
        try:
            for index, page in self._together(path, jobs):
                del waiting[index]
                yield index, page
        except BrokenProcessPool:
            # Nobody knows which of the pages did it, so the rest go one by one.
            yield from self._one_by_one(name, path, list(waiting.values()))

    def _together(self, path: str, jobs: Sequence[PageJob]) -> Iterator[Read]:
        pool = self._running()
        futures = {pool.submit(_recognise_in, path, job): job.index for job in jobs}
        try:
            for future in as_completed(futures):
                yield futures[future], future.result()
        finally:
            for future in futures:
                future.cancel()

    def _one_by_one(self, name: str, path: str, jobs: Sequence[PageJob]) -> Iterator[Read]:
        self.close()
        for job in jobs:
            try:
                yield job.index, self._running().submit(_recognise_in, path, job).result()
            except BrokenProcessPool as error:
                self.close()
                raise PageCrashedError(name, page=job.index + 1) from error

    def _running(self) -> ProcessPoolExecutor:
        if self._pool is None:
            quiet = logging.root.manager.disable >= logging.CRITICAL
            # Fresh processes, not copies of this one: libraries with threads of their own do not survive being copied.
            self._pool = ProcessPoolExecutor(self.processes, get_context("spawn"), _begin, (quiet,), max_tasks_per_child=RECYCLED)
        return self._pool

    def close(self) -> None:
        """Ends the processes; the next `read` starts new ones."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None


def _read_here(source: Source, jobs: Sequence[PageJob]) -> Iterator[Read]:
    """The pages in this process: while one is recognised, the next is straightened beside it."""
    from extractors.scans import prepare, read_prepared

    if not jobs:
        return
    with source.document() as document, ThreadPoolExecutor(1) as ahead:
        ready = [ahead.submit(prepare, document, job.index) for job in jobs[:AHEAD]]
        try:
            for n, job in enumerate(jobs):
                engine = _engine(job.engine)
                prepared = ready.pop(0).result()
                if n + AHEAD < len(jobs):
                    ready.append(ahead.submit(prepare, document, jobs[n + AHEAD].index))
                yield job.index, job.store.save(job.key, read_prepared(prepared, engine))
        finally:
            for future in ready:
                future.cancel()


def _engine(name: str) -> OcrEngine:
    """The engine, loaded only here: a known file never needs it."""
    from extractors.ocr import load_engine

    return load_engine(name)


def _begin(quiet: bool) -> None:
    """How a process begins: as silent as its parent, deaf to Ctrl-C (the parent ends it), and never outliving the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if quiet:
        warnings.simplefilter("ignore")
        logging.disable(logging.CRITICAL)
    threading.Thread(target=_follow_parent, daemon=True).start()


def _follow_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _recognise_in(path: str, job: PageJob) -> ScannedPage:
    """What a process does with one page of the file at `path`."""
    return recognise(_opened(path), job)


@lru_cache(maxsize=1)
def _opened(path: str) -> pdfium.PdfDocument:
    return pdfium.PdfDocument(path)
