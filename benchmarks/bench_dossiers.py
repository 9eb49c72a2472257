#!/usr/bin/env python3
"""How many slips do the checks between documents see? One at a time, in figures on which a relation between two documents rests.

    make bench-dossiers ARGS="--count 400 --layouts shandong,sichuan --seeds 0-3 --list-missed"

Clean dossiers are drawn from made-up books (`dossiers_cases`): two years of accounts and budgets, a department and its unit, accounts
and evaluation forms in files of their own. They must be silent. Each slip (a digit, two digits transposed, a point dropped, a unit, a
word of direction) changes one paper, which is read again from its bytes. Targets: ≥ 98 % of the slips beyond a relation's own bound
detected, the wrong figure told first in ≥ 85 % of those, nothing else reported. A slip in last year's text that contradicts last year's
own table is told by the check of that document; between the documents the table counts.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from random import Random

from rich.console import Console
from rich.table import Table

from benchmarks.dossiers_cases import ACCOUNTS, Case, cases
from benchmarks.dossiers_judging import BROKEN, SHOWN, Trial, judge
from benchmarks.dossiers_slips import KINDS, Slip, slips
from benchmarks.results import append
from checks.dossier import check_dossier

HEAD = ("slips", "tried", "detected between documents", "or in the document itself", "wrong figure told first", "other findings")
DETECTED, NAMED = 0.98, 0.85


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--layouts", default=",".join(ACCOUNTS), help="layouts of the accounts, by comma")
    parser.add_argument("--seeds", default="0-1", help="offices, as 0-3")
    parser.add_argument("--count", type=int, default=300, help="slips in all")
    parser.add_argument("--seed", type=int, default=1, help="of the choice of slips")
    parser.add_argument("--list-missed", action="store_true", help="tell each slip that was missed, or told by another figure")
    parser.add_argument("--note", default="", help="a remark to stand beside the figures")
    parser.add_argument("--no-append", action="store_true", help="print only")
    return parser.parse_args()


def made(layouts: Sequence[str], seeds: str) -> Iterator[Case]:
    """The clean dossiers."""
    first, _, last = seeds.partition("-")
    for seed in range(int(first), int(last or first) + 1):
        for layout in layouts:
            yield from cases(layout, seed)


def chosen(found: Sequence[tuple[Case, Slip]], count: int, chance: Random) -> list[tuple[Case, Slip]]:
    """So many of the slips, in turn from each kind, rule and sort of dossier."""
    strata: dict[tuple[str, ...], list[tuple[Case, Slip]]] = {}
    for case, planted in found:
        key = (planted.kind, case.name.split()[-1], *sorted({witness.rule for witness in planted.witnesses}))
        strata.setdefault(key, []).append((case, planted))
    for stratum in strata.values():
        chance.shuffle(stratum)
    picked = []
    for n in range(max(map(len, strata.values()), default=0)):
        picked += [stratum[n] for stratum in strata.values() if n < len(stratum)]
    return picked[:count]


def share(hit: int, of: int) -> str:
    return f"{hit}/{of} {hit / of:.1%}" if of else "–"


def line(name: str, trials: Sequence[Trial]) -> list[str]:
    seen = [trial for trial in trials if trial.detected]
    named = share(sum(trial.named for trial in seen), len(seen))
    either = share(len(seen) + sum(trial.alone for trial in trials), len(trials))
    beside = str(sum(len(trial.beside) for trial in trials))
    return [name, str(len(trials)), share(len(seen), len(trials)), either, named, beside]


def lines(trials: Sequence[Trial]) -> list[list[str]]:
    """By kind, by sort of dossier, by rule, and all."""
    groups = [(kind, [t for t in trials if t.kind == kind]) for kind in KINDS]
    groups += [(f"between {sort}", [t for t in trials if t.case.endswith(sort)]) for sort in ("years", "levels", "files")]
    groups += [(rule, [t for t in trials if rule in t.rules]) for rule in sorted({rule for t in trials for rule in t.rules})]
    return [line(name, group) for name, group in (*groups, ("all", list(trials))) if group]


def show_missed(console: Console, trials: Sequence[Trial]) -> None:
    for trial in trials:
        told = "; ".join(trial.fates)
        if not trial.detected or not trial.named:
            what = "unnamed" if trial.detected else "alone" if trial.alone else "missed"
            console.print(f"{what} {trial.case} {trial.kind} {trial.text} :: {told}", markup=False)
        for text in trial.beside:
            console.print(f"beside {trial.case} {trial.kind} {trial.text} :: {text}", markup=False)
    console.print("missed by fate:", Counter(fate for t in trials for fate in t.fates).most_common(20), markup=False)


def main() -> int:
    args, console = options(), Console(width=None if sys.stdout.isatty() else 170)
    began, chance = time.perf_counter(), Random(args.seed)
    found, alarms, applied = [], [], Counter[str]()
    dossiers = list(made(args.layouts.split(","), args.seeds))
    for case in dossiers:
        relations, findings = check_dossier(case.dossier())
        alarms += [
            f"{case.name}: {one.rule} {one.message.zh}" for one in findings if one.status in BROKEN and one.severity in SHOWN
        ]
        applied.update(relation.rule for relation in relations)
        found += [(case, planted) for kind in KINDS for planted in slips(case, relations, kind, chance)]
    trials = [judge(case, planted) for case, planted in chosen(found, args.count, chance)]
    table, rows = Table(*HEAD, title="slips between documents"), lines(trials)
    for row in rows:
        table.add_row(*row, style="bold" if row is rows[-1] else "")
    console.print(table)
    remarks = [
        f"{len(dossiers)} clean dossiers, {sum(applied.values())} relations ({', '.join(f'{k} {n}' for k, n in sorted(applied.items()))}); "
        f"findings at warning or error before any slip: {len(alarms)} (must be 0)",
        f"targets: detected ≥ {DETECTED:.0%}, told first ≥ {NAMED:.0%}, other findings 0; {len(found)} slips are possible",
        f"options: --layouts {args.layouts} --seeds {args.seeds} --count {args.count} --seed {args.seed}; "
        f"{time.perf_counter() - began:.0f} seconds",
        *([args.note] if args.note else []),
    ]
    console.print("\n".join([*alarms, *remarks]), markup=False)
    if args.list_missed:
        show_missed(console, trials)
    if not args.no_append:
        append("slips between documents", HEAD, rows, remarks)
    return 1 if alarms else 0


if __name__ == "__main__":
    sys.exit(main())
