"""Waivers set findings aside by rule, fingerprint, document and organisation, and only while they hold."""

from __future__ import annotations

from datetime import date

import pytest

from checks.judge import check
from checks.registry import all_rules, select
from checks.waivers import in_force, waive
from disclosure.settings import Waiver
from tests.checks.made import document

LINE = "# 一、收入支出决算总体情况说明\n2022年度收、支总计251.21万元。与上年相比，增加43.97万元，增长69.2%。"
DAY = date(2027, 1, 1)
MADE = document(LINE, org="某市某区教育局")
FOUND = check(MADE, select(all_rules(), ["N001"]))[1]


@pytest.mark.parametrize(
    ("waiver", "fits"),
    [
        (Waiver("r", DAY, rule="N001"), True),
        (Waiver("r", DAY, rule="N002"), False),
        (Waiver("r", DAY, fingerprint=FOUND[0].fingerprint), True),
        (Waiver("r", DAY, fingerprint=FOUND[0].fingerprint[:8]), True),
        (Waiver("r", DAY, fingerprint="00000000"), False),
        (Waiver("r", DAY, rule="N002", fingerprint=FOUND[0].fingerprint), False),
        (Waiver("r", DAY, rule="N001", document="made*"), True),
        (Waiver("r", DAY, rule="N001", document="other*"), False),
        (Waiver("r", DAY, rule="N001", organisation="*教育局"), True),
        (Waiver("r", DAY, rule="N001", organisation="*财政局"), False),
    ],
)
def test_what_a_waiver_fits(waiver: Waiver, fits: bool) -> None:
    (finding,) = waive(MADE, FOUND, [waiver])
    assert finding.waived == (waiver if fits else None)


def test_nothing_else_changes_and_the_first_that_fits_is_kept() -> None:
    first, second = Waiver("甲", DAY, rule="N001"), Waiver("乙", DAY, rule="N001")
    (finding,) = waive(MADE, FOUND, [first, second])
    assert finding.waived is first
    assert (finding.id, finding.status, finding.message) == (FOUND[0].id, FOUND[0].status, FOUND[0].message)


def test_expired_ones_are_told_apart() -> None:
    holds, over = Waiver("甲", DAY, rule="N001"), Waiver("乙", date(2026, 12, 31), rule="N001")
    assert in_force([holds, over], DAY) == ((holds,), (over,))
