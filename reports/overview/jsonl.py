"""JSON Lines: one finding per line, in the shape of `reports.json.finding` with whose it is and where it stands.

Beside that shape: `document` (a document's id, or a dossier), `document_name`, `organisation`, `fiscal_year`, `state`, and the moments
`first_seen` and `last_seen` (ISO 8601, UTC).
"""

from __future__ import annotations

import json as plain
from collections.abc import Container, Iterable
from typing import TextIO

from disclosure.overview import FiledFinding
from reports import json
from reports.places import Places

NOWHERE = Places()


def write(findings: Iterable[FiledFinding], laid_out: Container[str], out: TextIO) -> None:
    """All findings, which come with their evidence. Places in documents that are `laid_out` have no page to be called by."""
    for finding in findings:
        out.write(plain.dumps(line(finding, laid_out), ensure_ascii=False, separators=(",", ":")) + "\n")


def line(filed: FiledFinding, laid_out: Container[str] = ()) -> json.Json:
    """One finding as plain values. Raises ValueError for one without its evidence."""
    if filed.whole is None:
        raise ValueError(f"finding {filed.id} came without its evidence")
    made = json.finding(filed.whole, NOWHERE)
    for item in made["evidence"]:
        if item["document"] in laid_out:
            item["where"] = ""
    return made | {
        "document": filed.subject,
        "document_name": filed.document,
        "organisation": filed.organisation,
        "fiscal_year": filed.fiscal_year,
        "state": filed.state,
        "first_seen": filed.first_seen.isoformat(),
        "last_seen": filed.last_seen.isoformat(),
    }
