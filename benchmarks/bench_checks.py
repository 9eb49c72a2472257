#!/usr/bin/env python3
"""How long the checks take, from facts to findings, on one core; how they grow with the document; what the command itself costs.

    make bench-checks ARGS="--only 003,gzj_2024_final --copies 1,10,100"

Documents of $GOUJI_CORPUS are taken as they were understood, from the artifact cache ($GOUJI_CACHE); one that is not there is left
out, or read first with --read. Targets: at most 0.2 s for 30 pages, and at 100 times the facts at most twice the time for each.
Growing: *parts* repeats everything as further parts of the file, so that no table is the only one of its kind; *text* repeats all but
the tables, so that ever more sentences speak of the same tables, and is counted by sentence.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from results import append
from rich.console import Console
from rich.table import Table
from scoring import CORPUS

from benchmarks.checks_growth import grown
from benchmarks.checks_timing import Cost, command, cost, once
from checks.registry import all_rules
from disclosure.document import Document
from store.codec import CorruptError, decode, encode
from workers.pipeline import read_file
from workers.workshop import Workshop

HEAD = ("document", "pages", "facts", "relations", "findings", "milliseconds", "seconds per 30 pages")
RULES = ("rule", "title", "milliseconds per 30 pages", "share")
GROWN = ("document", "grown", "copies", "facts", "sentences", "relations", "seconds", "µs each", "times that of one copy")
COMMAND = ("command", "seconds", "peak memory, MB")
TARGET, LINEAR = 0.2, 2.0


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="folders of the corpus, by comma")
    parser.add_argument("--copies", default="1,10,100", help="how many times over, by comma; empty for none")
    parser.add_argument("--grow", default="003-born,002-born", help="the documents that are grown, by comma")
    parser.add_argument("--read", action="store_true", help="read what is not in the cache (minutes for scans)")
    parser.add_argument(
        "--command", default="003/003-born.pdf", help="the file of the corpus for the command's own cost; empty for none"
    )
    parser.add_argument("--note", default="", help="a remark to stand beside the figures")
    parser.add_argument("--no-append", action="store_true", help="print only")
    return parser.parse_args()


def understood(path: Path, read: bool) -> bytes | None:
    """The document as the cache holds it, by whatever version it was read last; None where it is not there and may not be read."""
    if read:
        return encode(read_file(path, Workshop()))
    sha = hashlib.sha256(path.read_bytes()).hexdigest()
    folder = Path(Workshop().store.url, sha[:2], sha)
    for artifact in sorted(folder.glob("document-*"), key=lambda file: file.stat().st_mtime, reverse=True):
        try:
            return encode(decode(artifact.read_bytes(), Document))
        except CorruptError:
            continue
    return None


def documents(only: str, read: bool) -> tuple[dict[str, bytes], list[str]]:
    """Name → encoded document of the chosen ones, and the names of those that are not in the cache."""
    paths = [p for p in sorted(CORPUS.glob("*/*.pdf")) if not only or p.parent.name in only.split(",")]
    found = {path.stem: understood(path, read) for path in paths}
    return {name: data for name, data in found.items() if data}, [name for name, data in found.items() if not data]


def line(name: str, one: Cost) -> list[str]:
    sizes = (one.pages, one.facts, one.relations, one.findings)
    return [name, *map(str, sizes), f"{one.seconds * 1000:.0f}", f"{one.seconds / one.pages * 30:.3f}"]


def slowest(costs: Sequence[Cost], count: int = 10) -> list[list[str]]:
    """The rules that take most, over all documents."""
    spent = sum((one.rules for one in costs), Counter())
    pages, whole = sum(one.pages for one in costs), sum(one.seconds for one in costs)
    titles = {rule.code: rule.title for rule in all_rules()}
    return [
        [code, titles[code], f"{seconds / pages * 30_000:.1f}", f"{seconds / whole:.1%}"]
        for code, seconds in spent.most_common(count)
    ]


def growth(name: str, data: bytes, copies: Sequence[int], narrative: bool) -> list[list[str]]:
    """The document so many times over: the time for each fact (of the text: each sentence), against that at the first number of copies."""
    rows: list[list[str]] = []
    first = 0.0
    for number in copies:
        one = once(grown(decode(data, Document), number, narrative)) if number > 1 else cost(data)
        each = one.seconds / (one.sentences if narrative else one.facts)
        first = first or each
        sizes = (number, one.facts, one.sentences, one.relations)
        row = [name, "text" if narrative else "parts", *map(str, sizes), f"{one.seconds:.2f}", f"{each * 1e6:.0f}"]
        rows.append([*row, f"{each / first:.2f}"])
    return rows


def commands(path: Path) -> list[list[str]]:
    """The command's own cost: its help, the file read for the first time, and again from the cache."""
    with tempfile.TemporaryDirectory() as scratch:
        check = ("check", path, "--format", "json", "--out", Path(scratch, "report.json"), "--fail-on", "never")
        runs = [
            ("gouji --help", ("--help",)),
            (f"gouji check {path.name}, read", check),
            (f"gouji check {path.name}, known", check),
        ]
        measured = [(name, command(*words, cache=Path(scratch))) for name, words in runs]
    return [[name, f"{seconds:.2f}", f"{memory:.0f}"] for name, (seconds, memory) in measured]


def show(console: Console, title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    table = Table(*head, title=title)
    for row in rows:
        table.add_row(*row)
    console.print(table)


def main() -> int:
    args, console = options(), Console(width=None if sys.stdout.isatty() else 150)
    found, absent = documents(args.only, args.read)
    if not found:
        console.print(f"No understood documents of {CORPUS} in the cache; set GOUJI_CORPUS and GOUJI_CACHE, or --read.")
        return 2
    cost(next(iter(found.values())), 1)  # loads the rules and their data
    costs = {name: cost(data) for name, data in found.items()}
    worst = max(one.seconds / one.pages * 30 for one in costs.values())
    tables = [
        ("checks", HEAD, [line(name, one) for name, one in costs.items()]),
        ("slowest rules", RULES, slowest([*costs.values()])),
    ]
    copies = [int(word) for word in args.copies.split(",") if word]
    chosen = [(name, narrative) for name in args.grow.split(",") if name in found for narrative in (False, True)]
    rows = [row for name, narrative in chosen for row in growth(name, found[name], copies, narrative)] if copies else []
    tables += [("checks, growing", GROWN, rows)] if rows else []
    steepest = max((float(row[-1]) for row in rows), default=0.0)
    tables += [("the command", COMMAND, commands(CORPUS / args.command))] if args.command else []
    for title, head, lines in tables:
        show(console, title, head, lines)
    remarks = [
        f"targets: at most {TARGET} s per 30 pages (worst {worst:.3f}); growing, at most {LINEAR} times (worst {steepest:.2f})",
        *([f"not in the cache, left out: {', '.join(absent)}"] if absent else []),
        *([args.note] if args.note else []),
    ]
    console.print("\n".join(remarks), markup=False)
    if not args.no_append:
        for title, head, lines in tables:
            append(title, head, lines, remarks if title == tables[0][0] else ())
    return 0


if __name__ == "__main__":
    sys.exit(main())
