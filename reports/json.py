"""The machine's own contract: a report, tables or facts as plain values that `json` can write.

Fields may be added, none may go. Amounts are strings, so that no printed digit is lost; boxes are PDF points in the original page.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from disclosure.document import Document
from disclosure.dossier import Dossier, together
from disclosure.fact import Fact, Place
from disclosure.messages import Text
from disclosure.relation import Amount, Evidence, Finding, Relation
from disclosure.report import Coverage, Failure, Report
from disclosure.settings import Waiver
from disclosure.table import Cell, Table
from reports.places import Places

VERSION = 1

Json = dict[str, Any]


def report(made: Report) -> Json:
    """Everything that `gouji check` found."""
    places = Places(made.documents)
    return {
        "version": VERSION,
        "documents": [document(one) for one in made.documents],
        "dossiers": [_dossier(one) for one in together(made.documents)],
        "relations": [_relation(relation, places) for relation in made.relations],
        "findings": [finding(one, places) for one in made.findings],
        "coverage": [_coverage(line) for line in made.coverage],
        "errors": [_failure(failure) for failure in made.errors],
        "expired_waivers": [_waiver(waiver) for waiver in made.expired],
    }


def tables(documents: Iterable[Document], errors: Iterable[Failure] = ()) -> Json:
    """Every table as printed, cell by cell."""
    found = [_table(document, table) for document in documents for table in document.tables]
    return {"version": VERSION, "tables": found, "errors": [_failure(failure) for failure in errors]}


def facts(documents: Iterable[Document], errors: Iterable[Failure] = ()) -> Json:
    """Every printed number with what was understood of it."""
    found = [_fact(document, fact) for document in documents for fact in document.facts.values()]
    return {"version": VERSION, "facts": found, "errors": [_failure(failure) for failure in errors]}


def dumps(value: Json) -> str:
    """The text of the object; Chinese stays readable."""
    return json.dumps(value, ensure_ascii=False, indent=1)


def document(document: Document) -> Json:
    """Who, which year, what."""
    return {
        "id": document.id,
        "name": document.name,
        "sha256": document.sha256,
        "org": document.org,
        "fiscal_year": document.fiscal_year,
        "kinds": list(document.kinds),
        "level": document.level,
        "pages": len(document.pages),
        "scanned": document.scanned,
        "printed": document.printed,
        "remarks": [_text(remark) for remark in document.remarks],
    }


def _dossier(dossier: Dossier) -> Json:
    """Documents that were checked against each other; the lines of `coverage` under this id count what was."""
    return {"id": dossier.id, "org": dossier.org, "documents": [document.id for document in dossier.documents]}


def _relation(relation: Relation, places: Places) -> Json:
    return {
        "id": relation.id,
        "rule": relation.rule,
        "family": relation.family,
        "verdict": relation.verdict.value,
        "reason": relation.reason,
        "formula": relation.formula,
        "subject": relation.args.get("subject", ""),
        "stated": amount(relation.stated),
        "expected": amount(relation.expected),
        "delta": amount(relation.delta),
        "operands": [evidence(operand, places) for operand in relation.operands],
    }


def finding(finding: Finding, places: Places) -> Json:
    """One finding with its evidence."""
    return {
        "id": finding.id,
        "rule": finding.rule,
        "family": finding.family,
        "status": finding.status.value,
        "severity": finding.severity.value,
        "fingerprint": finding.fingerprint,
        "message": _text(finding.message),
        "formula": finding.formula,
        "stated": amount(finding.stated),
        "expected": amount(finding.expected),
        "delta": amount(finding.delta),
        "relations": list(finding.relations),
        "documents": list(dict.fromkeys(item.document for item in finding.evidence)),
        "evidence": [evidence(item, places) for item in finding.evidence],
        "waived": {"reason": waiver.reason, "expires": waiver.expires.isoformat()} if (waiver := finding.waived) else None,
    }


def _waiver(waiver: Waiver) -> Json:
    """As it stands in the settings; what it leaves open is an empty string."""
    return asdict(waiver) | {"expires": waiver.expires.isoformat()}


def evidence(item: Evidence, places: Places) -> Json:
    """The same object in relations and findings; `value` and `unit` are null where words are cited, or a blank cell.

    `where` is what people call the place; where the document was never printed, `page` and `bbox` are those of its layout.
    """
    fact = item.fact
    return {
        "role": item.role,
        "document": item.document,
        "name": places.name(item.document),
        "page": item.place.page,
        "where": places.where(item.document, item.place),
        "bbox": item.place.box.as_list(),
        "text": item.text,
        "quote": item.quote,
        "label": item.label,
        "value": value(fact),
        "unit": fact.quantity.unit.symbol if fact and fact.quantity.unit else None,
        "confidence": round(fact.confidence, 4) if fact else 1.0,
        "alternatives": list(fact.alternatives) if fact else [],
    }


def value(fact: Fact | None) -> str | None:
    """The number as printed, healed: no separators, sign and trailing zeros kept."""
    return None if fact is None or fact.blank else plain(fact.quantity.value)


def amount(made: Amount | None) -> Json | None:
    """A value with its unit."""
    return None if made is None else {"value": plain(made.value), "unit": made.unit}


def plain(number: Decimal) -> str:
    """Never in powers of ten."""
    return f"{number:f}"


def _coverage(line: Coverage) -> Json:
    counts = ("applicable", "holds", "rounding", "discrepancy", "reconciled", "suspect_ocr", "unresolved", "undefined")
    found: Json = {"document": line.document, "rule": line.rule}
    found |= {name: getattr(line, name) for name in counts}
    return found | {"reasons": dict(line.reasons)}


def _failure(failure: Failure) -> Json:
    return {"name": failure.name, "code": failure.code, "message": _text(failure.message)}


def _text(text: Text) -> Json:
    return {"zh": text.zh, "en": text.en}


def _table(document: Document, table: Table) -> Json:
    return {
        "id": table.id,
        "document": document.id,
        "pages": list(table.pages),
        "title": table.title,
        "unit": table.unit,
        "header_rows": table.header_rows,
        "confidence": round(table.confidence, 4),
        "notes": list(table.notes),
        "cells": [_cell(document, cell) for cell in table.cells],
    }


def _cell(document: Document, cell: Cell) -> Json:
    return {
        "row": cell.row,
        "col": cell.col,
        "row_span": cell.row_span,
        "col_span": cell.col_span,
        "text": cell.text,
        "page": cell.page,
        "where": document.where(Place(cell.page, cell.box)),
        "bbox": cell.box.as_list(),
        "confidence": round(cell.confidence, 4),
        "alternatives": list(cell.alternatives),
    }


def _fact(document: Document, fact: Fact) -> Json:
    return {
        "id": fact.id,
        "document": document.id,
        "indicator": fact.indicator,
        "subject": fact.subject,
        "measure": fact.measure.value,
        "year": fact.year,
        "code": fact.code,
        "scope": sorted(fact.scope),
        "label": fact.label,
        "value": value(fact),
        "unit": fact.quantity.unit.symbol if fact.quantity.unit else None,
        "places": fact.quantity.places,
        "text": fact.quantity.text,
        "blank": fact.blank,
        "page": fact.place.page,
        "where": document.where(fact.place),
        "bbox": fact.place.box.as_list(),
        "quote": fact.quote,
        "confidence": round(fact.confidence, 4),
        "alternatives": list(fact.alternatives),
    }
