"""A batch spread over Celery workers on any number of machines: one ring for each file, and the database as the only truth.

A ring names no file: whoever hears it takes the next one that waits. Rings that are lost cost nothing but time: while files wait and
nobody works, it is rung again.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass

from kombu.exceptions import OperationalError

from disclosure.errors import GoujiError
from store.batches import ItemState, give_back, progress
from store.database import Database
from workers.batch import Plan
from workers.tasks import app, work_next

_LOOK = 1.0
_QUIET = 60.0
"""Seconds without any change after which the bell is rung again."""


_PASSWORD = re.compile(r":[^:@/]*@")


class BrokerUnreachableError(GoujiError):
    """Nothing answers at the broker's address; details: reason. The name is the address without its password."""

    code = "broker_unreachable"


@dataclass
class Spread:
    """A plan whose database and store every worker can reach, and the broker."""

    plan: Plan
    database: Database
    broker: str

    def run(self, told: Callable[[int, int, int], None]) -> None:
        """Rings, then waits until every file is done or failed. Raises BrokerUnreachableError."""
        app.conf.broker_url = self.broker
        self._ring(self._counts()[ItemState.WAITING])
        before, since = self._counts(), time.monotonic()
        while True:
            counts = self._counts()
            settled = counts[ItemState.DONE] + counts[ItemState.FAILED]
            told(settled, sum(counts.values()), 0)
            if settled == sum(counts.values()):
                return
            if counts != before:
                before, since = counts, time.monotonic()
            elif time.monotonic() - since > _QUIET:
                self._ring(counts[ItemState.WAITING])
                since = time.monotonic()
            time.sleep(_LOOK)

    def _ring(self, times: int) -> None:
        told = (self.plan.database, self.plan.store, self.plan.batch, self.plan.engine)
        try:
            for _ in range(times):
                work_next.apply_async(told, ignore_result=True)
        except OperationalError as error:
            raise BrokerUnreachableError(_PASSWORD.sub(":***@", self.broker), reason=str(error)) from error

    def _counts(self) -> dict[ItemState, int]:
        with self.database.writing() as session:
            give_back(session, self.plan.batch)
            return progress(session, self.plan.batch)
