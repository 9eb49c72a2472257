"""Account codes and names of tables (T090, T091). What a note under a table says of it is checked by C003."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from checks import relate
from checks.registry import rule
from checks.rules.t_common import schedules
from disclosure.document import Document
from disclosure.relation import Relation, Severity
from disclosure.schedule import Row, Schedule

ACCOUNTS = (
    *("final.income", "final.expenditure", "final.general_expenditure", "final.general_basic", "final.government_fund"),
    *("final.state_capital", "budget.income", "budget.expenditure", "budget.general_function", "budget.fund_function"),
    *("budget.capital_function", "budget.general_basic_economic"),
)


@cache
def account_names() -> dict[str, tuple[str, ...]]:
    """Account names by code, older ones included. Raises ValueError where a code has not 3, 5 or 7 digits."""
    text = files("checks.rules").joinpath("t_accounts.csv").read_text("utf-8")
    found: dict[str, tuple[str, ...]] = {}
    for row in csv.DictReader(text.splitlines()):
        found[row["code"]] = (*found.get(row["code"], ()), row["name"])
    if bad := [code for code in found if len(code) not in (3, 5, 7)]:
        raise ValueError(f"t_accounts.csv: not account codes: {bad}")
    return found


@rule("T090", family="account_hierarchy", severity=Severity.WARNING)
def code_structure(document: Document) -> Iterator[Relation]:
    """科目编码完整：下级科目应有上级行，编码不重复

    查什么：表中列有款级（类级）科目时，每个项级（款级）编码都应有它的上级行；同一编码只出现一次。
    为什么：缺行、重行会使合计无从核对。
    依据：政府收支分类科目的编码规则（类 3 位、款 5 位、项 7 位）。
    例：报错——有 2080109 而没有 20801，同表其他科目都有款级行；不报——全表只列类、项两级。
    不报的情形：扫描件（编码可能识别有误）；全表都不列该层级。
    容差：不适用。
    """
    for schedule in schedules(document, *ACCOUNTS):
        codes = [row.code for row in schedule.rows if row.code]
        depths = {len(code) for code in codes}
        for row in schedule.rows:
            if not row.code or row.place is None or _scanned(document, row):
                continue
            orphan = len(row.code) > 3 and len(row.code) - 2 in depths and row.code[:-2] not in codes
            if orphan or codes.count(row.code) > 1:
                yield _about(document, schedule, row, "T090.orphan" if orphan else "T090.repeated")


@rule("T091", family="name_mismatch", severity=Severity.INFO)
def account_name(document: Document) -> Iterator[Relation]:
    """科目编码与科目名称相符

    查什么：已知编码的科目，印出的名称与标准名称字数相同而只差一个字。
    为什么：只差一字多为笔误；名称年年有调整，差得多的可能是改名，不在此列。
    依据：政府收支分类科目。
    例：报错——31021 印作“文物和陈制品购置”（应为“文物和陈列品购置”）；不报——旧名称、简称。
    不报的情形：扫描件；未收录的编码；字数不同的名称。
    容差：不适用。
    """
    names = account_names()
    for schedule in schedules(document, *ACCOUNTS):
        for row in schedule.rows:
            proper = next((name for name in names.get(row.code or "", ()) if _slip(row.label, name)), "")
            if proper and row.label not in names[row.code or ""] and row.place is not None and not _scanned(document, row):
                yield _about(document, schedule, row, "T091", proper=proper)


def _about(document: Document, schedule: Schedule, row: Row, message: str, **args: str) -> Relation:
    assert row.place is not None
    text = f"{row.code} {row.label}"
    cited = [relate.quoted(document, row.place, text, text, schedule.title)]
    return relate.worded(document, f"{schedule.title} {text}", True, cited, message, **args)


def _scanned(document: Document, row: Row) -> bool:
    number = row.place.page if row.place else 0
    return any(page.scanned for page in document.pages if page.number == number)


def _slip(printed: str, proper: str) -> bool:
    """Whether two names of at least five characters differ in exactly one of them."""
    clean = [re.sub(r"[（）()、，,和及与的]", "", name) for name in (printed, proper)]
    same_length = len(clean[0]) == len(clean[1]) >= 5
    return same_length and sum(a != b for a, b in zip(*clean, strict=True)) == 1
