"""A project's own settings as nouns: other names for the same thing, rules chosen by default, findings waived for a while.

Read from `gouji.toml` by `workers.settings`; here they only know how to apply themselves. Names are compared without blanks and
quotation marks, brackets of either width.
"""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass, field
from datetime import date

_FOLDED = str.maketrans({"(": "（", ")": "）", **dict.fromkeys("“”\"'‘’「」『』《》〈〉")})


def normal(name: str) -> str:
    """The form in which names are compared: NFKC, no blanks, no quotation marks, full-width brackets."""
    return "".join(unicodedata.normalize("NFKC", name).split()).translate(_FOLDED)


@dataclass(frozen=True, slots=True)
class Aliases:
    """Names as documents print them (in `normal` form) and what they stand for.

    `names` are organisations or the ends of their names, `accounts` account names, `tables` table titles to kinds of schedules.
    """

    names: dict[str, str] = field(default_factory=dict)
    accounts: dict[str, str] = field(default_factory=dict)
    tables: dict[str, str] = field(default_factory=dict)

    def account(self, name: str) -> str:
        """The proper name of an account, the name itself where it has no other."""
        return self.accounts.get(normal(name), name) if self.accounts else name

    def organisation(self, name: str) -> str:
        """The proper name of an organisation; an alias may be the end of a name, the longest that fits counts."""
        plain = normal(name)
        fitting = [alias for alias in self.names if plain.endswith(alias) and not plain.endswith(normal(self.names[alias]))]
        if not fitting:
            return name
        alias = max(fitting, key=len)
        return plain.removesuffix(alias) + self.names[alias]

    @property
    def fingerprint(self) -> str:
        """Tells settings apart that read a document differently; empty where there are no aliases."""
        groups = (self.names, self.accounts, self.tables)
        if not any(groups):
            return ""
        lines = [f"{number}\t{alias}\t{name}" for number, group in enumerate(groups) for alias, name in sorted(group.items())]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Waiver:
    """A finding that someone has decided to live with, why, and through which day.

    It fits findings of `rule` with `fingerprint` (its beginning is enough), in documents whose name fits the pattern `document` and
    whose organisation fits `organisation` (`*` and `?` as in file names); what is empty fits all.
    """

    reason: str
    expires: date
    rule: str = ""
    fingerprint: str = ""
    document: str = ""
    organisation: str = ""

    def expired(self, today: date) -> bool:
        """Whether its last day is over."""
        return today > self.expires


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a `gouji.toml` can say; empty where there is none."""

    aliases: Aliases = field(default_factory=Aliases)
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    waivers: tuple[Waiver, ...] = ()
