"""What the checks cost: seconds of one core from facts to findings, the share of every rule, and a command's own time and memory.

Takes documents as the cache holds them (bytes), so that every measurement starts from nouns on which nothing was worked out yet;
what is kept by text from earlier documents is thrown away as well. Rules themselves are loaded before anything is measured.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from checks import items, narrative, passages, projects
from checks.judge import check
from checks.registry import Rule, all_rules
from disclosure.document import Document
from disclosure.relation import Relation
from store.codec import decode

GOUJI = Path(sys.executable).with_name("gouji")
_MEASURE = """
import os, sys, time
began = time.perf_counter()
_, status, usage = os.wait4(os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ), 0)
print()
print(os.waitstatus_to_exitcode(status), time.perf_counter() - began, usage.ru_maxrss)
"""
"""Run by a Python of its own: a process inherits the peak memory of the one that it was forked from."""
_BY_TEXT = (narrative.squeeze, items.bare, passages._core, projects.core)


@dataclass(frozen=True)
class Cost:
    """One document checked: sizes, seconds of one core, and of these the seconds in each rule."""

    pages: int
    facts: int
    sentences: int
    relations: int
    findings: int
    seconds: float
    rules: Counter[str]


def cost(data: bytes, runs: int = 3) -> Cost:
    """The quickest of some runs over the encoded document."""
    return min((once(decode(data, Document)) for _ in range(runs)), key=lambda cost: cost.seconds)


def once(document: Document) -> Cost:
    """One run. What several rules need counts for the first that asks for it."""
    for kept in _BY_TEXT:
        kept.cache_clear()
    spent: Counter[str] = Counter()
    rules = [_timed(rule, spent) for rule in all_rules()]
    sizes = len(document.pages), sum(map(len, _facts(document))), len(document.sentences)
    began = time.process_time()
    relations, findings = check(document, rules)
    return Cost(*sizes, len(relations), len(findings), time.process_time() - began, spent)


def _facts(document: Document) -> Iterator[Sequence[object]]:
    """The facts, counted without `Document.facts`: that is part of what is measured."""
    return (source.facts for group in (document.schedules, document.evaluations, document.sentences) for source in group)


def _timed(rule: Rule, spent: Counter[str]) -> Rule:
    """The rule, its seconds added up while its relations are drawn."""

    def timed(document: Document) -> Iterator[Relation]:
        made = iter(rule.check(document))
        while True:
            began = time.process_time()
            relation = next(made, None)
            spent[rule.code] += time.process_time() - began
            if relation is None:
                return
            yield relation

    return replace(rule, check=timed)


def command(*words: str | Path, cache: Path) -> tuple[float, float]:
    """Wall-clock seconds and peak memory (MB) of `gouji` with these words. Raises CalledProcessError where it cannot do its work."""
    words = tuple(map(str, words))
    # Users' Python keeps its compiled modules; one that is told not to would compile them in every run.
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    measured = subprocess.run(
        [sys.executable, "-I", "-c", _MEASURE, GOUJI, *words],
        env={**env, "GOUJI_CACHE": str(cache)},
        capture_output=True,
        text=True,
        check=True,
    )
    status, seconds, kilobytes = measured.stdout.splitlines()[-1].split()
    if status not in ("0", "1"):
        raise subprocess.CalledProcessError(int(status), ["gouji", *words])
    return float(seconds), int(kilobytes) / 1024
