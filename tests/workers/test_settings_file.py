"""gouji.toml: what it may say, and what is told where it is wrong."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from disclosure.settings import Settings, Waiver
from workers.settings import SettingsError, find_settings, load_settings, parse_settings

GOOD = """\
[aliases.names]
"社保基金管理中心" = "社会保险服务中心"
[aliases.accounts]
"文物和 陈制品购置" = "文物和陈列品购置"
[aliases.tables]
"部门收支决算一览表" = "final.summary"

[rules]
select = ["N", "T001"]
ignore = ["growth"]

[[waivers]]
rule = "T001"
document = "某局*.pdf"
reason = "已发更正公告"
expires = 2027-03-31

[[waivers]]
fingerprint = "0123456789ab"
reason = "口径差异"
expires = "2027-06-30"
"""


def test_everything_it_may_say() -> None:
    made = parse_settings(GOOD)
    assert made.aliases.organisation("某区社保基金管理中心") == "某区社会保险服务中心"
    assert made.aliases.accounts == {"文物和陈制品购置": "文物和陈列品购置"}
    assert made.aliases.tables == {"部门收支决算一览表": "final.summary"}
    assert (made.select, made.ignore) == (("N", "T001"), ("growth",))
    assert made.waivers == (
        Waiver("已发更正公告", date(2027, 3, 31), rule="T001", document="某局*.pdf"),
        Waiver("口径差异", date(2027, 6, 30), fingerprint="0123456789ab"),
    )


def test_nothing_said_is_nothing_set() -> None:
    assert parse_settings("") == Settings()


@pytest.mark.parametrize(
    ("text", "code", "line", "words"),
    [
        ("a = ", "settings_syntax", 0, "TOML"),
        ("# 注\ncolour = 1", "settings_unknown", 2, "aliases, rules, waivers"),
        ('[rules]\nselct = ["N"]', "settings_unknown", 2, "rules.selct"),
        ('[rules]\n\nselect = ["Q9"]', "settings_rule", 3, "Q9"),
        ('[rules]\nselect = "N"', "settings_type", 2, "rules.select"),
        ("[aliases]\nname = {}", "settings_unknown", 2, "names, accounts, tables"),
        ("[aliases.names]\nx = 3", "settings_type", 2, "aliases.names.x"),
        ("aliases = 3", "settings_type", 1, "[aliases]"),
        (GOOD.replace('"final.summary"', '"final.sum"'), "settings_kind", 6, "final.summary"),
        (GOOD.replace("document =", "dokument ="), "settings_unknown", 14, "waivers[1].dokument"),
        (GOOD.replace('rule = "T001"\n', 'rule = "T"\n'), "settings_rule", 13, "waivers[1].rule"),
        (GOOD.replace('reason = "口径差异"\n', ""), "settings_missing", 18, "reason"),
        (GOOD.replace('"口径差异"', '"  "'), "settings_missing", 18, "reason"),
        (GOOD.replace('expires = "2027-06-30"\n', ""), "settings_missing", 18, "expires"),
        (GOOD.replace('"2027-06-30"', '"bald"'), "settings_type", 21, "waivers[2].expires"),
        (GOOD.replace('fingerprint = "0123456789ab"\n', ""), "settings_target", 18, "fingerprint"),
        (GOOD.replace('"0123456789ab"', '"0123"'), "settings_fingerprint", 19, "waivers[2].fingerprint"),
        ('[waivers]\nrule = "T001"', "settings_type", 1, "[[waivers]]"),
    ],
)
def test_what_is_wrong_is_told_with_line_and_key(text: str, code: str, line: int, words: str) -> None:
    with pytest.raises(SettingsError) as caught:
        parse_settings(text)
    message = caught.value.message
    assert caught.value.code == code
    assert words in message.zh and words in message.en
    assert not line or (f"第 {line} 行" in message.zh and f"line {line}," in message.en)


def test_found_in_the_folder_or_by_path(tmp_path: Path) -> None:
    assert find_settings(folder=tmp_path) == Settings()
    (tmp_path / "gouji.toml").write_text('[rules]\nignore = ["N"]\n', "utf-8")
    assert find_settings(folder=tmp_path).ignore == ("N",)
    (tmp_path / "other.toml").write_text('[rules]\nignore = ["T"]\n', "utf-8")
    assert find_settings(tmp_path / "other.toml", tmp_path).ignore == ("T",)


def test_a_file_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "gbk.toml").write_bytes("# 设置".encode("gbk"))
    for name in ("none.toml", "gbk.toml"):
        with pytest.raises(SettingsError) as caught:
            load_settings(tmp_path / name)
        assert caught.value.code == "settings_unreadable"
