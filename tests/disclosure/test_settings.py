"""Names are compared as people would compare them; a waiver ends with its last day."""

from __future__ import annotations

from datetime import date

import pytest

from disclosure.settings import Aliases, Waiver, normal


def test_names_are_compared_without_blanks_quotes_and_bracket_width() -> None:
    assert normal("“三公” 经费(境)") == "三公经费（境）"


def test_an_account_is_renamed_only_as_a_whole() -> None:
    aliases = Aliases(accounts={"文物和陈制品购置": "文物和陈列品购置"})
    assert aliases.account("文物和 陈制品购置") == "文物和陈列品购置"
    assert aliases.account("其他文物和陈制品购置") == "其他文物和陈制品购置"


@pytest.mark.parametrize(
    ("written", "proper"),
    [
        ("某市某区社保基金管理中心", "某市某区社会保险服务中心"),
        ("社保基金管理中心", "社会保险服务中心"),
        ("某市某区社会保险服务中心", "某市某区社会保险服务中心"),
        ("某市某区社保基金管理中心工会", "某市某区社保基金管理中心工会"),
    ],
)
def test_an_organisation_may_be_named_by_the_end_of_its_name(written: str, proper: str) -> None:
    assert Aliases(names={"社保基金管理中心": "社会保险服务中心"}).organisation(written) == proper


def test_the_longest_alias_counts_and_a_proper_name_is_left_alone() -> None:
    aliases = Aliases(names={"服务中心": "社会保险服务中心", "社保服务中心": "社会保险服务中心"})
    assert aliases.organisation("某县社保服务中心") == "某县社会保险服务中心"
    assert aliases.organisation("某县社会保险服务中心") == "某县社会保险服务中心"


def test_the_fingerprint_tells_aliases_apart_and_is_empty_without() -> None:
    prints = [Aliases(names={"a": "b"}), Aliases(accounts={"a": "b"}), Aliases(names={"a": "c"}), Aliases(tables={"a": "b"})]
    assert len({aliases.fingerprint for aliases in prints}) == len(prints)
    assert Aliases().fingerprint == ""
    assert Aliases(names={"a": "1", "b": "2"}).fingerprint == Aliases(names={"b": "2", "a": "1"}).fingerprint


def test_a_waiver_holds_through_its_last_day() -> None:
    waiver = Waiver("已说明", date(2026, 6, 30), rule="T001")
    assert not waiver.expired(date(2026, 6, 30))
    assert waiver.expired(date(2026, 7, 1))
