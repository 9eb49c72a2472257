"""Who published a document and for which year, as the database keeps it: what was read, why, and what a person corrected."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from disclosure.document import Document
from disclosure.settings import normal
from store.tables import DocumentRow
from store.text import clean


@dataclass(frozen=True, slots=True)
class Clue:
    """Words that tell something about a document: `field` is what (org, fiscal_year …), `page` where they stand."""

    field: str
    text: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Identity:
    """Who published a document, for which year. Unknown is None; `level` is department (部门) or unit (单位).

    `confidence` (0..1) and `evidence` say how sure that is and what it rests on.
    """

    org: str | None = None
    org_short: str | None = None
    region: str | None = None
    level: str | None = None
    fiscal_year: int | None = None
    kinds: tuple[str, ...] = ()
    confidence: float | None = None
    evidence: tuple[Clue, ...] = ()


CORRECTABLE = ("org", "org_short", "region", "level", "fiscal_year", "kinds")
"""What a person can set."""


def identity_of(document: Document) -> Identity:
    """What the document itself says."""
    return Identity(org=document.org, level=document.level, fiscal_year=document.fiscal_year, kinds=document.kinds)


def identity_values(identity: Identity, kept: Iterable[str]) -> dict[str, Any]:
    """The columns of an identity, without those fields that are to be kept as they are."""
    values: dict[str, Any] = {name: getattr(identity, name) for name in CORRECTABLE if name not in set(kept)}
    if "org" in values:
        values["org"] = clean(identity.org) if identity.org else None
        values["org_key"] = normal(values["org"] or "")
    evidence = [asdict(clue) | {"text": clean(clue.text)} for clue in identity.evidence]
    return values | {"confidence": identity.confidence, "evidence": evidence}


def stored_identity(row: DocumentRow) -> Identity:
    """The identity in a row."""
    fields = {name: getattr(row, name) for name in CORRECTABLE}
    return Identity(**fields, confidence=row.confidence, evidence=tuple(Clue(**clue) for clue in row.evidence))
