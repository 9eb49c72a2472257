#!/usr/bin/env python3
"""A large archive: how fast it is filed, asked and checked again, on SQLite and on a PostgreSQL of the benchmark's own.

    make bench-archive ARGS="--documents 1000,10000 --kinds sqlite,postgresql --dossiers 40 --recheck 40"

The archive is made up (`archive_filling`): offices over three years, each document with about a hundred figures and eight findings.
It is filled up to each size in turn and asked at each, so that the growth shows. Targets: every list of a review screen within 100 ms
(p95), the check of one dossier against the year before within 50 ms (p95), documents checked again from their facts at 200 a second
for each core. 100,000 documents take about a quarter of an hour for each database: ask for them.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

from benchmarks import archive_checking as checking
from benchmarks.archive_asking import Answer, asked
from benchmarks.archive_filling import FINDINGS, PER_YEAR, YEARS, fill, small_samples, store_in
from benchmarks.archive_server import empty, megabytes, server
from benchmarks.results import append
from workers.filing import Desk

FILED = (
    "database",
    "documents",
    "documents/s",
    "figures/s",
    "documents/s of processor",
    "figures/s of processor",
    "findings",
    "MB",
)
ASKED = ("question", "p50 ms", "p95 ms")
LISTS, DOSSIER, AGAIN = 100.0, 50.0, 200.0
"""Targets: ms, ms, documents a second."""


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", default="1000,10000", help="sizes of the archive, by comma, growing; 100000 on request")
    parser.add_argument("--kinds", default="sqlite,postgresql", help="databases, by comma")
    parser.add_argument("--times", type=int, default=20, help="how often each question is asked")
    parser.add_argument("--questions", default="", help="only questions with this in their name")
    parser.add_argument("--dossiers", type=int, default=40, help="whole dossiers that are checked in the archive; 0 for none")
    parser.add_argument("--recheck", type=int, default=40, help="documents of each size that are checked again; 0 for none")
    parser.add_argument("--note", default="", help="a remark to stand beside the figures")
    parser.add_argument("--no-append", action="store_true", help="print only")
    return parser.parse_args()


def measured(
    kind: str, place: str, args: argparse.Namespace, console: Console
) -> Iterator[tuple[str, Sequence[str], list[list[str]]]]:
    """The tables of one database: what filing took, the answers by size, the checks."""
    sizes, samples = [int(word) for word in args.documents.split(",")], small_samples()
    filed: list[list[str]] = []
    answers: dict[int, list[Answer]] = {}
    with TemporaryDirectory() as folder, closing(empty(kind, place or folder, "archive")) as database:
        desk, before = Desk(database, store_in(f"{folder}/artifacts")), 0
        for size in sizes:
            clock, busy, figures = fill(desk, samples, before, size)
            database.survey()
            rates = [f"{many / seconds:,.0f}" for seconds in (clock, busy) for many in (size - before, figures)]
            row = [kind, f"{size:,}", *rates, f"{size * FINDINGS:,}", f"{megabytes(database, kind):.0f}"]
            filed.append(row)
            console.print("  ".join(row), markup=False)
            answers[size] = list(asked(database, args.times, size // (YEARS * PER_YEAR), args.questions))
            before = size
        yield f"archive: filed, {kind}", FILED, filed
        yield f"archive: lists, {kind}", _head(sizes), _compared(answers)
        if args.dossiers:
            yield f"archive: one dossier checked, {kind}", checking.DOSSIER, checking.dossiers(desk, args.dossiers, sizes[-1])
        if args.recheck:
            yield f"archive: checked again, {kind}", checking.AGAIN, checking.again(desk, args.recheck)


def _head(sizes: Sequence[int]) -> tuple[str, ...]:
    return ("question", *(f"{what} ms, {size:,}" for size in sizes for what in ("p50", "p95")), "within the target")


def _compared(answers: dict[int, list[Answer]]) -> list[list[str]]:
    """Each question with its times at every size."""
    rows = []
    for same in zip(*answers.values(), strict=True):
        times = [f"{answer.quantile(share):.1f}" for answer in same for share in (0.5, 0.95)]
        rows.append([same[0].name, *times, "yes" if same[-1].quantile(0.95) <= LISTS else "no"])
    return rows


def main() -> int:
    args, console = options(), Console(width=None if sys.stdout.isatty() else 150)
    began, tables, absent = time.perf_counter(), [], []
    with server() as address:
        for kind in args.kinds.split(","):
            if kind == "postgresql" and address is None:
                absent.append(kind)
                continue
            for title, head, rows in measured(kind, address or "" if kind == "postgresql" else "", args, console):
                table = Table(*head, title=title)
                for row in rows:
                    table.add_row(*row)
                console.print(table)
                tables.append((title, head, rows))
    remarks = [
        f"targets: lists {LISTS:.0f} ms (p95), one dossier {DOSSIER:.0f} ms (p95), checked again {AGAIN:.0f} documents/s for each core",
        f"options: --documents {args.documents} --times {args.times} --dossiers {args.dossiers} --recheck {args.recheck}; "
        f"{time.perf_counter() - began:.0f} seconds",
        *([f"not installed, left out: {', '.join(absent)}"] if absent else []),
        *([args.note] if args.note else []),
    ]
    console.print("\n".join(remarks), markup=False)
    if not args.no_append:
        for title, head, rows in tables:
            append(title, head, rows, remarks if title == tables[-1][0] else ())
    return 0


if __name__ == "__main__":
    sys.exit(main())
