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
    began = time.perf_counter()
    process = subprocess.Popen(
        [GOUJI, *words], env={**os.environ, "GOUJI_CACHE": str(cache)}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise subprocess.CalledProcessError(process.returncode, ["gouji", *map(str, words)])
    return time.perf_counter() - began, usage.ru_maxrss / 1024
