"""Asks the corpus's own scorers what a report is worth. Takes files that gouji wrote; gives counts, never judges by itself."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

from results import ROOT

CORPUS = Path(os.environ.get("GOUJI_CORPUS", ROOT.parent / "shared" / "corpus")).resolve()
TOOLS = CORPUS.parent / "tools"
SHARES = ("coverage", "agreement", "must", "all", "precision")
Shares = dict[str, tuple[int, int]]
"""(hit, of) by name."""


def score(gold: Path, report: Path) -> Shares:
    run = subprocess.run(
        [sys.executable, TOOLS / "score.py", gold, "--report", report, "--json"], capture_output=True, text=True, check=True
    )
    totals = json.loads(run.stdout)
    return {name: (totals[name][0], totals[name][1]) for name in SHARES}


def score_tables(truth: Path, tables: Path, form: str) -> tuple[tuple[int, int], int]:
    """(figures right, figures), and how many wrong ones were read with confidence."""
    words = [sys.executable, TOOLS / "score_tables.py", truth, tables, *(["--scan", form] if form.startswith("scan") else [])]
    run = subprocess.run(words, capture_output=True, text=True, check=True)
    found = re.search(r"right (\d+)/(\d+).*sure of it (\d+)", run.stdout)
    if found is None:
        raise RuntimeError(f"score_tables: {run.stdout.strip()[:80]}")
    return (int(found[1]), int(found[2])), int(found[3])


def is_whole(truth: Path, form: str) -> bool:
    """Whether that form has every page: the gold labels of a part would count what is not there as missed."""
    if not form.startswith("scan") or not truth.exists():
        return True
    described = json.loads(truth.read_text("utf-8"))
    return len(described["scans"][form]["pages"]) == len(described["pages"])


def count_shown(report: Path) -> int:
    findings = json.loads(report.read_text("utf-8"))["findings"]
    return sum(f["status"] in {"discrepancy", "suspect_ocr"} and f["severity"] != "info" for f in findings)
