"""Checks from the archive: one dossier against the year before, step by step; documents of several sizes under new rules.

Takes a desk on a filled database; files what it measures by itself. Dossiers are timed by the clock, as a reviewer waits, and by this
process's own processor time, which other programs on the machine do not lengthen; documents checked again by processor time alone.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from sqlalchemy import update

from benchmarks.archive_filling import file_dossiers, keep, sized
from benchmarks.archive_papers import read
from benchmarks.dossiers_cases import cases
from checks.volume import bind
from disclosure.document import Document
from disclosure.report import cover
from store.checking import save_check
from store.codec import decode, encode
from store.dossiers import dossiers_for
from store.tables import SubjectRow
from workers.filing import Desk, check_filed, check_filed_dossier, fetch, fetch_dossier, judge_dossier
from workers.rechecking import recheck_all
from workers.steady import unsearched

DOSSIER = ("step", "p50 ms", "p95 ms", "p50 ms of processor", "p95 ms of processor")
Moment = tuple[float, float]
"""Seconds by the clock, and of this process's processor time."""
AGAIN = ("pages", "figures", "decode ms", "check ms", "save ms", "documents/s for each core", "by recheck_all, dossiers included")


def dossiers(desk: Desk, count: int, start: int) -> list[list[str]]:
    """Checks of `count` dossiers of four documents of some fifteen pages each: in steps, and as a whole."""
    filed = file_dossiers(desk, count, start)
    gc.collect()
    gc.freeze()  # the language models that made the documents are no part of a process that checks
    with desk.database.reading() as session:
        numbers = sorted({one.id for document in filed for one in dossiers_for(session, document.id)})
    later = numbers[1::2]  # every office's second year
    spent: dict[str, list[Moment]] = {"load": [], "check": [], "save": [], "all of it again, documents at hand": []}
    for number in later:
        moments = [_moment()]
        with unsearched():
            dossier, documents = fetch_dossier(desk, number)
            moments.append(_moment())
            relations, findings = judge_dossier(desk, dossier, documents)
            moments.append(_moment())
            with desk.database.writing() as session:
                save_check(session, dossier.subject, relations, findings, cover(dossier.subject, (), relations), desk.version)
            moments.append(_moment())
        check_filed_dossier(desk, number)
        moments.append(_moment())
        for name, before, after in zip(spent, moments, moments[1:], strict=False):
            spent[name].append((after[0] - before[0], after[1] - before[1]))
    steps = [*zip(spent["load"], spent["check"], spent["save"], strict=True)]
    spent = {"load, check and save": [(sum(s[0] for s in one), sum(s[1] for s in one)) for one in steps]} | spent
    return [[name, *_quantiles(took)] for name, took in spent.items()]


def _quantiles(took: Sequence[Moment]) -> list[str]:
    return [f"{_quantile([one[clock] for one in took], share):.1f}" for clock in (0, 1) for share in (0.5, 0.95)]


def _moment() -> Moment:
    return time.perf_counter(), time.process_time()


def again(desk: Desk, count: int) -> list[list[str]]:
    """Documents of several sizes, each `count` times, under rules of another version. The smallest are mostly cover and headings."""
    return [_again(desk, document, count) for document in by_size()]


def by_size() -> list[Document]:
    """Documents of growing size, really read: a page of accounts, a few pages, whole accounts, accounts bound with a budget."""
    accounts, budget = (next(cases("shandong", 1)).papers[n] for n in (1, 3))
    small = [read(replace(accounts, blocks=accounts.blocks[:n])) for n in (2, 6)]
    whole = read(accounts)
    return [*small, whole, replace(bind([whole, read(budget)]).document, kinds=("final_accounts",))]


def _again(desk: Desk, document: Document, count: int) -> list[str]:
    copies = [keep(desk, sized(document, number)) for number in range(count)]
    for copy in copies:
        check_filed(desk, copy)
    data = encode(document)
    steps = [_best(lambda: decode(data, Document)), _checked(desk, data), _saved(desk, copies)]
    with desk.database.writing() as session:
        session.execute(update(SubjectRow).values(version=desk.version))
        session.execute(update(SubjectRow).where(SubjectRow.id.in_([copy.id for copy in copies])).values(version="older"))
    began = time.process_time()
    recheck_all(desk)
    seconds = time.process_time() - began
    rates = f"{1 / sum(steps):.0f}", f"{count / seconds:.0f}"
    return [str(len(document.pages)), str(len(document.facts)), *(f"{step * 1000:.1f}" for step in steps), *rates]


def _checked(desk: Desk, data: bytes) -> float:
    from checks.judge import check

    decoded = [decode(data, Document) for _ in range(5)]
    took = iter(decoded)
    return _best(lambda: check(next(took), desk.chosen))


def _saved(desk: Desk, copies: Sequence[Document]) -> float:
    """What is left of a whole check from the database when decoding and the rules are taken off."""
    from checks.judge import check

    took = []
    for copy in copies[:10]:
        made = fetch(desk, copy.id)
        assert made is not None
        relations, findings = check(made, desk.chosen)
        coverage = cover(made.id, [rule.code for rule in desk.chosen if not rule.check_dossier], relations)
        began = time.process_time()
        with desk.database.writing() as session:
            save_check(session, made.id, relations, findings, coverage, desk.version)
        took.append(time.process_time() - began)
    return min(took)


def _best(step: Callable[[], object], times: int = 5) -> float:
    """Seconds of the quickest of some runs."""
    took = []
    for _ in range(times):
        began = time.process_time()
        step()
        took.append(time.process_time() - began)
    return min(took)


def _quantile(seconds: Sequence[float], share: float) -> float:
    ordered = sorted(seconds)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] * 1000
