"""What every benchmark writes down: on which machine, when, of which state of the code, and a table of figures, into RESULTS.md."""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benchmarks" / "RESULTS.md"


def machine() -> str:
    """Processor, cores that this process may use, and whether it multiplies bf16 in hardware."""
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text().splitlines() if cpuinfo.exists() else []
    named = dict(reversed([[part.strip() for part in line.split(":", 1)] for line in lines if ":" in line]))
    flags = named.get("flags", "").split()
    bf16 = [flag for flag in ("amx_bf16", "avx512_bf16") if flag in flags]
    model = named.get("model name") or platform.processor() or platform.machine()
    return f"{model}, {len(os.sched_getaffinity(0))} cores, bf16 {'+'.join(bf16) or 'no'}, Python {platform.python_version()}"


def revision() -> str:
    """Short commit id, with `+` where the tree differs from it; `unknown` outside a repository."""

    def git(*words: str) -> str:
        return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()

    return (git("rev-parse", "--short", "HEAD") or "unknown") + (
        "+" if git("status", "--porcelain", "--untracked-files=no") else ""
    )


def as_markdown(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table."""
    return "\n".join("| " + " | ".join(row) + " |" for row in (head, ["---"] * len(head), *rows))


def append(title: str, head: Sequence[str], rows: Sequence[Sequence[str]], remarks: Sequence[str] = ()) -> None:
    """Adds one dated section at the end of RESULTS.md. Nothing that stands there is ever changed."""
    when = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    parts = [f"## {title}, {when}, {revision()}", machine(), as_markdown(head, rows), *(f"- {remark}" for remark in remarks)]
    with RESULTS.open("a", encoding="utf-8") as file:
        file.write("\n" + "\n\n".join(parts) + "\n")
