"""The machine's contract, field by field."""

from __future__ import annotations

import json as standard
from decimal import Decimal

import pytest

from disclosure.relation import Amount
from reports import json
from reports.json import Json
from tests.tiny_report import ROWS, tiny_document, tiny_report

EVIDENCE = {
    "role",
    "document",
    "name",
    "page",
    "where",
    "bbox",
    "text",
    "quote",
    "label",
    "value",
    "unit",
    "confidence",
    "alternatives",
}


@pytest.fixture(scope="module")
def made() -> Json:
    text = json.dumps(json.report(tiny_report()))
    return standard.loads(text)  # type: ignore[no-any-return]


def test_the_fields_of_the_contract_are_there(made: Json) -> None:
    assert made["version"] == 1
    assert {"id", "name", "sha256", "org", "fiscal_year", "kinds", "level", "pages", "scanned"} <= set(made["documents"][0])
    assert all(
        {"id", "rule", "family", "verdict", "reason", "stated", "expected", "operands"} <= set(r) for r in made["relations"]
    )
    finding = {"id", "rule", "family", "status", "severity", "fingerprint", "message", "stated", "expected", "delta", "relations"}
    assert all(finding | {"evidence"} <= set(f) for f in made["findings"])
    assert set(made["findings"][0]["message"]) == {"zh", "en"}
    assert made["errors"] == [
        {"name": "坏.pdf", "code": "encrypted", "message": {"zh": "坏.pdf 设有打开密码。", "en": "坏.pdf is protected."}}
    ]


def test_evidence_is_one_object_everywhere(made: Json) -> None:
    cited = [e for r in made["relations"] for e in r["operands"]] + [e for f in made["findings"] for e in f["evidence"]]
    assert cited
    assert all(set(evidence) == EVIDENCE for evidence in cited)


def test_values_are_healed_and_texts_are_raw(made: Json) -> None:
    first = next(r for r in made["relations"] if r["rule"] == "T001")
    stated = first["operands"][0]
    assert (stated["role"], stated["value"], stated["text"], stated["unit"]) == ("stated", "1600.85", "1,600.85", "万元")
    assert first["stated"] == {"value": "1600.85", "unit": "万元"}
    assert first["expected"] == {"value": "1598.85", "unit": "万元"}
    assert stated["page"] == 1
    assert stated["bbox"] == [420, 272, 468, 284]


def test_findings_name_their_relations(made: Json) -> None:
    known = {relation["id"] for relation in made["relations"]}
    assert all(set(finding["relations"]) <= known and finding["relations"] for finding in made["findings"])


def test_coverage_adds_up_and_tells_idle_rules(made: Json) -> None:
    verdicts = ("holds", "rounding", "discrepancy", "reconciled", "suspect_ocr", "unresolved", "undefined")
    assert all(line["applicable"] == sum(line[v] for v in verdicts) for line in made["coverage"])
    lines = {line["rule"]: line for line in made["coverage"]}
    assert lines["N050"]["applicable"] == 0
    assert lines["N009"]["reasons"] == {"missing_table": 2}
    assert sum(line["applicable"] for line in lines.values()) == len(made["relations"])


def test_amounts_are_never_in_powers_of_ten() -> None:
    assert json.amount(Amount(Decimal("1E+5"), "元")) == {"value": "100000", "unit": "元"}
    assert json.amount(Amount(Decimal("-0.10"))) == {"value": "-0.10", "unit": None}
    assert json.amount(None) is None


def test_tables_are_given_cell_by_cell() -> None:
    table = json.tables([tiny_document()])["tables"][0]
    assert (table["title"], table["unit"], table["pages"], table["header_rows"]) == ("支出决算表", "万元", [1], 0)
    assert [(c["row"], c["col"], c["text"]) for c in table["cells"]] == [(n, c, r[c]) for n, r in enumerate(ROWS) for c in (0, 1)]


def test_facts_say_what_they_measure() -> None:
    facts = json.facts([tiny_document()])["facts"]
    assert [fact["value"] for fact in facts] == ["1200.50", "310.25", "88.10", "1600.85", "1200.50", "200.50", "25"]
    assert standard.dumps(facts)
