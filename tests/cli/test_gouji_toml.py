"""gouji.toml as a user meets it: found in the folder or named, its choices in force, waived findings apart, mistakes told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests import papers
from tests.cli.test_commands import gouji

WAIVER = """
[[waivers]]
rule = "{rule}"
document = "born*"
reason = "已发更正公告"
expires = {expires}
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    if not papers.FONT.is_file():
        from tests.conftest import absent

        absent(f"the font {papers.FONT}")
    (tmp_path / "born.pdf").write_bytes(papers.born())
    return tmp_path


def test_a_waived_finding_is_listed_apart_and_fails_nothing(place: Path) -> None:
    first = gouji(place, "check", "born.pdf", "--format", "json")
    errors = [finding for finding in json.loads(first.stdout)["findings"] if finding["severity"] == "error"]
    assert first.returncode == 1 and errors and all(finding["waived"] is None for finding in errors)
    rules = {finding["rule"] for finding in errors}
    (place / "gouji.toml").write_text("".join(WAIVER.format(rule=rule, expires="2999-12-31") for rule in rules), "utf-8")
    second = gouji(place, "check", "born.pdf", "--format", "json")
    report = json.loads(second.stdout)
    assert second.returncode == 0
    assert {"reason": "已发更正公告", "expires": "2999-12-31"} in [finding["waived"] for finding in report["findings"]]
    assert report["expired_waivers"] == []
    shown = gouji(place, "check", "born.pdf").stdout
    assert "不符 discrepancy" not in shown
    assert (
        shown.index("已豁免 waived · 1") < shown.index("理由：已发更正公告（至 2999-12-31）") < shown.index("核对范围 coverage")
    )


def test_an_expired_waiver_is_told_and_has_no_effect(place: Path) -> None:
    (place / "gouji.toml").write_text(WAIVER.format(rule="T003", expires="2020-12-31"), "utf-8")
    run = gouji(place, "check", "born.pdf")
    assert run.returncode == 1
    assert "豁免（T003 born*）已于 2020-12-31 到期" in run.stdout
    expired = json.loads(gouji(place, "check", "born.pdf", "--format", "json").stdout)["expired_waivers"]
    assert [(waiver["rule"], waiver["expires"]) for waiver in expired] == [("T003", "2020-12-31")]


def test_choices_of_the_settings_are_defaults(place: Path) -> None:
    (place / "gouji.toml").write_text('[rules]\nselect = ["N"]\n', "utf-8")
    assert gouji(place, "check", "born.pdf").returncode == 0
    assert gouji(place, "check", "born.pdf", "--select", "T").returncode == 1
    (place / "other.toml").write_text('[rules]\nignore = ["N"]\n', "utf-8")
    assert gouji(place, "check", "born.pdf", "--config", "other.toml").returncode == 1


def test_an_alias_changes_what_is_read_although_the_file_is_known(place: Path) -> None:
    plain = json.loads(gouji(place, "facts", "born.pdf", "--format", "json").stdout)["facts"]
    (place / "gouji.toml").write_text('[aliases.accounts]\n"教育支出" = "别名之后的科目"\n', "utf-8")
    aliased = json.loads(gouji(place, "facts", "born.pdf", "--format", "json").stdout)["facts"]
    assert not any("别名之后的科目" in fact["label"] + fact["indicator"] for fact in plain)
    assert any("别名之后的科目" in fact["label"] + fact["indicator"] for fact in aliased)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[[waivers]]\nrule = "T001"\nexpires = 2999-01-01\n', "第 1 行 waivers[1]：缺少 reason"),
        ("[rules\n", "不符合 TOML 语法"),
        ("[colours]\n", "第 1 行 colours：没有这个键"),
    ],
)
def test_a_mistake_in_the_settings_ends_every_command(place: Path, text: str, words: str) -> None:
    (place / "gouji.toml").write_text(text, "utf-8")
    for command in ("check", "tables", "facts", "tag"):
        run = gouji(place, command, "born.pdf")
        assert run.returncode == 2
        assert words in run.stderr.replace("\n", "") and "Traceback" not in run.stderr


def test_a_config_that_is_not_there_is_told(place: Path) -> None:
    run = gouji(place, "check", "born.pdf", "--config", "none.toml")
    assert run.returncode == 2
    assert "无法读取设置文件" in run.stderr


def test_the_manual_is_written_where_it_is_wanted(place: Path) -> None:
    run = gouji(place, "rules", "--write", "manual")
    assert run.returncode == 0
    assert (place / "manual" / "N001.md").is_file() and (place / "manual" / "README.md").is_file()
    assert gouji(place, "rules", "--write", "born.pdf").returncode == 2
