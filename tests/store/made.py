"""Small nouns for the tests of the store: the tiny document under other names, and findings with a word to tell them apart."""

from __future__ import annotations

from dataclasses import replace

from disclosure.arithmetic import Verdict
from disclosure.document import Document
from disclosure.fact import Place
from disclosure.geometry import Box
from disclosure.messages import Text
from disclosure.relation import Evidence, Finding, Severity
from tests.tiny_report import tiny_document


def document(number: int = 0, org: str | None = "某县教育局", year: int | None = 2023) -> Document:
    """The tiny document as if it were another file."""
    sha256 = f"{number:08x}" * 8
    return replace(tiny_document(), id=sha256[:16], sha256=sha256, name=f"第{number}号.pdf", org=org, fiscal_year=year)


def finding(
    fingerprint: str,
    rule: str = "N001",
    severity: Severity = Severity.ERROR,
    words: str = "增长率与数据不符",
    verdict: Verdict = Verdict.DISCREPANCY,
    owner: str = "",
) -> Finding:
    """A finding of that fingerprint."""
    evidence = Evidence("stated", owner, Place(3, Box(1, 2, 3, 4)), "25%")
    message = Text(words, f"in English: {fingerprint}")
    return Finding(f"id-{fingerprint}", rule, "growth", verdict, severity, fingerprint, message, ("r1",), (evidence,))
