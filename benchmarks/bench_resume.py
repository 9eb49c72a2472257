#!/usr/bin/env python3
"""A batch that is killed again and again comes to the same end as one that is left alone, and reads nothing twice.

    make bench-resume ARGS="--files 200 --scans 3 --kills 10 --seed 1"

Small documents are drawn (born-digital, a few as scans, a few broken, one twice) and worked through by `gouji batch`: once undisturbed,
once killed with SIGKILL at seeded moments, by turns the parent alone and its whole group, and resumed. Everything that a reviewer would
see must be the same, and an artifact that was finished when a run was killed must never be written again.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table
from sqlalchemy import text

from benchmarks.results import ROOT, append
from store.database import open_database
from tests import papers

HEAD = ("run", "seconds", "started", "killed", "artifacts", "written again", "left half-written", "files done", "failed")
SEEN = (
    "select id, org, fiscal_year, pages, facts, scanned from documents order by id",
    "select document_id, id, printed, page, indicator from facts order by 1, 2",
    "select subject, fingerprint, nth, rule, zh, state from findings order by 1, 2, 3",
    "select subject, rule, applicable, holds, discrepancy, unresolved from ledger_lines order by 1, 2",
    "select id, (version <> '') from subjects order by 1",
    "select path, state, coalesce(error, '') from batch_items order by 1",
)
"""What a reviewer would see of a batch, whenever and wherever it ran."""


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=200)
    parser.add_argument("--scans", type=int, default=3, help="of these, pages that must be recognised")
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--note", default="", help="a remark to stand beside the figures")
    parser.add_argument("--no-append", action="store_true", help="print only")
    return parser.parse_args()


def drawn(folder: Path, files: int, scans: int) -> None:
    """The archive: every total another one, most of them wrong."""
    places = {(n + 1) * files // (scans + 1) for n in range(scans)}
    for number in range(files):
        data = papers.scan(0.2 * (number % 7)) if number in places else papers.born(f"1,{500 + number}.{number % 90 + 10}")
        (folder / f"{number:04d}.pdf").write_bytes(data)
    (folder / "again.pdf").write_bytes((folder / "0000.pdf").read_bytes())
    for name in ("truncated", "empty_file", "encrypted"):
        (folder / f"broken-{name}.pdf").write_bytes(papers.BROKEN[name]())


def started(home: Path, archive: Path, jobs: int, resume: bool) -> subprocess.Popen[bytes]:
    """`gouji batch` in a process group of its own."""
    env = {**os.environ, "GOUJI_CACHE": str(home / "cache"), "GOUJI_DB": str(home / "gouji.db"), "PYTHONPATH": str(ROOT)}
    words = ["batch", str(archive), "--jobs", str(jobs), *(["--resume"] if resume else [])]
    command = [sys.executable, "-c", "from cli.main import main; main()", *words]
    with (home / "err.txt").open("ab") as err:
        return subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=err, start_new_session=True)


def artifacts(home: Path) -> dict[Path, int]:
    """Every finished artifact with the moment when it was written."""
    return {path: path.stat().st_mtime_ns for path in (home / "cache").rglob("*.zst")}


def disturbed(home: Path, archive: Path, args: argparse.Namespace) -> tuple[int, int, dict[Path, int]]:
    """Runs that are killed; how many were started and killed at work, and what was finished at each kill."""
    chance, kept, killed = Random(args.seed), dict[Path, int](), 0
    moments = sorted(chance.sample(range(1, args.files), args.kills))
    for n, moment in enumerate(moments):
        process = started(home, archive, args.jobs, resume=(home / "gouji.db").exists() and n > 0)
        while process.poll() is None and len(artifacts(home)) < moment:
            time.sleep(0.05)
        time.sleep(chance.random())
        if process.poll() is None:
            (os.killpg if n % 2 else os.kill)(process.pid, signal.SIGKILL)
            killed += 1
        process.wait()
        kept = artifacts(home) | kept  # what was seen first counts
    return len(moments), killed, kept


def outcome(home: Path) -> list[list[tuple[object, ...]]]:
    with closing(open_database(str(home / "gouji.db"))) as database, database.reading() as session:
        return [[tuple(row) for row in session.execute(text(query))] for query in SEEN]


def line(name: str, home: Path, seconds: float, runs: tuple[int, int], again: int) -> list[str]:
    """One row of the table."""
    half = len(list((home / "cache").rglob("*.part")))
    items = [state for _, state, _ in outcome(home)[-1]]
    sizes = (len(artifacts(home)), again, half, items.count("done"), items.count("failed"))
    return [name, f"{seconds:.0f}", *map(str, runs), *map(str, sizes)]


def compared(one: Sequence[Sequence[object]], other: Sequence[Sequence[object]]) -> list[str]:
    """What differs, by table."""
    names = [query.split(" from ")[1].split()[0] for query in SEEN]
    return [f"{name}: {len(set(a) ^ set(b))} rows differ" for name, a, b in zip(names, one, other, strict=True) if a != b]


def main() -> int:
    args, console = options(), Console(width=None if sys.stdout.isatty() else 150)
    with TemporaryDirectory() as scratch:
        archive, calm, rough = (Path(scratch, name) for name in ("archive", "calm", "rough"))
        for folder in (archive, calm, rough):
            folder.mkdir()
        drawn(archive, args.files, args.scans)
        began = time.perf_counter()
        started(calm, archive, args.jobs, resume=False).wait()
        rows = [line("undisturbed", calm, time.perf_counter() - began, (1, 0), 0)]
        began = time.perf_counter()
        runs, killed, kept = disturbed(rough, archive, args)
        started(rough, archive, args.jobs, resume=True).wait()
        now = artifacts(rough)
        again = sum(now.get(path) != moment for path, moment in kept.items())
        rows.append(line("killed and resumed", rough, time.perf_counter() - began, (runs + 1, killed), again))
        different = compared(outcome(calm), outcome(rough))
    table = Table(*HEAD, title="killed and resumed")
    for row in rows:
        table.add_row(*row)
    console.print(table)
    remarks = [
        f"same outcome (documents, figures, findings, ledgers, files): {'; '.join(different) or 'yes'}; {len(kept)} artifacts were finished at a kill",
        f"options: --files {args.files} --scans {args.scans} --kills {args.kills} --jobs {args.jobs} --seed {args.seed}",
        *([args.note] if args.note else []),
    ]
    console.print("\n".join(remarks), markup=False)
    if not args.no_append:
        append("killed and resumed", HEAD, rows, remarks)
    return 1 if different or again else 0


if __name__ == "__main__":
    sys.exit(main())
