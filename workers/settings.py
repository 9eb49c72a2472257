"""Reads `gouji.toml`: a project's other names, its choice of rules, and its waivers.

Takes a path (or looks in the working directory), gives `Settings`; no file at all gives empty ones. Refuses a key it does not know, a
value of another type, a rule or a kind of table that does not exist, and a waiver without reason or date: always a `SettingsError`
that names the file, the line and the key.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from checks.registry import all_rules, select
from disclosure.errors import GoujiError, why
from disclosure.settings import Aliases, Settings, Waiver, normal
from extractors.schedules.vocabulary import kinds

FILE = "gouji.toml"
"""Looked for in the working directory."""

_TOP = ("aliases", "rules", "waivers")
_ALIASES = ("names", "accounts", "tables")
_RULES = ("select", "ignore")
_WAIVER = ("rule", "fingerprint", "document", "organisation", "reason", "expires")
_FINGERPRINT = re.compile(r"[0-9a-f]{8,24}")


class SettingsError(GoujiError):
    """Something is wrong with the settings; `code` says what, the details say where."""

    def __init__(self, problem: str, name: str, **details: object) -> None:
        self.code = f"settings_{problem}"
        super().__init__(name, **details)


@dataclass(frozen=True)
class _File:
    """The file's name and text, to say where something stands."""

    name: str
    text: str

    def fail(self, problem: str, key: str, **details: object) -> SettingsError:
        """The error for a key such as `waivers[2].expires`."""
        return SettingsError(problem, self.name, line=_line(self.text, key), at=key, **details)


def find_settings(config: Path | None = None, folder: Path | None = None) -> Settings:
    """The settings of `config`; without it of `gouji.toml` in `folder` (the working directory), else empty ones. Raises SettingsError."""
    if config is not None:
        return load_settings(config)
    usual = (folder or Path.cwd()) / FILE
    return load_settings(usual) if usual.is_file() else Settings()


def load_settings(path: Path) -> Settings:
    """The settings of that file. Raises SettingsError."""
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        raise SettingsError("unreadable", str(path), **why(error)) from error
    except UnicodeDecodeError as error:
        raise SettingsError("unreadable", str(path), reason="not UTF-8") from error
    return parse_settings(text, path.name)


def parse_settings(text: str, name: str = FILE) -> Settings:
    """The settings that the text states; `name` is for messages. Raises SettingsError."""
    file = _File(name, text)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError("syntax", name, reason=str(error)) from error
    _known(file, data, "", _TOP)
    chosen = _table(file, data, "rules")
    _known(file, chosen, "rules.", _RULES)
    return Settings(
        _aliases(file, _table(file, data, "aliases")),
        _rules(file, chosen, "select"),
        _rules(file, chosen, "ignore"),
        _waivers(file, data.get("waivers", [])),
    )


def _aliases(file: _File, data: dict[str, Any]) -> Aliases:
    _known(file, data, "aliases.", _ALIASES)
    groups = {group: _table(file, data, group, "aliases.") for group in _ALIASES}
    for group, entries in groups.items():
        for alias, value in entries.items():
            if not isinstance(value, str) or not value.strip() or not normal(alias):
                raise file.fail("type", f"aliases.{group}.{alias}", wanted='"…" = "…"')
    keys = {kind.key for kind in kinds()}
    for title, kind in groups["tables"].items():
        if kind not in keys:
            raise file.fail("kind", f"aliases.tables.{title}", value=kind, known=", ".join(sorted(keys)))
    return Aliases(**{group: {normal(alias): value for alias, value in entries.items()} for group, entries in groups.items()})


def _rules(file: _File, data: dict[str, Any], key: str) -> tuple[str, ...]:
    names = data.get(key, [])
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise file.fail("type", f"rules.{key}", wanted='["N001", "T", …]')
    try:
        select(all_rules(), names)
    except ValueError as error:
        raise file.fail("rule", f"rules.{key}", value=str(error)) from error
    return tuple(names)


def _waivers(file: _File, entries: object) -> tuple[Waiver, ...]:
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise file.fail("type", "waivers", wanted="[[waivers]]")
    return tuple(_waiver(file, entry, f"waivers[{number}]") for number, entry in enumerate(entries, 1))


def _waiver(file: _File, entry: dict[str, Any], key: str) -> Waiver:
    """One `[[waivers]]` entry, `key` being its place."""
    _known(file, entry, f"{key}.", _WAIVER)
    words = {name: value for name, value in entry.items() if name != "expires"}
    for name, value in words.items():
        if not isinstance(value, str):
            raise file.fail("type", f"{key}.{name}", wanted='"…"')
    for name in ("reason", "expires"):
        if not str(entry.get(name, "")).strip():
            raise file.fail("missing", key, lacks=name)
    if not (words.get("rule") or words.get("fingerprint")):
        raise file.fail("target", key)
    if words.get("rule") and words["rule"] not in {rule.code for rule in all_rules()}:
        raise file.fail("rule", f"{key}.rule", value=words["rule"])
    if words.get("fingerprint") and not _FINGERPRINT.fullmatch(words["fingerprint"]):
        raise file.fail("fingerprint", f"{key}.fingerprint")
    return Waiver(expires=_date(file, entry["expires"], f"{key}.expires"), **words)


def _date(file: _File, value: object, key: str) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    with suppress(ValueError):
        return date.fromisoformat(str(value))
    raise file.fail("type", key, wanted="2027-12-31")


def _table(file: _File, data: dict[str, Any], key: str, under: str = "") -> dict[str, Any]:
    value = data.get(key, {})
    if not isinstance(value, dict):
        raise file.fail("type", under + key, wanted=f"[{under}{key}]")
    return value


def _known(file: _File, data: Iterable[str], under: str, known: Sequence[str]) -> None:
    for key in data:
        if key not in known:
            raise file.fail("unknown", under + key, known=", ".join(known))


def _line(text: str, key: str) -> int:
    """The line (from 1) on which the key stands; that of its table where it has none, the first where neither is found."""
    table, _, name = key.rpartition(".")
    head, _, number = (table or key).partition("[")
    heads = list(re.finditer(rf"^[ \t]*\[{{1,2}}\s*{re.escape(head)}\s*\]{{1,2}}", text, re.M))
    nth = int(number.rstrip("]")) - 1 if number else 0
    start = heads[nth].start() if nth < len(heads) else 0
    inside = re.compile(rf"^[ \t]*[\[\"']*{re.escape(name or key)}[\"']?[ \t]*[=\]]", re.M).search(text, start)
    return text.count("\n", 0, inside.start() if inside else start) + 1
