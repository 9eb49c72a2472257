"""New rules on what was read long ago: every document and dossier whose last check was by other rules, from its facts.

Takes a desk, opens no file of the user's. What changed is kept under a run.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from store.runs import Run, finish_run, start_run
from workers.filing import Desk, check_filed, check_filed_dossier, due_documents, due_dossiers, fetch
from workers.steady import unsearched


@dataclass(frozen=True, slots=True)
class Rechecked:
    """The run with its sums, and the documents that must be read again because what was read of them is gone."""

    run: Run
    missing: tuple[str, ...]


def recheck_all(desk: Desk, told: Callable[[int, int], None] = lambda done, of: None) -> Rechecked:
    """Checks everything that is due. Can be stopped and called again: what was checked is not due any more."""
    with desk.database.writing() as session:
        run = start_run(session, desk.version)
    names, missing = list(due_documents(desk)), []
    for n, name in enumerate(names, 1):
        with unsearched():
            document = fetch(desk, name)
            if document is None:
                missing.append(name)
            else:
                check_filed(desk, document, run.id)
        told(n, len(names))
    for number in due_dossiers(desk):
        check_filed_dossier(desk, number, run.id)
    with desk.database.writing() as session:
        return Rechecked(finish_run(session, run.id), tuple(missing))
