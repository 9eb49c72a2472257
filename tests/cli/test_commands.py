"""The command as a user meets it: output, exit status, and words for what went wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from click.testing import Result
from typer.testing import CliRunner

from cli.main import app
from tests import papers

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not papers.FONT.is_file():
        from tests.conftest import absent

        absent(f"the font {papers.FONT}")
    place = tmp_path_factory.mktemp("papers")
    (place / "born.pdf").write_bytes(papers.born())
    (place / "scan.pdf").write_bytes(papers.scan())
    (place / "locked.pdf").write_bytes(papers.encrypted())
    (place / "empty.pdf").write_bytes(b"")
    return place


def gouji(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs the command as its own process in that folder, with a cache beside the files."""
    env = os.environ | {"GOUJI_CACHE": str(folder / "cache"), "COLUMNS": "120"}
    command = [sys.executable, "-c", "from cli.main import main; main()", *arguments]
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)


@pytest.fixture
def run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command in this process, which is faster; libraries are left as loud as the other tests need them."""
    monkeypatch.chdir(folder)
    monkeypatch.setenv("GOUJI_CACHE", str(folder / "cache"))
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setattr("cli.checking.hush", lambda debug: None)
    monkeypatch.setattr("cli.running.hush", lambda debug: None)
    return lambda *arguments: CliRunner().invoke(app, list(arguments))


def test_json_on_stdout_is_json_and_nothing_else_is_said(folder: Path) -> None:
    """Also on a scan, where paddle, openvino and onnxruntime all like to talk."""
    run = gouji(folder, "check", "scan.pdf", "--format", "json")
    report = json.loads(run.stdout)
    assert run.stderr == ""
    assert run.returncode == 1
    assert report["documents"][0]["scanned"]
    assert [f["stated"]["value"] for f in report["findings"] if f["severity"] == "error"] == ["1610.95"]


def test_the_terminal_report_tells_the_wrong_total(folder: Path) -> None:
    run = gouji(folder, "check", "born.pdf")
    assert run.returncode == 1
    assert "1610.95万元" in run.stdout and "1598.85万元" in run.stdout
    assert "核对" in run.stdout
    assert run.stderr == ""


@pytest.mark.parametrize(
    ("options", "status"),
    [
        (["--fail-on", "never"], 0),
        (["--fail-on", "error"], 1),
        (["--select", "N"], 0),
        (["--select", "N,T"], 1),
        (["--ignore", "T"], 0),
    ],
)
def test_exit_status_follows_threshold_and_selection(folder: Path, run: Run, options: list[str], status: int) -> None:
    assert run("check", "born.pdf", *options).exit_code == status


def test_a_file_that_cannot_be_checked_wins_and_the_others_are_reported(folder: Path, run: Run) -> None:
    made = run("check", "locked.pdf", "born.pdf", "empty.pdf", "--format", "json")
    report = json.loads(made.stdout)
    assert made.exit_code == 2
    assert [error["code"] for error in report["errors"]] == ["encrypted", "empty_file"]
    assert [document["name"] for document in report["documents"]] == ["born.pdf"]
    assert (
        made.stderr.index("locked.pdf 设有打开密码")
        < made.stderr.index("locked.pdf is protected")
        < made.stderr.index("empty.pdf")
    )


def test_html_and_searchable_pdf_are_written(folder: Path, run: Run) -> None:
    made = run("check", "scan.pdf", "--format", "html", "--out", "out/report.html", "--searchable", "out/text.pdf")
    assert (made.exit_code, made.stdout, made.stderr) == (1, "", "")
    html = (folder / "out" / "report.html").read_text("utf-8")
    assert "data:image/jpeg" in html and "1,610.95万元" in html
    assert "1,610.95" in pdfium.PdfDocument(folder / "out" / "text.pdf")[0].get_textpage().get_text_range()
    assert [path.name for path in (folder / "out").iterdir() if path.suffix == ".part"] == []


def test_diff_tells_what_was_corrected(folder: Path, run: Run) -> None:
    (folder / "fixed.pdf").write_bytes(papers.born("1,598.85"))
    made = run("diff", "born.pdf", "fixed.pdf", "--format", "json")
    told = json.loads(made.stdout)
    assert made.exit_code == 0 and told["still"] == told["new_findings"] == []
    assert {finding["stated"]["value"] for finding in told["gone"]} == {"1610.95"}
    assert [(change["old"]["value"], change["new"]["value"]) for change in told["figures"]] == [("1610.95", "1598.85")]
    assert run("diff", "fixed.pdf", "born.pdf").exit_code == 1
    assert "1,610.95" in run("diff", "fixed.pdf", "born.pdf").stdout
    assert run("diff", "born.pdf", "locked.pdf").exit_code == 2


def test_tables_and_facts(folder: Path, run: Run) -> None:
    made = run("tables", "born.pdf", "--format", "json")
    table = json.loads(made.stdout)["tables"][0]
    assert (table["title"], table["unit"], table["pages"]) == (papers.TITLE, "万元", [1])
    assert [c["text"] for c in table["cells"] if c["row"] == 2] == list(papers.ROWS[2])
    facts = json.loads(run("facts", "born.pdf", "--format", "json").stdout)["facts"]
    assert {"1610.95", "20.05"} <= {fact["value"] for fact in facts}
    assert "1200.50万元" in run("facts", "born.pdf").stdout
    assert "数量 1,200.50万元" in run("tag", "born.pdf").stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check", "born.pdf", "--select", "X999"], "没有名为 X999 的规则"),
        (["explain", "X999"], "没有名为 X999 的规则"),
        (["check", "born.pdf", "scan.pdf", "--searchable", "o.pdf"], "--searchable 一次只能用于一个文件"),
        (["check", "born.pdf", "--out", "born.pdf"], "不会被覆盖"),
        (["check", "born.pdf", "--out", "born.pdf/x"], "无法写入"),
        (["check", "nowhere.pdf"], "找不到文件 nowhere.pdf"),
        (["check", "."], ". 是文件夹"),
        (["recheck", "--db", "nowhere.db"], "没有数据库 nowhere.db"),
        (["batch", "@nowhere.txt", "--db", "g.db"], "无法读取 nowhere.txt（没有这个文件或文件夹）"),
        (
            ["batch", "born.pdf", "--db", "g.db", "--broker", "redis://u:secret@localhost:1/0"],
            "无法连接消息队列 redis://u:***@localhost:1/0",
        ),
    ],
)
def test_what_is_wrong_is_said_on_stderr(folder: Path, run: Run, arguments: list[str], words: str) -> None:
    made = run(*arguments)
    assert made.exit_code == 2
    assert words in made.stderr
    assert "Traceback" not in made.stderr


def test_rules_can_be_listed_and_explained(folder: Path, run: Run) -> None:
    from checks.registry import all_rules

    listed = run("rules").stdout
    assert all(rule.code in listed for rule in all_rules())
    rule = all_rules()[0]
    assert rule.title[:12] in run("explain", rule.code.lower()).stdout


def test_version_answers_without_loading_anything_heavy(folder: Path) -> None:
    code = "import sys\nfrom cli.main import app\napp(['version'], standalone_mode=False)\nprint(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True)
    assert run.stdout.startswith("gouji ")
    assert not {"numpy", "cv2", "spacy", "camelot", "paddleocr", "PIL", "pypdfium2"} & set(run.stdout.split())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_list_may_be_written_on_chinese_windows(tmp_path: Path, encoding: str) -> None:
    from workers.gathering import addresses

    paper = tmp_path / "决算.pdf"
    paper.write_bytes(b"%PDF")
    (tmp_path / "清单.txt").write_bytes(f"# 全部\r\n{paper}\r\n".encode(encoding))
    assert addresses([f"@{tmp_path / '清单.txt'}"]) == (str(paper),)


def test_ctrl_c_is_not_silent(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    import typer

    from cli import main as module

    stopped = typer.Typer()

    @stopped.command()
    def work() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(module, "app", stopped)
    monkeypatch.setattr(sys, "argv", ["gouji"])
    with pytest.raises(SystemExit) as stop:
        module.main()
    assert stop.value.code == 130
    assert "已中止" in capsys.readouterr().err
