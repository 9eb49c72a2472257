#!/usr/bin/env python3
"""How well gouji reads and checks the acceptance corpus: every document in every form, scored by the corpus's own tools.

    make bench-accuracy ARGS="--only 003,czj_2024_final_good --forms born,scan-a,pdf --note 'grid by morphology'"

Reads $GOUJI_CORPUS (default ../shared/corpus) and the scorers in `tools` beside it. Prints one table and appends it to RESULTS.md.
Seconds are of `gouji check` as a user runs it, with an empty cache unless --cache names one. A run that fails is a row that says so.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from results import append
from rich.console import Console
from rich.table import Table
from scoring import CORPUS, SHARES, Shares, count_shown, is_whole, score, score_tables

GOUJI = Path(sys.executable).with_name("gouji")
HEAD = ("document", "form", *SHARES, "shown", "figures right", "wrong and sure", "seconds")


@dataclass
class Row:
    """One document in one form. `shares` are (hit, of); `shown` counts findings a person would be shown; empty where nothing labels it."""

    document: str
    form: str
    seconds: float = 0.0
    shares: Shares = field(default_factory=dict)
    shown: int | None = None
    figures: tuple[int, int] | None = None
    wrong_but_sure: int | None = None
    failure: str = ""

    def cells(self) -> list[str]:
        """What stands in the table, column by column as in HEAD."""
        if self.failure:
            return [self.document, self.form, self.failure, *[""] * (len(HEAD) - 3)]
        shares = [percent(self.shares.get(name)) for name in SHARES]
        sure = "" if self.wrong_but_sure is None else str(self.wrong_but_sure)
        shown = "" if self.shown is None else str(self.shown)
        return [self.document, self.form, *shares, shown, percent(self.figures), sure, f"{self.seconds:.1f}"]


def percent(pair: tuple[int, int] | None) -> str:
    if pair is None:
        return ""
    return f"{pair[0]}/{pair[1]} {pair[0] / pair[1]:.1%}" if pair[1] else "–"


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="documents, by comma")
    parser.add_argument("--forms", default="", help="forms, by comma: born born-b scan-a scan-b scan-c scan-d pdf")
    parser.add_argument("--ocr", default="paddleocr", choices=("paddleocr", "rapidocr"))
    parser.add_argument("--cache", type=Path, help="reuse this cache (seconds are then of checking only)")
    parser.add_argument("--keep", type=Path, help="keep the reports in this folder")
    parser.add_argument("--note", default="", help="a remark to stand beside the figures")
    parser.add_argument("--no-append", action="store_true", help="print only")
    return parser.parse_args()


def chosen(only: str, forms: str) -> list[tuple[str, str, Path]]:
    """(document, form, file) of all that the options leave."""
    found = []
    for path in sorted(CORPUS.glob("*/*.pdf")):
        document = path.parent.name
        form = path.stem.removeprefix(document).lstrip("-") or "pdf"
        if document in (only.split(",") if only else [document]) and form in (forms.split(",") if forms else [form]):
            found.append((document, form, path))
    return found


def gouji(command: str, files: list[Path], out: Path, args: argparse.Namespace, cache: Path) -> float:
    """Runs gouji, leaves its JSON in `out`, gives the seconds. Raises RuntimeError with its last words where it fails."""
    out.unlink(missing_ok=True)
    words = [GOUJI, command, *files, "--format", "json", "--out", out, "--ocr", args.ocr]
    started = time.perf_counter()
    run = subprocess.run(words, env={**os.environ, "GOUJI_CACHE": str(cache)}, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - started
    if not out.exists():
        raise RuntimeError(f"{command} exit {run.returncode}: {(run.stderr.strip().splitlines() or ['no output'])[-1][:80]}")
    errors = json.loads(out.read_text("utf-8")).get("errors")
    if errors:
        raise RuntimeError(f"{command}: {errors[0]['code']}")
    return seconds


def measure(document: str, form: str, path: Path, args: argparse.Namespace, cache: Path, keep: Path) -> Row:
    row = Row(document, form)
    gold = CORPUS / "gold" / f"{document}.json"
    truth = path.parent / ("truth-b.json" if form == "born-b" else "truth.json")
    report, tables = keep / f"{document}-{form}.check.json", keep / f"{document}-{form}.tables.json"
    try:
        row.seconds = gouji("check", [path], report, args, cache)
        row.shown = count_shown(report)
        if gold.exists() and is_whole(truth, form):
            row.shares = score(gold, report)
        if truth.exists():
            gouji("tables", [path], tables, args, cache)
            row.figures, row.wrong_but_sure = score_tables(truth, tables, form)
    except (RuntimeError, subprocess.CalledProcessError) as error:
        row.failure = str(error)
    return row


def measure_pairs(rows: list[tuple[str, str, Path]], args: argparse.Namespace, cache: Path, keep: Path) -> list[Row]:
    """Gold labels that link several documents, where all of them were chosen."""
    made = []
    for gold in sorted((CORPUS / "gold").glob("*.json")):
        names = json.loads(gold.read_text("utf-8")).get("files") or []
        files = [path for document, form, path in rows if document in names and form == "pdf"]
        if not names or len(files) != len(names):
            continue
        row, report = Row(gold.stem, "pair"), keep / f"{gold.stem}.check.json"
        try:
            row.seconds = gouji("check", files, report, args, cache)
            row.shares = score(gold, report)
        except (RuntimeError, subprocess.CalledProcessError) as error:
            row.failure = str(error)
        made.append(row)
    return made


def mean(rows: list[Row]) -> list[str]:
    """Shares averaged over the forms of each document, then over documents."""
    cells = ["mean over documents", ""]
    for name in SHARES:
        by_document: dict[str, list[float]] = defaultdict(list)
        for row in rows:
            hit, of = row.shares.get(name, (0, 0))
            if of:
                by_document[row.document].append(hit / of)
        means = [sum(values) / len(values) for values in by_document.values()]
        cells.append(f"{sum(means) / len(means):.1%}" if means else "")
    right, figures = (sum(row.figures[at] for row in rows if row.figures) for at in (0, 1))
    sure = sum(row.wrong_but_sure or 0 for row in rows)
    return [*cells, "", percent((right, figures)), str(sure), f"{sum(row.seconds for row in rows):.1f}"]


def show(console: Console, rows: list[Row]) -> None:
    table = Table(*HEAD, title="gouji on the acceptance corpus")
    for row in rows:
        table.add_row(*row.cells())
    table.add_row(*mean(rows), style="bold")
    console.print(table)


def main() -> int:
    args, console = options(), Console(width=None if sys.stdout.isatty() else 190)
    wanted = chosen(args.only, args.forms)
    if not wanted:
        console.print(f"No documents in {CORPUS} match; set GOUJI_CORPUS.")
        return 2
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as scratch:
        cache, keep = args.cache or Path(scratch, "cache"), args.keep or Path(scratch, "reports")
        keep.mkdir(parents=True, exist_ok=True)
        for document, form, path in wanted:
            rows.append(measure(document, form, path, args, cache, keep))
            console.print(" · ".join(filter(None, rows[-1].cells())), style="dim")
        rows += measure_pairs(wanted, args, cache, keep)
    show(console, rows)
    if not args.no_append:
        remarks = [
            f"options: --only '{args.only}' --forms '{args.forms}' --ocr {args.ocr}" + (" (warm cache)" if args.cache else ""),
            args.note,
        ]
        append("accuracy", HEAD, [*(row.cells() for row in rows), mean(rows)], [remark for remark in remarks if remark])
    return 0


if __name__ == "__main__":
    sys.exit(main())
