"""Waived findings and expired waivers in every output, and the coverage of every rule with its reasons."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from rich.console import Console

from disclosure.arithmetic import Verdict
from disclosure.report import Report
from disclosure.settings import Waiver
from reports import json, terminal
from reports.html import render
from tests.tiny_report import tiny_picture, tiny_report

WAIVER = Waiver("已发更正公告 <甲>", date(2027, 3, 31), rule="T001")
OLD = Waiver("旧理由", date(2020, 1, 31), fingerprint="0123456789ab")


@pytest.fixture(scope="module")
def report() -> Report:
    made = tiny_report()
    findings = tuple(
        replace(f, waived=WAIVER) if f.rule == "T001" and f.status is Verdict.DISCREPANCY else f for f in made.findings
    )
    return replace(made, findings=findings, expired=(OLD,))


@pytest.fixture(scope="module")
def text(report: Report) -> str:
    console = Console(width=200, markup=False, highlight=False, no_color=True)
    with console.capture() as captured:
        terminal.show(report, console)
    return captured.get()


def test_json_names_reason_and_date(report: Report) -> None:
    made = json.report(report)
    waived = [finding for finding in made["findings"] if finding["waived"]]
    assert {finding["rule"] for finding in waived} == {"T001"}
    assert waived[0]["waived"] == {"reason": "已发更正公告 <甲>", "expires": "2027-03-31"}
    assert waived[0]["status"] == "discrepancy"
    assert next(finding["waived"] for finding in made["findings"] if finding["rule"] != "T001") is None
    assert made["expired_waivers"] == [
        {
            "reason": "旧理由",
            "expires": "2020-01-31",
            "rule": "",
            "fingerprint": "0123456789ab",
            "document": "",
            "organisation": "",
        }
    ]


def test_json_covers_every_rule_with_its_reasons(report: Report) -> None:
    for line in json.report(report)["coverage"]:
        counts = {name: count for name, count in line.items() if name not in ("document", "rule", "applicable", "reasons")}
        assert {verdict.value for verdict in Verdict} == set(counts)
        assert sum(counts.values()) == line["applicable"]
        assert sum(line["reasons"].values()) == line["unresolved"]


def test_the_terminal_lists_waived_ones_after_everything_open(text: str) -> None:
    order = ("读数存疑 doubtful reading", "尾差 rounding", "已豁免 waived · ", "理由：已发更正公告 <甲>（至 2027-03-31）")
    places = [
        text.index(words) for words in (*order, "核对范围 coverage", "核对 5 项", "豁免（0123456789ab）已于 2020-01-31 到期")
    ]
    assert places == sorted(places)
    assert "T001" not in text[: text.index("已豁免 waived")]


def test_the_terminal_covers_every_rule(report: Report, text: str) -> None:
    ledger = text[text.index("核对范围 coverage") :]
    assert all(line.rule in ledger for line in report.coverage)
    assert "无法核对 2（未找到所需的表 2）" in ledger
    assert "没有适用对象的规则 1 条：N050" in ledger
    assert "全部一致的规则 1 条：N007×1" in ledger


def test_a_finding_shows_the_beginning_of_its_fingerprint(report: Report, text: str) -> None:
    assert all(f"#{f.fingerprint[:8]}" in text for f in report.findings if f.status is Verdict.DISCREPANCY)


def test_html_lists_waived_ones_apart_and_escapes_the_reason(report: Report) -> None:
    page = render(report, tiny_picture, {})
    assert page.index("已到期的豁免") < page.index('id="waived-1"') < page.index('id="coverage-1"')
    assert page.index('id="waived-1"') < page.index("理由：已发更正公告 &lt;甲&gt;（至 2027-03-31）")
    assert "<甲>" not in page
    assert all(finding.fingerprint in page for finding in report.findings if finding.status is Verdict.DISCREPANCY)


def test_html_covers_every_rule_with_its_reasons(report: Report) -> None:
    page = render(report, tiny_picture, {})
    coverage = page[page.index('id="coverage-1"') :]
    assert all(line.rule in coverage for line in report.coverage)
    assert "适用 2" in coverage
    assert "无法核对：未找到所需的表 2 项" in coverage
