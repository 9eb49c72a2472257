"""How long a command takes and how much memory it holds at its peak, all its processes together."""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

_EVERY = 0.1
"""Seconds between two looks."""


def measured(words: Sequence[str | Path], env: Mapping[str, str]) -> tuple[float, float]:
    """(seconds, peak MB) of the command and every process below it. Raises CalledProcessError where it fails.

    Memory is the sum of what each process holds by itself and its share of what it holds with others (PSS, proc(5)).
    """
    started = time.perf_counter()
    process = subprocess.Popen(list(map(str, words)), env=dict(env), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    peak, done = [0.0], threading.Event()
    watcher = threading.Thread(target=_watch, args=(process.pid, peak, done))
    watcher.start()
    _, told = process.communicate()
    seconds = time.perf_counter() - started
    done.set()
    watcher.join()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, [str(word) for word in words], stderr=told)
    return seconds, peak[0]


def _watch(pid: int, peak: list[float], done: threading.Event) -> None:
    while not done.wait(_EVERY):
        peak[0] = max(peak[0], sum(_held(one) for one in _family(pid)))


def _family(pid: int) -> list[int]:
    """The process and all below it."""
    children = Path(f"/proc/{pid}/task").glob("*/children")
    below: list[int] = []
    for listing in children:
        try:
            below += [int(child) for child in listing.read_text().split()]
        except OSError:
            continue
    return [pid, *(one for child in below for one in _family(child))]


def _held(pid: int) -> float:
    """MB of one process; 0 where it has just ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)
