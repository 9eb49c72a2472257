#!/usr/bin/env python3
"""How many planted errors do the checks see? Thousands of slips, one at a time, in documents that were read once.

    make bench-mutations ARGS="--count 100 --documents 003,sample --list-missed"

Each slip changes one printed figure or word; what depends on it is read again by the pipeline's own steps and checked. A slip is
*visible* when a relation that held cites the figure and breaks beyond its own bound; of the visible ones ≥ 98 % should be detected and
≥ 85 % have the changed figure named as the cause. Documents are those of $GOUJI_CORPUS and the project's sample, with and without its
mistakes; in the latter nothing may be reported before a slip is planted. The same seed plants the same slips.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from results import append
from rich.console import Console
from rich.table import Table
from scoring import CORPUS

from benchmarks.mutations_edit import PLACES, Edit
from benchmarks.mutations_judging import BROKEN, SHOWN, Base, Trial, base, judge
from benchmarks.mutations_kinds import KINDS
from benchmarks.mutations_places import edits
from benchmarks.mutations_reading import UnsteadyError, material
from samples.build import STEM, clean
from workers.pipeline import read_file
from workers.workshop import Workshop

DOCUMENTS = (
    *("003/003-born", "000/000-born", "002/002-born", "004/004-born", "gzj_2024_final/gzj_2024_final"),
    *("czj_2024_final_good/czj_2024_final_good", "wanli_2024_budget/wanli_2024_budget", "wanli_2025_budget/wanli_2025_budget"),
)
HEAD = ("slip", "planted", "visible", "detected", "culprit named", "findings each", "collateral", "no relation sees")
DETECTED, NAMED = 0.98, 0.85
CHUNK = 8


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=300, help="slips of each kind")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--documents", default="", help="by comma: folders of the corpus, sample, sample-clean")
    parser.add_argument("--kinds", default=",".join(KINDS), help="by comma")
    parser.add_argument("--workers", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument(
        "--list-missed", action="store_true", help="print what was visible and missed, and what was reported beside it"
    )
    parser.add_argument("--list-unseen", action="store_true", help="print the slips that no relation sees")
    parser.add_argument("--note", default="", help="a remark to stand beside the figures")
    parser.add_argument("--no-append", action="store_true", help="print only")
    return parser.parse_args()


def sources(wanted: str, scratch: Path) -> dict[str, Path]:
    """Name → file of the documents that are there and chosen."""
    found = {name.split("/")[0]: CORPUS / f"{name}.pdf" for name in DOCUMENTS}
    found["sample"] = STEM.with_name(STEM.name + "-born.pdf")
    found["sample-clean"] = scratch / "sample-clean.pdf"
    chosen = wanted.split(",") if wanted else list(found)
    if "sample-clean" in chosen:
        found["sample-clean"].write_bytes(clean())
    return {name: found[name] for name in chosen if name in found and found[name].is_file()}


@cache
def sound(path: Path) -> Base:
    """The document without slips; each process keeps those it works on."""
    return base(material(read_file(path, Workshop())))


def plant(paths: Sequence[Path], kinds: Iterable[str], count: int, seed: str) -> list[tuple[Path, Edit]]:
    """The slips: of each kind as many as wanted, drawn in turn from every document and place, so that no long table drowns the rest."""
    drawn = []
    for kind in kinds:
        strata: dict[tuple[Path, str], list[Edit]] = defaultdict(list)
        for path in paths:
            for edit in edits(sound(path).made, kind, Random(f"{seed}:{kind}")):
                strata[path, edit.place].append(edit)
        for stratum in strata.values():
            Random(seed).shuffle(stratum)
        drawn += list(_in_turn(strata))[:count]
    return sorted(drawn, key=lambda pair: paths.index(pair[0]))


def _in_turn(strata: dict[tuple[Path, str], list[Edit]]) -> Iterator[tuple[Path, Edit]]:
    for round_ in range(max((len(stratum) for stratum in strata.values()), default=0)):
        for (path, _), stratum in strata.items():
            if round_ < len(stratum):
                yield path, stratum[round_]


def tried(task: tuple[Path, list[Edit]]) -> list[Trial]:
    """A few slips of one document."""
    path, planted = task
    return [judge(sound(path), edit) for edit in planted]


def run(planted: Sequence[tuple[Path, Edit]], workers: int) -> list[Trial]:
    """Every slip tried, on several processes; each gets stretches of one document."""
    tasks: list[tuple[Path, list[Edit]]] = []
    for path, edit in planted:
        if not tasks or tasks[-1][0] != path or len(tasks[-1][1]) >= CHUNK:
            tasks.append((path, []))
        tasks[-1][1].append(edit)
    with ProcessPoolExecutor(max_workers=workers) as pool:
        return [trial for trials in pool.map(tried, tasks) for trial in trials]


def share(hit: int, of: int) -> str:
    return f"{hit}/{of} {hit / of:.1%}" if of else "–"


def line(name: str, trials: Sequence[Trial]) -> list[str]:
    """One row of the table."""
    visible = [trial for trial in trials if trial.witnesses]
    seen = [trial for trial in visible if trial.detected]
    each = sum(len(trial.findings) for trial in seen) / len(seen) if seen else 0
    beside = sum(len(trial.collateral) for trial in trials)
    return [
        *(name, str(len(trials)), share(len(visible), len(trials)), share(len(seen), len(visible))),
        *(share(sum(t.named for t in seen), len(seen)), f"{each:.2f}", str(beside)),
        share(len(trials) - len(visible), len(trials)),
    ]


def lines(trials: Sequence[Trial]) -> list[list[str]]:
    """By kind and place, by place, and all."""
    groups = [
        (f"{kind}, {place}", [t for t in trials if (t.kind, t.place) == (kind, place)]) for kind in KINDS for place in PLACES
    ]
    groups += [(f"all in {place}s", [t for t in trials if t.place == place]) for place in PLACES]
    return [line(name, group) for name, group in (*groups, ("all", list(trials))) if group]


def show_missed(console: Console, trials: Sequence[Trial]) -> None:
    """What was visible and missed with the fate of its witnesses, and findings that do not cite the slip."""
    missed = [trial for trial in trials if trial.witnesses and not trial.detected]
    for trial in missed:
        console.print(
            f"missed  {trial.document} {trial.kind}/{trial.place} {trial.text} :: {'; '.join(sorted(set(trial.fates)))}",
            markup=False,
        )
    for trial in (t for t in trials if t.witnesses and t.detected and not t.named):
        console.print(
            f"unnamed {trial.document} {trial.kind}/{trial.place} {trial.text} :: {'; '.join(trial.findings)}", markup=False
        )
    for trial in (t for t in trials if t.collateral):
        for text in trial.collateral:
            console.print(f"beside  {trial.document} {trial.kind}/{trial.place} {trial.text} :: {text}", markup=False)
    fates = Counter(fate for trial in missed for fate in set(trial.fates))
    rules = Counter(text.split()[0] for trial in trials for text in trial.collateral)
    console.print("missed by fate:", fates.most_common(40), markup=False)
    console.print("beside by rule:", rules.most_common(40), markup=False)


def shown(path: Path) -> int:
    """Findings at warning or error of the document without slips."""
    return sum(f.status in BROKEN and f.severity in SHOWN for f in sound(path).findings)


def main() -> int:
    args, console = options(), Console(width=None if sys.stdout.isatty() else 190)
    began = time.perf_counter()
    with TemporaryDirectory() as scratch:
        found, unsteady = sources(args.documents, Path(scratch)), []
        for name, path in list(found.items()):
            try:
                sound(path)
            except UnsteadyError:
                unsteady.append(name)
                del found[name]
        if not found:
            console.print(f"No documents in {CORPUS} or samples match; set GOUJI_CORPUS.")
            return 2
        trials = run(plant(list(found.values()), args.kinds.split(","), args.count, args.seed), args.workers)
        alarms = {name: shown(path) for name, path in found.items()}
    table = Table(*HEAD, title="planted slips")
    rows = lines(trials)
    for row in rows:
        table.add_row(*row, style="bold" if row is rows[-1] else "")
    console.print(table)
    remarks = [
        f"targets: detected ≥ {DETECTED:.0%} of visible, culprit named ≥ {NAMED:.0%} of detected",
        f"findings at warning or error before any slip: {', '.join(f'{name} {n}' for name, n in alarms.items())} (sample-clean must be 0)",
        f"options: --count {args.count} --seed {args.seed} --documents '{args.documents}' --kinds {args.kinds}; {time.perf_counter() - began:.0f} seconds",
        *([f"cannot be read again to the same result, left out: {', '.join(unsteady)}"] if unsteady else []),
        *([args.note] if args.note else []),
    ]
    console.print("\n".join(remarks), markup=False)
    if args.list_missed:
        show_missed(console, trials)
    for trial in (t for t in trials if args.list_unseen and not t.witnesses):
        console.print(f"unseen  {trial.document} {trial.kind}/{trial.place} {trial.text}", markup=False)
    if not args.no_append:
        append("mutations", HEAD, rows, remarks)
    return 1 if alarms.get("sample-clean") else 0


if __name__ == "__main__":
    sys.exit(main())
