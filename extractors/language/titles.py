"""What section titles say about the figures below them: a subject (an account path, one indicator) and scope words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from extractors.language.folding import fold
from extractors.language.leads import Subject
from extractors.language.pipeline import build_pipeline

_LEDGER = frozenset({"账面", "单位预算口径", "实际账目", "决算报表"})
"""Bases of accounting: a title that names one speaks of every figure below it."""
_SAYS = re.compile(r"(?:收入|支出|决算|预算|财政拨款|执行|安排|使用|情况|说明|总体|具体|结构|的|及|和|、|表|[。:])*")
_INHERITING = frozenset({"基本支出", "项目支出", "人员经费", "公用经费"})
"""Indicators that mean something else with and without a fund in the section's title."""


@lru_cache(maxsize=512)
def _title(text: str) -> tuple[tuple[Subject, ...], frozenset[str]]:
    """The subjects that a title names, and its scope words."""
    doc = build_pipeline()(fold(text))
    subjects = tuple(
        Subject(e._.entry.norm, e._.entry.code, e._.entry.scope, e.text, e._.entry.dimension)
        for e in doc.ents
        if e.label_ in {"INDICATOR", "ACCOUNT"}
    )
    found = frozenset().union(*(s._.entry.scope for s in doc.spans["found"] if s.label_ == "SCOPE"))
    return subjects, found


def heading_subject(heading: Sequence[str]) -> Subject | None:
    """The account path or the one indicator that the innermost title names."""
    if not heading:
        return None
    subjects, _ = _title(heading[-1])
    if not _is_topic(heading[-1], subjects):
        return None
    paths = [s for s in subjects if "(项)" in s.label or "(款)" in s.label or "(类)" in s.label]
    chosen = paths if paths else subjects
    return chosen[0] if len(chosen) == 1 else None


def heading_names(heading: Sequence[str]) -> str:
    """The one indicator that the innermost title names, whatever it says of it; empty where it names none or several."""
    names = {subject.name for subject in _title(heading[-1])[0]} if heading else set()
    return names.pop() if len(names) == 1 else ""


def _is_topic(title: str, subjects: Sequence[Subject]) -> bool:
    """Whether the title is about its subject and nothing narrower: what follows the name says only that it is explained."""
    if not subjects:
        return False
    last = subjects[-1].label
    return bool(_SAYS.fullmatch(fold(title).rpartition(last)[2]))


def heading_scope(heading: Sequence[str], subject: Subject) -> frozenset[str]:
    """Scope words of the innermost title that has any, for subjects that take their scope from it."""
    inherits = subject.name in _INHERITING or bool(subject.code)
    for title in reversed(heading):
        scope = _title(title)[1] if inherits else _title(title)[1] & _LEDGER
        if scope:
            return scope
    return frozenset()
