#!/usr/bin/env python3
"""Our reading beside that of others, on the same pages in one run: pages per second, memory, figures, numbers and grids.

    make bench-extraction ARGS="--only 003,002 --forms born,scan-a,scan-c --pages 10"

Each reader runs by itself on a PDF of the chosen pages. `gouji` is the whole job (`gouji check`, start-up, tables, language and checks
included) on an empty cache; `bare` is its own engine with nothing around it, `stock` is paddleocr on its own sessions with the same
weights. Pictures of our worst pages go to out/extraction. Prints one table and appends it to RESULTS.md.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
from extraction_scores import Pages, cells_right, choose, grids_right, numbers_found
from memory import measured
from results import ROOT, append
from rich.console import Console
from rich.table import Table
from scoring import CORPUS
from worst import draw_worst

GOUJI = Path(sys.executable).with_name("gouji")
READERS = ("gouji", "bare", "stock", "camelot", "pdfplumber", "img2table")
HEAD = (
    "document", "form", "reader", "pages", "pages/s", "pages/s after start", "peak MB",
    "figures right", "wrong and sure", "numbers found", "numbers right", "grid found", "grid right",
)  # fmt: skip
NEED_TEXT = frozenset({"camelot", "pdfplumber", "img2table"})
"""Readers that only see a text layer: on a picture they find no words, and are not run."""


@dataclass
class Run:
    """One reader on one file: seconds in all and after start-up, peak memory in MB, and what it read."""

    seconds: float
    after_start: float
    peak: float
    made: dict[str, Any]


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="003,002", help="documents of the corpus that have a truth, by comma")
    parser.add_argument("--forms", default="born,scan-a,scan-b,scan-c", help="forms, by comma")
    parser.add_argument("--readers", default=",".join(READERS))
    parser.add_argument("--pages", type=int, default=8, help="how many pages of each document, those with most figures")
    parser.add_argument("--note", default="")
    parser.add_argument("--no-append", action="store_true")
    return parser.parse_args()


def subset(path: Path, indexes: Sequence[int], out: Path) -> None:
    with pikepdf.open(path) as pdf, pikepdf.new() as part:
        part.pages.extend(pdf.pages[index] for index in indexes)
        part.save(out)


def run_ours(path: Path, folder: Path) -> Run:
    """The whole job on an empty cache; then, not timed, what was read."""
    env = {**os.environ, "GOUJI_CACHE": str(folder / "cache")}
    seconds, peak = measured(
        [GOUJI, "check", path, "--fail-on", "never", "--format", "json", "--out", folder / "report.json"], env
    )
    subprocess.run(
        [GOUJI, "tables", path, "--format", "json", "--out", folder / "tables.json"], env=env, check=True, capture_output=True
    )
    words = subprocess.run(
        [sys.executable, ROOT / "benchmarks" / "our_words.py", path], env=env, check=True, capture_output=True, text=True
    )
    started = time.perf_counter()
    subprocess.run([GOUJI, "version"], env=env, check=True, capture_output=True)
    start = time.perf_counter() - started
    made = json.loads((folder / "tables.json").read_text("utf-8")) | {"words": json.loads(words.stdout)}
    return Run(seconds, seconds - start, peak, made)


def run_rival(name: str, path: Path, folder: Path) -> Run:
    out = folder / f"{name}.json"
    seconds, peak = measured([sys.executable, ROOT / "benchmarks" / "rivals.py", name, path, out], dict(os.environ))
    made = json.loads(out.read_text("utf-8"))
    return Run(seconds, made["pass"], peak, made)


def row(document: str, form: str, reader: str, run: Run, pages: Pages) -> list[str]:
    count, made = len(pages.numbers), run.made
    cells = [
        document,
        form,
        reader,
        str(count),
        f"{count / run.seconds:.2f}",
        f"{count / run.after_start:.2f}",
        f"{run.peak:.0f}",
    ]
    if "tables" in made:
        figures, sure = cells_right(pages, made["tables"])
        cells += [share(figures), str(sure) if reader == "gouji" else ""]
    else:
        cells += ["", ""]
    cells += [share(pair) for pair in numbers_found(pages, made["words"])] if "words" in made else ["", ""]
    return [*cells, *(share(pair) for pair in grids_right(pages, made["tables"]))] if "tables" in made else [*cells, "", ""]


def share(pair: tuple[int, int]) -> str:
    return f"{pair[0]}/{pair[1]} {pair[0] / pair[1]:.2%}" if pair[1] else "–"


def measure(document: str, form: str, args: argparse.Namespace, console: Console) -> list[list[str]]:
    """Every reader on the chosen pages of one form of a document."""
    path = CORPUS / document / f"{document}-{form}.pdf"
    truth = path.parent / ("truth-b.json" if form == "born-b" else "truth.json")
    if not path.exists() or not truth.exists():
        console.print(f"{document} {form}: no such form, or no truth of it")
        return []
    indexes, pages = choose(json.loads(truth.read_text("utf-8")), form, args.pages)
    rows = []
    with tempfile.TemporaryDirectory() as scratch:
        folder, part = Path(scratch), Path(scratch, f"{document}-{form}.pdf")
        subset(path, indexes, part)
        for reader in args.readers.split(","):
            if (form.startswith("scan") and reader in NEED_TEXT) or (not form.startswith("scan") and reader in {"bare", "stock"}):
                continue
            run = run_ours(part, folder) if reader == "gouji" else run_rival(reader, part, folder)
            rows.append(row(document, form, reader, run, pages))
            console.print(" · ".join(filter(None, rows[-1])), style="dim")
            if reader == "gouji":
                draw_worst(part, pages, run.made["tables"], ROOT / "out" / "extraction")
    return rows


def main() -> int:
    args, console = options(), Console(width=None if sys.stdout.isatty() else 200)
    rows = [
        line
        for document in args.only.split(",")
        for form in args.forms.split(",")
        for line in measure(document, form, args, console)
    ]
    if not rows:
        console.print(f"No documents in {CORPUS} match; set GOUJI_CORPUS.")
        return 2
    table = Table(*HEAD, title="reading pages")
    for line in rows:
        table.add_row(*line)
    console.print(table)
    if not args.no_append:
        append(
            "extraction",
            HEAD,
            rows,
            [f"options: --only '{args.only}' --forms '{args.forms}' --pages {args.pages}", *filter(None, [args.note])],
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
