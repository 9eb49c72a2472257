"""Account paths in running text: “社会保障和就业支出（类）行政事业单位养老支出（款）…（项）”, with the code where names decide it.

Works on folded text. The names may be any: a path whose names are not in the list keeps its names and has no code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from extractors.language.folding import fold
from extractors.language.vocabulary import Account, Entry, accounts

_NAME = r'[^,;。:、"\d\s《》]{2,40}?'
_PATH = re.compile(
    rf'(?:(?P<cls>{_NAME})"?\(类\))?(?:支出)?"?(?:(?P<section>{_NAME})"?\(款\))?"?(?:(?P<item>{_NAME})"?\(项\)|(?P<bare>{_NAME})(?=[:。]))?'
)
_ANY = re.compile(r"\([类款项]\)")
_LEAD = re.compile(r"^.*(?:方面|用于|其中|包括|如下|增加|减少|的|为|是|年度?|科目)")
_COMMON = re.compile(r"^(行政运行|一般行政管理事务|机关服务|事业运行|信息化建设|其他.*|.*支出)$")


@dataclass(frozen=True, slots=True)
class AccountPhrase:
    """A path at `start:end` of a text; `entry.norm` is the name of its deepest level."""

    start: int
    end: int
    entry: Entry


def account_phrases(folded: str, own: Mapping[str, str] | None = None) -> Iterator[AccountPhrase]:
    """The account paths of a folded text, from left to right; `own` are other names of accounts (folded) and their proper ones."""
    at = 0
    while mark := _ANY.search(folded, at):
        path = _path_around(folded, at, mark.start())
        at = mark.end()
        if path is not None:
            at = max(at, path.end())
            yield _phrase(path, own or {})


def _path_around(folded: str, low: int, mark: int) -> re.Match[str] | None:
    """The path whose first mark stands at `mark`, beginning after the last boundary before it."""
    mark -= folded[:mark].endswith('"')  # “水利”（款）: the name stands in quotation marks
    start = max(folded.rfind(c, low, mark) for c in ',;。:、" \n') + 1
    digits = [m.end() for m in re.finditer(r"\d+[.、)]?", folded[max(start, low) : mark])]
    start = max(start, low) + (digits[-1] if digits else 0)
    while start < mark and folded[start] in ").．":
        start += 1
    match = _PATH.match(folded, start)
    return match if match and match.end() > mark else None


def _phrase(path: re.Match[str], own: Mapping[str, str]) -> AccountPhrase:
    names = {level: path[level] for level in ("cls", "section", "item") if path[level]}
    end = path.end()
    if path["bare"]:
        names, end = _with_bare(names, path)
    first = next(iter(names))
    trimmed = max((name for name in own if names[first].endswith(name)), key=len, default="") or _trim(names[first], first)
    start = path.start(first) + len(names[first]) - len(trimmed)
    names[first] = trimmed
    names = {level: own.get(name, name) for level, name in names.items()}
    code = _code(names)
    deepest = names[list(names)[-1]]
    return AccountPhrase(start, end, Entry("ACCOUNT", deepest, dimension="money", code=code or ""))


def _with_bare(names: dict[str, str], path: re.Match[str]) -> tuple[dict[str, str], int]:
    """The names with an item that was printed without （项）, when the list knows it below the section; else without it."""
    full = {**names, "item": path["bare"]}
    known = "section" in names and len(_code(full) or "") == 7
    return (full, path.end()) if known else (names, path.start("bare"))


def _trim(name: str, level: str) -> str:
    """The first name of a path without words that lead up to it, when what remains is a known name; else as it stands."""
    kinds = {"cls": "func_class", "section": "func_section", "item": "func_item"}
    known = [fold(a.name) for a in accounts() if a.kind == kinds[level]]
    endings = [n for n in known if name.endswith(n)]
    if endings:
        return max(endings, key=len)
    rest = _LEAD.sub("", name)
    return rest if len(rest) >= 2 else name


def _code(names: dict[str, str]) -> str | None:
    """The code that the names decide: of the deepest level, under the levels above it as far as they are known."""
    prefix, known = "", True
    for level, kind in (("cls", "func_class"), ("section", "func_section"), ("item", "func_item")):
        if level not in names:
            continue
        codes = {a.code for a in accounts() if a.kind == kind and _same(a, names[level]) and a.code.startswith(prefix)}
        sure = len(codes) == 1 and (known or not _COMMON.match(names[level]))
        prefix, known = (codes.pop(), True) if sure else (prefix, False)
    return prefix if prefix and known else None


def _same(account: Account, name: str) -> bool:
    own = fold(account.name)
    return own == name or own == name + "支出" or own + "支出" == name
