"""The manual of the rules as Markdown: an index by group and one page per rule, made from the rules' own pages.

Takes `RulePage`s, gives file names with their texts; `write_manual` puts them into a folder and removes pages of rules that are gone.
The same pages give the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

from disclosure.messages import Text, catalogue
from disclosure.rulepage import RulePage
from reports.words import word

INDEX = "README.md"
_PAGE = re.compile(r"[A-Z]\d{3}\.md")
_MADE = "<!-- 由规则自身的说明生成：gouji rules --write docs/rules。请改规则，不改本页。 -->"


def manual(pages: Iterable[RulePage]) -> dict[str, str]:
    """Every file of the manual by name: the index first, then the pages by code."""
    ordered = sorted(pages, key=lambda page: page.code)
    return {INDEX: _index(ordered), **{f"{page.code}.md": _page(page) for page in ordered}}


def write_manual(pages: Iterable[RulePage], folder: Path) -> tuple[str, ...]:
    """Writes the manual and removes stale pages; gives the names of the files that changed. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    changed = tuple(stale_files(files := manual(pages), folder))
    for name in changed:
        if name in files:
            (folder / name).write_text(files[name], "utf-8")
        else:
            (folder / name).unlink()
    return changed


def stale_files(files: dict[str, str], folder: Path) -> list[str]:
    """Names of files in the folder that are missing, differ, or are pages of no rule."""
    there = {path.name: path for path in folder.glob("*.md")} if folder.is_dir() else {}
    differing = [name for name, text in files.items() if name not in there or there[name].read_text("utf-8") != text]
    return differing + sorted(name for name in there if _PAGE.fullmatch(name) and name not in files)


def messages(code: str) -> list[Text]:
    """The rule's own message texts, in the order of their keys; rules without any use the general ones."""
    return [text for key, text in sorted(catalogue().items()) if key == code or key.startswith(f"{code}.")]


def _index(pages: Sequence[RulePage]) -> str:
    """All rules by group."""
    lines = [
        _MADE,
        "",
        "# 规则手册",
        "",
        f"共 {len(pages)} 条规则。命令行中用 `gouji explain N001` 看一条，用 `gouji rules` 看全部。",
        "",
    ]
    for group, found in groupby(pages, key=lambda page: page.group):
        name = word("group", group)
        lines += [f"## {group} {name.zh}", "", f"*{name.en}*", "", "| 代码 | 规则 | 类别 | 级别 |", "|---|---|---|---|"]
        for page in found:
            family, severity = word("family", page.family), word("severity", page.severity)
            lines.append(f"| [{page.code}]({page.code}.md) | {_cell(page.title)} | {family.zh} `{page.family}` | {severity.zh} |")
        lines.append("")
    return "\n".join(lines)


def _page(page: RulePage) -> str:
    """One rule."""
    family, severity = word("family", page.family), word("severity", page.severity)
    lines = [_MADE, "", f"# {page.code} {page.title}", ""]
    lines += [f"类别：{family.zh}（`{page.family}`） · 级别：{severity.zh}（{severity.en}）", ""]
    for heading, text in page.sections:
        lines += [f"## {heading}", "", text, ""]
    if own := messages(page.code):
        lines += ["## 消息", "", *(f"- {_code(text.zh)}<br>{_code(text.en)}" for text in own), ""]
    lines += [f"[全部规则]({INDEX})", ""]
    return "\n".join(lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _code(text: str) -> str:
    """The text as code, so that its {fields} stay readable."""
    return f"`{text}`"
