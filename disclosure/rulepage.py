"""A rule's page of the manual, read from the rule's own docstring.

The docstring's first line is the title; below it stand the headings of `HEADINGS`, each with its text after a full-width colon, which
may run over several lines. A page that lacks a heading is still a page: `lacking` says what it lacks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

HEADINGS = ("查什么", "为什么", "依据", "例", "不报的情形", "容差")
"""What is checked, why, on what authority, examples, what is not reported, tolerance: in this order."""

AUTHORITY = "依据"
_HEADING = re.compile(rf"^({'|'.join(HEADINGS)})：")
_UNSURE = re.compile(r"记忆|待核|未核|待查|待补|\bmem\b|\bTODO\b|[?？]$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RulePage:
    """One page: the rule's code, family and severity (words of the JSON contract), title, and text by heading in print order."""

    code: str
    family: str
    severity: str
    title: str
    sections: tuple[tuple[str, str], ...]

    @property
    def group(self) -> str:
        """The letter of its code."""
        return self.code[:1]

    def section(self, heading: str) -> str:
        """The text under a heading, empty where it is missing."""
        return dict(self.sections).get(heading, "")

    @property
    def lacking(self) -> tuple[str, ...]:
        """Headings that are missing or empty, and the authority where it is given as unverified."""
        untitled = () if self.title else ("标题",)
        missing = (heading for heading in HEADINGS if not self.section(heading))
        doubted = (AUTHORITY,) if _UNSURE.search(self.section(AUTHORITY)) else ()
        return (*untitled, *missing, *doubted)


def read_page(code: str, family: str, severity: str, docstring: str) -> RulePage:
    """The page that the docstring holds; lines between two headings belong to the first."""
    lines = [line.strip() for line in docstring.strip().splitlines()]
    sections: dict[str, str] = {}
    heading = ""
    for line in lines[1:]:
        match = _HEADING.match(line)
        if match:
            heading, line = match[1], line[match.end() :]
        if heading:
            sections[heading] = sections.get(heading, "") + line.strip()
    return RulePage(code, family, severity, lines[0] if lines else "", tuple(sections.items()))
