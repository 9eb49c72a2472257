"""The Celery app: the pipeline's own functions as tasks, for many machines that share a store and a folder of files.

    GOUJI_BROKER=redis://… celery -A workers.tasks worker --concurrency 1

A task takes the path of a file as the workers see it and gives the JSON contract as plain values. It may run twice: everything it
makes is an artifact under the file's own sha256, so the second run finds what the first one finished.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from celery import Celery

from reports import json
from workers.pipeline import check_files
from workers.workshop import DEFAULT_ENGINE, Workshop, silent

BROKER = os.environ.get("GOUJI_BROKER", "redis://127.0.0.1:6379/0")
LONGEST = 6 * 60 * 60
"""Seconds until a message that nobody acknowledged is given out again: longer than the largest file takes."""

app = Celery("gouji", broker=BROKER, backend=BROKER)
app.conf.update(
    # A message is done when its file is done: a worker that is stopped leaves the file to another.
    task_acks_late=True,
    # A file that kills its worker would kill the next one too: it is recorded as failed instead of going round for ever.
    task_reject_on_worker_lost=False,
    worker_prefetch_multiplier=1,
    # Recognition engines grow as they work: a fresh process now and then, and never two engines in one.
    worker_max_tasks_per_child=50,
    broker_transport_options={"visibility_timeout": LONGEST},
    broker_connection_retry_on_startup=True,
    result_expires=7 * 24 * 60 * 60,
    task_serializer="json",
    accept_content=["json"],
)


@app.task(name="gouji.check_file")  # type: ignore[untyped-decorator,unused-ignore]
def check_file(path: str, engine: str = DEFAULT_ENGINE) -> dict[str, Any]:
    """One file read and checked; a file that cannot be read is among the `errors` of the report."""
    return json.report(check_files([Path(path)], Workshop(engine=engine)))


@app.task(name="gouji.work_next", ignore_result=True)  # type: ignore[untyped-decorator,unused-ignore]
def work_next(database: str, store: str, batch: int, engine: str = DEFAULT_ENGINE) -> int:
    """The next waiting file of a batch, read, filed and checked; how many that was: none where nothing waits."""
    from workers.batch import Plan, work, worker_name

    rest = iter((False,))
    return work(Plan(database, store, batch, engine), worker_name(), silent, lambda: next(rest, True))
