"""Archives: every file once, the broken ones told, and a run that is killed goes on where it was."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text, update

from extractors.inputs.opening import Unread
from store.artifacts import ArtifactStore
from store.database import Database, open_database
from store.tables import SubjectRow
from tests import papers
from workers.filing import Desk, due_dossiers
from workers.gathering import NothingThereError, addresses, open_address
from workers.rechecking import recheck_all

FILES = 6


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six small files with a wrong total each, one of them twice, a broken one, and an archive with a good and a bad member."""
    folder = tmp_path_factory.mktemp("archive")
    for n in range(FILES):
        (folder / f"{n}.pdf").write_bytes(papers.born(f"1,61{n}.95"))
    (folder / "sub").mkdir()
    (folder / "sub" / "again.pdf").write_bytes((folder / "0.pdf").read_bytes())
    (folder / "sub" / "cut.pdf").write_bytes(papers.BROKEN["truncated"]())
    (folder / "sub" / "notes.txt").write_text("not taken from a folder")
    with zipfile.ZipFile(folder / "z.zip", "w") as packed:
        packed.writestr("in/seventh.pdf", papers.born("1,700.95"))
        packed.writestr("in/empty.pdf", b"")
    return folder


def gouji(home: Path, *words: str, wait: bool = True) -> subprocess.Popen[bytes]:
    """The command in a process group of its own; what it says on stderr lies in `err.txt`."""
    root = Path(__file__).resolve().parents[2]
    env = {**os.environ, "GOUJI_CACHE": str(home / "cache"), "GOUJI_DB": str(home / "gouji.db"), "PYTHONPATH": str(root)}
    command = [sys.executable, "-c", "from cli.main import main; main()", *words]
    with (home / "err.txt").open("wb") as err:
        process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=err, start_new_session=True)
    if wait:
        process.wait()
    return process


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, archive: Path) -> Path:
    """A finished batch."""
    place = tmp_path_factory.mktemp("home")
    process = gouji(place, "batch", str(archive), "--jobs", "2")
    told = (place / "err.txt").read_text("utf-8")
    assert process.returncode == 2, told
    assert "完成 8 个文件，2 个无法读取" in told and "truncated" in told and "empty_file" in told
    return place


@pytest.fixture
def database(home: Path) -> Iterator[Database]:
    with closing(open_database(str(home / "gouji.db"))) as opened:
        yield opened


def outcome(path: Path) -> list[tuple[object, ...]]:
    """Everything that a reviewer would see of a batch, whenever and wherever it ran."""
    with closing(open_database(str(path))) as database, database.reading() as session:
        documents = session.execute(text("select id, org, fiscal_year, facts from documents order by id")).all()
        findings = session.execute(text("select subject, fingerprint, rule, zh, state from findings order by 1, 2, 3")).all()
        items = session.execute(text("select state, error, count(*) from batch_items group by 1, 2 order by 1, 2")).all()
    return [tuple(row) for row in (*documents, *findings, *items)]


def test_every_file_is_filed_once(home: Path, archive: Path, database: Database) -> None:
    with database.reading() as session:
        assert session.scalar(text("select count(*) from documents")) == FILES + 1
        names = session.scalars(text("select name from source_names order by name")).all()
        failed = dict(session.execute(text("select path, error from batch_items where state = 'failed'")).all())  # type: ignore[arg-type]
    assert {"again.pdf", "0.pdf", "z.zip/in/seventh.pdf"} <= set(names)
    assert failed == {str(archive / "sub" / "cut.pdf"): "truncated", str(archive / "z.zip/in/empty.pdf"): "empty_file"}


def test_findings_lie_in_the_database(database: Database) -> None:
    with database.reading() as session:
        rows = session.execute(text("select distinct subject from findings where severity = 'error'")).all()
    assert len(rows) == FILES + 1


def test_a_killed_run_goes_on_to_the_same_end(home: Path, archive: Path, tmp_path: Path) -> None:
    """Killed hard when the first, third and fifth file are read, the parent alone or its whole group; then resumed to the end."""
    for n, read in enumerate((1, 3, 5)):
        process = gouji(tmp_path, "batch", str(archive), "--jobs", "2", *(["--resume"] if n else []), wait=False)
        deadline = time.monotonic() + 120
        while len(list((tmp_path / "cache").rglob("*.zst"))) < read and time.monotonic() < deadline:
            time.sleep(0.05)
        (os.killpg if n % 2 else os.kill)(process.pid, signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL, "it was killed at work"
    kept = {path: path.stat().st_mtime_ns for path in (tmp_path / "cache").rglob("*.zst")}
    assert gouji(tmp_path, "batch", str(archive), "--resume").returncode == 2
    assert outcome(tmp_path / "gouji.db") == outcome(home / "gouji.db")
    assert {path: path.stat().st_mtime_ns for path in kept} == kept, "what was finished was not read again"


def test_new_rules_look_at_what_was_read(home: Path, database: Database) -> None:
    desk = Desk(database, ArtifactStore(str(home / "cache")))
    before = outcome(home / "gouji.db")
    assert recheck_all(desk).run.checked == 0, "nothing is due"
    with database.writing() as session:
        session.execute(update(SubjectRow).values(version="older"))
    made = recheck_all(desk)
    assert made.missing == () and made.run.checked >= FILES + 1 and (made.run.new, made.run.gone) == (0, 0)
    assert made.run.still > 0 and outcome(home / "gouji.db") == before
    assert list(due_dossiers(desk)) == []


def test_fewer_rules_take_findings_away_and_more_bring_them_back(home: Path, database: Database) -> None:
    whole = Desk(database, ArtifactStore(str(home / "cache")))
    few = Desk(database, whole.store, tuple(rule for rule in whole.chosen if rule.code.startswith("U")))
    for desk, sign in ((few, -1), (whole, 1)):
        with database.writing() as session:
            session.execute(update(SubjectRow).values(version="older"))
        run = recheck_all(desk).run
        assert (run.gone > 0, run.new > 0) == (sign < 0, sign > 0)


def test_places_of_all_sorts(archive: Path, tmp_path: Path) -> None:
    listed = tmp_path / "files.txt"
    listed.write_text(f"# two\n{archive / '0.pdf'}\n{archive / 'sub'}\n", "utf-8")
    assert [Path(one).name for one in addresses([f"@{listed}"])] == ["0.pdf", "again.pdf", "cut.pdf"]
    listed.write_text(f"{archive / '0.pdf'}\n{archive / 'gone.pdf'}\n", "utf-8")
    assert [Path(one).name for one in addresses([f"@{listed}"])] == ["0.pdf", "gone.pdf"], "a missing one fails by itself later"
    assert [Path(one).name for one in addresses([str(archive / "[12].pdf")])] == ["1.pdf", "2.pdf"]
    assert len(addresses([str(archive), str(archive / "0.pdf")])) == FILES + 3, "each once"
    with pytest.raises(NothingThereError):
        addresses([str(archive / "nothing*.pdf")])
    with pytest.raises(NothingThereError):
        addresses([str(tmp_path / "absent")])


def test_an_address_in_an_object_store(archive: Path) -> None:
    import fsspec

    memory = fsspec.filesystem("memory")
    memory.pipe_file("/bucket/2023/a.pdf", (archive / "0.pdf").read_bytes())
    memory.pipe_file("/bucket/2023/b.txt", b"no")
    (address,) = addresses(["memory://bucket/2023"])
    (opened,) = open_address(address)
    assert not isinstance(opened, Unread) and opened.name == "a.pdf"
    (lost,) = open_address("memory://bucket/2023/gone.pdf")
    assert isinstance(lost, Unread) and lost.error.code == "unreadable_file"
